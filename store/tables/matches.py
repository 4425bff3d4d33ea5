"""Document + Form -> for each run the rows of the form that it is read as; unread are those that cannot be trusted.

Where it is open which of two rows of numbers is meant, neither is."""

from collections import defaultdict
from dataclasses import replace

from store.document import Document
from store.forms.form import Form
from store.readers.cells import is_value
from store.tables.labels import normal
from store.tables.line_rows import LineRows
from store.tables.rows_of_form import Match, is_numbering, rows_of
from store.tables.runs import Run, read_runs, usual_spacing
from store.tables.shifted import Placed, are_shifted, are_too_far_left

Matches = dict[str, dict[str, list["Match"]]]  # table -> layout -> what it reads


def match_runs(document: Document, form: Form) -> tuple[Matches, list[Run]]:
    """The matches, and the runs in a table of the form that are no row of it."""
    matches: Matches = defaultdict(lambda: defaultdict(list))
    unknown: list[Run] = []
    before: list[tuple[Run, list[Match]]] = []
    seen: list[tuple[Run, list[Match]]] = []
    under: dict[int, list[tuple[Run, list[Match]]]] = defaultdict(list)  # part in a grid -> the rows there
    parts: dict[tuple[int, int | None], int] = {}  # header and grid -> their number
    rows = rows_of(form)
    runs = list(rows.without_sums(_without_strips(list(read_runs(document, form)))))
    lines = LineRows(runs, rows.most_cells, usual_spacing(document), rows.neighbours)
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
        if not _has_values(run) and _lost_its_start(run):
            _doubt(found, matches)
        before = [(run, found)]
        if _has_values(run) and _grid(run) is not None:
            under[part].append((run, found))
    _doubt_late_labels(seen, matches)
    _doubt_torn(seen, matches)
    _doubt_too_far_left(seen, matches)
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
    rows = [(run, found) for run, found in seen if (found or _has_values(run)) and _grid(run) is not None]
    for at, (run, found) in enumerate(rows):
        if not _has_values(run):
            continue  # blank cells of a row that is known may be what such numbers belong to
        goes_on = at > 0 and _grid(rows[at - 1][0]) != _grid(run)
        of_no_row = run.label is None or (goes_on and normal(run.label.text) in run.groups)
        if found or not of_no_row or is_numbering(run):
            continue
        for other, read in (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]):
            if other.header is run.header or _grid(other) == _grid(run):
                _doubt(read, matches)


def _without_strips(runs: list[Run]) -> list[Run]:
    """The runs without blank rows above the numbers that they have no label for: the rest of a header that a page has cut."""
    numbers = {(id(run.header), _grid(run)) for run in runs if run.label is None and _has_values(run)}
    return [
        run for run in runs if run.label is not None or _has_values(run) or (id(run.header), _grid(run)) not in numbers
    ]


def _lost_its_start(run: Run) -> bool:
    """Whether a label is the end of one (护第三方合法权益): where it began, the numbers of the row may stand."""
    if run.label is None:
        return False
    text = normal(run.label.text)
    return bool(text) and text != run.label.name and run.label.name.endswith(text)


def _has_values(run: Run) -> bool:
    return any(value.text for value in run.values)


def _half_of_a_row(above: tuple[Run, list[Match]], below: tuple[Run, list[Match]]) -> list[Match] | None:
    """What a row without numbers was read as, beside numbers that no row is known for: it may be cut in two (一、本年新收 above
    政府信息公开申请数量), or its numbers stand in tables of their own, so that its cells are not blank."""
    for (run, found), (other, unknown) in ((above, below), (below, above)):
        nobodys = not unknown and (other.label is not None or _grid(other) is not None)
        if found and nobodys and run.label is not None and _has_values(other) and not _has_values(run):
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
        if run.label is None and not found and run.header.heads and header not in begun and not is_numbering(run):
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


def _doubt_too_far_left(seen: list[tuple[Run, list[Match]]], matches: Matches) -> None:
    """Rows that may have lost a cell at their start and gained one at their end, in all parts of a table that was cut."""
    rows = [(run, match) for run, found in seen if run.values and run.values[0].aligned for match in found if match.row]
    first: dict[int, int] = {}  # header -> the first column of its numbers
    for run, match in rows:
        for token in (match.assigned or {}).values():
            first[id(run.header)] = min(token.column, first.get(id(run.header), token.column))
    before = {
        id(run.header)
        for run, _ in seen
        for value in run.values
        if value.aligned and is_value(value.text) and value.column < first.get(id(run.header), 0)
    }
    placed: dict[tuple[str, str], list[tuple[Match, Placed]]] = defaultdict(list)
    for run, match in rows:
        if match.assigned and run.label is not None:
            end, open_end = run.label.column + run.label.span, _has_values(run) and not run.values[-1].text
            row = Placed(match.depth, run.label.column, end, open_end, id(run.header) in before)
            placed[match.layout, match.table].append((match, row))
    for of_table in placed.values():
        _doubt([of_table[at][0] for at in are_too_far_left([row for _, row in of_table])], matches)


def _doubt_rivals(found: list[Match], matches: Matches) -> None:
    """合计 above （七）总计, whose numbers could not be read: which of two rows of one table it is cannot be told."""
    unread = {(m.layout, m.table, m.row) for m in found if m.filled and m.assigned is None}
    _doubt([match for match in found if (match.layout, match.table, match.row) in unread], matches)


def _stands_in_a_table(run: Run) -> bool:
    """Whether numbers stand under columns of the form, in a table."""
    return _has_values(run) and run.values[0].aligned and bool(run.header.heads)


def _doubt(found: list[Match], matches: Matches) -> None:
    """Numbers without a label below a row: whose they are cannot be told, nor whether the row's own are."""
    for match in found:
        kept = matches[match.table][match.layout]
        if match in kept:  # not doubted already
            kept[kept.index(match)] = replace(match, assigned=None)
