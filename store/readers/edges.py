"""Tables whose cells know where on the page they begin and end -> grids: columns are counted by the edges of all rows."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.document import Cell, Grid, Line, Place, check_cells
from store.readers.merged_down import Above, reach_down


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
    grids = (placed(rows, Place(grid=number), edges, near) for number, rows in enumerate(tables, first))
    return [Grid(tuple(map(tuple, rows)), aligned=True) for rows in grids]


def placed(rows: list[list[Edged]], place: Place, edges: list[float], near: float) -> list[list[Cell]]:
    """For each row the cells that start in it, with the column they start in and how many they span; `place`: the table's."""
    found: list[list[Cell]] = []
    above: Above = {}
    for at, row in enumerate(rows, 1):
        cells: list[Cell] = []
        for cell in row:
            first, last = column(edges, cell.left, near), column(edges, cell.right, near)
            if not cell.covered:
                above[first] = (cells, len(cells))
                cells.append(Cell(cell.text, replace(place, row=at), first, max(last - first, 1)))
            else:
                reach_down(above, first)
        found.append(cells)
    return found


class Flow:
    """Paragraphs, cells and rows as a word processor's file gives them -> blocks; rows that follow each other are one table."""

    def __init__(self, near: float, most: int) -> None:
        self.near, self.most = near, most
        self.blocks: list[Line | Grid] = []
        self.cells: list[str] = []
        self._rows: list[list[Edged]] = []
        self._grids = self._count = 0

    def end_paragraph(self, text: str) -> None:
        """A paragraph of some lines; an empty one does not end a table."""
        if text:
            self.end_table()
            self.blocks += [Line(line, Place()) for line in text.split("\n")]

    def end_cell(self, text: str) -> None:
        """One more cell of the row."""
        self.cells.append(text)
        self._count += 1
        check_cells(self._count, self.most)

    def end_row(self, cells: list[Edged]) -> None:
        """The row's cells between their edges; where there are none that fit, its cells are as many texts."""
        if cells:
            self._rows.append(cells)
        else:
            self.end_table()
            self.blocks += [Line(text, Place()) for text in self.cells]
        self.cells = []

    def end_table(self) -> None:
        """No further row follows."""
        if self._rows:
            self._grids += 1
            self.blocks += grids_of([self._rows], self._grids, self.near)
            self._rows = []
