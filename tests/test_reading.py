"""Documents of the standard form in every printing: each cell right, each finding found, none invented."""

import re
from dataclasses import replace

import pytest
from standard_docx import as_docx
from standard_form import Source, as_bars, as_html, as_lines, as_words, placed, sources, tables_of
from standard_office import OFFICE, as_mht, as_ods, as_odt, as_rtf, as_xlsx, by_office
from standard_pdf import as_pdf, as_scan

from store.agencies.agency import load_gazetteer
from store.document import TORN, UnreadableError
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.read_report import read_report
from store.readers.cells import read_cell
from store.readers.kinds import read_document
from store.readers.unruled import Word, unruled_blocks

FORM, GAZETTEER = load_form(), load_gazetteer()
LAYOUT = FORM.layouts["2021"]
NEWER = [s for s in sources() if s.form == "2021"]


def own(source):
    return FORM.layouts[source.form]


PRINTINGS = {
    "html": lambda s: as_html(s, own(s)).encode(),
    "html in gb18030": lambda s: as_html(s, own(s)).encode("gb18030"),
    "html with a byte order mark": lambda s: as_html(s, own(s)).encode("utf-8-sig"),
    "docx": lambda s: as_docx(s, own(s)),
    "pdf": lambda s: as_pdf(s, own(s)),
    "pdf with heads": lambda s: as_pdf(s, own(s), heads=True),
    "pdf with open sides": lambda s: as_pdf(s, own(s), rules="INNERGRID"),
    "xlsx": lambda s: as_xlsx(s, own(s)),
    "ods, a sheet a table": lambda s: as_ods(s, own(s)),
    "odt": lambda s: as_odt(s, own(s)),
    "rtf": lambda s: as_rtf(s, own(s)),
    "rtf in gb18030": lambda s: as_rtf(s, own(s), charset="gb18030"),
    "mht": lambda s: as_mht(s, own(s)),
    "one cell a line": lambda s: as_lines(s, own(s)).encode(),
    "one cell a line in utf-16": lambda s: as_lines(s, own(s)).encode("utf-16"),
    "one cell a line with windows line ends": lambda s: as_lines(s, own(s)).replace("\n", "\r\n").encode("gb18030"),
    "rows with bars": lambda s: as_bars(s, own(s)).encode(),
    "rows with bars between only": lambda s: as_bars(s, own(s), "").encode(),
}


def read(data: bytes, name: str = "x.txt"):
    return read_report(read_document(name, data), FORM, GAZETTEER)


def beilun() -> Source:
    return sources()[0]


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("source", sources(), ids=lambda s: s.file)
def test_every_cell_of_every_report_is_right_in_every_printing(source, printing):
    """Every cell with value, state and place; agency, year and form from the document."""
    report = read(PRINTINGS[printing](source))
    expected = {figure: read_cell(raw) for figure, raw in source.cells.items()}

    assert {f: (r.state, r.value) for f, r in expected.items()} == {
        f: (x.state, x.value) for f, x in report.facts.items()
    }
    assert GAZETTEER.agency(source.agency).id == report.agency.id
    assert source.year == report.year
    assert source.form in report.form.split("+")
    assert all(fact.place.line or fact.place.grid for fact in report.facts.values())


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "docx", "rtf", "odt", "pdf", "xls", "xlsx", "ods"])
@pytest.mark.parametrize("source", sources(), ids=lambda s: s.file)
def test_every_cell_is_right_in_what_libreoffice_writes(source, kind, tmp_path):
    """Files of the most used free office program, doc and xls among them."""
    report = read(by_office(source, own(source), kind, tmp_path))

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}
    assert (GAZETTEER.agency(source.agency).id, source.year) == (report.agency.id, report.year)


def test_the_seed_has_exactly_its_three_findings():
    """Two broken column balances and one figure of the text; nothing else."""
    report = read(PRINTINGS["one cell a line"](beilun()))

    assert [f.code for f in report.findings] == ["balance", "balance", "prose"]
    assert "“自然人”列" in report.findings[0].sentence
    assert "589" in report.findings[0].sentence
    assert "588" in report.findings[0].sentence
    assert "“科研机构”列" in report.findings[1].sentence
    assert "595" in report.findings[2].sentence
    assert "593" in report.findings[2].sentence


