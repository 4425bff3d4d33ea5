"""A figure of an answer: what it is, its value, how it came about, and every place it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bot.reading.query import Lookup
from store.facts.catalogue import Entry, Extract
from store.facts.facts import Fact
from store.forms.form import FigureId, Form

Kind = Literal["printed", "computed", "narrative"]
OTHER_UNIT = "other_unit"  # state of a number whose cell names a unit of another size than its column's: it is shown, not worked with


@dataclass(frozen=True, slots=True)
class Source:
    """One place in one document."""

    document: str
    table: str
    row: str
    column: str
    line: int | None
    page: int | None
    grid: int | None = None
    grid_row: int | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.  `value` is None where there is no number; `state` then says why.

    `field` and `column` are official labels, `name` is what it is called in a reply; `formula` only where it was worked out."""

    agency: str
    year: int
    name: str
    field: str
    column: str
    value: Decimal | None
    unit: str
    kind: Kind
    state: str
    raw: str = ""
    note: str = ""
    formula: str = ""
    sentence: str = ""
    sources: tuple[Source, ...] = ()
    ids: tuple[FigureId, ...] = ()
    exact: Fraction | None = None
    of: FigureId | None = None  # the figure itself, where it is one of the form
    headline: bool = True
    rank: int = 0
    trend: str = ""  # what it became since the year before
    remark: str = ""  # about the kind of figure, not about this one


@dataclass(frozen=True, slots=True)
class Found:
    """One look-up with what it found."""

    lookup: Lookup
    entry: Entry
    extract: Extract

    @property
    def facts(self) -> Mapping[FigureId, Fact]:
        """The facts that were fetched."""
        return self.extract.facts

    @property
    def layouts(self) -> Mapping[str, str]:
        """Table -> the layout it is printed in."""
        return self.entry.layouts


def name_of(figure: FigureId, form: Form) -> str:
    """What a figure is called: 予以公开, 新收申请·自然人, 行政复议·结果维持."""
    table = form.tables[figure.table]
    row = table.rows[figure.row].short
    return row if figure.column == table.default_column else f"{row}·{table.columns[figure.column].name}"


def source_of(fact: Fact, entry: Entry, form: Form) -> Source:
    """Where a fact stands, under the labels it is printed with."""
    place = fact.place
    return Source(
        entry.document, form.tables[fact.figure.table].name, fact.row_label, fact.column_label,
        place.line, place.page, place.grid, place.row, entry.sample,
    )  # fmt: skip


def state_of(parts: tuple[FigureId, ...], facts: Mapping[FigureId, Fact], form: Form) -> str:
    """printed where all parts are numbers that can be added or compared; else the worst that is wrong with one of them."""
    states = {facts[part].state if part in facts else "absent" for part in parts}
    states |= {OTHER_UNIT for part in parts if part in facts and form.is_of_other_size(part, facts[part].unit)}
    return next((s for s in ("absent", "unreadable", "blank", "dash", OTHER_UNIT) if s in states), "printed")
