"""Document + Form -> for each run the rows of the form that it can be, with the columns of its values.

Where it is open which of two rows of numbers is meant, neither is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from store.document import Document
from store.forms.form import Block, Form
from store.readers.cells import is_value
from store.tables.columns import Spacing, assign
from store.tables.header import Token
from store.tables.labels import normal
from store.tables.line_rows import LineRows
from store.tables.runs import Run, read_runs, usual_spacing
from store.tables.shifted import are_shifted

COUNTED = {"件数", "数量", "案件数", "案件数量", "件"}  # beside the one row of numbers of table 4

Matches = dict[str, dict[str, list["Match"]]]  # table -> layout -> what it reads


@dataclass(frozen=True, slots=True)
class Match:
    """A run read by one block of one layout: column id -> value, None where the columns could not be proved.

    `part`: number of the header and grid that it stands under; `filled`: whether numbers stand in the run."""

    layout: str
    table: str
    row: str
    label: str
    block: Block
    assigned: dict[str, Token] | None
    part: int = 0
    filled: bool = False


def match_runs(document: Document, form: Form) -> tuple[Matches, list[Run]]:
    """The matches, and the runs in a table of the form that are no row of it."""
    matches: Matches = defaultdict(lambda: defaultdict(list))
    unknown: list[Run] = []
    before: list[tuple[Run, list[Match]]] = []
    seen: list[tuple[Run, list[Match]]] = []
    under: dict[int, list[tuple[Run, list[Match]]]] = defaultdict(list)  # part in a grid -> the rows there
    parts: dict[tuple[int, int | None], int] = {}  # header and grid -> their number
    rows, runs = _rows_of(form), list(read_runs(document, form))
    lines = LineRows(runs, rows.most_cells, usual_spacing(document))
    for run in runs:
        part = parts.setdefault((id(run.header), _grid(run)), len(parts))
        found = list(rows.matches(run, lines, part))
        for match in found:
            matches[match.table][match.layout].append(match)
        if before and (half := _half_of_a_row(before[-1], (run, found))) is not None:
            _doubt(half, matches)
        seen.append((run, found))
        if not found and run.label is not None and (run.groups or _stands_in_a_table(run)):
            unknown.append(run)
        before = [(run, found)]
        if any(value.text for value in run.values) and _grid(run) is not None:
            under[part].append((run, found))
    _doubt_late_labels(seen, matches)
    _doubt_torn(seen, matches)
    for several in under.values():
        for _, found in several if len(several) > 1 else ():
            _doubt([match for match in found if not match.row], matches)
        _doubt_covered(several, matches)
        _doubt_shifted([match for _, found in several for match in found], matches)
        _doubt_rivals([match for _, found in several for match in found if match.row], matches)
    return matches, unknown


def _grid(run: Run) -> int | None:
    return (run.label or run.values[0]).place.grid


def _doubt_torn(seen: list[tuple[Run, list[Match]]], matches: Matches) -> None:
    """Numbers without a label beside a row, or with no more than its group's where a table goes on on the next page: they may be half
    of the row above or below, so that what stands there is half of a number."""
    rows = [(run, found) for run, found in seen if any(value.text for value in run.values) and _grid(run) is not None]
    for at, (run, found) in enumerate(rows):
        goes_on = at > 0 and _grid(rows[at - 1][0]) != _grid(run)
        of_no_row = run.label is None or (goes_on and normal(run.label.text) in run.groups)
        if found or not of_no_row or _numbered(run):
            continue
        for other, read in (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]):
            if other.header is run.header or _grid(other) == _grid(run):
                _doubt(read, matches)


def _half_of_a_row(above: tuple[Run, list[Match]], below: tuple[Run, list[Match]]) -> list[Match] | None:
    """What a row without numbers was read as, whose label is not whole, beside numbers that no row is known for: a row cut in
    two, so that its cells are not blank."""
    for (run, found), (other, unknown) in ((above, below), (below, above)):
        if found and not unknown and run.label is not None and other.label is not None:
            torn = normal(run.label.text) != run.label.name
            numbers = any(value.text for value in other.values)
            if torn and numbers and not any(value.text for value in run.values):
                return found
    return None


def _doubt_late_labels(seen: list[tuple[Run, list[Match]]], matches: Matches) -> None:
    """In a text where numbers stand right under a header, before any label: those of the first row, so that every label comes too
    late."""
    shifted: set[int] = set()
    begun: set[int] = set()
    for run, found in seen:
        if not run.values or run.values[0].place.grid is not None:
            continue
        header = id(run.header)
        if run.label is None and not found and run.header.tokens and header not in begun and not _numbered(run):
            shifted.add(header)
        begun.add(header)
        if header in shifted:
            _doubt(found, matches)


def _doubt_covered(rows: list[tuple[Run, list[Match]]], matches: Matches) -> None:
    """In a table whose rows have a cell more than columns: a blank at the start is covered by the label only where no row has
    a number there."""
    more = [(run, found) for run, found in rows if found and all(len(run.values) > len(m.block.columns) for m in found)]
    first = [run.values[0] for run, _ in more]
    if any(value.text and not value.aligned and is_value(value.text) for value in first):
        for _, found in more:
            _doubt(found, matches)


def _doubt_shifted(found: list[Match], matches: Matches) -> None:
    """Rows whose numbers may stand one column too far to the left, in each layout by itself."""
    for layout, table in {(match.layout, match.table) for match in found}:
        read = [match for match in found if (match.layout, match.table) == (layout, table) and match.assigned]
        rows = [(match.block, match.assigned) for match in read if match.assigned]
        _doubt([read[at] for at in are_shifted(rows)], matches)


def _doubt_rivals(found: list[Match], matches: Matches) -> None:
    """合计 above （七）总计, whose numbers could not be read: which of two rows of one table it is cannot be told."""
    unread = {(m.layout, m.table, m.row) for m in found if m.filled and m.assigned is None}
    _doubt([match for match in found if (match.layout, match.table, match.row) in unread], matches)


def _stands_in_a_table(run: Run) -> bool:
    """Whether numbers stand under columns of the form, in a table."""
    return (
        bool(run.values)
        and run.values[0].aligned
        and bool(run.header.tokens)
        and any(value.text for value in run.values)
    )


def _doubt(found: list[Match], matches: Matches) -> None:
    """Numbers without a label below a row: whose they are cannot be told, nor whether the row's own are."""
    for match in found:
        kept = matches[match.table][match.layout]
        if match in kept:  # not doubted already
            kept[kept.index(match)] = replace(match, assigned=None)