@pytest.mark.parametrize("source", NEWER[1:], ids=lambda s: s.file)
def test_clean_reports_have_no_findings(source):
    """What adds up is not reported."""
    assert read(PRINTINGS["html"](source)).findings == ()


@pytest.mark.parametrize("printing", ["html", "one cell a line", "rows with bars", "docx"])
def test_a_report_may_mix_the_forms(printing):
    """The form of 2021 with the single row （六）其他处理 of 2019: every cell right, and the row counts in the sums."""
    source, older = beilun(), FORM.layouts["2019"].blocks["requests"]
    mixed = replace(LAYOUT, blocks={**LAYOUT.blocks, "requests": older})
    for column in FORM.tables["requests"].columns:
        parts = [
            source.cells.pop(FigureId("requests", r, column), None) for r in FORM.tables["requests"].rows["other"].sum
        ]
        if None not in parts:
            source.cells[FigureId("requests", "other", column)] = str(sum(map(int, parts)))
    printers = {"html": as_html, "one cell a line": as_lines, "rows with bars": as_bars, "docx": as_docx}
    data = printers[printing](source, mixed)
    report = read(data if isinstance(data, bytes) else data.encode())

    assert report.layouts == {"active": "2021", "requests": "2019", "disputes": "2021"}
    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}
    assert [f.code for f in report.findings] == ["balance", "balance", "prose"]


def as_markdown_with_tags(source: Source) -> str:
    """As converters of PDF write it: headings with #, tables in tags."""
    page = as_html(source, LAYOUT).replace("\n", "")
    page = re.sub(r"<h\d>(.*?)</h\d>", r"\n# \1\n", re.sub(r"<p>(.*?)</p>", r"\n\1\n", page))
    return re.sub(r"<(?!/?(?:table|tr|td|th)\b)[^>]*>", "", page.partition("</head>")[2])


def as_wide_markdown(source: Source) -> str:
    """Rows with bars in which merged cells are written out as blanks."""
    lines = []
    for table in tables_of(source, LAYOUT).values():
        size = max(sum(cell.wide for cell in row) for row in table)
        covered: dict[int, int] = {}
        for row in table:
            cells, rest = [""] * size, list(row)
            column = 0
            while column < size:
                if covered.get(column, 0) or not rest:
                    covered[column] = max(covered.get(column, 0) - 1, 0)
                    column += 1
                    continue
                cell = rest.pop(0)
                cells[column] = cell.text
                covered |= dict.fromkeys(range(column, column + cell.wide), cell.tall - 1)
                column += cell.wide
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("## 下一部分")
    return f"{source.title}\n\n统计期限：{source.year}年1月1日至{source.year}年12月31日。\n\n" + "\n".join(lines)


def as_repeated_markdown(source: Source) -> str:
    """Rows with bars in which the text of a merged cell stands in each of its places."""
    lines = []
    for table in tables_of(source, LAYOUT).values():
        rows = [[box.text for _, box, _ in row for _ in range(box.wide)] for row in placed(table)]
        lines += [*(f"| {' | '.join(row)} |" for row in rows), "## 下一部分"]
    return f"{source.title}\n\n统计期限：{source.year}年1月1日至{source.year}年12月31日。\n\n" + "\n".join(lines)


def as_padded_bars(source: Source) -> str:
    """Rows with bars in which merged cells stand once and short rows are filled up with blanks at their end."""
    lines = []
    for block in as_bars(source, LAYOUT).split("\n\n"):
        rows = [line.strip("| ").split(" | ") for line in block.split("\n")]
        size = max(map(len, rows))
        lines += [f"| {' | '.join([*row, *[''] * (size - len(row))])} |" if size > 1 else row[0] for row in rows]
        lines.append("")
    return "\n".join(lines)


