"""/watch 北仑: a chat hears when a new or corrected report of a body is loaded, with its main figures; told once."""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from telegram import Bot, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import Application, ContextTypes

from bot.frontends.telegram_chat.addressed import after_command
from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.desk import Desk, desk_of, move_chat
from bot.frontends.telegram_chat.sending import tell
from bot.frontends.telegram_chat.threads import topic_of
from bot.kept.seal import NO_KEY
from bot.kept.watches import MOST, Watch
from bot.start import Asker
from store.facts.catalogue import Entry

MAIN = ("新收申请", "不予公开", "行政复议", "行政诉讼")
TAKEN_OUT = "撤下：{}先前告诉这里的那份报告撤下了，请以现在收录的为准。"
ONLY_ADMINS = "群里订阅只有群管理员能改。"
HOW = "用法：/watch 北仑区——有新的或更正的年度报告时告诉这里；/unwatch 北仑区 取消。"
FIRST_PAUSE, LONGEST_PAUSE = (
    1.0,
    3600.0,
)  # seconds before a chat that could not be told is tried again, twice as long each time
NO_TOPIC = re.compile(r"thread not found|TOPIC_(?:CLOSED|DELETED)", re.IGNORECASE)
GONE = re.compile(
    r"chat not found|user not found|deactivated|kicked|PEER_ID_INVALID|upgraded", re.IGNORECASE
)  # no such chat any more
Act = Callable[[Desk, Message, str], str]
log = logging.getLogger(__name__)


class Later(NamedTuple):
    """When a chat is tried again (monotonic seconds), and how long it was left alone before."""

    at: float
    pause: float


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
        text = await asyncio.to_thread(act, desk, message, name)
    await tell(message, text)


def _watch(desk: Desk, message: Message, name: str) -> str:
    assert desk.watches is not None
    chat = message.chat.id
    if not name:
        names = "、".join(desk.asker.full_name(body) for body in desk.watches.bodies(chat))
        return f"这里订阅了：{names}\n{HOW}" if names else f"这里还没有订阅。\n{HOW}"
    body = desk.asker.body_named(name)
    if not body:
        return f"没有收录“{name}”的报告；/reports 列出收录了哪些。"
    if not desk.watches.add(chat, body, newest_of(desk.asker.catalogue().by_agency, body), topic_of(message) or 0):
        return f"一个聊天最多订阅 {MOST} 个单位。"
    return f"好，{desk.asker.full_name(body)}有新的或更正的报告时告诉这里。取消：/unwatch {name}"


def _unwatch(desk: Desk, message: Message, name: str) -> str:
    assert desk.watches is not None
    chat = message.chat.id
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


async def tell_watchers(app: Application, desk: Desk, later: dict[int, Later]) -> None:  # type: ignore[type-arg]  # PTB's own kinds
    """Tell every chat of what is new to it; one process at a time.  `later`: when those that could not be told are tried again."""
    assert desk.watches is not None
    telling = desk.watches.alone()
    if telling is None:
        return
    with telling:
        for watch, entries in await asyncio.to_thread(_due, desk):
            if watch.chat in later and time.monotonic() < later[watch.chat].at:
                continue
            if await _tell(app.bot, desk, watch, entries):
                later.pop(watch.chat, None)
            else:
                pause = min(LONGEST_PAUSE, 2 * later[watch.chat].pause) if watch.chat in later else FIRST_PAUSE
                later[watch.chat] = Later(time.monotonic() + pause, pause)


async def _tell(bot: Bot, desk: Desk, watch: Watch, entries: list[Entry]) -> bool:
    """Each new report, the oldest first, or that the one told of is gone; whether all was told."""
    assert desk.watches is not None
    if not entries:
        if not await _told(bot, desk, watch, TAKEN_OUT.format(desk.asker.full_name(watch.body))):
            return False
        left = newest_of(desk.asker.catalogue().by_agency, watch.body)
        await asyncio.to_thread(desk.watches.heard, watch, left)
    for entry in entries:
        text = await asyncio.to_thread(news_of, desk.asker, entry)
        if not await _told(bot, desk, watch, text):
            return False
        await asyncio.to_thread(desk.watches.heard, watch, entry.id)
    return True


async def _told(bot: Bot, desk: Desk, watch: Watch, text: str) -> bool:
    """Whether a chat was told.  One that is gone or has moved holds up no other: it is forgotten, or told under its new number at
    the next look."""
    assert desk.watches is not None
    chat = watch.chat
    try:
        await _send(bot, chat, text, watch.topic or None)
    except ChatMigrated as error:
        log.info("a chat that watched is a supergroup now")
        await asyncio.to_thread(move_chat, desk, chat, error.new_chat_id)
    except TelegramError as error:
        if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and GONE.search(str(error))):
            log.info("a chat that watched is gone: %s", error)
            await asyncio.to_thread(desk.watches.forget, chat)
        else:  # told to wait, no right to write there: it may be well again later
            log.warning("a chat that watches was not told: %s", error)
    else:
        return True
    return False


async def _send(bot: Bot, chat: int, text: str, topic: int | None) -> None:
    """To the topic in which it was asked for; to the chat where that is no more."""
    try:
        await bot.send_message(chat, text, message_thread_id=topic, disable_notification=chat < 0)
    except BadRequest as error:
        if topic is None or NO_TOPIC.search(str(error)) is None:
            raise
        await bot.send_message(chat, text, disable_notification=chat < 0)


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
