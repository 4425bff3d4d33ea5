"""Grid -> the same without a column that numbers its rows (序号 1, 2, 3 …): those numbers stand before labels, and are no figures."""

import re
from dataclasses import replace

from store.document import Cell, Grid, squeeze
from store.readers.cells import is_value

HEADS = re.compile(r"序号|编号|行次|行号|项次|No\.?")
NUMBER = re.compile(r"\d{1,3}")


def without_index(grid: Grid) -> Grid:
    """Only where the first column says what it is, and each of its numbers stands right before a text."""
    first = [(n, row[0]) for n, row in enumerate(grid.rows) if row and row[0].column == 0 and row[0].text]
    heads = [cell for _, cell in first if HEADS.fullmatch(squeeze(cell.text)) and cell.span == 1]
    numbered = [n for n, cell in first if NUMBER.fullmatch(squeeze(cell.text))]
    if not grid.aligned or not heads or len(heads) + len(numbered) != len(first):
        return grid
    if not all(_before_text(grid.rows[n]) for n in numbered):
        return grid
    return replace(grid, rows=tuple(tuple(cell for cell in row if cell.column) for row in grid.rows))


def _before_text(row: tuple[Cell, ...]) -> bool:
    after = next((cell for cell in row[1:] if cell.text), None)
    return after is not None and not is_value(after.text)
