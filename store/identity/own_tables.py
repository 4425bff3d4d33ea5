"""Document + whose it is -> the document without the tables that captions give to another year, another period or another body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from store.agencies.agency import Gazetteer
from store.document import Cell, Document, Grid, Line, squeeze
from store.findings import Finding
from store.forms.form import Form
from store.identity.captions import NUMBER, SECTION, Captions, captions_of
from store.identity.identity import Identity
from store.readers.cells import is_value

ABOVE = 3  # lines above a table that can be its caption
APPENDED = re.compile(rf"附[件表]?|其中[:：]|[一二三四五六七八九十]+、|{NUMBER}")  # what opens an appendix
NEAR_BELOW = 9  # lines, the blank ones too, in which the labels of a table under a name begin
SAME_TEXT = 3  # ways in which a row can print one text
LONGEST_BELOW = 25  # characters of a caption under a table
NOT_BELOW = re.compile(r"报告|年报|篇[:：]|附[件表]|链接|注|备注|说明|同期|以来|起|编号")
YEAR_ALONE = re.compile(r"[（(]?(?:数据来源[:：])?20\d\d年?度?(?:数据|统计)?[)）]?")  # under a table


@dataclass
class _Sections:
    """The headings met so far: an appendix repeats those of the report."""

    met: set[str] = field(default_factory=set)

    def opens(self, text: str) -> bool:
        """Whether a text opens a section that was not there yet."""
        match = SECTION.match(text)
        new = match is not None and match.group() not in self.met
        self.met |= {match.group()} if match is not None else set()
        return new


def without_others(
    document: Document, identity: Identity, gazetteer: Gazetteer, form: Form
) -> tuple[Document, tuple[Finding, ...]]:
    """Also what was left out."""
    captions = captions_of(identity, gazetteer, form)
    if not any(isinstance(block, Grid) for block in document.blocks):
        kept, findings = _kept_lines(document, captions)
        return Document(document.origin, tuple(kept)), findings
    causes = _Tables(captions).others(document)
    found: list[Finding] = []
    blocks: list[Line | Grid] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Line):
            blocks.append(block)
        elif kept_rows := tuple(_kept_rows(block, causes.get(at), captions, found)):
            blocks.append(replace(block, rows=kept_rows))
    return Document(document.origin, tuple(blocks)), tuple(dict.fromkeys(found))


@dataclass
class _Tables:
    """The tables of a document from its start; what an appendix holds is all of its body and year, up to what is the report's own."""

    captions: Captions
    causes: dict[int, Finding] = field(default_factory=dict)  # place of a table -> why it is not the report's
    sections: _Sections = field(default_factory=_Sections)
    appendix: Finding | None = None
    since: list[str] = field(default_factory=list)  # the lines since the table before
    last: list[int] = field(default_factory=list)  # that table, in as many pieces as pages have made of it
    width: int = 0  # columns of it
    named: bool = True  # whether a caption over it says whose it is

    def others(self, document: Document) -> dict[int, Finding]:
        """The tables that are another year's or another body's."""
        for at, block in enumerate(document.blocks):
            if isinstance(block, Grid):
                self._table(at, block)
            elif text := squeeze(block.text):
                self._line(text)
        self._ends()
        return self.causes

    def _line(self, text: str) -> None:
        if self.last and len(self.since) < ABOVE and (back := self.captions.looking_back(text)) is not None:
            self._give(back)
            self.last = []
            return
        new = self.sections.opens(text)
        if new:
            self._ends()
        if self.captions.own(text) or new:  # a section that was not there yet is the report's own
            self.appendix = None
        elif APPENDED.match(text) and (found := self.captions.other(text)) is not None:
            self.appendix = found
        self.since.append(text)

    def _give(self, cause: Finding) -> None:
        self.causes |= dict.fromkeys(self.last, cause)

    def _ends(self) -> None:
        """A caption under a table, where the next section begins before another table, is that of the table."""
        below = self.since[0] if self.since else ""
        told = (
            self.captions.other(below)
            if below and len(below) <= LONGEST_BELOW and not NOT_BELOW.search(below)
            else None
        )
        if told is not None:
            self._give(told)
        self.last = []

    def _table(self, at: int, grid: Grid) -> None:
        above, captions = self.since[-ABOVE:], self.captions
        found = next(((text, told) for text in above if (told := captions.other(text)) is not None), None)
        if found is not None and not self.named and found[0] == self.since[0] and YEAR_ALONE.fullmatch(found[0]):
            self._give(found[1])  # between two tables: of the one above it, or below?
        goes_on = bool(self.last) and not self.since and self.width == _width(grid)
        other = found[1] if found is not None else self.causes.get(self.last[0]) if goes_on else self.appendix
        other = other or (captions.named_alone(above[-1]) if above else None)
        self.named = (goes_on and self.named) or other is not None or any(map(captions.own, above))
        self.last, self.since = [*self.last, at] if goes_on else [at], []
        self.width = _width(grid)
        if (cause := other or _of_all(grid, captions)) is not None:
            self._give(cause)
            if other is None and not grid.aligned:  # words by where they stand: the last may be over the next table
                self.appendix = cause


