"""The ruled tables of a PDF's page: their cells with the text in them, and what of them the page has cut or mixed up."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from store.document import TORN, Place
from store.readers.edges import Edged

PAGE_MARK = re.compile(
    r"^[-—–－\s·]*(?:第\s*|page\s*)?\d{1,3}(?:\s*页)?(?:[,，]?\s*(?:/|共|of)\s*\d{1,3}\s*页?)?[-—–－\s·]*$"
    r"|^[-—–－·]+\s*[一二三四五六七八九十ivx]{1,4}\s*[-—–－·]+$|^[ivx]{1,4}$",
    re.IGNORECASE,
)
OVERHANG = 30.0  # points below a cut row in which its text may hang out
SMALLER = 0.85  # of the other digits' size: a raised mark
LEAST_RULES = 3  # that show an open side
INSIDE = 0.75  # points of a digit that must lie in a cell
TWO_NUMBERS = re.compile(r"\d[ \u3000]+\d")
NEAR = 3.0  # points by which the edges of cells in one column may differ
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Ruled:
    """A table of a page: for each row its cells as (box, text); a box covered by a cell above is left out.

    `cut_above`, `cut_below`: the page ends inside the first or last row, which has no rule there."""

    rows: list[list[tuple[Box, str]]]
    place: Place
    cut_above: bool
    cut_below: bool

    @property
    def edged(self) -> list[list[Edged]]:
        """The cells by their edges."""
        return [[Edged(box[0], box[2], text) for box, text in row] for row in self.rows]


def open_ends(page: Any) -> list[float]:
    """Heights at which upright rules end with no level rule to close them: there the page cuts a row."""
    upright: dict[float, list[tuple[float, float]]] = {}
    for edge in page.edges:
        if edge["orientation"] == "v":
            at = next((x for x in upright if abs(x - edge["x0"]) < NEAR), edge["x0"])
            upright.setdefault(at, []).append((edge["top"], edge["bottom"]))
    level = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    ends = Counter(round(y) for pieces in upright.values() for y in _ends(pieces))
    free = [y for y, count in ends.items() if count > 1 and not any(abs(y - rule) < 2 * NEAR for rule in level)]
    return [float(y) for y in free]


def open_sides(page: Any) -> list[dict[str, Any]]:
    """Upright rules that are not drawn: where level rules, three or more, begin or end at one place with none to close them."""
    level = [edge for edge in page.edges if edge["orientation"] == "h"]
    upright = [edge["x0"] for edge in page.edges if edge["orientation"] == "v"]
    ends: dict[int, list[float]] = {}
    for _, pieces in groupby(sorted(level, key=lambda edge: round(edge["top"])), key=lambda edge: round(edge["top"])):
        found = list(pieces)
        for x in (min(edge["x0"] for edge in found), max(edge["x1"] for edge in found)):
            if not any(abs(x - rule) < NEAR for rule in upright):
                ends.setdefault(round(x), []).append(found[0]["top"])
    return [
        {
            "object_type": "line",
            "orientation": "v",
            "x0": x,
            "x1": x,
            "top": min(at),
            "bottom": max(at),
            "height": max(at) - min(at),
        }
        for x, at in ends.items()
        if len(at) >= LEAST_RULES and upright
    ]


def _ends(pieces: list[tuple[float, float]]) -> Iterator[float]:
    """Top and bottom of each unbroken stretch of an upright rule."""
    top = bottom = None
    for start, end in sorted(pieces):
        if bottom is None or top is None or start > bottom + NEAR:
            if top is not None and bottom is not None:
                yield from (top, bottom)
            top, bottom = start, end
        bottom = max(bottom, end)
    if top is not None and bottom is not None:
        yield from (top, bottom)


def ruled_table(table: Any, place: Place, ends: list[float]) -> Ruled:
    texts = [[(text or "").strip() for text in row] for row in table.extract()]
    rows = [
        [(box, text) for box, text in zip(row.cells, line, strict=True) if box is not None]
        for row, line in zip(table.rows, texts, strict=True)
    ]
    above, below = (any(abs(table.bbox[side] - y) < NEAR for y in ends) for side in (1, 3))
    return Ruled(rows, place, above, below)


def tear(table: Ruled, characters: list[Any], doubtful: list[Any]) -> None:
    """Mark the cells whose digits are of two sizes (a raised mark) or doubtful, and those that a number runs across."""
    sizes: dict[tuple[int, int], set[float]] = {}
    torn: set[tuple[int, int]] = set()
    before: Any = None
    place = None
    for sign in characters:
        if not sign["text"].isdigit():
            before = None
            continue
        after, place = place, _cell_at(table, sign)
        if (
            before is not None
            and abs(sign["top"] - before["top"]) < 1
            and 0 <= sign["x0"] - before["x1"] < 1
            and place != after
        ):
            torn |= {p for p in (place, after) if p is not None}
        if place is None or _hangs_out(table.rows[place[0]][place[1]][0], sign):
            torn |= set(_crossed(table, sign))
        if place is not None:
            sizes.setdefault(place, set()).add(round(sign["size"], 1))
        before = sign
    torn |= set(_beside_two_numbers(table))
    torn |= {p for p, found in sizes.items() if min(found) < SMALLER * max(found)}
    torn |= {p for sign in doubtful if (p := _cell_at(table, sign))}
    for row, n in torn:
        box, text = table.rows[row][n]
        table.rows[row][n] = (box, text + TORN)


def _hangs_out(box: Box, sign: Any) -> bool:
    return bool(box[0] - sign["x0"] > INSIDE or sign["x1"] - box[2] > INSIDE)


def _crossed(table: Ruled, sign: Any) -> list[tuple[int, int]]:
    """The cells of a row that a digit lies in, where it lies in two: of which it is, is not known."""
    y = (sign["top"] + sign["bottom"]) / 2
    found = [
        (row, n)
        for row, cells in enumerate(table.rows)
        for n, (box, _) in enumerate(cells)
        if box[1] <= y <= box[3] and min(box[2], sign["x1"]) - max(box[0], sign["x0"]) > INSIDE
    ]
    return found if len(found) > 1 else []


def _beside_two_numbers(table: Ruled) -> Iterator[tuple[int, int]]:
    """A cell with two numbers side by side, and the empty ones beside it, one of which may be the second's."""
    for row, cells in enumerate(table.rows):
        for n, (_, text) in enumerate(cells):
            if TWO_NUMBERS.search(text):
                yield from ((row, m) for m in (n - 1, n, n + 1) if 0 <= m < len(cells) and (m == n or not cells[m][1]))


def _cell_at(table: Ruled, sign: Any) -> tuple[int, int] | None:
    x, y = (sign["x0"] + sign["x1"]) / 2, (sign["top"] + sign["bottom"]) / 2
    for row, cells in enumerate(table.rows):
        for n, (box, _) in enumerate(cells):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                return row, n
    return None


def overhang(table: Ruled, page: Any, bbox: Box) -> None:
    """Text that hangs out of a cut row below its end belongs to the cell above it."""
    left, _, right, bottom = bbox
    strip = page.crop((left, bottom, right, min(bottom + OVERHANG, float(page.height))), strict=False)
    for word in strip.extract_words():
        middle = (word["x0"] + word["x1"]) / 2
        above = [
            (box[3], row, n)
            for row, cells in enumerate(table.rows)
            for n, (box, _) in enumerate(cells)
            if box[0] <= middle <= box[2]
        ]
        if above and not PAGE_MARK.match(word["text"]):
            _, row, n = max(above)
            box, text = table.rows[row][n]
            table.rows[row][n] = (box, f"{text}\n{word['text']}")
