"""Whole reports -> rows for a spreadsheet: every cell with its place, and what does not add up."""

from collections.abc import Iterable, Iterator

from bot.start import Asker
from store.agencies.agency import load_gazetteer
from store.database.fetching import read_all_findings, read_facts
from store.facts.catalogue import Entry
from store.facts.tidy import TidyRow, finding_rows, tidy_rows
from store.forms.form_files import load_form

Row = dict[str, str | int]


def cells_of(asker: Asker, entries: Iterable[Entry]) -> Iterator[tuple[Entry, list[TidyRow]]]:
    """The cells of each report."""
    form, gazetteer = load_form(), load_gazetteer()
    return ((e, list(tidy_rows(e, read_facts(asker.connection(), e.id), form, gazetteer))) for e in entries)


def findings_of(asker: Asker, entries: Iterable[Entry]) -> Iterator[Row]:
    """What does not add up in them."""
    for entry in entries:
        findings = read_all_findings(asker.connection(), entry.id)
        yield from (row._asdict() for row in finding_rows(entry, findings, load_form()))


def sheets_of(asker: Asker, entry: Entry) -> dict[str, list[Row]]:
    """数 and 问题 of one report."""
    cells = [row._asdict() for _, rows in cells_of(asker, (entry,)) for row in rows]
    return {"数": cells, "问题": list(findings_of(asker, (entry,)))}
