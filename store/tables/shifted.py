"""Rows that were filled up at their end after a cell before or inside them was lost: their numbers stand too far to the left.

Such a row looks whole.  What tells it is the last column of its group, the total: it is blank, and the last number is what
those before it make together, or the row's label stands to the left of those of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from store.forms.form import Block
from store.readers.cells import Reading, read_cell
from store.tables.header import Token

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a grid.

    `depth`: how many groups its label stands in, itself counted; `start`, `end`: the columns of its label; `open_end`: whether
    its last cell is blank and another is not; `numbers_before`: whether under its header a number stands before the first
    column."""

    depth: int
    start: int
    end: int
    open_end: bool
    numbers_before: bool


def are_too_far_left(rows: Sequence[Placed]) -> list[int]:
    """Which rows of a table may have lost a cell at their start: those with a blank end whose label stands left of where those of
    its depth do, or behind which the cells begin sooner."""
    starts, ends = _columns(rows, "start"), _columns(rows, "end")
    first = {depth: min(found) for depth, found in starts.items()}
    in_steps = all(first[b] - first[a] >= b - a for a, b in pairwise(first)) or len({*first.values()}) == 1
    expected, before = {0: -1}, 0
    for depth, found in starts.items():
        expected[depth] = max(found) if in_steps else max(*found, expected[before] + depth - before)
        before = depth
    return [
        n
        for n, row in enumerate(rows)
        if row.open_end and (row.numbers_before or row.start < expected[row.depth] or row.end < max(ends[row.depth]))
    ]


def _columns(rows: Sequence[Placed], side: Literal["start", "end"]) -> dict[int, set[int]]:
    """Where the labels of each depth begin or end, by depth."""
    found: dict[int, set[int]] = {depth: set() for depth in sorted({row.depth for row in rows})}
    for row in rows:
        found[row.depth].add(row.start if side == "start" else row.end)
    return found


def are_shifted(rows: Sequence[tuple[Block, dict[str, Token]]]) -> list[int]:
    """Which of the rows under one header cannot be trusted.

    Those whose total stands where another number belongs, and with them every row that has numbers but no total; those with
    one number that is neither of the first column nor the total, beside rows that have one.  Where no
    row has one, as some bodies leave them all out, most must be so, or all numbers stand in one column that is not the first."""
    read = [_readings(block, assigned) for block, assigned in rows]
    ending = [at for at, cells in enumerate(read) if cells and cells[-1].state == "blank" and _numbers(cells)]
    totals = {at: total for at in ending if (total := _moved_total(rows[at][0], read[at])) is not None}
    if not any(cells and cells[-1].value is not None for cells in read):
        several = [at for at in ending if len(_numbers(read[at])) > 1]
        moved = any(totals.values()) and 2 * len(totals) > len(several)
        filled = {at for row in ending for at in _numbers(read[row])}
        return ending if moved or (len(filled) == 1 and 0 not in filled) or _none_is_below(several, rows, read) else []
    alone = {at for at in ending if len(_numbers(read[at])) == 1 and _numbers(read[at])[0]}
    return ending if any(totals.values()) else sorted({*totals, *alone})


def _readings(block: Block, assigned: dict[str, Token]) -> list[Reading]:
    """The cells of a row in the order of the form; none where its last column is no total."""
    columns = [column for column, _ in block.columns]
    if columns[-1].split("/")[-1] != TOTAL or any(column not in assigned for column in columns):
        return []
    return [read_cell(assigned[column].text) for column in columns]


def _numbers(cells: Sequence[Reading]) -> list[int]:
    return [at for at, cell in enumerate(cells) if cell.value is not None]


def _none_is_below(
    several: list[int], rows: Sequence[tuple[Block, dict[str, Token]]], read: Sequence[Sequence[Reading]]
) -> bool:
    """Whether the last number is in no row less than those before it, as a total is that lost the first of its parts."""
    pairs = [pair for at in several if (pair := _last_and_before(rows[at][0], read[at])) is not None and any(pair)]
    return any(last for last, _ in pairs) and all(last >= before for last, before in pairs)


def _moved_total(block: Block, cells: Sequence[Reading]) -> int | None:
    """The last number of a row, where it is the sum of those that a total is made of; None where it is not."""
    pair = _last_and_before(block, cells)
    return int(pair[1]) if pair is not None and pair[0] == pair[1] else None


def _last_and_before(block: Block, cells: Sequence[Reading]) -> tuple[Decimal, Decimal] | None:
    """The last number of a row, and the sum of those before it in its group; None where there are none, or it is a total."""
    columns = [column.split("/")[-1] for column, _ in block.columns]
    parts = next((n for n, column in enumerate(reversed(columns[:-1])) if column == TOTAL), len(columns) - 1)
    filled = _numbers(cells)
    if columns[filled[-1]] == TOTAL:
        return None  # of the group before, where the last one is left out
    before = [cells[at].value or Decimal(0) for at in filled[:-1] if at >= filled[-1] - parts]
    return (cells[filled[-1]].value or Decimal(0), sum(before, Decimal(0))) if before else None
