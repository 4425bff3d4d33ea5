"""Who may change what is set for a group: its admins, asked of Telegram and kept for five minutes at most."""

import time

from telegram import Bot, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

KEPT = 300.0  # seconds
_known: dict[int, tuple[float, frozenset[int]]] = {}


async def may_set(message: Message, user: int, bot: Bot, *, pressed: bool = False) -> bool:
    """In private everybody for themselves; in a group its admins, those who write as the group included.  `pressed`: the message is
    one of the bot's, under which somebody pressed a button, so that who it is sent as says nothing of them."""
    chat = message.chat
    if chat.type == ChatType.PRIVATE:
        return True
    if not pressed and message.sender_chat is not None and message.sender_chat.id == chat.id:
        return True
    return user in await _admins(chat.id, bot) or user in await _admins(chat.id, bot, fresh=True)


async def _admins(chat: int, bot: Bot, *, fresh: bool = False) -> frozenset[int]:
    at, admins = _known.get(chat, (0.0, frozenset[int]()))
    if time.monotonic() - at < (1 if fresh else KEPT) and at:
        return admins
    try:
        admins = frozenset(member.user.id for member in await bot.get_chat_administrators(chat))
    except TelegramError:
        return frozenset()
    _known[chat] = (time.monotonic(), admins)
    return admins
