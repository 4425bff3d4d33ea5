"""/undo: the last load by message is taken back, and the version before it is the current one again."""

import asyncio
import sqlite3

from telegram import Update
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.operators import asked_by_operator, by
from bot.frontends.telegram_chat.sending import tell
from bot.kept.audit import OF_THE_BOT
from store.database.database import StoreError, open_writer
from store.database.saving import take_back
from store.forms.form_files import load_form

BEFORE, NONE_NOW = "先前的版本又用上了", "现在没有收录这份报告了"
NOTHING_TO_UNDO = "没有可撤回的载入。"
CHANGED_SINCE = "没有撤回：{} {}年度的报告后来又换过或取走了"


async def on_undo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/undo: the last load by message is taken back; for operators only, silent for others."""
    desk = desk_of(context)
    if (message := asked_by_operator(update, desk)) is None:
        return
    desk.inbox.finish(update.update_id)  # killed before it is told, it takes back no second load
    try:
        text = await asyncio.to_thread(_take_back, desk, desk.chats.mark(by(message)))
        desk.audit.note(OF_THE_BOT, by(message), text)
        await tell(message, text)
    except StoreError as error:
        await tell(message, str(error))


def _take_back(desk: Desk, by_whom: str) -> str:
    """The loader's own last load; what was loaded over it since stays."""
    (number, reports), form = desk.journal.last_load(by_whom), load_form()
    catalogue = desk.asker.catalogue()
    if not reports:
        return NOTHING_TO_UNDO
    now = {(one.body, one.year): catalogue.entry(one.body, one.year) for one in reports}
    theirs = [one for one in reports if (entry := now[one.body, one.year]) is not None and entry.id == one.report]
    db = open_writer(desk.asker.path)
    try:
        taken = [one for one in theirs if take_back(db, one.body, one.year, form)]
    except sqlite3.Error as error:
        raise StoreError(f"没能撤回：{error}。数据库可能正被占用，请过一会儿再发 /undo。") from error
    finally:
        db.close()
    desk.journal.drop_load(number)
    names = {one.body: catalogue.name(one.body) if one.body in catalogue.by_agency else one.body for one in reports}
    left = desk.asker.catalogue()
    lines = [
        f"已撤回：{names[one.body]} {one.year}年度，{BEFORE if left.entry(one.body, one.year) else NONE_NOW}"
        for one in taken
    ]
    lines += [CHANGED_SINCE.format(names[one.body], one.year) for one in reports if one not in theirs]
    return "\n".join(lines) or NOTHING_TO_UNDO
