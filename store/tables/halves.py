"""Rows of tables that a page has cut in two -> whole rows.

The halves are known by the form: a label that is one only together with the piece below it.  Where a page ends between a
label and numbers that may be its own, neither is kept."""

from dataclasses import replace
from itertools import groupby

from store.readers.cells import is_value
from store.tables.header import Token
from store.tables.names import Names

Row = list[Token]


def rejoin(tokens: list[Token], names: Names) -> list[Token]:
    """The stream of tokens with the halves put together."""
    pages = _Pages(names)
    for _, group in groupby(tokens, key=lambda token: (token.place.page, token.place.grid, token.place.row)):
        pages.add(list(group))
    return [token for row in pages.kept for token in row]


class _Pages:
    """Rows as they come.  `end`: the last row of the page before, while its numbers may still come on this one."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.kept: list[Row] = []
        self.last: Row = []
        self.end: Row | None = None

    def add(self, row: Row) -> None:
        """Keep a row, or put it together with the one before it."""
        if not row[0].aligned:
            self.kept.append(row)
            return
        if self.last and _next_to(self.last, row) and self._is_torn(self.last) and self._blank_since_last():
            joined = _joined(self.last, row, self.names)
            if joined is not None:
                self.kept[self._at_last() :] = joined
                self.last = self.kept[-1]
                return
        cut = bool(self.last) and _next_page(self.last, row)
        if cut:
            self.end = self.last
            joined = _joined(self.last, row, self.names) if self.last is self.kept[-1] else None
            if joined is not None:
                self.kept[-1:] = joined
                self.last, self.end = self.kept[-1], None
                return
            if _nobody_knows(self.last, row, self.names):
                return
            self._forget_halves(self.last, row)
        self.kept.append(row)
        if self.end is not None and _values(row):
            if _label(row) is None and self._is_row(self.end) and not _values(self.end):
                _forget(self.end)  # its numbers, or what is left of them, stand here
            self.end = None
        self.last = row

    def _at_last(self) -> int:
        return next(i for i in range(len(self.kept) - 1, -1, -1) if self.kept[i] is self.last)

    def _blank_since_last(self) -> bool:
        """Whether nothing but empty lines came since the row before."""
        return not any(token.text for row in self.kept[self._at_last() + 1 :] for token in row)

    def _is_torn(self, row: Row) -> bool:
        """Whether a row's label is none of the form, letter for letter."""
        at = _label(row)
        return at is not None and not self.names.knows(row[at].text)

    def _is_row(self, row: Row) -> bool:
        at = _label(row)
        return at is not None and row[at].name in self.names.rows.keys() - self.names.columns

    def _forget_halves(self, above: Row, below: Row) -> None:
        """At the end of a page a label that is not whole is half a label, not a damaged one; and numbers under no label of the
        form may be the rest of those above."""
        at = _label(below)
        nameless = at is None or not self.names.knows(below[at].text)
        if nameless and _values(below) and self._is_row(above):
            _forget(above)
        for row in (above, below):
            if self._is_torn(row):
                _forget(row)


def _forget(row: Row) -> None:
    at = _label(row)
    if at is not None:
        row[at] = replace(row[at], name="")


def _next_page(above: Row, below: Row) -> bool:
    pages = above[0].place.page, below[0].place.page
    return None not in pages and pages[1] == (pages[0] or 0) + 1


def _next_to(above: Row, below: Row) -> bool:
    """Whether two rows follow one another where no pages are known: a row that a page cuts may be written as two, or two tables."""
    one, other = above[0].place, below[0].place
    return one.page is None and other.page is None and (other.grid or 0) - (one.grid or 0) in (0, 1)


def _joined(above: Row, below: Row, names: Names) -> list[Row] | None:
    """The whole rows; None where nothing was cut."""
    upper, lower = _label(above), _label(below)
    if upper is None or lower is None:
        return None
    if not _values(above) and not _values(below) and (header := _header(above, below, names)):
        return header
    text = above[upper].text + below[lower].text
    if names.knows(below[lower].text) or not names.knows(text) or (_values(above) and _values(below)):
        return None
    source = below if _values(below) else above
    at = lower if _values(below) else upper
    place = source[0].place
    head = [replace(token, place=place) for token in above[:upper]]
    return [[*head, replace(above[upper], text=text, name=names.meant(text), place=place), *source[at + 1 :]]]


def _header(above: Row, below: Row, names: Names) -> list[Row] | None:
    """A header whose labels are cut through the middle: 结果 | 维持."""
    pieces = {(token.column, token.span): token for token in below if token.text}
    pairs = [(t, pieces[t.column, t.span]) for t in above if t.text and (t.column, t.span) in pieces]
    if not pairs or not all(names.knows(upper.text + lower.text) for upper, lower in pairs):
        return None
    if all(names.knows(lower.text) for _, lower in pairs):
        return None
    texts = {upper.column: upper.text + lower.text for upper, lower in pairs}
    whole = [
        replace(t, text=texts[t.column], name=names.meant(texts[t.column])) if t.text and t.column in texts else t
        for t in above
    ]
    used = {id(lower) for _, lower in pairs}
    rest = [token for token in below if id(token) not in used]
    return [whole, rest] if any(token.text for token in rest) else [whole]


def _nobody_knows(above: Row, below: Row, names: Names) -> bool:
    """Numbers without a label over a label without numbers: they may be its own, and blank cells would be wrong."""
    lower = _label(below)
    return (
        _label(above) is None
        and _values(above)
        and lower is not None
        and not _values(below)
        and names.knows(below[lower].text)
    )


def _values(row: Row) -> bool:
    return any(token.text and is_value(token.text) for token in row)


def _label(row: list[Token]) -> int | None:
    """Where the last text before the first number stands."""
    first = next((i for i, token in enumerate(row) if token.text and is_value(token.text)), len(row))
    return max((i for i in range(first) if row[i].text), default=None)
