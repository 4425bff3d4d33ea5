"""OpenDocument texts and sheets (odt, ods) -> lines and grids."""

from collections.abc import Iterator

from lxml import etree

from store.document import Blocks, Cell, Grid, Line, Place, UnreadableError
from store.readers.packaged import BROKEN, xml_part
from store.readers.regions import Row, regions

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
APART = (f"{TEXT}note", f"{TEXT}line-break", f"{OFFICE}annotation")
MOST_CELLS = 200_000
MOST_REPEATED = 200  # empty columns or rows that a sheet writes as one


def read(data: bytes) -> Blocks:
    """Paragraphs as `Line`, tables as `Grid`; a sheet by its regions; a table that holds tables dissolves."""
    root = xml_part(data, "content.xml")
    body = root.find(f"{OFFICE}body")
    if body is None or not len(body):
        raise UnreadableError(BROKEN)
    content = body[0]
    reader = _Reader()
    if content.tag == f"{OFFICE}spreadsheet":
        return tuple(block for sheet in content.iter(f"{TABLE}table") for block in reader.sheet(sheet))
    return tuple(reader.blocks(content))


class _Reader:
    """Counts the grids and cells of one document."""

    def __init__(self) -> None:
        self.grids = self.cells = 0

    def blocks(self, parent: etree._Element) -> Iterator[Line | Grid]:
        """What a text, a section or a cell holds, in order."""
        for child in parent:
            if child.tag in PARAGRAPHS:
                yield Line(_text(child), Place())
            elif child.tag == f"{TABLE}table":
                yield from self.table(child)
            elif child.tag != f"{TEXT}tracked-changes":
                yield from self.blocks(child)

    def sheet(self, sheet: etree._Element) -> Iterator[Line | Grid]:
        """A sheet's name, then its regions."""
        yield Line(str(sheet.get(f"{TABLE}name") or ""), Place())
        yield from regions(self.rows(sheet))

    def table(self, table: etree._Element) -> Iterator[Line | Grid]:
        """A table of a text."""
        if table.find(f".//{TABLE}table") is not None:
            for cell in table.iter(f"{TABLE}table-cell"):
                if next(cell.iterancestors(f"{TABLE}table")) is table:
                    yield from self.blocks(cell)
                    yield Line("", Place())
            return
        yield Grid(tuple(map(tuple, self.rows(table))), aligned=True)

    def rows(self, table: etree._Element) -> Iterator[Row]:
        """Row by row the cells that start in it; a covered cell takes room and is none."""
        self.grids += 1
        number = 0
        for row in table.iter(f"{TABLE}table-row"):
            for _ in range(_count(row, "number-rows-repeated")):
                number += 1
                yield self.row(row, Place(grid=self.grids, row=number))

    def row(self, row: etree._Element, place: Place) -> Row:
        """The cells of one row."""
        cells: Row = []
        column = 0
        for cell in row:
            repeated = _count(cell, "number-columns-repeated")
            if cell.tag == f"{TABLE}table-cell":
                text = "\n".join(line for p in cell.iter(*PARAGRAPHS) if (line := _text(p)))
                span = _count(cell, "number-columns-spanned")
                cells += [Cell(text, place, column + n, span) for n in range(repeated)]
            column += repeated
        self.cells += len(cells)
        if self.cells > MOST_CELLS:
            raise UnreadableError(f"文件里的表格超过 {MOST_CELLS} 格，不是年度报告；请只载入报告本身。")
        return cells


def _count(element: etree._Element, name: str) -> int:
    value = str(element.get(f"{TABLE}{name}") or "")
    return min(max(int(value), 1), MOST_REPEATED) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph; a note's mark stands apart from the number before it."""
    parts: list[str] = []
    for node in paragraph.iter():
        above = list(node.iterancestors(*APART, *PARAGRAPHS))
        if node is not paragraph and above and above[0] is not paragraph:
            continue
        if node.tag in APART:
            parts.append("\n")
        elif node.tag in (f"{TEXT}s", f"{TEXT}tab"):
            parts.append(" ")
        else:
            parts.append(node.text or "")
        if node is not paragraph:
            parts.append(node.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
