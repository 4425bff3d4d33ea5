"""Asked from any chat: inline mode while one types, guest mode by a mention.  One answer, at once, with its source."""

import asyncio
import hashlib
import logging
from html import escape

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import beside_mention
from bot.frontends.telegram_chat.desk import TOO_OFTEN, Desk, desk_of, refusal
from bot.frontends.telegram_chat.greeting import examples_of
from bot.frontends.telegram_chat.keyboard import ASK
from bot.frontends.telegram_chat.show import REST_IN_PRIVATE, as_html, cut, in_traditional
from bot.kept.wishes import Wishes
from bot.knowledge import Answer

MOST_RESULTS, CACHED = 10, 60  # seconds: new reports are soon seen
LONGEST_TITLE, MOST_CHOICES = 120, 6
IN_FULL = "请把问题说全再 @ 我，例如："
NOT_FOUND = "没查到：在私聊里问"
NOT_NOW = InlineQueryResultsButton("正在维护，过一会儿再问", start_parameter="inline")
log = logging.getLogger(__name__)


async def on_inline(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Up to ten ready answers; what was typed meanwhile is left to the newer query."""
    query = update.inline_query
    if query is None:
        return
    desk = desk_of(context)
    desk.latest[query.from_user.id] = query.id
    await asyncio.sleep(0)  # a newer one may have come with it
    if desk.latest.get(query.from_user.id) != query.id:
        return
    closed = query.from_user.id not in desk.operators and desk.chats.in_maintenance()
    wishes = desk.wishes.of(query.from_user.id)  # a private chat has the person's number
    results = [] if closed else await asyncio.to_thread(_results, desk, query.query.strip(), wishes)
    if desk.latest.get(query.from_user.id) == query.id:
        del desk.latest[query.from_user.id]
        instead = None if results else NOT_NOW if closed else await asyncio.to_thread(_in_private, query, desk)
        await _send(query, results, instead)


def _in_private(query: InlineQuery, desk: Desk) -> InlineQueryResultsButton:
    """Where nothing was found: the same question in private."""
    key, text = f"{query.from_user.id}", query.query.strip()
    asked = desk.chats.keep_buttons(key, [(ASK, text)])[0] if text else ""
    return InlineQueryResultsButton(NOT_FOUND, start_parameter=f"q_{asked}" if asked else "inline")


async def _send(
    query: InlineQuery, results: list[InlineQueryResultArticle], instead: InlineQueryResultsButton | None
) -> None:
    """Made with the settings of the one who types: Telegram gives them to nobody else.  `instead`: what is said where there are none."""
    kept = 0 if instead is NOT_NOW else CACHED
    try:
        await query.answer(results, cache_time=kept, is_personal=True, button=instead)
    except BadRequest as error:  # too old: nobody waits for it any more
        log.info("inline query not answered: %s", error)


def _results(desk: Desk, text: str, wishes: Wishes) -> list[InlineQueryResultArticle]:
    """The answer; of a question back the answers to its choices; of nothing typed some examples."""

    def asked(label: str, question: str) -> tuple[str, Answer]:
        return label, desk.asker.ask(question, homes=wishes.homes, home_year=wishes.year)

    if not text:
        found = [asked(ask, ask) for ask in examples_of(desk)]
    else:
        found = [asked("", text)]
        if (first := found[0][1]).status not in ("answered", "not_understood"):
            found = [asked(choice.label, choice.ask) for choice in first.reply.choices[:MOST_RESULTS]]
    return [_article(answer, label, wishes) for label, answer in found if answer.status == "answered"]


def _article(answer: Answer, label: str, wishes: Wishes) -> InlineQueryResultArticle:
    """The figure as title, the reading below it, the full answer as the message."""
    title = f"{label}：{answer.reply.headline[0]}" if label else answer.reply.headline[0]
    shown = (as_html(answer.reply, short=wishes.short, rest=REST_IN_PRIVATE), title, answer.reply.reading)
    return _as_article(*(map(in_traditional, shown) if wishes.traditional else shown))


def _as_article(html: str, title: str, below: str = "") -> InlineQueryResultArticle:
    name = hashlib.sha256(html.encode()).hexdigest()[:32]
    content = InputTextMessageContent(html, parse_mode="HTML")
    return InlineQueryResultArticle(name, cut(title, LONGEST_TITLE), content, description=cut(below, 200) or None)


async def on_guest(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A mention in a chat the bot is no member of: one answer, only where it is mentioned."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    question = beside_mention(message, context.bot.username)
    if not question:
        return
    desk, person = desk_of(context), message.from_user.id if message.from_user is not None else 0
    why = refusal(desk, person, message.chat.id)
    if why is not None:
        title = html = escape(why or TOO_OFTEN)
    else:
        title, html = await asyncio.to_thread(_for_guest, desk, question, context)
    await context.bot.answer_guest_query(message.guest_query_id, _as_article(html, title))


def _for_guest(desk: Desk, question: str, context: ContextTypes.DEFAULT_TYPE) -> tuple[str, str]:
    """A title and the answer; its choices as questions to be asked in full, since nobody can press or reply there."""
    answer = desk.asker.ask(question)
    asks = [f"· @{context.bot.username} {choice.ask}" for choice in answer.reply.choices[:MOST_CHOICES]]
    more = [IN_FULL, *map(escape, asks)] if answer.status != "answered" and asks else []
    return answer.reply.headline[0], "\n".join([as_html(answer.reply, rest=REST_IN_PRIVATE), *more])