def as_named_markdown(source: Source) -> str:
    """The same as blanks written out, under names of columns that a converter made up, and labels broken inside their cells."""
    lines = as_wide_markdown(source).replace("商业企业", "商业<br>企业").split("\n")
    first = [n for n, line in enumerate(lines) if line.startswith("|") and not lines[n - 1].startswith("|")]
    for n in reversed(first):
        names = [f"Col{column}" for column in range(1, lines[n].count("|"))]
        lines[n:n] = [f"|{'|'.join(names)}|", f"|{'|'.join('---' for _ in names)}|"]
    return "\n".join(lines)


def as_a_table_a_row(source: Source) -> str:
    """Markdown with a table for each row of table 3, under the names of its columns alone."""
    lines = [source.title, "", f"统计期限：{source.year}年1月1日至{source.year}年12月31日。", ""]
    block = LAYOUT.blocks["requests"][0]
    header = [paths[0][-1] for _, paths in block.columns]
    for row, paths in block.rows:
        cells = [source.cells[FigureId("requests", row, column)] for column, _ in block.columns]
        lines += [f"### {paths[0][-1]}", "", f"| 类别 | {' | '.join(header)} |", f"|{'---|' * 8}"]
        lines += [f"| {paths[0][-1]} | {' | '.join(cells)} |", ""]
    return "\n".join(lines)


def as_filled_in_form(source: Source) -> str:
    """A page whose figures stand in boxes to fill in."""
    return re.sub(r"(<td[^>]*>)([\d.]+)(</td>)", r'\1<input type="text" value="\2">\3', as_html(source, LAYOUT))


def as_numbered_rows(source: Source) -> str:
    """Tables 2 and 3 with a column before the labels that numbers the rows."""
    number = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal number
        cells = re.findall(r"<td[^>]*>(.*?)</td>", match[1])
        if cells[0] in ("信息内容", "自然人", "商业企业"):
            return match[0] if cells[0] != "信息内容" else f"<tr><td>序号</td>{match[1]}</tr>"
        if any(cell.startswith("（本列数据") for cell in cells):
            return f'<tr><td rowspan="3">序号</td>{match[1]}</tr>'
        number += 1
        return f"<tr><td>{number if re.search('>[0-9]', match[1]) else ''}</td>{match[1]}</tr>"

    tables, end, rest = as_html(source, LAYOUT).partition("四、政府信息公开行政复议")
    return re.sub(r"<tr>(.*?)</tr>", numbered, tables, flags=re.DOTALL) + end + rest


def as_preformatted(source: Source) -> str:
    """One cell a line, in a page that shows it as it is."""
    return f"<html><body><pre>{as_lines(source, LAYOUT)}</pre></body></html>"


@pytest.mark.parametrize(
    "printing",
    [
        as_markdown_with_tags, as_wide_markdown, as_repeated_markdown, as_padded_bars, as_named_markdown, as_filled_in_form,
        as_preformatted, as_numbered_rows,
    ],
)  # fmt: skip
def test_every_cell_is_read_as_converters_and_pages_print_it(printing):
    """Nothing lost, nothing in another's place."""
    source = beilun()
    report = read(printing(source).encode())

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}


def test_a_table_a_row_is_read_under_the_names_of_its_columns():
    """Table 3 alone; 3.其他 could be the last row of several groups."""
    source = beilun()
    report = read(as_a_table_a_row(source).encode())
    told = [f for f in source.cells if f.table == "requests" and f.row != "other_rest"]

    assert {f: x.value for f, x in report.facts.items()} == {f: read_cell(source.cells[f]).value for f in told}
    assert any("表三缺" in finding.sentence for finding in report.findings)


@pytest.mark.parametrize("mark", ["", "\t"])
def test_blank_cells_of_lines_are_told_by_the_place_of_the_last(mark):
    """A cell a line, marked or not: where the total stands in its place, the empty lines before it are cells."""
    source = beilun()
    blank = [f for f in source.cells if f.table == "requests" and f.column in ("company", "legal")]
    source.cells |= dict.fromkeys(blank, "")
    report = read(as_lines(source, LAYOUT, mark).encode())

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}
    assert {report.facts[f].state for f in blank} == {"blank"}


