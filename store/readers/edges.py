"""Tables whose cells know where on the page they begin and end -> grids: columns are counted by the edges of all rows."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from store.document import Cell, Grid, Place


@dataclass(frozen=True, slots=True)
class Edged:
    """A cell's text between two edges, in any unit.  `covered`: it is the lower part of a cell merged downwards."""

    left: float
    right: float
    text: str
    covered: bool = False


def distinct(edges: Iterable[float], near: float) -> list[float]:
    """The edges, those taken for one that lie closer than `near`."""
    kept: list[float] = []
    for x in sorted(edges):
        if not kept or x - kept[-1] > near:
            kept.append(x)
    return kept


def column(edges: list[float], x: float, near: float) -> int:
    """Which of the distinct edges a position is."""
    return max(bisect_left(edges, x + near) - 1, 0)


def grids_of(tables: list[list[list[Edged]]], first: int, near: float) -> list[Grid]:
    """Tables that may be one that the page has cut -> grids from number `first` on, their columns counted by all their edges."""
    edges = distinct((x for rows in tables for row in rows for cell in row for x in (cell.left, cell.right)), near)
    return [_grid(rows, number, near, edges) for number, rows in enumerate(tables, first)]


def grid_of(rows: list[list[Edged]], number: int, near: float) -> Grid:
    """Rows of one table -> grid `number` of the file."""
    return grids_of([rows], number, near)[0]


def _grid(rows: list[list[Edged]], number: int, near: float, edges: list[float]) -> Grid:
    found = []
    for at, row in enumerate(rows, 1):
        cells = []
        for cell in row:
            first, last = column(edges, cell.left, near), column(edges, cell.right, near)
            if not cell.covered:
                cells.append(Cell(cell.text, Place(grid=number, row=at), first, max(last - first, 1)))
        found.append(tuple(cells))
    return Grid(tuple(found), aligned=True)
