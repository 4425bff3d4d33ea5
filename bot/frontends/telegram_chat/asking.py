"""Update -> question -> answer -> message, whichever way the bot was reached."""

import asyncio
import logging
import re
import time
from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType, MessageEntityType
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chats import Chats
from bot.frontends.telegram_chat.show import as_html, button_labels
from bot.knowledge import Answer
from bot.reply import Reply
from bot.start import Asker
from bot.talk import Talk, dump, parse

FOREIGN_PRESS = "这是别人问的，只有提问的人可以点；您可以自己问一遍。"
GONE = "这个按钮已经过期，请再问一遍。"
SORRY = "出了点问题，没能答上来。请过一会儿再问一次。"
USAGE = "请在命令后面写上问题，例如：/cha 北仑区2024年收到多少件申请"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What handlers need: the asker of answers and the memory of talks."""

    asker: Asker
    chats: Chats


def desk_of(context: ContextTypes.DEFAULT_TYPE) -> Desk:
    """The desk that app.py put there."""
    desk = context.bot_data["desk"]
    assert isinstance(desk, Desk)
    return desk


def key_of(message: Message, user_id: int) -> str:
    """One talk: a private chat; in groups each asker, each topic by itself."""
    if message.chat.type == ChatType.PRIVATE:
        return f"{message.chat.id}"
    return f"{message.chat.id} {message.message_thread_id or 0} {user_id}"


def question_in(message: Message, username: str, bot_id: int) -> str | None:
    """The question in a message, or None where it is not for us."""
    sender = message.from_user
    if not message.text or sender is None or sender.is_bot or message.via_bot:
        return None
    if message.chat.type == ChatType.PRIVATE:
        return message.text
    mention = f"@{username}".lower()
    entities = message.parse_entities([MessageEntityType.MENTION])
    if any(text.lower() == mention for text in entities.values()):
        return re.sub(re.escape(mention), " ", message.text, flags=re.IGNORECASE).strip()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return message.text
    return None


async def on_text(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A message that is no command."""
    message = update.effective_message
    question = question_in(message, context.bot.username, context.bot.id) if message else None
    if message is not None and question is not None:
        await _answer_message(message, question or USAGE, desk_of(context))


async def on_command(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/cha and /ask."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    question = (message.text or "").partition(" ")[2].strip() or "".join(
        (message.text or "").split("\n", 1)[1:]
    ).strip()
    if question:
        await _answer_message(message, question, desk_of(context))
    else:
        await message.reply_html(USAGE, do_quote=_quotes(message))


async def _answer_message(message: Message, text: str, desk: Desk) -> None:
    """Answer as a reply; a reply to an earlier answer follows on that one, whoever asked it."""
    assert message.from_user is not None
    key = key_of(message, message.from_user.id)
    before = message.reply_to_message
    answer, markup = await asyncio.to_thread(_answer, desk, key, text, answer_key(before) if before else None)
    quotes = _quotes(message)
    sent = await message.reply_html(
        as_html(answer.reply), reply_markup=markup, do_quote=quotes, disable_notification=quotes
    )
    kept = await asyncio.to_thread(desk.chats.talk, key)
    if kept:
        await asyncio.to_thread(desk.chats.keep_talk, answer_key(sent), kept)


def answer_key(message: Message) -> str:
    """Where the talk stood at an answer."""
    return f"{message.chat.id} at {message.message_id}"


def _quotes(message: Message) -> bool:
    """In groups a reply hangs on the question; in private it is clear what it answers."""
    return message.chat.type != ChatType.PRIVATE


def _answer(desk: Desk, key: str, text: str, after: str | None = None) -> tuple[Answer, InlineKeyboardMarkup | None]:
    """Answer within a talk (`key`), following on the answer `after` where that is known; runs off the event loop."""
    start = time.perf_counter()
    kept = (desk.chats.talk(after) if after else None) or desk.chats.talk(key)
    talk = parse(kept) if kept else Talk()
    answer = desk.asker.ask(talk.question(text), talk.earlier)
    desk.chats.keep_talk(key, dump(talk.after(answer)))
    log.info("answered: %s in %.1f ms", answer.status, (time.perf_counter() - start) * 1000)
    return answer, _keyboard(desk, key, answer.reply)


def _keyboard(desk: Desk, key: str, reply: Reply) -> InlineKeyboardMarkup | None:
    if not reply.choices:
        return None
    ids = desk.chats.keep_buttons(key, [choice.ask for choice in reply.choices])
    rows = [[InlineKeyboardButton(label, callback_data=i)] for label, i in zip(button_labels(reply), ids, strict=True)]
    return InlineKeyboardMarkup(rows)


async def on_press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A button: answered at once, then the question turns into its answer."""
    press = update.callback_query
    if press is None:
        return
    desk = desk_of(context)
    button = await asyncio.to_thread(desk.chats.button, press.data or "")
    allowed = button is not None and _is_asker(press, button[1])
    await _acknowledge(press, None if allowed else FOREIGN_PRESS if button else GONE)
    if button is None or not allowed:
        return
    question, key = button
    answer, markup = await asyncio.to_thread(_answer, desk, key, question)
    text = as_html(answer.reply)
    if isinstance(press.message, Message) and (kept := await asyncio.to_thread(desk.chats.talk, key)):
        await asyncio.to_thread(desk.chats.keep_talk, answer_key(press.message), kept)
    try:
        await press.edit_message_text(text, reply_markup=markup, parse_mode="HTML")
    except BadRequest as error:
        if "not modified" in str(error).lower():
            return
        log.info("cannot edit, sending anew: %s", error)
        if press.message is not None:
            await context.bot.send_message(press.message.chat.id, text, reply_markup=markup, parse_mode="HTML")


def _is_asker(press: CallbackQuery, key: str) -> bool:
    """A private talk has one person; a group's talk ends in the asker's id."""
    parts = key.split(" ")
    return len(parts) == 1 or parts[-1] == str(press.from_user.id)


async def _acknowledge(press: CallbackQuery, alert: str | None) -> None:
    """Stop the button's spinner; too late is no harm."""
    try:
        await press.answer(alert, show_alert=alert is not None)
    except BadRequest as error:
        log.info("press not acknowledged: %s", error)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log the trace, tell the asker one sentence."""
    log.error("update failed", exc_info=context.error)
    message = update.effective_message if isinstance(update, Update) else None
    if message is None or isinstance(context.error, TelegramError):
        return
    try:
        await message.reply_text(SORRY, do_quote=_quotes(message))
    except TelegramError as error:
        log.warning("could not say sorry: %s", error)
