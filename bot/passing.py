"""Numbers said in passing (2022到2024三年, 两个区, 不予公开八项理由): they must agree with what was read, else they are not understood.

They are no limits and no orders, and add nothing; a wrong one shows that the question was read wrong."""

import re
from dataclasses import dataclass, replace

from bot.counts import number
from bot.groups import members
from bot.reading import Fields, NotUnderstood, Reading
from bot.vocabulary import Vocabulary
from bot.words import Words
from store.catalogue import Catalogue
from store.form import FigureId, Form

SAID = re.compile(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|地|家|口|份|大|小)*(?:年度?|项|种|类|方面|区县市?|县市区|区|县|市|地|单位|指标|数据)?"
)
NUMBERED = re.compile(r"第|\(|\.|,")  # 第五, （五）: no count


@dataclass(frozen=True, slots=True)
class Said:
    """A number said in passing."""

    text: str
    number: int


def in_passing(words: Words) -> tuple[Words, tuple[Said, ...]]:
    """The words without such numbers, and the numbers."""
    found: list[Said] = []
    left: list[str] = []
    for text in words.unknown:
        match, at = SAID.fullmatch(text), words.text.find(text)
        value = number(match["n"]) if match and not (at and NUMBERED.match(words.text[at - 1])) else None
        if value is not None and value > 1:
            found.append(Said(text, int(value)))
        else:
            left.append(text)
    return (replace(words, unknown=tuple(left)), tuple(found)) if found else (words, ())


def agreed(
    reading: Reading, said: tuple[Said, ...], words: Words, vocabulary: Vocabulary, catalogue: Catalogue
) -> Reading:
    """The reading, where every number is that of its years, bodies, figures or parts."""
    if not said or not isinstance(reading, Fields):
        return reading
    sizes = _sizes(reading, vocabulary, catalogue)
    wrong = tuple(one.text for one in said if one.number not in sizes)
    return NotUnderstood(wrong, tuple(word.text for word in words.words)) if wrong else reading


def _sizes(fields: Fields, vocabulary: Vocabulary, catalogue: Catalogue) -> set[int]:
    figures = [figure for target in (*fields.targets, *fields.base) for figure in target.figures]
    parts = (size for figure in figures for size in _parts(figure, vocabulary.form))
    group = fields.group
    here = len(members(group, fields.year, catalogue, vocabulary)) if group is not None else 0
    asked = len(group.bodies) if group is not None else 0
    return {len(fields.years), len(fields.bodies), len(fields.targets), here, asked, *parts}


def _parts(figure: FigureId, form: Form) -> tuple[int, ...]:
    """In how many rows, and in how many columns, a figure is broken down."""
    table = form.tables[figure.table]
    row, column = table.rows[figure.row], table.columns.get(figure.column)
    others = [name for name, c in table.columns.items() if name != figure.column and not c.sum]
    return len(row.sum), len(row.parts), len(others) if figure.column == table.default_column and column else 0
