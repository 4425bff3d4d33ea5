"""Pages of a PDF on which tables have no rules -> grids, by where the words stand; the rest as lines.

Numbers of one height are a row, numbers of one place across are a column.  Words that stand close under one another are one
text: the label of the row whose numbers stand beside it, or the header over a column.  What does not fit stays as words of its
own, and the form will not know it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from store.document import TORN, Blocks, Cell, Grid, Line, Place
from store.readers.cells import is_value
from store.readers.ruled import PAGE_MARK

LEAST_ROWS, LEAST_VALUES = 4, 3  # that show that words are a table; numbers of such a row
LEVEL, CLOSE = 3.0, 0.6  # points by which words of a line may differ; of a line's height, between lines of one text
RAISED = 0.9  # of the size of the other numbers: smaller digits are marks of notes
LONGEST = 24  # characters of a word of a table: longer ones are running text


@dataclass(frozen=True, slots=True)
class Word:
    """A text between two edges and two heights, in points from the top of the first page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def over(self, other: "Word") -> bool:
        """Whether they share a place across."""
        return self.left < other.right and other.left < self.right


Words = list[Word]


def unruled_blocks(words: Words) -> Blocks:
    """All words of a document, page after page; nothing where they are no table."""
    lines = [line for line in _lines(words) if _is_bare(line) or not PAGE_MARK.match(" ".join(w.text for w in line))]
    if sum(len(_values(line)) >= LEAST_VALUES for line in lines) < LEAST_ROWS:
        return ()
    blocks: list[Line | Grid] = []
    grids = 0
    for tabular, group in groupby(lines, _is_tabular):
        found = list(group)
        if tabular and any(_values(line) for line in found):
            grids += 1
            place = Place(page=found[0][0].page, grid=grids)
            blocks += _placed([row for section in _sections(found) for row in _rows(section)], place)
        else:
            blocks += [Line("".join(word.text for word in line), Place(page=line[0].page)) for line in found]
    return tuple(blocks)


def _is_bare(line: Words) -> bool:
    """A number alone: a page's, or part of one over two lines."""
    return len(line) == 1 and is_value(line[0].text)


def _lines(words: Words) -> Iterator[Words]:
    line: Words = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if line and word.middle - line[-1].middle > LEVEL:
            yield sorted(line, key=lambda word: word.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.left)


def page_words(page: Any, doubtful: list[Any], above: float, number: int) -> Words:
    """The words of one page, `above`: the height of the pages before it.  A number that is small beside the others, or has a
    small digit, is or has a mark of a note: it cannot be read; nor can one with a doubtful digit."""
    words = page.extract_words(return_chars=True)
    sizes = Counter(round(char["size"], 1) for word in words if is_value(word["text"]) for char in word["chars"])
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    places = {(sign["x0"], sign["top"]) for sign in doubtful}
    return [
        Word(
            _without_mark(word, usual, places),
            word["x0"],
            word["x1"],
            above + word["top"],
            above + word["bottom"],
            number,
        )
        for word in words
    ]


def _without_mark(word: Any, usual: float, doubtful: set[tuple[float, float]]) -> str:
    text: str = word["text"]
    small = is_value(text) and any(char["size"] <= RAISED * usual for char in word["chars"])
    doubted = any((char["x0"], char["top"]) in doubtful for char in word["chars"])
    return text + TORN if small or doubted else text


def _values(line: Words) -> Words:
    """The numbers at the end of a line, where no other text stands after or among them; a number alone is a page's."""
    first = next((i for i, word in enumerate(line) if is_value(word.text)), len(line))
    values = line[first:]
    alone = len(line) == 1 or not all(is_value(word.text) for word in values)
    return [] if alone else values


def _is_tabular(line: Words) -> bool:
    return bool(_values(line)) or all(len(word.text) <= LONGEST and "。" not in word.text for word in line)


def _sections(lines: list[Words]) -> Iterator[list[Words]]:
    """Lines of a table cut before each header: a text over the columns that comes after numbers."""
    section: list[Words] = []
    left = 0.0  # where the numbers of the section begin
    for line in lines:
        if left and not _values(line) and not _is_bare(line) and any(word.right > left for word in line):
            yield section
            section, left = [], 0.0
        section.append(line)
        if values := _values(line):
            left = min(left or values[0].left, values[0].left)
    yield section


