"""For those who run the bot: a report sent as a file in private is loaded; /status says how things stand."""

import asyncio
import logging
import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from importlib.metadata import version
from pathlib import Path

from telegram import Document, Message, Update
from telegram.constants import ChatAction, ChatType, FileSizeLimit
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.sending import show_action, tell
from bot.frontends.telegram_chat.show import LONGEST, cut
from bot.kept.audit import OF_THE_BOT
from bot.kept.journal import Loaded
from bot.shown.outcome_text import outcome_line
from store.agencies.agency import load_gazetteer
from store.database.database import StoreError, open_writer
from store.database.fetching import read_all_findings
from store.identity.clues import NOTHING_SAID, Said
from store.identity.title import is_body
from store.loading.box import usual_reader
from store.loading.files import files_in
from store.loading.load import load

NOT_YOURS = "载入报告要由架设这个机器人的人来做；您可以把报告的网址告诉他。"
TOO_LARGE = "文件超过 20 MB，Telegram 不让机器人下载；请用 wenshu load 载入。"
LOADING = "收到，正在读…（扫描件要认字，可能要几分钟）"
REPLY_TO_A_FILE = "请回复一个文件发 /load；单位和年份可以写在后面，例如“/load 鄞州区人民政府 2024”。"
NOT_FETCHED = "没能从 Telegram 取到文件，请再发一次。"
CAPTION = "在这里：把单位和年份写在文件的说明里再发一次，例如“鄞州区人民政府 2024”。"
LOADED, NOT_LOADED = "载入了一个文件", "没能载入一个文件"
UNDO = "撤回这次载入：/undo"
IN_PRIVATE = "这个命令请在私聊里发给我。"
MOST_LINES, MOST_TOLD = 20, 3
SEE_ALL = "还有别的，问“{}{}年对得上吗”看全部。"
DONE = ("loaded", "replaced", "unchanged")  # what became of a file that is read
PAUSE = 3.0  # seconds between two looks of the progress
LONGEST_NAME, LONGEST_SUFFIX = 60, 10  # characters: a disk takes 255 bytes
NO_NAME = re.compile(r"[\s@#，。！？,!?]|^(?:请|帮|麻烦|这|载入|最新|更正|更新)")  # more than a name
YEAR = re.compile(r"(?P<year>20\d\d)年?度?")
Tell = Callable[[str], None]
log = logging.getLogger(__name__)


async def on_document(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A file in a private chat: loaded where an operator sent it."""
    message = update.effective_message
    if message is None or message.document is None or message.chat.type != ChatType.PRIVATE:
        return
    desk = desk_of(context)
    if asked_by_operator(update, desk) is None:
        await tell(message, NOT_YOURS)
    else:
        await _load(message, message.document, said_in(message.caption or "") or NOTHING_SAID, desk)


async def on_load(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/load in reply to a file, in any chat; what stands after it says whose report of which year.  For operators only."""
    desk = desk_of(context)
    if (message := asked_by_operator(update, desk)) is None:
        return
    file = message.reply_to_message.document if message.reply_to_message is not None else None
    said = said_in(" ".join(context.args or ()))
    if file is None or said is None:
        await tell(message, REPLY_TO_A_FILE)
    else:
        await _load(message, file, said, desk)


async def _load(message: Message, document: Document, said: Said, desk: Desk) -> None:
    """Fetch, read in a process of its own, store; one message that turns into what became of it."""
    if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await tell(message, TOO_LARGE)
        return
    progress = _Progress(await tell(message, LOADING))
    await show_action(message, ChatAction.TYPING)
    try:
        file = await document.get_file()
        data = bytes(await file.download_as_bytearray())
        name = _safe(document.file_name or "")
        text = await asyncio.to_thread(_store, desk, name, data, said, progress.tell, by(message))
    except StoreError as error:
        text = str(error)
    except TelegramError as error:  # too old, too large, or the line was lost half-way
        text = f"{NOT_FETCHED}（{error}）"
    desk.audit.note(OF_THE_BOT, by(message), LOADED if UNDO in text else NOT_LOADED)
    try:
        await progress.end(cut(text, LONGEST))
    except TelegramError:
        await tell(message, text)


class _Progress:
    """One message that says how far a long load is, and in the end what became of it."""

    def __init__(self, shown: Message) -> None:
        self._shown, self._loop, self._last = shown, asyncio.get_running_loop(), time.monotonic()
        self._showing: Future[None] | None = None

    def tell(self, text: str) -> None:
        """From the thread that loads; not more often than one can read."""
        if time.monotonic() - self._last >= PAUSE:
            self._last = time.monotonic()
            self._showing = asyncio.run_coroutine_threadsafe(self._show(text), self._loop)

    async def end(self, text: str) -> None:
        """After what was shown before, so that it is not shown over the end."""
        if self._showing is not None:
            await asyncio.wrap_future(self._showing)
        await self._shown.edit_text(text)

    async def _show(self, text: str) -> None:
        try:
            await self._shown.edit_text(text)
        except TelegramError as error:  # the end is told all the same
            log.info("progress not shown: %s", error)


def said_in(text: str) -> Said | None:
    """鄞州区人民政府 2024, written beside a file: whose report of which year it is; None where it says anything else (最新版)."""
    year = YEAR.search(text)
    name = YEAR.sub(" ", text, count=1).strip()
    places, rest = load_gazetteer().chain(name)
    is_name = not name or (NO_NAME.search(name) is None and (is_body(name) or (bool(places) and not rest)))
    return Said(name, int(year["year"]) if year else 0) if is_name else None


def _safe(name: str) -> str:
    """A file's name as any disk takes it; whose report it is may stand in it."""
    path = Path(Path(name).name)
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:LONGEST_SUFFIX]}".strip(". ") or "文件"


