"""/watch 北仑: a chat hears when a new or corrected report of a body is loaded, with its main figures; told once."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import Application, ContextTypes

from bot.frontends.telegram_chat.addressed import after_command
from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.asking import Desk, desk_of, move_chat
from bot.frontends.telegram_chat.sending import quotes
from bot.frontends.telegram_chat.show import LONGEST, cut
from bot.kept.seal import NO_KEY
from bot.kept.watches import MOST, Watch
from bot.start import Asker
from store.database.database import StoreError
from store.facts.catalogue import Entry

MAIN = ("新收申请", "不予公开", "行政复议", "行政诉讼")
TAKEN_OUT = "撤下：{}先前告诉这里的那份报告撤下了，请以现在收录的为准。"
ONLY_ADMINS = "群里订阅只有群管理员能改。"
HOW = "用法：/watch 北仑区——有新的或更正的年度报告时告诉这里；/unwatch 北仑区 取消。"
GONE = re.compile(r"not found|deactivated|kicked|PEER_ID_INVALID|upgraded", re.IGNORECASE)  # no such chat any more
Act = Callable[[Desk, int, str], str]
log = logging.getLogger(__name__)


async def on_watch(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Watch a body; without one, what is watched here."""
    await _answer(update, context, _watch)


async def on_unwatch(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Watch it no longer."""
    await _answer(update, context, _unwatch)


async def _answer(update: Update, context: ContextTypes.DEFAULT_TYPE, act: Act) -> None:
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    desk, name = desk_of(context), after_command(message.text or "")
    if desk.watches is None:
        text = NO_KEY
    elif name and not await may_set(message, message.from_user.id, context.bot):
        text = ONLY_ADMINS
    else:
        text = await asyncio.to_thread(act, desk, message.chat.id, name)
    await message.reply_text(cut(text, LONGEST), do_quote=quotes(message), disable_notification=quotes(message))


def _watch(desk: Desk, chat: int, name: str) -> str:
    assert desk.watches is not None
    if not name:
        names = "、".join(desk.asker.full_name(body) for body in desk.watches.bodies(chat))
        return f"这里订阅了：{names}\n{HOW}" if names else f"这里还没有订阅。\n{HOW}"
    body = desk.asker.body_named(name)
    if not body:
        return f"没有收录“{name}”的报告；/reports 列出收录了哪些。"
    if not desk.watches.add(chat, body, newest_of(desk.asker.catalogue().by_agency, body)):
        return f"一个聊天最多订阅 {MOST} 个单位。"
    return f"好，{desk.asker.full_name(body)}有新的或更正的报告时告诉这里。取消：/unwatch {name}"


def _unwatch(desk: Desk, chat: int, name: str) -> str:
    assert desk.watches is not None
    if not name:
        return HOW
    watched = desk.watches.bodies(chat)
    alike = [body for body in watched if name in desk.asker.full_name(body)]  # its reports may have been taken out
    body = desk.asker.body_named(name)
    if body not in watched and len(alike) > 1:
        return f"这里订阅了{'、'.join(map(desk.asker.full_name, alike))}，要取消哪一个？请把名称说全。"
    body = body if body in watched or not alike else alike[0]
    ended = bool(body) and desk.watches.end(chat, body)
    return f"不再订阅{desk.asker.full_name(body)}。" if ended else "这里没有订阅它。"


def newest_of(reports: Mapping[str, Mapping[int, Entry]], body: str) -> int:
    """The latest report of a body, by its id; reports are numbered as they are loaded."""
    return max((entry.id for entry in reports.get(body, {}).values()), default=0)


async def keep_telling(app: Application, every: float) -> None:  # type: ignore[type-arg]  # PTB's own kinds
    """Look for news again and again."""
    desk: Desk = app.bot_data["desk"]
    while desk.watches is not None:
        try:
            await _tell_all(app, desk)
        except (TelegramError, StoreError, sqlite3.Error) as error:  # the next look may do
            log.warning("watchers not told, tried again later: %s", error)
        await asyncio.sleep(every)


async def _tell_all(app: Application, desk: Desk) -> None:  # type: ignore[type-arg]
    assert desk.watches is not None
    for watch, entries in await asyncio.to_thread(_due, desk):
        if not entries:
            gone = TAKEN_OUT.format(desk.asker.full_name(watch.body))
            if await _told(app, desk, watch.chat, gone):
                left = newest_of(desk.asker.catalogue().by_agency, watch.body)
                await asyncio.to_thread(desk.watches.heard, watch, left)
        for entry in entries:
            text = await asyncio.to_thread(news_of, desk.asker, entry)
            if not await _told(app, desk, watch.chat, text):
                break
            await asyncio.to_thread(desk.watches.heard, watch, entry.id)


async def _told(app: Application, desk: Desk, chat: int, text: str) -> bool:  # type: ignore[type-arg]
    """Whether a chat was told.  One that is gone or has moved holds up no other: it is forgotten, or told under its new number at
    the next look."""
    assert desk.watches is not None
    try:
        await app.bot.send_message(chat, text, disable_notification=chat < 0)
    except ChatMigrated as error:
        log.info("a chat that watched is a supergroup now")
        await asyncio.to_thread(move_chat, desk, chat, error.new_chat_id)
        return False
    except Forbidden as error:
        log.info("a chat that watched is gone: %s", error)
        await asyncio.to_thread(desk.watches.forget, chat)
        return False
    except BadRequest as error:
        if (
            GONE.search(str(error)) is None
        ):  # no right to write there, a closed topic: it may be well again at the next look
            log.warning("a chat that watches was not told: %s", error)
            return False
        log.info("a chat that watched is gone: %s", error)
        await asyncio.to_thread(desk.watches.forget, chat)
        return False
    return True


def _due(desk: Desk) -> list[tuple[Watch, list[Entry]]]:
    """Whom to tell of which reports, the oldest first; of none where what was told of last is there no longer."""
    assert desk.watches is not None
    reports = desk.asker.catalogue().by_agency
    return [
        (watch, sorted((e for e in reports.get(watch.body, {}).values() if e.id > watch.heard), key=lambda e: e.id))
        for watch in desk.watches.due(partial(newest_of, reports))
    ]


def news_of(asker: Asker, entry: Entry) -> str:
    """What is new: whose report, and its main figures against the year before."""
    name = asker.full_name(entry.agency)
    before = (v for v in asker.versions(entry.agency, entry.year) if v.number < entry.version and not v.removed_at)
    head = f"{'更正' if any(before) else '新载入'}：{name}{entry.year}年度报告"  # what was taken back is not corrected
    return "\n".join([head, *(_against_last_year(asker, f"{name}{entry.year}年", what) for what in MAIN)])


def _against_last_year(asker: Asker, prefix: str, what: str) -> str:
    value, change = asker.ask(prefix + what), asker.ask(f"{prefix}{what}比上年")
    grown = f"，{change.reply.headline[0]}" if change.status == "answered" else ""
    return f"{what}：{value.reply.headline[0]}{grown}"
