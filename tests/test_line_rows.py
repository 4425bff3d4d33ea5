"""Texts that print one cell a line and nothing for 0: a row's lines are counted against those of the rows around it."""

import re
from dataclasses import replace

import pytest
from misread import BEILUN, SHANGHAI, layout, read, wrong
from standard_form import Source, as_lines, placed, tables_of, text_sections

from store.forms.form import FigureId


def blanks() -> list[str]:
    """北仑区's report in lines: no mark before a cell, no line between rows, an empty line for 0."""
    lines = [line for line in as_lines(BEILUN, layout(BEILUN)).split("\n") if line]
    return ["" if line == "\t0" else line.removeprefix("\t") for line in lines]


def test_a_line_each_is_told_from_the_totals_where_most_cells_are_blank():
    facts = read("\n".join(blanks())).facts
    requests = [figure for figure in facts if figure.table == "requests"]

    assert len(requests) == sum(figure.table == "requests" for figure in BEILUN.cells)
    assert {figure: facts[figure].value for figure in requests if facts[figure].value is not None} == {
        figure: number for figure in requests if (number := float(BEILUN.cells[figure].replace(",", ""))) != 0
    }


def test_a_row_without_a_number_is_blank_in_each_cell():
    facts = read("\n".join(blanks())).facts

    assert facts[FigureId("requests", "refused_secret", "total")].state == "blank"


def test_no_line_that_is_lost_or_too_many_moves_a_number():
    """Each line deleted once, and an empty one put before each."""
    lines = blanks()
    texts = [
        (*lines[:at], *more, *lines[at + step :]) for at in range(len(lines)) for more, step in (((), 1), (("",), 0))
    ]

    assert [found for text in texts if (found := wrong("\n".join(text), BEILUN))] == []


def test_a_row_with_fewer_lines_than_its_peers_is_not_blank():
    """Two numbers and their lines gone: not every cell is told."""
    text = "\n".join(blanks())
    shorter = re.sub(r"(2\.重复申请\n)\d+\n(\n*)\d+\n", r"\1\2", text)
    row = [figure for figure in read(shorter).facts if figure.row == "repeated"]

    assert shorter != text
    assert row == []


def even(*, repeated: bool) -> str:
    """北仑区's report in rows of bars with all cells of the grid: merged ones written again or left blank, and blanks for 0."""
    lines = [BEILUN.title, ""]
    for table in tables_of(BEILUN, layout(BEILUN)).values():
        for row in placed(table):
            cells = [
                "" if box.text == "0" or (not repeated and (covered or at)) else box.text
                for _, box, covered in row
                for at in range(box.wide)
            ]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("下一部分")
    return "\n".join(lines)


@pytest.mark.parametrize("repeated", [True, False])
def test_rows_of_bars_without_a_number_are_blank_in_each_cell(repeated):
    """However many of them stand below each other."""
    report = read(even(repeated=repeated))
    rows = [figure for figure in report.facts if figure.table == "requests"]

    assert report.facts[FigureId("requests", "refused_secret", "total")].state == "blank"
    assert len(rows) == sum(figure.table == "requests" for figure in BEILUN.cells)
    assert wrong(even(repeated=repeated).replace("|  |", "| 0 |"), BEILUN) == {}


def test_a_subtotal_is_not_the_total_where_that_could_not_be_read():
    """合计 below the reasons of （三）不予公开, in a table whose first column has no name."""
    lines = even(repeated=False).replace("自然人", "？").split("\n")
    last = next(at for at, line in enumerate(lines) if "8.属于行政查询事项" in line)
    lines.insert(last + 1, "|  |  | 合计 | 25 | 0 | 0 | 0 | 0 | 1 | 26 |")

    assert not any(figure.row == "closed" for figure in wrong("\n".join(lines), BEILUN))


@pytest.mark.parametrize(("over", "after"), [("上年总计", "申请人情况"), ("合计", "商业企业")])
def test_a_column_too_many_moves_no_number_where_the_totals_are_blank(over, after):
    """Eight cells of which the last is blank look like seven."""
    lines = [line for line in as_lines(BEILUN, layout(BEILUN)).split("\n") if line]
    start, end = lines.index("\t申请人情况"), next(n for n, line in enumerate(lines) if line.startswith("四、"))
    made: list[str] = []
    for at, line in enumerate(lines[start:end]):
        if line.strip() == after:
            made.append(over)
        value = line.strip().isdigit()
        first = value and not lines[start + at - 1].strip().isdigit()
        last = value and not [*lines, ""][start + at + 1].strip().isdigit()
        made += ["77"] * first + ([""] if last else [line.strip()])

    assert wrong("\n".join([*(line.strip() for line in lines[:start]), *made, *lines[end:]]), BEILUN) == {}


def test_a_stray_blank_before_the_numbers_of_one_row_moves_none_of_them():
    """Its total is blank, so that it has seven cells up to the last number all the same."""
    lines = [line.strip() for line in as_lines(BEILUN, layout(BEILUN)).split("\n") if line]
    at = next(n for n, line in enumerate(lines) if line.startswith("1.属于国家秘密"))
    lines[at + 1 : at + 8] = ["", "0", "24", "0", "0", "0", "0", ""]

    assert not {f for f in wrong("\n".join(lines), BEILUN) if f.row == "refused_secret"}


def spelt_out(source: Source, mark: str) -> str:
    """A report in lines with an empty one for each further cell that a merged cell covers, and one after each row."""
    lines = [source.title, ""]
    for heading, content in text_sections(source, layout(source)):
        lines.append(heading)
        if not isinstance(content, str):
            lines += [*content, ""]
            continue
        for row in placed(tables_of(source, layout(source))[content]):
            for _, box, covered in row:
                lines += [f"{mark}{'' if covered else box.text}", *[mark] * (box.wide - 1)]
            lines.append("")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("mark", ["\t", ""])
def test_empty_lines_for_the_cells_that_a_label_covers_move_no_number(mark):
    facts = read(spelt_out(BEILUN, mark)).facts

    assert {figure: fact.raw for figure, fact in facts.items()} == BEILUN.cells


@pytest.mark.parametrize("mark", ["\t", ""])
@pytest.mark.parametrize("zeros", [True, False])
def test_no_line_that_is_lost_amid_such_empty_ones_moves_a_number(mark, zeros):
    """One in seven deleted, in a report that prints 0 and in one that leaves it blank."""
    cells = {figure: raw if zeros or raw != "0" else "" for figure, raw in BEILUN.cells.items()}
    source = replace(BEILUN, cells=cells)
    lines = spelt_out(source, mark).split("\n")
    texts = ("\n".join(lines[:at] + lines[at + 1 :]) for at in range(8, len(lines), 7))

    assert [found for text in texts if (found := wrong(text, source))] == []


def test_a_blank_cell_is_told_from_one_that_a_label_covers():
    """The form of 2019 with blanks for 0 and totals left out: seven lines follow a label that covers one more."""
    text = spelt_out(SHANGHAI, "\t")
    facts = read(text).facts

    assert {f: fact.raw for f, fact in facts.items() if fact.raw != SHANGHAI.cells[f]} == {}
