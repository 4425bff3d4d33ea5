"""/reports, /about, /privacy, /cancel, /forget: what is loaded, who this is, what is kept, and how to have it forgotten."""

import asyncio
from html import escape

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import after_command
from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.desk import Desk, desk_of, forget_chat
from bot.frontends.telegram_chat.keyboard import buttons
from bot.frontends.telegram_chat.order import asker_key
from bot.frontends.telegram_chat.sending import say
from bot.frontends.telegram_chat.show import cut
from bot.frontends.telegram_chat.threads import asker_of, talk_key
from bot.kept.chats import Button

PAGE = "page"  # what a button that turns a page does
ON_A_PAGE = 10
ABOUT = (
    "<b>问数</b>：回答政府信息公开工作年度报告里的数。\n数照报告印的给，带出处；算出来的写出算式；没有的说没有，不猜、不补、不改。\n"
    "程序开源（MIT），可以自己架设。"
)
PRIVACY = (
    "<b>保存什么</b>\n· 每个人的上一问（平常 30 分钟，为了接着问）、每条答案问的是什么（7 天，为了回复它接着问）、\n"
    "按钮的意思（30 天）、哪条消息答了哪条（48 小时，为了跟着改）；\n"
    "· 没答完的消息（最多 24 小时，答完就删文字）；\n· 群和私聊的设置、订阅（/watch）；\n"
    "· 谁改了设置、导出、删除；群管理员可以用 /audit 要本群的。\n"
    "· 架设者设了密钥时：没答上的问题；被指有误的回答、为什么、在哪个聊天（核查完告诉那里）。不记是谁，加密，默认 30 天。\n"
    "人和群的编号只存成记号，要用到编号的地方加密；架设者没设密钥时，订阅、操作记录这些功能就没有。\n"
    "不存姓名，不存别的消息，日志里没有问题的文字。\n/forget 删掉您在这里的一切；群里由管理员发，先问一声，再删掉整个群的。"
)
SURE = "确认"
REPORT, LONGEST_NAME = "r_", 50  # what a link to a report begins with; characters of a name that is said back
ARE_YOU_SURE = "这会删掉本群的设置、订阅、操作记录和所有人的上一问，收不回来。要删请发：/forget 确认"
FORGOTTEN = "删掉了本群以前的一切"
CANCELLED = "好，从头开始。"
ONLY_ADMINS = "删掉整个群的记录要由群管理员来发；您自己的已经删了。"


async def on_about(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """/about."""
    await _say(update, ABOUT)


async def on_privacy(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """/privacy."""
    await _say(update, PRIVACY)


async def on_cancel(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/cancel: the next question starts anew."""
    message = update.effective_message
    if message is not None and message.from_user is not None:
        key = talk_key(message, asker_of(message))
        await asyncio.to_thread(desk_of(context).chats.drop_talk, key)
        await _say(update, CANCELLED)


async def on_forget(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/forget: all that is kept of a person here; by an admin, of the group."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    desk, user = desk_of(context), message.from_user.id
    whole = await may_set(message, user, context.bot)
    if whole and message.chat.type != ChatType.PRIVATE and after_command(message.text or "") != SURE:
        await _say(update, ARE_YOU_SURE)
        return
    if whole:
        await asyncio.to_thread(forget_chat, desk, message.chat.id)
        if message.chat.type != ChatType.PRIVATE:
            desk.audit.note(message.chat.id, user, FORGOTTEN)
    else:
        await asyncio.to_thread(desk.chats.forget, message.chat.id, asker_of(message))
    await asyncio.to_thread(desk.inbox.forget, desk.chats.mark(asker_key(update)))
    await _say(update, "都删掉了。" if whole else ONLY_ADMINS)


async def _say(update: Update, text: str) -> None:
    message = update.effective_message
    if message is not None:
        await say(message, text)


async def on_reports(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/reports, /reports 宁波: which bodies and years are loaded, page by page."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    await show_reports(message, desk_of(context), after_command(message.text or ""))


async def show_reports(message: Message, desk: Desk, place: str) -> None:
    """The first page of the bodies in a place, of all where none is named."""
    key = talk_key(message, asker_of(message))
    text, markup = await asyncio.to_thread(_page, desk, key, place, 0, message.get_bot().username)
    await say(message, text, reply_markup=markup)


async def turn_page(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """A button under /reports."""
    number, place = button.ask.split(" ", 1)
    text, markup = await asyncio.to_thread(_page, desk, button.key, place, int(number), press.get_bot().username)
    if isinstance(press.message, Message):
        await press.edit_message_text(text, reply_markup=markup, parse_mode="HTML")


def _page(desk: Desk, key: str, place: str, number: int, username: str) -> tuple[str, InlineKeyboardMarkup | None]:
    """Bodies with the years of their reports, each a link that opens it."""
    catalogue = desk.asker.catalogue()
    named = desk.asker.bodies_like(place)
    if not named:
        return (
            f"没有收录“{escape(cut(place, LONGEST_NAME), quote=False)}”的报告。" if place else "还没有载入任何报告。",
            None,
        )
    pages = -(-len(named) // ON_A_PAGE)
    number = max(0, min(number, pages - 1))
    lines = [f"<b>收录了 {len(named)} 个单位</b>" + (f"（第 {number + 1}/{pages} 页）" if pages > 1 else "")]
    for body in named[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]:
        entries = (catalogue.entry(body, year) for year in catalogue.years(body))
        link = f"https://t.me/{username}?start={REPORT}"
        years = "、".join(f'<a href="{link}{e.id}">{e.year}</a>' for e in entries if e is not None)
        lines.append(f"· {escape(desk.asker.full_name(body), quote=False)}：{years}")
    turns = [("‹ 上一页", PAGE, f"{number - 1} {place}")] if number else []
    turns += [("下一页 ›", PAGE, f"{number + 1} {place}")] if number + 1 < pages else []
    row = buttons(desk.chats, key, turns)
    return "\n".join(lines), InlineKeyboardMarkup([row]) if row else None
