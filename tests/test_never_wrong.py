"""Damaged and misleading documents: a figure is right, unreadable or absent with a finding, never another number."""

import os
import re
import time
from collections import Counter
from contextlib import suppress

import pytest
from misread import BEILUN, FORM, SHANGHAI, SOURCES, layout, read, wrong
from standard_form import as_bars, as_html, as_lines

from store.database.database import open_writer
from store.document import Cell, Place, UnreadableError
from store.forms.form import FigureId
from store.loading.files import File, files_in
from store.loading.load import load
from store.readers import from_pdf

NEW = "一、本年新收政府信息公开申请数量"

OUTCOMES = " | ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)


@pytest.mark.parametrize("extra", ["<td></td>", "<td>7</td>"])
def test_no_extra_cell_moves_a_number(extra):
    """A cell too many before each cell of the form of 2019."""
    page = as_html(SHANGHAI, layout(SHANGHAI))
    moved = {}
    for match in re.finditer(r"<td", page):
        found = wrong(page[: match.start()] + extra + page[match.start() :], SHANGHAI)
        if set(found.values()) - {"7"}:
            moved[match.start()] = found

    assert moved == {}


HEADERS = {
    "the total in second place": (
        "| 项目 | 自然人 | 总计 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
        f"| {NEW} | 580 | 585 | 3 | 0 | 0 | 0 | 2 |",
    ),
    "a column of line numbers": (
        "| 项目 | 行次 | 自然人 | 法人或其他组织 | 总计 |\n| | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |",
        f"| {NEW} | 1 | 580 | | 0 | 0 | 0 | 2 | 582 |",
    ),
    "last year's column first": ("| 信息内容 | 上年处理决定数量 | 本年处理决定数量 |", "| 行政许可 | 999 | |"),
    "last year's column last": ("| 信息内容 | 本年处理决定数量 | 上年处理决定数量 |", "| 行政许可 | | 999 |"),
    "stars that fit several rows": ("| 信息内容 | 本年处理决定数量 |", "| 行政** | 97 |"),
    "another table": (
        "| 项目 | 一季度 | 二季度 | 三季度 | 四季度 | 小计 | 上年 | 增减 |",
        "| 2.重复申请 | 11 | 12 | 13 | 14 | 50 | 40 | 10 |",
    ),
    "groups the other way round": (
        f"| 行政诉讼 | 行政复议 |\n| 未经复议直接起诉 | 复议后起诉 |\n| {OUTCOMES} |",
        f"| {' | '.join(map(str, range(1, 16)))} |",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_that_proves_nothing_gives_nothing(case):
    """Other orders, unknown columns, stars that fit several rows, another table's header: the row is not read."""
    text = "\n".join(["北仑区2024年政府信息公开工作年度报告", *HEADERS[case], "| 规章 | 0 | 0 | 0 |", ""])
    facts = {}
    with suppress(UnreadableError):
        facts = read(text).facts

    assert [f for f, fact in facts.items() if fact.value] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "比上年少公开政府信息500条。", "计划2025年公开政府信息500条。", "上年公开政府信息500条。", "日均公开政府信息20条。",
        "不予公开政府信息35条。", "2023年公开政府信息30000条。", "其中区教育局公开政府信息12条。", "撤销公开政府信息3条。",
        "撤回公开政府信息8条。", "整改错误公开信息32条。", "应公开政府信息100条。", "转载公开信息900条。", "审核公开信息560条。",
        "今年新增56条，累计公开政府信息12800条。", "公开政府信息5600条（含历年）。",
        "全市累计公开政府信息20.3万条，我区排名第3位。", "市教育局公开政府信息300条。", "公开政府信息超过2000条的有7个部门。",
        "下属事业单位公开政府信息7条。",
    ],
)  # fmt: skip
def test_a_number_of_something_else_gets_no_name(sentence):
    """Another year, a plan, an average, a part: the sentence is kept, the figure is not this year's."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("<p>（一）主动公开")
    report = read(page[:at] + f"<p>{sentence}</p>" + page[page.index("</p>", at) + 4 :])

    assert [s for s in report.stated if s.id == "published"] == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("协助市政府召开新闻发布会3场。", []), ("参加省政府新闻发布会4场，召开新闻发布会12场。", [12]), ("取消新闻发布会2场。", []),
        ("召开新闻发布会10场，其中教育系统召开新闻发布会3场。", [10]),
        ("市政府新闻办举办新闻发布会48场。", []), ("在市政府网站公布，举办新闻发布会2场。", [2]),
    ],
)  # fmt: skip
def test_press_conferences_of_others_and_parts_of_them_are_none_of_this_body(sentence, told):
    """Those that it held are, once."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("<p>（一）主动公开")
    report = read(page[:at] + f"<p>{sentence}</p>" + page[page.index("</p>", at) + 4 :])

    assert [s.value for s in report.stated if s.id == "press_conferences"] == told


