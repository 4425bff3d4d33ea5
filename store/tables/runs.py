"""Document -> runs: a row label, the header and groups it stands under, and the cells up to the next label."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from store.document import Document, Grid, Line
from store.forms.form import Form
from store.readers.cells import is_value
from store.tables.broken_labels import whole_labels
from store.tables.columns import Spacing
from store.tables.halves import rejoin
from store.tables.header import Header, Token, header_of
from store.tables.labels import normal
from store.tables.merged_rows import without_merged_numbers
from store.tables.names import Names, names_of
from store.tables.side_columns import without_side_columns
from store.tables.split_heads import with_whole_heads

RARE = 10  # one number in so many may have lost its mark
MOST_HEADER = 60  # labels of a header; more are no header
LONGEST_HEADER_LABEL = 14
LONGEST_ODD = 6  # characters of a text that stands in the place of a number
FAR = 12  # lines in which the next text stands
ALIKE = 3  # cells with the same text, as no header has them
NO_CELL = re.compile(r".*[:：]|(?:备注|说明|附|注|续|第).*")  # what may stand between two rows
HEADS_LABELS = {"信息内容", "项目", "内容", "类别", "指标", "事项"}  # what stands over the column of row labels


@dataclass(frozen=True, slots=True)
class Run:
    """A label, what stands above it, and its cells.  `label` is None for a row of bare numbers; `after`: in a text the line that ends
    them."""

    label: Token | None
    groups: tuple[str, ...]
    header: Header
    values: tuple[Token, ...]
    after: str = ""


def read_runs(document: Document, form: Form) -> Iterator[Run]:
    """Cut a document at its labels."""
    names = names_of(form)
    scan = _Scan(names)
    widths: dict[int | None, int] = {}
    tokens = list(whole_labels(rejoin(list(_tokens(document, names)), names), names))
    for token in tokens:
        widths[token.place.grid] = max(widths.get(token.place.grid, 0), token.column + token.span)
    for grid, group in groupby(tokens, key=lambda token: token.place.grid):
        if grid is None:
            yield from scan.lines(list(group))
        else:
            scan.enter(widths[grid])
            for _, row in groupby(group, key=lambda token: token.place.row):
                yield from scan.row(list(row))


def usual_spacing(document: Document) -> Spacing:
    """How a document sets its cells apart that prints one cell a line."""
    lines = [block.text for block in document.blocks if not isinstance(block, Grid)]
    filled = [i for i, text in enumerate(lines) if text]
    gaps: Counter[int] = Counter()
    leads: Counter[int] = Counter()
    for one, other in pairwise(filled):
        if is_value(lines[other]):
            (gaps if is_value(lines[one]) else leads)[other - one - 1] += 1
    usual_gap, usual_lead = (counted.most_common(1)[0][0] if counted else 0 for counted in (gaps, leads))
    return Spacing(usual_gap, usual_lead, _has_fallen(document))


def _has_fallen(document: Document) -> bool:
    """Whether a number without the mark of a cell stands amid lines that nearly all have one."""
    lines = [block for block in document.blocks if isinstance(block, Line)]
    marked = [at for at, line in enumerate(lines) if line.indent and line.text and is_value(line.text)]
    bare = [at for at, line in enumerate(lines) if not line.indent and line.text and is_value(line.text)]
    return len(bare) * RARE < len(marked) and any(marked[0] < at < marked[-1] for at in bare)


def _tokens(document: Document, names: Names) -> Iterator[Token]:
    """The document as one stream; cells of a grid know their row and column."""
    for block in document.blocks:
        if isinstance(block, Grid):
            for row in with_whole_heads(without_side_columns(without_merged_numbers(block)), names).rows:
                for cell in row:
                    certain = not block.raster or bool(cell.text)
                    for text in names.apart(cell.text):
                        name = names.meant(text)
                        yield Token(text, cell.place, block.aligned, cell.column, cell.span, certain, name)
        else:
            for text in names.apart(block.text):
                yield Token(text, block.place, aligned=False, certain=block.indent, name=names.meant(text))


@dataclass
class _Scan:
    """Where the reading stands: the header above, whether rows have used it, the groups a label stands in."""

    names: Names
    header: list[Token] = field(default_factory=list)
    foreign: list[Token] = field(default_factory=list)
    used: bool = False
    groups: tuple[str, ...] = ()
    width: int = 0
    across: int = 0  # columns of the header's own rows
    frozen: Header = field(default_factory=Header)

    def enter(self, width: int) -> None:
        """A new grid goes on under the header of the one before only where it is as wide (a table cut in two)."""
        if width != self.width or not self.header:  # what stands over no column of the form is another table's
            self._start([], [])
        self.width = width

    def _start(self, tokens: list[Token], foreign: list[Token]) -> None:
        self.header, self.foreign, self.used, self.across = tokens, foreign, False, 0

    def _add(self, tokens: list[Token], foreign: list[Token]) -> None:
        if self.used:
            self._start([], [])
            self.groups = ()
        if len(self.header) < MOST_HEADER:
            self.header, self.foreign = [*self.header, *tokens], [*self.foreign, *foreign]

    def _run(self, label: Token | None, values: list[Token]) -> Run:
        if not self.used:
            self.frozen = header_of(self.header, self.foreign, self.across)
        self.used = True
        return Run(label, self.groups if label else (), self.frozen, tuple(values))

    def _note_group(self, text: str) -> None:
        if (group := self.names.group(text)) is not None:
            self.groups = group

    def row(self, cells: list[Token]) -> Iterator[Run]:
        """One row of a grid: its last label before the first number, and every cell after that."""
        first = next((i for i, cell in enumerate(cells) if cell.text and self._is_value(cell, cells[:i])), len(cells))
        labels = [i for i in range(first) if cells[i].text]
        for i in labels:
            self._note_group(cells[i].text)
        texts = [cells[i] for i in labels]
        known = [cell for cell in texts if self.names.is_header(cell.text, self.groups)]
        if first < len(cells):
            yield self._run(texts[-1] if texts else None, cells[labels[-1] + 1 if labels else 0 :])
        elif known:
            over_labels = texts[:1] if not texts[0].column else []
            foreign = [cell for cell in texts if cell not in (*known, *over_labels) and cell.name not in HEADS_LABELS]
            self._add(known, foreign)
            self.across = max(self.across, cells[-1].column + cells[-1].span)
        elif texts and self.names.is_row(texts[-1].text, self.groups):
            yield self._run(texts[-1], cells[labels[-1] + 1 :])
        elif self.header and not self.used and self._is_left_open(texts):  # the form's line of numbers, without any
            yield self._run(None, cells)
        elif len(texts) > 1 and any(self.names.group(cell.text) is None for cell in texts):
            self._start([], texts)  # a header of some other table; groups alone are said again where a page goes on

    def _is_left_open(self, texts: list[Token]) -> bool:
        """Whether cells are blank, or say the same in the place of each number: 待统计."""
        if not texts:
            return True
        short = len(texts[0].text) <= LONGEST_ODD and texts[0].name not in self.names.official
        return short and len(texts) >= ALIKE and len({token.text for token in texts}) == 1

    def _is_value(self, cell: Token, before: list[Token]) -> bool:
        """Whether a cell is a row's, not its label; a short text too that stands under a column, behind the row's label."""
        if is_value(cell.text):
            return True
        if not cell.aligned or len(cell.text) > LONGEST_ODD or cell.name in self.names.official:
            return False
        labelled = any(token.text and self.names.is_row(token.text, self.groups) for token in before)
        return labelled and any(token.covers(cell) for token in self.header)

    def lines(self, tokens: list[Token]) -> Iterator[Run]:
        """Lines of text: a label, then numbers and empty lines until the next label."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            label = bool(token.text) and not is_value(token.text)
            end = at + 1 if label else at
            while end < len(tokens) and self._goes_on(tokens, end, token):
                end += 1
            values = tokens[at + 1 : end] if label else tokens[at:end]
            after = tokens[end].text if end < len(tokens) else ""
            yield from (replace(run, after=after) for run in self._line(token if label else None, values))
            at = max(end, at + 1)

    def _goes_on(self, tokens: list[Token], at: int, label: Token) -> bool:
        """Whether a line is one of the cells that stand under a label: a number, nothing, or a short text in a number's place."""
        text = tokens[at].text
        if not text or is_value(text):
            return True
        if len(text) > LONGEST_ODD or tokens[at].name in self.names.official or NO_CELL.fullmatch(text):
            return False
        after = [token.text for token in tokens[at + 1 : at + 1 + FAR] if token.text]
        if self.names.is_row(label.text, self.groups) and self.header:
            return bool(after) and not is_value(after[0])
        if not self.header:
            return False
        before = next((tokens[i].text for i in range(at - 1, -1, -1) if tokens[i].text), "")
        return before == text or after[: ALIKE - 1] == [text] * (ALIKE - 1)

    def _line(self, label: Token | None, values: list[Token]) -> Iterator[Run]:
        filled = any(value.text for value in values)
        if label is None:
            if filled:
                yield self._run(None, values)
            return
        self._note_group(label.text)
        if self.names.is_header(label.text, self.groups):
            self._add([label], [])
            if filled:
                yield self._run(None, values)
        elif filled or (values and self.names.is_row(label.text, self.groups)):
            yield self._run(label, values)
        elif self._is_foreign(label.text):
            self.foreign.append(label)

    def _is_foreign(self, text: str) -> bool:
        """A short text among the labels of a header that no form knows: 行次."""
        open_header = bool(self.header) and not self.used and len(text) <= LONGEST_HEADER_LABEL
        return open_header and normal(text) not in HEADS_LABELS and self.names.group(text) is None
