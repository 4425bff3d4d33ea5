"""Rows of a text that prints one cell a line -> how its cells are set apart, and which rows have all their lines.

A line for each cell: the totals stand on the last line that a row can have, and nothing stands further down.  A row whose last
cell is blank has all its lines if it has as many as the rows between labels of the same kinds.

The cells that a label is merged over are empty lines between it and its numbers: as many as stand before each row of its kind,
and before a number for every column in some of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from store.tables.columns import Spacing
from store.tables.header import Header
from store.tables.runs import Run

KINDS = (re.compile(r"\s*\d+\s*[.、．]"), re.compile(r"\s*[（(]"), re.compile(r"\s*[一二三四五六七]\s*、"))
LEAST_COLUMNS = 3  # a row of one number is a line either way
LEAST_ROWS = 3  # rows that show it
LEAST_FULL = 2  # rows with all their numbers behind the cells of a merged label


class LineRows:
    """The rows of a document; `most`: how many cells a row can have, by its label; `neighbours`: labels of which the form prints one
    right behind the other."""

    def __init__(
        self, runs: Sequence[Run], most: Callable[[Run], int], spacing: Spacing, neighbours: Collection[tuple[str, str]]
    ) -> None:
        rows = [
            (run, most(run)) for run in runs if run.label is not None and run.label.place.grid is None and run.values
        ]
        self._lengths: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
        for run, cells in rows:
            if cells:
                self._lengths[_between(run)][len(run.values)] += 1
        even = replace(spacing, gap=0, lead=0) if _is_cell_a_line(rows) else spacing
        self.spacing = replace(even, wide=_is_wide([run.header for run in runs], neighbours))
        self._covered = _covered_by_kind([row for row in rows if row[1]], self.spacing.lead)

    def covered(self, run: Run) -> int | None:
        """How many empty lines behind a label are cells that it is merged over; None where those may be blank cells of the row."""
        if run.label is None or run.label.place.grid is not None:
            return 0
        return self._covered.get(_kind(run.label.text), 0)

    def is_whole(self, run: Run) -> bool:
        """Whether a row has as many lines as those of its kind."""
        lengths = self._lengths.get(_between(run), Counter())
        if not lengths or run.label is None or run.label.place.grid is not None:
            return False
        usual = max(lengths, key=lambda length: (lengths[length], length))
        return len(run.values) == usual


def _is_cell_a_line(rows: list[tuple[Run, int]]) -> bool:
    """Whether the last number of many rows stands where the last cell does, with the first right below the label, and none beyond."""
    wide = [(run, cells) for run, cells in rows if cells >= LEAST_COLUMNS]
    filled = [([at for at, value in enumerate(run.values) if value.text], cells) for run, cells in wide]
    full = sum(bool(at) and at[0] == 0 and at[-1] == cells - 1 for at, cells in filled)
    return full >= LEAST_ROWS and all(at[-1] < cells for at, cells in filled if at)


def _covered_by_kind(rows: list[tuple[Run, int]], lead: int) -> dict[int, int | None]:
    """For each kind of label the least number of empty lines behind it beyond the usual `lead`, where rows of numbers prove it."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for run, cells in rows:
        at = [n for n, value in enumerate(run.values) if value.text]
        if at and run.label is not None:
            found[_kind(run.label.text)].append((at[0] - lead, len(at) == cells))
    covered: dict[int, int | None] = {}
    for kind, seen in found.items():
        least = min(blank for blank, _ in seen)
        full = sum(blank == least for blank, full in seen if full)
        covered[kind] = 0 if least <= 0 else least if full >= LEAST_FULL else None
    return covered


def _is_wide(headers: Sequence[Header], neighbours: Collection[tuple[str, str]]) -> bool:
    """Whether in lines two neighbouring labels of a header stand further apart than the nearest two of the document do."""
    apart = [
        ((one.name, other.name) in neighbours, other.line - one.line)
        for header in dict.fromkeys(headers)
        for one, other in pairwise(header.heads)
        if one.line is not None and other.line is not None
    ]
    nearest = min((lines for _, lines in apart), default=0)
    return any(beside and lines > nearest for beside, lines in apart)


def _between(run: Run) -> tuple[int, int]:
    """Of what kinds the label is and the line after the row: covered cells leave a blank line more before some."""
    assert run.label is not None
    return _kind(run.label.text), _kind(run.after)


def _kind(text: str) -> int:
    return next((number for number, kind in enumerate(KINDS) if kind.match(text)), len(KINDS))
