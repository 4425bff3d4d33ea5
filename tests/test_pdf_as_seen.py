"""A PDF is read as it is seen: not what is drawn invisibly, slanted, in white, or struck out."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table
from standard_form import sources
from standard_pdf import as_pdf

from store.agencies.agency import load_gazetteer
from store.document import NeedsRecognitionError
from store.forms.form_files import load_form
from store.read_report import read_report
from store.readers import from_pdf
from store.readers.cells import read_cell
from store.readers.kinds import read_document

FORM, GAZETTEER = load_form(), load_gazetteer()
BEILUN = next(source for source in sources() if source.file == "北仑区2024")


def states(table: Table, under=None) -> list[str]:
    """How the cells of the first row are read."""
    buffer = io.BytesIO()
    draw = under or (lambda *_: None)
    SimpleDocTemplate(buffer, pagesize=A4).build([table], onFirstPage=draw)
    (grid,) = from_pdf.read(buffer.getvalue())
    return [read_cell(cell.text).state for cell in grid.rows[0]]


def printed(*looks) -> Table:
    return Table([["35", "12", "1"], ["5", "0", "7"]], style=[("GRID", (0, 0), (-1, -1), 1, "black"), *looks])


def test_a_white_number_is_not_read():
    """Nobody sees it on the page: what the table shows there is nothing."""
    assert states(printed(("TEXTCOLOR", (1, 0), (1, 0), "white"))) == ["printed", "unreadable", "printed"]


def test_a_number_that_lies_in_two_cells_is_not_read():
    """It is printed across the rule between them: of which it is, is not known."""
    across = printed(
        ("LEFTPADDING", (0, 0), (0, 0), 0), ("RIGHTPADDING", (0, 0), (0, 0), -9), ("ALIGN", (0, 0), (0, 0), "RIGHT")
    )

    assert states(across)[:2] == ["unreadable", "unreadable"]


def test_a_number_that_a_line_strikes_out_is_not_read():
    """The line is drawn over the digits, as word processors draw it."""
    width, height = printed().wrap(500, 500)
    middle = A4[1] - 72 - 6 - height / 4 + 0.5
    left = (A4[0] - width) / 2 + width / 3 + 5

    def strike(canvas, _):
        canvas.setLineWidth(0.6)
        canvas.line(left, middle, left + 14, middle)

    assert states(printed(), strike) == ["printed", "unreadable", "printed"]


def test_digits_of_a_watermark_across_the_page_are_none_of_the_table_s():
    def watermark(canvas, _):
        canvas.saveState()
        canvas.setFont("Helvetica", 30)
        canvas.setFillGray(0.8)
        for n in range(8):
            canvas.saveState()
            canvas.translate(100, 100 * n)
            canvas.rotate(45)
            canvas.drawString(0, 0, "2 0 2 4 0 1 2 3 4 5 6 7 8 9")
            canvas.restoreState()
        canvas.restoreState()

    data = as_pdf(BEILUN, FORM.layouts["2021"], under=watermark)
    report = read_report(read_document("北仑区2024.pdf", data), FORM, GAZETTEER)

    assert {f: x.value for f, x in report.facts.items()} == {f: read_cell(r).value for f, r in BEILUN.cells.items()}


@pytest.mark.parametrize("rules", ["GRID", ""])
def test_invisible_text_is_the_guess_of_a_machine_that_read_the_scan(rules):
    """A scan with a layer of text to search in: a scan all the same."""
    data = as_pdf(BEILUN, FORM.layouts["2021"], rules=rules, under=lambda canvas, _: canvas._code.append("3 Tr"))

    with pytest.raises(NeedsRecognitionError):
        from_pdf.read(data)
