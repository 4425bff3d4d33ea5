"""The text of a table cell -> what it says: a number, a blank, a dash, a number with a remark, or nothing readable."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from store.document import squeeze

State = Literal["printed", "blank", "dash", "annotated", "unreadable"]
NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,8})?")
ANNOTATED = re.compile(rf"({NUMBER.pattern})\(([^()]+)\)")
DASHES = {"/", "-", "--", "—", "——", "–", "\\", "一"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says.  `value` only where the state is printed or annotated."""

    state: State
    value: Decimal | None = None
    note: str = ""


def read_cell(text: str) -> Reading:
    """Read one cell.  Digits of any width, thousands separators and signs are understood; units are not guessed away."""
    plain = unicodedata.normalize("NFKC", squeeze(text))
    if not plain:
        return Reading("blank")
    if plain in DASHES:
        return Reading("dash")
    if NUMBER.fullmatch(plain):
        return Reading("printed", Decimal(plain.replace(",", "")))
    if match := ANNOTATED.fullmatch(plain):
        return Reading("annotated", Decimal(match.group(1).replace(",", "")), match.group(2))
    return Reading("unreadable")


def is_value(text: str) -> bool:
    """Whether a cell holds a number or a dash rather than a label."""
    return read_cell(text).state in ("printed", "dash", "annotated")
