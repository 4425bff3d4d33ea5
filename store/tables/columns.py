"""Which value of a row belongs to which column: by the header above it, or by a header whose order is the form's own.

Nothing is decided by how many numbers there are.  In a grid of known columns a value belongs to the header over it.  In
other rows the header must print the form's labels in an order that leaves no doubt, and the row must have exactly its
cells: blank ones only where they are certainly cells."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from store.document import TORN, Place
from store.forms.form import Block
from store.readers.cells import read_cell
from store.tables.labels import normal

TWO_NUMBERS = re.compile(r"\d\s+\d")


@dataclass(frozen=True, slots=True)
class Token:
    """One text of the document.  `name`: the label it is, in normal form; `certain`: it is a cell even when it is empty, not a
    blank line."""

    text: str
    place: Place
    aligned: bool
    column: int = 0
    span: int = 1
    certain: bool = False
    name: str = ""

    def covers(self, other: "Token") -> bool:
        """Whether two cells of a grid stand over one another."""
        return self.column < other.column + other.span and other.column < self.column + self.span


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """The column labels above a row, in reading order.  `foreign`: labels beside them that the form does not know; `width`: how
    many columns its own rows have, blank ones with them."""

    tokens: tuple[Token, ...] = ()
    foreign: tuple[Token, ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class Spacing:
    """How many empty lines a document that prints one cell a line has between two numbers, and between a label and a number.

    `fallen`: a number without the mark of a cell stands amid marked ones; it may have fallen out of any row with a blank."""

    gap: int
    lead: int
    fallen: bool = False


def assign(block: Block, header: Header, values: tuple[Token, ...], spacing: Spacing) -> dict[str, Token] | None:
    """Column id -> value; None where it cannot be proved."""
    if not values:
        return None
    if values[0].aligned:
        return (
            _by_position(block, header, values)
            or _by_rank(block, header, values)
            or _by_position(block, header, _unmerged(values))
        )
    if header.foreign:
        return None
    order = [column for column, _ in block.columns] if _in_order(block, header) else None
    if order is None:
        return None
    if not block.rows:  # no label stands before the numbers, so empty lines may
        first = next((i for i, value in enumerate(values) if value.text or value.certain), 0)
        values = values[first:]
    kept = _cells_of_row(values, len(order), spacing, labelled=bool(block.rows))
    return dict(zip(order, kept, strict=True)) if kept is not None else None


def _unmerged(values: tuple[Token, ...]) -> tuple[Token, ...]:
    """Blanks and dashes that were merged over several columns, as one of each."""
    made: list[Token] = []
    for value in values:
        merged = value.span > 1 and read_cell(value.text).state in ("blank", "dash")
        columns = range(value.column, value.column + value.span) if merged else ()
        made += [replace(value, column=column, span=1) for column in columns] or [value]
    return tuple(made)


def _by_position(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """Read each value's labels off the header cells above it, the lowest last."""
    columns = _columns_over(block, header, tuple((v.column, v.span, bool(v.text), v.certain) for v in values))
    if columns is None:
        return None
    return {column: value for column, value in zip(columns, values, strict=True) if column}


@lru_cache(maxsize=256)  # the rows of a table have the same shape: what stands over it is looked up once
def _columns_over(
    block: Block, header: Header, shape: tuple[tuple[int, int, bool, bool], ...]
) -> tuple[str, ...] | None:
    """For each cell of a row the column it belongs to (empty: none); None where that cannot be told of all.

    Labels that stand to the right of all cells show that the header has one too many or the row one less.  A label
    without the groups above it is sure only where all stand in the form's order: a header that lost a span moves them."""
    end = max(column + span for column, span, _, _ in shape)
    if any(token.column >= end for token in (*header.tokens, *header.foreign)):
        return None
    found: list[str] = []
    in_full = True
    strange: dict[int, str] = {}  # cells under a label that the form does not know
    for column, span, filled, certain in shape:
        cell = Token("", Place(), aligned=True, column=column, span=span)
        above = [token.name for token in header.tokens if token.covers(cell)]
        fitting = {name: full for name, path, full in _normal_paths(block) if above[-len(path) :] == path}
        foreign = next((token.name for token in header.foreign if token.covers(cell)), None)
        if foreign is not None and fitting:
            return None  # 自然人 in two columns, 本地 and 外地
        whole = len(list(filter(None, found))) == len(block.columns)
        past = whole and not above and column + span <= header.width  # beside a table that is narrower than its grid
        if foreign is not None or (not filled and not fitting and (not any(found) or past or not (above or certain))):
            # 行次 and the like; blanks beside the table, and before the first value
            if foreign is not None:
                strange[len(found)] = foreign
            found.append("")
            continue
        if len(fitting) != 1 or next(iter(fitting)) in found:
            return None
        found += fitting
        in_full = in_full and all(fitting.values())
    _complete(found, strange, block)
    return tuple(found) if _are_all(found, block, in_full=in_full) else None


