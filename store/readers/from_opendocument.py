"""OpenDocument texts and sheets (odt, ods) -> lines and grids."""

from collections.abc import Iterator

from lxml import etree

from store.document import TORN, Blocks, Cell, Grid, Line, Place, UnreadableError, check_cells, tidy_lines
from store.readers.packaged import BROKEN, dissolved, xml_part
from store.readers.regions import Row, regions

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
APART = (f"{TEXT}note", f"{TEXT}line-break", f"{OFFICE}annotation")
INLINE = (f"{TEXT}span", f"{TEXT}a", f"{TEXT}bookmark", f"{TEXT}meta", f"{TEXT}ruby", f"{TEXT}ruby-base")
MOST_CELLS = 200_000
MOST_REPEATED = 200  # empty columns or rows that a sheet writes as one


def read(data: bytes) -> Blocks:
    """Paragraphs as `Line`, tables as `Grid`; a sheet by its regions; a table that holds tables dissolves."""
    root = xml_part(data, "content.xml")
    body = root.find(f"{OFFICE}body")
    if body is None or not len(body):
        raise UnreadableError(BROKEN)
    content = body[0]
    reader = _Reader(_Looks(root))
    if content.tag == f"{OFFICE}spreadsheet":
        return tuple(block for sheet in content.iter(f"{TABLE}table") for block in reader.sheet(sheet))
    return tuple(reader.blocks(content))


class _Looks:
    """Which styles raise or strike (`apart`) and which hide what they are given to."""

    def __init__(self, root: etree._Element) -> None:
        self.apart: set[str] = set()
        self.hidden: set[str] = set()
        for style in root.iter(f"{STYLE}style"):
            look = style.find(f"{STYLE}text-properties")
            name = str(style.get(f"{STYLE}name"))
            if look is None:
                continue
            raised = str(look.get(f"{STYLE}text-position") or "0%").split()[0] not in ("0%", "0")
            struck = str(look.get(f"{STYLE}text-line-through-style") or "none") != "none"
            if raised or struck:
                self.apart.add(name)
            if look.get(f"{TEXT}display") == "none":
                self.hidden.add(name)


class _Reader:
    """Counts the grids and cells of one document."""

    def __init__(self, looks: _Looks) -> None:
        self.looks = looks
        self.grids = self.cells = 0

    def blocks(self, parent: etree._Element) -> Iterator[Line | Grid]:
        """What a text, a section or a cell holds, in order."""
        for child in parent:
            if child.tag in PARAGRAPHS:
                yield Line(self.text(child), Place())
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
            yield from dissolved(table, f"{TABLE}table-cell", self.blocks)
            return
        yield Grid(tuple(map(tuple, self.rows(table))), aligned=True)

    def rows(self, table: etree._Element) -> Iterator[Row]:
        """Row by row the cells that start in it; a covered cell takes room and is none."""
        self.grids += 1
        number = 0
        for row in table.iter(f"{TABLE}table-row"):
            if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
                continue
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
                text = self.cell(cell)
                span, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
                cells += [Cell(text, place, column + n, span, down) for n in range(repeated)]
            column += repeated
        self.cells += len(cells)
        check_cells(self.cells, MOST_CELLS)
        return cells

    def cell(self, cell: etree._Element) -> str:
        """The text of a cell; one that shows something else than text cannot be read, and is not blank."""
        paragraphs = [p for p in cell.iter(*PARAGRAPHS) if next(p.iterancestors(f"{OFFICE}annotation"), None) is None]
        text = "\n".join(line for p in paragraphs if (line := self.text(p)))
        struck = cell.get(f"{TABLE}style-name") in self.looks.apart
        drawn = next(cell.iter(f"{DRAW}frame", f"{TEXT}list"), None) is not None
        unsaid = not text and cell.get(f"{OFFICE}value") is not None
        return text + TORN if drawn or unsaid or (struck and text) else text

    def text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph; raised and struck text, and a note's mark, stand apart from the number before them."""
        parts: list[str] = []
        self._collect(paragraph, parts)
        return tidy_lines("".join(parts))

    def _collect(self, node: etree._Element, parts: list[str]) -> None:
        style = node.get(f"{TEXT}style-name")
        if style not in self.looks.hidden:
            apart = style in self.looks.apart
            parts.append("\n" if apart else "")
            parts.append(str(node.text or ""))
            for child in node:
                if child.tag in APART:
                    parts.append("\n")
                elif child.tag in (f"{TEXT}s", f"{TEXT}tab"):
                    parts.append(" ")
                elif child.tag in INLINE:
                    self._collect(child, parts)
                parts.append(str(child.tail or ""))
            parts.append("\n" if apart else "")


def _count(element: etree._Element, name: str) -> int:
    value = str(element.get(f"{TABLE}{name}") or "")
    return min(max(int(value), 1), MOST_REPEATED) if value.isascii() and value.isdigit() and len(value) < 9 else 1
