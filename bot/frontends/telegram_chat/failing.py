"""What could not be sent: answered later where Telegram says when, kept for the next start where it could not be reached, else said."""

import asyncio

import structlog
from telegram import Update
from telegram.error import Forbidden, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.asking import desk_of
from bot.frontends.telegram_chat.limits import not_taken, seconds_of
from bot.frontends.telegram_chat.sending import quotes

SORRY = "出了点问题，没能答上来。请过一会儿再问一次。"
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
_waiting: set[asyncio.Task[None]] = set()  # for what is answered later


def _answer_later(update: Update, wait: float, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Telegram wants nothing for this chat for a while: the message is kept, and taken up again after that."""
    inbox, queue = desk_of(context).inbox, context.application.update_queue
    inbox.hold(update.update_id)
    log.warning("not sent, tried again later", seconds=round(wait))

    async def again() -> None:
        await asyncio.sleep(wait + 1)
        await asyncio.to_thread(inbox.release, update.update_id)
        queue.put_nowait(update)

    task = asyncio.create_task(again())
    _waiting.add(task)
    task.add_done_callback(_waiting.discard)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log the trace, tell the asker one sentence."""
    if isinstance(context.error, Forbidden):
        log.info("blocked or removed: %s", context.error)
        return
    if isinstance(context.error, RetryAfter) and isinstance(update, Update) and update.message is not None:
        _answer_later(update, seconds_of(context.error), context)
        return
    if not_taken(context.error) and isinstance(update, Update):
        log.warning("not sent, kept for the next start: %s", context.error)
        desk_of(context).inbox.hold(update.update_id)
        return
    log.error("update failed", exc_info=context.error)
    message = update.effective_message if isinstance(update, Update) else None
    if message is None or isinstance(context.error, TelegramError):
        return
    try:
        await message.reply_text(SORRY, do_quote=quotes(message))
    except TelegramError as error:
        log.warning("could not say sorry: %s", error)
