"""Rows of a text with bars or tabs between their cells -> a grid: merged cells written out as blanks, as the same text again, or once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from store.document import Cell, Grid, Place
from store.readers.cells import is_value

LEAST_ROWS = 3
MOST_ODD = 0.2  # of the rows of a raster that may have lost a cell
NEARLY_ALL = 0.9  # of the rows: one or two may have lost their outer bars
BROKEN = re.compile(r"(?<=[^\d\s|])\s*<br\s*/?>\s*(?=[^\d\s|])")  # a label on several lines
BREAK = re.compile(r"<br\s*/?>")
PLACEHOLDER = re.compile(
    r"(?:col(?:umn)?|unnamed:?|列|字段)[\s_]*\d{1,2}", re.IGNORECASE
)  # a converter's own names of columns
BOLD = re.compile(r"^(\*{1,3}|_{2,3})(?![*_])(.+?)(?<![*_])\1$")
RULE = re.compile(r"^[\s|:+=\-─━┼┿╋├┤┝┥┌┐└┘┬┴═]*$")
SHORT_DASHES = re.compile(r"(?!.*--)[\s|]*-[\s|\-]*")  # | - | - |


def grid_of(lines: list[tuple[int, str]], grid: int) -> Grid:
    """Rows of one table.  Bars at both ends, or after each row, are no cells where nearly every line has them: one or two may have
    lost theirs."""
    kept = [(number, line.strip(" ")) for at, (number, line) in enumerate(lines) if not _is_rule(line, at)]
    barred = [line for _, line in kept if "|" in line]
    outer = sum(map(_has_ends, barred)) >= NEARLY_ALL * len(barred)
    closed = sum(line.endswith("|") for line in barred) >= NEARLY_ALL * len(barred)
    strip = _stripped if outer else _opened if closed else str
    rows = [_row(strip(line), Place(line=number, grid=grid, row=row)) for row, (number, line) in enumerate(kept, 1)]
    rows = [row for row in rows if not all(PLACEHOLDER.fullmatch(cell.text) for cell in row)]
    if _is_repeated(rows):
        return _once(rows)
    if _is_padded(rows):
        return Grid(tuple(map(_without_end, rows)), aligned=False)
    if _is_full(rows):
        return Grid(tuple(rows), aligned=True)
    return _spread(rows) if _is_even(rows) else Grid(tuple(_without_unnamed_end(rows)), aligned=False)


def _without_unnamed_end(rows: list[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Rows as long as the longest table of the file: a blank at the end under a blank end of the header is no cell."""
    alike = len({len(row) for row in rows}) == 1
    named = len(rows[0]) if rows else 0  # columns of the header above
    for row in rows:
        if not _has_values(row):
            named = len(_without_end(row)) if sum(bool(cell.text) for cell in row) > 1 else named
        yield row[: max(named, len(_without_end(row)))] if alike else row


def _is_rule(line: str, at: int) -> bool:
    """Whether a line only draws: a dash in each cell does so right under the first row, elsewhere it is a row of dashes."""
    if not RULE.match(line) or "\t" in line:
        return False
    return at == 1 or not SHORT_DASHES.fullmatch(line)


