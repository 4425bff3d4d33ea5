"""Scans: read by recognition, kept where the sums of the tables prove it.  Needs the extra `ocr`."""

import pytest
from standard_form import sources

from store.document import NeedsRecognitionError
from store.forms.form_files import load_form
from store.read_report import read_file
from store.readers.cells import read_cell

pytest.importorskip("rapidocr")
from standard_picture import as_scan

FORM = load_form()


@pytest.mark.parametrize(("dpi", "skew", "noise", "quality"), [(150, 0, 0, 90), (200, 0.8, 6, 60), (100, 0, 0, 50)])
def test_no_cell_of_a_scan_is_wrong(dpi, skew, noise, quality):
    """What is read equals the paper; what is not proved is unreadable; the report says how it was read."""
    source = next(s for s in sources() if s.file.startswith("淮安"))
    report = read_file("x.pdf", as_scan(source, FORM.layouts["2021"], dpi, skew, noise, quality), recognise=True)
    read = {figure: fact.value for figure, fact in report.facts.items() if fact.value is not None}

    assert {figure: value for figure, value in read.items() if value != read_cell(source.cells[figure]).value} == {}
    assert read
    assert "recognised" in {finding.code for finding in report.findings}


def test_a_scan_is_asked_about_before_it_is_recognised():
    """Recognition has limits of its own, so it is not begun by itself."""
    source = sources()[0]
    with pytest.raises(NeedsRecognitionError, match="wenshu\\[ocr\\]"):
        read_file("x.pdf", as_scan(source, FORM.layouts["2021"], 100))
