"""What is wrong with a report: in itself, in its text, against its level, and against the year before."""

import pytest
from standard_form import as_html, sources

from store.agencies.agency import load_gazetteer
from store.database.database import open_writer
from store.database.fetching import read_across, read_catalogue
from store.database.saving import put_back, remove
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.loading.files import File
from store.loading.load import load
from store.read_report import read_report
from store.readers.kinds import read_document

FORM, GAZETTEER = load_form(), load_gazetteer()
LAYOUT = FORM.layouts["2021"]
HUAIAN = next(s for s in sources() if s.file.startswith("淮安"))


def findings(source, code):
    report = read_report(read_document("x.html", as_html(source, LAYOUT).encode()), FORM, GAZETTEER)
    return [f for f in report.findings if f.code == code]


def huaian(**changes):
    source = next(s for s in sources() if s.file.startswith("淮安"))
    for name, value in changes.items():
        setattr(source, name, value)
    return source


@pytest.mark.parametrize(
    ("sentence", "is_wrong"),
    [
        ("全年办理结果中予以公开{granted}件，占70.00%。", True), ("全年办理结果中予以公开{granted}件，占{share:.2f}%。", False),
        ("全年办理结果中予以公开{granted}件，占{share:.1f}%。", False), ("全年办理结果中予以公开{granted}件，约占70%。", False),
    ],
)  # fmt: skip
def test_a_share_in_the_text_is_recomputed(sentence, is_wrong):
    """It must be the share of some total of table 3, as exactly as it is printed."""
    granted, closed = (int(HUAIAN.cells[FigureId("requests", row, "total")]) for row in ("granted", "closed"))
    source = huaian(text={"overview": [sentence.format(granted=granted, share=granted * 100 / closed)]})
    found = findings(source, "stated_share")

    assert bool(found) == is_wrong
    assert not found or "70.00%" in found[0].sentence


@pytest.mark.parametrize(
    ("agency", "is_wrong"),
    [("宁波市北仑区人民政府", True), ("桃江县松木塘镇人民政府", True), ("淮安市人民政府", False), ("浙江省人民政府", False)],
)  # fmt: skip
def test_rules_of_a_body_that_can_make_none_are_marked(agency, is_wrong):
    """规章 are made by provinces and cities only; the figure stays as printed."""
    source = huaian(agency=agency)
    source.cells[FigureId("active", "rules", "made")] = "2"

    assert bool(findings(source, "impossible")) == is_wrong


def test_a_unit_in_a_cell_that_is_not_its_columns_is_marked():
    """251000元 in a column of 万元."""
    source = huaian()
    source.cells[FigureId("active", "fees", "amount")] = "251000元"
    (found,) = findings(source, "unit_in_cell")

    assert "251000元" in found.sentence
    assert "万元" in found.sentence


@pytest.fixture
def two_years(tmp_path):
    """2023 and 2024 of one body, the later one not following from the earlier."""
    before, after = huaian(year=2023), huaian(year=2024)
    before.cells[FigureId("requests", "carried_out", "total")] = "77"
    before.cells[FigureId("active", "licences", "decisions")] = "3"
    after.cells[FigureId("active", "licences", "decisions")] = "4000"
    files = []
    for source in (after, before):
        files.append(tmp_path / f"{source.year}.html")
        files[-1].write_text(as_html(source, LAYOUT), "utf-8")
    db = open_writer(tmp_path / "db")
    assert [o.status for o in load(db, map(File, files))] == ["loaded"] * 2
    return db


def across(db):
    return {
        entry.year: {f.code: f.sentence for f in read_across(db.conn, entry.id)}
        for entry in read_catalogue(db.conn).entries
    }


def test_the_year_before_is_compared_whichever_is_loaded_first(two_years):
    """结转, 现行有效, and figures that jump: with the later report, both numbers in the sentence."""
    found = across(two_years)

    assert found[2023] == {}
    assert {"carried", "in_force", "jump"} <= set(found[2024])
    assert "77" in found[2024]["carried"]
    assert "4000" in found[2024]["jump"]


def test_comparisons_follow_when_a_report_is_taken_out_and_put_back(two_years):
    """Without the year before there is nothing to compare with."""
    (agency,) = {entry.agency for entry in read_catalogue(two_years.conn).entries}
    remove(two_years, agency, 2023, FORM)
    alone = across(two_years)
    put_back(two_years, agency, 2023, FORM)

    assert alone == {2024: {}}
    assert across(two_years)[2024]


def test_a_blank_cannot_tell():
    """An equation with a blank in it neither holds nor fails."""
    source = huaian()
    source.cells[FigureId("requests", "new", "total")] = ""

    assert not [f for f in findings(source, "balance") if any(g.column == "total" for g in f.figures)]


def test_every_kind_of_finding_says_how_sure_it_is():
    """确定, 可能 or 提示."""
    assert {kind.sure for kind in FORM.findings.values()} == {"确定", "可能", "提示"}
