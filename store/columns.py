"""Which value of a row belongs to which column: by the header above it, or by a header whose order is the form's own."""

from dataclasses import dataclass

from store.document import Place
from store.form import Block
from store.labels import normal


@dataclass(frozen=True, slots=True)
class Token:
    """One text of the document.  `certain`: it is a cell even when it is empty, not a blank line."""

    text: str
    place: Place
    aligned: bool
    column: int = 0
    span: int = 1
    certain: bool = False

    def same_row(self, other: "Token") -> bool:
        """In a grid a row ends the run of its values; in a stream of lines only the next label does."""
        return (self.place.grid, self.place.row) == (other.place.grid, other.place.row)

    def covers(self, other: "Token") -> bool:
        return self.column < other.column + other.span and other.column < self.column + self.span


@dataclass(frozen=True, slots=True)
class Header:
    """The column labels above a row, in reading order."""

    tokens: tuple[Token, ...]

    def plus(self, token: Token) -> "Header":
        return Header((*self.tokens, token))


def assign(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """Column id -> value; None where it cannot be proved."""
    if values and values[0].aligned and (found := _by_position(block, header, values)) is not None:
        return found
    order = _order(block, header)
    if order is None:
        return None
    kept = _exactly(values, len(order))
    return dict(zip(order, kept, strict=True)) if kept is not None else None


def _by_position(block: Block, header: Header, values: tuple[Token, ...]) -> dict[str, Token] | None:
    """Read each value's labels off the header cells above it, the lowest last."""
    found: dict[str, Token] = {}
    for value in values:
        above = [normal(token.text) for token in header.tokens if token.covers(value)]
        fitting = [
            column for column, paths in block.columns
            if any(_ends(above, tuple(map(normal, path))) for path in paths)
        ]  # fmt: skip
        if len(fitting) != 1 or fitting[0] in found:
            return None
        found[fitting[0]] = value
    return found if len(found) == len(block.columns) else None


def _ends(above: list[str], path: tuple[str, ...]) -> bool:
    """Whether the labels above a value end with the column's path; titles and 申请人情况 may stand higher up."""
    return tuple(above[-len(path) :]) == path


def _order(block: Block, header: Header) -> list[str] | None:
    """The block's columns, where the header names all of them in an order the form prints.

    A header of several lines reads either group by group or line by line; in both the values stand group by group."""
    paths = [(column, tuple(map(normal, labels[0]))) for column, labels in block.columns]
    known = {
        normal(label[-1]): path[-1]
        for (_, path), (_, labels) in zip(paths, block.columns, strict=True)
        for label in labels
    }
    printed = [known[name] for token in header.tokens if (name := normal(token.text)) in known]
    by_group = [path[-1] for _, path in paths]
    by_line = [path[-1] for _, path in sorted(paths, key=lambda item: len(item[1]))]
    return [column for column, _ in paths] if printed in (by_group, by_line) else None


def _exactly(values: tuple[Token, ...], count: int) -> list[Token] | None:
    """The values of a row without column marks: all filled, or blank ones that are certainly cells."""
    filled = [value for value in values if value.text]
    if len(filled) == count:
        return filled
    cells = [value for value in values if value.text or value.certain]
    if len(filled) < count <= len(cells) and not any(value.text for value in cells[count:]):
        return cells[:count]
    return None
