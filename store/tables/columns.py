"""Which value of a row belongs to which column: by the header above it, or by a header whose order is the form's own.

Nothing is decided by how many numbers there are.  In a grid of known columns a value belongs to the header over it.  In
other rows the header must print the form's labels in an order that leaves no doubt, and the row must have exactly its
cells: blank ones only where they are certainly cells."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from store.document import TORN
from store.forms.form import Block
from store.readers.cells import read_cell
from store.tables.header import Header, Token, columns_over
from store.tables.labels import normal

TOTAL = "total"
TWO_NUMBERS = re.compile(r"\d\s+\d")
CODE = re.compile(r"0\d+")  # 01, 02 …: the rows' own numbers


@dataclass(frozen=True, slots=True)
class Spacing:
    """How many empty lines a document that prints one cell a line has between two numbers, and between a label and a number.

    `fallen`: a number without the mark of a cell stands amid marked ones; it may have fallen out of any row with a blank.
    `wide`: the cells that a label of a header is merged over are empty lines, as they then are amid the numbers."""

    gap: int
    lead: int
    fallen: bool = False
    wide: bool = False


def assign(
    block: Block, header: Header, values: tuple[Token, ...], spacing: Spacing, *, whole: bool = False
) -> dict[str, Token] | None:
    """Column id -> value; None where it cannot be proved.  `whole`: a row of lines that has all of them."""
    if not values:
        return None
    if values[0].aligned:
        return (
            _by_position(block, header, values)
            or _by_rank(block, header, values)
            or _by_position(block, header, _unmerged(values))
            or _by_position(block, header, _one_blank(block, values))
            or _by_sum(block, header, values)
        )
    if header.foreign or CODE.fullmatch(values[0].text):
        return None
    order = [column for column, _ in block.columns] if _in_order(block, header) else None
    if order is None:
        return None
    if spacing.wide:
        one_each = _are_one_each(values, len(order), spacing, labelled=bool(block.rows))
        return dict(zip(order, (v for v in values if v.text), strict=True)) if one_each else None
    begins = bool(block.rows) or bool(values[0].text)
    if not block.rows:  # no label stands before the numbers, so empty lines may
        first = next((i for i, value in enumerate(values) if value.text or value.certain), 0)
        values = values[first:]
    kept = _cells_of_row(values, len(order), spacing, labelled=bool(block.rows), begins=begins, whole=whole)
    if kept is None and whole and block.rows and spacing.lead == 0 and not spacing.fallen:
        kept = _cells_without_number(values, len(order), spacing)
    return dict(zip(order, kept, strict=True)) if kept is not None else None


def _unmerged(values: tuple[Token, ...]) -> tuple[Token, ...]:
    """Blanks and dashes that were merged over several columns, as one of each."""
    made: list[Token] = []
    for value in values:
        merged = value.span > 1 and read_cell(value.text).state in ("blank", "dash")
        columns = range(value.column, value.column + value.span) if merged else ()
        made += [replace(value, column=column, span=1) for column in columns] or [value]
    return tuple(made)


def _one_blank(block: Block, values: tuple[Token, ...]) -> tuple[Token, ...]:
    """The blanks of a row that can have one cell, as that."""
    if len(block.columns) != 1 or any(value.text for value in values):
        return values
    return (replace(values[0], span=values[-1].column + values[-1].span - values[0].column),)


def _by_position(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """Read each value's labels off the header cells above it, the lowest last."""
    columns = columns_over(block, header, tuple((v.column, v.span, bool(v.text), v.certain) for v in values))
    if columns is None:
        return None
    return {column: value for column, value in zip(columns, values, strict=True) if column}