def test_a_row_of_lines_whose_total_is_out_of_place_is_not_read():
    """A blank line lost, or one too many: the numbers of that row would move."""
    source = beilun()
    source.cells[FigureId("requests", "granted", "research")] = ""
    lines = as_lines(source, LAYOUT, "").split("\n")
    at = lines.index("（一）予以公开") + 3
    assert lines[at] == ""
    for damaged in ([*lines[:at], *lines[at + 1 :]], [*lines[:at], "", *lines[at:]]):
        report = read("\n".join(damaged).encode())
        assert not [f for f in report.facts if f.row == "granted"]
        assert any("予以公开" in finding.sentence for finding in report.findings)


def test_a_number_that_fell_out_of_a_row_of_marked_lines_is_not_a_blank():
    """A number without the mark of a cell, amid marked ones: the rows with blanks are not read, and said so."""
    source = beilun()
    fallen = FigureId("requests", "carried_out", "total")
    lines = as_lines(replace(source, cells=source.cells | {fallen: ""}), LAYOUT).split("\n")
    lines.insert(lines.index("\t（三）不予公开"), source.cells[fallen])
    report = read("\n".join(lines).encode())

    assert report.facts.get(fallen) is None
    assert any("结转下年" in finding.sentence for finding in report.findings)


@pytest.mark.parametrize("printing", [as_wide_markdown, as_repeated_markdown, as_padded_bars])
def test_a_row_with_bars_that_lost_a_cell_moves_no_number(printing):
    """Each cell of some rows of table 3 lost once: that row is read as it was, or not at all."""
    source = beilun()
    printed = {f: read_cell(raw).value for f, raw in source.cells.items()}
    lines = printing(source).split("\n")
    rows = [n for n, line in enumerate(lines) if re.search(r"本年新收|上年结转|国家秘密|（七）总计|其他处理", line)]
    wrong = []
    for n in rows:
        cells = lines[n].strip("|").split("|")
        for at in range(len(cells)):
            row = f"|{'|'.join(cells[:at] + cells[at + 1 :])}|"
            facts = read("\n".join([*lines[:n], row, *lines[n + 1 :]]).encode()).facts
            wrong += [(row, f) for f, x in facts.items() if x.value is not None and x.value != printed.get(f)]

    assert wrong == []


OTHERWISE = (
    {"一、本年新收政府信息公开申请数量": "一、本年新收", "二、上年结转政府信息公开申请数量": "二、上年结转"},
    {
        "一、本年新收政府信息公开申请数量": "一、2024年新收政府信息公开申请数量", "二、上年结转": "二、2023年结转",
        "三、本年度办理结果": "三、2024年度办理结果", "四、结转下年度继续办理": "四、结转2025年度继续办理",
    },
    {">1.属于国家秘密": ">①属于国家秘密", ">2.其他法律": ">②其他法律", ">3.危及": ">③危及"},
    {">自然人<": ">自然人（件）<", ">科研机构<": ">科研机构（件）<", ">商业企业<": ">企业<", ">法律服务机构<": ">法律机构<"},
    {"（七）总计": "（七）合 计", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正"},
    {"（一）予以公开": "三、本年度办理结果（一）予以公开", "1.属于国家秘密": "三、本年度办理结果（三）不予公开1.属于国家秘密"},
)  # fmt: skip


@pytest.mark.parametrize("labels", OTHERWISE, ids=lambda labels: next(iter(labels.values())))
def test_labels_that_sites_print_otherwise_are_known(labels):
    """Shortened, with the year in figures, circled numbers, units, another word for 总计."""
    source = beilun()
    page = as_html(source, LAYOUT)
    for printed, other in labels.items():
        assert printed in page
        page = page.replace(printed, other)
    facts = read(page.encode()).facts

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in facts.items()}


