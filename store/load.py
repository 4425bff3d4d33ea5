"""Files -> database: each file is read, checked and stored on its own; what became of it is told."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import sqlite_utils

from store.box import Job, Result, read_here
from store.database import count_cells, loaded_as, read_findings, save
from store.document import UnreadableError, digest
from store.facts import Report
from store.files import File
from store.identity import NOTHING_SAID, Said

SAMPLE = Path(__file__).with_name("sample")
Status = Literal["loaded", "unchanged", "replaced", "rejected"]
Reader = Callable[[Iterator[Job]], Iterator[tuple[Job, Result]]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.  `error` only where it was rejected."""

    file: str
    status: Status
    agency: str = ""
    year: int | None = None
    form: str = ""
    cells: int = 0
    findings: int = 0
    error: str = ""


def load(
    db: sqlite_utils.Database,
    files: Iterable[File],
    read: Reader = read_here,
    *,
    said: Said = NOTHING_SAID,
    sample: bool = False,
) -> Iterator[Outcome]:
    """Load files one by one; a bad one is reported and the rest go on.  `read`: in a `Box`, or here."""
    for job, result in read(_job(db, file, said) for file in files):
        if isinstance(job.known, Outcome):
            yield job.known
        elif isinstance(result, Report):
            yield _store(db, job, result, sample=sample)
        else:
            yield Outcome(job.file, "rejected", error=str(result))


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
    if db is not None and (known := loaded_as(db, digest(data))):
        form = "+".join(sorted(set(known.layouts.values())))
        cells, findings = count_cells(db.conn, known.id), len(read_findings(db.conn, known.id))
        return Job(
            file.name, file.short, known=Outcome(file.name, "unchanged", known.name, known.year, form, cells, findings)
        )
    return Job(file.name, file.short, data, said=said)


def _store(db: sqlite_utils.Database, job: Job, report: Report, *, sample: bool) -> Outcome:
    try:
        status = save(db, report, job.data, sample=sample)
    except sqlite3.Error as error:
        log.exception("saving %s failed", job.file)
        return Outcome(job.file, "rejected", error=f"写不进数据库：{error}。请检查磁盘空间和权限，再载入一次。")
    return Outcome(
        job.file, status, report.agency.name, report.year, report.form, len(report.facts), len(report.findings),
    )  # fmt: skip


def load_sample(db: sqlite_utils.Database) -> None:
    """The bundled reports, so that a first question has an answer."""
    for outcome in load(db, map(File, sorted(SAMPLE.glob("*.html"))), sample=True):
        if outcome.status == "rejected":
            log.error("bundled report %s: %s", outcome.file, outcome.error)