def _numbered(run: Run) -> bool:
    """Whether a row numbers its columns: 1, 2, 3 …"""
    return [value.text for value in run.values if value.text] == [str(n + 1) for n in range(len(run.values))]


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
        for entry in self.named.get(run.label.name, ()):
            layout, table, block, row, _ = entry
            if self._fits(entry, run.groups):
                assigned = assign(block, run.header, run.values, lines.spacing, whole=whole)
                yield Match(layout, table, row, run.label.text, block, assigned, part, filled)

    def _bare(self, run: Run, spacing: Spacing, part: int) -> Iterator[Match]:
        """The same for numbers without a label; those of a table that none of its blocks can read are told too."""
        if _numbered(run):
            return
        read = [
            Match(layout, table, "", "", block, assigned, part)
            for layout, table, block in self.unlabelled
            if (assigned := assign(block, run.header, run.values, spacing))
        ]
        yield from read or (
            Match(layout, table, "", "", block, None, part)
            for layout, table, block in self.unlabelled
            if _is_under(block, run)
        )

    def _fits(self, entry: tuple[str, str, Block, str, tuple[str, ...]], groups: tuple[str, ...]) -> bool:
        return _in_group(entry[4], groups, generic=normal(entry[4][-1]) in self.generic)


def _is_under(block: Block, run: Run) -> bool:
    """Whether bare numbers stand under most labels of a block, though their columns could not be proved."""
    labels = {normal(part) for _, paths in block.columns for path in paths for part in path}
    above = sum(token.name in labels for token in run.header.tokens)
    return 2 * above > len(block.columns) and any(value.text for value in run.values)


def _in_group(path: tuple[str, ...], groups: tuple[str, ...], *, generic: bool) -> bool:
    """A generic label (其他) is a row only in its own group; one that is unique stands even where its group is cut in two."""
    wanted = tuple(map(normal, path[:-1]))
    return not generic or len(wanted) < 2 or groups[: len(wanted)] == wanted
