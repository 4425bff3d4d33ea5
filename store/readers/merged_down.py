"""Rows of cells, read from the top -> how many rows a cell reaches down that the cells below are merged with."""

from dataclasses import replace

from store.document import Cell

Above = dict[
    int, tuple[list[Cell], int]
]  # column -> the row in which the cell begins that stands there, its place in it


def reach_down(above: Above, column: int) -> None:
    """The cell that stands above in a column reaches one row further down; nothing where none begins there."""
    if column in above:
        row, at = above[column]
        row[at] = replace(row[at], down=row[at].down + 1)
