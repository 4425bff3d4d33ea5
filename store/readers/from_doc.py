"""Old Word documents (doc, wps) -> lines and grids, by [MS-DOC]: the piece table gives the text, the properties of a row's end
mark (sprmTDefTable) the edges of its cells."""

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator

import olefile

from store.document import TORN, Blocks, UnreadableError, tidy_lines
from store.readers.edges import Edged, Flow

BROKEN = "这个 Word 文件（doc、wps）坏了或不完整；请用 Word 打开后另存为 docx 再载入。"
MOST_TEXT, MOST_CELLS = 3_000_000, 50_000  # characters, cells
NEAR = 40  # twips
OBJECTS = {"\x01": TORN, "\x08": TORN, "\x1e": "-"}  # pictures and drawings: what they show is not read; a hyphen
CELL, BREAK, ENDS = "\x07", "\x0b", ("\r", "\x0c")
FIELDS = ("\x13", "\x14", "\x15")  # begin, end of the code, end
ENCRYPTED, TABLE_1 = 0x0100, 0x0200
FC_CLX, FC_PAPX, FC_CHPX, CCP_TEXT = 0x1A2, 0x102, 0xFA, 0x4C
SPRM_IN_TABLE, SPRM_ROW_END, SPRM_TABLE, SPRM_HUGE = 0x2416, 0x2417, 0xD608, 0x6646
APART = (0x2A48, 0x4845, 0x0837, 0x2A53)  # raised or lowered (twice), struck, struck twice
NUMERIC = set("0123456789.,+-")
HIDDEN = (0x083C, 0x0800)  # hidden, deleted in a revision
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of a property's operand by its kind
MERGED, RESTART = 0x20, 0x40  # flags of a cell merged downwards
JOINED = 0x02  # merged with the cell before it


