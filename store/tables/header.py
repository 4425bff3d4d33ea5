"""What stands over a number in a grid -> the column it belongs to, by the labels of the header and by their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from store.document import Place
from store.forms.form import Block
from store.tables.labels import normal

LEAST_TOLD = 2  # columns whose labels tell that the others stand in their places


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


class Head(NamedTuple):
    """A label of a header: its normal form, the columns it stands over, and its row in a table or its line in a text."""

    name: str
    column: int
    span: int
    row: int | None = None
    line: int | None = None

    def covers(self, column: int, span: int) -> bool:
        """Whether it stands over a cell."""
        return self.column < column + span and column < self.column + self.span


class Header(NamedTuple):
    """The column labels above a row, in reading order.  `foreign`: labels beside them that the form does not know; `width`: how
    many columns its own rows have, blank ones with them."""

    heads: tuple[Head, ...] = ()
    foreign: tuple[Head, ...] = ()
    width: int = 0


def header_of(tokens: Sequence[Token], foreign: Sequence[Token], width: int) -> Header:
    """The header that these texts make."""
    return Header(tuple(map(_head, tokens)), tuple(map(_head, foreign)), width)


def _head(token: Token) -> Head:
    line = token.place.line if token.place.grid is None else None
    return Head(token.name, token.column, token.span, token.place.row, line)


# Rows of a table, and tables of one site, have the same shape: what stands over it is looked up once
@lru_cache(maxsize=1024)
def columns_over(
    block: Block, header: Header, shape: tuple[tuple[int, int, bool, bool], ...]
) -> tuple[str, ...] | None:
    """For each cell of a row the column it belongs to (empty: none); None where that cannot be told of all.

    Labels that stand to the right of all cells show that the header has one too many or the row one less.  A label
    without the groups above it is sure only where all stand in the form's order: a header that lost a span moves them."""
    end = max(column + span for column, span, _, _ in shape)
    if any(head.column >= end for head in (*header.heads, *header.foreign)):
        return None
    found: list[str] = []
    in_full = True
    strange: dict[int, str] = {}  # cells under a label that the form does not know
    nameless: set[int] = set()  # cells whose label is none of the form's, or another's too
    for column, span, filled, certain in shape:
        over = _over(block, header, column, span)
        if over is None:
            return None
        whole = len(list(filter(None, found))) == len(block.columns)
        past = whole and not over.any and column + span <= header.width  # beside a table that is narrower than its grid
        beside = not filled and not over.fitting and (not any(found) or past or not (over.any or certain))
        if over.foreign:
            strange[len(found)] = over.foreign
        if over.foreign or beside:  # 行次 and the like; blanks beside the table, and before the first value
            found.append("")
        elif len(over.fitting) != 1 or next(iter(over.fitting)) in found:
            nameless |= {len(found), *(at for at, name in enumerate(found) if name in over.fitting)}
            found.append("")
        else:
            found += over.fitting
            in_full = in_full and all(over.fitting.values())
    _complete(found, strange, block)
    if _are_all(found, block, in_full=in_full) and not nameless:
        return tuple(found)
    found = ["" if at in nameless else name for at, name in enumerate(found)]
    return tuple(found) if in_full and _are_told(found, block) else None


@dataclass(frozen=True, slots=True)
class _Over:
    """What stands over a cell: columns it can be, and whether with all their groups; a label that the form does not know; if `any`
    that it does."""

    fitting: dict[str, bool]
    foreign: str
    any: bool


def _over(block: Block, header: Header, column: int, span: int) -> _Over | None:
    """None where a column of the form is in two, 自然人 in 本地 and 外地; 单位 over 商业企业 stands in the place of a group's label."""
    labels = [head for head in header.heads if head.covers(column, span)]
    above = [head.name for head in labels]
    fitting = {name: full for name, path, full in _normal_paths(block) if above[-len(path) :] == path}
    foreign = next((head for head in header.foreign if head.covers(column, span)), None)
    if foreign is not None and fitting:
        if any(fitting.values()) or _is_higher(labels[-1], foreign):
            return None
        foreign = None
    return _Over(fitting, foreign.name if foreign is not None else "", bool(above))


def _is_higher(label: Head, other: Head) -> bool:
    """Whether a label stands in a row above another's."""
    return (label.row or 0) < (other.row or 0)


def _are_told(found: list[str], block: Block) -> bool:
    """Whether each column has its cell, and all but two at most are told by their label and by their place."""
    order = [column for column, _ in block.columns]
    told = sum(one == other for one, other in zip(found, order, strict=False))
    return len(found) == len(order) and told == len(order) - found.count("") and told >= max(LEAST_TOLD, len(order) - 2)


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
