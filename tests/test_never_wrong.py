"""Damaged and misleading documents: a figure is right, unreadable or absent with a finding, never another number."""

import io
import os
import re
import time
import zipfile
from contextlib import suppress

import pytest
from misread import FORM, GAZETTEER, read, wrong
from standard_docx import as_docx
from standard_form import as_bars, as_html, as_lines, sources

from store.database.database import open_writer
from store.document import Cell, Place, UnreadableError
from store.forms.form import FigureId
from store.loading.files import File, files_in
from store.loading.load import load
from store.read_report import read_report
from store.readers import from_pdf
from store.readers.cells import read_cell
from store.readers.kinds import read_document
from store.readers.number_formats import shown
from store.readers.word_text import FALLBACK

SOURCES = {source.file: source for source in sources()}
BEILUN, SHANGHAI = SOURCES["北仑区2024"], SOURCES["上海市人民政府办公厅2019"]
NEW = "一、本年新收政府信息公开申请数量"
OUTCOMES = " | ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)


def layout(source):
    return FORM.layouts[source.form]


@pytest.mark.parametrize("piece", ["（二）部分公开（区分处", "二、上年结转政府"])
def test_a_piece_of_a_label_is_no_caption_of_another_body(piece):
    """处 and 政府 end names of bodies, and lines break where they will."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("\t（三）不予公开", f"\t{piece}\n\t（三）不予公开")

    assert not [f for f in read(text).findings if f.code == "other_body"]


def test_a_label_run_into_another_names_neither_row():
    """（二）部分公开（区分处理 before the end of 信访举报投诉类申请: the numbers below are not of 部分公开."""
    printed = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    text = (
        as_lines(BEILUN, layout(BEILUN))
        .replace(printed, "只计这一情形")
        .replace("1.信访举报投诉类申请", "（二）部分公开（区分处理投诉类申请")
    )
    facts = read(text).facts

    assert not [f for f in facts if f.row in ("partial", "petition")]


def test_no_deleted_line_moves_a_number():
    """Each line of a report in lines, deleted once."""
    lines = as_lines(BEILUN, layout(BEILUN)).split("\n")
    moved = {i: found for i in range(len(lines)) if (found := wrong("\n".join(lines[:i] + lines[i + 1 :]), BEILUN))}

    assert moved == {}


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


CELLS = {
    "58<br>2": None, "<p>58</p><p>2</p>": None, "<div>5</div><div>82</div>": None, "58<sup>1</sup>": None,
    "<del>58</del>60": None, "58<span style='display:none'>2</span>": "58", "58<script>2</script>": "58",
    "<span>5</span><span>8</span><span>2</span>": "582", "<p><font>5</font>82</p>": "582", "58&nbsp;2": None,
    "<select><option>1<option>1</select>": None, "58<!-- 2 -->": "58", "&nbsp;": None,
    "<ruby>58<rt>2</rt></ruby>": None, "58<small>2</small>": None, "<small>58</small>": "58",
    "58<details>2</details>": None, "<bdo dir=rtl>582</bdo>": None, "<span style='font-size: 0px'>9</span>58": "58",
    "<span style='opacity:0'>9</span>58": "58", "<span style='mso-hide:all'>9</span>58": "58",
    "<span style='position:absolute;left:-9999px'>9</span>58": None, "<span style='color:#fff'>9</span>58": None,
    "<font color='#FFFFFF'>9</font>58": None,
    "<span style='color:#ff0000'>58</span>": "58", "<span style='font-size:0.9em;opacity:0.8'>58</span>": "58",
}  # fmt: skip
SHEETS = {
    ".x{vertical-align:super}": None, ".x,.y{text-decoration: line-through}": None, "td .x{display:none}": "580",
    "#id .x{display:none}": "5809", "@media screen{.x{display:none}}": "580", "@media print{.x{display:none}}": "5809",
    "@media (max-width:600px){.x{display:none}}": "5809", "@media (orientation:landscape){.x{display:none}}": None,
    ".x{color:transparent}": None, ".x:hover{display:none}": "5809", "/* .x{display:none} */": "5809",
    "<!-- .x{display:none} -->": "580", ".x{display:none} td .x{display:inline}": None, ".x{transform:scale(0)}": None,
    ".x{max-height:0;overflow:hidden}": None, "td{background:#369;color:#fff}": "5809", "td{width:0}": "5809",
}  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_tells_what_is_seen(sheet):
    """Hidden digits are none of the number, raised and struck ones stand apart, what only some see is not read."""
    page = as_html(BEILUN, layout(BEILUN)).replace("<td>580</td>", '<td>580<span class="x">9</span></td>', 1)
    fact = read(f"<style>{sheet}</style>{page}").facts[FigureId("requests", "new", "person")]

    assert SHEETS[sheet] == (None if fact.value is None else str(fact.value))


@pytest.mark.parametrize("cell", CELLS)
def test_several_texts_in_a_cell_are_not_one_number(cell):
    """Digits in tags of their own are one number, digits on lines of their own are not."""
    page = as_html(BEILUN, layout(BEILUN)).replace("<td>580</td>", f"<td>{cell}</td>", 1)
    fact = read(page).facts[FigureId("requests", "new", "person")]

    assert CELLS[cell] == (None if fact.value is None else str(fact.value))


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
    ],
)  # fmt: skip
def test_a_number_of_something_else_gets_no_name(sentence):
    """Another year, a plan, an average, a part: the sentence is kept, the figure is not this year's."""
    page = as_html(BEILUN, layout(BEILUN))
    at = page.index("<p>（一）主动公开")
    report = read(page[:at] + f"<p>{sentence}</p>" + page[page.index("</p>", at) + 4 :])

    assert [s for s in report.stated if s.id == "published"] == []


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