def _are_all(found: list[str], block: Block, *, in_full: bool) -> bool:
    """Whether all columns are there, and in the form's order where some are told without the groups above them."""
    order = [column for column, _ in block.columns]
    printed = [name for name in found if name]
    return len(printed) == len(order) if in_full else printed == order


@cache
def _normal_paths(block: Block) -> list[tuple[str, list[str], bool]]:
    """Column id, label path in normal form, and whether it has all its groups; one entry a way to print it."""
    return [
        (name, list(map(normal, path)), len(path) == max(map(len, paths)))
        for name, paths in block.columns
        for path in sorted(paths, key=len)
    ]


def _complete(found: list[str], strange: dict[int, str], block: Block) -> None:
    """One label of a header that is printed in part (机构 for 科研机构) is told by its place among all the others."""
    order = [column for column, _ in block.columns]
    missing = [column for column in order if column not in found]
    if len(missing) != 1:
        return
    label = normal(next(paths[0][-1] for column, paths in block.columns if column == missing[0]))
    for at, printed in strange.items():
        whole = [*found[:at], missing[0], *found[at + 1 :]]
        if len(printed) >= 2 and printed in label and [name for name in whole if name] == order:
            found[at] = missing[0]
            return


def _by_rank(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """Cells that span other columns than their header (the form of 2019): the first under the first, if as many."""
    labels = {normal(path[-1]): column for column, paths in block.columns for path in paths}
    rows = [token.place.row for token in header.tokens if token.name in labels]
    if header.foreign or any(len(path) > 1 for _, paths in block.columns for path in paths) or not rows:
        return None
    printed = [labels.get(t.name) for t in header.tokens if t.place.row == rows[-1]]
    expected = [column for column, _ in block.columns]
    return dict(zip(expected, values, strict=True)) if printed == expected and len(values) == len(expected) else None


def _in_order(block: Block, header: Header) -> bool:
    """Whether the header prints all labels of the block, groups included, in one of the orders a page is read in:

    line by line, line by line with all lowest labels last, or group by group."""
    paths = [tuple(map(normal, labels[0])) for _, labels in block.columns]
    variants = {normal(v[-1]): normal(labels[0][-1]) for _, labels in block.columns for v in labels}
    known = {name for path in paths for name in path}
    printed = [variants.get(token.name, token.name) for token in header.tokens if token.name in known | set(variants)]
    nodes = list(dict.fromkeys(path[: i + 1] for path in paths for i in range(len(path))))
    leaves = set(paths)
    orders = (
        sorted(nodes, key=len),
        [n for n in sorted(nodes, key=len) if n not in leaves] + paths,
        nodes,
    )
    return any(printed == [node[-1] for node in order] for order in orders)


def _cells_of_row(values: tuple[Token, ...], count: int, spacing: Spacing, *, labelled: bool) -> list[Token] | None:
    """Exactly the cells of one row.

    In a grid without column marks all cells after the label are the row's.  In lines, cells marked by a tab end at the
    first line that is truly empty; unmarked ones must all be filled and stand at even distances, or be a line each up to the last,
    whose place tells that none is lost or too many."""
    if values[0].place.grid is not None:
        covered = len(values) - count if labelled else 0  # by the label's merged cell
        if covered > 0 and (any(value.text for value in values[:covered]) or not values[-1].text.strip(TORN)):
            return None  # a blank at the end: it may be the one too many
        values = values[max(covered, 0) :]
        joined = any(TWO_NUMBERS.search(value.text) for value in values)  # a mark between two cells is lost
        return list(values) if len(values) == count and not joined else None
    if any(value.certain for value in values):
        end = next((i for i, value in enumerate(values) if not value.text and not value.certain), len(values))
        row, rest = values[:end], values[end:]
        if any(value.text for value in rest) or any(value.text and not value.certain for value in row):
            return None  # a number without the mark of a cell: a page's
        if len(row) == count and not row[-1].text and not rest:
            return None  # a blank that no line ends: it may be the next row's, and a number of this one lost
        filled = row[:count]
        if spacing.fallen and not all(value.text for value in filled):
            return None
        sure = all(value.text for value in filled) or (spacing.lead == 0 and bool(filled[-1].text))
        surplus_is_blank = not any(value.text for value in row[count:]) and sure
        return list(filled) if len(row) == count or (len(row) > count and surplus_is_blank) else None
    at = [i for i, value in enumerate(values) if value.text]
    even = all(b - a == spacing.gap + 1 for a, b in pairwise([-1, *at] if labelled else at))
    if len(at) == count and even:
        return [values[i] for i in at]
    each_a_line = labelled and spacing.gap == spacing.lead == 0 and bool(at) and at[-1] == count - 1
    return list(values[:count]) if each_a_line else None
