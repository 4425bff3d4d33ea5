"""Rows that lost a cell or were cut in two by a page: nothing of them stands in another's place."""

import re
from dataclasses import replace

import pytest
from misread import BEILUN, layout, read, wrong
from standard_form import Source, as_html, as_lines

from store.forms.form import FigureId

ROW = re.compile(r"<tr>(?:(?!</tr>).)*</tr>", re.DOTALL)
CELL = re.compile(r"<td>[^<]*</td>")
CASE_FILE, UNCLEAR = "7.属于行政执法案卷", "3.补正后申请内容仍不明确"


def with_rows(**rows: tuple[str, ...]) -> Source:
    """The report of Beilun with other numbers in some rows of table 3."""
    cells = dict(BEILUN.cells)
    for row, numbers in rows.items():
        columns = [figure for figure in BEILUN.cells if figure.table == "requests" and figure.row == row]
        cells |= dict(zip(columns, numbers, strict=True))
    return replace(BEILUN, cells=cells)


def row_of(page: str, label: str) -> str:
    return next(row for row in ROW.findall(page) if label in row)


def filled_up(row: str) -> str:
    """A row without its blank cells, with as many at its end."""
    numbers = CELL.findall(row)[-7:]
    kept = [cell for cell in numbers if cell != "<td></td>"]
    return row.replace("".join(numbers), "".join([*kept, *["<td></td>"] * (7 - len(kept))]))


@pytest.mark.parametrize(
    "cells", [("26", "", "", "", "", "", "26"), ("", "3", "4", "", "", "", "7"), ("0", "", "0", "", "", "", "0")]
)
def test_a_row_filled_up_at_its_end_after_it_lost_its_blanks_is_not_read(cells):
    """Its total stands under another applicant, and nothing under 总计."""
    source = with_rows(refused_case_file=cells)
    page = as_html(source, layout(source))
    row = row_of(page, CASE_FILE)

    assert "".join(f"<td>{cell}</td>" for cell in cells) in row
    assert wrong(page.replace(row, filled_up(row)), source) == {}
    assert FigureId("requests", "refused_case_file", "person") in read(page).facts


def test_rows_without_a_total_are_not_read_beside_one_whose_total_stands_under_another_column():
    """A single number may be a total as well."""
    source = with_rows(refused_case_file=("", "5", "", "", "", "", "5"), unclear=("", "", "", "", "", "", "9"))
    page = as_html(source, layout(source))
    for label in (CASE_FILE, UNCLEAR):
        page = page.replace(row_of(page, label), filled_up(row_of(page, label)))

    assert wrong(page, source) == {}


def test_a_report_that_leaves_out_most_totals_is_read_all_the_same():
    """A blank total is what some bodies print; the numbers before it do not end with their sum."""
    source = with_rows(refused_case_file=("25", "3", "", "", "1", "", ""))

    assert read(as_html(source, layout(source))).facts[FigureId("requests", "refused_case_file", "person")].value == 25


@pytest.mark.parametrize("label_first", [False, True])
def test_a_row_that_a_page_cut_in_two_gives_no_half_of_a_number(label_first):
    """13274 as 1327 at the foot of one page and 4 at the head of the next, the label on one of them."""
    source = with_rows(granted=("7555", "5719", "0", "0", "0", "0", "13274"))
    page = as_html(source, layout(source))
    row = row_of(page, "（一）予以公开")
    label = row[: row.index("（一）予以公开") + len("（一）予以公开</td>")]
    head = "<tr><td></td><td></td>" + "".join(f"<td>{n}</td>" for n in ("755", "571", "", "", "", "", "1327")) + "</tr>"
    tail = label + "".join(f"<td>{n}</td>" for n in ("5", "9", "0", "0", "0", "0", "4")) + "</tr>"
    if label_first:
        head, tail = tail.replace(">5<", ">755<").replace(">9<", ">571<").replace(">4<", ">1327<"), head
        tail = tail.replace(">755<", ">5<").replace(">571<", ">9<").replace(">1327<", ">4<")
    cut = page.replace(row, f"{head}</table><p>- 3 -</p><table>{tail}")

    assert cut != page
    assert wrong(cut, source) == {}


def test_a_zero_lost_in_a_row_of_zeros_is_no_blank_total():
    """One cell a line, an empty line after each row: that line is not the total."""
    source = with_rows(refused_case_file=("0",) * 7)
    lines = as_lines(source, layout(source), mark="").split("\n")
    at = next(i for i, line in enumerate(lines) if CASE_FILE in line)
    assert lines[at + 1 : at + 8] == ["0"] * 7
    lines[at + 7 : at + 8] = [""]

    assert wrong("\n".join(lines), source) == {}


def test_a_label_that_two_pages_draw_at_their_edge_is_said_once():
    """Whole, or its last line."""
    page = as_html(BEILUN, layout(BEILUN))
    twice = page.replace("（一）予以公开", "（一）予以公开<br>（一）予以公开").replace(
        "4.保护第三方合法权益", "4.保护第三方<br>合法权益<br>合法权益"
    )
    facts = read(twice).facts

    assert facts[FigureId("requests", "granted", "total")].value == 356
    assert FigureId("requests", "refused_third_party", "total") in facts


