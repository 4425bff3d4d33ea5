"""Asked from any chat: inline mode while one types, guest mode by a mention.  One answer, at once, with its source."""

import asyncio
import hashlib
import logging
from collections.abc import Iterable

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
from bot.frontends.telegram_chat.asking import Desk, desk_of
from bot.frontends.telegram_chat.greeting import examples_of
from bot.frontends.telegram_chat.show import as_html, cut
from bot.knowledge import Answer

MOST_RESULTS, CACHED = 10, 60  # seconds: new reports are soon seen
LONGEST_TITLE = 120
IN_PRIVATE = InlineQueryResultsButton("没查到：在私聊里问", start_parameter="inline")
log = logging.getLogger(__name__)


async def on_inline(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Up to ten ready answers; what was typed meanwhile is left to the newer query."""
    query = update.inline_query
    if query is None:
        return
    desk = desk_of(context)
    desk.latest[query.from_user.id] = query.id
    results = await asyncio.to_thread(_results, desk, query.query.strip())
    if desk.latest.get(query.from_user.id) == query.id:
        del desk.latest[query.from_user.id]
        await _send(query, results)


async def _send(query: InlineQuery, results: list[InlineQueryResultArticle]) -> None:
    try:
        await query.answer(results, cache_time=CACHED, is_personal=False, button=None if results else IN_PRIVATE)
    except BadRequest as error:  # too old: nobody waits for it any more
        log.info("inline query not answered: %s", error)


def _results(desk: Desk, text: str) -> list[InlineQueryResultArticle]:
    """The answer; of a question back the answers to its choices; of nothing typed some examples."""
    if not text:
        return _answered((ask, desk.asker.ask(ask)) for ask in examples_of(desk))
    answer = desk.asker.ask(text)
    if answer.status in ("answered", "not_understood"):
        return _answered([("", answer)])
    return _answered((choice.label, desk.asker.ask(choice.ask)) for choice in answer.reply.choices[:MOST_RESULTS])


def _answered(answers: Iterable[tuple[str, Answer]]) -> list[InlineQueryResultArticle]:
    return [_article(answer, label) for label, answer in answers if answer.status == "answered"]


def _article(answer: Answer, label: str = "") -> InlineQueryResultArticle:
    """The figure as title, the reading below it, the full answer as the message."""
    text = as_html(answer.reply)
    title = cut(f"{label}：{answer.reply.headline[0]}" if label else answer.reply.headline[0], LONGEST_TITLE)
    name = hashlib.sha256(text.encode()).hexdigest()[:32]
    content = InputTextMessageContent(text, parse_mode="HTML")
    return InlineQueryResultArticle(name, title, content, description=cut(answer.reply.reading, 200) or None)


async def on_guest(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A mention in a chat the bot is no member of: one answer, only where it is mentioned."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    question = beside_mention(message, context.bot.username)
    if not question:
        return
    answer = await asyncio.to_thread(desk_of(context).asker.ask, question)
    await context.bot.answer_guest_query(message.guest_query_id, _article(answer))
