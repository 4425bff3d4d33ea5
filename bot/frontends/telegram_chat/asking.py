"""Update -> question -> answer -> message, whichever way the bot was reached."""

import asyncio
import time
from dataclasses import dataclass, field

import structlog
from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import (
    after_command,
    beside_mention,
    is_by_a_person,
    question_in,
    question_or_command,
)
from bot.frontends.telegram_chat.keyboard import May, keyboard
from bot.frontends.telegram_chat.metrics import count_answer
from bot.frontends.telegram_chat.order import OUTCOME
from bot.frontends.telegram_chat.quota import Quota
from bot.frontends.telegram_chat.sending import notice, quotes, send_rest
from bot.frontends.telegram_chat.show import REST_IN_FILE, as_html, in_traditional
from bot.frontends.telegram_chat.threads import answer_key, asker_of, question_key, talk_key
from bot.frontends.telegram_chat.wishes import wishes_of
from bot.kept.audit import Audit
from bot.kept.chats import Chats
from bot.kept.inbox import Inbox
from bot.kept.journal import Journal
from bot.kept.private_database import PrivateDatabase
from bot.kept.watches import Watches
from bot.reading.readings import NotUnderstood
from bot.start import Asker
from bot.talk import Talk, dump, parse
from store.loading.box import Limits

EDITED = "<i>已按修改后的问题更新</i>"
LATE = 600  # seconds: after an outage a group has moved on
BELATED = "<i>答得晚了：刚才没能连上 Telegram。</i>"
TOO_OFTEN = "这里问得太快了，请过一分钟再问。"
IN_MAINTENANCE = "正在维护，请过一会儿再问。"
USAGE = "请在命令后面写上问题，例如：/cha 北仑区2024年收到多少件申请"
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What handlers need: the asker of answers and the memory of talks."""

    asker: Asker
    db: PrivateDatabase
    chats: Chats
    inbox: Inbox
    journal: Journal
    audit: Audit
    watches: Watches | None = None  # None where there is no key to seal chats with
    inline: bool = False  # whether inline mode is switched on at Telegram
    quota: Quota = field(default_factory=Quota)
    limits: Limits = field(default_factory=Limits)  # for files that are sent to be loaded
    operators: frozenset[int] = frozenset()  # who run the bot: their numbers at Telegram
    since: float = field(default_factory=time.monotonic)
    latest: dict[int, str] = field(default_factory=dict)  # person -> the newest inline query


def desk_of(context: ContextTypes.DEFAULT_TYPE) -> Desk:
    """The desk that app.py put there."""
    desk = context.bot_data["desk"]
    assert isinstance(desk, Desk)
    return desk


def forget_chat(desk: Desk, chat: int) -> None:
    """Erase all that is kept of a chat."""
    forgets = (desk.chats.forget, desk.audit.forget, *((desk.watches.forget,) if desk.watches is not None else ()))
    for forget in forgets:
        forget(chat)


def move_chat(desk: Desk, old: int, new: int) -> None:
    """A group became a supergroup: all that is kept of it is kept under its new number."""
    for move in (desk.chats.move, desk.audit.move, *((desk.watches.move,) if desk.watches is not None else ())):
        move(old, new)


def refusal(desk: Desk, person: int, chat: int) -> str | None:
    """Why nothing is asked or pressed now: a sentence, empty where it was said before; None where all is well."""
    admitted = desk.quota.admit(person, chat if chat < 0 else None)
    if admitted != "yes":
        return TOO_OFTEN if admitted == "tell" else ""
    return IN_MAINTENANCE if person not in desk.operators and desk.chats.in_maintenance() else None


async def on_text(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A message that is no command."""
    message = update.effective_message
    question = question_in(message, context.bot.username, context.bot.id) if message else None
    if message is not None and question is not None:
        replies = message.chat.type != ChatType.PRIVATE and beside_mention(message, context.bot.username) is None
        await _answer_or_explain(message, question, update, context, silent=replies)


