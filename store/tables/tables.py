"""Document + Form -> the cells of the standard tables, by their labels.

Rows are found by the row label that stands before the values, columns by the header above them.  Where the columns of a
row cannot be proved (a header is missing, a cell is gone) the row is unreadable, with a finding.  Counting never decides.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from store.document import Document, Place
from store.findings import Finding
from store.forms.form import Block, FigureId, Form
from store.readers.cells import Reading, read_cell
from store.tables.matches import match_runs
from store.tables.repeated import agreed
from store.tables.rows_of_form import Match
from store.tables.runs import Run

MOST_NAMED = 8  # rows in one sentence
CONTRADICTIONS = 5  # figures that two tables give differently, which make them two
SEVERAL = 2  # rows that make a table of their own


@dataclass(frozen=True, slots=True)
class TableCell:
    """One figure as printed: what the cell says, its raw text, the labels it stands under, its place."""

    figure: FigureId
    reading: Reading
    raw: str
    row_label: str
    column_label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Tables:
    """The cells of a document; for each table the layout it was printed in."""

    cells: dict[FigureId, TableCell]
    layouts: dict[str, str]
    findings: tuple[Finding, ...]

    def unread(self, figures: Collection[FigureId], findings: tuple[Finding, ...]) -> "Tables":
        """The same where some cells are unreadable, and why."""
        if not figures:
            return self
        unread = {figure: replace(self.cells[figure], reading=Reading("unreadable")) for figure in figures}
        return replace(self, cells={**self.cells, **unread}, findings=(*self.findings, *findings))

    def unread_one_by_one(self, figures: Collection[FigureId], code: str, why: str) -> "Tables":
        """The same where some cells are unreadable, each with a finding of its own; `why`: a sentence without its end."""
        found = ((figure, self.cells[figure]) for figure in figures)
        return self.unread(figures, tuple(
            Finding(code, f"“{cell.row_label}·{cell.column_label}”写作“{cell.raw}”，{why}；没有采用。", (figure,))
            for figure, cell in found
        ))  # fmt: skip


def read_tables(document: Document, form: Form) -> Tables:
    """All figures of the form that the document prints."""
    matches, unknown = match_runs(document, form)
    cells: dict[FigureId, TableCell] = {}
    layouts: dict[str, str] = {}
    findings: list[Finding] = []
    for table, by_layout in matches.items():
        if _two_tables(by_layout):
            title = form.tables[table].name
            findings.append(Finding("two_layouts", f"有两张不同年份表式的{title}，看不出哪张是这份报告的，都没有读。"))
            continue
        best = max(by_layout, key=lambda lay: (*_rows_read(by_layout[lay], form, table, lay), lay))
        layouts[table] = best
        each = [_without_parts(match, by_layout, form) for match in by_layout[best]]
        read = agreed(each)
        found: list[Finding] = []
        for match in read:
            _keep(match, cells, found)
        if sum(finding.code == "cell_twice" for finding in found) >= CONTRADICTIONS and _contradict(read):
            found = [_neither(form.tables[table].name, table, cells)]
        findings += found
        findings += _unread_rows(form, table, [*each, *_of_other_layouts(by_layout, best)])
        findings += _doubted_rows(form, table, each, read)
    findings += [_unknown_row(run) for run in unknown]
    return Tables(cells, layouts, (*findings, *_gaps(form, cells, layouts)))


def _rows_read(matches: list[Match], form: Form, table: str, layout: str) -> tuple[int, int, int]:
    """How many rows were read, how many are there, and how few of the layout's are not."""
    there = {match.row for match in matches}
    missing = _rows_printed(form, table, layout) - there
    return len({match.row for match in matches if match.assigned}), len(there), -len(missing)


@cache
def _rows_printed(form: Form, table: str, layout: str) -> frozenset[str]:
    return frozenset(figure.row for figure, _, _ in form.layouts[layout].figures() if figure.table == table)


def _of_other_layouts(by_layout: dict[str, list[Match]], best: str) -> list[Match]:
    """Rows with numbers that only a layout knows which was not read by: they are not read, and not left out without a word."""
    labels = {match.label for match in by_layout[best]}
    others = (match for layout, found in by_layout.items() if layout != best for match in found)
    return [replace(m, assigned=None) for m in others if m.row and m.filled and m.label not in labels]


def _two_tables(by_layout: dict[str, list[Match]]) -> bool:
    """Whether each of two layouts reads rows that the other does not: two tables, not one of a mixed form."""
    read = {
        layout: {id(next(iter(match.assigned.values()))) for match in found if match.assigned}
        for layout, found in by_layout.items()
    }
    return any(len(a - b) >= SEVERAL and len(b - a) >= SEVERAL for a in read.values() for b in read.values())


def _contradict(read: list[Match]) -> bool:
    """Whether two grids give many figures differently: two tables, and what only one of them has may be the other report's."""
    said: dict[FigureId, dict[int, set[Reading]]] = {}
    for match in read:
        for cell in _cells(match):
            if cell.place.grid is not None:
                said.setdefault(cell.figure, {}).setdefault(cell.place.grid, set()).add(cell.reading)
    return sum(len(set(map(frozenset, grids.values()))) > 1 for grids in said.values()) >= CONTRADICTIONS


