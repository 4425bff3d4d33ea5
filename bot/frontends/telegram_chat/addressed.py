"""Message -> the question in it that is for us: all of a private message, what stands beside the bot's name, after a command, in a
reply to the bot."""

import re

from telegram import Message
from telegram.constants import ChatType, MessageEntityType


def question_in(message: Message, username: str, bot_id: int) -> str | None:
    """The question in a message, or None where it is not for us."""
    sender = message.from_user
    if not message.text or sender is None or sender.is_bot or message.via_bot:
        return None
    if message.chat.type == ChatType.PRIVATE:
        return message.text
    if (asked := beside_mention(message, username)) is not None:
        return asked
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return message.text
    return None


def beside_mention(message: Message, username: str) -> str | None:
    """The text without the mention of the bot; None where it is not mentioned."""
    mention = f"@{username}".lower()
    named = message.parse_entities([MessageEntityType.MENTION]).values()
    if not any(text.lower() == mention for text in named):
        return None
    return re.sub(re.escape(mention), " ", message.text or "", flags=re.IGNORECASE).strip()


def question_or_command(message: Message, username: str, bot_id: int) -> str | None:
    """The question in a message that may begin with /cha."""
    text = message.text or ""
    if text.startswith("/"):
        return after_command(text)
    return question_in(message, username, bot_id)


def after_command(text: str) -> str:
    """The question after /cha, on the same line or the next."""
    return "".join(text.split(maxsplit=1)[1:]).strip()
