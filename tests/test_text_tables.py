"""Tables in texts of lines and of bars: a lost, cut or moved line moves no number."""

import re

import pytest
from misread import BEILUN, SHANGHAI, layout, read, wrong
from standard_form import as_bars, as_html, as_lines, placed, tables_of, text_sections

from store.forms.form import FigureId

NEW = "一、本年新收政府信息公开申请数量"


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


@pytest.mark.parametrize("printing", [as_lines, as_bars])
def test_a_text_that_breaks_off_in_a_table_gives_no_number_that_is_cut(printing):
    """Cut after each character of the last table: every figure that is read is right."""
    text = printing(BEILUN, layout(BEILUN))
    table = text.index("四、政府信息公开")
    ends = range(table, text.index("五、", table))

    assert {end: found for end in ends if (found := wrong(text[:end], BEILUN))} == {}


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


def test_a_word_in_the_place_of_a_sum_of_money_takes_no_other_cell_along():
    """未收费 under 本年收费金额 in a report with one cell a line."""
    text = re.sub(r"(行政事业性收费\n\t)[\d.]+", r"\1未收费", as_lines(BEILUN, layout(BEILUN)))
    report = read(text)

    assert report.facts[FigureId("active", "fees", "amount")].state == "dash"
    assert len(report.facts) == len(BEILUN.cells)


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


@pytest.mark.parametrize("bar", ["｜", "│", "║"])
def test_bars_of_other_shapes_are_bars(bar):
    """Full width, or drawn."""
    plain = as_bars(BEILUN, layout(BEILUN))

    assert read(plain.replace("|", bar)).facts.keys() == read(plain).facts.keys()
    assert wrong(plain.replace("|", bar), BEILUN) == {}


def test_cells_in_bold_say_what_they_say():
    """**585**, **（三）不予公开**: marks of Markdown."""
    plain = as_bars(BEILUN, layout(BEILUN))
    bold = re.sub(r"(?<=\|) *([^|\n]*[^|\n\s-]) *(?=\|)", r" **\1** ", plain)

    assert "**585**" in bold
    assert wrong(bold, BEILUN) == {}
    assert read(bold).facts.keys() == read(plain).facts.keys()


def test_a_text_in_the_place_of_the_last_number_moves_no_other():
    """规章, a line's break, two numbers, 待统计: three lines of four that a row can have."""
    text = "\n".join(line.strip() for line in as_lines(BEILUN, layout(BEILUN)).split("\n"))
    row = re.search(r"规章\n(\S*)\n(\S*)\n(\S*)\n", text)
    moved = f"规章\n\n{row[1]}\n{row[2]}\n待统计\n"

    assert wrong(text.replace(row[0], moved), BEILUN) == {}


def test_a_table_of_2019_that_could_not_be_read_lacks_its_own_rows():
    """其他对外管理服务事项 too, which later forms do not have."""
    text = re.sub(
        r"\t(?:本年新制作数量|本年增/减|采购项目数量|采购总金额)", "\t乙", as_lines(SHANGHAI, layout(SHANGHAI))
    )
    gone = {figure.row for finding in read(text, "x.txt").findings for figure in finding.figures}

    assert gone >= {"services", "procurement"}


def test_a_number_below_the_last_row_may_be_the_rest_of_it():
    """129, and 7 on a line of its own: 1297 broken by a converter."""
    text = as_bars(BEILUN, layout(BEILUN))
    row = next(line for line in text.split("\n") if line.strip("| ").startswith("行政强制"))
    number = re.search(r"\d\d+", row)
    assert number is not None
    broken = f"{row[: number.start()]}{number.group()[:-1]}\n{number.group()[-1]}"

    assert wrong(text.replace(row, broken), BEILUN) == {}


def test_a_table_of_another_body_under_its_bare_name_is_not_read():
    """One cell a line, the name alone between the heading and the table."""
    text = as_lines(BEILUN, layout(BEILUN))
    heading = "三、收到和处理政府信息公开申请情况"
    named = text.replace(heading, f"{heading}\n新碶街道办事处")

    assert not [figure for figure in read(named).facts if figure.table == "requests"]


@pytest.mark.parametrize("printing", [as_lines, as_bars])
def test_a_label_with_all_its_groups_before_it_is_that_row(printing):
    """三、本年度办理结果-（三）不予公开-1.属于国家秘密 in one cell."""
    text = printing(BEILUN, layout(BEILUN))
    for group, row in (("（三）不予公开", "1.属于国家秘密"), ("（五）不予处理", "2.重复申请")):
        text = text.replace(row, f"三、本年度办理结果-{group}-{row}")

    assert wrong(text, BEILUN) == {}
    assert FigureId("requests", "refused_secret", "person") in read(text).facts


def test_a_bar_after_every_row_ends_no_cell():
    """A row that lost a cell is not as long as its header, and a whole one is read."""
    text = "北仑区人民政府2024年度政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项 |\n"
    header = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    short = read(f"{text}{header}规章 | 22 | 235 |\n行政规范性文件 | 11 | 5 | 136 |\n")
    whole = read(f"{text}{header}规章 | 0 | 0 | 0 |\n行政规范性文件 | 11 | 5 | 136 |\n")

    assert FigureId("active", "rules", "repealed") not in short.facts
    assert whole.facts[FigureId("active", "documents", "in_force")].value == 136


