"""What a kind of report counts, how it is printed, what must add up: the types, read from files by form_files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from store.forms import formula
from store.forms.askable import Ambiguity, Missing, Passage, Rate, Stated, Term
from store.forms.rules import Check, Impossible, Jump, Kind

MONEY = "元"  # ends the units of money, whose numbers are of different sizes


class FigureId(NamedTuple):
    """Which figure: `requests/new/person`.  An empty row or column is left open (`requests//other`)."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"


def figure_at(path: str) -> FigureId:
    """table/row/column as the form files write it; what is left out is empty."""
    return FigureId(*(*path.split("/"), "", "")[:3])


def located(rule: Check, name: str, other: str) -> FigureId:
    """The figure that an equation's name means in one column (or row)."""
    return FigureId(rule.table, name, other) if rule.each == "column" else FigureId(rule.table, other, name)


@dataclass(frozen=True, slots=True)
class Axis:
    """A row or a column of a table.  `sum`: its parts, where the form prints no figure of its own; `parts`: where it does."""

    id: str
    name: str
    short: str
    unit: str = ""
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    share_of: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    when: str = ""  # "start" or "end" where it counts what stood at one end of the year


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns by id, in the order of the form.  Weak words of its rows give way to rows of `gives_way_to`."""

    id: str
    name: str
    title: str
    rows: Mapping[str, Axis]
    columns: Mapping[str, Axis]
    default_row: str
    default_column: str
    gives_way_to: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def holds(self, whole: FigureId, part: FigureId) -> bool:
        """Whether a row (or, where the figures name none, a column) is a part of another, or a part of its parts."""
        axes, name, other = (self.rows, whole.row, part.row) if whole.row else (self.columns, whole.column, part.column)
        if not name or not other or bool(whole.row) != bool(part.row):
            return False
        open_, seen = [name], set[str]()
        while open_:
            axis = axes[open_.pop()]
            parts = set(axis.sum or axis.parts) - seen
            if other in parts:
                return True
            seen |= parts
            open_ += parts
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Part of a printed table with its own header: (id, label paths) of columns and rows.

    A block without rows is one line of numbers; its column ids then are `row/column`.  `variant`: another way to print what
    a block before it prints."""

    title: str
    columns: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    variant: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How one version of the form prints the tables, and the headings of its sections."""

    id: str
    name: str
    source: str
    sections: Mapping[str, tuple[str, tuple[str, ...]]]
    blocks: Mapping[str, tuple[Block, ...]]
    labels: Mapping[FigureId, tuple[str, str]]

    def figures(self) -> Iterable[tuple[FigureId, str, str]]:
        """Every figure in printed order with its official row and column label, parts joined by "/"."""
        return ((figure, row, column) for figure, (row, column) in self.labels.items())


def official_labels(blocks: Mapping[str, tuple[Block, ...]]) -> dict[FigureId, tuple[str, str]]:
    """Figure -> (row label, column label) for every figure that blocks print, in their order."""
    found: dict[FigureId, tuple[str, str]] = {}
    for table, table_blocks in blocks.items():
        for block in (block for block in table_blocks if not block.variant):
            for row, row_labels in block.rows:
                for column, labels in block.columns:
                    found[FigureId(table, row, column)] = "/".join(row_labels[0]), "/".join(labels[0])
            if not block.rows:
                for both, labels in block.columns:
                    row, column = both.split("/")
                    found[FigureId(table, row, column)] = "/".join(labels[0][:-1]), labels[0][-1]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One kind of report."""

    id: str
    name: str
    tables: Mapping[str, Table]
    cells: tuple[tuple[FigureId, tuple[str, ...]], ...]
    layouts: Mapping[str, Layout]
    checks: tuple[Check, ...]
    across: tuple[Check, ...]
    findings: Mapping[str, Kind]
    jump: Jump
    impossible: tuple[Impossible, ...]
    bases: tuple[formula.Expression, ...]
    stated: Mapping[str, Stated]
    passages: Mapping[str, Passage]
    rates: Mapping[str, Rate]
    several_rates: Mapping[str, tuple[str, ...]]  # a word -> the rates it stands for together
    terms: Mapping[str, Term]
    ambiguities: tuple[Ambiguity, ...]
    missing: tuple[Missing, ...]
    figures: Mapping[str, Mapping[FigureId, tuple[FigureId, ...]]]
    slips: Mapping[str, str]  # what is typed by mistake -> the word that was meant

    def parts(self, figure: FigureId, layout: str = "") -> tuple[FigureId, ...]:
        """The printed figures that a figure is the sum of in a layout (in the newest that has it); itself where printed."""
        found = self.figures[layout].get(figure) if layout in self.figures else None
        return found or self.figures[""][figure]

    def axes(self, rule: Check) -> tuple[Mapping[str, Axis], Mapping[str, Axis]]:
        """The rows (or columns) that an equation names, and the columns (or rows) in each of which it must hold."""
        table = self.tables[rule.table]
        return (table.rows, table.columns) if rule.each == "column" else (table.columns, table.rows)

    def when(self, figure: FigureId) -> tuple[str, str]:
        """The day that row and column count, where they count one day: start, end."""
        table = self.tables[figure.table]
        return table.rows[figure.row].when, table.columns[figure.column].when

    def exists(self, figure: FigureId) -> bool:
        """Whether some layout prints the figure, or all of its parts."""
        return figure in self.figures[""]

    def label(self, layout: str, figure: FigureId) -> tuple[str, str]:
        """Official row and column label; of a sum, what the labels of its parts share: 三、本年度办理结果/（三）不予公开."""
        labels = self.layouts[layout].labels
        if figure in labels:
            return labels[figure]
        parts = [labels[part] for part in self.parts(figure, layout)]
        rows, columns = ([label[side].split("/") for label in parts] for side in (0, 1))
        return "/".join(_shared(rows)), "/".join(_shared(columns))

    def unit(self, figure: FigureId) -> str:
        """件, 万元 …; a column's own unit (项) goes before its row's."""
        table = self.tables[figure.table]
        return table.columns[figure.column].unit or table.rows[figure.row].unit

    def is_of_other_size(self, figure: FigureId, unit: str) -> bool:
        """Whether a cell that names its own unit holds a number of another size than its column: 251000元 under 万元."""
        expected = self.unit(figure)
        return bool(unit) and unit != expected and (unit.endswith(MONEY) or expected.endswith(MONEY))

    def resolve(self, name: str, table: str = "") -> FigureId:
        """`requests.new` or, inside a table, `new`: the figure meant, in column `total` where none is named."""
        parts = name.split(".")
        if table:
            parts.insert(0, table)
        if len(parts) == 2:
            parts.append(self.tables[parts[0]].default_column)
        return FigureId(*parts)


