"""What a reader found in a file: lines and grids of cells in reading order, each with its place.  No meaning yet."""

import hashlib
import re
from dataclasses import dataclass


class UnreadableError(Exception):
    """A file that cannot be read; the sentence says why and what to do next."""


TORN = "…"  # at the end of a cell's text: something else is seen there, or more, so what is left is no number
RECOGNITION = "请找带文字的版本（HTML、Word 或 PDF），或者先装文字识别：pip install 'wenshu[ocr]'。"


class NeedsRecognitionError(UnreadableError):
    """A picture: it can be read by optical character recognition only."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: line of a text file, page, or number of the grid (table) in the file with the row in it."""

    line: int | None = None
    page: int | None = None
    grid: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of running text.  `indent`: a cell mark (a tab) stands before it; `linked`: all of it is a link."""

    text: str
    place: Place
    indent: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: its text, the column it starts in, how many it spans, and how many rows."""

    text: str
    place: Place
    column: int = 0
    span: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: for each row the cells that start in it, from left to right.  `aligned`: columns are known, not guessed.

    `raster`: a sheet, on which every place is a cell, also beside the table."""

    rows: tuple[tuple[Cell, ...], ...]
    aligned: bool
    raster: bool = False


Blocks = tuple[Line | Grid, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The file something was read from.  `kind`: what it is (text, html, pdf …), told by its content."""

    name: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read."""

    origin: Origin
    blocks: Blocks


def digest(data: bytes) -> str:
    """The content's identity."""
    return hashlib.sha256(data).hexdigest()


WIDE_BLANK = "\ue5e5"  # of old GBK pages
UNSEEN = re.compile(
    f"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff{WIDE_BLANK}]"
)  # soft hyphens, joiners, marks of direction: nobody sees them


def squeeze(text: str) -> str:
    """Text without the blanks that layout puts into Chinese words, and without what nobody sees."""
    if text.isascii():  # most cells: a number, which holds nothing unseen
        return text if text.isalnum() else "".join(text.split())
    return "".join(UNSEEN.sub("", text).split())


def tidy_lines(text: str) -> str:
    """Text as lines without empty ones, and without blanks around or doubled between words."""
    if text.isalnum():
        return text  # most cells: a number, a word
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def check_cells(count: int, most: int) -> None:
    """Refuse a file whose tables have more cells than a report can have."""
    if count > most:
        raise UnreadableError(f"文件里的表格超过 {most} 格，不是年度报告；请只载入报告本身。")
