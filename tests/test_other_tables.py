"""Tables of another body, year or report in the same file give this report nothing."""

import re

import pytest
from misread import BEILUN, SHANGHAI, SOURCES, layout, read
from standard_form import as_bars, as_html, as_lines

from store.document import UnreadableError


@pytest.mark.parametrize("piece", ["（二）部分公开（区分处", "二、上年结转政府"])
def test_a_piece_of_a_label_is_no_caption_of_another_body(piece):
    """处 and 政府 end names of bodies, and lines break where they will."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("\t（三）不予公开", f"\t{piece}\n\t（三）不予公开")

    assert not [f for f in read(text).findings if f.code == "other_body"]


@pytest.mark.parametrize(
    "above",
    [
        "<ul><li>2023年政府信息公开工作年度报告</li></ul>",
        "<p>上一篇：镇海区人民政府2023年政府信息公开工作年度报告</p>",
        "<p>相关链接</p><p>2022年政府信息公开工作年度报告</p><p>2023年政府信息公开工作年度报告</p>",
        "<p>根据国务院办公厅2021年印发的政府信息公开工作年度报告格式编制。</p>",
        "<p>2025-01-20 北仑区人民政府2024年政府信息公开工作年度报告</p>",
        "<p>镇海区人民政府门户网站 2024年政府信息公开工作年度报告</p>",
        "<table><tr><td>镇海区人民政府2023年政府信息公开工作年度报告</td></tr></table>",
    ],
)
def test_other_reports_named_on_the_page_do_not_take_its_place(above):
    """Links, preambles, dates and site names around the title."""
    report = read(as_html(BEILUN, layout(BEILUN)).replace("<body>", f"<body>{above}"), "x.html")

    assert (report.agency.id, report.year) == ("330206/人民政府", 2024)


def test_two_reports_in_one_file_are_not_put_together():
    """The second one's figures do not fill the gaps of the first."""
    first = as_html(BEILUN, layout(BEILUN))
    first = first[: first.index("<h2>四、")]
    other = SOURCES["淮安市2024"]

    with pytest.raises(UnreadableError, match="拆成一份一个文件"):
        read(first + as_html(other, layout(other)))


def test_last_years_table_beside_this_years_is_not_taken_for_it():
    """Two forms of one table in a file: neither is read, and a finding says so."""
    page, old = (as_html(s, layout(s)) for s in (BEILUN, SHANGHAI))
    table = old[old.index("<table>") : old.index("</table>") + len("</table>")]
    report = read(page.replace("<h2>三、", f"{table}<h2>三、", 1))

    assert not [figure for figure in report.facts if figure.table == "active"]
    assert "two_layouts" in {finding.code for finding in report.findings}


TABLE_3 = re.compile(r"(<h2>三、[^<]*</h2>)(.*?)(<h2>四、)", re.DOTALL)


