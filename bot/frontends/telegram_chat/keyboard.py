"""Answer -> the buttons under it: the choices of a question back, else what may be asked next, a picture, a file, a copy, a share."""

from typing import NamedTuple

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.frontends.telegram_chat.show import button_labels
from bot.kept.chats import Chats
from bot.knowledge import Answer, Knowledge
from bot.shown.chart import chart_of
from bot.shown.offers import offers_of
from bot.talk import Talk, dump

ASK, CHART, SHEET = "ask", "chart", "sheet"  # what a button does
COMPLAIN = "complain"
LONGEST_SHARE = 200  # characters; an inline query holds 256


class May(NamedTuple):
    """What can be done with answers here: shared by inline mode, called wrong."""

    share: bool
    complain: bool


def buttons(chats: Chats, key: str, wanted: list[tuple[str, str, str]]) -> list[InlineKeyboardButton]:
    """Buttons of a talk: (what stands on it, what it does, with what), each kept under an opaque id."""
    ids = chats.keep_buttons(key, [(act, ask) for _, act, ask in wanted]) if wanted else []
    return [InlineKeyboardButton(label, callback_data=i) for (label, _, _), i in zip(wanted, ids, strict=True)]


def keyboard(answer: Answer, key: str, chats: Chats, known: Knowledge, may: May) -> InlineKeyboardMarkup | None:
    """The rows of buttons; `key` is the talk they belong to."""
    if answer.reply.choices:
        asks = (choice.ask for choice in answer.reply.choices)
        choices = [(label, ASK, ask) for label, ask in zip(button_labels(answer.reply), asks, strict=True)]
        return InlineKeyboardMarkup([[button] for button in buttons(chats, key, choices)])
    offers = [(offer.label, ASK, offer.ask) for offer in offers_of(answer, known)]
    rows = [buttons(chats, key, offers), _whole(answer, key, chats, may)]
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def _whole(answer: Answer, key: str, chats: Chats, may: May) -> list[InlineKeyboardButton]:
    """What is done with the answer as it is."""
    if answer.status != "answered" or not answer.figures or answer.fields is None:
        return []
    fields = dump(Talk(answer.fields))
    acts = ([("画图", CHART, fields)] if chart_of(answer) is not None else []) + [("导出", SHEET, fields)]
    row = buttons(chats, key, acts)
    shown = [figure for figure in answer.figures if figure.headline and figure.value is not None]
    if len(shown) == 1:
        row.append(InlineKeyboardButton("复制数字", copy_text=CopyTextButton(f"{shown[0].value:f}")))
    whole = not answer.fields.kept  # 自然人呢 says nothing to somebody else
    if may.share and whole and 0 < len(answer.question) <= LONGEST_SHARE:
        row.append(InlineKeyboardButton("分享", switch_inline_query=answer.question))
    return row + (buttons(chats, key, [("有误", COMPLAIN, answer.question)]) if may.complain else [])
