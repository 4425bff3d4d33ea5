"""Word documents (docx) -> lines and grids: the XML inside the package, read within limits."""

from collections.abc import Iterator

from lxml import etree

from store.document import Blocks, Cell, Grid, Line, Place, UnreadableError, check_cells
from store.readers.merged_down import Above, reach_down
from store.readers.packaged import BROKEN, dissolved, optional_part, xml_part
from store.readers.word_text import FALLBACK, OFF, Looks, W

BODY = "word/document.xml"
MOST_CELLS = 50_000
STYLES = "word/styles.xml"


def read(data: bytes) -> Blocks:
    """Paragraphs as `Line`, tables as `Grid` with their columns known; a table that holds tables dissolves."""
    body = xml_part(data, BODY).find(f"{W}body")
    if body is None:
        raise UnreadableError(BROKEN)
    return tuple(_Reader(Looks(optional_part(data, STYLES))).blocks(body))


class _Reader:
    """Counts the grids and cells of one document."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.grids = self.cells = 0

    def blocks(self, parent: etree._Element) -> Iterator[Line | Grid]:
        """What a body or a cell holds, in order; text boxes after the paragraph they hang on."""
        for child in parent:
            if child.tag == f"{W}p":
                yield Line(self.looks.text(child), Place())
                for box in child.iter(f"{W}txbxContent"):
                    if not any(ancestor.tag == FALLBACK for ancestor in box.iterancestors()):
                        yield from self.blocks(box)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                yield from self.blocks(child)

    def table(self, table: etree._Element) -> Iterator[Line | Grid]:
        if table.find(f".//{W}tbl") is not None:
            yield from dissolved(table, f"{W}tc", self.blocks)
            return
        self.grids += 1
        rows: list[list[Cell]] = []
        above: Above = {}
        for number, row in enumerate(_shown(table), 1):
            cells, merged = self.row(row, Place(grid=self.grids, row=number))
            for column in merged:
                reach_down(above, column)
            above |= {cell.column: (cells, at) for at, cell in enumerate(cells)}
            rows.append(cells)
        yield Grid(tuple(map(tuple, rows)), aligned=True)

    def row(self, row: etree._Element, place: Place) -> tuple[list[Cell], list[int]]:
        """The cells that start in a row, and the columns of those merged with the cell above, which take room and are none."""
        cells: list[Cell] = []
        merged: list[int] = []
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in row.iter(f"{W}tc"):
            span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is None or merge.get(f"{W}val") == "restart":
                cells.append(Cell(self.looks.cell(cell), place, column, span))
            else:
                merged.append(column)
            column += span
            self.cells += 1
        check_cells(self.cells, MOST_CELLS)
        return cells, merged


def _shown(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that are neither hidden nor deleted."""
    for row in table.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        hidden = row.find(f"{W}trPr/{W}hidden")
        if hidden is None or str(hidden.get(f"{W}val") or "1") in OFF:
            yield row


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else str(element.get(f"{W}val") or "")
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() and len(value) < 9 else default
