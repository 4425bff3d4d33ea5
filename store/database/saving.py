"""Report -> database: a version of its own in one transaction; reports taken out and put back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from store.checks.across import check_across
from store.database.database import writing
from store.database.fetching import FACT, STATED, read_facts, read_findings, read_year
from store.facts.facts import Report
from store.forms.form import Form

if TYPE_CHECKING:
    import sqlite_utils

Saved = Literal["loaded", "replaced", "unchanged"]
SAME = "agency = ? AND year = ? AND kind = ?"


def save(db: sqlite_utils.Database, report: Report, data: bytes, reader: str, form: Form, *, sample: bool) -> Saved:
    """Store one report in one transaction.  Returns loaded, replaced or unchanged.

    What says the same as the current version changes nothing; anything else for the same body and year becomes the current
    version, the old one stays.  A sample never takes the place of a report of one's own."""
    key, origin = (report.agency.id, report.year, report.kind), report.origin
    with writing(db):
        old = db.conn.execute(f"SELECT id, document, sample FROM reports WHERE {SAME} AND current", key).fetchone()  # noqa: S608
        if old and sample and not old[2]:
            return "unchanged"
        if old and old[1] == origin.sha256 and _says_the_same(db.conn, old[0], report):
            db.conn.execute("UPDATE reports SET reader = ? WHERE id = ?", (reader, old[0]))
            _save_text(db.conn, old[0], report)  # of the same file, but perhaps by a better reader
            return "unchanged"
        now = datetime.now(UTC).isoformat(timespec="seconds")
        kept = {"sha256": origin.sha256, "name": origin.name, "kind": origin.kind, "bytes": data, "loaded_at": now}
        db.table("documents").insert(kept, ignore=True)
        db.table("agencies").upsert(asdict(report.agency), pk="id")
        last = db.conn.execute(f"SELECT max(version) FROM reports WHERE {SAME}", key).fetchone()[0]  # noqa: S608
        db.conn.execute(f"UPDATE reports SET current = 0 WHERE {SAME} AND current", key)  # noqa: S608
        row = db.conn.execute(
            "INSERT INTO reports (agency, year, kind, layouts, title, document, version, current, sample, loaded_at,"
            " dated, scope, reader) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
            (*key, json.dumps(report.layouts), report.title, origin.sha256, (last or 0) + 1, sample, now,
             report.dated, report.scope, reader),
        )  # fmt: skip
        _save_content(db.conn, row.lastrowid or 0, report)
        _look_across(db.conn, report.agency.id, report.year, form)
    return "replaced" if old else "loaded"


def _says_the_same(connection: sqlite3.Connection, stored: int, report: Report) -> bool:
    """Whether a stored report has the same figures and findings: with them a text read anew is no new version."""
    same_figures = read_facts(connection, stored) == dict(report.facts)
    return same_figures and read_findings(connection, stored) == report.findings


def remove(db: sqlite_utils.Database, agency: str, year: int, form: Form) -> bool:
    """Take a body's report of a year out; False where there is none.  Nothing is deleted: `put_back` undoes it."""
    with writing(db):
        taken = _take_out(db.conn, agency, year)
        _look_across(db.conn, agency, year, form)
    return taken


def _take_out(connection: sqlite3.Connection, agency: str, year: int) -> bool:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    taken = connection.execute(
        "UPDATE reports SET current = 0, removed_at = ? WHERE agency = ? AND year = ? AND current", (now, agency, year)
    )
    return taken.rowcount > 0


def take_back(db: sqlite_utils.Database, agency: str, year: int, form: Form) -> bool:
    """Undo the last load of a body's report: the version before it, if there is one, is the current one again."""
    with writing(db):
        taken = _take_out(db.conn, agency, year)
        if taken:
            db.conn.execute(
                "UPDATE reports SET current = 1 WHERE id = (SELECT id FROM reports"
                " WHERE agency = ? AND year = ? AND removed_at = '' ORDER BY version DESC LIMIT 1)",
                (agency, year),
            )
        _look_across(db.conn, agency, year, form)
    return taken


def put_back(db: sqlite_utils.Database, agency: str, year: int, form: Form) -> bool:
    """Undo `remove`; False where nothing was taken out or another version stands there now."""
    with writing(db):
        there = "SELECT 1 FROM reports WHERE agency = ? AND year = ? AND current"
        if db.conn.execute(there, (agency, year)).fetchone():
            return False
        back = db.conn.execute(
            "UPDATE reports SET current = 1, removed_at = '' WHERE id = (SELECT id FROM reports"
            " WHERE agency = ? AND year = ? AND removed_at <> '' ORDER BY version DESC LIMIT 1)",
            (agency, year),
        )
        _look_across(db.conn, agency, year, form)
    return back.rowcount > 0


def _look_across(connection: sqlite3.Connection, agency: str, year: int, form: Form) -> None:
    """Compare a year with the one before and the one after anew; the findings lie with the later report."""
    there = "SELECT count(*) FROM reports WHERE agency = ? AND year IN (?, ?) AND version = 1"
    if not connection.execute(there, (agency, year - 1, year + 1)).fetchone()[0]:
        return  # most bodies are loaded for one year: nothing to compare with
    reports = {y: read_year(connection, agency, y) for y in (year - 1, year, year + 1)}
    for later in (year, year + 1):
        before, after = reports[later - 1], reports[later]
        if after is None:
            continue
        report, figures = after
        connection.execute("DELETE FROM across WHERE report = ?", (report,))
        found = check_across(before[1], figures, form) if before is not None else ()
        rows = ((report, n, f.code, f.sentence, json.dumps(f.figures)) for n, f in enumerate(found))
        _insert(connection, "across", "report, n, code, sentence, figures", rows)


def _save_content(connection: sqlite3.Connection, report_id: int, report: Report) -> None:
    facts = (
        (*(report_id, *f.figure, None if f.value is None else str(f.value), f.raw, f.state, f.note, f.unit),
         *(f.row_label, f.column_label, f.place.line, f.place.page, f.place.grid, f.place.row))
        for f in report.facts.values()
    )  # fmt: skip
    found = ((report_id, n, f.code, f.sentence, json.dumps(f.figures)) for n, f in enumerate(report.findings))
    _insert(connection, "facts", f"report, tab, row, col, {FACT}", facts)
    _insert(connection, "findings", "report, n, code, sentence, figures", found)
    _save_text(connection, report_id, report)


def _save_text(connection: sqlite3.Connection, report_id: int, report: Report) -> None:
    """The paragraphs and what they state, in the place of what was read of them before."""
    stated = (
        (*(report_id, n, s.id, s.phrase, str(s.value), s.raw, s.unit, s.exact, s.sentence, s.section),
         *(s.place.line, s.place.page))
        for n, s in enumerate(report.stated)
    )  # fmt: skip
    texts = ((report_id, n, p.section, p.text, p.place.line, p.place.page) for n, p in enumerate(report.paragraphs))
    for table in ("stated", "paragraphs"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report_id,))  # noqa: S608
    _insert(connection, "stated", f"report, n, {STATED}", stated)
    _insert(connection, "paragraphs", "report, n, section, text, line, page", texts)


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608