def delimited(mark: str, quoted: str = "") -> str:
    """北仑区's report as a sheet saved as CSV: as many cells in each row, numbers of four digits and more with a comma in quotes."""
    lines = []
    for line in as_bars(BEILUN, layout(BEILUN), "").split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        written = [f'"{int(c):,}"' if quoted and c.isdigit() and len(c) > 3 else c for c in cells]
        lines.append(mark.join(written) if len(cells) > 1 else line)
    return "\n".join(lines)


@pytest.mark.parametrize(("mark", "quoted"), [(",", ""), (";", ""), (",", "quoted")])
def test_a_sheet_saved_as_csv_is_read(mark, quoted):
    facts = read(delimited(mark, quoted)).facts

    assert {figure: fact.raw.replace(",", "") for figure, fact in facts.items()} == BEILUN.cells


def test_no_comma_that_is_lost_or_too_many_moves_a_number():
    """One in five dropped, and doubled."""
    text = delimited(",")
    at = [n for n, sign in enumerate(text) if sign == ","][::5]
    texts = [text[:n] + more + text[n + 1 :] for n in at for more in ("", ",,")]

    assert [found for one in texts if (found := wrong(one, BEILUN))] == []


def test_a_bar_before_each_cell_is_a_bar_after_it():
    lines = as_lines(BEILUN, layout(BEILUN)).split("\n")
    text = "\n".join(f"| {line.strip()}" if line.startswith("\t") else line for line in lines)
    facts = read(text).facts

    assert {figure: fact.raw for figure, fact in facts.items()} == BEILUN.cells


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_blank_cells_that_were_trimmed_at_the_end_of_rows_move_no_number(mark):
    """All totals left out, merged cells as blanks: what stands before the first number is the label's."""
    lines = []
    for heading, content in text_sections(BEILUN, layout(BEILUN)):
        lines.append(heading)
        if not isinstance(content, str):
            lines += [BEILUN.title, *content]
            continue
        for row in placed(tables_of(BEILUN, layout(BEILUN))[content]):
            cells = [text for _, b, covered in row for text in ("" if covered else b.text, *[""] * (b.wide - 1))]
            trimmed = [*cells[:-1], ""] if content == "requests" and cells[-1].isdigit() else cells
            lines.append(mark.join(trimmed).rstrip(" |\t"))

    assert wrong("\n".join(lines), BEILUN) == {}


def test_the_rows_own_codes_are_no_numbers_of_the_form():
    """01, 02 … on a line between each label and its numbers, and blanks that were lost."""
    lines = [line.strip() for line in as_lines(BEILUN, layout(BEILUN)).split("\n") if line.strip()]
    made, code = [], 0
    for at, line in enumerate(lines):
        made += [] if line == "0" and at % 3 else [line]
        if not line.isdigit() and lines[at + 1 : at + 2] and lines[at + 1].isdigit():
            code += 1
            made.append(f"{code:02}")

    assert wrong("\n".join(made), BEILUN) == {}


def test_the_empty_line_of_a_blank_cell_is_no_second_one():
    """Blanks for 0 and a bar on a line of its own after each cell."""
    lines = []
    for line in as_lines(BEILUN, layout(BEILUN)).split("\n"):
        cell = "" if line == "\t0" else line.removeprefix("\t")
        lines.append(f"{cell}\n|" if line.startswith("\t") else cell)
    facts = read("\n".join(lines) + "\n").facts

    assert {f: fact.raw for f, fact in facts.items()} == {
        f: "" if raw == "0" else raw for f, raw in BEILUN.cells.items()
    }


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\u2060", "\u00ad", "\ue5e5"])
@pytest.mark.parametrize("printing", [as_lines, as_bars, as_html])
def test_signs_that_nobody_sees_hide_no_label(sign, printing):
    """In the middle of labels, of headers and before numbers."""
    text = printing(BEILUN, layout(BEILUN))
    for word in ("自然人", "总计", "结果维持", "重复申请", "规章"):
        text = text.replace(word, word[:1] + sign + word[1:])
    facts = read(text.replace("585", f"{sign}585")).facts

    assert {figure: fact.raw.strip() for figure, fact in facts.items()} == BEILUN.cells


def test_blanks_that_a_converter_left_as_it_found_them_are_blanks():
    text = as_bars(BEILUN, layout(BEILUN)).replace("|  |", "| &nbsp; |").replace("| 0 |", "|&nbsp;0&nbsp;|")
    facts = read(text).facts

    assert {figure: fact.raw for figure, fact in facts.items()} == BEILUN.cells


@pytest.mark.parametrize("heading", ["<p>行政诉讼</p><table>", "<table><tr><td colspan=5>行政诉讼</td></tr>"])
def test_five_results_without_their_group_are_not_those_of_reviews(heading):
    """A table of one kind of lawsuits alone."""
    page = as_html(BEILUN, layout(BEILUN))
    start, end = page.index("<table>", page.index("行政复议、行政诉讼情况</h2>")), page.index("<h2>五、")
    results = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    table = f"{heading}<tr>{results}</tr><tr><td>3</td><td>0</td><td>1</td><td>0</td><td>4</td></tr></table>"
    facts = read(page[:start] + table + page[end:]).facts

    assert not [figure for figure in facts if figure.table == "disputes"]
