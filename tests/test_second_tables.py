"""A file that prints a table twice: last year's, a part's, a copy.  What only the other one shows is nobody's."""

import re

import pytest
from misread import FORM, read, wrong
from standard_form import as_html, as_lines, sources

from store.document import UnreadableError

BEILUN = next(source for source in sources() if source.file.startswith("北仑区2024"))
LAYOUT = FORM.layouts[BEILUN.form]
FIFTH = "五、存在的主要问题"


def section(text: str, start: str, end: str) -> str:
    """A part of a text, from one heading to the next."""
    at = text.index(start)
    return text[at : text.index(end, at + 1)]


def other(table: str) -> str:
    """A table with other numbers."""
    return re.sub(r"(?<=\t)\d+(?=\n)|(?<=>)\d+(?=<)", "9876", table)


def without_a_cell(table: str, label: str) -> str:
    """A row that lost a cell, so that it cannot be read."""
    at = table.index(label) + len(label)
    return table[:at] + re.sub(r"\t?\d+\n", "", table[at:], count=1)


@pytest.mark.parametrize(
    "caption",
    [
        "附：2023年度收到和处理政府信息公开申请情况（供对比）",
        "（2023年政府信息公开申请情况）",
        "其中：本机关",
        "对照",
        "",
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_a_row_that_cannot_be_read_is_not_filled_from_another_table(caption, marked):
    """One cell a line: row （一）予以公开 lost a cell, and a second table has seven."""
    text = as_lines(BEILUN, LAYOUT)
    table = section(text, "三、收到和处理", "四、政府信息公开行政复议")
    torn = without_a_cell(table, "（一）予以公开")
    second = other(table.split("\n", 1)[1])
    text = text.replace(table, torn + "\n").replace(FIFTH, f"{caption}\n{second}\n{FIFTH}")

    assert wrong(text if marked else text.replace("\t", ""), BEILUN) == {}


@pytest.mark.parametrize(
    "caption",
    ["2023年政府信息公开行政复议、行政诉讼情况", "（2023年政府信息公开行政复议、行政诉讼情况）", "其中：本机关", ""],
)
def test_a_table_four_that_cannot_be_read_is_not_taken_from_another(caption):
    text = as_lines(BEILUN, LAYOUT)
    table = section(text, "四、政府信息公开行政复议", FIFTH)
    second = other(table.split("\n", 1)[1])
    torn = re.sub(r"\t\d+\n", "", table, count=1)
    text = text.replace(table, f"{torn}\n{caption}\n{second}\n")

    assert wrong(text, BEILUN) == {}


def test_an_appendix_of_last_year_repeats_the_sections_and_stays_last_year_s():
    """附件：2023年度…, with sections and labels of its own (1.本机关不掌握…)."""
    text = as_lines(BEILUN, LAYOUT)
    tables = section(text, "二、主动公开政府信息情况", FIFTH)
    torn = without_a_cell(tables, "3.重复申请" if "3.重复申请" in tables else "2.重复申请")
    appendix = "附件：2023年度主动公开、申请办理、复议诉讼情况表\n" + other(tables)
    report = read(text.replace(tables, torn) + "\n" + appendix)

    assert {finding.code for finding in report.findings} >= {"other_year"}
    assert wrong(text.replace(tables, torn) + "\n" + appendix, BEILUN) == {}
    assert len(report.facts) >= 180


def test_a_row_that_only_the_second_of_two_tables_has_is_named_and_not_taken():
    page = as_html(BEILUN, LAYOUT)
    row = re.search(r"<tr><td>2\.重复申请.*?</tr>", page)[0]
    tables = re.findall(r"<table>.*?</table>", page, re.DOTALL)
    second = next(table for table in tables if row in table)
    report = read(page.replace(row, "").replace("</body>", f"<p>另附</p>{second}</body>"))

    assert not any(figure.row == "repeated" for figure in report.facts)
    assert any(finding.code == "two_tables" and "重复申请" in finding.sentence for finding in report.findings)


def test_a_table_printed_twice_alike_is_read():
    page = as_html(BEILUN, LAYOUT)
    tables = "".join(re.findall(r"<table>.*?</table>", page, re.DOTALL))

    assert len(read(page.replace("</body>", f"{tables}</body>")).facts) == 200


def test_a_blank_column_without_a_name_moves_no_row():
    """A row whose first number is blank looks as if its label covered it; the others have a number there."""
    text = """北仑区2024年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
（勾稽关系） | 申请人情况
 | 自然人 | 法人或其他组织 | 总计
 |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |  |
一、本年新收政府信息公开申请数量 | 12 |  | 3 | 1 |  | 2 |  | 18
三、本年度办理结果 | （一）予以公开 | 4 |  |  | 8 |  |  |  | 12
 | （二）部分公开 |  |  |  | 10 |  |  |  | 10
 | （四）无法提供 | 1.本机关不掌握相关政府信息 |  |  |  | 34 |  |  |  | 34
"""
    with pytest.raises(UnreadableError):
        read(text)


def test_rows_that_only_another_layout_knows_are_declared_and_not_lost():
    """A head that is too narrow by a column and spans no rows: only the layout of 2019 takes it where the totals prove nothing."""
    head = '<tr><td>自然人</td><td colspan="4">法人或其他组织</td><td>总计</td></tr><tr><td></td>'
    page = as_html(BEILUN, LAYOUT).replace(
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>\n<tr>', head
    )
    page = page.replace("<td>其他</td></tr>\n<tr><td colspan", "<td>其他</td><td></td></tr>\n<tr><td colspan")
    proved = read(page)
    report = read(re.sub(r"<td>(\d+)</td></tr>", lambda total: f"<td>{int(total[1]) + 1}</td></tr>", page))
    said = "".join(finding.sentence for finding in report.findings if finding.code == "columns_unknown")

    assert wrong(page, BEILUN) == {}
    assert len([figure for figure in proved.facts if figure.table == "requests"]) == 175
    assert any(figure.row == "reissue" for figure in report.facts)
    assert "表三有 3 行" in said
