"""Lines whose cells stand apart by blanks only, as copying out of a PDF gives them -> the same as rows of a table.

Cells that were blank have left no trace there: what a row holds is told by its label and the number of its cells, and both
are asked of the form later on."""

import re

from store.document import Blocks, Cell, Grid, Line, Place
from store.readers.cells import is_value

Row = tuple[str, Place]
LEAST_VALUES, LEAST_ROWS = 3, 8  # of a row; of the rows that show that a text is printed so
LONGEST_LABEL, MOST_PIECES = (
    40,
    12,
)  # characters of a cell's text; lines of a table with one piece only, one after another
SENTENCE = re.compile(r"[。；！？]")


def is_spaced(lines: list[str]) -> bool:
    """Whether a text's tables are lines like `规章 0 0 11`."""
    return not any("|" in line or "\t" in line.strip() for line in lines) and (
        sum(_values(line) >= LEAST_VALUES for line in lines) >= LEAST_ROWS
    )


def spaced_blocks(lines: list[Row]) -> Blocks:
    """The lines in order; those from a table's first row to its last as a grid."""
    blocks: list[Line | Grid] = []
    table: list[Row] = []
    pieces: list[Row] = []  # lines after a row that are part of the table only if another row follows
    grids = 0
    for text, place in lines:
        if _is_row(text):
            table += [*pieces, (text, place)] if table else [(text, place)]
            pieces = []
            continue
        pieces.append((text, place))
        if not table or len(pieces) > MOST_PIECES or SENTENCE.search(text):
            grids += bool(table)
            blocks += [*_closed(table, grids), *_as_lines(pieces)]
            table, pieces = [], []
    return (*blocks, *_closed(table, grids + 1), *_as_lines(pieces))


def _is_row(text: str) -> bool:
    """Two texts or more, none a sentence, and nothing after the first number that is none."""
    words = text.split()
    if len(words) < 2 or any(len(word) > LONGEST_LABEL or SENTENCE.search(word) for word in words):
        return False
    values = _values(text)
    return values == 0 or all(is_value(word) for word in words[-values:])


def _values(text: str) -> int:
    """How many numbers stand at the end of a line, where no other stands before them."""
    found = [is_value(word) for word in text.split()]
    return sum(found) if found and all(found[-sum(found) :] if any(found) else found) else 0


def _closed(table: list[Row], number: int) -> list[Line | Grid]:
    """A grid, or lines where no row holds a number."""
    if not any(_values(text) for text, _ in table):
        return _as_lines(table)
    rows = [
        tuple(Cell(word, Place(place.line, place.page, number, at), column) for column, word in enumerate(text.split()))
        for at, (text, place) in enumerate(table, 1)
    ]
    return [Grid(tuple(rows), aligned=False)]


def _as_lines(lines: list[Row]) -> list[Line | Grid]:
    return [Line(text, place) for text, place in lines]
