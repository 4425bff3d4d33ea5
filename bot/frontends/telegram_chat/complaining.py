"""有误 under an answer: kept at once, then asked why; those who run the bot look at it, and what they found is told where it stands."""

import asyncio
import io

import structlog
from telegram import CallbackQuery, InlineKeyboardMarkup, InputFile, Message, ReplyParameters, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.keyboard import buttons
from bot.frontends.telegram_chat.review import NONE_YET, may_read
from bot.frontends.telegram_chat.sending import acknowledge, quotes, tell
from bot.frontends.telegram_chat.show import LONGEST, cut, units
from bot.frontends.telegram_chat.threads import answer_key
from bot.kept.audit import OF_THE_BOT
from bot.kept.chats import Button
from bot.kept.complaints import Complaint
from bot.shown.spreadsheets import as_csv

REASON, EXPLAIN, LOOKED_AT = "reason", "explain", "looked at"  # what a button or a reply does
REASONS = ("和报告里的数不一样", "答的不是我问的", "出处、算式或说明不对")
KEPT = "记下了，会有人对照原文核查。谢谢！"
KEPT_BEFORE = "这条已经记下了。"
WHY = "哪里不对？点一个，或者回复这条消息写一句。核查完会告诉这里。"
NOTED = "记下了：{}。"
SAID = "记下了。"
DONE_BEFORE = "这条已经核查过了。"
FOUND = {
    "改好了": "这条先前被指有误，架设者核查过，改好了；请再问一遍：{}",
    "没有错": "这条先前被指有误，架设者核查过：和报告印的一致，没有改。问的是：{}",
}  # what those who run the bot found, and what is told where the answer stands
TOLD, NOT_TOLD = "告诉那边了。", "记下了；那边已经收不到消息。"
SHOWN = 10  # complaints on a page
LONGEST_WHY = 500  # characters of a reason in somebody's own words
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def press_complain(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """Anybody may call an answer wrong; what it said is kept with the question."""
    message = press.message
    if not isinstance(message, Message):
        return
    shown = message.text or message.caption or ""
    mark = await asyncio.to_thread(desk.complaints.add, message.chat.id, message.message_id, button.ask, shown)
    await acknowledge(press, KEPT if mark else KEPT_BEFORE, alert=True)
    if mark:
        await _ask_why(message, mark, desk)


async def _ask_why(message: Message, mark: str, desk: Desk) -> None:
    """Three reasons to press; a reply says it in other words."""
    key = f"{message.chat.id}"
    rows = [[button] for button in buttons(desk.chats, key, [(one, REASON, f"{mark} {one}") for one in REASONS])]
    asked = await message.reply_text(
        WHY, reply_markup=InlineKeyboardMarkup(rows), do_quote=True, disable_notification=quotes(message)
    )
    await asyncio.to_thread(desk.chats.keep_reply, answer_key(asked), key, EXPLAIN, mark)


async def press_reason(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """One of the three; the question why becomes the word that it is noted."""
    mark, reason = button.ask.split(" ", 1)
    noted = await asyncio.to_thread(desk.complaints.explain, mark, reason)
    await acknowledge(press)
    try:
        await press.edit_message_text(NOTED.format(reason) if noted else DONE_BEFORE)
    except BadRequest as error:  # pressed twice
        log.info("not said anew: %s", error)


async def explain(message: Message, page: Button, desk: Desk) -> None:
    """Why an answer is wrong, as a reply to the question why."""
    noted = await asyncio.to_thread(desk.complaints.explain, page.ask, cut(message.text or "", LONGEST_WHY))
    await tell(message, SAID if noted else DONE_BEFORE)


async def on_complaints(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/complaints: the answers that were called wrong, with what they showed and why; under them what was found."""
    message, desk = await may_read(update, context), desk_of(context)
    if message is None:
        return
    found = await asyncio.to_thread(desk.complaints.all)
    page = "\n\n".join(f"{number}. {_line(one)}" for number, one in enumerate(found[:SHOWN], 1))
    rows = [
        buttons(desk.chats, f"{message.chat.id}", [(f"{number} {what}", LOOKED_AT, f"{one.mark} {what}") for what in FOUND])
        for number, one in enumerate(found[:SHOWN], 1)
    ]  # fmt: skip
    await tell(message, page or NONE_YET, markup=InlineKeyboardMarkup(rows) if rows else None)
    if len(found) > SHOWN or units(page) > LONGEST:
        cells = [{"日期": c.day, "问": c.question, "答": c.shown, "为什么": "；".join(c.why)} for c in found]
        await message.reply_document(InputFile(io.BytesIO(as_csv(cells)), "指为有误的.csv"))


def _line(one: Complaint) -> str:
    why = f"\n为什么：{'；'.join(one.why)}" if one.why else ""
    return f"{one.day}　问：{one.question}\n{one.shown}{why}"


async def press_looked_at(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """What those who run the bot found; told first, then taken off the list: killed in between, it can be pressed again."""
    if press.from_user.id not in desk.operators:
        await acknowledge(press)
        return
    mark, what = button.ask.split(" ", 1)
    one = await asyncio.to_thread(desk.complaints.one, mark)
    if one is None:
        await acknowledge(press, DONE_BEFORE, alert=True)
        return
    told = await _tell_there(press, one, FOUND[what].format(one.question))
    await asyncio.to_thread(desk.complaints.close, mark)
    desk.audit.note(OF_THE_BOT, press.from_user.id, f"核查被指有误的回答：{what}")
    await acknowledge(press, TOLD if told else NOT_TOLD)


async def _tell_there(press: CallbackQuery, one: Complaint, text: str) -> bool:
    """Whether it could be said as a reply to the answer; of those that earlier versions kept it is not known where."""
    if not one.chat:
        return False
    hangs = ReplyParameters(one.message, allow_sending_without_reply=True)
    try:
        await press.get_bot().send_message(
            one.chat, cut(text, LONGEST), reply_parameters=hangs, disable_notification=one.chat < 0
        )
    except (Forbidden, BadRequest) as error:  # blocked, kicked out, gone
        log.info("not told what was found: %s", error)
        return False
    return True