@pytest.mark.parametrize(
    ("caption", "own"),
    [
        ("鄞州区2024年收到和处理政府信息公开申请情况统计表", False), ("附件：浙江省政府信息公开申请情况统计表", False),
        ("宁波市北仑区政府信息公开申请情况统计表", True), ("表三：全区政府信息公开申请情况统计表", True),
        ("北仑区教育局依申请公开情况表", False), ("北仑区人民政府办公室依申请公开情况表", True), ("其中：公安分局", False),
        ("政府信息公开申请统计表", True), ("附件：政府信息公开工作年度报告数据表", True), ("各单位收到和处理政府信息公开申请情况", True),
        ("鄞州区教育局", False), ("下属单位汇总", False), ("填报单位：北仑区人民政府办公室", True), ("本机关情况如下：", True),
        ("附件：大田县教育局", False), ("二、区教育局", False), ("附件：各镇（街道）汇总表", False),
        ("城关镇人民政府收到和处理申请情况", False), ("区属各部门合计情况表", False), ("其中：区教育局情况", False),
        ("全市收到和处理政府信息公开申请情况", False), ("全区各单位汇总情况：", True), ("市局申请情况", False),
    ],
)  # fmt: skip
def test_a_table_captioned_with_another_body_is_not_read_as_this_ones(caption, own):
    """The other tables are; a government's office speaks for it."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("<table", page.index("三、收到"))
    report = read(f"{page[:at]}<p>{caption}</p>{page[at:]}")

    assert ("requests" in report.layouts) is own
    assert ("other_body" in [finding.code for finding in report.findings]) is not own


def test_a_table_captioned_with_another_year_is_not_read_as_this_years():
    """The report's own table is a picture, last year's stands in the appendix."""
    page = as_html(BEILUN, layout(BEILUN))
    table = TABLE_3.search(page)[2]
    page = TABLE_3.sub(r"\1<p><img></p>\3", page) + f"<h2>附表：2023年收到和处理政府信息公开申请情况</h2>{table}"
    report = read(page)

    assert not any(figure.table == "requests" for figure in report.facts)
    assert "other_year" in [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    "caption",
    [
        "上年度收到和处理政府信息公开申请情况",
        "（对比）去年同期",
        "2024年上半年情况",
        "填表示例",
        "（一）2023年申请情况",
        "附：2023年数据",
        "附件：2023年度",
        "与2023年对比",
        "2023年数据如下：",
        "同期数据（2023年）",
        "对比表：",
        "（2023年数据，供对比）",
        "为便于比较，上年度情况如下：",
        "2023年度情况统计表",
    ],
)
@pytest.mark.parametrize("printed", [as_html, as_lines])
def test_a_table_of_another_time_is_not_read_as_this_years(caption, printed):
    """Nor one that only shows how to fill it in; in a page, and with a cell a line."""
    page = printed(BEILUN, layout(BEILUN))
    at = page.index("<table" if printed is as_html else "申请人情况", page.index("三、收到"))
    report = read(
        f"{page[:at]}<p>{caption}</p>{page[at:]}" if printed is as_html else f"{page[:at]}{caption}\n{page[at:]}"
    )

    assert not any(figure.table == "requests" for figure in report.facts)
    assert "other_year" in [finding.code for finding in report.findings]
    assert "disputes" in report.layouts


@pytest.mark.parametrize("caption", ["2023年收到和处理政府信息公开申请情况", "上年度数据", "其中：区教育局情况"])
def test_a_caption_may_stand_in_the_first_row_of_its_table(caption):
    """The rows below it are not read; those above are."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("<tr", page.index("三、收到"))
    report = read(f"{page[:at]}<tr><td colspan=10>{caption}</td></tr>{page[at:]}")

    assert not any(figure.table == "requests" for figure in report.facts)
    assert "disputes" in report.layouts


def test_an_appendix_of_last_year_holds_all_its_tables():
    """Its heading stands over the first only."""
    page = as_html(BEILUN, layout(BEILUN))
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    own = re.sub(r"<table.*?</table>", "<p><img></p>", page, flags=re.DOTALL)
    page = own + tables[0] + "<h2>附件：2023年度政府信息公开有关数据</h2>" + "<p>表</p>".join(tables[1:])
    report = read(page)

    assert {figure.table for figure in report.facts} == {"active"}


def test_a_second_table_does_not_fill_the_gaps_of_the_first():
    """Without a caption it may be anybody's; neither is believed."""
    page = as_html(BEILUN, layout(BEILUN))
    table = TABLE_3.search(page)[2]
    other = re.sub(r">(\d+)<", lambda m: f">{int(m[1]) + 7}<", table)
    lacking = re.sub(r"<tr>(?:(?!</tr>).)*二、上年结转.*?</tr>", "", table, flags=re.DOTALL)
    report = read(page.replace(table, lacking + "<p>另一张表</p>" + other))

    assert {fact.state for figure, fact in report.facts.items() if figure.table == "requests"} == {"unreadable"}
    assert "two_tables" in [finding.code for finding in report.findings]