def broken(line: str, width: int) -> str:
    """A line with its label broken after so many characters; a number is not broken."""
    label, blank, rest = line.lstrip("\t").partition(" ")
    if label.replace(".", "").isdigit() or len(label) <= width:
        return line
    pieces = [label[at : at + width] for at in range(0, len(label), width)]
    return "\n".join(pieces) + blank + rest


@pytest.mark.parametrize("width", [4, 7, 12, 80])
@pytest.mark.parametrize("printing", [as_lines, as_words])
def test_labels_that_are_broken_over_lines_are_put_together(printing, width):
    """One cell a line, and rows of words with blanks between."""
    source = beilun()
    head, table, rest = printing(source, LAYOUT).partition("二、主动公开政府信息情况")
    cells = [len(line.split()) > 1 if printing is as_words else line.startswith("\t") for line in rest.split("\n")]
    lines = [broken(line, width) if cell else line for line, cell in zip(rest.split("\n"), cells, strict=True)]
    report = read((head + table + "\n".join(lines)).encode())

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}


@pytest.mark.parametrize("source", sources(), ids=lambda s: s.file)
def test_a_row_of_words_that_lost_a_cell_is_not_read(source):
    """A blank cell leaves no trace there: the row has one cell too few, and none of it is told."""
    report = read(as_words(source, own(source)).encode())
    read_now = {figure: (fact.state, fact.value) for figure, fact in report.facts.items()}
    blank_rows = {(figure.table, figure.row) for figure, raw in source.cells.items() if not raw}
    kept = {f: read_cell(raw) for f, raw in source.cells.items() if (f.table, f.row) not in blank_rows}

    assert read_now == {figure: (cell.state, cell.value) for figure, cell in kept.items()}


@pytest.mark.parametrize("source", NEWER, ids=lambda s: s.file)
def test_a_pdf_without_rules_is_read_by_where_its_words_stand(source):
    """Labels broken over lines, tables over pages; none of the blank columns of which nothing can be seen."""
    report = read(as_pdf(source, LAYOUT, rules=""))

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}


def test_a_column_that_is_blank_throughout_leaves_a_table_without_rules_unread():
    """Nothing shows where it stands."""
    source = sources()[-1]
    report = read(as_pdf(source, own(source), rules=""))

    assert all(fact.value == read_cell(source.cells[figure]).value for figure, fact in report.facts.items())
    assert "figures_missing" in {finding.code for finding in report.findings}


@pytest.mark.parametrize("blank", [False, True])
def test_bars_that_only_end_cells_on_lines_of_their_own_are_no_rows(blank):
    """规章 | / 0 | / 11 |: a bar alone is a blank cell."""
    source = beilun()
    figure = FigureId("requests", "granted", "company")
    if blank:
        source.cells[figure] = ""
    lines = [f"{line[1:]} |" if line.startswith("\t") else line for line in as_lines(source, LAYOUT).split("\n")]
    report = read("\n".join(lines).encode())

    assert {f: read_cell(raw).value for f, raw in source.cells.items()} == {f: x.value for f, x in report.facts.items()}
    assert report.facts[figure].state == ("blank" if blank else "printed")


def test_the_figures_of_the_text_have_name_unit_and_sentence():
    """Each number of the text with its phrase; the usual ones under a name."""
    report = read(PRINTINGS["html"](beilun()))
    named = {s.id: (str(s.value), s.unit) for s in report.stated if s.id and not s.id.startswith("text_")}

    assert named == {
        "published": ("35626", "条"), "gazette": ("12", "期"), "hot_topics": ("46387", "次"), "press_conferences": ("5", "次"),
        "interviews": ("4", "次"), "interpretations": ("132", "条"), "one_stop_rate": ("99.84", "%"), "new_topics": ("3", "个"),
        "improved_topics": ("25", "个"), "training": ("3", "次"), "notices": ("10", "期"),
    }  # fmt: skip
    assert all(s.raw in s.sentence for s in report.stated)


