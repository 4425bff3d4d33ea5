"""Numbers said in passing (2022到2024三年, 两个区, 不予公开八项理由): they must agree with what was read, else they are not understood.

They are no limits and no orders, and add nothing; a wrong one shows that the question was read wrong."""

import re
from dataclasses import dataclass, replace

from bot.question.counts import number
from bot.question.meanings import GroupWord
from bot.question.said import words_doing
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.groups import members
from bot.reading.readings import Fields, NotUnderstood, Reading, Unclear
from store.facts.catalogue import Catalogue

SAID = re.compile(
    r"这?(?P<n>[二三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九仨俩]|\d{1,2})(?:大|小)?"
    r"(?P<unit>年度?|(?:个|家|口)?(?:区县市?|县市区|省|区|县|市|地方?|单位|部门|街道)|个|家|份|项|种|类|者|方面|指标|数据)?"
)
NUMBERED = re.compile(r"第|\(|\.|,")  # 第五, （五）: no count


@dataclass(frozen=True, slots=True)
class Said:
    """A number said in passing."""

    text: str
    number: int
    unit: str


def in_passing(words: Words) -> tuple[Words, tuple[Said, ...]]:
    """The words without such numbers, and the numbers."""
    found: list[Said] = []
    left: list[str] = []
    for text in words.unknown:
        match, at = SAID.fullmatch(text), words.text.find(text)
        value = number(match["n"]) if match is not None and not (at and NUMBERED.match(words.text[at - 1])) else None
        if match is not None and value is not None and value > 1:
            found.append(Said(text, int(value), match["unit"] or ""))
        else:
            left.append(text)
    groups = [word.text for word in words.words if isinstance(word.meanings[0], GroupWord)]
    numbered = ((text, match, number(match["n"])) for text in groups if (match := SAID.fullmatch(text)) is not None)
    found += [Said(text, int(value), match["unit"] or "") for text, match, value in numbered if value is not None]
    return (replace(words, unknown=tuple(left)), tuple(found)) if found else (words, ())


def agreed(
    reading: Reading, said: tuple[Said, ...], words: Words, vocabulary: Vocabulary, catalogue: Catalogue
) -> Reading:
    """The reading, where every number is that of its years, bodies, figures or parts."""
    if (
        said and isinstance(reading, Unclear) and reading.about is not None and reading.about.group is None
    ):  # 三类信息几件: a menu would drop the number
        return NotUnderstood(tuple(one.text for one in said), tuple(word.text for word in words.words))
    if not said or not isinstance(reading, Fields):
        return reading
    sizes = _sizes(reading, vocabulary, catalogue)
    wrong = tuple(one.text for one in said if one.number not in sizes[_kind(one.unit)])
    if wrong:
        return NotUnderstood(wrong, tuple(word.text for word in words.words))
    return replace(reading, operation="breakdown") if _asks_for_parts(reading, said, words, vocabulary) else reading


def _asks_for_parts(fields: Fields, said: tuple[Said, ...], words: Words, vocabulary: Vocabulary) -> bool:
    """不予处理的五种情形: each of the five, not their sum."""
    figures = [figure for target in fields.targets for figure in target.figures]
    if fields.operation != "value" or len(figures) != 1 or words_doing(words.words, "total_of"):
        return False
    parts = len(vocabulary.form.tables[figures[0].table].rows[figures[0].row].sum)
    return any(_kind(one.unit) == "things" and one.number == parts for one in said)


def _kind(unit: str) -> str:
    """What is counted: years, bodies, things of the form, or with a bare 个 bodies or things."""
    if unit.startswith("年"):
        return "years"
    if unit in ("项", "种", "类", "方面", "指标", "数据"):
        return "things"
    return "any" if unit in ("", "个", "者") else "bodies"


def _sizes(fields: Fields, vocabulary: Vocabulary, catalogue: Catalogue) -> dict[str, set[int]]:
    figures = [figure for target in (*fields.targets, *fields.base) for figure in target.figures]
    rows = [vocabulary.form.tables[figure.table].rows[figure.row] for figure in figures]
    both = {len(fields.targets) + len(fields.base)} if fields.operation in ("difference", "ratio") else set()
    things = {
        len(fields.targets),
        *both,
        *(len(target.figures) for target in fields.targets if len(target.figures) > 1),
        *(len(row.sum) for row in rows),
        *(len(row.parts) for row in rows),
    }
    group = fields.group
    members_here = members(group, fields.year, catalogue, vocabulary) if group is not None else []
    bodies = {len(fields.bodies), len(members_here), len(group.bodies) if group is not None else 0}
    return {"years": {len(fields.years)}, "bodies": bodies, "things": things, "any": bodies | things}
