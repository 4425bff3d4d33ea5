"""Plain text -> lines and grids.  One cell a line, or rows with | or tabs between the cells."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from store.document import TORN, Blocks, Cell, Grid, Line, Place, UnreadableError
from store.readers.cells import is_value
from store.readers.charset import decode
from store.readers.spaced import is_spaced, spaced_blocks

LONGEST = 20_000  # characters of a line; longer ones are no report
MOST_LINES = 100_000
LONGEST_CELL = 80  # a line of running text may hold a bar too
LEAST_ROWS = 3
MOST_ODD = 0.2  # of the rows of a raster that may have lost a cell
NEARLY_ALL, MANY = 0.9, 20  # of the lines with bars; of these at least, where each ends a cell
_CELL_END = re.compile(r"\|\s*$")
PAGE_MARK = re.compile(
    r"\s*(?:[-—–－·]+\s*\d{1,3}\s*[-—–－·]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
RULE = re.compile(r"^[\s|:+=-]*$")


def read(data: bytes) -> Blocks:
    """Lines as `Line`; runs of lines with bars or inner tabs as `Grid`."""
    return blocks_of(decode(data))


def blocks_of(text: str) -> Blocks:
    """The same of a text that is decoded already."""
    lines = _whole_lines(text)
    if len(lines) > MOST_LINES:
        raise UnreadableError(f"文件超过 {MOST_LINES} 行，不像一份年度报告；请只载入报告本身。")
    numbered = [(n, line) for n, line in enumerate(lines, 1) if not PAGE_MARK.fullmatch(line)]
    lines = [line for _, line in numbered]
    blocks: list[Line | Grid] = []
    rows: list[tuple[int, str]] = []
    grids = 0
    if _is_bar_after_cell(lines):
        numbered = _with_their_bars(numbered)
        lines = [line for _, line in numbered]
    if _is_cell_a_line(lines):
        return tuple(Line(_CELL_END.sub("", line).strip(), Place(line=n), _ends_cell(line)) for n, line in numbered)
    if is_spaced(lines):
        return spaced_blocks([(line.strip()[:LONGEST], Place(line=n)) for n, line in numbered])
    for number, raw in numbered:
        line = raw[:LONGEST]
        if _is_row(line):
            rows.append((number, line))
            continue
        if rows and line.strip():
            grids += 1
            blocks.append(_grid(rows, grids))
            rows = []
        if not rows:
            blocks.append(Line(line.strip(), Place(line=number), indent=line.startswith("\t")))
    if rows:
        blocks.append(_grid(rows, grids + 1))
    return tuple(_beside_fallen(blocks))


def _beside_fallen(blocks: list[Line | Grid]) -> Iterator[Line | Grid]:
    """A number on a line of its own amid rows of a table may have fallen out of one: blank cells beside it are not sure to be blank."""
    fallen = [isinstance(block, Line) and is_value(block.text) for block in blocks]
    for at, block in enumerate(blocks):
        before, after = fallen[max(at - 1, 0)], fallen[at + 1] if at + 1 < len(blocks) else False
        yield _doubted(block) if isinstance(block, Grid) and (before or after) else block


def _doubted(grid: Grid) -> Grid:
    """A table with the blank cells that stand after a number unreadable."""
    rows = []
    for row in grid.rows:
        first = next((n for n, cell in enumerate(row) if cell.text and is_value(cell.text)), len(row))
        rows.append((*row[:first], *(cell if cell.text else replace(cell, text=TORN) for cell in row[first:])))
    return replace(grid, rows=tuple(rows))


def _whole_lines(text: str) -> list[str]:
    """The lines of a text.  One that breaks off in a table may have lost cells or digits: its last cell cannot be read."""
    lines = text.splitlines()
    if lines and not text.endswith(("\n", "\r")) and (_is_row(lines[-1]) or lines[-1].strip()[-1:].isdigit()):
        lines[-1] = "" if _is_row(lines[-1]) else lines[-1] + TORN
    return lines


def _ends_cell(line: str) -> bool:
    return line.count("|") == 1 and _CELL_END.search(line) is not None and len(line) <= LONGEST_CELL


def _is_cell_a_line(lines: list[str]) -> bool:
    """Whether bars only end cells that stand on lines of their own: `规章 |`, `0 |`."""
    barred = [line for line in lines if "|" in line]
    alone = sum(line.strip() == "|" for line in barred)  # a blank cell; after every cell, no cell at all
    return len(barred) >= MANY and 2 * alone < len(barred) and sum(map(_ends_cell, barred)) >= NEARLY_ALL * len(barred)


def _is_bar_after_cell(lines: list[str]) -> bool:
    """Whether bars stand on lines of their own, each after the cell that it ends: `规章`, `|`, `0`, `|`."""
    barred = [line.strip() for line in lines if "|" in line]
    return len(barred) >= MANY and sum(line == "|" for line in barred) >= NEARLY_ALL * len(barred)


def _with_their_bars(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Each cell with the bar below it on one line; a bar below a bar ends a blank cell."""
    made: list[tuple[int, str]] = []
    for number, line in numbered:
        if line.strip() == "|" and made and made[-1][1].strip() and "|" not in made[-1][1]:
            made[-1] = (made[-1][0], f"{made[-1][1]} |")
        else:
            made.append((number, line))
    return made