def _by_rank(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """Cells that span other columns than their header (the form of 2019): the first under the first, if as many."""
    labels = {normal(path[-1]): column for column, paths in block.columns for path in paths}
    rows = [head.row for head in header.heads if head.name in labels]
    if header.foreign or any(len(path) > 1 for _, paths in block.columns for path in paths) or not rows:
        return None
    printed = [labels.get(head.name) for head in header.heads if head.row == rows[-1]]
    expected = [column for column, _ in block.columns]
    return dict(zip(expected, values, strict=True)) if printed == expected and len(values) == len(expected) else None


def _by_sum(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """A row that a wrong span has moved to the side: the header prints the form's labels in its order, the row has a number for
    each column, and each total is what the numbers before it make."""
    order = [column for column, _ in block.columns]
    numbers = [read_cell(value.text).value for value in values]
    if len(numbers) != len(order) or header.foreign or not _in_order(block, header):
        return None
    parts, totals = Decimal(0), 0
    for column, number in zip(order, numbers, strict=True):
        if number is None or number < 0:
            return None
        if column.split("/")[-1] != TOTAL:
            parts += number
        elif parts != number:
            return None
        else:
            parts, totals = Decimal(0), totals + 1
    return dict(zip(order, values, strict=True)) if totals and not parts else None


def _in_order(block: Block, header: Header) -> bool:
    """Whether the header prints all labels of the block in one of the orders a page is read in: line by line, line by line with
    all lowest labels last, or group by group.  Without the groups only where no two columns are called alike."""
    paths = [tuple(map(normal, labels[0])) for _, labels in block.columns]
    variants = {normal(v[-1]): normal(labels[0][-1]) for _, labels in block.columns for v in labels}
    known = {name for path in paths for name in path}
    names = [variants.get(head.name, head.name) for head in header.heads]
    at = [n for n, name in enumerate(names) if name in known]
    printed = (
        names[at[0] : at[-1] + 1] if at else []
    )  # a label amid them that is none of the block's is a column too many
    nodes = list(dict.fromkeys(path[: i + 1] for path in paths for i in range(len(path))))
    leaves = set(paths)
    orders = (
        sorted(nodes, key=len),
        [n for n in sorted(nodes, key=len) if n not in leaves] + paths,
        nodes,
    )
    lowest = [path[-1] for path in paths]
    alone = printed == lowest and len(set(lowest)) == len(lowest)
    return alone or any(printed == [node[-1] for node in order] for order in orders)


def _cells_without_number(values: tuple[Token, ...], count: int, spacing: Spacing) -> list[Token] | None:
    """The cells of a row that says 0, a dash or nothing in each: there is no number that could stand in another's place."""
    readings = [read_cell(value.text) for value in values]
    none = all(reading.state in ("blank", "dash", "slash") or reading.value == 0 for reading in readings)
    if not none or len(values) < count or any(value.text for value in values[count:]):
        return None
    filled = any(value.text for value in values)
    sure = spacing.gap == 0 and bool(
        values[count - 1].text
    )  # else a 0 may be lost, and the blank be the line after the row
    return list(values[:count]) if sure or not filled else None


def _cells_of_row(
    values: tuple[Token, ...], count: int, spacing: Spacing, *, labelled: bool, begins: bool, whole: bool
) -> list[Token] | None:
    """Exactly the cells of one row.

    In a grid without column marks all cells after the label are the row's.  In lines, cells marked by a tab end at the
    first line that is truly empty; unmarked ones must all be filled and stand at even distances, or be a line each from the first,
    right below a label (`begins`), up to the last, whose place tells that none is lost or too many."""
    if values[0].place.grid is not None:
        covered = len(values) - count if labelled else 0  # by the label's merged cell
        if covered > 0 and (any(value.text for value in values[:covered]) or not values[-1].text.strip(TORN)):
            return None  # a blank at the end: it may be the one too many
        values = values[max(covered, 0) :]
        if labelled and values and not values[0].text and any(value.text for value in values):
            return None  # the label's own blank, where the row has lost one at its end
        joined = any(TWO_NUMBERS.search(value.text) for value in values)  # a mark between two cells is lost
        return list(values) if len(values) == count and not joined else None
    if _are_one_each(values, count, spacing, labelled=labelled):
        return [value for value in values if value.text]
    from_the_first = whole or bool(values[0].text)  # a blank at the start may be one too many
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
        sure = all(value.text for value in filled) or (from_the_first and spacing.lead == 0 and bool(filled[-1].text))
        surplus_is_blank = not any(value.text for value in row[count:]) and sure
        return list(filled) if len(row) == count or (len(row) > count and surplus_is_blank) else None
    at = [i for i, value in enumerate(values) if value.text]
    each_a_line = begins and from_the_first and spacing.gap == spacing.lead == 0 and bool(at) and at[-1] == count - 1
    return list(values[:count]) if each_a_line else None


def _are_one_each(values: tuple[Token, ...], count: int, spacing: Spacing, *, labelled: bool) -> bool:
    """Whether a row has a number for each column at even distances: those of the document, or, right below the label, its own where
    its cells are wider than others."""
    at = [i for i, value in enumerate(values) if value.text]
    if len(at) != count or (any(value.certain for value in values) and not all(values[i].certain for i in at)):
        return False
    steps = {b - a for a, b in pairwise(at)}
    usual = steps <= {spacing.gap + 1} and (not labelled or at[0] == spacing.gap)
    wide = spacing.wide and labelled and at[0] == 0 and len(steps) == 1 and spacing.gap == 0
    return usual or (wide and all(any(sign.isdigit() for sign in values[i].text) for i in at))
