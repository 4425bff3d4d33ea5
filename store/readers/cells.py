"""The text of a table cell -> what it says: a number, a blank, a dash, a number with a remark, or nothing readable.

A number is one run of digits as printed.  Two runs in one cell, a footnote mark, a raised or circled digit, a zero in front
make it unreadable: joined they would be a number that nobody printed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from store.document import TORN, UNSEEN

State = Literal["printed", "blank", "dash", "annotated", "unreadable"]
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003), 0x20)
NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d{0,14})(?:\.\d{1,8})?")
UNITS = ("万元", "亿元", "元", "件", "项", "条", "个", "份", "宗", "起", "次", "期", "部", "篇")
WITH_UNIT = re.compile(rf"({NUMBER.pattern})\s?({'|'.join(UNITS)})")
ANNOTATED = re.compile(rf"({NUMBER.pattern})\s*\(([^()]+)\)")
DASHES = {"/", "-", "--", "—", "——", "–", "\\", "一"}
NOTHING = {
    "无",
    "暂无",
    "无此项",
    "不涉及",
    "未收费",
    "未收取",
    "无收费",
    "不收费",
    "未发生",
}  # words that stand for a dash
SCALES = {"万", "亿", "千", "百", "万元", "亿元", "千元", "元", "万件"}  # a remark that makes another number of it


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says.  `value` only where the state is printed or annotated; `unit` where the cell itself names one."""

    state: State
    value: Decimal | None = None
    note: str = ""
    unit: str = ""


@lru_cache(maxsize=8192)
def read_cell(text: str) -> Reading:
    """Read one cell.  Digits of any width, thousands separators and signs are understood; a unit is kept as printed."""
    plain = UNSEEN.sub("", text).translate(NARROW).strip()
    if not plain:
        return Reading("blank")
    if plain in DASHES or plain in NOTHING:
        return Reading("dash")
    if NUMBER.fullmatch(plain):
        return Reading("printed", _decimal(plain))
    if match := WITH_UNIT.fullmatch(plain):
        return Reading("printed", _decimal(match.group(1)), unit=match.group(2))
    if (match := ANNOTATED.fullmatch(plain)) and match.group(2).strip() not in SCALES:
        return Reading("annotated", _decimal(match.group(1)), " ".join(match.group(2).split()))
    return Reading("unreadable")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


@lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """Whether a cell holds a number or a dash, or something that was one, rather than a label."""
    plain = UNSEEN.sub("", text).translate(NARROW)
    if plain.endswith(TORN):
        plain = plain.rstrip(TORN) or "0"  # a picture, a list to choose from: the place of a number all the same
    return read_cell(text).state in ("printed", "dash", "annotated") or LIKE_A_NUMBER.fullmatch(plain) is not None


LIKE_A_NUMBER = re.compile(
    r"[约近超]?[\d\s.,+\-()*①-⑳⁰-₉²³¹%]*\d[\d\s.,+\-()*①-⑳⁰-₉²³¹%]*(?:余|多|左右)?(?:[件万亿元宗份项条个起次期部篇]|万元)?(?:\([^()]{1,12}\))?"
)