@pytest.mark.parametrize("instead", ["待统计", "**", "见附件"])
@pytest.mark.parametrize("printed", [as_html, as_lines, as_bars])
def test_a_second_table_does_not_stand_for_a_first_that_gives_no_number(instead, printed):
    """The one row of table 4 says 待统计 fifteen times."""
    page = printed(BEILUN, layout(BEILUN))
    start = page.index("四、政府信息公开")
    table = page[
        page.index("\n", start) if printed is not as_html else page.index("<table", start) : page.index("五、存在")
    ]
    without = re.sub(r"(?<=[>\t ])\d+(?=[<\n ])", instead, table)
    report = read(page.replace(table, f"{without}\n对比\n{table}"))

    assert without.count(instead) == 15
    assert not any(fact.value is not None for figure, fact in report.facts.items() if figure.table == "disputes")


def test_a_row_of_dashes_is_one():
    """It rules off no header where it is not right below the first row."""
    page = as_bars(BEILUN, layout(BEILUN))
    start = page.index("四、政府信息公开")
    table = page[page.index("\n", start) : page.index("五、存在")]
    dashes = re.sub(r"(?<= )\d+(?= )", "-", table)
    facts = [fact for figure, fact in read(page.replace(table, dashes)).facts.items() if figure.table == "disputes"]

    assert [fact.raw for fact in facts] == ["-"] * 15


def test_what_an_appendix_of_another_body_holds_is_all_its_own():
    """Its tables have no captions of their own."""
    page = as_html(BEILUN, layout(BEILUN))
    tables = "".join(re.findall(r"<table.*?</table>", page, re.DOTALL))
    other = re.sub(r">(\d+)<", lambda m: f">{int(m[1]) + 7}<", tables)
    report = read(page + f"<p>附件：大田县教育局</p>{other}")

    assert {f: str(fact.value) for f, fact in report.facts.items()} == {
        f: str(fact.value) for f, fact in read(page).facts.items()
    }


def test_two_whole_reports_in_one_file_are_refused():
    """The second title stands after the first report's tables, before its own."""
    first = as_html(BEILUN, layout(BEILUN))
    second = first.replace(BEILUN.title, "宁波市镇海区人民政府2023年政府信息公开工作年度报告").replace("585", "586")

    with pytest.raises(UnreadableError, match="不止一份报告"):
        read(first + second)


@pytest.mark.parametrize("note", ["注：以上为2022年数据。", "（2022年度）", "数据来源：2022年度统计"])
def test_a_note_under_a_table_takes_it_away(note):
    """Nothing above it says whose it is."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("</table>", page.index("三、收到")) + len("</table>")
    report = read(f"{page[:at]}<p>{note}</p>{page[at:]}")

    assert "requests" not in report.layouts
    assert "other_year" in [finding.code for finding in report.findings]


def test_the_second_page_of_another_years_table_is_not_this_years():
    """The caption stands over the first page alone."""
    page = as_html(BEILUN, layout(BEILUN))
    start = page.index("<table", page.index("三、收到"))
    cut = page.index("<tr", page.index("国家秘密", start))
    report = read(f"{page[:start]}<p>2023年数据如下：</p>{page[start:cut]}</table><table>{page[cut:]}")

    assert "requests" not in report.layouts


def test_a_number_merged_over_two_rows_is_of_neither():
    """行政处罚 and 行政强制 share one cell."""
    page = as_html(BEILUN, layout(BEILUN))
    row = re.search(
        r"<tr[^>]*>\s*<td[^>]*>行政处罚</td>\s*(<td[^>]*>[\d,]+</td>)\s*</tr>\s*<tr[^>]*>\s*<td[^>]*>行政强制</td>\s*(<td[^>]*>[\d,]+</td>)",
        page,
    )
    merged = row[0].replace(row[2], "").replace(row[1], row[1].replace("<td", '<td rowspan="2"'))
    report = read(page.replace(row[0], merged))
    states = {f.row: fact.state for f, fact in report.facts.items() if f.row in ("penalties", "coercion")}

    assert set(states.values()) <= {"unreadable"}


def test_a_line_of_links_with_bars_is_no_table():
    """首页 | 政务公开 over a report of one cell a line costs nothing."""
    text = as_lines(BEILUN, layout(BEILUN))

    assert len(read(f"首页 | 政务公开 | 政务服务\n{text}").facts) == len(read(text).facts)
