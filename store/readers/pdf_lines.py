"""The running text of a PDF: the lines of its pages as they stand, without page marks and running heads, put together to paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from store.document import Line, Place
from store.readers.ruled import NEAR, PAGE_MARK

STARTS = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]+条)")
SHORT = 1.6  # characters by which a full line may end before the edge: punctuation does not begin the next
ENDS = "。！？；：:;"
MARGIN = 0.12  # of a page's height, above and below, in which a running head stands
SAME_SIZE = (
    0.1  # of a line's height by which lines of one paragraph may differ: a title is no part of the text under it
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its right end and heights in points, the page and its height."""

    text: str
    right: float
    top: float
    bottom: float
    page: int
    page_height: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def words(self) -> str:
        """Its text without numbers and blanks: that of a running head is the same on every page."""
        return re.sub(r"\d+|\s+", "", self.text)

    @property
    def stands_apart(self) -> bool:
        """Whether it stands where running heads do."""
        return self.bottom < MARGIN * self.page_height or self.top > (1 - MARGIN) * self.page_height


def text_lines(page: Any, between: tuple[float, float], number: int) -> list[TextLine]:
    """The lines of a strip of a page, without page marks."""
    top, bottom = between
    if bottom - top < NEAR:
        return []
    strip = page.filter(
        lambda item: item["object_type"] != "char" or top <= (item["top"] + item["bottom"]) / 2 <= bottom
    )
    found = ((line["text"].strip(), line) for line in strip.extract_text_lines(return_chars=False))
    return [
        TextLine(text, line["x1"], line["top"], line["bottom"], number, float(page.height))
        for text, line in found
        if text and not PAGE_MARK.match(text)
    ]


def without_heads(strips: list[list[TextLine]]) -> list[list[TextLine]]:
    """Without the lines at the head or the foot of a page that stand, alike but for their numbers, on several pages."""
    pages: dict[str, set[int]] = {}
    for line in (line for strip in strips for line in strip):
        pages.setdefault(line.words, set()).add(line.page)
    return [
        [line for line in strip if not (line.stands_apart and len(pages[line.words]) > 1) or _may_be_title(line)]
        for strip in strips
    ]


def _may_be_title(line: TextLine) -> bool:
    """A head of the first page that stands above may be the report's title, repeated on the others."""
    return line.page == 1 and line.bottom < MARGIN * line.page_height


def paragraphs(strips: Iterable[list[TextLine]]) -> Iterator[Line]:
    """The paragraphs of strips that follow one another: a line that reaches the right edge of its strip goes on."""
    paragraph, first, before = "", 0, 0.0
    for strip in strips:
        edge = max((line.right for line in strip), default=0.0)
        for line in strip:
            other_size = abs(line.height - before) > SAME_SIZE * before
            if paragraph and (STARTS.match(line.text) or other_size):
                yield Line(paragraph, Place(page=first))
                paragraph = ""
            paragraph, first, before = paragraph + line.text, first if paragraph else line.page, line.height
            if line.right < edge - SHORT * line.height or line.text[-1] in ENDS:
                yield Line(paragraph, Place(page=first))
                paragraph = ""
    if paragraph:
        yield Line(paragraph, Place(page=first))
