"""HTML -> lines and grids, by the browser's own repair rules (Lexbor) and its rules for spans."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from store.document import TORN, Blocks, Cell, Grid, Line, Place, UnreadableError
from store.readers import from_text
from store.readers.cells import is_value
from store.readers.charset import decode
from store.readers.html_cell import APART, BREAKS, HAS_DIGIT, SKIPPED, cell_text
from store.readers.page_looks import HIDES, UNTOLD, is_gone, look_of, with_style_sheets

WIDEST, TALLEST = 1000, 65_534  # the HTML standard's own limits for spans
MOST_CELLS = 200_000
RAISED = APART - {"table", "details"}
MOST_TAGS, LONGEST_TAG = 400_000, re.compile(r"<[^>]{20000}")
BROKEN_END = re.compile(
    r"</(?:[^<>a-zA-Z]|[^<>]{1,200}[=\"])[^<>]{0,200}>"
)  # what an end tag cannot hold: markup is lost here
BROKEN_START = re.compile(  # no tag of HTML: what is left of a cell's own, <d>, <tdtd>, <an="6">
    r"<(?!(?:a|b|i|p|q|s|u|br|dd|dl|dt|em|h[1-6]|hr|li|ol|rb|rp|rt|td|th|tr|tt|ul)[\s/>]|(?:thead|track)[\s/>])"
    r"(?:[a-z]{1,2}|t[dhr][a-z]*|[a-z]{1,9}[=\"'][^<>]{0,200})[\s/>]>?",
    re.IGNORECASE,
)
TEXTS = {"-text", "-comment", "_comment"}
SAYS = re.compile(r"[^\W\d_年月日时分]")  # a word; a date or a mark beside a link says nothing
MOSTLY = 0.8  # of a page's text
MOST_COVERED = 20_000  # slots that spans reach down into
CELL_START, CELL_END = (
    re.compile(r"<t[dh]\b", re.IGNORECASE),
    re.compile(r"</(?:t[dhr]|table|body|html)", re.IGNORECASE),
)
PAGE = re.compile(r"<\s*(?:!doctype|html|body|div|p|br|pre)\b", re.IGNORECASE)
TABLE_START = re.compile(r"<table\b", re.IGNORECASE)
TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
NUMBER = re.compile(r"\s*(\d{1,9})(?!\s*%)")


def read(data: bytes) -> Blocks:
    """Paragraphs as `Line`, tables that hold no further table as `Grid`; layout tables dissolve into their content."""
    text = BROKEN_START.sub(f"<td>{TORN}", BROKEN_END.sub(TORN, decode(data)))
    if not _is_page(text):
        text = _lines_kept(text)
    if text.count("<") > MOST_TAGS or LONGEST_TAG.search(text):
        raise UnreadableError("网页的标签多得不像一份年度报告；请只载入报告本身。")
    tree = LexborHTMLParser(text)
    with_style_sheets(tree)
    if tree.body is None:
        raise UnreadableError("网页里没有正文；请在浏览器里打开后另存为 HTML 再载入。")
    if (pre := tree.css_first("pre")) is not None and len(pre.text()) > MOSTLY * len(tree.body.text()):
        return from_text.blocks_of(pre.text())
    title = tree.css_first("title")
    page = _Page()
    if title is not None:
        page.line(title.text())
    page.walk(tree.body)
    page.flush()
    return tuple(_without_cut_end(page.blocks, text))


def _is_page(text: str) -> bool:
    """Whether a tag of a page stands outside tables; a text of lines may have its tables in tags, paragraphs inside."""
    tag, table = PAGE.search(text), TABLE_START.search(text)
    if tag is None or table is None or tag.start() < table.start():
        return tag is not None
    return PAGE.search(TABLE.sub("", text)) is not None


def _lines_kept(text: str) -> str:
    """A text with tables in tags, as converters write it: outside of them its lines are paragraphs."""
    parts = TABLE.split(text)
    return "".join(part if n % 2 else part.replace("\n", "<br>") for n, part in enumerate(parts))


def _without_cut_end(blocks: list[Line | Grid], text: str) -> list[Line | Grid]:
    """A page that breaks off inside a cell may have lost the end of its number: that cell is kept as unreadable."""
    opened = max((match.start() for match in CELL_START.finditer(text)), default=-1)
    grids = [n for n, block in enumerate(blocks) if isinstance(block, Grid) and block.rows and block.rows[-1]]
    if opened < 0 or CELL_END.search(text, opened) or not grids:
        return blocks
    last = blocks[grids[-1]]
    assert isinstance(last, Grid)
    *row, cell = last.rows[-1]
    cut = Grid((*last.rows[:-1], (*row, replace(cell, text=cell.text + TORN))), aligned=True)
    return [*blocks[: grids[-1]], cut, *blocks[grids[-1] + 1 :]]


class _Page:
    """Collects the blocks of one page in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Line | Grid] = []
        self.words: list[str] = []
        self.links = 0  # that are open
        self.linked = True  # whether nothing of the line stands outside of one
        self.grids = 0

    def walk(self, top: LexborNode) -> None:
        """Depth first without recursion: real pages nest deeper than Python does."""
        todo: list[tuple[LexborNode, bool]] = [(top, False)]
        while todo:
            node, leaving = todo.pop()
            tag = node.tag
            if leaving:
                self.leave(tag or "")
            elif tag == "-text":
                self.say(node.text_content or "")
            elif tag not in TEXTS and tag != "body" and is_gone(node.attributes):
                continue
            elif tag == "table" and len(node.css("table")) == 1:  # itself
                self.flush()
                self.grid(node)
            elif tag not in SKIPPED:
                if self.enter(node, tag or ""):
                    todo.append((node, True))
                todo.extend((child, False) for child in reversed(list(node.iter(include_text=True))))

    def say(self, text: str) -> None:
        self.words.append(text)
        self.linked = self.linked and (self.links > 0 or SAYS.search(text) is None)

    def enter(self, node: LexborNode, tag: str) -> bool:
        """Whether something is to be done where the element ends: 34 with a raised 1 is no 341."""
        if tag == "a" and ("href" in node.attributes or not {"name", "id"} & node.attributes.keys()):  # else an anchor
            self.links += 1
            return True
        if tag in BREAKS:
            self.flush()
            return True
        if raised := tag in RAISED and HAS_DIGIT.search(node.text()) is not None:
            self.words.append(TORN)
        return raised

    def leave(self, tag: str) -> None:
        """At the end of an element that `enter` knows."""
        if tag == "a":
            self.links -= 1
            return
        if tag in RAISED:
            self.words.append(TORN)
            return
        self.flush()
        if tag == "tr":  # a row of a dissolved table ends: its cells are not the next row's
            self.blocks.append(Line("", Place()))

    def flush(self) -> None:
        self.line("".join(self.words), linked=self.linked)
        self.words, self.linked = [], True

    def line(self, text: str, *, linked: bool = False) -> None:
        if text := " ".join(text.split()):
            self.blocks.append(Line(text, Place(), linked=linked))

    def grid(self, table: LexborNode) -> None:
        self.grids += 1
        rows: list[tuple[Cell, ...]] = []
        taken: dict[int, int] = {}  # column -> rows it is still covered from above
        count = 0
        for number, row in enumerate(table.css("tr"), 1):
            if is_gone(row.attributes):
                continue
            cells, taken = _row(row, taken, Place(grid=self.grids, row=number))
            count += len(cells) + len(taken) // 100
            if len(taken) > MOST_COVERED:
                raise UnreadableError("网页里有一个跨行跨列大得不合理的表格；请只载入报告本身。")
            if count > MOST_CELLS:
                raise UnreadableError(f"网页里有一个超过 {MOST_CELLS} 格的表格，不是年度报告；请只载入报告本身。")
            rows.append(cells)
        self.blocks.append(Grid(tuple(rows), aligned=True))


def _row(row: LexborNode, taken: dict[int, int], place: Place) -> tuple[tuple[Cell, ...], dict[int, int]]:
    """The cells that start in a row, put where spans from above leave room; and what they cover further down."""
    cells: list[Cell] = []
    below = {column: left - 1 for column, left in taken.items() if left > 1}
    column = 0
    for node in row.iter():
        if node.tag not in ("td", "th") or (look := look_of(said := node.attributes)) == HIDES:
            continue
        while taken.get(column, 0):
            column += 1
        wide, tall = _span(said.get("colspan"), WIDEST), _span(said.get("rowspan"), TALLEST)
        torn = bool(said) and any("<" in (v or "") for v in said.values())  # an open quote has swallowed cells
        torn = torn or (look == UNTOLD and is_value(node.text()))
        cells.append(Cell(cell_text(node) + (TORN if torn else ""), place, column, wide, tall))
        if tall > 1:
            below |= dict.fromkeys(range(column, column + wide), tall - 1)
        column += wide
    return tuple(cells), below


def _span(said: str | None, most: int) -> int:
    match = NUMBER.match(said) if said else None
    return min(max(int(match.group(1)), 1), most) if match else 1
