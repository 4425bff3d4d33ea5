"""The whole way in, in order: file -> document -> tables, text, title -> facts -> checks -> database."""

import logging
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import sqlite_utils

from store.agency import Gazetteer, load_gazetteer
from store.checks import check
from store.database import count_cells, loaded_as, read_findings, save
from store.document import Document, Grid, Line, UnreadableError, digest
from store.facts import Report, facts_of
from store.form import Form
from store.form_files import load_form
from store.prose import read_paragraphs, read_stated
from store.readers import from_docx, from_html, from_text
from store.readers.boxed import read_boxed
from store.readers.charset import decode
from store.tables import read_tables
from store.title import identify

SAMPLE = Path(__file__).with_name("sample")
LARGEST = 50_000_000  # bytes
MARKUP = re.compile(r"<(?:!doctype|html|body|table|tr|td|div|p)\b", re.IGNORECASE)
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "doc、xls 或 wps", b"{\\rtf": "rtf", b"\x89PNG": "PNG 图片", b"\xff\xd8\xff": "JPEG 图片",
}  # fmt: skip
PDF = b"%PDF"
ZIP = b"PK\x03\x04"
Status = Literal["loaded", "unchanged", "replaced", "rejected"]
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


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those below the folders named; hidden ones and figures.json left out."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found += [p for p in inside if not p.name.startswith(".") and not (path.is_dir() and p.name == "figures.json")]
    return found


def load(
    db: sqlite_utils.Database,
    files: Iterable[Path],
    *,
    sample: bool = False,
    form: Form | None = None,
) -> Iterator[Outcome]:
    """Load files one by one; a bad one is reported and the rest go on."""
    form, gazetteer = form or load_form(), load_gazetteer()
    for path in files:
        try:
            yield _load_one(db, path, form, gazetteer, sample=sample)
        except UnreadableError as error:
            yield Outcome(str(path), "rejected", error=str(error))
        except sqlite3.Error as error:
            log.exception("saving %s failed", path)
            yield Outcome(str(path), "rejected", error=f"写不进数据库：{error}。请检查磁盘空间和权限，再载入一次。")
        except Exception:  # one file must not stop the others, whatever is in it; the log has the trace
            log.exception("reading %s failed", path)
            yield Outcome(str(path), "rejected", error="读这份文件时出了意外，没有载入；请另存为 HTML 或纯文本再试。")


def _load_one(
    db: sqlite_utils.Database,
    path: Path,
    form: Form,
    gazetteer: Gazetteer,
    *,
    sample: bool,
) -> Outcome:
    try:
        if not path.is_file() and path.exists():
            raise UnreadableError("这不是普通文件；请给出报告文件或文件夹。")
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"文件超过 {LARGEST // 1_000_000} MB，不像一份年度报告；请只载入报告本身。")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"打不开文件：{error.strerror}。请检查路径和权限。") from error
    if known := loaded_as(db, digest(data)):
        form_id = "+".join(sorted(set(known.layouts.values())))
        cells, findings = count_cells(db.conn, known.id), len(read_findings(db.conn, known.id))
        return Outcome(str(path), "unchanged", known.name, known.year, form_id, cells, findings)
    document = read_document(path.name.encode("utf-8", "replace").decode(), data)
    report = read_report(document, form, gazetteer)
    status = save(db, report, document, data, sample=sample)
    return Outcome(
        str(path), status, report.agency.name, report.year, report.form, len(report.facts), len(report.findings),
    )  # fmt: skip


def read_document(name: str, data: bytes) -> Document:
    """Bytes -> document, the reader told by the content; raises UnreadableError."""
    if not data.strip():
        raise UnreadableError("文件是空的；请重新下载或另存一次。")
    for magic, what in FOREIGN.items():
        if data.startswith(magic):
            raise UnreadableError(f"这是{what}文件，目前只读 HTML、docx、PDF 和文本；请打开后另存为其中一种再载入。")
    if data.startswith(ZIP):
        return Document(name, "docx", digest(data), from_docx.read(data))
    if PDF in data[:1024]:
        return Document(name, "pdf", digest(data), read_boxed("store.readers.from_pdf", data))
    text = decode(data)
    kind, reader = _reader(text)
    return Document(name, kind, digest(data), reader(text))


def _reader(text: str) -> tuple[str, Callable[[str], tuple[Line | Grid, ...]]]:
    return ("html", from_html.read) if MARKUP.search(text) else ("text", from_text.read)


def read_report(document: Document, form: Form, gazetteer: Gazetteer) -> Report:
    """Document -> report with its findings; raises UnreadableError where there is no standard table or no title."""
    tables = read_tables(document, form)
    if not tables.cells:
        raise UnreadableError(f"没有找到《{form.name}》的标准表格（表二、表三、表四）；请确认是年度报告全文。")
    identity = identify(document, gazetteer)
    paragraphs = read_paragraphs(document, form)
    report = Report(
        identity.agency, identity.year, identity.agency_evidence, form.id, document.name, tables.layouts,
        facts_of(tables), read_stated(paragraphs, form, identity.year), paragraphs, (*identity.findings, *tables.findings),
    )  # fmt: skip
    return Report(
        report.agency, report.year, report.title, report.kind, report.document, report.layouts, report.facts,
        report.stated, report.paragraphs, (*report.findings, *check(report, form)),
    )  # fmt: skip


def load_sample(db: sqlite_utils.Database) -> None:
    """The bundled reports, so that a first question has an answer."""
    for outcome in load(db, sorted(SAMPLE.glob("*.html")), sample=True):
        if outcome.status == "rejected":
            log.error("bundled report %s: %s", outcome.file, outcome.error)
