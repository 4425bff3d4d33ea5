"""Reply -> Telegram HTML and rows of buttons.  Only tags that are closed in the same line; never longer than a message."""

from dataclasses import replace
from functools import cache
from html import escape

import opencc

from bot.replies.reply import Reply

LONGEST = 4000  # UTF-16 units; Telegram's own limit is 4096 however it counts
LONGEST_LABEL = 60
REST_IN_FILE = "（太长，后面的见文件）"
REST_IN_PRIVATE = "（太长，全文请在私聊里问）"  # where no file can be sent
LONGEST_CAPTION = 1000


def as_html(reply: Reply, *, short: bool = False, rest: str = REST_IN_FILE) -> str:
    """The figure in bold on top, reading and calculation below, places folded away, what is wrong last.

    `short`: without calculation and quotes; the place stays, folded away, and what limits the answer.  `rest`: where what is too
    long for a message is."""
    if short:
        reply = replace(reply, calculation=(), quotes=())
    blocks = [f"<b>{escape(line, quote=False)}</b>" for line in reply.headline]
    below = [f"读作：{reply.reading}"] if reply.reading else []
    below += [f"算法：{line}" for line in reply.calculation]
    blocks += [escape(line, quote=False) for line in below]
    folded = [*(f"原文：{line}" for line in reply.quotes), *(f"出处：{line}" for line in reply.sources)]
    if folded:
        blocks.append(f"<blockquote expandable>{escape(chr(10).join(folded), quote=False)}</blockquote>")
    blocks += [f"⚠️ {escape(line, quote=False)}" for line in reply.warnings]
    blocks += [f"<i>{escape(line, quote=False)}</i>" for line in reply.notes]
    return _fitting(blocks, rest)


def in_traditional(text: str) -> str:
    """The same in traditional script."""
    return str(_traditional().convert(text))


@cache
def _traditional() -> opencc.OpenCC:
    """Made when a chat first wishes for it."""
    return opencc.OpenCC("s2t")


def _fitting(blocks: list[str], rest: str) -> str:
    """Whole blocks as far as they fit; a figure or a tag is never cut."""
    kept: list[str] = []
    length = 0
    for block in blocks:
        length += units(block) + 1
        if length > LONGEST:
            kept.append(rest)
            break
        kept.append(block)
    return "\n".join(kept)


def cut(text: str, most: int) -> str:
    """At most so many UTF-16 units, ending in … where something is left out."""
    if units(text) <= most:
        return text
    while units(text) >= most:
        text = text[: len(text) - max(1, (units(text) - most) // 2)]
    return text + "…"


def units(text: str) -> int:
    """Length as Telegram counts entities: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def button_labels(reply: Reply) -> list[str]:
    """The choices as they stand on buttons, numbered so that the number can be typed too."""
    return [f"{number}. {choice.label}"[:LONGEST_LABEL] for number, choice in enumerate(reply.choices, 1)]
