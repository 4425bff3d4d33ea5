"""A workbook is read as it is seen: what its formats show; a damaged cell is none."""

import pytest
from misread import BEILUN, FORM, GAZETTEER, layout, reworded
from standard_office import as_xlsx

from store.forms.form import FigureId
from store.read_report import read_report
from store.readers.kinds import read_document
from store.readers.number_formats import shown

FORMATS = {
    ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', 0.0): "-", ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', 585.0): "585",
    ("0;-0;;@", 0.0): "", ("0;-0;;@", 7.0): "7", ('0;-0;"-"', 0.0): "-", ("#", 0.0): "", ("0_ ", 5.0): "5", ("0_);[Red](0)", 4.0): "4",
    ("0_);[Red](0)", -4.0): None, ('0"件"', 5.0): "5", ("0,", 5000.0): None, ("0.0%", 0.5): None, ("0.0", 9.65): None,
    ("General", 9.65): "9.65", ('0"万"', 5.0): None, ("yyyy", 44000.0): None,
}  # fmt: skip


@pytest.mark.parametrize(("code", "value"), FORMATS)
def test_a_number_in_a_workbook_is_what_its_format_shows(code, value):
    """The number, a dash or nothing; where it shows another number, none."""
    assert shown(code, value) == FORMATS[code, value]


@pytest.mark.parametrize(
    "torn", ['</v>="B57">', '</v></c><c r="A57">', '</v><v>9</v></c><c r="B57">', '</v>9</c><c r="B57">']
)
def test_a_cell_of_a_workbook_that_holds_two_values_is_not_read(torn):
    """A start tag that was lost puts the next cell's value into this one; of two cells in one place neither is known."""
    book = reworded(as_xlsx(BEILUN, layout(BEILUN)), '</v></c><c r="B57">', torn)
    report = read_report(read_document("北仑区2024.xlsx", book), FORM, GAZETTEER)

    assert report.facts[FigureId("disputes", "review", "upheld")].value is None