def read(data: bytes) -> Blocks:
    """Paragraphs as `Line`, rows of tables that follow each other as one `Grid`."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            main = file.openstream("WordDocument").read()
            (flags,) = struct.unpack_from("<H", main, 0x0A)
            if flags & ENCRYPTED:
                raise UnreadableError("这个 Word 文件加了密码；请去掉密码另存后再载入。")
            table = file.openstream("1Table" if flags & TABLE_1 else "0Table").read()
            more = file.openstream("Data").read() if file.exists("Data") else b""
        streams = main, table, more
        reader = _Reader(_Properties(streams, FC_PAPX, 13), _Properties(streams, FC_CHPX, 1))
        blocks = reader.read(_characters(main, table))
    except (struct.error, OSError, IndexError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableError(BROKEN) from error
    if not blocks:
        raise UnreadableError(BROKEN)
    return blocks


def _characters(main: bytes, table: bytes) -> list[tuple[str, int]]:
    """The text with each character's place in the stream."""
    (fc, size), (length,) = struct.unpack_from("<II", main, FC_CLX), struct.unpack_from("<I", main, CCP_TEXT)
    if length > MOST_TEXT:
        raise UnreadableError("这个 Word 文件大得不像一份年度报告；请只载入报告本身。")
    clx, at = table[fc : fc + size], 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (size,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", plc, 0)
    found: list[tuple[str, int]] = []
    for n in range(count):
        (fc,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * n + 2)
        size = min(starts[n + 1], length) - starts[n]
        wide, first = (1, (fc & 0x3FFFFFFF) // 2) if fc & 0x40000000 else (2, fc & 0x3FFFFFFF)
        if size > 0:
            text = main[first : first + size * wide].decode("cp1252" if wide == 1 else "utf-16-le", errors="replace")
            found += [(character, first + i * wide) for i, character in enumerate(text)]
    return found


class _Properties:
    """Properties of paragraphs (`papx`) or of stretches of characters (`chpx`), by place in the stream."""

    def __init__(self, streams: tuple[bytes, bytes, bytes], fc_plc: int, entry: int) -> None:
        self.main, table, self.more = streams
        self.entry = entry  # bytes of an entry of a page: 13 for paragraphs, 1 for characters
        fc, size = struct.unpack_from("<II", self.main, fc_plc)
        count = (size - 4) // 8
        pages = struct.unpack_from(f"<{count}I", table, fc + 4 * (count + 1)) if count > 0 else ()
        self.starts: list[int] = []
        self.lists: list[bytes] = []
        for page in pages:
            self._page(self.main[(page & 0x3FFFFF) * 512 :][:512])

    def _page(self, page: bytes) -> None:
        count = page[511]
        self.starts += struct.unpack_from(f"<{count}I", page, 0)
        for n in range(count):
            at = page[4 * (count + 1) + self.entry * n] * 2
            self.lists.append(self._list(page, at) if at else b"")

    def _list(self, page: bytes, at: int) -> bytes:
        if self.entry == 1:
            return page[at + 1 : at + 1 + page[at]]
        size = page[at] * 2 - 1 if page[at] else page[at + 1] * 2
        first = at + (1 if page[at] else 2)
        return page[first + 2 : first + size]  # a style's number stands first

    def at(self, place: int) -> dict[int, bytes]:
        """What holds for the character at a place."""
        n = bisect_right(self.starts, place) - 1
        return dict(self._modifiers(self.lists[n])) if n >= 0 else {}

    def _modifiers(self, properties: bytes, depth: int = 0) -> Iterator[tuple[int, bytes]]:
        at = 0
        while at + 2 < len(properties):
            (name,) = struct.unpack_from("<H", properties, at)
            at += 2
            if name == SPRM_TABLE:
                size, head = struct.unpack_from("<H", properties, at)[0] - 1, 2
            elif name >> 13 == 6:
                size, head = properties[at], 1
            else:
                size, head = SIZES[name >> 13], 0
            operand = properties[at + head : at + head + size]
            if name == SPRM_HUGE and not depth:
                (fc,) = struct.unpack("<I", operand)
                (length,) = struct.unpack_from("<H", self.more, fc)
                yield from self._modifiers(self.more[fc + 2 : fc + 2 + length], 1)
            yield name, operand
            at += head + size


class _Reader:
    """Goes through the characters."""

    def __init__(self, paragraphs: _Properties, runs: _Properties) -> None:
        self.paragraphs, self.runs = paragraphs, runs
        self.flow = Flow(NEAR, MOST_CELLS)
        self.text: list[str] = []
        self.fields: list[bool] = []  # for each open field whether we are in its code, which is not shown

    def read(self, characters: list[tuple[str, int]]) -> Blocks:
        for character, place in characters:
            if character in FIELDS:
                self.field(character)
            elif character == CELL:
                self.end_cell(self.paragraphs.at(place))
            elif character in ENDS and self.paragraphs.at(place).get(SPRM_IN_TABLE) != b"\x01":
                self.flow.end_paragraph(self.take())
            elif character in ENDS or character == BREAK:
                self.text.append("\n")
            elif character in OBJECTS and not any(self.fields):
                self.text.append(OBJECTS[character])
            elif character >= " " and not any(self.fields):
                self.text.append(self.shown(character, place))
        self.flow.end_paragraph(self.take())
        self.flow.end_table()
        return tuple(self.flow.blocks)

    def field(self, character: str) -> None:
        if character == FIELDS[0]:
            self.fields.append(True)
        elif self.fields and character == FIELDS[1]:
            self.fields[-1] = False
        elif self.fields:
            self.fields.pop()

    def shown(self, character: str, place: int) -> str:
        """A character as it is seen: raised and struck ones apart from the number beside them, hidden ones not at all."""
        if character not in NUMERIC:
            return character
        looks = self.runs.at(place)
        if any(looks.get(name) == b"\x01" for name in HIDDEN):
            return ""
        return f"\n{character}\n" if any(looks.get(name, b"").strip(b"\0") for name in APART) else character

    def end_cell(self, properties: dict[int, bytes]) -> None:
        """A cell mark; at the end of a row it carries the row's definition."""
        if properties.get(SPRM_ROW_END) == b"\x01":
            self.flow.end_row(list(_edged(properties.get(SPRM_TABLE, b""), self.flow.cells)))
            self.text = []
        else:
            self.flow.end_cell(self.take())

    def take(self) -> str:
        text, self.text = tidy_lines("".join(self.text)), []
        return text


def _edged(definition: bytes, cells: list[str]) -> Iterator[Edged]:
    """The cells of a row between the edges of its definition; nothing where the two do not fit."""
    count = definition[0] if definition else 0
    if count != len(cells):
        return
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1)
    flags = definition[1 + 2 * (count + 1) :]
    for n, text in enumerate(cells):
        merge = flags[20 * n] if 20 * n < len(flags) else 0
        covered = bool(merge & MERGED) and not merge & RESTART
        yield Edged(edges[n], edges[n + 1], text, covered or bool(merge & JOINED))