def test_a_text_that_was_broken_at_a_fixed_width_is_read_in_whole_sentences():
    """A number whose words stand on the line above, as converters of PDF print it."""
    source = beilun()
    for section, told in source.text.items():
        whole = "".join(told)
        source.text[section] = [whole[at : at + 30] for at in range(0, len(whole), 30)]
        lines = sum(len(told) for told in source.text.values())
    report = read(as_lines(source, LAYOUT).encode())
    named = {s.id: str(s.value) for s in report.stated}

    assert (named["published"], named["interviews"], named["interpretations"]) == ("35626", "4", "132")
    assert len(report.paragraphs) < lines // 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("公开政府信息近5000条。", ("published", "5000", False)),
        ("公开政府信息1.9万余条。", ("published", "19000", False)),
        ("公开政府信息3.7万条。", ("published", "37000", False)),  # 37,042, say, is written so
        ("依申请公开政府信息459条。", ("", "459", True)),
        ("不公开政府信息1535条。", ("", "1535", True)),
        ("公开政府信息12,345条。", ("published", "12345", True)),
        ("公开政府信息５６７条。", ("published", "567", True)),
        ("予以公开及部分公开208件。", ("", "208", True)),
        ("予以公开208件。", ("text_granted", "208", True)),
        ("门户网站公开信息3707条。", ("website_posts", "3707", True)),
        ("政务微博公开信息95条。", ("", "95", True)),
        ("网站公开各类信息12条。", ("website_posts", "12", True)),
    ],
)
def test_a_number_in_the_text_is_named_only_by_its_own_phrase(sentence, expected):
    """近, 余 and 万 are kept as such; a negation before the phrase makes it another figure."""
    source = beilun()
    source.text["overview"] = [sentence]
    (stated,) = [s for s in read(PRINTINGS["html"](source)).stated if s.section == "overview"]

    assert expected == (stated.id, str(int(stated.value)), stated.exact)


CELLS = {
    "printed": ["585", "５８５", "1,234", "59237.2449", "-2", "+173", "0", "251000元", "3 件"],
    "blank": ["", "　", "\u200b"],
    "dash": ["/", "—", "-"],
    "annotated": ["22（其中修订16件）"],
    "unreadable": ["O", "12,34", "0,123", "1e5", "nan", "9" * 30, "3户", "5 85", "58\n2", "58①", "58²", "10⁴"],
}
VALUES = {
    "５８５": "585",
    "1,234": "1234",
    "251000元": "251000",
    "3 件": "3",
    "22（其中修订16件）": "22",
    "+173": "173",
}


@pytest.mark.parametrize(("raw", "state"), [(raw, state) for state, raws in CELLS.items() for raw in raws])
def test_a_cell_says_what_it_says(raw, state):
    """Printed, blank, dash, annotated, unreadable: five things; two runs of digits are no number."""
    reading = read_cell(raw)
    value = VALUES.get(raw, raw) if state in ("printed", "annotated") else None

    assert (state, value) == (reading.state, None if reading.value is None else str(reading.value))


def test_blank_cells_stay_blank_and_no_check_takes_them_for_0():
    """A blank is not 0: a sum that meets one can't be told; that the blank would have to be more than 0 is."""
    source = beilun()
    source.cells[FigureId("requests", "new", "person")] = ""
    report = read(PRINTINGS["html"](source))

    assert report.facts[FigureId("requests", "new", "person")].state == "blank"
    assert {f.code for f in report.findings if "“自然人”列勾稽关系" in f.sentence} == {"blank_gap"}


def test_numbers_beside_a_blank_that_make_more_than_their_total_do_not_add_up():
    """No blank can explain it: the blank cell has slipped, or a number is wrong."""
    source = beilun()
    source.cells |= {FigureId("requests", "new", "person"): "", FigureId("requests", "new", "company"): "9999"}
    report = read(PRINTINGS["html"](source))

    assert "applicants" in {f.code for f in report.findings if "新收" in f.sentence}