def _width(grid: Grid) -> int:
    return max((cell.column + cell.span for row in grid.rows for cell in row), default=0)


def _kept_rows(
    grid: Grid, other: Finding | None, captions: Captions, findings: list[Finding]
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table but those below a caption that stands in a row of its own; a note behind the last is of all."""
    for row in grid.rows:
        text = _one_text(row)
        if text and (found := captions.other(text) or _alone(text, captions)) is not None:
            other = found
        elif text and captions.own(text) and not captions.is_label(text):
            other = None
        if other is None:
            yield row
        elif any(is_value(cell.text) for cell in row if cell.text):
            findings.append(other)


def _alone(text: str, captions: Captions) -> Finding | None:
    """A line or a row that is nothing but another body's name, and no label."""
    return captions.named_alone(text) if not captions.is_label(text) else None


def _one_text(row: tuple[Cell, ...]) -> str:
    """The text of a row that says one thing; else empty."""
    filled = {cell.text for cell in row if cell.text}
    texts = set(map(squeeze, filled)) if len(filled) <= SAME_TEXT else filled
    return texts.pop() if len(texts) == 1 else ""


def _of_all(grid: Grid, captions: Captions) -> Finding | None:
    """What a note in the table's last row, one that looks back, or the corner of its header says of the whole table."""
    with_values = [at for at, row in enumerate(grid.rows) if any(is_value(cell.text) for cell in row if cell.text)]
    if not with_values:
        return None
    for row in grid.rows[: with_values[0]]:
        corner = squeeze(row[0].text) if row and row[0].text else ""
        if corner and corner != _one_text(row) and (told := captions.other(corner)) is not None:
            return told
    heads = {squeeze(cell.text) for row in grid.rows[: with_values[0]] for cell in row if cell.text}
    years = {text: captions.other(text) for text in heads if YEAR_ALONE.fullmatch(text)}
    if years and all(years.values()):  # 2021年 over 制发件数 and over 废止件数
        return next(told for told in years.values() if told is not None)
    notes = (text for row in grid.rows if (text := _one_text(row)))
    back = next((told for text in notes if (told := captions.looking_back(text)) is not None), None)
    last = (text for row in grid.rows[with_values[-1] + 1 :] if (text := _one_text(row)))
    return back or next((told for text in last if (told := captions.other(text)) is not None), None)


def _kept_lines(document: Document, captions: Captions) -> tuple[list[Line | Grid], tuple[Finding, ...]]:
    """The same where tables are lines too: up to the next caption, sentence, or section that was not there yet."""
    texts = [squeeze(block.text) if isinstance(block, Line) else "" for block in document.blocks]
    causes = _causes(texts, captions)
    findings = (cause for text, cause in zip(texts, causes, strict=True) if cause is not None and is_value(text))
    kept = [b for b, text, cause in zip(document.blocks, texts, causes, strict=True) if cause is None or not text]
    return kept, tuple(dict.fromkeys(findings))  # a date above a heading leaves nothing out


def _causes(texts: list[str], captions: Captions) -> list[Finding | None]:
    """Line for line, why it is not the report's; captions themselves stay."""
    other: Finding | None = None
    sections = _Sections()
    causes: list[Finding | None] = []
    for at, text in enumerate(texts):
        found = captions.other(text) if text else None
        if text and found is None and _is_over_a_table(at, texts, captions):
            found = _alone(text, captions)
        found = None if found is not None and _stands_in_a_table(at, texts, captions) else found
        back = captions.looking_back(text) if text else None
        new = sections.opens(text)
        if back is not None:
            start = _start_of_table(at, texts)
            causes[start:] = [back] * (at - start)
            found = other = None
        elif found is not None:
            other = found
        elif text and (new or text.endswith("。") or (captions.own(text) and not captions.is_label(text))):
            other = None
        causes.append(None if found is not None or back is not None else other)
    return causes


def _is_over_a_table(at: int, texts: list[str], captions: Captions) -> bool:
    """Whether one of the next lines is a label or a header of the form."""
    after = [text for text in texts[at + 1 : at + 1 + NEAR_BELOW] if text][:ABOVE]
    return any(map(captions.is_label, after))


def _start_of_table(at: int, texts: list[str]) -> int:
    """Where what stands above a note begins: behind the last heading or sentence."""
    ends = (place for place in range(at - 1, -1, -1) if SECTION.match(texts[place]) or texts[place].endswith("。"))
    return next(ends, -1) + 1


def _stands_in_a_table(at: int, texts: list[str], captions: Captions) -> bool:
    """Whether a line is a label with its numbers below, or one among those of a header: 行政许可（上年）, 上年处理决定数量."""
    before = next((text for text in reversed(texts[:at]) if text), "")
    after = next((text for text in texts[at + 1 :] if text), "")
    return is_value(after) or (captions.is_label(before) and not SECTION.match(before))
