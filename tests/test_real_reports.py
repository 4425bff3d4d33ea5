"""The same reading over a folder of real reports, named by WENSHU_REAL_REPORTS, with their figures in figures.json."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from store.agencies.agency import load_gazetteer
from store.document import UnreadableError
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.read_report import read_report
from store.readers.cells import read_cell
from store.readers.kinds import read_document

FOLDER = Path(os.environ.get("WENSHU_REAL_REPORTS", ""))
FIGURES = next(
    (p for p in (FOLDER / "figures.json", FOLDER.parent / "figures.json") if FOLDER.name and p.is_file()), None
)
FORM, GAZETTEER = load_form(), load_gazetteer()
REPORTS = (
    [r for r in json.loads(FIGURES.read_text("utf-8")) if r["report"] and r["form"] in FORM.layouts] if FIGURES else []
)

pytestmark = pytest.mark.skipif(not FIGURES, reason="WENSHU_REAL_REPORTS names no folder with a figures.json")


def truth_of(raw: dict) -> dict[FigureId, Decimal | None]:
    """Figure -> printed number, None where the cell is blank or more than a number; by the order of the form's rows and columns."""
    layout = FORM.layouts[raw["form"]]
    found = {}
    for table, key in (("active", "table2"), ("requests", "table3"), ("disputes", "table4")):
        flat = [value for row in raw[key].values() for value in row.values()]
        numbers = [read_cell(str(value)).value for value in flat]
        found |= dict(zip([f for f in layout.labels if f.table == table], numbers, strict=True))
    return found


@pytest.mark.parametrize("raw", REPORTS, ids=lambda r: r["report"])
def test_no_cell_of_a_real_report_is_wrong(raw):
    """Every cell that is read equals the known figure; what is not read is declared."""
    path = FOLDER / raw["report"]
    try:
        report = read_report(read_document(path.name, path.read_bytes()), FORM, GAZETTEER)
    except UnreadableError as error:
        pytest.skip(f"not read: {error}")
    truth = truth_of(raw)
    read = {f: fact.value for f, fact in report.facts.items() if fact.value is not None}

    assert {f: v for f, v in read.items() if v != truth[f]} == {}
    assert len(report.facts) == len(truth) or report.findings


@pytest.mark.parametrize(
    "raw", [r for r in REPORTS if Path(r["report"]).suffix in (".txt", ".html", ".pdf")], ids=lambda r: r["report"]
)
def test_real_text_html_and_pdf_reports_are_read_whole(raw):
    """Every cell of the form."""
    path = FOLDER / raw["report"]
    report = read_report(read_document(path.name, path.read_bytes()), FORM, GAZETTEER)

    assert len(report.facts) == len(truth_of(raw))
    if raw["report"] == "beilun_2024.txt":
        assert [f.code for f in report.findings] == ["balance", "balance", "prose"]