def _rows(section: list[Words]) -> Iterator[list[Word]]:
    """The header's texts, each a row of its own but the lowest over the columns, then the rows with what stands beside them."""
    rows = [values for line in section if (values := _values(line))]
    columns = _columns([value for values in rows for value in values])
    numbers = {id(value) for values in rows for value in values}
    stray = [line[0] for line in section if _is_bare(line)]
    others = [word for line in section for word in line if id(word) not in numbers and word not in stray]
    edge = columns[0].left if columns else float("inf")
    empty = ["" if not any(word.over(column) for word in stray) else TORN for column in columns]
    odd = [
        [w for w in others if w.right > edge and _is_level(w, values) and _stands_for(w, values, columns)]
        for values in rows
    ]
    header = _texts([word for word in others if word.right > edge and not any(word in found for found in odd)])
    lowest = [
        max((text for text in header if text.over(c)), key=lambda text: text.bottom, default=None) for c in columns
    ]
    leaves = [text for text in lowest if text is not None]
    if len({id(text) for text in leaves}) == len(columns):
        header = [text for text in header if text not in leaves]
    else:
        leaves = []
    yield from ([text] for text in sorted(header, key=lambda text: (text.bottom, text.left)))
    if leaves:
        yield leaves
    labels = _texts([word for word in others if word.right <= edge])
    for values, instead in zip(rows, odd, strict=True):
        beside = [text for text in labels if text.top <= values[0].middle <= text.bottom]
        above = [text for text in labels if text.bottom < values[0].middle]
        labels = [text for text in labels if text not in beside and text not in above]
        yield from ([text] for text in sorted(above, key=lambda text: (text.bottom, text.left)))
        yield [*sorted(beside, key=lambda text: text.left), *_in_columns(values, columns, empty, instead)]
    yield from ([text] for text in labels)


def _columns(values: Words) -> Words:
    """What the numbers that stand over one another cover, from left to right."""
    made: Words = []
    for value in sorted(values, key=lambda value: value.left):
        if made and made[-1].over(value):
            made[-1] = replace(made[-1], right=max(made[-1].right, value.right))
        else:
            made.append(value)
    return made


def _texts(words: Words) -> Words:
    """Words close under one another as one, from the top down."""
    made: Words = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        above = [text for text in made if text.over(word) and _is_close(text, word)]
        if len(above) == 1:
            made.remove(above[0])
            made.append(_joined(above[0], word))
        else:
            made.append(word)
    return made


def _is_close(above: Word, below: Word) -> bool:
    gap = below.top - above.bottom
    return above.page == below.page and gap < CLOSE * (below.bottom - below.top)


def _joined(above: Word, below: Word) -> Word:
    return Word(
        above.text + below.text, min(above.left, below.left), max(above.right, below.right),
        above.top, below.bottom, above.page,
    )  # fmt: skip


def _is_level(word: Word, values: Words) -> bool:
    return abs(word.middle - values[0].middle) <= LEVEL


def _stands_for(word: Word, values: Words, columns: Words) -> bool:
    """Whether a text stands in a column where a row has no number: 待统计."""
    return any(word.over(column) and not any(value.over(column) for value in values) for column in columns)


def _in_columns(values: Words, columns: Words, empty: list[str], instead: Words) -> Words:
    """The numbers of a row, and what is `empty` for each column that has none there, unreadable where a text stands `instead`; as
    they are where two stand in one column."""
    empty = [TORN if any(word.over(c) for word in instead) else text for c, text in zip(columns, empty, strict=True)]
    found = [[value for value in values if value.over(column)] for column in columns]
    if any(len(several) > 1 for several in found):
        return values
    return [next(iter(f), replace(values[0], text=text)) for f, text in zip(found, empty, strict=True)]


def _placed(rows: list[Words], place: Place) -> list[Grid]:
    cells = [
        tuple(Cell(word.text, replace(place, page=word.page, row=at), n) for n, word in enumerate(row))
        for at, row in enumerate(rows, 1)
    ]
    return [Grid(tuple(cells), aligned=False)]
