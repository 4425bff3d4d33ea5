"""Document + Form -> the cells of the standard tables, by their labels.

Rows are found by the row label that stands before the values, columns by the header above them.  Where the columns of a
row cannot be proved (a header is missing, a cell is gone) the row is unreadable, with a finding.  Counting never decides.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from store.cells import Reading, is_value, read_cell
from store.columns import Header, Token, assign
from store.document import Document, Grid, Place
from store.findings import Finding
from store.form import Block, FigureId, Form
from store.labels import fits, is_numbered, normal


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
class Run:
    """A label, what stands above it, and the cells up to the next label.  `label` is None for a row of bare numbers."""

    label: Token | None
    groups: tuple[str, ...]
    header: Header
    values: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A run read by one block of one layout; `cells` is None where the columns could not be proved."""

    layout: str
    table: str
    row: str
    cells: tuple[TableCell, ...] | None


def read_tables(document: Document, form: Form) -> Tables:
    """All figures of the form that the document prints."""
    matches: dict[str, dict[str, list[Match]]] = defaultdict(lambda: defaultdict(list))
    unknown: list[Run] = []
    for run in _runs(list(_tokens(document)), form):
        found = list(_matches(run, form))
        for match in found:
            matches[match.table][match.layout].append(match)
        if not found and run.label is not None and run.groups:
            unknown.append(run)
    cells: dict[FigureId, TableCell] = {}
    layouts: dict[str, str] = {}
    findings: list[Finding] = []
    for table, by_layout in matches.items():
        best = max(by_layout, key=lambda lay: (len({m.row for m in by_layout[lay] if m.cells}), lay))
        layouts[table] = best
        for match in by_layout[best]:
            _keep(match, cells, findings)
        findings += _unread_rows(form, table, by_layout[best])
    findings += [_unknown_row(run) for run in unknown]
    return Tables(cells, layouts, (*findings, *_gaps(form, cells, layouts)))


def _tokens(document: Document) -> Iterator[Token]:
    """The document as one stream; cells of a grid know their row and column."""
    for block in document.blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield Token(cell.text, cell.place, block.aligned, cell.column, cell.span, certain=True)
        else:
            yield Token(block.text, block.place, aligned=False, certain=block.indent)


def _runs(tokens: list[Token], form: Form) -> Iterator[Run]:
    """Cut the stream at its labels, carrying along the groups a label stands in and the header above it."""
    names = _Names(form)
    header, used = Header(()), False
    groups: tuple[str, ...] = ()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        label = bool(token.text) and not is_value(token.text)
        end = at + 1 if label else at
        while (
            end < len(tokens) and token.same_row(tokens[end]) and (not tokens[end].text or is_value(tokens[end].text))
        ):
            end += 1
        values = tuple(tokens[at + 1 : end] if label else tokens[at:end])
        filled = any(value.text for value in values)
        if label and names.is_group(token.text):
            groups = names.groups_with(groups, token.text)
        if label and not filled and names.is_column(token.text) and not names.is_row(token.text, groups):
            header, used, groups = Header(() if used else header.tokens).plus(token), False, ()
        elif label and names.is_column(token.text) and filled and not names.is_row(token.text, groups):
            yield Run(None, (), Header(() if used else header.tokens).plus(token), values)
            used = True
        elif filled or (label and values and names.is_row(token.text, groups)):
            yield Run(token if label else None, groups, header, values)
            used = True
        at = max(end, at + 1)


class _Names:
    """Which texts are labels of rows, of columns, or of groups above them, in any layout of the form."""

    def __init__(self, form: Form) -> None:
        blocks = [b for lay in form.layouts.values() for bs in lay.blocks.values() for b in bs]
        self.rows = {normal(path[-1]): path for b in blocks for _, paths in b.rows for path in paths}
        above = [path[:-1] for b in blocks for _, paths in b.rows for path in paths if len(path) > 1]
        self.groups = {normal(part): tuple(map(normal, path[:i])) for path in above for i, part in enumerate(path)}
        labels = [path for b in blocks for _, paths in b.columns for path in paths]
        self.columns = {normal(part) for path in labels for part in path} | {normal(b.title) for b in blocks}

    def is_row(self, text: str, groups: tuple[str, ...]) -> bool:
        """Whether the text is a row's label here.  其他 and 总计 name columns too: as rows they carry their number."""
        path = self.rows.get(normal(text))
        if path is None:
            return any(fits(text, official) for official in self.rows) if "*" in text else False
        if normal(text) not in self.columns:
            return True
        return is_numbered(text) and tuple(map(normal, path[:-1])) == groups[: len(path) - 1]

    def is_column(self, text: str) -> bool:
        return normal(text) in self.columns

    def is_group(self, text: str) -> bool:
        return normal(text) in self.groups

    def groups_with(self, groups: tuple[str, ...], text: str) -> tuple[str, ...]:
        return (*self.groups[normal(text)], normal(text))


def _matches(run: Run, form: Form) -> Iterator[Match]:
    """Each way to read a run: the block's row label fits and its columns can be assigned."""
    for layout in form.layouts.values():
        for table, blocks in layout.blocks.items():
            for block in blocks:
                if run.label is None and not block.rows and (cells := _cells(table, "", "", block, run)):
                    yield Match(layout.id, table, "", cells)
                elif run.label is not None:
                    for row, label in _rows(block, run):
                        yield Match(layout.id, table, row, _cells(table, row, label, block, run))


def _rows(block: Block, run: Run) -> Iterator[tuple[str, str]]:
    """The rows of a block whose label the run has; a group that is known and different rules a row out."""
    assert run.label is not None
    for row, paths in block.rows:
        if any(fits(run.label.text, path[-1]) and _in_group(path, run.groups) for path in paths):
            yield row, run.label.text


def _in_group(path: tuple[str, ...], groups: tuple[str, ...]) -> bool:
    wanted = tuple(map(normal, path[:-1]))
    return len(wanted) < 2 or not groups or groups[: len(wanted)] == wanted


def _cells(table: str, row: str, label: str, block: Block, run: Run) -> tuple[TableCell, ...] | None:
    assigned = assign(block, run.header, run.values)
    if assigned is None:
        return None
    cells = []
    for column, token in assigned.items():
        figure = FigureId(table, row, column) if row else FigureId(table, *column.split("/"))
        reading = read_cell(token.text)
        official = next(paths[0] for key, paths in block.columns if key == column)
        shown = ("/".join(official[:-1]), official[-1]) if not row else (label, "/".join(official))
        cells.append(TableCell(figure, reading, token.text, *shown, token.place))
    return tuple(cells)


def _keep(match: Match, cells: dict[FigureId, TableCell], findings: list[Finding]) -> None:
    for cell in match.cells or ():
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
    read = {match.row for match in matches if match.cells}
    unread = list(dict.fromkeys(match.row for match in matches if not match.cells and match.row not in read))
    if unread:
        names = "、".join(form.tables[table].rows[row].short for row in unread)
        sentence = f"{form.tables[table].name}有 {len(unread)} 行的数与列名对不上，没有读：{names}。"
        yield Finding("columns_unknown", sentence, tuple(FigureId(table, row, "") for row in unread))


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
            yield Finding("figures_missing", f"{table.name}缺 {len(gone)} 格：{'、'.join(rows)}。", tuple(gone))