def test_columns_are_read_by_their_header_not_by_their_order():
    """A site that swaps two columns is read right."""
    text = as_html(beilun(), LAYOUT)
    text = text.replace("<td>商业企业</td><td>科研机构</td>", "<td>科研机构</td><td>商业企业</td>")
    report = read(text.encode())

    assert report.facts[FigureId("requests", "new", "research")].raw == "3"
    assert report.facts[FigureId("requests", "new", "company")].raw == "0"


def test_swapped_columns_without_cell_marks_are_refused():
    """In plain lines an order that is not the form's cannot be proved, so the rows are not read."""
    text = as_lines(beilun(), LAYOUT).replace("\t商业企业\n\t科研机构\n", "\t科研机构\n\t商业企业\n")
    report = read(text.encode())

    assert not any(figure.table == "requests" for figure in report.facts)
    assert any(f.code == "columns_unknown" for f in report.findings)


def test_a_row_that_is_not_on_the_form_is_kept_as_a_finding():
    """A province's own row is reported under its own words."""
    text = as_html(beilun(), LAYOUT)
    extra = f"<tr><td>9.属于工作秘密</td>{'<td>4</td>' * 7}</tr>\n"
    at = text.index('<tr><td rowspan="3">（四）无法提供')
    report = read((text[:at] + extra + text[at:]).encode())

    assert any("工作秘密" in f.sentence for f in report.findings if f.code == "row_unknown")
    assert report.facts[FigureId("requests", "refused_query", "total")].raw == "5"


def test_a_censored_label_is_the_one_it_fits():
    """国家**** fits one label of its group."""
    report = read(as_lines(beilun(), LAYOUT).replace("1.属于国家秘密", "1.属于国家****").encode())

    assert report.facts[FigureId("requests", "refused_secret", "total")].raw == "0"
    assert len(report.facts) == 200


LAID_OUT = "<body><table><tr><td><table><tr><td>", "</td></tr></table></td></tr></table></body>"


@pytest.mark.parametrize("printed", ["<td>585</td>", "商业企业</td>", "自然人</td>"])
def test_layout_tables_dissolve(printed):
    """A page laid out in nested tables is read like any other: its cells stay cells, empty or with a label broken by <br>."""
    broken = {"<td>585</td>": "<td></td>"}.get(printed, f"{printed[0]}<br>{printed[1:]}")
    page = as_html(beilun(), LAYOUT).replace(printed, broken)
    assert broken in page
    alone = read(page.encode())
    inside = read(page.replace("<body>", LAID_OUT[0]).replace("</body>", LAID_OUT[1]).encode())

    assert len(inside.facts) == 200
    assert {f: (x.raw, x.state) for f, x in inside.facts.items()} == {
        f: (x.raw, x.state) for f, x in alone.facts.items()
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"), (b"   \n", "空的"), (b"%PDF-1.7", "PDF 坏了"), (as_scan(), "扫描件"),
        (as_pdf(beilun(), LAYOUT, password="秘密"), "加了密码"), (b"PK\x03\x04xxxx", "压缩包打不开"), (b"\x00\x01\x02" * 50, "编码|空字节"),
        ("只有一句话。".encode(), "没有找到"), (bytes(range(128, 256)) * 20, "编码"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence_that_says_what_to_do(data, says):
    """Refused, with the reason."""
    with pytest.raises(UnreadableError, match=says) as caught:
        read(data)

    assert str(caught.value).endswith("。")


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        (["北仑区人民政府", "2024年度政府信息公开工作年度报告"], "330206/人民政府", 2024),
        (["2025 年上海市人民政府办公厅政府信息公开", "工作年度报告"], "310000/人民政府办公厅", 2025),
        (["2023年长春市二道区人民政府信息公开工作年度报告"], "220105/人民政府", 2023),
        (["高平市2025年政府信息公开工作年度报告"], "140581/人民政府", 2025),
        (["2022年金华市市场监管局政府信息公开工作年度报告"], "330700/市场监督管理局", 2022),
        (["武汉市公安局2024年度政府信息公开工作报告"], "420100/公安局", 2024),
        (["衡阳市衡东县杨林镇2023年政府信息公开年度报告"], "430424/杨林镇人民政府", 2023),
        (
            ["2022年政府信息公开工作年度报告", "桃江县松木塘镇人民政府", "2022年政府信息公开工作年度报告"],
            "430922/松木塘镇人民政府",
            2022,
        ),
        (["自然资源部2024年政府信息公开工作报告"], "自然资源部", 2024),
        (["杭州市西湖区人民政府2024年政府信息公开工作年度报告"], "330106/人民政府", 2024),
    ],
)
def test_agency_and_year_are_read_from_the_title(title, agency, year):
    """However the title is broken over lines and whichever stands first."""
    text = as_lines(beilun(), LAYOUT)
    body = text.split("\n", 5)[5].replace("2024年1月1日", f"{year}年1月1日")
    report = read(("\n".join(title) + "\n" + body).encode())

    assert (agency, year) == (report.agency.id, report.year)


