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
    rf"(?:(?P<down>[降跌减]|下降|减少)|[涨增升]|增长|增加|上升)?了?得?(?:更|最|比较)?(?P<how>[快大多高猛])(?:一?[些点])?的?呢?{END}$"
)
ENDS = {
    ("number", False): "增加谁多",
    ("number", True): "增加谁少",
    ("percent", False): "增长率谁高",
    ("percent", True): "增长率谁低",
}


def growth_between(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where it is not asked which grew more, or the last questions were not of the same growth of several bodies."""
    which = WHICH.match(words.text)
    if which is None or not _is_growth_of_one(earlier):
        return None
    alike = takewhile(lambda fields: _is_same(fields, earlier), reversed((*earlier.before, earlier)))
    bodies = list(dict.fromkeys(fields.bodies[0] for fields in alike))[::-1]
    if len(bodies) < 2 or any(body not in catalogue.by_agency for body in bodies):
        return None
    names, what = "、".join(map(catalogue.name, bodies)), phrase(earlier.targets[0], vocabulary.form)
    way = "number" if which["how"] == "多" else "percent"
    return f"{names}{earlier.year}年{what}比{earlier.year_before}年{ENDS[way, which['down'] is not None]}"


def _is_growth_of_one(fields: Fields) -> bool:
    one = fields.group is None and len(fields.bodies) == len(fields.targets) == 1 and bool(fields.years)
    return one and fields.operation == "change" and bool(fields.targets[0].figures or fields.targets[0].rate)


def _is_same(fields: Fields, last: Fields) -> bool:
    return _is_growth_of_one(fields) and (fields.targets, fields.years) == (last.targets, last.years)
