"""Grid -> the same without the columns beside the form's own that only number its rows (序号 1, 2, 3 …), name the unit of each (件),
or are left for remarks (备注): what stands there is no label and no figure."""

import re
from collections.abc import Callable
from dataclasses import replace

from store.document import Cell, Grid, squeeze
from store.readers.cells import is_value

LONGEST_HEAD = 12  # characters, with blanks
NUMBER = re.compile(r"\d{1,3}")
COUNTED = re.compile(r"[（(]?[件个项条宗][)）]?")  # 万元 says of what size a number is: such a column stays
Row = tuple[Cell, ...]


def without_side_columns(grid: Grid) -> Grid:
    """Only where a column says what it is, and each of its cells is what it says."""
    if not grid.aligned:
        return grid
    beside = {cell.column for row in grid.rows for cell in row if cell.span == 1 and _heads_such_a_column(cell, grid)}
    return replace(grid, rows=tuple(tuple(cell for cell in row if cell.column not in beside) for row in grid.rows))


def _heads_such_a_column(head: Cell, grid: Grid) -> bool:
    if len(head.text) > LONGEST_HEAD or head.text.isdecimal():
        return False
    text = squeeze(head.text)
    holds = next((holds for heads, holds in SIDE_COLUMNS if heads.fullmatch(text)), None)
    if holds is None:
        return False
    below = [(row, cell) for row in grid.rows for cell in row if cell.column == head.column and cell.span == 1]
    filled = [(row, cell) for row, cell in below if cell.text.strip() and squeeze(cell.text) != text]
    return all(holds(row, cell) for row, cell in filled)


def _is_number_of_row(row: Row, cell: Cell) -> bool:
    """Right before a text, its label."""
    after = next((other for other in row if other.column > cell.column and other.text.strip()), None)
    return bool(NUMBER.fullmatch(squeeze(cell.text))) and after is not None and not is_value(after.text)


def _is_unit(row: Row, cell: Cell) -> bool:
    return bool(row) and COUNTED.fullmatch(squeeze(cell.text)) is not None


def _is_remark(row: Row, cell: Cell) -> bool:
    """Behind all numbers; a number there is no remark."""
    return not is_value(cell.text) and all(other.column <= cell.column for other in row)


SIDE_COLUMNS: tuple[tuple[re.Pattern[str], Callable[[Row, Cell], bool]], ...] = (
    (re.compile(r"序号|编号|行次|行号|项次|No\.?"), _is_number_of_row),
    (re.compile(r"(?:计量|计数)?单位"), _is_unit),
    (re.compile(r"备注"), _is_remark),
)
