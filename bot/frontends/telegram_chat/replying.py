"""A reply to one of the bot's pages that says what a button there would: why an answer is wrong, what to set for a group."""

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.asking import limited, on_text
from bot.frontends.telegram_chat.complaining import EXPLAIN, explain
from bot.frontends.telegram_chat.desk import Desk, desk_of, page_behind
from bot.frontends.telegram_chat.preferences import SET, set_by_reply
from bot.frontends.telegram_chat.preferences_of_group import set_for_group
from bot.kept.chats import SET_OF, Button

REPLIES: dict[str, Callable[[Message, Button, Desk], Awaitable[None]]] = {
    EXPLAIN: explain, SET: set_by_reply, SET_OF: set_for_group,
}  # fmt: skip


async def on_reply(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A message that answers another one; any but such a page is followed on as a question."""
    message = update.effective_message
    page = await asyncio.to_thread(page_behind, message, desk_of(context)) if message is not None else None
    if message is None or page is None:
        await on_text(update, context)
        return

    async def act(_: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await REPLIES[page.act](message, page, desk_of(context))

    await limited(act)(update, context)
