"""What is sent beside answers: pages and notices, seen by the asker alone where that can be, the rest of a long answer, the end of
a spinner.

Ephemeral messages (Bot API 10.2 and later) are not in python-telegram-bot yet, so they go by plain request; a command that
was not sent as one is answered in the usual way."""

import asyncio
import io
from typing import Any

import structlog
from telegram import CallbackQuery, InlineKeyboardMarkup, InputFile, Message
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError

from bot.frontends.telegram_chat.show import LONGEST, cut
from bot.kept.wishes import Wishes

WHOLE = "全文.txt"
NOTICE_SECONDS = 60.0
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
_leaving: set[asyncio.Task[None]] = set()


def quotes(message: Message) -> bool:
    """In groups a reply hangs on the question; in private it is clear what it answers."""
    return message.chat.type != ChatType.PRIVATE


async def say(message: Message, html: str, **more: Any) -> Message | None:
    """Answer a command with a page of text; None where only the asker sees it."""
    if (own := message.api_kwargs.get("ephemeral_message_id")) is not None and await _say_apart(message, html, own):
        return None
    hangs = quotes(message) and bool(message.message_id)
    return await message.reply_html(html, do_quote=hangs, disable_notification=quotes(message), **more)


async def tell(message: Message, text: str, *, markup: InlineKeyboardMarkup | None = None) -> Message:
    """Plain text, cut where it is too long for a message; in groups it hangs on what it answers and makes no sound."""
    hangs = quotes(message)
    return await message.reply_text(
        cut(text, LONGEST), reply_markup=markup, parse_mode=None, do_quote=hangs, disable_notification=hangs
    )


async def _say_apart(message: Message, html: str, own: int) -> bool:
    """To an ephemeral command (whose own number is 0), within 15 seconds; whether it was taken."""
    assert message.from_user is not None
    request = {
        "chat_id": message.chat.id, "text": html, "parse_mode": "HTML",
        "reply_parameters": {"ephemeral_message_id": own},
        "ephemeral_message_parameters": {"receiver_user_id": message.from_user.id},
    }  # fmt: skip
    try:
        await message.get_bot().do_api_request("sendMessage", api_kwargs=request)
    except TelegramError as error:
        log.info("not said apart: %s", error)
        return False
    return True


async def notice(message: Message, text: str, wishes: Wishes) -> None:
    """A word to one person that is no answer; in a group that wishes so it is gone after a minute."""
    sent = await say(message, text)
    if sent is not None and wishes.tidy and quotes(message):
        task = asyncio.create_task(_take_away(sent))
        _leaving.add(task)
        task.add_done_callback(_leaving.discard)


async def _take_away(sent: Message) -> None:
    await asyncio.sleep(NOTICE_SECONDS)
    try:
        await sent.delete()
    except TelegramError as error:
        log.info("notice not taken away: %s", error)


async def send_rest(sent: Message, whole: str) -> Message | None:
    """What was too long for a message, as a file under it; None where there is none, or it is not taken: the answer itself is out."""
    if not whole:
        return None
    try:
        file = InputFile(io.BytesIO(whole.encode("utf-8-sig")), WHOLE)
        return await sent.reply_document(file, do_quote=True, disable_notification=True)
    except TelegramError as error:
        log.warning("the rest of an answer not sent: %s", error)
        return None


async def show_action(message: Message, action: ChatAction) -> None:
    """That something is being made; not showing it is no harm."""
    try:
        await message.reply_chat_action(action)
    except TelegramError as error:
        log.info("action not shown: %s", error)


async def acknowledge(press: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    """Stop a button's spinner; what it does is done without that too."""
    try:
        await press.answer(text, show_alert=alert)
    except TelegramError as error:
        log.info("press not acknowledged: %s", error)
