"""The database of reports: the only SQL and the only sqlite_utils on this side.

WAL, synchronous=FULL, one writing connection, BEGIN IMMEDIATE; readers open read-only, one connection a thread.  A file
that is missing or empty where data was expected is refused: SQLite itself would open it as a new, empty database.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

import sqlite_utils

from store.catalogue import Catalogue, Entry, Extract, Selection
from store.document import Place
from store.facts import Fact, Report
from store.findings import Finding
from store.form import FigureId
from store.prose import Paragraph, StatedFigure

APPLICATION = 0x77656E73  # "wens"
VERSION = 1
SCHEMA = Path(__file__).with_name("schema.sql")
BUSY = 10.0  # seconds to wait for another writer
FACT = "value, raw, state, note, unit, row_label, column_label, line, page, grid, grid_row"
STATED = "id, phrase, value, raw, unit, exact, sentence, section, line, page"
ONE_FACT = f"SELECT {FACT} FROM facts WHERE report = ? AND tab = ? AND row = ? AND col = ?"  # noqa: S608


Saved = Literal["loaded", "replaced", "unchanged"]


class StoreError(Exception):
    """The database cannot be used; the sentence says why and what to do next."""


def open_writer(path: Path) -> sqlite_utils.Database:
    """The one writing connection; makes the database where there is no file yet."""
    if path.exists() and path.stat().st_size == 0:
        raise StoreError(f"数据库 {path} 是空文件（0 字节），可能是磁盘写满时留下的；请恢复备份，或删去它再载入。")
    try:
        if not path.exists():
            _create(path)
        connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _prove(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"打不开数据库 {path}：{error}。请检查磁盘空间和权限。") from error
    return sqlite_utils.Database(connection)


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection."""
    if not path.exists():
        raise StoreError(f"没有数据库 {path}。先用 wenshu load 载入报告，或检查 --db 和 WENSHU_DB。")
    if path.stat().st_size == 0:
        raise StoreError(f"数据库 {path} 是空文件（0 字节）；请恢复备份，或删去它再载入。")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY, isolation_level=None
        )
        _prove(connection, path)
    except sqlite3.Error as error:
        raise StoreError(f"打不开数据库 {path}：{error}。它可能不是问数的数据库，或已损坏；请恢复备份。") from error
    return connection


@contextmanager
def writing(db: sqlite_utils.Database) -> Iterator[sqlite_utils.Database]:
    """One transaction that holds the write lock from its first statement; all or nothing."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        with db.atomic():
            yield db
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def _create(path: Path) -> None:
    """Made whole under another name, then renamed: killed half-way, there is no database rather than an empty one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".wenshu-") as folder:
        draft = Path(folder) / path.name
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA.read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.close()
        if not path.exists():
            draft.rename(path)