@pytest.mark.parametrize("seen", ["<s>7</s>585", "585<sup>1</sup>", "<del>5</del>85"])
@pytest.mark.parametrize("opens", ["<table><tr><td>", "<div>", "<table><tr><td><table><tr><td>x"])
def test_raised_and_struck_digits_are_no_part_of_a_number(seen, opens):
    """In a table of its own, inside a layout table, and in one that holds another table."""
    page = (
        as_html(BEILUN, layout(BEILUN)).replace("<td>585</td>", f"<td>{seen}</td>").replace("<body>", f"<body>{opens}")
    )
    fact = read(page).facts.get(FigureId("requests", "new", "total"))

    assert fact is None or fact.value is None


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


@pytest.mark.parametrize("printing", [as_lines, as_bars])
def test_a_text_that_breaks_off_in_a_table_gives_no_number_that_is_cut(printing):
    """Cut after each character of the last table: every figure that is read is right."""
    text = printing(BEILUN, layout(BEILUN))
    table = text.index("四、政府信息公开")
    ends = range(table, text.index("五、", table))

    assert {end: found for end in ends if (found := wrong(text[:end], BEILUN))} == {}


@pytest.mark.parametrize("torn", ["5</8>5", '58</td="6">5', "58</>5", '<td class="585</td><td>'])
def test_a_number_with_markup_torn_through_it_is_not_read(torn):
    """What is left of it is no figure."""
    page = as_html(BEILUN, layout(BEILUN)).replace("<td>585</td>", f"<td>{torn}</td>", 1)

    assert wrong(page, BEILUN) == {}


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


def reworded(document: bytes, old: str, new: str) -> bytes:
    """A Word document with its text changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).decode().replace(old, new, 1))
    return buffer.getvalue()


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
        ("城关镇人民政府收到和处理申请情况", False),
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


def test_a_second_table_does_not_fill_the_gaps_of_the_first():
    """Without a caption it may be anybody's; neither is believed."""
    page = as_html(BEILUN, layout(BEILUN))
    table = TABLE_3.search(page)[2]
    other = re.sub(r">(\d+)<", lambda m: f">{int(m[1]) + 7}<", table)
    lacking = re.sub(r"<tr>(?:(?!</tr>).)*二、上年结转.*?</tr>", "", table, flags=re.DOTALL)
    report = read(page.replace(table, lacking + "<p>另一张表</p>" + other))

    assert {fact.state for figure, fact in report.facts.items() if figure.table == "requests"} == {"unreadable"}
    assert "two_tables" in [finding.code for finding in report.findings]


