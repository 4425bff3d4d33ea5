"""One report as the rest of the program knows it: whose, of which year, its facts, stated figures, text and findings."""

from dataclasses import dataclass, field
from decimal import Decimal

from store.agencies.agency import Agency
from store.document import Origin, Place
from store.facts.prose import Paragraph, StatedFigure
from store.findings import Finding
from store.forms.form import FigureId
from store.readers.cells import State
from store.tables.tables import Tables


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one report as printed, with its place; `unit` where the cell itself names one."""

    figure: FigureId
    value: Decimal | None
    raw: str
    state: State
    note: str
    row_label: str
    column_label: str
    place: Place
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report read whole.  `title`, `dated`: the texts that agency and year were read from; `scope`: 全市, 本级 or empty;
    `layouts`: table -> the layout it is printed in."""

    agency: Agency
    year: int
    title: str
    dated: str
    scope: str
    kind: str
    origin: Origin
    layouts: dict[str, str]
    facts: dict[FigureId, Fact]
    stated: tuple[StatedFigure, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def form(self) -> str:
        """The layout of the report; several where its tables are of different ones."""
        return "+".join(sorted(set(self.layouts.values()))) or "?"


def facts_of(tables: Tables) -> dict[FigureId, Fact]:
    """Cells -> facts."""
    return {
        figure: Fact(
            figure, cell.reading.value, cell.raw, cell.reading.state, cell.reading.note,
            cell.row_label, cell.column_label, cell.place, cell.reading.unit,
        )
        for figure, cell in tables.cells.items()
    }  # fmt: skip