def test_groups_said_again_where_a_page_goes_on_are_no_other_table_s_header():
    """A row of 三、本年度办理结果 and （三）不予公开 alone, the rest of it blank."""
    page = as_html(BEILUN, layout(BEILUN))
    row = row_of(page, "5.属于三类内部事务信息")
    again = (
        '<tr><td rowspan="17">三、本年度办理结果</td><td rowspan="5">（三）不予公开</td>' + "<td></td>" * 8 + "</tr>"
    )
    cut = page.replace(row, f"</table><table>{again}{row}")

    assert wrong(cut, BEILUN) == {}
    assert len(read(cut).facts) > len(read(page).facts) - 10


@pytest.mark.parametrize("tall", [20, 22, 30])
def test_rows_beside_a_label_that_spans_too_few_or_many_rows_are_read_where_their_sums_prove_them(tall):
    """三、本年度办理结果 over 20 of its 22 rows moves the last two to the left."""
    page = as_html(BEILUN, layout(BEILUN))
    label = re.search(r'<td rowspan="\d+">三、本年度办理结果', page)[0]
    report = read(page.replace(label, f'<td rowspan="{tall}">三、本年度办理结果'))

    assert len(report.facts) == len(read(page).facts)


def test_column_names_broken_over_lines_are_put_together():
    """商业, 企业: the second is a label too."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("商业企业", "商业\n企业").replace("科研机构", "科研\n机构")

    assert len(read(text).facts) == 200


def test_numbers_in_a_row_above_their_label_leave_it_unread():
    """A cell of the label that stands lower on the page: the row with the label alone is not blank."""
    source = with_rows(repeated=("3", "1", "0", "0", "2", "0", "6"))
    page = as_html(source, layout(source))
    row = row_of(page, "2.重复申请")
    numbers = "".join(CELL.findall(row)[-7:])
    above = f"<tr><td></td>{numbers}</tr>"

    assert wrong(page.replace(row, above + row.replace(numbers, "<td></td>" * 7)), source) == {}


def only_totals() -> Source:
    """The report of Beilun with other numbers in table 3, in the column of totals alone."""
    figures = [figure for figure in BEILUN.cells if figure.table == "requests"]
    numbers = {f: str(1001 + 37 * n) if f.column == "total" else "" for n, f in enumerate(figures)}
    return replace(BEILUN, cells=dict(BEILUN.cells) | numbers)


@pytest.mark.parametrize("spans", [' rowspan="22"', ' rowspan="8"', ' rowspan="5"'])
def test_rows_that_lost_the_cell_of_their_group_and_were_filled_up_give_no_number_to_another_column(spans):
    """The label stands to the left of those of its kind, and the total under 其他."""
    source = only_totals()
    page = as_html(source, layout(source))
    assert spans in page

    text = page.replace(spans, "")
    widened = re.sub(
        r"<tr>((?:(?!</tr>).)*)</tr>",
        lambda row: f"<tr>{row[1]}{'<td></td>' * (10 - _columns(row[1]))}</tr>" if "属于" in row[1] else row[0],
        text,
    )
    assert wrong(text, source) == {}
    assert wrong(widened, source) == {}


def _columns(row: str) -> int:
    """How many columns the cells of a row take."""
    return sum(int(span or 1) for span in re.findall(r'<td(?: colspan="(\d+)")?', row))


def test_totals_under_the_last_applicant_in_every_row_are_not_that_applicant_s():
    """A header that spans four columns instead of three moves every row; no row has a number but there."""
    source = only_totals()
    page = as_html(source, layout(source)).replace(
        '<td colspan="3" rowspan="3">（本列', '<td colspan="4" rowspan="3">（本列'
    )
    head, table = page[: page.index("三、收到")], page[page.index("三、收到") :]
    padded = re.sub(
        r"(<tr>(?:(?!</tr>).)*?[一二三四五六七八\d][、）.](?:(?!</tr>).)*)</tr>", r"\1<td></td></tr>", table
    )

    assert wrong(head + padded, source) == {}


@pytest.mark.parametrize(("first", "second"), [("一、本年新收", "政府信息公开申请数量"), ("（一）", "予以公开")])
def test_a_label_over_two_rows_with_the_numbers_beside_one_leaves_no_blank_row(first, second):
    """Each half may be a label that is known."""
    page = as_html(BEILUN, layout(BEILUN))
    row = row_of(page, f"{first}{second}")
    numbers = "".join(CELL.findall(row)[-7:])
    torn = row.replace(first + second, first).replace(numbers, "<td></td>" * 7) + row.replace(first + second, second)

    assert blanks(page.replace(row, torn)) == []


def test_the_end_of_a_label_beside_blank_cells_may_have_left_its_numbers_where_it_began():
    """4.保 and the numbers at the foot of a page, 护第三方合法权益 on the next."""
    page = as_html(BEILUN, layout(BEILUN))
    row = row_of(page, "4.保护第三方合法权益")
    numbers = "".join(CELL.findall(row)[-7:])

    assert blanks(page.replace(row, row.replace("4.保护", "护").replace(numbers, "<td></td>" * 7))) == []


def test_a_number_in_a_table_of_its_own_is_no_blank_cell():
    """行政许可 as a line and an empty one, 474394 as a table of one cell."""
    text = as_lines(BEILUN, layout(BEILUN)).replace("\t", "")
    own = re.sub(r"(?<=行政许可\n)474394", "\n| 474394 |", text)

    assert own != text
    assert FigureId("active", "licences", "decisions") not in blanks(own)


def blanks(page: str) -> list[FigureId]:
    """The figures that are read as blank, in a report that leaves none blank."""
    return [figure for figure, fact in read(page).facts.items() if fact.state == "blank"]
