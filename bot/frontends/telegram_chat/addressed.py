"""Message -> the question in it that is for us: all of a private message, what stands beside the bot's name, after a command, in a
reply to the bot."""

import re

from telegram import Message
from telegram.constants import ChatType, MessageEntityType

AS_THE_GROUP, AS_A_CHANNEL = (
    1087968824,
    136817688,
)  # Telegram's own accounts for those who write as their group or as a channel
COMMAND = re.compile(r"^/\w+(?:@\w+)?", re.ASCII)
OTHERS = re.compile(r"(?<!\S)@[A-Za-z]\w{3,}", re.ASCII)  # a friend who is to see the answer
STAND_INS = (AS_THE_GROUP, AS_A_CHANNEL)


def is_by_a_person(message: Message) -> bool:
    """Whether no bot wrote it, and no channel whose posts Telegram forwards by itself: who writes as the group or a channel is a person."""
    sender = message.from_user
    if sender is None or message.via_bot or message.is_automatic_forward:
        return False
    return not sender.is_bot or sender.id in STAND_INS


def question_in(message: Message, username: str, bot_id: int) -> str | None:
    """The question in a message, or None where it is not for us."""
    if not message.text or not is_by_a_person(message):
        return None
    if message.chat.type == ChatType.PRIVATE:  # /cha北仑区: with no blank behind it Telegram calls it no command
        return after_command(message.text) if message.text.startswith(("/cha", "/ask")) else message.text
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
    return OTHERS.sub(" ", re.sub(re.escape(mention), " ", message.text or "", flags=re.IGNORECASE)).strip()


def question_or_command(message: Message, username: str, bot_id: int) -> str | None:
    """The question in a message that may begin with /cha."""
    text = message.text or ""
    if text.startswith("/"):
        return after_command(text)
    return question_in(message, username, bot_id)


def after_command(text: str) -> str:
    """The question after /cha, on the same line, the next, or right behind it: a command has no Chinese characters."""
    return OTHERS.sub(" ", COMMAND.sub("", text, count=1)).strip()
