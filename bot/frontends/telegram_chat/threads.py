"""Message -> the talk that it belongs to: a private chat; in groups each asker, each topic by itself."""

from telegram import Message
from telegram.constants import ChatType

from bot.frontends.telegram_chat.addressed import AS_A_CHANNEL


def talk_key(message: Message, user_id: int) -> str:
    """The talk of a person, or of the channel that a person writes as: one stand-in account writes for all channels."""
    if message.chat.type == ChatType.PRIVATE:
        return f"{message.chat.id}"
    return f"{message.chat.id} {topic_of(message) or 0} {user_id}"


def asker_of(message: Message) -> int:
    """Who asks: a person, or the channel that writes through the stand-in account."""
    assert message.from_user is not None
    if message.from_user.id == AS_A_CHANNEL and message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id


def topic_of(message: Message) -> int | None:
    """The topic of a forum; in other groups a reply has the number of a thread as well, which is none."""
    return message.message_thread_id if message.is_topic_message else None


def answer_key(message: Message) -> str:
    """Where the talk stood at an answer."""
    return f"{message.chat.id} at {message.message_id}"


def question_key(message: Message) -> str:
    """A question, as its answer is remembered."""
    return f"{message.chat.id} asked {message.message_id}"
