"""A Word document is read as it is seen: what is deleted, white, drawn or said twice is not printed twice."""

import io
import re
import zipfile
from contextlib import suppress

from lxml import etree
from misread import BEILUN, FORM, GAZETTEER, layout, reworded
from standard_docx import as_docx

from store.document import UnreadableError
from store.forms.form import FigureId
from store.read_report import read_report
from store.readers.cells import read_cell
from store.readers.kinds import read_document
from store.readers.packaged import STRICT
from store.readers.word_text import FALLBACK, Looks, W

RUN = "<w:r><w:t>5</w:t></w:r><w:r><w:t>85</w:t></w:r>"


TWICE = (
    f'<mc:AlternateContent xmlns:mc="{FALLBACK[1:].partition("}")[0]}">'
    f"<mc:Choice>{RUN}</mc:Choice><mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>"
)


def test_a_word_document_that_says_a_number_twice_for_older_programs_says_it_once():
    """585, not 585585."""
    document = reworded(as_docx(BEILUN, layout(BEILUN)), RUN, TWICE)
    report = read_report(read_document("北仑区2024.docx", document), FORM, GAZETTEER)

    assert str(report.facts[FigureId("requests", "new", "total")].value) == "585"


def test_a_row_that_was_deleted_with_changes_tracked_is_gone():
    """Its numbers are none."""
    row = as_docx(BEILUN, layout(BEILUN))
    label = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>二、上年结转'
    document = reworded(row, label, label.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"))
    report = read_report(read_document("北仑区2024.docx", document), FORM, GAZETTEER)

    assert not any(figure.row == "carried_in" for figure in report.facts)


def with_runs(pattern: bytes, put: bytes) -> bytes:
    """The report as a Word document in which each match of a pattern is another text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(BEILUN, layout(BEILUN)))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(pattern, put, old.read(name), flags=re.DOTALL))
    return out.getvalue()


def test_a_white_number_of_a_word_document_is_not_read():
    """It may be seen on a shade and not on paper."""
    white = rb'\1</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>9</w:t></w:r></w:p></w:tc>'
    data = with_runs(rb"(\d)</w:t></w:r></w:p></w:tc>", white)
    assert b"FFFFFF" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    with suppress(UnreadableError):
        facts = read_report(read_document("北仑区2024.docx", data), FORM, GAZETTEER).facts
        right = {figure: read_cell(raw).value for figure, raw in BEILUN.cells.items()}
        assert all(fact.value in (None, right[figure]) for figure, fact in facts.items())


def test_a_number_that_a_word_document_draws_by_a_field_is_not_read_in_part():
    """3 in a ring, written by the field EQ, and 5 as text: 35."""
    field = (
        rb'<w:tc>\1<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o(3)</w:instrText></w:r>'
        rb'<w:r><w:fldChar w:fldCharType="end"/></w:r>\2\3</w:p></w:tc>'
    )
    cell = rb"<w:tc>((?:(?!<w:p>).)*)<w:p>((?:(?!</w:p>).)*?)(\d</w:t></w:r>)</w:p></w:tc>"
    data = with_runs(cell, field)
    assert b"instrText" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    with suppress(UnreadableError):
        facts = read_report(read_document("北仑区2024.docx", data), FORM, GAZETTEER).facts
        assert all(fact.value is None for fact in facts.values())


def test_a_number_that_the_style_of_its_paragraph_hides_is_not_seen():
    """Nor where that style is based on one that hides."""
    styles = (
        f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    looks = Looks(etree.fromstring(styles))

    def seen(paragraph: str, run: str = "") -> str:
        text = f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>9</w:t></w:r></w:p>'
        return looks.text(etree.fromstring(text))

    assert seen("") == seen('<w:pStyle w:val="b"/>', '<w:vanish w:val="0"/>') == "9"
    assert seen('<w:pStyle w:val="a"/>') == seen('<w:pStyle w:val="b"/>') == seen("", '<w:rStyle w:val="b"/>') == ""


def test_a_document_saved_as_strict_open_xml_is_read():
    """Word's other way to save a docx: the same elements in another namespace."""
    usual = W[1:-1].encode()
    (strict,) = (other for other, known in STRICT if known == usual)
    report = read_report(read_document("北仑区2024.docx", with_runs(re.escape(usual), strict)), FORM, GAZETTEER)

    assert len(report.facts) == 200
