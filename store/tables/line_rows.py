"""Rows of a text that prints one cell a line -> how its cells are set apart, and which rows have all their lines.

A line for each cell: the totals stand on the last line that a row can have, and nothing stands further down.  A row whose last
cell is blank has all its lines if it has as many as the rows between labels of the same kinds."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from store.tables.columns import Spacing
from store.tables.runs import Run

KINDS = (re.compile(r"\s*\d+\s*[.、．]"), re.compile(r"\s*[（(]"), re.compile(r"\s*[一二三四五六七]\s*、"))
LEAST_COLUMNS = 3  # a row of one number is a line either way
LEAST_ROWS = 3  # rows that show it


class LineRows:
    """The rows of a document; `most`: how many cells a row can have, by its label."""

    def __init__(self, runs: Sequence[Run], most: Callable[[Run], int], spacing: Spacing) -> None:
        rows = [
            (run, most(run)) for run in runs if run.label is not None and run.label.place.grid is None and run.values
        ]
        self._lengths: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
        for run, cells in rows:
            if cells:
                self._lengths[_between(run)][len(run.values)] += 1
        self.spacing = replace(spacing, gap=0, lead=0) if _is_cell_a_line(rows) else spacing

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


def _between(run: Run) -> tuple[int, int]:
    """Of what kinds the label is and the line after the row: covered cells leave a blank line more before some."""
    assert run.label is not None
    return _kind(run.label.text), _kind(run.after)


def _kind(text: str) -> int:
    return next((number for number, kind in enumerate(KINDS) if kind.match(text)), len(KINDS))