def figures_of(
    tables: Mapping[str, Table], layouts: Mapping[str, Layout]
) -> dict[str, dict[FigureId, tuple[FigureId, ...]]]:
    """Layout -> every figure it prints or that can be summed from what it prints -> the printed parts.

    Under "" each figure as the newest layout that has it gives it."""
    found = {layout.id: _figures_in(tables, layout.labels) for layout in layouts.values()}
    merged: dict[FigureId, tuple[FigureId, ...]] = {}
    for _, figures in sorted(found.items()):
        merged |= figures
    return {"": merged, **found}


def _figures_in(
    tables: Mapping[str, Table], labels: Mapping[FigureId, tuple[str, str]]
) -> dict[FigureId, tuple[FigureId, ...]]:
    found: dict[FigureId, tuple[FigureId, ...]] = {}
    printed = {figure[:2] for figure in labels}
    for table in tables.values():
        for row in table.rows.values():
            for column in table.columns.values():
                figure = FigureId(table.id, row.id, column.id)
                rows = (row.id,) if figure[:2] in printed else row.sum
                columns = column.sum or (column.id,)
                parts = tuple(FigureId(table.id, r, c) for r in rows for c in columns)
                if figure in labels:
                    found[figure] = (figure,)
                elif parts and all(part in labels for part in parts):
                    found[figure] = parts
    return found


def _shared(paths: list[list[str]]) -> list[str]:
    """The parts that all paths begin with."""
    return [parts[0] for parts in zip(*paths, strict=False) if len(set(parts)) == 1]
