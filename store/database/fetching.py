"""Database -> reports, figures, findings and versions: everything that is read from it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from store.checks.across import YearOf
from store.document import Place
from store.facts.catalogue import ANY, Catalogue, Entry, Extract, Selection
from store.facts.facts import Fact
from store.facts.prose import Paragraph, StatedFigure
from store.findings import Finding
from store.forms.form import FigureId, Form
from store.forms.formula import Exact

FACT = "value, raw, state, note, unit, row_label, column_label, line, page, grid, grid_row"
STATED = "id, phrase, value, raw, unit, exact, sentence, section, line, page"
ONE_FACT = f"SELECT {FACT} FROM facts WHERE report = ? AND tab = ? AND row = ? AND col = ?"  # noqa: S608

OF_YEAR = (
    "SELECT r.id, CASE WHEN f.unit = '' AND f.value NOT GLOB '*[^0-9]*' THEN CAST(f.value AS INTEGER)"
    " ELSE f.value || ' ' || f.unit END FROM reports r JOIN facts f ON f.report = r.id"
    " WHERE r.current AND r.year = ? AND f.tab = ? AND f.row = ? AND f.col = ?"
)


@dataclass(frozen=True, slots=True)
class Version:
    """One stored reading of a report.  `removed_at`: when it was taken out, empty where it was not."""

    id: int
    number: int
    document: str
    loaded_at: str
    current: bool
    removed_at: str


def read_versions(connection: sqlite3.Connection, agency: str, year: int) -> list[Version]:
    """All versions of a body's report of a year, oldest first."""
    rows = connection.execute(
        "SELECT r.id, r.version, d.name, r.loaded_at, r.current, r.removed_at FROM reports r"
        " JOIN documents d ON d.sha256 = r.document WHERE r.agency = ? AND r.year = ? ORDER BY r.version",
        (agency, year),
    )
    return [Version(i, n, name, at, bool(current), removed) for i, n, name, at, current, removed in rows]


