"""Files -> database: each file is read, checked and stored on its own; what became of it is told."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from store.database.database import StoreError
from store.database.fetching import count_cells, loaded_as, read_findings
from store.database.saving import save
from store.document import UnreadableError, digest
from store.facts.facts import Report
from store.findings import Finding
from store.forms.form_files import load_form
from store.identity.clues import NOTHING_SAID, Said
from store.loading.box import Job, Reader, read_here
from store.loading.files import File

if TYPE_CHECKING:
    import sqlite_utils

STORE = Path(__file__).parents[1]
SAMPLE = STORE / "sample"
Status = Literal["loaded", "unchanged", "replaced", "rejected"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.  `error` only where it was rejected; `note`: what else is to be said."""

    file: str
    status: Status
    agency: str = ""
    year: int | None = None
    form: str = ""
    cells: int = 0
    findings: int = 0
    error: str = ""
    note: str = ""
    body: str = ""  # the agency's id


def load(
    db: sqlite_utils.Database,
    files: Iterable[File],
    read: Reader = read_here,
    *,
    said: Said = NOTHING_SAID,
    sample: bool = False,
) -> Iterator[Outcome]:
    """Load files one by one; a bad one is reported and the rest go on.  `read`: in a `Box`, or here."""
    claimed: dict[
        tuple[str, int], tuple[str, str]
    ] = {}  # body and year -> name and content of the file of this load that was stored
    for job, result in read(_job(db, file, said) for file in files):
        if isinstance(job.known, Outcome):
            yield job.known
        elif isinstance(result, Report):
            other, content = claimed.get((result.agency.id, result.year), ("", ""))
            contested = other and content != result.origin.sha256  # the same file twice says the same
            yield _store(db, job, _contested(result, job, other) if contested else result, sample=sample)
            claimed[result.agency.id, result.year] = job.name, result.origin.sha256
        else:
            yield Outcome(job.file, "rejected", error=str(result))


def _contested(report: Report, job: Job, other: str) -> Report:
    """A report that two files of one load claim to be."""
    sentence = f"同一次载入里，“{other}”也是这个单位这一年的报告；以后载入的“{job.name}”为准。"
    return replace(report, findings=(*report.findings, Finding("two_documents", sentence)))


def preview(
    files: Iterable[File], read: Reader, said: Said = NOTHING_SAID
) -> Iterator[tuple[str, Report | UnreadableError]]:
    """What would be read, file by file; nothing is stored."""
    for job, result in read(_job(None, file, said) for file in files):
        if isinstance(job.known, Outcome):
            yield job.file, UnreadableError(job.known.error)
        elif result is not None:
            yield job.file, result


def _job(db: sqlite_utils.Database | None, file: File, said: Said) -> Job:
    """What is to be read of a file: nothing where it cannot be opened or is stored already."""
    try:
        data = file.read()
    except UnreadableError as error:
        return Job(file.name, file.short, known=Outcome(file.name, "rejected", error=str(error)))
    if db is None or said != NOTHING_SAID or (known := _known(db, file, digest(data))) is None:
        return Job(file.name, file.short, data, said=said)
    return Job(file.name, file.short, known=known)


def _known(db: sqlite_utils.Database, file: File, sha256: str) -> Outcome | None:
    """What is stored of a file's content already; raises StoreError where the database is broken."""
    try:
        if (found := loaded_as(db.conn, sha256, reader_version())) is None:
            return None
        entry, current = found
        cells, findings = count_cells(db.conn, entry.id), len(read_findings(db.conn, entry.id))
    except sqlite3.Error as error:
        raise StoreError(f"读不了数据库：{error}。它可能已损坏；请用 wenshu restore 恢复备份。") from error
    return Outcome(
        file.name, "unchanged", entry.name, entry.year, entry.form,
        cells, findings, body=entry.agency,
        note="" if current else f"已被“{entry.document}”取代",
    )  # fmt: skip


@cache
def reader_version() -> str:
    """Which state of the code and data files reads: with another one, a stored file is read anew."""
    files = sorted(p for p in STORE.rglob("*") if p.suffix in (".py", ".toml", ".tsv"))
    return digest(b"".join(file.read_bytes() for file in files))[:16]


def _store(db: sqlite_utils.Database, job: Job, report: Report, *, sample: bool) -> Outcome:
    try:
        status = save(db, report, job.data, reader_version(), load_form(), sample=sample)
    except sqlite3.Error as error:
        log.exception("saving %s failed", job.file)
        return Outcome(job.file, "rejected", error=f"写不进数据库：{error}。请检查磁盘空间和权限，再载入一次。")
    return Outcome(
        job.file, status, report.agency.name, report.year, report.form, len(report.facts), len(report.findings),
        body=report.agency.id,
    )  # fmt: skip


def load_sample(db: sqlite_utils.Database) -> None:
    """The bundled reports, so that a first question has an answer."""
    for outcome in load(db, map(File, sorted(SAMPLE.glob("*.html"))), sample=True):
        if outcome.status == "rejected":
            log.error("bundled report %s: %s", outcome.file, outcome.error)