def test_what_an_appendix_of_another_body_holds_is_all_its_own():
    """Its tables have no captions of their own."""
    page = as_html(BEILUN, layout(BEILUN))
    tables = "".join(re.findall(r"<table.*?</table>", page, re.DOTALL))
    other = re.sub(r">(\d+)<", lambda m: f">{int(m[1]) + 7}<", tables)
    report = read(page + f"<p>附件：大田县教育局</p>{other}")

    assert {f: str(fact.value) for f, fact in report.facts.items()} == {
        f: str(fact.value) for f, fact in read(page).facts.items()
    }


def test_a_hidden_table_is_not_read():
    """What a browser does not show."""
    page = as_html(BEILUN, layout(BEILUN))
    table = TABLE_3.search(page)[2].replace("585", "999").replace("<table", '<table style="display:none"', 1)

    assert read(page.replace("<h2>四、", f"{table}<h2>四、")).facts == read(page).facts


@pytest.mark.parametrize("unit", ["元", "亿元", "千元"])
def test_money_under_a_header_of_another_unit_is_not_taken_for_ten_thousands(unit):
    """本年收费金额（元） without the word 单位."""
    report = read(as_html(BEILUN, layout(BEILUN)).replace("（单位：万元）", f"（{unit}）"))

    assert FigureId("active", "fees", "amount") not in report.facts
    assert any(finding.code == "columns_unknown" for finding in report.findings)


def test_figures_that_stand_before_their_labels_are_not_given_to_the_label_above():
    """The order in which some programs copy a table: the numbers of a row, then its label."""
    cells = as_lines(BEILUN, layout(BEILUN)).split("\n")
    start = next(i for i, line in enumerate(cells) if line.strip() == NEW)
    end = next(i for i, line in enumerate(cells) if "四、政府信息公开行政复议" in line)
    rows, row = [], []
    for line in (line.strip() for line in cells[start:end] if line.strip()):
        if not line.replace(".", "").isdigit() and row and row[-1].isdigit():
            rows.append(row)
            row = []
        row.append(line)
    turned = [
        cell for one in (*rows, row) for cell in (*filter(str.isdigit, one), *(c for c in one if not c.isdigit()))
    ]
    text = "\n".join((*cells[:start], *turned, *cells[end:]))

    assert not any(figure.table == "requests" for figure in wrong(text, BEILUN))


def test_a_label_under_stars_is_not_told_by_its_number_alone():
    """属于**** with a row missing above: every number after it is another row's."""
    page = as_html(BEILUN, layout(BEILUN))
    secret = re.search(r"<tr>(?:(?!<tr>).)*1\.属于国家秘密.*?</tr>", page, re.DOTALL)[0]
    page = page.replace(re.search(r"<td[^>]*>1\.属于国家秘密</td>.*?</tr>", secret, re.DOTALL)[0], "</tr>")
    for number, label in ((8, "属于行政查询事项"), (7, "属于行政执法案卷")):
        page = page.replace(f"{number}.{label}", f"{number - 1}.属于****")

    assert wrong(page, BEILUN) == {}


def test_a_word_in_the_place_of_a_sum_of_money_takes_no_other_cell_along():
    """未收费 under 本年收费金额 in a report with one cell a line."""
    text = re.sub(r"(行政事业性收费\n\t)[\d.]+", r"\1未收费", as_lines(BEILUN, layout(BEILUN)))
    report = read(text)

    assert report.facts[FigureId("active", "fees", "amount")].state == "dash"
    assert len(report.facts) == len(BEILUN.cells)


def test_two_whole_reports_in_one_file_are_refused():
    """The second title stands after the first report's tables, before its own."""
    first = as_html(BEILUN, layout(BEILUN))
    second = first.replace(BEILUN.title, "宁波市镇海区人民政府2023年政府信息公开工作年度报告").replace("585", "586")

    with pytest.raises(UnreadableError, match="不止一份报告"):
        read(first + second)


