"""A text read as a report, and the figures of it that come out as another number than the source prints."""

import io
import zipfile

from standard_form import Source, sources

from store.agencies.agency import load_gazetteer
from store.document import UnreadableError
from store.facts.facts import Report
from store.forms.form import FigureId, Layout
from store.forms.form_files import load_form
from store.read_report import read_report
from store.readers.cells import read_cell
from store.readers.kinds import read_document

FORM, GAZETTEER = load_form(), load_gazetteer()
SOURCES = {source.file: source for source in sources()}
BEILUN, SHANGHAI = SOURCES["北仑区2024"], SOURCES["上海市人民政府办公厅2019"]


def layout(source: Source) -> Layout:
    return FORM.layouts[source.form]


def read(text: str, name: str = "北仑区2024.txt") -> Report:
    return read_report(read_document(name, text.encode()), FORM, GAZETTEER)


def reworded(document: bytes, old: str, new: str) -> bytes:
    """An office document with its text changed in each part that has it, once."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).decode().replace(old, new, 1))
    return buffer.getvalue()


def wrong(text: str, source: Source) -> dict[FigureId, str]:
    """Figures that are read as another number than the source prints; none where the text is refused."""
    try:
        report = read(text)
    except UnreadableError:
        return {}
    printed = {figure: read_cell(raw).value for figure, raw in source.cells.items()}
    return {f: fact.raw for f, fact in report.facts.items() if fact.value is not None and fact.value != printed.get(f)}
