"""哪个涨得快 after the growth of some bodies, asked for one after the other -> the full question: of those, not of all that are loaded."""

import re
from itertools import takewhile

from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from store.facts.catalogue import Catalogue

WHICH = re.compile(
    rf"^{THEN}(?:这?[两三几][个家市区]?里?|它们)?(?:谁|哪一?[个家边](?:区县|[区县市]|单位)?)的?"
    rf"(?:(?P<moved>(?P<down>[降跌减]|下降|减少|降幅|跌幅)|[涨增升]幅?|增长|增加|上升|增速|增长率))?了?得?(?:更|最|比较)?(?P<how>[快大多高猛])"
    rf"(?:一?[些点])?的?呢?{END}$"
)
PLAIN = ("value", "rank", "sum", "breakdown")
ENDS = {
    ("number", False): "增加谁多",
    ("number", True): "增加谁少",
    ("percent", False): "增长率谁高",
    ("percent", True): "增长率谁低",
}


def growth_between(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where it is not asked which grew more, or the last questions were not of the same growth of several bodies."""
    which = WHICH.match(words.text)
    if which is None:
        return None
    way = "number" if which["how"] == "多" else "percent"
    end = ENDS[way, which["down"] is not None]
    if which["moved"] and (years := years_of_several(earlier)) is not None:
        bodies = list(earlier.listed)
    elif _is_growth_of_one(earlier):
        alike = takewhile(lambda fields: _is_same(fields, earlier), reversed((*earlier.before, earlier)))
        bodies = list(dict.fromkeys(fields.bodies[0] for fields in alike))[::-1]
        years = (earlier.year_before, earlier.year)
    else:
        return None
    if len(bodies) < 2 or any(body not in catalogue.by_agency for body in bodies):
        return None
    names, what = "、".join(map(catalogue.name, bodies)), phrase(earlier.targets[0], vocabulary.form)
    return f"{names}{years[1]}年{what}比{years[0]}年{end}"


def years_of_several(earlier: Fields) -> tuple[int, int] | None:
    """The older and the newer of two years in which the same figure of the same bodies was asked for, one after the other."""
    before = earlier.before[-1] if earlier.before else None
    if earlier.change and earlier.operation == "rank" and len(earlier.listed) > 1 and len(earlier.targets) == 1:
        return earlier.year_before, earlier.year  # 哪个涨得快 after 谁涨得多
    if before is None or len(earlier.listed) < 2 or set(before.listed) != set(earlier.listed):
        return None
    plain = all(
        len(f.targets) == len(f.years) == 1 and f.operation in PLAIN and not (f.share or f.change)
        for f in (before, earlier)
    )
    if not plain or before.targets != earlier.targets or before.years == earlier.years:
        return None
    return min(before.year, earlier.year), max(before.year, earlier.year)


def _is_growth_of_one(fields: Fields) -> bool:
    one = fields.group is None and len(fields.bodies) == len(fields.targets) == 1 and bool(fields.years)
    return one and fields.operation == "change" and bool(fields.targets[0].figures or fields.targets[0].rate)


def _is_same(fields: Fields, last: Fields) -> bool:
    return _is_growth_of_one(fields) and (fields.targets, fields.years) == (last.targets, last.years)
