"""What every handler needs: the asker of answers, what is kept, and who may ask now."""

import time
from dataclasses import dataclass, field

from telegram import Message
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.quota import Quota
from bot.frontends.telegram_chat.threads import answer_key
from bot.frontends.telegram_chat.turns import Turns
from bot.kept.audit import Audit
from bot.kept.chats import Button, Chats
from bot.kept.complaints import Complaints
from bot.kept.inbox import Inbox
from bot.kept.journal import Journal
from bot.kept.private_database import PrivateDatabase
from bot.kept.watches import Watches
from bot.kept.wishes import WishesOfChats
from bot.start import Asker
from store.loading.box import Limits

TOO_OFTEN = "这里问得太快了，请过一分钟再问。"
IN_MAINTENANCE = "正在维护，请过一会儿再问。"


@dataclass(frozen=True, slots=True)
class Desk:
    """What handlers need: the asker of answers and the memory of talks."""

    asker: Asker
    db: PrivateDatabase
    chats: Chats
    inbox: Inbox
    journal: Journal
    audit: Audit
    wishes: WishesOfChats
    complaints: Complaints
    watches: Watches | None = None  # None where there is no key to seal chats with
    inline: bool = False  # whether inline mode is switched on at Telegram
    quota: Quota = field(default_factory=Quota)  # of questions
    pages: Quota = field(default_factory=lambda: Quota(members=1))  # of everything else that is answered
    limits: Limits = field(default_factory=Limits)  # for files that are sent to be loaded
    operators: frozenset[int] = frozenset()  # who run the bot: their numbers at Telegram
    since: float = field(default_factory=time.monotonic)
    latest: dict[int, str] = field(default_factory=dict)  # person -> the newest inline query
    turns: Turns = field(default_factory=Turns)  # of presses, by message
    pressed: set[str] = field(default_factory=set)  # buttons whose work is under way


def desk_of(context: ContextTypes.DEFAULT_TYPE) -> Desk:
    """The desk that app.py put there."""
    desk = context.bot_data["desk"]
    assert isinstance(desk, Desk)
    return desk


def _of_chats(desk: Desk) -> tuple[Chats | Audit | WishesOfChats | Complaints | Watches, ...]:
    """Where something is kept of a chat."""
    kept = (desk.chats, desk.audit, desk.wishes, desk.complaints)
    return kept if desk.watches is None else (*kept, desk.watches)


def forget_chat(desk: Desk, chat: int) -> None:
    """Erase all that is kept of a chat."""
    with desk.db.at_once():
        for kept in _of_chats(desk):
            kept.forget(chat)


def move_chat(desk: Desk, old: int, new: int) -> None:
    """A group became a supergroup: all that is kept of it is kept under its new number, at once."""
    with desk.db.at_once():
        for kept in _of_chats(desk):
            kept.move(old, new)


def page_behind(message: Message, desk: Desk) -> Button | None:
    """What a message says to one of the bot's pages that it is a reply to; None where it is no such reply."""
    replied = message.reply_to_message
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id
    return desk.chats.reply(answer_key(replied)) if replied is not None and ours else None


def too_often(quota: Quota, person: int, chat: int) -> str | None:
    """Why there is no room now: a sentence, empty where it was said before; None where there is."""
    admitted = quota.admit(person, chat if chat < 0 else None)
    return None if admitted == "yes" else TOO_OFTEN if admitted == "tell" else ""


def refusal(desk: Desk, person: int, chat: int) -> str | None:
    """Why nothing is asked or pressed now, in the same way."""
    if (why := too_often(desk.quota, person, chat)) is not None:
        return why
    return IN_MAINTENANCE if person not in desk.operators and desk.chats.in_maintenance() else None


def give_back(desk: Desk, person: int, chat: int) -> None:
    """What was admitted last was not answered: it does not count."""
    desk.quota.give_back(person, chat if chat < 0 else None)
