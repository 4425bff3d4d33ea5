"""Who may change what is set for a group: its admins, asked of Telegram and kept for five minutes at most."""

import time
from typing import NamedTuple

from telegram import Bot, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

KEPT = 300.0  # seconds
_known: dict[int, "Admins"] = {}


class Admins(NamedTuple):
    """The admins of a group as Telegram told at some time, and those of them who hide behind it."""

    at: float = 0.0
    all: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


async def may_set(message: Message, user: int, bot: Bot, *, pressed: bool = False) -> bool:
    """In private everybody for themselves; in a group its admins, those who write as the group included.  `pressed`: the message is
    one of the bot's, under which somebody pressed a button, so that who it is sent as says nothing of them."""
    chat = message.chat
    if chat.type == ChatType.PRIVATE:
        return True
    if not pressed and message.sender_chat is not None and message.sender_chat.id == chat.id:
        return True
    return await is_admin(chat.id, user, bot)


async def is_admin(group: int, user: int, bot: Bot) -> bool:
    """Whether a person is one of the admins of a group; a no is asked anew."""
    return user in (await _admins(group, bot)).all or user in (await _admins(group, bot, fresh=True)).all


async def is_hidden(message: Message, user: int, bot: Bot) -> bool:
    """Whether an admin is anonymous in a group, where a press bears the person's own number and name all the same."""
    return message.chat.type != ChatType.PRIVATE and user in (await _admins(message.chat.id, bot)).hidden


async def _admins(chat: int, bot: Bot, *, fresh: bool = False) -> Admins:
    known = _known.get(chat, Admins())
    if time.monotonic() - known.at < (1 if fresh else KEPT) and known.at:
        return known
    try:
        members = await bot.get_chat_administrators(chat)
    except TelegramError:
        return Admins()
    hidden = frozenset(member.user.id for member in members if getattr(member, "is_anonymous", False))
    _known[chat] = Admins(time.monotonic(), frozenset(member.user.id for member in members), hidden)
    return _known[chat]
