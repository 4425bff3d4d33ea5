"""Form -> the rows that its layouts print, and for a run of a document each of them that it can be, with the columns of its values."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from store.forms.form import Block, Form
from store.tables.columns import Spacing, assign
from store.tables.header import Token
from store.tables.labels import is_numbered, normal
from store.tables.line_rows import LineRows
from store.tables.runs import Run

COUNTED = {"件数", "数量", "案件数", "案件数量", "件"}  # beside the one row of numbers of table 4


@dataclass(frozen=True, slots=True)
class Match:
    """A run read by one block of one layout: column id -> value, None where the columns could not be proved.

    `part`: number of the header and grid that it stands under; `filled`: whether numbers stand in the run; `depth`: how many
    labels lead to the row, its own with them."""

    layout: str
    table: str
    row: str
    label: str
    block: Block
    assigned: dict[str, Token] | None
    part: int = 0
    filled: bool = False
    depth: int = 0


def is_numbering(run: Run) -> bool:
    """Whether a row numbers its columns: 1, 2, 3 …"""
    return [value.text for value in run.values if value.text] == [str(n + 1) for n in range(len(run.values))]


@cache
def rows_of(form: Form) -> "Rows":
    return Rows(form)


class Rows:
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
        self.neighbours = frozenset(
            pair
            for layout in form.layouts.values()
            for blocks in layout.blocks.values()
            for b in blocks
            for pair in _neighbours(b)
        )
        for entry in self.all:
            self.named[normal(entry[4][-1])].append(entry)

    def without_sums(self, runs: list[Run]) -> Iterator[Run]:
        """合计 or 总计 without the number of （七）总计, in a table that numbers its rows, is a sum of the body's own: its label is left
        without a meaning."""
        labels = [(id(run.header), run.label) for run in runs if run.label is not None and run.label.name in self.named]
        numbered = Counter(header for header, label in labels if is_numbered(label.text))
        named = Counter(header for header, _ in labels)
        for run in runs:
            label, header = run.label, id(run.header)
            bare = label is not None and label.name in self.generic and not is_numbered(label.text)
            of_its_own = label is not None and bare and 2 * numbered[header] > named[header]
            yield replace(run, label=replace(label, name=f"{label.text}？")) if label and of_its_own else run

    def most_cells(self, run: Run) -> int:
        """How many cells a row of that label can have; 0 where it is none."""
        named = self.named.get(run.label.name, ()) if run.label is not None else ()
        return max((len(entry[2].columns) for entry in named if self._fits(entry, run.groups)), default=0)

    def matches(self, run: Run, lines: LineRows, part: int) -> Iterator[Match]:
        """Each way to read a run: the block's row label fits and its columns can be assigned."""
        if run.label is None or run.label.name in COUNTED:
            yield from self._bare(run, lines.spacing, part)
            return
        whole, filled = lines.is_whole(run), any(value.text for value in run.values)
        covered = lines.covered(run)
        whole, values = whole and covered is not None, run.values[covered or 0 :]
        for entry in self.named.get(run.label.name, ()):
            layout, table, block, row, path = entry
            if self._fits(entry, run.groups):
                assigned = assign(block, run.header, values, lines.spacing, whole=whole)
                yield Match(layout, table, row, run.label.text, block, assigned, part, filled, len(path))

    def _bare(self, run: Run, spacing: Spacing, part: int) -> Iterator[Match]:
        """The same for numbers without a label; those of a table that none of its blocks can read are told too."""
        if is_numbering(run):
            return
        read = [
            Match(layout, table, "", "", block, assigned, part)
            for layout, table, block in self.unlabelled
            if (assigned := assign(block, run.header, run.values, spacing)) and _is_named(block, run)
        ]
        yield from read or (
            Match(layout, table, "", "", block, None, part)
            for layout, table, block in self.unlabelled
            if _is_under(block, run)
        )

    def _fits(self, entry: tuple[str, str, Block, str, tuple[str, ...]], groups: tuple[str, ...]) -> bool:
        return _in_group(entry[4], groups, generic=normal(entry[4][-1]) in self.generic)


def _neighbours(block: Block) -> Iterator[tuple[str, str]]:
    """The labels of a header that stand side by side under one group, or under none."""
    paths = [tuple(map(normal, ways[0])) for _, ways in block.columns]
    nodes = list(dict.fromkeys(path[: depth + 1] for path in paths for depth in range(len(path))))
    for one, other in pairwise(sorted(nodes, key=lambda node: node[:-1])):
        if one[:-1] == other[:-1]:
            yield one[-1], other[-1]


def _is_named(block: Block, run: Run) -> bool:
    """Whether the group stands over the numbers of a table that is one group of another: without it they may be the next one's."""
    groups = {normal(labels[0][0]) for _, labels in block.columns}
    return not block.variant or len(groups) > 1 or any(head.name in groups for head in run.header.heads)


def _is_under(block: Block, run: Run) -> bool:
    """Whether bare numbers stand under most labels of a block, though their columns could not be proved."""
    labels = {normal(part) for _, paths in block.columns for path in paths for part in path}
    above = sum(head.name in labels for head in run.header.heads)
    return 2 * above > len(block.columns) and any(value.text for value in run.values)


def _in_group(path: tuple[str, ...], groups: tuple[str, ...], *, generic: bool) -> bool:
    """A generic label (其他) is a row only in its own group; one that is unique stands even where its group is cut in two."""
    wanted = tuple(map(normal, path[:-1]))
    return not generic or len(wanted) < 2 or groups[: len(wanted)] == wanted
