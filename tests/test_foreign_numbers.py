"""Digits and tables that are no figure of the report: marks of footnotes, counts that cannot be, tables of another thing."""

import pytest
from standard_form import as_html, sources

from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.read_report import read_file

FORM = load_form()
BEILUN = sources()[0]
PAGE = as_html(BEILUN, FORM.layouts[BEILUN.form])
LICENCES = FigureId("active", "licences", "decisions")
FEES = FigureId("active", "fees", "amount")
SMALL = (
    "<table><tr><td></td><td>网络</td><td>信函</td></tr>"
    "<tr><td>一、本年新收政府信息公开申请数量</td><td>90</td><td>12</td></tr></table>"
)
REVIEWS = (
    "<table><tr><td colspan=5>行政复议</td></tr><tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>"
    "<tr><td>31</td><td>4</td><td>9</td><td>6</td><td>50</td></tr></table>"
)


def read(page: str):
    return read_file("x.html", page.encode())


@pytest.mark.parametrize(
    "mark",
    [
        '<span style="position:relative;top:-4.0pt">1</span>', '<a href="#_ftn1" name="_ftnref1">1</a>',
        '<span style="vertical-align:3.0pt">1</span>', '<span style="vertical-align: 30%">1</span>',
    ],
)  # fmt: skip
def test_the_mark_of_a_footnote_is_no_digit_of_the_number(mark):
    """474394¹ is not 4743941, however the mark is raised."""
    fact = read(
        PAGE.replace("<td>474394</td>", f"<td>474394{mark}</td>").replace(">474394<", f">474394{mark}<", 1)
    ).facts[LICENCES]

    assert (fact.value, fact.state) == (None, "unreadable")


def test_digits_that_stand_on_the_line_are_one_number():
    """A style that moves nothing changes nothing."""
    page = PAGE.replace(">474394<", '>4743<span style="vertical-align:0;position:relative;top:0">94</span><', 1)

    assert read(page).facts[LICENCES].value == 474394


@pytest.mark.parametrize("printed", ["474.394", "-5"])
def test_a_count_that_cannot_be_is_no_figure(printed):
    """A part of a case, or fewer than none: unreadable, with a finding."""
    report = read(PAGE.replace(">474394<", f">{printed}<", 1))

    assert report.facts[LICENCES].state == "unreadable"
    assert any(finding.figures == (LICENCES,) and "不会是件数" in finding.sentence for finding in report.findings)


@pytest.mark.parametrize("note", ["注：行政事业性收费金额单位为元。", "备注：收费单位：元"])
def test_a_note_on_the_unit_of_the_fees_goes_before_the_label(note):
    """The column says 万元, the note under it 元: neither is taken for granted."""
    report = read(PAGE.replace("</table>", f"</table><p>{note}</p>", 1))

    assert report.facts[FEES].state == "unreadable"


def test_reconsiderations_told_in_the_overview_are_no_table_of_the_report():
    """All those of the district, where the fourth section has no table."""
    own = PAGE[: PAGE.rindex("<table>")] + PAGE[PAGE.rindex("</table>") + len("</table>") :]
    heading = next(text for text in PAGE.split("<h2>") if text.startswith("一、")).split("</h2>")[0]
    report = read(own.replace(f"<h2>{heading}</h2>", f"<h2>{heading}</h2>{REVIEWS}", 1))

    assert {fact.state for figure, fact in report.facts.items() if figure.table == "disputes"} == {"unreadable"}
    assert "table_elsewhere" in {finding.code for finding in report.findings}


def test_a_small_table_by_another_thing_costs_nothing_of_the_whole_one():
    """Applications by channel, in the text: the standard table beside it is read."""
    report = read(PAGE.replace("<h2>三、", f"{SMALL}<h2>三、", 1))

    assert report.facts[FigureId("requests", "new", "total")].raw == BEILUN.cells[FigureId("requests", "new", "total")]
    assert len([figure for figure in report.facts if figure.table == "requests"]) == 175


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"), ("1.信访举报投诉类申请", "1.信访、举报、投诉类申请"),
        ("2.没有现成信息需要另行制作", "2.没有现成信息，需要另行制作"), ("1.属于国家秘密", "1\\.属于国家秘密"),
    ],
)  # fmt: skip
def test_a_label_with_a_pause_or_an_escape_is_the_same_row(official, printed):
    """As the regulation itself writes it, and as converters do."""
    assert official in PAGE
    assert len(read(PAGE.replace(official, printed)).facts) == len(read(PAGE).facts)


def test_the_time_at_which_a_page_was_printed_is_no_caption():
    """2025/1/22 10:32 over a table of 2024."""
    page = PAGE.replace("<h2>三、", "<p>2026/1/22 10:32</p><h2>三、", 1).replace(
        "<table>", "<p>2026/1/22 10:32</p><table>", 2
    )

    assert len(read(page).facts) == len(read(PAGE).facts)
