"""/start and /help: what the bot does, and what it can really hear in this chat."""

import asyncio
import logging
from html import escape

from telegram import ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.asking import answer_message
from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.keyboard import ASK, buttons
from bot.frontends.telegram_chat.pages import REPORT, show_reports
from bot.frontends.telegram_chat.preferences import show_settings
from bot.frontends.telegram_chat.sending import say, tell
from bot.frontends.telegram_chat.threads import talk_key

HELP = "help"  # what the link to the private help starts it with
ADDED = "hello"  # what the link that adds the bot to a group starts it with
COMMANDS = (
    "/reports 收录了哪些、/settings 默认单位和年份、/watch 订阅、/cancel 从头开始、/privacy 保存什么、/forget 全删掉。"
)
NO_LONGER = "这份报告换过版本或取走了；/reports 列出收录了哪些。"
log = logging.getLogger(__name__)
NO_COMMAND = f"没有这个命令。直接打字问就行；也可以用 /help 怎么问、{COMMANDS}"
TEXT_ONLY = "我只看文字，图片、语音、贴纸看不懂；请把问题打成字。报告文件请作为“文件”发。"
EXAMPLES = ("收到多少件申请", "不予公开占比", "行政复议几件")


def hello(example: str) -> str:
    """The first message."""
    return f"<b>问数</b>：查政府信息公开工作年度报告里的数，每个数都带出处。\n直接打字就行，例如：{escape(example)}"


def help_text(*, private: bool, username: str, hears_all: bool, examples: list[str], loaded: str = "") -> str:
    """How to ask here.  With privacy mode on a plain mention does not reach a bot, and the help says so.  `loaded`: what there is."""
    lines = ["<b>怎么问</b>", *(f"· {escape(example)}" for example in examples), "可以接着问：那自然人呢？占比呢？"]
    if private:
        lines.append("看不准的会反问，点按钮或回数字都行。")
        lines.append(COMMANDS)
    else:
        lines.append(f"在群里：/cha@{username} 问题，或直接回复我的消息。")
        lines.append(
            f"@{username} 加问题也可以。"
            if hears_all
            else f"只写 @{username} 我听不到（隐私模式），请用 /cha 或回复我。"
        )
    lines.append(f"没有的数会说没有，不猜、不补、不改报告里的数。{loaded}")
    return "\n".join(lines)


def loaded_now(desk: Desk) -> str:
    """收录了几个单位、几份报告: how much there is to look into."""
    entries = desk.asker.catalogue().entries
    years = sorted({entry.year for entry in entries})
    bodies = len({entry.agency for entry in entries})
    return f"收录了 {bodies} 个单位、{len(entries)} 份报告（{years[0]}—{years[-1]}年度）。" if years else ""


def examples_of(desk: Desk) -> list[str]:
    """Questions that work, about the newest report; none where nothing is loaded."""
    newest = max(desk.asker.catalogue().entries, key=lambda entry: entry.year, default=None)
    return [f"{desk.asker.full_name(newest.agency)}{newest.year}年{what}" for what in EXAMPLES] if newest else []


async def on_start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Greet, with one example a tap away; a link's payload opens the question, the report or the page it stands for."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    desk, payload = desk_of(context), (context.args or [""])[0]
    if message.chat.type != ChatType.PRIVATE and not payload.startswith("q_"):
        if payload != ADDED:  # the hello to the group has just said it
            await on_help(update, context)
        return
    button = (
        await asyncio.to_thread(desk.chats.button, payload.removeprefix("q_")) if payload.startswith("q_") else None
    )
    if button is not None and button.act == ASK:
        await answer_message(message, button.ask, desk, update.update_id)
        return
    if payload == HELP:
        await on_help(update, context)
        return
    if payload in ("reports", "settings"):
        await (show_reports(message, desk, "") if payload == "reports" else show_settings(message, desk))
        return
    if payload.startswith(REPORT):
        await _open_report(message, payload.removeprefix(REPORT), desk, update.update_id)
        return
    examples = examples_of(desk)
    if not examples:
        await message.reply_html("<b>问数</b>：还没有载入任何报告，请管理员先用 wenshu load 载入。")
        return
    ask = examples[0]
    add = InlineKeyboardButton("加到群里", url=f"https://t.me/{context.bot.username}?startgroup={ADDED}")
    rows = [buttons(desk.chats, talk_key(message, user.id), [(ask, ASK, ask)]), [add]]
    await message.reply_html(hello(ask), reply_markup=InlineKeyboardMarkup(rows))


async def _open_report(message: Message, number: str, desk: Desk, update_id: int) -> None:
    """What the report of that number has to tell."""
    entry = next((e for e in desk.asker.catalogue().entries if str(e.id) == number), None)
    if entry is None:
        await tell(message, NO_LONGER)
    else:
        await answer_message(message, f"{desk.asker.full_name(entry.agency)}{entry.year}年报告", desk, update_id)


async def on_help(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say how to ask in this chat."""
    message = update.effective_message
    if message is None:
        return
    me = await context.bot.get_me()
    private = message.chat.type == ChatType.PRIVATE
    hears = bool(me.can_read_all_group_messages) or (not private and await _is_admin(message, context))
    text = help_text(
        private=private, username=me.username or "", hears_all=hears, examples=examples_of(desk_of(context)),
        loaded=loaded_now(desk_of(context)),
    )  # fmt: skip
    more = InlineKeyboardButton("在私聊里看详细说明", url=f"https://t.me/{me.username}?start={HELP}")
    await say(message, text, reply_markup=None if private else InlineKeyboardMarkup([[more]]))


async def on_else(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """In private: a command that there is none of, a picture, a voice message, a sticker."""
    message = update.effective_message
    if message is None:
        return
    if (message.text or "").startswith("/"):
        await tell(message, NO_COMMAND)
    elif message.caption:
        await answer_message(message, message.caption, desk_of(context), update.update_id)
    else:
        await tell(message, TEXT_ONLY)


async def _is_admin(message: Message, context: ContextTypes.DEFAULT_TYPE) -> bool:
    """An administrator of a group hears everything there."""
    try:
        me = await context.bot.get_chat_member(message.chat.id, context.bot.id)
    except TelegramError as error:
        log.info("own standing not known: %s", error)
        return False
    return me.status == ChatMember.ADMINISTRATOR
