"""For those who run the bot: how answers went, what was asked in vain, what was called wrong.  Silent for others."""

import asyncio
import io
import json
from collections.abc import Callable

from telegram import InputFile, Message, Update
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.asking import Desk, desk_of
from bot.frontends.telegram_chat.show import LONGEST, cut
from bot.seal import NO_KEY

SPANS = ((1, "一天"), (7, "七天"), (30, "三十天"))
NAMES = {"answered": "答了", "clarify": "反问", "no_data": "没有这个数", "not_understood": "没看懂"}
SHOWN = 15
NONE_YET = "没有。"


async def on_stats(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/stats: questions by outcome, and how long answers took."""
    await _tell(update, context, lambda desk: "\n".join(_counts(desk, days, name) for days, name in SPANS))


def _counts(desk: Desk, days: int, name: str) -> str:
    counted = desk.journal.counted(days)
    parts = [f"{NAMES.get(status, status)} {number}" for status, number in counted.by_status.items()]
    times = f"；用时中位 {counted.median:.1f} 毫秒，95% 在 {counted.p95:.1f} 毫秒内" if parts else ""
    return f"{name}：{sum(counted.by_status.values())} 问（{'，'.join(parts) or '无'}）{times}"


async def on_unanswered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/unanswered: what was asked in vain, without who; as a list, and as a file for `wenshu evaluate`."""
    message = await _tell(update, context, _unanswered)
    if message is None:
        return
    asked = await asyncio.to_thread(desk_of(context).journal.unanswered)
    lines = "".join(f"{json.dumps({'question': text}, ensure_ascii=False)}\n" for text, _ in asked)
    if lines:
        await message.reply_document(InputFile(io.BytesIO(lines.encode()), "没答上的问题.jsonl"))


def _unanswered(desk: Desk) -> str:
    asked = desk.journal.unanswered()
    lines = [f"{times} 次　{text}" for text, times in asked[:SHOWN]]
    return "\n".join([*lines, f"共 {len(asked)} 条"]) if asked else NONE_YET


async def on_complaints(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/complaints: the answers that were called wrong, with what they showed."""
    await _tell(update, context, _complaints)


def _complaints(desk: Desk) -> str:
    found = desk.journal.complaints()
    return "\n\n".join(f"{c.day}　问：{c.question}\n{c.shown}" for c in found[:SHOWN]) or NONE_YET


async def _tell(update: Update, context: ContextTypes.DEFAULT_TYPE, text: Callable[[Desk], str]) -> Message | None:
    """Answer an operator in private; the message that asked, where it was one and there is a key."""
    message, desk = update.effective_message, desk_of(context)
    if message is None or message.from_user is None or message.from_user.id not in desk.operators:
        return None
    sealed = text not in (_unanswered, _complaints) or desk.journal.keeps_texts
    await message.reply_text(cut(await asyncio.to_thread(text, desk), LONGEST) if sealed else NO_KEY)
    return message if sealed else None