def _store(desk: Desk, name: str, data: bytes, said: Said, tell: Tell, loader: int) -> str:
    """A line for each report that the file holds; `tell` hears how far it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        db = open_writer(desk.asker.path)
        try:
            files, outcomes = files_in((path,)), []
            for outcome in load(db, files, usual_reader(desk.limits), said=said):
                outcomes.append(outcome)
                tell(f"已读 {len(outcomes)}/{len(files)} 份…")
        finally:
            db.close()
    stored = [(o.body, o.year) for o in outcomes if o.status in ("loaded", "replaced") and o.year is not None]
    if stored:
        entries = ((body, year, desk.asker.catalogue().entry(body, year)) for body, year in stored)
        reports = [Loaded(body, year, entry.id) for body, year, entry in entries if entry is not None]
        desk.journal.keep_load(desk.chats.mark(loader), reports)
    outcomes.sort(key=lambda outcome: outcome.status in DONE)  # what could not be loaded is not hidden behind the rest
    lines = [outcome_line(outcome).replace(f"{folder}/", "") for outcome in outcomes]
    found = _findings(desk, stored)
    more = [f"还有 {len(lines) - MOST_LINES} 份，都载入了或没有变化"] if len(lines) > MOST_LINES else []
    help_line = [CAPTION] if any("--agency" in line or "--year" in line for line in lines) else []
    undo = [UNDO] if stored else []
    return "\n".join(lines[:MOST_LINES] + more + found + help_line + undo)


def _findings(desk: Desk, stored: list[tuple[str, int]]) -> list[str]:
    """The first things that do not add up in the reports just loaded, and how to see them all; nothing where there are many reports."""
    lines: list[str] = []
    for body, year in stored if len(stored) <= MOST_TOLD else []:
        entry = desk.asker.catalogue().entry(body, year)
        found = read_all_findings(desk.asker.connection(), entry.id) if entry is not None else ()
        if entry is not None and found:
            lines += [f"{entry.name}{year}年度要留意：", *(f"· {one.sentence}" for one in found[:MOST_TOLD])]
            lines += [SEE_ALL.format(desk.asker.full_name(body), year)] if len(found) > MOST_TOLD else []
    return lines


async def asked_in_private(update: Update, desk: Desk) -> Message | None:
    """The same for what others must not read over the shoulder: in a group it is said where to ask."""
    message = asked_by_operator(update, desk)
    if message is not None and message.chat.type != ChatType.PRIVATE:
        await tell(message, IN_PRIVATE)
        return None
    return message


def asked_by_operator(update: Update, desk: Desk) -> Message | None:
    """The message, where one of those who run the bot sent it."""
    message = update.effective_message
    known = message is not None and message.from_user is not None and message.from_user.id in desk.operators
    return message if known else None


def by(message: Message) -> int:
    """Who sent a message, by number."""
    return message.from_user.id if message.from_user is not None else 0


async def on_status(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/status: version, what is loaded, what waits; for operators only, silent for others."""
    desk = desk_of(context)
    if (message := await asked_in_private(update, desk)) is None:
        return
    entries = desk.asker.catalogue().entries
    years = sorted({entry.year for entry in entries})
    span = f"{years[0]}—{years[-1]}" if years else "无"
    waiting = await asyncio.to_thread(desk.inbox.waiting)
    lines = (
        f"wenshu {version('wenshu')}", f"{len(entries)} 份报告，{len({e.agency for e in entries})} 个单位，年度 {span}",
        f"没处理完的消息 {waiting} 条", f"已运行 {(time.monotonic() - desk.since) / 3600:.1f} 小时",
    )  # fmt: skip
    await tell(message, "\n".join(lines))
