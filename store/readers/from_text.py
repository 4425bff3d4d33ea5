"""Plain text -> lines and grids.  One cell a line, or rows with | or tabs between the cells."""

import re

from store.document import TORN, Blocks, Cell, Grid, Line, Place, UnreadableError
from store.readers.charset import decode

LONGEST = 20_000  # characters of a line; longer ones are no report
MOST_LINES = 100_000
LONGEST_CELL = 80  # a line of running text may hold a bar too
NEARLY_ALL = 0.9
RULE = re.compile(r"^[\s|:+=-]*$")


def read(data: bytes) -> Blocks:
    """Lines as `Line`; runs of lines with bars or inner tabs as `Grid`."""
    lines = _whole_lines(decode(data))
    if len(lines) > MOST_LINES:
        raise UnreadableError(f"文件超过 {MOST_LINES} 行，不像一份年度报告；请只载入报告本身。")
    blocks: list[Line | Grid] = []
    rows: list[tuple[int, str]] = []
    grids = 0
    for number, raw in enumerate(lines, 1):
        line = raw[:LONGEST]
        if _is_row(line):
            rows.append((number, line))
            continue
        if rows and line.strip():
            grids += 1
            blocks.append(_grid(rows, grids))
            rows = []
        if not rows:
            blocks.append(Line(line.strip(), Place(line=number), indent=line.startswith("\t")))
    if rows:
        blocks.append(_grid(rows, grids + 1))
    return tuple(blocks)


def _whole_lines(text: str) -> list[str]:
    """The lines of a text.  One that breaks off in a table may have lost cells or digits: its last cell cannot be read."""
    lines = text.splitlines()
    if lines and not text.endswith(("\n", "\r")) and (_is_row(lines[-1]) or lines[-1].strip()[-1:].isdigit()):
        lines[-1] = "" if _is_row(lines[-1]) else lines[-1] + TORN
    return lines


def _is_row(line: str) -> bool:
    mark = "|" if "|" in line else "\t"
    return mark in line.strip("\t ") and max(map(len, line.split(mark))) <= LONGEST_CELL


def _grid(lines: list[tuple[int, str]], grid: int) -> Grid:
    """Rows of one table.  Bars at both ends are no cells where nearly every line has them: one or two may have lost theirs."""
    kept = [(number, line.strip(" ")) for number, line in lines if not RULE.match(line) or "\t" in line]
    barred = [line for _, line in kept if "|" in line]
    outer = sum(map(_has_ends, barred)) >= NEARLY_ALL * len(barred)
    rows = [
        _row(_stripped(line) if outer else line, Place(line=number, grid=grid, row=row))
        for row, (number, line) in enumerate(kept, 1)
    ]
    return Grid(tuple(rows), aligned=False)


def _has_ends(line: str) -> bool:
    return line.startswith("|") and line.endswith("|") and len(line) > 1


def _stripped(line: str) -> str:
    return line.removeprefix("|").removesuffix("|")


def _row(line: str, place: Place) -> tuple[Cell, ...]:
    mark = "|" if "|" in line else "\t"
    return tuple(Cell(text.strip(), place, column) for column, text in enumerate(line.split(mark)))
