"""Tables drawn with + - | between their cells (pandoc's grid tables, w3m's frames) -> grids, by where the bars stand.

+------+-------+
| 规章 | 1     |      a rule may end a few cells of a row only: the others go on below it
+      +-------+
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.document import Grid
from store.readers.edges import Edged, grids_of

FRAMES = str.maketrans(
    {**dict.fromkeys("┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝", "+"), **dict.fromkeys("─━═╌┄", "-"), **dict.fromkeys("│┃║", "|")}
)
RULE = re.compile(r"\s*\+[-=+:]+\+\s*")  # from one side to the other
PART = re.compile(r"\s*[+|].*[+|]\s*")  # a line of a drawn table
BOUND = re.compile(r"\||\+(?=[-=]|\s*$|\s+[|+])|(?<=[-=])\+")
RULED = re.compile(r"[-=:]+")
WIDE = ("W", "F")
NEAR = 2.0  # columns by which a bar may stand off, where a letter's width is not known


@dataclass
class _Cell:
    left: float
    right: float
    texts: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Its lines as one; a number over two lines keeps apart."""
        made = ""
        for text in filter(None, self.texts):
            made += ("\n" if made[-1:].isdigit() and text[0].isdigit() else "") + text
        return made


def drawn_rows(lines: list[str]) -> list[list[Edged]] | None:
    """The rows of a drawn table, each cell between two edges, in columns of a terminal; None where the bars do not stand under one
    another."""
    edges = sorted({at for line in lines if RULE.fullmatch(line) for at, _ in _bounds(line)})
    open_: list[_Cell] = []
    rows: list[list[tuple[_Cell, bool]]] = []
    before: set[int] = set()
    for line in lines:
        pieces = _pieces(line, edges)
        if pieces is None:
            return None
        ruled = [(left, right) for left, right, text in pieces if RULED.fullmatch(text)]
        if ruled and open_:
            rows.append([(cell, id(cell) in before) for cell in open_])
            open_ = [cell for cell in open_ if not any(a <= cell.left and cell.right <= b for a, b in _joined(ruled))]
            before = {id(cell) for cell in open_}
        for left, right, text in pieces:
            if not RULED.fullmatch(text):
                _add(open_, left, right, text.strip())
    return [
        [
            Edged(c.left, c.right, "" if covered else c.text(), covered)
            for c, covered in sorted(row, key=lambda one: one[0].left)
        ]
        for row in rows
    ]


def drawn_grid(rows: list[list[Edged]], number: int) -> Grid:
    """The rows as a grid."""
    (grid,) = grids_of([rows], number, 0.5)
    return grid


def _add(open_: list[_Cell], left: float, right: float, text: str) -> None:
    cell = next((cell for cell in open_ if (cell.left, cell.right) == (left, right)), None)
    if cell is None:
        cell = _Cell(left, right)
        open_.append(cell)
    cell.texts.append(text)


def _joined(ruled: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Stretches of a rule that touch, as one."""
    left, end = ruled[0]
    for start, stop in ruled[1:]:
        if start > end:
            yield left, end
            left = start
        end = stop
    yield left, end


def _bounds(line: str) -> Iterator[tuple[float, int]]:
    """Where the bars and corners of a line stand, in columns of a terminal and in letters."""
    widths = [2 if unicodedata.east_asian_width(sign) in WIDE else 1 for sign in line]
    for match in BOUND.finditer(line):
        yield float(sum(widths[: match.start()])), match.start()


def _pieces(line: str, edges: list[float]) -> list[tuple[float, float, str]] | None:
    """What stands between the bars of a line, with the edges that these stand at."""
    bounds = list(_bounds(line))
    snapped = [min(edges, key=lambda edge: abs(edge - at)) for at, _ in bounds]
    off = any(abs(edge - at) > NEAR for edge, (at, _) in zip(snapped, bounds, strict=True))
    if off or len(bounds) < 2 or sorted(set(snapped)) != snapped:
        return None
    spans = zip(zip(snapped, bounds, strict=True), zip(snapped[1:], bounds[1:], strict=True), strict=False)
    return [(left, right, line[start + 1 : stop]) for (left, (_, start)), (right, (_, stop)) in spans]
