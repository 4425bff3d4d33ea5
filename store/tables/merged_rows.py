"""A number in a cell that is merged over several rows with labels of their own is of none of them alone: it is marked as torn."""

from dataclasses import replace

from store.document import TORN, Cell, Grid
from store.readers.cells import is_value


def without_merged_numbers(grid: Grid) -> Grid:
    """The grid as it is where no number goes over several rows that say something."""
    if not any(cell.down > 1 for row in grid.rows for cell in row):
        return grid
    return replace(
        grid, rows=tuple(tuple(_doubted(cell, at, grid) for cell in row) for at, row in enumerate(grid.rows))
    )


def _doubted(cell: Cell, at: int, grid: Grid) -> Cell:
    if cell.down == 1:
        return cell
    below = grid.rows[at + 1 : at + cell.down]
    over = any(other.text and not is_value(other.text) for row in below for other in row)
    return replace(cell, text=cell.text + TORN) if over and cell.text and is_value(cell.text) else cell
