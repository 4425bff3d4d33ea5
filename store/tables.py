"""Document + Form -> the cells of the standard tables, by their labels.

Rows are found by the row label that stands before the values, columns by the header above them.  Where the columns of a
row cannot be proved (a header is missing, a cell is gone) the row is unreadable, with a finding.  Counting never decides.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from store.cells import Reading, read_cell
from store.columns import Token, assign
from store.document import Document, Place
from store.findings import Finding
from store.form import Block, FigureId, Form
from store.labels import normal
from store.runs import Run, read_runs, usual_gap

MOST_NAMED = 8  # rows in one sentence


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


@dataclass(frozen=True, slots=True)
class Match:
    """A run read by one block of one layout: column id -> value, None where the columns could not be proved."""

    layout: str
    table: str
    row: str
    label: str
    block: Block
    assigned: dict[str, Token] | None


def read_tables(document: Document, form: Form) -> Tables:
    """All figures of the form that the document prints."""
    matches: dict[str, dict[str, list[Match]]] = defaultdict(lambda: defaultdict(list))
    unknown: list[Run] = []
    gap = usual_gap(document)
    before: list[tuple[Run, list[Match]]] = []
    rows = _rows_of(form)
    for run in read_runs(document, form):
        found = list(rows.matches(run, gap))
        if not found and run.label is None and _in_one_grid(run, before):
            _doubt(before[-1][1], matches)
        for match in found:
            matches[match.table][match.layout].append(match)
        if not found and run.label is not None and (run.groups or _stands_in_a_table(run)):
            unknown.append(run)
        before = [(run, found)]
    cells: dict[FigureId, TableCell] = {}
    layouts: dict[str, str] = {}
    findings: list[Finding] = []
    for table, by_layout in matches.items():
        best = max(by_layout, key=lambda lay: (len({m.row for m in by_layout[lay] if m.assigned}), lay))
        layouts[table] = best
        for match in by_layout[best]:
            _keep(match, cells, findings)
        findings += _unread_rows(form, table, by_layout[best])
    findings += [_unknown_row(run) for run in unknown]
    return Tables(cells, layouts, (*findings, *_gaps(form, cells, layouts)))


def _stands_in_a_table(run: Run) -> bool:
    """Whether numbers stand under columns of the form, in a table."""
    return (
        bool(run.values)
        and run.values[0].aligned
        and bool(run.header.tokens)
        and any(value.text for value in run.values)
    )


def _in_one_grid(run: Run, before: list[tuple[Run, list[Match]]]) -> bool:
    """Whether a run follows a labelled one in the same table."""
    return (
        bool(before) and before[-1][0].label is not None and before[-1][0].label.place.grid == run.values[0].place.grid
    )


def _doubt(found: list[Match], matches: dict[str, dict[str, list[Match]]]) -> None:
    """Numbers without a label below a row: whose they are cannot be told, nor whether the row's own are."""
    for match in found:
        kept = matches[match.table][match.layout]
        kept[kept.index(match)] = replace(match, assigned=None)


@cache
def _rows_of(form: Form) -> "_Rows":
    return _Rows(form)


class _Rows:
    """The labelled rows of all layouts by the normal form of their label."""

    def __init__(self, form: Form) -> None:
        self.all = [
            (layout.id, table, block, row, path)
            for layout in form.layouts.values()
            for table, blocks in layout.blocks.items()
            for block in blocks
            for row, paths in block.rows
            for path in paths
        ]
        self.unlabelled = [
            (layout.id, table, block)
            for layout in form.layouts.values()
            for table, blocks in layout.blocks.items()
            for block in blocks
            if not block.rows
        ]
        self.named: dict[str, list[tuple[str, str, Block, str, tuple[str, ...]]]] = defaultdict(list)
        columns = {normal(path[-1]) for _, _, b, _, _ in self.all for _, paths in b.columns for path in paths}
        self.generic = {normal(path[-1]) for *_, path in self.all} & columns
        for entry in self.all:
            self.named[normal(entry[4][-1])].append(entry)

    def matches(self, run: Run, gap: int) -> Iterator[Match]:
        """Each way to read a run: the block's row label fits and its columns can be assigned."""
        if run.label is None:
            for layout, table, block in self.unlabelled:
                if assigned := assign(block, run.header, run.values, gap):
                    yield Match(layout, table, "", "", block, assigned)
            return
        for entry in self.named.get(run.label.name, ()):
            layout, table, block, row, _ = entry
            if self._fits(entry, run.groups):
                yield Match(layout, table, row, run.label.text, block, assign(block, run.header, run.values, gap))

    def _fits(self, entry: tuple[str, str, Block, str, tuple[str, ...]], groups: tuple[str, ...]) -> bool:
        return _in_group(entry[4], groups, generic=normal(entry[4][-1]) in self.generic)


def _in_group(path: tuple[str, ...], groups: tuple[str, ...], *, generic: bool) -> bool:
    """A generic label (其他) is a row only in its own group; one that is unique stands even where its group is cut in two."""
    wanted = tuple(map(normal, path[:-1]))
    return not generic or len(wanted) < 2 or groups[: len(wanted)] == wanted


def _cells(match: Match) -> Iterator[TableCell]:
    official = {column: paths[0] for column, paths in match.block.columns}
    for column, token in (match.assigned or {}).items():
        path = official[column]
        figure = FigureId(match.table, match.row, column) if match.row else FigureId(match.table, *column.split("/"))
        shown = (match.label, "/".join(path)) if match.row else ("/".join(path[:-1]), path[-1])
        yield TableCell(figure, read_cell(token.text), token.text, *shown, token.place)


def _keep(match: Match, cells: dict[FigureId, TableCell], findings: list[Finding]) -> None:
    for cell in _cells(match):
        before = cells.get(cell.figure)
        if before is not None and before.reading != cell.reading:
            sentence = f"“{cell.row_label}·{cell.column_label}”先后写作“{before.raw}”和“{cell.raw}”，两个都不采用。"
            findings.append(Finding("cell_twice", sentence, (cell.figure,)))
            cells[cell.figure] = TableCell(cell.figure, Reading("unreadable"), f"{before.raw}；{cell.raw}",
                cell.row_label, cell.column_label, cell.place)  # fmt: skip
            continue
        cells[cell.figure] = cell
        if cell.reading.state == "unreadable":
            sentence = f"“{cell.row_label}·{cell.column_label}”写作“{cell.raw}”，读不成数。"
            findings.append(Finding("cell_unreadable", sentence, (cell.figure,)))


def _unread_rows(form: Form, table: str, matches: list[Match]) -> Iterator[Finding]:
    unread = list(dict.fromkeys(match.row for match in matches if not match.assigned))
    if unread:
        names = _listed([form.tables[table].rows[row].short for row in unread])
        sentence = f"{form.tables[table].name}有 {len(unread)} 行的数与列名对不上，没有读：{names}。"
        yield Finding("columns_unknown", sentence, tuple(FigureId(table, row, "") for row in unread))


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
