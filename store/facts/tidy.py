"""Facts -> rows for other programs: one a cell, or one a report; and their findings."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from store.agencies.agency import Gazetteer
from store.facts.catalogue import Entry
from store.facts.facts import Fact
from store.facts.numbers import plain
from store.findings import Finding
from store.forms.form import FigureId, Form


class TidyRow(NamedTuple):
    """One cell.  `value` is an exact decimal number as text, empty where the cell holds none; `state` says why."""

    agency: str
    region: str
    year: int
    table: str
    row: str
    column: str
    value: str
    unit: str
    raw: str
    state: str
    place: str
    document: str


class FindingRow(NamedTuple):
    """One thing that is wrong with a report."""

    agency: str
    year: int
    kind: str
    sure: str
    finding: str
    document: str


def tidy_rows(entry: Entry, facts: Mapping[FigureId, Fact], form: Form, gazetteer: Gazetteer) -> Iterator[TidyRow]:
    """Every cell that the form prints, also what the document lacks (`absent`)."""
    region = gazetteer.full_name(entry.place, "") if entry.place else ""
    for table, layout in entry.layouts.items():
        for figure, row, column in form.layouts[layout].figures():
            if figure.table != table:
                continue
            fact = facts.get(figure)
            value = plain(fact.value) if fact is not None and fact.value is not None else ""
            state, raw = (fact.state, fact.raw) if fact is not None else ("absent", "")
            unit = (fact.unit if fact is not None else "") or form.unit(figure)
            yield TidyRow(
                entry.name, region, entry.year, form.tables[table].name, row, column,
                value, unit, raw, state, place_of(fact) if fact is not None else "", entry.document,
            )  # fmt: skip


def place_of(fact: Fact) -> str:
    """Where a fact stands, in words."""
    place = fact.place
    if place.line:
        return f"第 {place.line} 行"
    page = f"第 {place.page} 页，" if place.page else ""
    return f"{page}第 {place.grid} 个表格第 {place.row} 行"


def finding_rows(entry: Entry, findings: tuple[Finding, ...], form: Form) -> Iterator[FindingRow]:
    """The findings of a report."""
    for finding in findings:
        kind = form.findings[finding.code]
        yield FindingRow(entry.name, entry.year, kind.name, kind.sure, finding.sentence, entry.document)


def wide_columns(rows: list[TidyRow]) -> list[str]:
    """The cells of a report as names of columns."""
    return [f"{row.table}·{row.row}·{row.column}" for row in rows]


def differences(
    old: Mapping[FigureId, Fact], new: Mapping[FigureId, Fact], form: Form
) -> Iterator[tuple[FigureId, str | None, str | None]]:
    """What two versions of a report print differently, cell by cell; None where a version lacks the cell."""
    order = list(dict.fromkeys(figure for layout in form.layouts.values() for figure, _, _ in layout.figures()))
    for figure in order:
        before, after = old.get(figure), new.get(figure)
        if (before and (before.state, before.value, before.raw)) != (after and (after.state, after.value, after.raw)):
            yield figure, before.raw if before else None, after.raw if after else None