def test_a_district_of_several_cities_is_told_by_the_city_its_text_names():
    """鼓楼区 in a report that speaks of 徐州 is the one of 徐州; with no city named it is refused, not put with the others."""
    page = as_html(BEILUN, layout(BEILUN)).replace("北仑", "鼓楼")
    known = read(page.replace("存在的问题", "徐州市鼓楼区存在的问题"), "x.html")

    assert known.agency.id == "320302/人民政府"
    with pytest.raises(UnreadableError, match="--agency"):
        read(page, "x.html")


HOSTILE = {
    "prose": "1条" * 20_000,
    "labels": "总计\n" * 50_000,
    "blank lines": "\n" * 90_000,
    "spans": "<table><tr>" + "<td colspan=1000 rowspan=65534>" * 1000 + "<tr>" * 20_000,
    "a billion columns": "<table><tr><td colspan=1000000000>1</table>",
    "nesting": "<p>" + "<b>" * 20_000,
    "bars": "|" * 100_000,
    "attributes": "<td " + "a " * 200_000,
    "tabs": "北仑区2024\t" * 5000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_ends_soon(kind):
    """Refused or read within seconds."""
    text = HOSTILE[kind]
    start = time.perf_counter()
    with suppress(UnreadableError):
        read(text if "<" in text else as_lines(BEILUN, layout(BEILUN)) + text)

    assert time.perf_counter() - start < 10


def test_one_unforeseen_file_does_not_stop_the_others(tmp_path):
    """A name that is no UTF-8, a pipe: reported, and the rest is loaded."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(as_lines(BEILUN, layout(BEILUN)), "utf-8")
    huaian = SOURCES["淮安市2024"]
    (folder / os.fsdecode(b"\xff\xfe\xb1\xb1.txt")).write_text(as_bars(huaian, layout(huaian)), "utf-8")
    os.mkfifo(folder / "pipe")
    db = open_writer(tmp_path / "db")
    outcomes = list(load(db, [*files_in([folder]), File(folder / "pipe")]))

    assert sorted(o.status for o in outcomes) == ["loaded", "loaded", "rejected"]


def test_a_page_that_breaks_off_inside_a_number_does_not_give_its_beginning():
    """58 of 585 is no figure."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("<td>585</td>")
    report = read(page[: at + len("<td>58")])

    assert report.facts[FigureId("requests", "new", "total")].state == "unreadable"


@pytest.mark.parametrize(
    ("printed", "is_read"),
    [
        ("2.其他法律行政止公开", True), ("2.其他法律行政法規禁止公开", True), ("2.其他法律****禁止公开", True),
        ("2.其他法律", True), ("2.其他法律行政…", True), ("2.其他法", False), ("8.其他法律", False),
        ("8.其他法律行政止公开", False), ("2.另有法律行政规章可以公开", False),
    ],
)  # fmt: skip
def test_a_damaged_label_is_known_only_where_it_can_be_one_row_alone(printed, is_read):
    """Its end cut off, lost characters, one misread, stars; never less than four characters, never with another number."""
    source = FORM.layouts["2021"].labels
    page = as_html(BEILUN, layout(BEILUN)).replace("2.其他法律行政法规禁止公开", printed)
    row = {figure: fact for figure, fact in read(page).facts.items() if figure.row == "refused_law"}

    assert bool(row) == is_read
    assert not row or len(row) == sum(figure.row == "refused_law" for figure in source)


def test_a_label_cut_so_short_that_it_begins_two_rows_is_neither():
    """属于行政: 属于行政执法案卷 or 属于行政查询事项."""
    page = as_html(BEILUN, layout(BEILUN)).replace("7.属于行政执法案卷", "属于行政")

    assert not any(figure.row == "refused_case_file" for figure in read(page).facts)


@pytest.mark.parametrize(("from_", "to"), [('colspan="5">法人', ">法人"), ('<td colspan="5">法人或其他组织</td>', "")])
def test_a_header_that_lost_a_span_moves_no_column(from_, to):
    """总计 then stands over the second column, and every label after it over another's numbers."""
    page = as_html(BEILUN, layout(BEILUN))
    assert from_ in page
    right = read(page).facts

    assert all(
        fact.value in (None, right[figure].value) for figure, fact in read(page.replace(from_, to)).facts.items()
    )


@pytest.mark.parametrize("lost", ["不", "新", "上"])
def test_a_label_that_lost_a_word_that_turns_it_is_none(lost):
    """不掌握 is not 掌握, 新收 not 收, 上年 not 年."""
    labels = {
        "不": "1.本机关不掌握相关政府信息",
        "新": "一、本年新收政府信息公开申请数量",
        "上": "二、上年结转政府信息公开申请数量",
    }
    page = as_html(BEILUN, layout(BEILUN))
    damaged = page.replace(labels[lost], labels[lost].replace(lost, ""))
    gone = {f.row for f in read(page).facts} - {f.row for f in read(damaged).facts}

    assert len(gone) == 1


@pytest.mark.parametrize(
    "rows",
    [
        "<tr>{numbers}</tr><tr>{values}</tr>", "<tr>{values}</tr><tr><td>合计</td>{values}</tr>",
        "<tr>{numbers}</tr><tr>{blanks}</tr>",
    ],
)  # fmt: skip
def test_a_row_that_numbers_the_columns_is_not_the_report_s(rows):
    """1, 2, 3 … under the header of table 4, or a second row of numbers: which one counts is not known."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.rindex("<tr>", 0, page.index("<h2>五、"))
    values = page[at + 4 : page.index("</tr>", at)]
    numbers, blanks = "".join(f"<td>{n}</td>" for n in range(1, 16)), "<td></td>" * 15
    changed = (
        page[:at] + rows.format(numbers=numbers, values=values, blanks=blanks) + page[page.index("</tr>", at) + 5 :]
    )

    assert wrong(changed, BEILUN) == {}


def test_the_unit_over_a_column_is_part_of_its_label():
    """收费金额（单位：元） is not the column of 万元."""
    page = as_html(BEILUN, layout(BEILUN)).replace("（单位：万元）", "（单位：元）")

    assert FigureId("active", "fees", "amount") not in read(page).facts


@pytest.mark.parametrize(("over", "label", "value"), [
    ("单位：件、元", "本年收费金额", None), ("单位：件、万元", "本年收费金额", "33608"),
    ("单位：件、元", "本年收费金额（单位：万元）", "33608"), ("", "本年收费金额", "33608"),
])  # fmt: skip
def test_the_unit_over_a_table_counts_where_the_column_says_none(over, label, value):
    """An amount in 元 is not one in 万元."""
    page = as_html(BEILUN, layout(BEILUN)).replace("本年收费金额（单位：万元）", label)
    fact = read(page.replace("<table", f"<p>{over}</p><table", 1)).facts[FigureId("active", "fees", "amount")]

    assert value == (None if fact.value is None else str(fact.value))


@pytest.mark.parametrize("unit", ["元", "亿元", "千元"])
def test_money_under_a_header_of_another_unit_is_not_taken_for_ten_thousands(unit):
    """本年收费金额（元） without the word 单位."""
    report = read(as_html(BEILUN, layout(BEILUN)).replace("（单位：万元）", f"（{unit}）"))

    assert FigureId("active", "fees", "amount") not in report.facts
    assert any(finding.code == "columns_unknown" for finding in report.findings)


def test_a_label_under_stars_is_not_told_by_its_number_alone():
    """属于**** with a row missing above: every number after it is another row's."""
    page = as_html(BEILUN, layout(BEILUN))
    secret = re.search(r"<tr>(?:(?!<tr>).)*1\.属于国家秘密.*?</tr>", page, re.DOTALL)[0]
    page = page.replace(re.search(r"<td[^>]*>1\.属于国家秘密</td>.*?</tr>", secret, re.DOTALL)[0], "</tr>")
    for number, label in ((8, "属于行政查询事项"), (7, "属于行政执法案卷")):
        page = page.replace(f"{number}.{label}", f"{number - 1}.属于****")

    assert wrong(page, BEILUN) == {}


def test_a_date_over_a_heading_leaves_nothing_out():
    """The day on which a report was signed is no caption."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("三、收到和处理", "2025年1月20日\n三、收到和处理", 1)
    report = read(text)

    assert len(report.facts) == 200
    assert not any(finding.code == "other_year" for finding in report.findings)


def test_a_table_ruled_from_top_to_bottom_only_breaks_nothing():
    """It has no row that a page could have cut."""
    above, below = [], [[Cell("585", Place())], [Cell("8", Place())]]
    from_pdf._rejoin(above, below)

    assert (above, len(below)) == ([], 2)


@pytest.mark.parametrize("joint", ["—", "-", "：", "/", " "])
def test_a_row_s_label_behind_that_of_its_group_is_the_row_s(joint):
    """（三）不予公开—1.属于国家秘密 in one cell."""
    plain, groups = as_html(BEILUN, layout(BEILUN)), [""]

    def in_one(match):
        groups.append(match[1] or groups[-1])
        return f'<tr><td colspan="2">{groups[-1]}{joint}{match[2]}</td>'

    page = re.sub(r'<tr>(?:<td rowspan="\d+">(（[三四五六]）[^<]+)</td>)?<td>(\d\.[^<]+)</td>', in_one, plain)

    assert f"（六）其他处理{joint}3.其他" in page
    assert wrong(page, BEILUN) == {}
    assert read(page).facts.keys() == read(plain).facts.keys()


@pytest.mark.parametrize("text", ["o", "〇", "待统计", "？"])
def test_a_text_in_the_place_of_a_number_costs_no_other_cell(text):
    """In a row without numbers too: the header below which it stands is still that of the rows that follow."""
    page = as_html(BEILUN, layout(BEILUN))
    row = re.search(r"<tr><td>2\.其他法律行政法规禁止公开</td>.*?</tr>", page)[0]
    odd = row.replace("<td>0</td>", "<td></td>").removesuffix("<td></td></tr>") + f"<td>{text}</td></tr>"
    report = read(page.replace(row, odd))

    assert wrong(page.replace(row, odd), BEILUN) == {}
    assert sum(fact.value is not None for fact in report.facts.values()) == len(BEILUN.cells) - 7


def test_what_table_4_counts_may_be_named_beside_its_numbers():
    """件数 before the one row of numbers."""
    plain = as_html(BEILUN, layout(BEILUN))
    at = plain.rindex("<table", 0, plain.index("<h2>五、"))
    head, table = plain[:at], plain[at:].replace("<tr><td", '<tr><td rowspan="3"></td><td', 1)
    numbers = table.rindex("<tr>", 0, table.index("<h2>五、"))
    page = f"{head}{table[:numbers]}<tr><td>件数</td>{table[numbers + 4 :]}"

    assert wrong(page, BEILUN) == {}
    assert read(page).facts.keys() == read(plain).facts.keys()


@pytest.mark.parametrize("text", ["", "/"])
def test_blanks_merged_over_columns_are_one_of_each(text):
    """<td colspan=3></td> between two numbers."""
    page = as_html(BEILUN, layout(BEILUN))
    row = re.search(r"<tr><td>2\.其他法律行政法规禁止公开</td>.*?</tr>", page)[0]
    merged = row.replace("<td>0</td>" * 3, f"<td colspan=3>{text}</td>", 1)
    report = read(page.replace(row, merged))
    found = [fact.state for f, fact in report.facts.items() if f[:2] == ("requests", "refused_law")]

    assert wrong(page.replace(row, merged), BEILUN) == {}
    assert Counter(found) == {"printed": 4, "dash" if text else "blank": 3}


def test_a_column_of_subtotals_beside_the_form_s_costs_nothing():
    """小计 right of 其他, which names a row too."""
    plain = as_html(BEILUN, layout(BEILUN))
    start, end = plain.index("<table", plain.index("<h2>三、")), plain.index("<h2>四、")
    table = plain[start:end].replace("<td>其他</td></tr>", "<td>其他</td><td>小计</td></tr>", 1)
    rows = [re.sub(r"(?=<td>\d+</td></tr>)", "<td>0</td>", row) for row in table.split("\n")]
    table = "\n".join(rows).replace('colspan="7"', 'colspan="8"').replace('colspan="5"', 'colspan="6"')
    page = plain[:start] + table + plain[end:]

    assert wrong(page, BEILUN) == {}
    assert read(page).facts.keys() == read(plain).facts.keys()


@pytest.mark.parametrize("label", ["行政许可（上年）", "行政许可（2022年）", "行政许可（其中：简易程序）"])
def test_a_remark_that_makes_another_row_of_a_label_is_not_dropped(label):
    """A unit in brackets is."""
    page = as_html(BEILUN, layout(BEILUN))
    row = page.index("<td>行政许可</td>")
    other, same = (page[:row] + page[row:].replace("行政许可", text, 1) for text in (label, "行政许可（件）"))

    assert FigureId("active", "licences", "decisions") not in read(other).facts
    assert FigureId("active", "licences", "decisions") in read(same).facts


@pytest.mark.parametrize("label", ["合计", "总计"])
def test_a_sum_without_the_number_of_the_row_of_totals_is_none(label):
    """Where all other rows carry theirs."""
    page = as_html(BEILUN, layout(BEILUN)).replace("（七）总计", label)

    assert FigureId("requests", "closed", "total") not in read(page).facts


@pytest.mark.parametrize("captioned", [False, True])
def test_columns_of_line_numbers_units_and_remarks_cost_nothing(captioned):
    """Beside the form's own, also under a caption in the table's first row."""
    plain = as_html(BEILUN, layout(BEILUN))
    start, end = plain.index("<table", plain.index("<h2>三、")), plain.index("<h2>四、")
    rows = re.findall(r"<tr>.*?</tr>", plain[start:end], re.DOTALL)
    head, body = rows[0], [row for row in rows[1:] if re.search(r"<td>\d+</td>", row)]
    span = len(rows) - len(body)
    of_head = [f'<td rowspan="{span}">{text}</td>' for text in ("序号", "单位", "备注")]
    first = head.index("<td", head.index("<td") + 1)
    made = [head[:4] + of_head[0] + head[4:first] + of_head[1] + head[first:-5] + of_head[2] + "</tr>", *rows[1:span]]
    for n, row in enumerate(body, 1):
        at = re.search(r"<td>\d+</td>", row).start()
        made.append(f"<tr><td>{n}</td>{row[4:at]}<td>件</td>{row[at:-5]}<td>{'' if n % 5 else '无变化'}</td></tr>")
    caption = "<tr><td colspan=12>本机关情况统计表</td></tr>" if captioned else ""
    page = plain[:start] + "<table>" + caption + "".join(made) + "</table>" + plain[end:]

    assert wrong(page, BEILUN) == {}
    assert read(page).facts.keys() == read(plain).facts.keys()
