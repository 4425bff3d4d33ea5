"""Plain text -> lines and grids.  One cell a line, or rows with | between the cells."""

import re

from store.document import Cell, Grid, Line, Place

LONGEST = 20_000  # characters of a line; longer ones are no report
LONGEST_CELL = 80  # a line of running text may hold a bar too
RULE = re.compile(r"^[\s|:+=-]*$")


def read(text: str) -> tuple[Line | Grid, ...]:
    """Lines as `Line`; runs of lines with bars as `Grid`."""
    blocks: list[Line | Grid] = []
    rows: list[tuple[Cell, ...]] = []
    grids = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw[:LONGEST]
        if "|" in line and max(map(len, line.split("|"))) <= LONGEST_CELL:
            if not RULE.match(line):
                rows.append(_row(line, number, grids + 1, len(rows) + 1))
            continue
        if rows and line.strip():
            blocks.append(Grid(tuple(rows), aligned=False))
            rows, grids = [], grids + 1
        if not rows:
            blocks.append(Line(line.strip(), Place(line=number), indent=line.startswith("\t")))
    if rows:
        blocks.append(Grid(tuple(rows), aligned=False))
    return tuple(blocks)


def _row(line: str, number: int, grid: int, row: int) -> tuple[Cell, ...]:
    inner = line.strip()
    inner = inner.removeprefix("|").removesuffix("|")
    place = Place(line=number, grid=grid, row=row)
    return tuple(Cell(text.strip(), place, column) for column, text in enumerate(inner.split("|")))