def _prove(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        raise StoreError(f"{path} 不是问数的数据库；请用 --db 另指一个文件。")
    if version > VERSION:
        raise StoreError(f"数据库 {path} 是更新版本的问数写的（{version} > {VERSION}）；请升级 wenshu。")


def save(db: sqlite_utils.Database, report: Report, data: bytes, *, sample: bool) -> Saved:
    """Store one report in one transaction.  Returns loaded, replaced or unchanged.

    The same content changes nothing; other content for the same body and year becomes the current version, the old one
    stays.  A sample never takes the place of a report of one's own."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    key = (report.agency.id, report.year, report.kind)
    same = "agency = ? AND year = ? AND kind = ?"
    with writing(db):
        old = db.conn.execute(f"SELECT document, sample FROM reports WHERE {same} AND current", key).fetchone()  # noqa: S608
        origin = report.origin
        if old and (old[0] == origin.sha256 or (sample and not old[1])):
            return "unchanged"
        kept = {
            "sha256": origin.sha256,
            "name": origin.name,
            "kind": origin.kind,
            "bytes": data,
            "loaded_at": now,
        }
        db.table("documents").insert(kept, ignore=True)
        db.table("agencies").upsert(asdict(report.agency), pk="id")
        last = db.conn.execute(f"SELECT max(version) FROM reports WHERE {same}", key).fetchone()[0]  # noqa: S608
        db.conn.execute(f"UPDATE reports SET current = 0 WHERE {same}", key)  # noqa: S608
        row = db.conn.execute(
            "INSERT INTO reports (agency, year, kind, layouts, title, document, version, current, sample, loaded_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
            (*key, json.dumps(report.layouts), report.title, origin.sha256, (last or 0) + 1, sample, now),
        )
        _save_content(db.conn, row.lastrowid or 0, report)
    return "replaced" if old else "loaded"


def _save_content(connection: sqlite3.Connection, report_id: int, report: Report) -> None:
    facts = (
        (*(report_id, *f.figure, None if f.value is None else str(f.value), f.raw, f.state, f.note, f.unit),
         *(f.row_label, f.column_label, f.place.line, f.place.page, f.place.grid, f.place.row))
        for f in report.facts.values()
    )  # fmt: skip
    stated = (
        (*(report_id, n, s.id, s.phrase, str(s.value), s.raw, s.unit, s.exact, s.sentence, s.section),
         *(s.place.line, s.place.page))
        for n, s in enumerate(report.stated)
    )  # fmt: skip
    texts = ((report_id, n, p.section, p.text, p.place.line, p.place.page) for n, p in enumerate(report.paragraphs))
    found = ((report_id, n, f.code, f.sentence, json.dumps(f.figures)) for n, f in enumerate(report.findings))
    _insert(connection, "facts", f"report, tab, row, col, {FACT}", facts)
    _insert(connection, "stated", f"report, n, {STATED}", stated)
    _insert(connection, "paragraphs", "report, n, section, text, line, page", texts)
    _insert(connection, "findings", "report, n, code, sentence, figures", found)


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def loaded_as(db: sqlite_utils.Database, sha256: str) -> Entry | None:
    """The current report that was read from this content, if any."""
    return next((e for e in _entries(db.conn, "AND r.document = ?", (sha256,))), None)


def read_catalogue(connection: sqlite3.Connection, *, sample: bool = True) -> Catalogue:
    """All current reports; without the bundled sample where `sample` is False."""
    return Catalogue(tuple(_entries(connection, "" if sample else "AND NOT r.sample")))


def _entries(connection: sqlite3.Connection, more: str, values: tuple[str, ...] = ()) -> Iterator[Entry]:
    rows = connection.execute(
        "SELECT r.id, r.agency, a.name, a.place, a.organ, r.year, r.layouts, d.name, r.sample, r.version"  # noqa: S608
        " FROM reports r JOIN agencies a ON a.id = r.agency JOIN documents d ON d.sha256 = r.document"
        f" WHERE r.current {more} ORDER BY r.agency, r.year",
        values,
    )
    for row in rows:
        yield Entry(row[0], row[1], row[2], row[3], row[4], row[5], json.loads(row[6]), row[7], bool(row[8]), row[9])


def changes(connection: sqlite3.Connection) -> int:
    """A number that is another one once some other connection has changed the data."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def fetch(connection: sqlite3.Connection, selection: Selection, findings: tuple[Finding, ...]) -> Extract:
    """Look up what is selected of one report; its findings are known already (they never change)."""
    facts = {}
    for figure in selection.figures:
        row = connection.execute(ONE_FACT, (selection.report, *figure)).fetchone()
        if row is not None:
            facts[figure] = _fact(figure, row)
    stated: tuple[StatedFigure, ...] = ()
    if selection.stated:
        rows = connection.execute(f"SELECT {STATED} FROM stated WHERE report = ? ORDER BY n", (selection.report,))  # noqa: S608
        stated = tuple(_stated(row) for row in rows if row[0] in selection.stated)
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


def read_facts(connection: sqlite3.Connection, report: int) -> dict[FigureId, Fact]:
    """All facts of a report."""
    rows = connection.execute(f"SELECT tab, row, col, {FACT} FROM facts WHERE report = ?", (report,))  # noqa: S608
    return {figure: _fact(figure, row[3:]) for row in rows for figure in (FigureId(*row[:3]),)}


def count_cells(connection: sqlite3.Connection, report: int) -> int:
    """How many cells of a report were read."""
    return int(connection.execute("SELECT count(*) FROM facts WHERE report = ?", (report,)).fetchone()[0])


def read_findings(connection: sqlite3.Connection, report: int) -> tuple[Finding, ...]:
    """All findings of a report."""
    rows = connection.execute("SELECT code, sentence, figures FROM findings WHERE report = ? ORDER BY n", (report,))
    return tuple(Finding(code, text, tuple(FigureId(*f) for f in json.loads(figures))) for code, text, figures in rows)


def _fact(figure: FigureId, row: tuple) -> Fact:  # type: ignore[type-arg]  # sqlite3 rows are plain tuples
    value, raw, state, note, unit, row_label, column_label, line, page, grid, grid_row = row
    number = None if value is None else Decimal(value)
    return Fact(figure, number, raw, state, note, row_label, column_label, Place(line, page, grid, grid_row), unit)


def _stated(row: tuple) -> StatedFigure:  # type: ignore[type-arg]
    name, phrase, value, raw, unit, exact, sentence, section, line, page = row
    return StatedFigure(name, phrase, Decimal(value), raw, unit, bool(exact), sentence, section, Place(line, page))