async def on_command(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/cha and /ask."""
    message = update.effective_message
    if message is not None and is_by_a_person(message):
        await _answer_or_explain(message, after_command(message.text or ""), update, context)


async def _answer_or_explain(
    message: Message, question: str, update: Update, context: ContextTypes.DEFAULT_TYPE, *, silent: bool = False
) -> None:
    """A mention or a command alone, in reply to somebody's message, asks that message.  `silent`: what is no question at all (哈哈, 谢谢)
    is not answered."""
    replied, desk = message.reply_to_message, desk_of(context)
    if not question and replied is not None and is_by_a_person(replied):
        question = replied.text or ""
    if question:
        await answer_message(message, question, desk, update.update_id, silent=silent)
    else:
        await notice(message, USAGE, wishes_of(desk.chats.settings(message.chat.id)))


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it is sent, and where the talk stands after it; `whole`: all of its text, where that was too long; `to_nothing`:
    nothing was asked."""

    html: str
    markup: InlineKeyboardMarkup | None
    talk: str
    whole: str = ""
    to_nothing: bool = False


async def answer_message(message: Message, text: str, desk: Desk, update_id: int, *, silent: bool = False) -> None:
    """Answer as a reply; a reply to an earlier answer follows on that one, whoever asked it.  `silent` where nothing is asked."""
    assert message.from_user is not None
    person, chat = asker_of(message), message.chat.id
    key = talk_key(message, person)
    late = time.time() - message.date.timestamp() > LATE
    if late and chat < 0:
        log.info("too old for a group, not answered")
        return
    if (why := refusal(desk, person, chat)) is not None:
        if why:
            await notice(message, why, wishes_of(desk.chats.settings(chat)))
        return
    replied = message.reply_to_message
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id
    after = answer_key(replied) if replied is not None and ours else None
    before, shown = await asyncio.to_thread(_in_talk, desk, key, after, text, chat)
    if silent and shown.to_nothing:
        desk.quota.give_back(person, chat if chat < 0 else None)
        return
    text = f"{shown.html}\n{BELATED}" if late else shown.html
    hangs = quotes(message)
    try:
        sent = await message.reply_html(text, reply_markup=shown.markup, do_quote=hangs, disable_notification=hangs)
    except ChatMigrated as moved:
        sent = await _send_after_move(message, text, shown.markup, moved.new_chat_id, desk)
    with desk.db.at_once(flushed=False):  # before anything else: a kill from now on does not answer it again
        desk.inbox.finish(update_id)
        desk.chats.keep_sent(answer_key(sent), shown.talk, question_key(message), sent.message_id, before, person)
    await send_rest(sent, shown.whole)


async def _send_after_move(
    message: Message, text: str, markup: InlineKeyboardMarkup | None, new: int, desk: Desk
) -> Message:
    """The group became a supergroup while it was answered: what is kept of it moves, and the answer goes there."""
    await asyncio.to_thread(move_chat, desk, message.chat.id, new)
    return await message.get_bot().send_message(
        new, text, reply_markup=markup, parse_mode="HTML", disable_notification=True
    )


async def on_edited(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A question that was changed: its answer is changed too, and says so."""
    message = update.edited_message
    if message is None or message.from_user is None:
        return
    desk = desk_of(context)
    kept = await asyncio.to_thread(desk.chats.answer_to, question_key(message))
    question = question_or_command(message, context.bot.username, context.bot.id)
    if kept is None or not question:
        return
    if (why := refusal(desk, asker_of(message), message.chat.id)) is not None:
        if why:
            await notice(message, why, wishes_of(desk.chats.settings(message.chat.id)))
        return
    answer_id, before = kept
    key, chat = talk_key(message, asker_of(message)), message.chat.id
    shown = await asyncio.to_thread(answer_question, desk, key, question, chat, before)
    try:
        await context.bot.edit_message_text(
            f"{shown.html}\n{EDITED}", chat, answer_id, reply_markup=shown.markup, parse_mode="HTML"
        )
    except BadRequest as error:
        log.info("answer not edited: %s", error)
        return
    await asyncio.to_thread(desk.chats.keep_talk, f"{chat} at {answer_id}", shown.talk, asker_of(message))


def _in_talk(desk: Desk, key: str, after: str | None, text: str, chat: int) -> tuple[str, Shown]:
    """Where the talk stood, at the bot's message that is replied to, else at the asker's last one; and what follows there."""
    before = (desk.chats.talk(after) if after else desk.chats.talk(key)) or ""
    return before, answer_question(desk, key, text, chat, before)


def answer_question(desk: Desk, key: str, text: str, chat: int, kept: str, *, moves: bool = True) -> Shown:
    """Answer within a talk (`key`) of a chat, from where it stood (`kept`); runs off the event loop.  `moves`: the talk goes on from
    the answer."""
    start = time.perf_counter()
    wishes = wishes_of(desk.chats.settings(chat))
    talk = parse(kept) if kept else Talk()
    answer = desk.asker.ask(talk.question(text), talk.earlier, homes=wishes.homes, home_year=wishes.year)
    after = dump(talk.after(answer))
    milliseconds = (time.perf_counter() - start) * 1000
    OUTCOME.get({}).update(status=answer.status, answer_ms=round(milliseconds, 1))
    count_answer(answer.status, milliseconds)
    may = May(desk.inline, desk.journal.keeps_texts)
    with desk.db.at_once(flushed=False):
        if moves:
            desk.chats.keep_talk(key, after)
        desk.journal.note(text, answer.status, milliseconds)
        markup = keyboard(answer, key, kept, desk.chats, desk.asker.knowledge(), may)
    html = as_html(answer.reply, short=wishes.short)
    whole = answer.reply.text() if REST_IN_FILE in html else ""
    if wishes.traditional:
        html, whole = in_traditional(html), in_traditional(whole)
    asks_nothing = isinstance(answer.reading, NotUnderstood) and answer.reading.asks_nothing
    return Shown(html, markup, after, whole, asks_nothing)
