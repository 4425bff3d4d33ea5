"""Rich text (rtf) -> lines and grids.  A row's cells end at the edges (cellx) that its definition (trowd) gives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from store.document import TORN, Blocks, UnreadableError
from store.readers.edges import Edged, Flow

NEAR = 40  # twips
MOST_CELLS, DEEPEST = 50_000, 500
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
UNSEEN = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"header", b"footer", b"headerl", b"headerr", b"footerl",
    b"footerr", b"themedata", b"listtable", b"listoverridetable", b"pgdsctbl", b"datastore", b"footnote", b"annotation",
    b"headerf", b"footerf", b"mvf",
    b"nonesttables", b"fldinst", b"xe", b"tc", b"deleted",
}  # fmt: skip
BREAKS = {b"par", b"line", b"page", b"sect", b"column", b"nestcell", b"nestrow"}
SIGNS = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"bullet": "•",
}  # fmt: skip
APART = {b"super", b"sub", b"up", b"dn", b"strike", b"striked"}
OBJECTS = {b"pict", b"shp", b"object"}


@dataclass
class _State:
    """What a group passes on to the groups inside it."""

    seen: bool = True
    skip: int = 1  # bytes that stand in for a Unicode character
    apart: bool = False


@dataclass
class _Row:
    """Edges and merge flags of the cells of a row, as its definition gives them."""

    left: int = 0
    edges: list[tuple[int, bool]] = field(default_factory=list)
    merged: bool = False


def read(data: bytes) -> Blocks:
    """Paragraphs as `Line`, rows of tables that follow each other as one `Grid`."""
    reader = _Reader()
    for match in TOKEN.finditer(data):
        reader.token(match)
    reader.flow.end_paragraph(reader.take())
    reader.flow.end_table()
    if not reader.flow.blocks:
        raise UnreadableError("这个 RTF 文件里没有正文；请用 Word 打开后另存一次再载入。")
    return tuple(reader.flow.blocks)


class _Reader:
    def __init__(self) -> None:
        self.flow = Flow(NEAR, MOST_CELLS)
        self.stack: list[_State] = []
        self.state = _State()
        self.text: list[str] = []
        self.raw = bytearray()  # bytes of the file's charset, not yet text
        self.skip = 0
        self.row = _Row()
        self.in_table = False

    def token(self, match: re.Match[bytes]) -> None:
        """One control word, sign, brace or stretch of text."""
        word, number, code, sign, brace, text = match.groups()
        if word or brace:
            self.skip = 0  # a stand-in that is missing must not cost the number behind it a digit
        if word:
            self.flush()
            self.control(word, number)
        elif code:
            self.put(bytes([int(code, 16)]))
        elif sign == b"*":
            self.state.seen = False
        elif sign in (b"~", b"_", b"\\", b"{", b"}"):
            self.put({b"~": b" ", b"_": b"-"}.get(sign, sign))
        elif brace:
            self.flush()
            self.brace(brace)
        elif text:
            self.put(text)

    def brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self.stack) > DEEPEST:
                raise UnreadableError("这个 RTF 文件坏了；请用 Word 打开后另存一次再载入。")
            self.stack.append(self.state)
            self.state = replace(self.state)
        elif self.stack:
            self.state = self.stack.pop()

    def put(self, data: bytes) -> None:
        """Bytes of the charset; the first after a Unicode character are its stand-in."""
        dropped = min(self.skip, len(data))
        self.skip -= dropped
        if self.state.seen:
            self.raw += data[dropped:]

    def flush(self) -> None:
        if self.raw:
            self.say(self.raw.decode("gb18030", errors="replace"))
            self.raw.clear()

    def say(self, text: str) -> None:
        if self.state.seen:
            self.text.append(f"\n{text}\n" if self.state.apart else text)

    def control(self, word: bytes, number: bytes | None) -> None:
        """A control word."""
        value = int(number) if number else None
        if word == b"u" and value is not None:
            self.say(chr(value % 65536))
            self.skip = self.state.skip
        elif word == b"uc":
            self.state.skip = value or 0
        elif word in UNSEEN or word in OBJECTS or (word == b"v" and value != 0):
            if word in OBJECTS and self.in_table:
                self.say(TORN)
            self.state.seen = False
        elif word in APART:
            self.state.apart = value != 0
        elif word in (b"plain", b"nosupersub"):
            self.state.apart = False
        elif word in SIGNS:
            self.say(SIGNS[word])
        elif self.state.seen:
            self.layout(word, value or 0)

    def layout(self, word: bytes, value: int) -> None:
        """A control word that ends a paragraph, a cell or a row, or describes one."""
        if word in (b"trowd", b"trleft", b"clvmrg", b"cellx"):
            self.define(word, value)
        elif word == b"cell":
            self.flow.end_cell(self.take())
        elif word == b"row":
            self.end_row()
        elif word in (b"intbl", b"pard"):
            self.in_table = word == b"intbl"
        elif word in BREAKS:
            self.text.append("\n")
            if not self.in_table and not self.flow.cells:
                self.flow.end_paragraph(self.take())

    def define(self, word: bytes, value: int) -> None:
        """A part of a row's definition."""
        if word == b"trowd":
            self.row = _Row()
        elif word == b"trleft":
            self.row.left = value
        elif word == b"clvmrg":
            self.row.merged = True
        else:
            self.row.edges.append((value, self.row.merged))
            self.row.merged = False

    def take(self) -> str:
        """The text so far, as lines without blanks at their ends."""
        self.flush()
        lines = ("".join(line.split("\r")).strip() for line in "".join(self.text).split("\n"))
        self.text = []
        return "\n".join(line for line in lines if line)

    def end_row(self) -> None:
        """The cells of a row between their edges; nothing where there are more or fewer than edges."""
        fits = len(self.flow.cells) == len(self.row.edges)
        self.flow.end_row(list(self._edged()) if fits else [])

    def _edged(self) -> Iterator[Edged]:
        left = self.row.left
        for text, (right, merged) in zip(self.flow.cells, self.row.edges, strict=True):
            yield Edged(left, right, text, merged)
            left = right
