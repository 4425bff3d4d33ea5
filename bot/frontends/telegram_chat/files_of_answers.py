"""A picture or files of what an answer tells, or of a whole report, as new messages."""

import asyncio
import io
import logging

from telegram import CallbackQuery, InputFile, Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.frontends.report_rows import sheets_of
from bot.frontends.telegram_chat.desk import Desk
from bot.frontends.telegram_chat.keyboard import figures_again
from bot.frontends.telegram_chat.sending import quotes, show_action, tell
from bot.frontends.telegram_chat.show import LONGEST_CAPTION, cut, in_traditional
from bot.frontends.telegram_chat.threads import answer_key
from bot.kept.chats import CHART, REPORT, SHEET, Button
from bot.knowledge import Answer
from bot.shown.answer_file import file_name, rows_of
from bot.shown.chart import Chart, chart_of, in_script
from bot.shown.spreadsheets import as_csv, as_xlsx

NOTHING_LEFT = "报告变了，这个按钮的答案已经没有了；请再问一遍。"
NOT_SENT = "文件没发成（群里可能不许机器人发文件）；请在私聊里再问一遍。"
log = logging.getLogger(__name__)


async def send_files(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """What a button stands for.  A file that Telegram does not take (a group may forbid files) is not lost without a word."""
    message = press.message
    if not isinstance(message, Message):
        return
    try:
        await (_report if button.act == REPORT else _figures)(message, press.from_user.id, button, desk)
    except TelegramError as error:
        log.warning("file not sent: %s", error)
        await tell(message, NOT_SENT)


async def _figures(message: Message, person: int, button: Button, desk: Desk) -> None:
    """The picture, or the files, of the figures that the button stands for."""
    await show_action(message, ChatAction.UPLOAD_PHOTO if button.act == CHART else ChatAction.UPLOAD_DOCUMENT)
    answer = await asyncio.to_thread(_again, desk, button, message.chat.id)
    if answer is None or not answer.figures:
        await tell(message, NOTHING_LEFT)
        return
    chart = chart_of(answer) if button.act == CHART else None
    if chart is not None and desk.wishes.of(message.chat.id).traditional:
        chart = in_script(chart, in_traditional)
    if button.act == CHART and chart is None:
        await tell(message, NOTHING_LEFT)
        return
    sent = await (_send_picture(message, chart) if chart is not None else _send_rows(message, answer))
    before = desk.chats.talk(answer_key(message)) or ""
    with desk.db.at_once(flushed=False):  # a reply to them goes on from the answer
        for one in sent:
            desk.chats.keep_talk(answer_key(one), before, person)
    if button.act == SHEET:
        desk.audit.note(message.chat.id, person, "导出")


def _again(desk: Desk, button: Button, chat: int) -> Answer | None:
    wishes = desk.wishes.of(chat)
    return figures_again(button.ask, desk.asker, wishes.homes, wishes.year)


async def _send_picture(message: Message, chart: Chart) -> list[Message]:
    png = await asyncio.to_thread(_drawn, chart)
    file, quiet = InputFile(io.BytesIO(png), "图.png"), quotes(message)
    caption = cut(chart.alt, LONGEST_CAPTION)
    return [await message.reply_photo(file, caption=caption, do_quote=True, disable_notification=quiet)]


def _drawn(chart: Chart) -> bytes:
    """The picture; what draws it takes half a second to load, so it is loaded with the first one."""
    from bot.shown.pictures import draw  # noqa: PLC0415

    return draw(chart)


async def _send_rows(message: Message, answer: Answer) -> list[Message]:
    rows = list(rows_of(answer))
    said = f"{answer.reply.reading}\n{len(rows)} 个数，带算法和出处"
    return await _send_sheets(message, {"数": rows}, file_name(answer), said)


async def _send_sheets(
    message: Message, sheets: dict[str, list[dict[str, str | int]]], name: str, said: str
) -> list[Message]:
    """A workbook, and a text file of its first sheet."""
    first, quiet, caption = next(iter(sheets.values())), quotes(message), cut(said, LONGEST_CAPTION)
    workbook = await asyncio.to_thread(as_xlsx, sheets)
    made = ((workbook, f"{name}.xlsx", caption), (as_csv(first), f"{name}.csv", None))
    return [
        await message.reply_document(
            InputFile(io.BytesIO(data), file), caption=told, do_quote=True, disable_notification=quiet
        )
        for data, file, told in made
    ]


async def _report(message: Message, person: int, button: Button, desk: Desk) -> None:
    """A whole report: every cell with its place, and what does not add up."""
    entry = next((e for e in desk.asker.catalogue().entries if f"{e.id}" == button.ask), None)
    if entry is None:
        await tell(message, NOTHING_LEFT)
        return
    await show_action(message, ChatAction.UPLOAD_DOCUMENT)
    sheets = await asyncio.to_thread(sheets_of, desk.asker, entry)
    name = f"{entry.name}_年度报告_{entry.year}"
    said = f"{entry.name}{entry.year}年度报告：{len(sheets['数'])} 格，{len(sheets['问题'])} 处要留意；出自 {entry.document}"
    desk.audit.note(message.chat.id, person, "导出整份报告")
    await _send_sheets(message, sheets, name, said)
