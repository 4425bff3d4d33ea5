"""PDF with text -> lines and grids: ruled tables by their cells' boxes, the rest as paragraphs.

A table that goes on over the page comes as a grid of its own, its columns counted by the edges of all its pages."""

import io
import logging
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from store.document import RECOGNITION, TORN, Blocks, Cell, Grid, Line, NeedsRecognitionError, Place, UnreadableError
from store.readers.edges import distinct, placed
from store.readers.pdf_lines import TextLine, paragraphs, text_lines, without_heads
from store.readers.pdf_page import as_seen
from store.readers.ruled import NEAR, OVERHANG, Ruled, open_ends, open_sides, overhang, ruled_table, tear
from store.readers.unruled import Word, page_words, unruled_blocks

MOST_PAGES = 200
BROKEN = "这个 PDF 坏了或不完整；请重新下载或另存一次。"
LEAST_TEXT = 100  # characters; a scan has next to none


def read(data: bytes) -> Blocks:
    """All pages in order."""
    lost = _Losses()
    logging.getLogger("pdfminer").handlers = [lost]
    logging.getLogger("pdfminer").propagate = False
    try:
        with _opened(data) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UnreadableError(f"PDF 超过 {MOST_PAGES} 页，不像一份年度报告；请只载入报告本身。")
            blocks = list(_blocks(pdf))
            blocks = blocks if _has_grid(blocks) else list(unruled_blocks(list(_words(pdf)))) or blocks
        if lost.seen:
            raise UnreadableError("这个 PDF 坏了，有些内容解不开；请重新下载或另存一次。")
    except PDFPasswordIncorrect as error:
        raise UnreadableError("这个 PDF 加了密码；请去掉密码另存后再载入。") from error
    except PdfminerException as error:
        locked = isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect)
        reason = "这个 PDF 加了密码；请去掉密码另存后再载入。" if locked else BROKEN
        raise UnreadableError(reason) from error
    if sum(len(block.text) for block in blocks if isinstance(block, Line)) < LEAST_TEXT and not _has_words(blocks):
        raise NeedsRecognitionError(f"这份 PDF 里没有文字，可能是扫描件；{RECOGNITION}")
    return tuple(blocks)


def _opened(data: bytes) -> PDF:
    """The file, its pages counted: a broken box of a page fails there, and would fail again on closing."""
    pdf = pdfplumber.open(io.BytesIO(data))
    try:
        len(pdf.pages)
    except (TypeError, IndexError) as error:
        raise UnreadableError(BROKEN) from error
    return pdf


class _Losses(logging.Handler):
    """pdfminer goes on with what it can unpack of a broken stream, and only warns: half a number may be all that is left."""

    seen = False

    def emit(self, record: logging.LogRecord) -> None:
        self.seen = self.seen or "Data-loss" in record.getMessage()


def _has_grid(blocks: list[Line | Grid]) -> bool:
    return any(isinstance(block, Grid) for block in blocks)


def _has_words(blocks: list[Line | Grid]) -> bool:
    """Whether a table says something: the rules of a scan may be drawn, and all their cells empty."""
    return any(
        cell.text.strip(TORN) for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row
    )


def _blocks(pdf: Any) -> Iterator[Line | Grid]:
    """Tables with no line between them may be one table cut by the page: they are counted by the same edges."""
    parts = list(_pages(pdf))
    strips = iter(without_heads([part for part in parts if not isinstance(part, Ruled)]))
    kept: list[Ruled | list[TextLine]] = [part if isinstance(part, Ruled) else next(strips) for part in parts]
    for ruled, group in groupby((part for part in kept if part), lambda part: isinstance(part, Ruled)):
        found = list(group)
        if not ruled:
            yield from paragraphs(part for part in found if not isinstance(part, Ruled))
            continue
        tables = [part for part in found if isinstance(part, Ruled)]
        edges = distinct((x for t in tables for row in t.edged for cell in row for x in (cell.left, cell.right)), NEAR)
        grids = [placed(table.edged, table.place, edges, NEAR) for table in tables]
        for (table, grid), (below, following) in pairwise(zip(tables, grids, strict=True)):
            if table.cut_below and below.cut_above:
                _rejoin(grid, following)
        yield from (Grid(tuple(map(tuple, grid)), aligned=True) for grid in grids if grid)


def _pages(pdf: Any) -> Iterator[list[TextLine] | Ruled]:
    """The tables and the strips of text between them, page after page."""
    grids = 0
    for number, whole in enumerate(pdf.pages, 1):
        page, doubtful = as_seen(whole)
        ends = open_ends(page)
        found = page.find_tables({"explicit_horizontal_lines": ends, "explicit_vertical_lines": open_sides(page)})
        tables = [table for table in found if max(len(row.cells) for row in table.rows) > 1]
        tables.sort(key=lambda table: table.bbox[1])
        top = 0.0
        for table in tables:
            yield text_lines(page, (top, table.bbox[1]), number)
            grids += 1
            ruled = ruled_table(table, Place(page=number, grid=grids), ends)
            tear(ruled, page.chars, doubtful)
            if ruled.cut_below:
                overhang(ruled, page, table.bbox)
            yield ruled
            top = table.bbox[3] + (OVERHANG if ruled.cut_below else 0)
        yield text_lines(page, (top, float(page.height)), number)
        whole.close()


def _words(pdf: Any) -> Iterator[Word]:
    above = 0.0
    for number, page in enumerate(pdf.pages, 1):
        yield from page_words(*as_seen(page), above, number)
        above += float(page.height)
        page.close()


def _rejoin(above: list[list[Cell]], below: list[list[Cell]]) -> None:
    """Put the upper part of a cut row and the lower part together.  A text under a cell that spans down belongs to it."""
    if not above:  # ruled from top to bottom only: there is no row to go on with
        return
    for cell in below.pop(0):
        same = [
            (row, n)
            for row in reversed(above)
            for n, c in enumerate(row)
            if (c.column, c.span) == (cell.column, cell.span)
        ]
        if not same:
            if cell.text:
                above[-1].append(cell)
            continue
        row, n = same[0]
        text = "\n".join(filter(None, (row[n].text, cell.text)))
        row[n] = Cell(text, row[n].place, cell.column, cell.span)