def _neither(name: str, table: str, cells: dict[FigureId, TableCell]) -> Finding:
    """All cells of a table become unreadable, where there are two of it."""
    for figure, cell in cells.items():
        if figure.table == table:
            cells[figure] = replace(cell, reading=Reading("unreadable"))
    return Finding("two_tables", f"有两张数不相同的{name}，看不出哪张是这份报告的，都不采用。")


def _without_parts(match: Match, by_layout: dict[str, list[Match]], form: Form) -> Match:
    """A row that is the sum of others is none where one of those is printed: its label is their group's, theirs is gone."""
    parts = form.tables[match.table].rows[match.row].sum if match.row else ()
    printed = bool(parts) and any(other.row in parts for found in by_layout.values() for other in found)
    return replace(match, assigned=None) if printed else match


def _cells(match: Match) -> Iterator[TableCell]:
    official = _official(match.block, match.table, match.row)
    label = match.label.replace("\n", "")  # a page's line breaks are none of the label's
    for column, token in (match.assigned or {}).items():
        figure, over, last = official[column]
        shown = (label, f"{over}/{last}" if over else last) if match.row else (over, last)
        yield TableCell(figure, read_cell(token.text), token.text, *shown, token.place)


@cache
def _official(block: Block, table: str, row: str) -> dict[str, tuple[FigureId, str, str]]:
    """Column of a block -> the figure there in that row, and its official label: the groups, and the last part."""
    return {
        column: (
            FigureId(table, row, column) if row else FigureId(table, *column.split("/")), "/".join(paths[0][:-1]), paths[0][-1]
        )
        for column, paths in block.columns
    }  # fmt: skip


def _keep(match: Match, cells: dict[FigureId, TableCell], findings: list[Finding]) -> None:
    for cell in _cells(match):
        before = cells.get(cell.figure)
        if before is not None and before.reading != cell.reading:
            sentence = f"“{cell.row_label}·{cell.column_label}”先后写作“{before.raw}”和“{cell.raw}”，两个都不采用。"
            findings.append(Finding("cell_twice", sentence, (cell.figure,)))
            cells[cell.figure] = TableCell(cell.figure, Reading("unreadable"), f"{before.raw}；{cell.raw}",
                cell.row_label, cell.column_label, before.place)  # fmt: skip
            continue
        if before is not None:
            continue  # printed twice alike: the first place counts
        cells[cell.figure] = cell
        if cell.reading.state == "unreadable":
            sentence = f"“{cell.row_label}·{cell.column_label}”写作“{cell.raw}”，读不成数。"
            findings.append(Finding("cell_unreadable", sentence, (cell.figure,)))


def _unread_rows(form: Form, table: str, matches: list[Match]) -> Iterator[Finding]:
    unread = list(dict.fromkeys(match.row for match in matches if not match.assigned and match.row))
    if any(not match.assigned and not match.row for match in matches):
        yield Finding("columns_unknown", f"{form.tables[table].name}的数与列名对不上，或者列名下不止一行数，没有读。")
    if unread:
        names = _listed([form.tables[table].rows[row].short for row in unread])
        sentence = f"{form.tables[table].name}有 {len(unread)} 行的数与列名对不上，没有读：{names}。"
        yield Finding("columns_unknown", sentence, tuple(FigureId(table, row, "") for row in unread))


def _doubted_rows(form: Form, table: str, each: list[Match], agreed_on: list[Match]) -> Iterator[Finding]:
    """What was read from one of two tables only."""
    rows = [match.row for match, kept in zip(each, agreed_on, strict=True) if match.assigned and not kept.assigned]
    if rows:
        names = _listed(list(dict.fromkeys(form.tables[table].rows[row].short for row in rows if row)))
        sentence = f"有两张{form.tables[table].name}，其中一张才读得出的没有采用{'：' if names else ''}{names}。"
        yield Finding("two_tables", sentence, tuple(FigureId(table, row, "") for row in dict.fromkeys(rows) if row))


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 行" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def _unknown_row(run: Run) -> Finding:
    assert run.label is not None
    values = "、".join(value.text for value in run.values if value.text)
    return Finding("row_unknown", f"表里有一行“{run.label.text}”（{values}）不在表式里，没有计入任何一项。")


def _gaps(form: Form, cells: dict[FigureId, TableCell], layouts: dict[str, str]) -> Iterator[Finding]:
    """What the form prints and the document does not."""
    for table in form.tables.values():
        if table.id not in layouts:
            yield Finding("table_missing", f"没有找到{table.name}《{table.title}》。")
            continue
        expected = [f for f, _, _ in form.layouts[layouts[table.id]].figures() if f.table == table.id]
        gone = [figure for figure in expected if figure not in cells]
        if gone:
            rows = list(dict.fromkeys(table.rows[figure.row].short for figure in gone))
            yield Finding("figures_missing", f"{table.name}缺 {len(gone)} 格：{_listed(rows)}。", tuple(gone))
