"""The bot in a group: one hello when it is added, everything moved when the group becomes a supergroup."""

import asyncio
import logging

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.desk import desk_of, move_chat
from bot.frontends.telegram_chat.greeting import examples_of, help_text

OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)
log = logging.getLogger(__name__)


async def on_membership(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Added to a group: say once how to ask here, and what can be heard."""
    change = update.my_chat_member
    if change is None or change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return
    if not _joined(change):
        log.info("membership: %s", change.new_chat_member.status)
        return
    me = await context.bot.get_me()
    hears = bool(me.can_read_all_group_messages) or change.new_chat_member.status == ChatMember.ADMINISTRATOR
    text = help_text(private=False, username=me.username or "", hears_all=hears, examples=examples_of(desk_of(context)))
    await context.bot.send_message(change.chat.id, text, parse_mode="HTML", disable_notification=True)


def _joined(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status in OUTSIDE and change.new_chat_member.status not in OUTSIDE


async def on_migration(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A group became a supergroup: its number changes."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id:
        await asyncio.to_thread(move_chat, desk_of(context), message.chat.id, message.migrate_to_chat_id)
