"""Lines of a text whose cells are set apart by commas or semicolons (a sheet saved as CSV), or begin with a bar -> the same with tabs
between their cells, or with the bar behind."""

import csv
import re
from collections.abc import Iterable

MANY = 20  # rows that show how a text sets its cells apart
LEAST_CELLS = 3
LONGEST_CELL = 80
NEARLY_ALL = 0.9
BEGUN = re.compile(r"\s*\|[^|]*")  # | 规章
SENTENCE = re.compile(r"[。！？]")
MARKS = (",", ";")


def with_usual_marks(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines as they are where they have other marks, or too few of these."""
    texts = [line for _, line in numbered]
    barred = [line for line in texts if "|" in line]
    begun = [line for line in barred if BEGUN.fullmatch(line) and line.strip() != "|"]
    if len(begun) >= MANY and sum(map(_begins, barred)) >= NEARLY_ALL * len(barred):
        return [(n, f"{line.strip().removeprefix('|').strip()} |" if _begins(line) else line) for n, line in numbered]
    if barred or sum("\t" in line.strip() for line in texts) >= MANY:
        return numbered
    for mark in MARKS:
        if sum(len(_cells(line, mark)) >= LEAST_CELLS for line in texts) >= MANY:
            return [(n, "\t".join(_cells(line, mark)) or line) for n, line in numbered]
    return numbered


def _begins(line: str) -> bool:
    return BEGUN.fullmatch(line) is not None


def _cells(line: str, mark: str) -> list[str]:
    """The cells of a row; none of a line of running text."""
    if mark not in line or SENTENCE.search(line):
        return []
    cells = _split(line, mark)
    return cells if len(cells) > 1 and max(map(len, cells)) <= LONGEST_CELL else []


def _split(line: str, mark: str) -> list[str]:
    """In quotes the mark is part of the cell: "1,234"."""
    rows: Iterable[list[str]] = csv.reader([line], delimiter=mark)
    try:
        return [" ".join(cell.split()) for row in rows for cell in row]
    except csv.Error:
        return []
