"""Column names that are broken over two cells, one below the other (商业 over 企业, 科研 over 机构), as the names that they are."""

from collections.abc import Mapping
from dataclasses import replace

from store.document import Cell, Grid
from store.readers.cells import is_value
from store.tables.names import Names

LEAST = 2  # names broken in one row: a text over a label may be anything


def with_whole_heads(grid: Grid, names: Names) -> Grid:
    """The grid as it is where no two rows of the header are such halves; else with the names in the lower one."""
    first = next(
        (n for n, row in enumerate(grid.rows) if any(c.text and is_value(c.text) for c in row)), len(grid.rows)
    )
    rows = list(grid.rows)
    for upper in range(min(first, len(rows)) - 1):
        whole = _whole_names(rows[upper], rows[upper + 1], names)
        if len(whole) >= LEAST:
            rows[upper] = tuple(replace(cell, text="") if cell.column in whole else cell for cell in rows[upper])
            rows[upper + 1] = tuple(replace(c, text=whole.get(c.column, c.text)) for c in rows[upper + 1])
    return replace(grid, rows=tuple(rows)) if rows != list(grid.rows) else grid


def _whole_names(upper: tuple[Cell, ...], lower: tuple[Cell, ...], names: Names) -> Mapping[int, str]:
    """Column -> the name that its two halves make, letter for letter."""
    below = {cell.column: cell for cell in lower if cell.text}
    halves = ((cell, below[cell.column]) for cell in upper if cell.text and cell.down == 1 and cell.column in below)
    joined = {a.column: a.text + b.text for a, b in halves if a.span == b.span}
    return {column: text for column, text in joined.items() if names.knows(text)}
