"""Plain text -> lines and grids.  One cell a line, or rows with | or tabs between the cells."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from store.document import TORN, Blocks, Grid, Line, Place, UnreadableError
from store.readers.barred import grid_of
from store.readers.cells import is_value
from store.readers.charset import decode
from store.readers.delimited import with_usual_marks
from store.readers.drawn import FRAMES, PART, RULE, drawn_grid, drawn_rows
from store.readers.spaced import is_spaced, spaced_blocks

LONGEST = 20_000  # characters of a line; longer ones are no report
MOST_LINES = 100_000
LONGEST_CELL = 80  # a line of running text may hold a bar too
NO_BREAK = re.compile(r"&(?:nbsp|#160|#xa0);?", re.IGNORECASE)  # as converters leave it
BARS = str.maketrans("｜│┃║", "||||")  # of full width, or drawn
NEARLY_ALL, MANY = 0.9, 20  # of the lines with bars; of these at least, where each ends a cell
_CELL_END = re.compile(r"\|\s*$")
PAGE_MARK = re.compile(
    r"\s*(?:[-—–－·]+\s*\d{1,3}\s*[-—–－·]+|[Pp](?:age)?\.?\s*\d{1,3}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)


def read(data: bytes) -> Blocks:
    """Lines as `Line`; runs of lines with bars or inner tabs as `Grid`."""
    return blocks_of(NO_BREAK.sub(" ", decode(data)))


def blocks_of(text: str) -> Blocks:
    """The same of a text that is decoded already."""
    lines = _whole_lines(text if "|" in text else text.translate(BARS))
    if len(lines) > MOST_LINES:
        raise UnreadableError(f"文件超过 {MOST_LINES} 行，不像一份年度报告；请只载入报告本身。")
    numbered = with_usual_marks([(n, line) for n, line in enumerate(lines, 1) if not PAGE_MARK.fullmatch(line)])
    lines = [line for _, line in numbered]
    if _is_bar_after_cell(lines):
        numbered = _with_their_bars(numbered)
        lines = [line for _, line in numbered]
    if _is_cell_a_line(lines):
        return tuple(Line(_CELL_END.sub("", line).strip(), Place(line=n), _ends_cell(line)) for n, line in numbered)
    if is_spaced(lines):
        return spaced_blocks([(line.strip()[:LONGEST], Place(line=n)) for n, line in numbered])
    return tuple(_beside_fallen(_with_drawn(numbered)))


def _with_drawn(numbered: list[tuple[int, str]]) -> list[Line | Grid]:
    """Drawn tables, each from its first rule on, and what stands between them."""
    blocks: list[Line | Grid] = []
    others: list[tuple[int, str]] = []
    texts = [line.translate(FRAMES) for _, line in numbered]
    at = 0
    while at < len(texts):
        drawn = list(takewhile(PART.fullmatch, texts[at:])) if RULE.fullmatch(texts[at]) else []
        rows = drawn_rows(drawn) if len(drawn) > 1 else None
        if rows:
            blocks += _tables_and_lines(others, _grids(blocks))
            blocks.append(drawn_grid(rows, _grids(blocks) + 1))
            others = []
        else:
            others += numbered[at : at + max(len(drawn), 1)]
        at += max(len(drawn), 1)
    return blocks + _tables_and_lines(others, _grids(blocks))


def _grids(blocks: list[Line | Grid]) -> int:
    return sum(isinstance(block, Grid) for block in blocks)


def _tables_and_lines(numbered: list[tuple[int, str]], grids: int) -> list[Line | Grid]:
    """Runs of rows as tables, all else as lines; `grids`: tables before them."""
    blocks: list[Line | Grid] = []
    rows: list[tuple[int, str]] = []
    fallen = False
    for at, (number, raw) in enumerate(numbered):
        line = raw[:LONGEST]
        if _is_row(line):
            rows.append((number, line))
            continue
        if rows and _is_amid_rows(line, numbered[at + 1 :]):
            fallen = True
            continue
        if rows and line.strip():
            grids += 1
            blocks += _table_or_line(rows, grids, fallen=fallen)
            rows, fallen = [], False
        if not rows:
            blocks.append(Line(line.strip(), Place(line=number), indent=line.startswith("\t")))
    if rows:
        blocks += _table_or_line(rows, grids + 1, fallen=fallen)
    return blocks


def _is_amid_rows(line: str, rest: list[tuple[int, str]]) -> bool:
    """A number on a line of its own between two rows: a page's, or one that has fallen out of a row."""
    after = next((text for _, text in rest if text.strip()), "")
    return bool(line.strip()) and is_value(line.strip()) and _is_row(after)