def _is_repeated(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether merged cells were written out as the same text again: a header says a label twice, side by side."""
    headers = [row for row in rows if not _has_values(row)]
    twice = any(a.text and a.text == b.text for row in headers for a, b in pairwise(row))
    return len({len(row) for row in rows}) == 1 and len(rows) >= LEAST_ROWS and twice


def _is_full(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether all rows have as many cells and none is blank, so that each stands under its label."""
    return len(rows) > 1 and len({len(row) for row in rows}) == 1 and all(cell.text for row in rows for cell in row)


def _is_padded(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether merged cells were written once and short rows filled up at their end: all rows are as long, numbers always stand
    right after a label, nearly all as many, and most before blanks."""
    numbers = [row for row in rows if _has_values(row)]
    first = [next(n for n, cell in enumerate(row) if cell.text and is_value(cell.text)) for row in numbers]
    if len({len(row) for row in rows}) != 1 or not all(
        n == 0 or row[n - 1].text for n, row in zip(first, numbers, strict=True)
    ):
        return False
    sizes = Counter(len(_without_end(row)) - n for n, row in zip(first, numbers, strict=True))
    alike = len(numbers) >= LEAST_ROWS and max(sizes.values()) >= (1 - MOST_ODD) * len(numbers)
    short = sum(not row[-1].text for row in numbers)
    return (alike and 2 * short > len(numbers)) or _is_short_above(rows, numbers)


def _is_short_above(rows: list[tuple[Cell, ...]], numbers: list[tuple[Cell, ...]]) -> bool:
    """Whether all headers over one row of bare numbers have their labels side by side, and blanks after them."""
    headers = [_without_end(row) for row in rows if row not in numbers and any(cell.text for cell in row)]
    labels = [[cell.column for cell in row if cell.text] for row in headers]
    side_by_side = all(at[-1] - at[0] == len(at) - 1 for at in labels)
    one = len(numbers) == 1 and all(cell.text for cell in numbers[0])
    return one and side_by_side and sum(len(at) > 1 for at in labels) > 1 and len(headers[0]) < len(numbers[0])


def _without_end(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row without the blanks at its end."""
    return row[: max((n for n, cell in enumerate(row, 1) if cell.text), default=0)]


def _once(rows: list[tuple[Cell, ...]]) -> Grid:
    """Labels that stand side by side again as one, and those of a header that stand below themselves once."""
    made: list[tuple[Cell, ...]] = []
    under = [""] * len(rows[0])  # the lowest label over each column
    above: set[tuple[str, int, int]] = set()
    for row, body in zip(rows, _are_body(rows), strict=True):
        under = under if body else [cell.text for cell in row]
        once = list(_beside(row, under))
        made.append(tuple(cell for cell in once if body or (cell.text, cell.column, cell.span) not in above))
        above = set() if body else {(cell.text, cell.column, cell.span) for cell in once}
    return Grid(tuple(made), aligned=True)


def _beside(row: tuple[Cell, ...], under: list[str]) -> Iterator[Cell]:
    """The cells of a row; equal numbers are one only under a label that stands twice, for two columns may hold the same."""

    def again(last: Cell, cell: Cell) -> bool:
        same = bool(cell.text) and last.text == cell.text
        return same and (not is_value(cell.text) or under[last.column] == under[cell.column] != "")

    last = row[0]
    for cell in row[1:]:
        if again(last, cell):
            last = replace(last, span=cell.column + 1 - last.column)
        else:
            yield last
            last = cell
    yield last


def _is_even(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether merged cells were written out as blanks: nearly every row has the same number of cells, more than it can have filled."""
    usual = _usual_size(rows)
    odd = [row for row in rows if len(row) != usual]
    blank = [row for row in rows if any(not cell.text for cell in row)]
    filled = all(_has_values(row) for row in odd)  # a header that is short has lost its place
    few = len(odd) <= MOST_ODD * len(rows)
    return few and filled and len(rows) >= LEAST_ROWS and 2 * len(blank) > len(rows)


def _usual_size(rows: list[tuple[Cell, ...]]) -> int:
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0


def _has_values(row: tuple[Cell, ...]) -> bool:
    return any(is_value(cell.text) for cell in row if cell.text)


def _spread(rows: list[tuple[Cell, ...]]) -> Grid:
    """The rows with the blanks after a label of a header as its span, and what stands under such a label as wide as that."""
    made: list[tuple[Cell, ...]] = []
    header: dict[int, int] = {}  # column -> span of the labels above
    above: set[int] = set()  # where labels begin since the last row of numbers
    usual = _usual_size(rows)
    for row, body in zip(rows, _are_body(rows), strict=True):
        if len(row) != usual:  # a cell was lost or is one too many: under which labels the others stand, nobody knows
            made.append(tuple(replace(cell, column=cell.column + usual) for cell in row))
            continue
        if not body:
            header |= _spans(row, above)
        made.append(_merged(row, header))
        above = set() if body else above | {cell.column for cell in row if cell.text}
    return Grid(tuple(made), aligned=True)


def _are_body(rows: list[tuple[Cell, ...]]) -> list[bool]:
    """Which rows are no headers: those with numbers, and below the first of these those with a label and blanks alone, unless the
    row after them says what stands over the numbers."""
    numbers = [_has_values(row) for row in rows]
    starts = (
        next(cell.column for cell in row if cell.text and is_value(cell.text)) for row in rows if _has_values(row)
    )
    start = min(starts, default=0)
    over = [
        not here and any(c.text and c.column >= start for c in row) for row, here in zip(rows, numbers, strict=True)
    ]
    begun = numbers.index(True) if any(numbers) else len(rows)
    return [here or (at > begun and not over[at] and not any(over[at + 1 : at + 2])) for at, here in enumerate(numbers)]


def _spans(row: tuple[Cell, ...], above: set[int]) -> dict[int, int]:
    """How far each label goes: over blanks, but not over one that is the lower part of a label above."""
    filled = [cell.column for cell in row if cell.text]
    stops = sorted({*filled, *above, len(row)})
    return {start: next(stop for stop in stops if stop > start) - start for start in filled}


def _merged(row: tuple[Cell, ...], spans: dict[int, int]) -> tuple[Cell, ...]:
    """A filled cell with the blanks after it, as far as the span goes; blanks that belong to no cell stay cells."""
    kept: list[Cell] = []
    taken = 0
    for cell in row:
        if cell.column < taken:
            continue
        span = spans.get(cell.column, 1) if cell.text else 1
        beside = row[cell.column + 1 : cell.column + span]
        span = span if all(not other.text for other in beside) else 1
        kept.append(replace(cell, span=span))
        taken = cell.column + span
    return tuple(kept)


def _has_ends(line: str) -> bool:
    return line.startswith("|") and line.endswith("|") and len(line) > 1


def _stripped(line: str) -> str:
    return line.removeprefix("|").removesuffix("|")


def _opened(line: str) -> str:
    return line.removesuffix("|")


def _row(line: str, place: Place) -> tuple[Cell, ...]:
    mark = "|" if "|" in line else "\t"
    line = BREAK.sub(" ", BROKEN.sub("", line))
    return tuple(Cell(BOLD.sub(r"\2", text.strip()), place, column) for column, text in enumerate(line.split(mark)))
