"""What could not be sent: answered later, when Telegram says or in a while, kept for the next start where that goes on, else said."""

import asyncio
import secrets

import structlog
from telegram import Update
from telegram.error import ChatMigrated, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.desk import desk_of, move_chat
from bot.frontends.telegram_chat.limits import told_to_wait
from bot.frontends.telegram_chat.sending import tell

MOST_TRIES = 20  # then it is left to the next start
MOST_KEPT = 1000  # updates whose tries are counted
DONE_ONCE = ("/undo", "/load", "/announce", "/forget")
SORRY = "出了点问题（编号 {}），没能答上来。请过一会儿再问一次；一直这样就把编号告诉架设者。"
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
_tries: dict[int, int] = {}  # update -> how often it was put off
_waiting: set[asyncio.Task[None]] = set()  # for what is answered later


def _answer_later(update: Update, wait: float, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Telegram takes nothing for a while: the update is kept, and taken up again after that."""
    inbox, queue = desk_of(context).inbox, context.application.update_queue
    inbox.hold(update.update_id)
    if len(_tries) > MOST_KEPT:
        _tries.clear()
    _tries[update.update_id] = _tries.get(update.update_id, 0) + 1
    if _tries[update.update_id] > MOST_TRIES:
        del _tries[update.update_id]
        log.warning("not sent, kept for the next start")
        return
    log.warning("not sent, tried again later", seconds=round(wait))

    async def again() -> None:
        await asyncio.sleep(wait + 1)
        await asyncio.to_thread(inbox.release, update.update_id)
        queue.put_nowait(update)

    task = asyncio.create_task(again())
    _waiting.add(task)
    task.add_done_callback(_waiting.discard)


def _may_run_again(update: Update) -> bool:
    """Whether an update may be handled once more from the start: what loads, takes back or tells all was done, though not said."""
    message = update.message
    if message is None:
        return update.callback_query is not None or update.edited_message is not None
    return message.document is None and not (message.text or "").startswith(DONE_ONCE)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log the trace, tell the asker one sentence."""
    if isinstance(context.error, Forbidden):
        log.info("blocked or removed: %s", context.error)
        return
    if isinstance(context.error, ChatMigrated) and isinstance(update, Update) and update.effective_chat is not None:
        log.info("the group is a supergroup now")  # what was to be said there is asked again by whoever wants it
        await asyncio.to_thread(move_chat, desk_of(context), update.effective_chat.id, context.error.new_chat_id)
        return
    if isinstance(update, Update) and (wait := told_to_wait(context.error)) is not None and _may_run_again(update):
        _answer_later(update, wait, context)
        return
    number = secrets.token_hex(3)  # by which the one who runs the bot finds the trace
    log.error("update failed", number=number, exc_info=context.error)
    message = update.effective_message if isinstance(update, Update) else None
    if message is None or isinstance(context.error, TelegramError):
        return
    try:
        await tell(message, SORRY.format(number))
    except TelegramError as error:
        log.warning("could not say sorry: %s", error)
