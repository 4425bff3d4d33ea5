"""Bodies each with a year of its own (沭阳2025、淮安2024的复议), years each with a figure of its own (2023年结转下年和2024年上年结转)
-> one question for each pair, and by how much two of them differ where that is asked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.figures.apart import difference
from bot.figures.figure import Figure
from bot.question.bodies import named_bodies
from bot.question.pieces import END, HOW_MANY
from bot.question.said import single_years
from bot.question.word import Words
from bot.targets.target import mentions

JOINED = re.compile(r"\s*(?:年度?)?(?:报告)?(?:所列|里|中)?的?\s*")
LISTED = re.compile(r"(?:的?(?:件数|数量|数|多少|几件))?\s*(?:[和与及跟、,，]|以及|还有)?\s*")
HELD = re.compile(
    r"\s*(?:的?(?:件数|数量|数)|这?两个数|两者|之间)?,?(?:是否|是不是)?(?:一致|相等|相同|相符|一样多?|吻合|对得上|衔接得?上?|差|相差|差几|差距|平)"
    r"(?:几件|多少件?|几)?[吗么呢啊]*[?。]*\s*"
)
BETWEEN = re.compile(r"\s*(?:[和与及跟、,，]|以及|比|较)\s*")
WHO_MORE = re.compile(
    rf"(?P<what>[^谁哪,，]*?)(?:谁|哪一?[个家边方])的?(?P<more>[^多少高低大小,，]{{0,10}}?)(?:更|比较)?(?P<size>[多少高低大小])(?:一?[些点])?[呢啊]?{END}"
)
BY_HOW_MUCH = re.compile(rf"(?P<what>[^,，]*?)(?:相?差|[多少高低])(?P<verb>收|办)?了?{HOW_MANY}[件起宗]?{END}")
VERBS = {"收": "新收申请", "办": "办结"}
EACH = re.compile(r"\s*的?(?:各|分别|各是|分别是)?(?:有|是|为)?(?:多少件?|几件)?[呢啊]*[?。]*\s*")
Span = tuple[int, int]


def question_of_each_pair(words: Words) -> list[str]:
    """The question once for each pair of a body and a year that stand in one list; nothing where they do not."""
    pairs = _pairs(words, [(n.start, n.end) for n in named_bodies(words)])
    if not pairs:
        return []
    text = words.text
    before, after = text[: pairs[0][0][0]], text[pairs[-1][1][1] :]
    return [f"{before}{text[a[0] : b[1]]}{after}" for a, b in pairs]


def two_held_together(words: Words) -> list[str]:
    """海曙2022和鄞州2024申请谁多, 镇海2023比鄞州2024多收多少: one question for each of the two; nothing where none holds them."""
    pairs = _pairs(words, [(n.start, n.end) for n in named_bodies(words)], BETWEEN)
    text = words.text
    after = text[pairs[-1][1][1] :].removeprefix("年").removeprefix("的") if len(pairs) == 2 else ""
    held = WHO_MORE.fullmatch(after) or BY_HOW_MUCH.fullmatch(after)
    if held is None or text[: pairs[0][0][0]].strip():
        return []
    found = held.groupdict()
    what = (found["what"] + (found.get("more") or "")).strip("的 ") or VERBS.get(found.get("verb") or "", "")
    return [f"{text[a[0] : b[1]]}{what}多少" for a, b in pairs] if what else []


def question_of_each_year(words: Words) -> tuple[list[str], bool]:
    """The question once for each year and its own figure, and whether they are held against each other."""
    spans = [(m.start, m.end) for m in mentions(words.words) if not m.weak]
    pairs = _pairs(words, spans)
    if not pairs or pairs[0][0] in spans:  # 结转2023年: the year comes first
        return [], False
    text = words.text
    before, after = text[: pairs[0][0][0]], text[pairs[-1][1][1] :]
    held = len(pairs) == 2 and HELD.fullmatch(after) is not None
    if not held and EACH.fullmatch(after) is None:
        return [], False
    return [f"{before}{text[a[0] : b[1]]}" for a, b in pairs], held


def held_together(figures: Sequence[Figure]) -> Figure | None:
    """By how much two figures of different years differ; None where one of them is no number."""
    if len(figures) != 2 or any(figure.exact is None for figure in figures):
        return None
    one, other = (replace(figure, name=f"{figure.year}年{figure.name}") for figure in figures)
    return difference(one, other)[0]


def _pairs(words: Words, others: list[Span], between: re.Pattern[str] | None = None) -> list[tuple[Span, Span]]:
    """Years and other things that stand by turns in one list, two by two."""
    years = [(word.start, word.end) for word in single_years(words)]
    marks = sorted([(*span, True) for span in others] + [(*span, False) for span in years])
    if len(marks) < 4 or len(marks) % 2 or any(a[2] == b[2] for a, b in pairwise(marks)):
        return []
    pairs = [(first[:2], second[:2]) for first, second in zip(marks[::2], marks[1::2], strict=True)]
    together = all(JOINED.fullmatch(words.text, a[1], b[0]) for a, b in pairs)
    mark = between or LISTED
    listed = all(mark.fullmatch(words.text, one[1][1], other[0][0]) for one, other in pairwise(pairs))
    return pairs if together and listed else []
