"""Rows that were filled up at their end after a blank inside them was lost: their numbers stand a column too far to the left.

Such a row looks whole.  What tells it is the last column of its group, the total: it is blank, and the last number is what
those before it make together."""

from collections.abc import Sequence
from decimal import Decimal

from store.forms.form import Block
from store.readers.cells import Reading, read_cell
from store.tables.header import Token

TOTAL = "total"


def are_shifted(rows: Sequence[tuple[Block, dict[str, Token]]]) -> list[int]:
    """Which of the rows under one header cannot be trusted: those whose total stands where another number belongs, and with them
    every row that has numbers but no total.  Where no row has one, as some bodies leave them all out, most must be so."""
    read = [_readings(block, assigned) for block, assigned in rows]
    ending = [at for at, cells in enumerate(read) if cells and cells[-1].state == "blank" and _numbers(cells)]
    totals = {at: total for at in ending if (total := _moved_total(rows[at][0], read[at])) is not None}
    if not any(cells and cells[-1].value is not None for cells in read):
        several = [at for at in ending if len(_numbers(read[at])) > 1]
        moved = any(totals.values()) and 2 * len(totals) > len(several)
        return ending if moved or _none_is_below(several, rows, read) else []
    return ending if any(totals.values()) else list(totals)


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
