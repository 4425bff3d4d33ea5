"""For those who run the bot: how answers went, what was asked in vain, who changed what.  Silent for others."""

import asyncio
import io
import json

import structlog
from telegram import Bot, InputFile, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.operators import asked_in_private
from bot.frontends.telegram_chat.sending import tell
from bot.kept.audit import OF_THE_BOT
from bot.kept.seal import NO_KEY
from bot.shown.spreadsheets import as_csv

SPANS = ((1, "一天"), (7, "七天"), (30, "三十天"))
NAMES = {"answered": "答了", "clarify": "反问", "no_data": "没有这个数", "not_understood": "没看懂"}
SHOWN = 15
NONE_YET = "没有。"
ONLY_ADMINS = "本群的操作记录只给群管理员。"
SENT = "私聊发给您了。"
START_FIRST = "请先在私聊里点一下 /start（匿名的管理员请换成自己的身份），再来发 /audit：记录只发到私聊里。"
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def on_stats(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/stats: questions by outcome, and how long answers took."""
    desk = desk_of(context)
    if (message := await asked_in_private(update, desk)) is not None:
        lines = await asyncio.to_thread(lambda: [_counts(desk, days, name) for days, name in SPANS])
        await tell(message, "\n".join(lines))


def _counts(desk: Desk, days: int, name: str) -> str:
    counted = desk.journal.counted(days)
    parts = [f"{NAMES.get(status, status)} {number}" for status, number in counted.by_status.items()]
    times = f"；用时中位 {counted.median:.1f} 毫秒，95% 在 {counted.p95:.1f} 毫秒内" if parts else ""
    return f"{name}：{sum(counted.by_status.values())} 问（{'，'.join(parts) or '无'}）{times}"


async def on_unanswered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/unanswered: what was asked in vain, without who; as a list, and as a file for `wenshu evaluate`."""
    message = await may_read(update, context)
    if message is None:
        return
    asked = await asyncio.to_thread(desk_of(context).journal.unanswered)
    shown = [f"{times} 次　{text}" for text, times in asked[:SHOWN]]
    await tell(message, "\n".join([*shown, f"共 {len(asked)} 条"]) if asked else NONE_YET)
    if asked:
        lines = "".join(f"{json.dumps({'question': text}, ensure_ascii=False)}\n" for text, _ in asked)
        await message.reply_document(InputFile(io.BytesIO(lines.encode()), "没答上的问题.jsonl"))


async def on_audit(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/audit: who changed what, as a file; in private for operators what concerns all, in a group for its admins its own."""
    message, desk = update.effective_message, desk_of(context)
    if message is None or message.from_user is None:
        return
    private = message.chat.type == ChatType.PRIVATE
    if private and message.from_user.id not in desk.operators:
        return
    if not private and not await may_set(message, message.from_user.id, context.bot):
        await tell(message, ONLY_ADMINS)
        return
    lines = await asyncio.to_thread(desk.audit.of, OF_THE_BOT if private else message.chat.id)
    if not lines:
        await tell(message, NONE_YET if desk.audit.is_kept else NO_KEY)
        return
    rows = [{"时间": line.at, "谁": line.who, "做了什么": line.act} for line in lines]
    told = await _sent_in_private(message.from_user.id, as_csv(rows), context.bot)
    if not private:  # who did what is not for the whole group
        await tell(message, SENT if told else START_FIRST)


async def _sent_in_private(person: int, data: bytes, bot: Bot) -> bool:
    """Whether a file reached a person: those who never wrote to the bot, and who hide behind a group, cannot be written to."""
    try:
        await bot.send_document(person, InputFile(io.BytesIO(data), "操作记录.csv"))
    except (Forbidden, BadRequest) as error:
        log.info("record not sent: %s", error)
        return False
    return True


async def may_read(update: Update, context: ContextTypes.DEFAULT_TYPE) -> Message | None:
    """The message of an operator, where texts are kept; without a key it is told that none are."""
    desk = desk_of(context)
    message = await asked_in_private(update, desk)
    if message is not None and not desk.journal.keeps_texts:
        await tell(message, NO_KEY)
        return None
    return message