def _is_row(line: str) -> bool:
    mark = "|" if "|" in line else "\t"
    return mark in line.strip("\t ") and max(map(len, line.split(mark))) <= LONGEST_CELL


def _grid(lines: list[tuple[int, str]], grid: int) -> Grid:
    """Rows of one table.  Bars at both ends are no cells where nearly every line has them: one or two may have lost theirs."""
    kept = [(number, line.strip(" ")) for number, line in lines if not RULE.match(line) or "\t" in line]
    barred = [line for _, line in kept if "|" in line]
    outer = sum(map(_has_ends, barred)) >= NEARLY_ALL * len(barred)
    rows = [
        _row(_stripped(line) if outer else line, Place(line=number, grid=grid, row=row))
        for row, (number, line) in enumerate(kept, 1)
    ]
    if _is_repeated(rows):
        return _once(rows)
    return _spread(rows) if _is_even(rows) else Grid(tuple(rows), aligned=False)


def _is_repeated(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether merged cells were written out as the same text again: a header says a label twice, side by side."""
    headers = [row for row in rows if not any(is_value(cell.text) for cell in row if cell.text)]
    twice = any(a.text and a.text == b.text for row in headers for a, b in pairwise(row))
    return len({len(row) for row in rows}) == 1 and len(rows) >= LEAST_ROWS and twice


def _once(rows: list[tuple[Cell, ...]]) -> Grid:
    """Labels that stand side by side again as one, and those of a header that stand below themselves once."""
    made: list[tuple[Cell, ...]] = []
    under = [""] * len(rows[0])  # the lowest label over each column
    above: set[tuple[str, int, int]] = set()
    for row in rows:
        numbers = any(is_value(cell.text) for cell in row if cell.text)
        under = under if numbers else [cell.text for cell in row]
        once = list(_beside(row, under))
        made.append(tuple(cell for cell in once if numbers or (cell.text, cell.column, cell.span) not in above))
        above = set() if numbers else {(cell.text, cell.column, cell.span) for cell in once}
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
    for row in rows:
        values = _has_values(row)
        if len(row) != usual:  # a cell was lost or is one too many: under which labels the others stand, nobody knows
            made.append(tuple(replace(cell, column=cell.column + usual) for cell in row))
            continue
        if not values:
            header |= _spans(row, above)
        made.append(_merged(row, header))
        above = set() if values else above | {cell.column for cell in row if cell.text}
    return Grid(tuple(made), aligned=True)


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


def _row(line: str, place: Place) -> tuple[Cell, ...]:
    mark = "|" if "|" in line else "\t"
    return tuple(Cell(text.strip(), place, column) for column, text in enumerate(line.split(mark)))