def _table_or_line(rows: list[tuple[int, str]], grid: int, *, fallen: bool) -> list[Line | Grid]:
    """A table; one line alone without a number is none (首页 | 政务公开).  With a number fallen between its rows no blank is sure."""
    made = _doubted(grid_of(rows, grid)) if fallen else grid_of(rows, grid)
    if len(rows) > 1 or any(is_value(cell.text) for row in made.rows for cell in row if cell.text):
        return [made]
    return [Line(text.strip(), Place(line=number)) for number, text in rows]


def _beside_fallen(blocks: list[Line | Grid]) -> Iterator[Line | Grid]:
    """A number on a line of its own amid rows of a table may have fallen out of one: blank cells beside it are not sure to be blank."""
    fallen = [isinstance(block, Line) and is_value(block.text) for block in blocks]
    for at, block in enumerate(blocks):
        before, after = fallen[max(at - 1, 0)], fallen[at + 1] if at + 1 < len(blocks) else False
        doubted = _doubted(block) if isinstance(block, Grid) and (before or after) else block
        yield _without_end(doubted) if isinstance(doubted, Grid) and after else doubted


def _doubted(grid: Grid) -> Grid:
    """A table with the blank cells that stand after a number unreadable."""
    rows = []
    for row in grid.rows:
        first = next((n for n, cell in enumerate(row) if cell.text and is_value(cell.text)), len(row))
        rows.append((*row[:first], *(cell if cell.text else replace(cell, text=TORN) for cell in row[first:])))
    return replace(grid, rows=tuple(rows))


def _without_end(grid: Grid) -> Grid:
    """A table with its last number unreadable: it may go on in the one that has fallen out."""
    *rows, last = grid.rows
    if not last or not is_value(last[-1].text):
        return grid
    return replace(grid, rows=(*rows, (*last[:-1], replace(last[-1], text=last[-1].text + TORN))))


def _whole_lines(text: str) -> list[str]:
    """The lines of a text.  One that breaks off in a table may have lost cells or digits: its last cell cannot be read."""
    lines = text.splitlines()
    if lines and not text.endswith(("\n", "\r")) and (_is_row(lines[-1]) or lines[-1].strip()[-1:].isdigit()):
        lines[-1] = "" if _is_row(lines[-1]) else lines[-1] + TORN
    return lines


def _ends_cell(line: str) -> bool:
    return line.count("|") == 1 and _CELL_END.search(line) is not None and len(line) <= LONGEST_CELL


def _is_cell_a_line(lines: list[str]) -> bool:
    """Whether bars only end cells that stand on lines of their own: `规章 |`, `0 |`; a bar alone is a blank cell."""
    barred = [line for line in lines if "|" in line]
    filled = [line for line in barred if line.strip() != "|"]
    bare = sum(is_value(line.strip()) for line in lines if "|" not in line and line.strip())
    every = len(filled) >= NEARLY_ALL * (len(filled) + bare)  # else a bar may stand below the cell that it ends
    return len(filled) >= MANY and every and sum(map(_ends_cell, barred)) >= NEARLY_ALL * len(barred)


def _is_bar_after_cell(lines: list[str]) -> bool:
    """Whether bars stand on lines of their own, each after the cell that it ends: `规章`, `|`, `0`, `|`."""
    barred = [line.strip() for line in lines if "|" in line]
    return len(barred) >= MANY and sum(line == "|" for line in barred) >= NEARLY_ALL * len(barred)


def _with_their_bars(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Each cell with the bar below it on one line; a bar below a bar, or below the empty line of a cell, ends a blank cell."""
    made: list[tuple[int, str]] = []
    for number, line in numbered:
        bar = line.strip() == "|"
        if bar and made and made[-1][1].strip() and "|" not in made[-1][1]:
            made[-1] = (made[-1][0], f"{made[-1][1]} |")
            continue
        if bar and made and not made[-1][1].strip():
            made.pop()
        made.append((number, line))
    return made


def _is_row(line: str) -> bool:
    mark = "|" if "|" in line else "\t"
    return mark in line.strip("\t ") and max(map(len, line.split(mark))) <= LONGEST_CELL