def test_a_stale_period_is_a_finding():
    """The title's year counts; a statistics period of another year is reported."""
    text = as_html(beilun(), LAYOUT).replace(
        "统计期限：2024年1月1日至2024年12月31日", "统计期限：2023年1月1日至2023年12月31日"
    )
    report = read(text.encode())

    assert report.year == 2024
    assert [f.code for f in report.findings if f.code == "year_differs"] == ["year_differs"]


def test_without_a_name_in_the_text_the_file_name_tells():
    """北仑区2024.txt says whose report it is; x.txt does not, and is refused."""
    body = as_lines(beilun(), LAYOUT).split("\n", 4)[4]

    assert read(body.encode(), "北仑区2024.txt").agency.id == "330206/人民政府"
    with pytest.raises(UnreadableError, match="哪个单位"):
        read(body.encode(), "x.txt")


def test_a_table_that_is_narrower_than_its_grid_is_read():
    """Three tables in one, as Word's authors make them: blank cells stand beside the narrower ones, in the header too."""
    page = as_html(beilun(), LAYOUT)
    start = page.index("<h2>三、")
    end = page.index("</table>", start)
    wider = page[:start] + page[start:end].replace("</tr>", f"{'<td></td>' * 5}</tr>") + page[end:]

    assert {f: x.raw for f, x in read(wider.encode()).facts.items()} == {
        f: x.raw for f, x in read(page.encode()).facts.items()
    }


def placed_words(rows: dict[int, tuple[str, ...]]) -> list[Word]:
    """The texts of rows by their height, each column 50 points from the one before; a blank is no word."""
    return [
        Word(text, 50.0 * n, 50.0 * n + 10, top, top + 8.0, 1)
        for top, row in rows.items()
        for n, text in enumerate(row)
        if text
    ]


ROWS_BELOW = {140: ("丙", "6", "7", "8"), 160: ("丁", "9", "1", "2"), 180: ("戊", "3", "4", "5")}


def test_a_number_alone_between_rows_without_rules_leaves_no_blank_in_its_column():
    """It may be part of a number over two lines: the cell beside it cannot be read."""
    rows = {
        100: ("甲", "1", "2", "3"),
        120: ("乙", "", "4", "5"),
        **ROWS_BELOW,
    }
    words = placed_words(rows)
    grids = [unruled_blocks([*words, *stray]) for stray in ([], [Word("21", 50.0, 60.0, 111.0, 117.0, 1)])]
    second = [next(row for grid in blocks for row in grid.rows if row[0].text == "乙")[1].text for blocks in grids]

    assert second == ["", TORN]


def test_a_text_in_the_place_of_a_number_without_rules_leaves_no_blank():
    """待统计 stands in the first column, level with the others' numbers."""
    rows = {
        100: ("甲", "待统计", "2", "3"),
        120: ("乙", "8", "4", "5"),
        **ROWS_BELOW,
    }
    words = placed_words(rows)
    first = next(row for grid in unruled_blocks(words) for row in grid.rows if row[0].text == "甲")

    assert [cell.text for cell in first] == ["甲", TORN, "2", "3"]
