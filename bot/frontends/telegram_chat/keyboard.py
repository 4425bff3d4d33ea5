"""Answer -> the buttons under it: the choices of a question back, else what may be asked next, a picture, a file, a copy, a share."""

from datetime import date, datetime
from typing import NamedTuple

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.frontends.telegram_chat.show import button_labels, in_traditional
from bot.kept.chats import CHART, COMPLAIN, REPORT, SHEET, Chats
from bot.knowledge import Answer, Knowledge
from bot.shown.chart import chart_of
from bot.shown.offers import offers_of, report_of
from bot.start import CHINA, Asker
from bot.talk import Talk, dump, parse

ASK, DELETE = "ask", "delete"  # what a button does besides
AGAIN = "\n\n"  # between a day, a question and what was asked before it
LONGEST_SHARE = 200  # characters; an inline query holds 256


class May(NamedTuple):
    """What can be done with answers here: shared by inline mode, called wrong (where texts can be kept sealed)."""

    share: bool
    complain: bool


def buttons(chats: Chats, key: str, wanted: list[tuple[str, str, str]]) -> list[InlineKeyboardButton]:
    """Buttons of a talk: (what stands on it, what it does, with what), each kept under an opaque id."""
    ids = chats.keep_buttons(key, [(act, ask) for _, act, ask in wanted]) if wanted else []
    return [InlineKeyboardButton(label, callback_data=i) for (label, _, _), i in zip(wanted, ids, strict=True)]


def keyboard(
    answer: Answer, key: str, before: str, chats: Chats, known: Knowledge, may: May
) -> InlineKeyboardMarkup | None:
    """The rows of buttons; `key` is the talk they belong to, `before` where it stood before the answer."""
    if answer.reply.choices:
        asks = (choice.ask for choice in answer.reply.choices)
        choices = [(label, ASK, ask) for label, ask in zip(button_labels(answer.reply), asks, strict=True)]
        return InlineKeyboardMarkup([[button] for button in buttons(chats, key, choices)])
    offers = [(offer.label, ASK, offer.ask) for offer in offers_of(answer, known)]
    rows = [buttons(chats, key, offers), _whole(answer, key, before, chats, may)]
    if report := report_of(answer, known):
        rows.append(buttons(chats, key, [("整份报告", REPORT, f"{report}")]))
    if " " in key and any(rows[1:]):  # in a group, where it stands in everybody's way
        rows.append(buttons(chats, key, [("删除", DELETE, "")]))
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def keyboard_in_traditional(markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """The same buttons, with what stands on them in traditional script."""
    told = (
        [button.to_dict() | {"text": in_traditional(button.text)} for button in row] for row in markup.inline_keyboard
    )
    return InlineKeyboardMarkup([[InlineKeyboardButton.de_json(button) for button in row] for row in told])


def _again(answer: Answer, before: str, *, sealed: bool) -> str:
    """What gives the figures once more: of many bodies the fields, so that all of a list come, else the question with its day and what
    was asked before it.  Texts are kept only sealed; empty where the fields alone give no figures."""
    fields = answer.fields
    if fields is not None and ((fields.group is not None and not fields.group.bodies) or not sealed):
        return dump(Talk(fields))
    if not sealed:
        return ""
    return f"{datetime.now(CHINA).date().isoformat()}{AGAIN}{answer.question}{AGAIN}{before}"


def figures_again(ask: str, asker: Asker, homes: tuple[str, ...], home_year: int) -> Answer | None:
    """The answer that such a text stands for."""
    if AGAIN not in ask:
        fields = parse(ask).earlier
        return asker.answer_fields(fields, whole=True) if fields is not None else None
    day, question, before = ask.split(AGAIN, 2)
    earlier = parse(before).earlier if before else None
    return asker.ask(question, earlier, date.fromisoformat(day), homes=homes, home_year=home_year)


def _whole(answer: Answer, key: str, before: str, chats: Chats, may: May) -> list[InlineKeyboardButton]:
    """What is done with the answer as it is."""
    if answer.status != "answered" or not answer.figures:
        return []
    again = _again(answer, before, sealed=may.complain)
    if not again:
        return []
    acts = ([("画图", CHART, again)] if chart_of(answer) is not None else []) + [("导出", SHEET, again)]
    row = buttons(chats, key, acts)
    shown = [figure for figure in answer.figures if figure.headline and figure.value is not None]
    if len(shown) == 1:
        row.append(InlineKeyboardButton("复制数字", copy_text=CopyTextButton(f"{shown[0].value:f}")))
    whole = answer.fields is None or not answer.fields.kept  # 自然人呢 says nothing to somebody else
    if may.share and whole and 0 < len(answer.question) <= LONGEST_SHARE:
        row.append(InlineKeyboardButton("分享", switch_inline_query=answer.question))
    return row + (buttons(chats, key, [("有误", COMPLAIN, answer.question)]) if may.complain else [])
