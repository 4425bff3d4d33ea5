"""The bot in a group: one hello when it is added, everything moved when the group becomes a supergroup."""

import asyncio
import logging

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.desk import desk_of, move_chat
from bot.frontends.telegram_chat.greeting import examples_of, help_text
from bot.frontends.telegram_chat.sending import tell

OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)
ONLY_ADMINS = "让我退群要由群管理员来发。"
NOT_HERE = "这是私聊：不想再收到消息就停用（Block）机器人；要删掉保存的一切，发 /forget。"
GOODBYE = "好，我退出本群。本群的设置留 30 天，再加我回来还在；要全删，先发 /forget 确认。"
log = logging.getLogger(__name__)


async def on_membership(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Added to a group: say once how to ask here, and what can be heard.  Taken out, or blocked: what was set there is erased later."""
    change, desk = update.my_chat_member, desk_of(context)
    if change is None:
        return
    log.info("membership: %s", change.new_chat_member.status)
    outside = change.new_chat_member.status in OUTSIDE
    await asyncio.to_thread(desk.wishes.leave if outside else desk.wishes.come_back, change.chat.id)
    if change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP) or not _joined(change):
        return
    me = await context.bot.get_me()
    hears = bool(me.can_read_all_group_messages) or change.new_chat_member.status == ChatMember.ADMINISTRATOR
    text = help_text(private=False, username=me.username or "", hears_all=hears, examples=examples_of(desk))
    await context.bot.send_message(change.chat.id, text, parse_mode="HTML", disable_notification=True)


def _joined(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status in OUTSIDE and change.new_chat_member.status not in OUTSIDE


async def on_leave(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/leave: an admin takes the bot out of the group."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    if message.chat.type == ChatType.PRIVATE:
        await tell(message, NOT_HERE)
    elif not await may_set(message, message.from_user.id, context.bot):
        await tell(message, ONLY_ADMINS)
    else:
        desk_of(context).audit.note(message.chat.id, message.from_user.id, "让机器人退群")
        await tell(message, GOODBYE)
        await context.bot.leave_chat(message.chat.id)


async def on_stop(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """/stop in private, where people try it: what ends what.  In a group it may be meant for another bot."""
    message = update.effective_message
    if message is not None and message.chat.type == ChatType.PRIVATE:
        await tell(message, NOT_HERE)


async def on_migration(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A group became a supergroup: its number changes."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id:
        await asyncio.to_thread(move_chat, desk_of(context), message.chat.id, message.migrate_to_chat_id)
