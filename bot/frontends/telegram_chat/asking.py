"""Update -> question -> answer -> message, whichever way the bot was reached."""

import asyncio
import re
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import (
    after_command,
    beside_mention,
    is_by_a_person,
    question_in,
    question_or_command,
)
from bot.frontends.telegram_chat.desk import Desk, desk_of, give_back, move_chat, page_behind, refusal, too_often
from bot.frontends.telegram_chat.keyboard import May, keyboard, keyboard_in_traditional
from bot.frontends.telegram_chat.metrics import count_answer
from bot.frontends.telegram_chat.order import OUTCOME
from bot.frontends.telegram_chat.sending import notice, quotes, send_rest
from bot.frontends.telegram_chat.show import REST_IN_FILE, as_html, in_traditional
from bot.frontends.telegram_chat.threads import answer_key, asker_of, question_key, talk_key
from bot.kept.chats import Answered, Sent
from bot.reading.readings import NotUnderstood
from bot.talk import Talk, dump, parse

EDITED = "<i>已按修改后的问题更新</i>"
LATE = 600  # seconds: after an outage a group has moved on
BELATED = "<i>答得晚了：刚才没能连上 Telegram。</i>"
OWN_COMMAND = re.compile(r"/(?:cha|ask)(?:@(?P<bot>\w+))?(?=\s|$)")
USAGE = "请在命令后面写上问题，例如：/cha 北仑区2024年收到多少件申请"
Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def limited(handler: Handler) -> Handler:
    """What asks nothing has a limit of its own: Telegram counts what is sent all the same."""

    async def run(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, desk = update.effective_message, desk_of(context)
        why = too_often(desk.pages, asker_of(message), message.chat.id) if message and message.from_user else None
        if why is None:
            await handler(update, context)
        elif why and message is not None:
            await notice(message, why, desk.wishes.of(message.chat.id))

    return run


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
        await notice(message, USAGE, desk.wishes.of(message.chat.id))


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it is sent, and where the talk stands after it; `whole`: all of its text, where that was too long; `to_nothing`:
    nothing was asked."""

    html: str
    markup: InlineKeyboardMarkup | None
    talk: str
    whole: str = ""
    to_nothing: bool = False


async def _may_be_answered(message: Message, desk: Desk) -> bool:
    """Whether a question is answered now; where it is not, that is said where it has to be."""
    if await asyncio.to_thread(desk.chats.answer_to, question_key(message)) is not None:
        return False  # put off, and answered since, as it was edited
    if _is_late(message) and message.chat.id < 0:
        log.info("too old for a group, not answered")
        return False
    why = refusal(desk, asker_of(message), message.chat.id)
    if why:
        await notice(message, why, desk.wishes.of(message.chat.id))
    return why is None


def _is_late(message: Message) -> bool:
    return time.time() - message.date.timestamp() > LATE


async def answer_message(message: Message, text: str, desk: Desk, update_id: int, *, silent: bool = False) -> None:
    """Answer as a reply; a reply to an earlier answer follows on that one, whoever asked it.  `silent` where nothing is asked."""
    if not await _may_be_answered(message, desk):
        return
    person, chat = asker_of(message), message.chat.id
    key = talk_key(message, person)
    replied = message.reply_to_message
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id
    after = answer_key(replied) if replied is not None and ours else None
    asked = text
    before, shown = await asyncio.to_thread(_in_talk, desk, key, after, text, chat)
    if silent and shown.to_nothing:
        give_back(desk, person, chat)
        return
    text = f"{shown.html}\n{BELATED}" if _is_late(message) else shown.html
    hangs = quotes(message)
    try:
        sent = await message.reply_html(text, reply_markup=shown.markup, do_quote=hangs, disable_notification=hangs)
    except ChatMigrated as moved:
        sent = await _send_after_move(message, text, shown.markup, moved.new_chat_id, desk)
    except TelegramError:
        give_back(desk, person, chat)  # tried again, it will be asked again whether it may
        raise
    with desk.db.at_once(flushed=False):  # before anything else: a kill from now on does not answer it again
        desk.inbox.finish(update_id)
        desk.chats.keep_talk(key, shown.talk)  # not before it was sent: tried again, it would follow on itself
        desk.chats.keep_sent(
            Sent(question_key(message), asked, sent.message_id, before, person), answer_key(sent), shown.talk
        )
    await send_whole(sent, shown, person, desk)


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
    if not question or (kept is not None and kept.is_of(question, desk.chats)):
        return
    if kept is None:
        if not _is_late(message) and _is_for_us(message, context):  # it was no question before
            await answer_message(message, question, desk, update.update_id, silent=quotes(message))
        return
    if (why := refusal(desk, asker_of(message), message.chat.id)) is not None:
        if why:
            await notice(message, why, desk.wishes.of(message.chat.id))
        return
    if not await _edit_answer(message, question, kept, desk):  # the answer was taken away: there is none to change
        await asyncio.to_thread(desk.chats.drop_answer, question_key(message))
        await answer_message(message, question, desk, update.update_id)


def _is_for_us(message: Message, context: ContextTypes.DEFAULT_TYPE) -> bool:
    """Whether a message asks the bot as a new one would: /cha and /ask, or what needs no command here."""
    text = message.text or ""
    if text.startswith("/"):
        command = OWN_COMMAND.match(text)
        return command is not None and is_by_a_person(message) and command["bot"] in (None, context.bot.username)
    return (
        question_in(message, context.bot.username, context.bot.id) is not None
        and page_behind(message, desk_of(context)) is None
    )


async def _edit_answer(message: Message, question: str, kept: Answered, desk: Desk) -> bool:
    """Whether there was an answer to change."""
    person, chat = asker_of(message), message.chat.id
    key, bot = talk_key(message, person), message.get_bot()
    shown = await asyncio.to_thread(answer_question, desk, key, question, chat, kept.before)
    try:
        edited = await bot.edit_message_text(
            f"{shown.html}\n{EDITED}", chat, kept.answer, reply_markup=shown.markup, parse_mode="HTML"
        )
    except BadRequest as error:
        log.info("answer not edited: %s", error)
        return "not found" not in str(error)
    at = f"{chat} at {kept.answer}"
    with desk.db.at_once(flushed=False):
        if desk.chats.talk(key) == desk.chats.talk(at):  # else the talk has gone on since
            desk.chats.keep_talk(key, shown.talk)
        desk.chats.keep_sent(Sent(question_key(message), question, kept.answer, kept.before, person), at, shown.talk)
    if isinstance(edited, Message):
        await send_whole(edited, shown, person, desk)
    return True


async def send_whole(sent: Message, shown: Shown, person: int, desk: Desk) -> None:
    """The file with the rest of a long answer; a reply to it goes on from the answer."""
    file = await send_rest(sent, shown.whole)
    if file is not None:
        await asyncio.to_thread(desk.chats.keep_talk, answer_key(file), shown.talk, person)


def _in_talk(desk: Desk, key: str, after: str | None, text: str, chat: int) -> tuple[str, Shown]:
    """Where the talk stood, at the bot's message that is replied to, else at the asker's last one; and what follows there."""
    before = (desk.chats.talk(after) if after else desk.chats.talk(key)) or ""
    return before, answer_question(desk, key, text, chat, before)


def answer_question(desk: Desk, key: str, text: str, chat: int, kept: str) -> Shown:
    """Answer within a talk (`key`) of a chat, from where it stood (`kept`); runs off the event loop.  Where the talk stands then is
    kept by those who send the answer."""
    start = time.perf_counter()
    wishes = desk.wishes.of(chat)
    talk = parse(kept) if kept else Talk()
    answer = desk.asker.ask(talk.question(text), talk.earlier, homes=wishes.homes, home_year=wishes.year)
    after = dump(talk.after(answer))
    milliseconds = (time.perf_counter() - start) * 1000
    OUTCOME.get({}).update(status=answer.status, answer_ms=round(milliseconds, 1))
    count_answer(answer.status, milliseconds)
    may = May(desk.inline, desk.journal.keeps_texts)
    with desk.db.at_once(flushed=False):
        desk.journal.note(text, answer.status, milliseconds)
        markup = keyboard(answer, key, kept, desk.chats, desk.asker.knowledge(), may)
    html = as_html(answer.reply, short=wishes.short)
    whole = answer.reply.text() if REST_IN_FILE in html else ""
    if wishes.traditional:
        html, whole = in_traditional(html), in_traditional(whole)
        markup = keyboard_in_traditional(markup) if markup is not None else None
    asks_nothing = isinstance(answer.reading, NotUnderstood) and answer.reading.asks_nothing
    return Shown(html, markup, after, whole, asks_nothing)