def test_a_blank_that_no_empty_line_ends_may_be_the_next_row_s():
    """A row that lost a number, and the empty cell before the next label: seven cells, one of them not its own."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("\n\n\t", "\n\t")
    row = text.index("3.补正后申请内容仍不明确")
    lost = text.index("\t0\n", row)
    right, facts = read(text).facts, read(text[:lost] + text[lost + len("\t0\n") :]).facts

    assert all(fact.value == right[figure].value for figure, fact in facts.items())
    assert not any(figure.row == "unclear" for figure in facts)


def test_a_page_s_number_is_no_cell_of_a_row_whose_cells_are_marked():
    """It stands where the last cell was lost."""
    text = as_lines(BEILUN, layout(BEILUN))
    at = text.index("\t5\n\n", text.index("1.信访举报投诉类申请"))
    facts = read(text[:at] + "4\n\n" + text[at + len("\t5\n\n") :]).facts

    assert not any(figure.row == "petition" for figure in facts)


@pytest.mark.parametrize(("lost", "page"), [("0\n|\n", ""), ("0\n", "4\n|\n"), ("0\n|\n", "4\n")])
def test_bars_on_lines_of_their_own_tell_a_lost_cell(lost, page):
    """0, bar, 14, bar, bar: the third cell is gone, and a page's number is no cell in its place."""
    text = "".join(
        f"{line[1:]}\n|\n" if line.startswith("\t") else f"{line}\n"
        for line in as_lines(BEILUN, layout(BEILUN)).split("\n")
    )
    right = read(text).facts
    at = text.index("0\n|\n", text.index("1.信访举报投诉类申请"))
    end = text.index("\n\n", at)
    facts = read(text[:at] + text[at + len(lost) : end] + "\n" + page + text[end + 1 :]).facts

    assert len(right) == 200
    assert all(fact.value in (None, right[figure].value) for figure, fact in facts.items())


def test_a_number_that_fell_out_of_a_row_leaves_no_blank_cell():
    """Its cell is empty, and it stands on a line of its own above."""
    text = as_bars(BEILUN, layout(BEILUN))
    line = next(line for line in text.split("\n") if "四、结转下年度继续办理" in line)
    cells = line.split("|")
    last = max(n for n, cell in enumerate(cells) if cell.strip().isdigit())
    cells[last] = "  "
    facts = read(text.replace(line, f"2\n{'|'.join(cells)}")).facts

    fact = facts.get(FigureId("requests", "carried_out", "total"))
    assert fact is None or fact.state == "unreadable"


def test_a_row_that_a_page_cuts_in_two_is_one_row():
    """6.属于四 with the numbers, 类过程性信息 without: neither is a row of its own, and no cell is blank."""
    page = as_html(BEILUN, layout(BEILUN))
    whole = page[page.index("<tr><td>6.属于四类过程性信息") :].split("</tr>")[0]
    cells = whole.count("<td>") - 1
    cut = whole.replace("类过程性信息", "") + f"</tr>\n<tr><td>类过程性信息</td>{'<td></td>' * cells}"

    right, facts = read(page).facts, read(page.replace(whole, cut)).facts
    mine = [figure for figure in right if figure.row == "refused_process"]

    assert [facts[figure].raw for figure in mine] == [right[figure].raw for figure in mine]
    assert not any(fact.state == "blank" for fact in facts.values())


def test_a_date_over_a_heading_leaves_nothing_out():
    """The day on which a report was signed is no caption."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("三、收到和处理", "2025年1月20日\n三、收到和处理", 1)
    report = read(text)

    assert len(report.facts) == 200
    assert not any(finding.code == "other_year" for finding in report.findings)


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


def test_a_table_ruled_from_top_to_bottom_only_breaks_nothing():
    """It has no row that a page could have cut."""
    above, below = [], [[Cell("585", Place())], [Cell("8", Place())]]
    from_pdf._rejoin(above, below)

    assert (above, len(below)) == ([], 2)
