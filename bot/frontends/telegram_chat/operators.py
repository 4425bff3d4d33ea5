"""For those who run the bot: a report sent as a file in private is loaded; /status says how things stand."""

import asyncio
import re
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from telegram import Message, Update
from telegram.constants import ChatAction, ChatType, FileSizeLimit
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.asking import Desk, desk_of
from bot.frontends.telegram_chat.sending import show_action
from bot.frontends.telegram_chat.show import LONGEST, cut
from bot.outcome_text import outcome_line
from store.box import Box, Limits
from store.database import StoreError, open_writer
from store.files import files_in
from store.form_files import load_form
from store.identity import Said
from store.load import load
from store.saving import take_back

NOT_YOURS = "载入报告要由架设这个机器人的人来做；您可以把报告的网址告诉他。"
TOO_LARGE = "文件超过 20 MB，Telegram 不让机器人下载；请用 wenshu load 载入。"
LOADING = "收到，正在读…"
NOT_FETCHED = "没能从 Telegram 取到文件，请再发一次。"
CAPTION = "在这里：把单位和年份写在文件的说明里再发一次，例如“鄞州区人民政府 2024”。"
UNDO = "撤回这次载入：/undo"
NOTHING_TO_UNDO = "没有可撤回的载入。"
MOST_LINES = 20
YEAR = re.compile(r"(?P<year>20\d\d)年?度?")


async def on_document(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A file in a private chat: loaded where an operator sent it."""
    message = update.effective_message
    if (
        message is None
        or message.document is None
        or message.from_user is None
        or message.chat.type != ChatType.PRIVATE
    ):
        return
    desk = desk_of(context)
    if message.from_user.id not in desk.operators:
        await message.reply_text(NOT_YOURS)
    elif (message.document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await message.reply_text(TOO_LARGE)
    else:
        await _load(message, desk)


async def _load(message: Message, desk: Desk) -> None:
    """Fetch, read in a process of its own, store; one message that turns into what became of it."""
    assert message.document is not None
    progress = await message.reply_text(LOADING)
    await show_action(message, ChatAction.TYPING)
    try:
        file = await message.document.get_file()
        data = bytes(await file.download_as_bytearray())
        name = Path(message.document.file_name or "文件").name
        text = await asyncio.to_thread(_store, desk, name, data, said_in(message.caption or ""))
    except StoreError as error:
        text = str(error)
    except BadRequest as error:
        text = f"{NOT_FETCHED}（{error}）"
    try:
        await progress.edit_text(cut(text, LONGEST))
    except TelegramError:
        await message.reply_text(cut(text, LONGEST))


def said_in(caption: str) -> Said:
    """鄞州区人民政府 2024, written under a file: whose report of which year it is."""
    year = YEAR.search(caption)
    return Said(YEAR.sub(" ", caption).strip(), int(year["year"]) if year else 0)


def _store(desk: Desk, name: str, data: bytes, said: Said) -> str:
    """A line for each report that the file holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        db = open_writer(desk.asker.path)
        try:
            outcomes = list(load(db, files_in((path,)), Box(Limits()), said=said))
        finally:
            db.close()
    stored = [(o.body, o.year) for o in outcomes if o.status in ("loaded", "replaced") and o.year is not None]
    if stored:
        desk.journal.keep_load(stored)
    lines = [outcome_line(outcome).replace(f"{folder}/", "") for outcome in outcomes]
    more = [f"还有 {len(lines) - MOST_LINES} 份"] if len(lines) > MOST_LINES else []
    help_line = [CAPTION] if any("--agency" in line or "--year" in line for line in lines) else []
    undo = [UNDO] if stored else []
    return "\n".join(lines[:MOST_LINES] + more + help_line + undo)


def asked_by_operator(update: Update, desk: Desk) -> Message | None:
    """The message, where one of those who run the bot sent it."""
    message = update.effective_message
    known = message is not None and message.from_user is not None and message.from_user.id in desk.operators
    return message if known else None


async def on_undo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/undo: the last load by message is taken back; for operators only, silent for others."""
    desk = desk_of(context)
    if (message := asked_by_operator(update, desk)) is None:
        return
    try:
        await message.reply_text(cut(await asyncio.to_thread(_take_back, desk), LONGEST))
    except StoreError as error:
        await message.reply_text(str(error))


def _take_back(desk: Desk) -> str:
    reports, form = desk.journal.last_load(), load_form()
    catalogue = desk.asker.catalogue()
    if not reports:
        return NOTHING_TO_UNDO
    db = open_writer(desk.asker.path)
    try:
        return (
            "\n".join(
                f"已撤回：{catalogue.name(body) if body in catalogue.by_agency else body} {year}年度"
                for body, year in reports
                if take_back(db, body, year, form)
            )
            or NOTHING_TO_UNDO
        )
    finally:
        db.close()


async def on_status(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/status: version, what is loaded, what waits; for operators only, silent for others."""
    desk = desk_of(context)
    if (message := asked_by_operator(update, desk)) is None:
        return
    entries = desk.asker.catalogue().entries
    years = sorted({entry.year for entry in entries})
    span = f"{years[0]}—{years[-1]}" if years else "无"
    waiting = await asyncio.to_thread(desk.inbox.waiting)
    lines = (
        f"wenshu {version('wenshu')}", f"{len(entries)} 份报告，{len({e.agency for e in entries})} 个单位，年度 {span}",
        f"没处理完的消息 {waiting} 条", f"已运行 {(time.monotonic() - desk.since) / 3600:.1f} 小时",
    )  # fmt: skip
    await message.reply_text("\n".join(lines))