def removed_reports(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Agency id, agency name and year of every report that was taken out and has not come back."""
    return connection.execute(
        "SELECT DISTINCT r.agency, a.name, r.year FROM reports r JOIN agencies a ON a.id = r.agency"
        " WHERE r.removed_at <> '' ORDER BY r.agency, r.year"
    ).fetchall()


def loaded_as(connection: sqlite3.Connection, sha256: str, reader: str) -> tuple[Entry, bool] | None:
    """The report that this reader has read from this content, with whether it is still the current one.

    None where there is none, or where it was taken out."""
    row = connection.execute(
        "SELECT r.agency, r.year, r.current FROM reports r WHERE r.document = ? AND r.reader = ? AND r.removed_at = ''"
        " ORDER BY r.version DESC",
        (sha256, reader),
    ).fetchone()
    if row is None:
        return None
    entry = next(_entries(connection, "AND r.agency = ? AND r.year = ?", row[:2]), None)
    return (entry, bool(row[2])) if entry is not None else None


def read_catalogue(connection: sqlite3.Connection, *, sample: bool = True) -> Catalogue:
    """All current reports; without the bundled sample where `sample` is False."""
    return Catalogue(tuple(_entries(connection, "" if sample else "AND NOT r.sample")))


def _entries(connection: sqlite3.Connection, more: str, values: tuple[object, ...] = ()) -> Iterator[Entry]:
    rows = connection.execute(
        "SELECT r.id, r.agency, a.name, a.place, a.organ, r.year, r.layouts, d.name, r.sample, r.version"  # noqa: S608
        " FROM reports r JOIN agencies a ON a.id = r.agency JOIN documents d ON d.sha256 = r.document"
        f" WHERE r.current {more} ORDER BY r.agency, r.year",
        values,
    )
    for row in rows:
        yield Entry(row[0], row[1], row[2], row[3], row[4], row[5], _layouts(row[6]), row[7], bool(row[8]), row[9])


@lru_cache(maxsize=64)
def _layouts(text: str) -> Mapping[str, str]:
    """Reports that print their tables alike share one mapping."""
    layouts: dict[str, str] = json.loads(text)
    return MappingProxyType(layouts)


def changes(connection: sqlite3.Connection) -> int:
    """A number that is another one once some other connection has changed the data."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def current_reports(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Numbers that are others once the current reports are others, for whichever connection."""
    return tuple(
        connection.execute("SELECT count(*), total(id), total(id * id % 999983) FROM reports WHERE current").fetchone()
    )


def fetch(connection: sqlite3.Connection, selection: Selection, findings: tuple[Finding, ...]) -> Extract:
    """Look up what is selected of one report; its findings are known already."""
    facts = {}
    for figure in selection.figures:
        row = connection.execute(ONE_FACT, (selection.report, *figure)).fetchone()
        if row is not None:
            facts[figure] = _fact(figure, row)
    stated: tuple[StatedFigure, ...] = ()
    if selection.stated:
        rows = connection.execute(f"SELECT {STATED} FROM stated WHERE report = ? ORDER BY n", (selection.report,))  # noqa: S608
        stated = tuple(_stated(row) for row in rows if row[0] in selection.stated or ANY in selection.stated)
    paragraphs: tuple[Paragraph, ...] = ()
    if selection.sections:
        rows = connection.execute(
            "SELECT section, text, line, page FROM paragraphs WHERE report = ? ORDER BY n", (selection.report,)
        )
        paragraphs = tuple(
            Paragraph(r[0], r[1], Place(r[2], r[3]))
            for r in rows
            if r[0] in selection.sections or "" in selection.sections
        )
    return Extract(facts, stated, paragraphs, findings)


def fetch_year(
    connection: sqlite3.Connection, year: int, figures: tuple[FigureId, ...], form: Form
) -> dict[FigureId, dict[int, Exact | None]]:
    """Figure -> report -> number, for all current reports of a year; None where the cell holds none that can be compared."""
    return {figure: _numbers(dict(connection.execute(OF_YEAR, (year, *figure))), figure, form) for figure in figures}


def _numbers(found: dict[int, int | str | None], figure: FigureId, form: Form) -> dict[int, Exact | None]:
    """Whole numbers come as such, there are very many of them; what has parts or a unit of its own as text."""
    texts = {report: told for report, told in found.items() if isinstance(told, str)} if _has_text(found) else {}
    return {**found, **{report: _exact(told, figure, form) for report, told in texts.items()}}  # type: ignore[dict-item]


def _has_text(found: dict[int, int | str | None]) -> bool:
    return str in set(map(type, found.values()))


def _exact(told: str, figure: FigureId, form: Form) -> Exact | None:
    value, _, unit = told.partition(" ")
    if unit and form.is_of_other_size(figure, unit):
        return None
    return int(value) if value.isdigit() else Fraction(value)


def read_facts(connection: sqlite3.Connection, report: int) -> dict[FigureId, Fact]:
    """All facts of a report."""
    rows = connection.execute(f"SELECT tab, row, col, {FACT} FROM facts WHERE report = ?", (report,))  # noqa: S608
    return {figure: _fact(figure, row[3:]) for row in rows for figure in (FigureId(*row[:3]),)}


def count_cells(connection: sqlite3.Connection, report: int) -> int:
    """How many cells of a report were read."""
    return int(connection.execute("SELECT count(*) FROM facts WHERE report = ?", (report,)).fetchone()[0])


def read_findings(connection: sqlite3.Connection, report: int) -> tuple[Finding, ...]:
    """What is wrong with a report in itself."""
    return _findings(connection, "findings", report)


def read_across(connection: sqlite3.Connection, report: int) -> tuple[Finding, ...]:
    """What does not follow from the report of the year before."""
    return _findings(connection, "across", report)


def read_all_findings(connection: sqlite3.Connection, report: int) -> tuple[Finding, ...]:
    """What is wrong with a report in itself and against the year before."""
    return (*read_findings(connection, report), *read_across(connection, report))


def _findings(connection: sqlite3.Connection, table: str, report: int) -> tuple[Finding, ...]:
    rows = connection.execute(f"SELECT code, sentence, figures FROM {table} WHERE report = ? ORDER BY n", (report,))  # noqa: S608
    return tuple(Finding(code, text, tuple(FigureId(*f) for f in json.loads(figures))) for code, text, figures in rows)


def read_year(connection: sqlite3.Connection, agency: str, year: int) -> tuple[int, YearOf] | None:
    """The current report of a body and year, as far as it is compared with others."""
    entry = next(_entries(connection, "AND r.agency = ? AND r.year = ?", (agency, year)), None)
    return (entry.id, YearOf(year, read_facts(connection, entry.id), entry.layouts)) if entry is not None else None


def _fact(figure: FigureId, row: tuple) -> Fact:  # type: ignore[type-arg]  # sqlite3 rows are plain tuples
    value, raw, state, note, unit, row_label, column_label, line, page, grid, grid_row = row
    number = None if value is None else Decimal(value)
    return Fact(figure, number, raw, state, note, row_label, column_label, Place(line, page, grid, grid_row), unit)


def _stated(row: tuple) -> StatedFigure:  # type: ignore[type-arg]
    name, phrase, value, raw, unit, exact, sentence, section, line, page = row
    return StatedFigure(name, phrase, Decimal(value), raw, unit, bool(exact), sentence, section, Place(line, page))
