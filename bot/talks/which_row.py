"""涨得最快的是哪年, 平均每年 after the years of one figure and one year of another -> of which of the two?"""

import re

from bot.question.pieces import THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Choice, Fields, Unclear
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

WHICH = "您问的是哪一个？"
NEAR = 2  # questions between the row of years and this one
OVER_YEARS = ("trend", "rank_years")
WHICH_YEAR = re.compile(rf"^{THEN}[^,，。]{{0,8}}哪一?年")
OF_YEARS = re.compile(rf"^{THEN}(?:平均每年|每年平均|年均|每年|历年|合计|一共|总共|走势|趋势)")


def which_row(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> Unclear | None:
    """None where a figure is named, nothing is asked of years, or no row of years of another figure of the body was asked for."""
    which, of_years = WHICH_YEAR.match(words.text), OF_YEARS.match(words.text)
    one = earlier.group is None and len(earlier.bodies) == len(earlier.years) == len(earlier.targets) == 1
    if not (which or of_years) or mentions(words.words) or not one or earlier.operation not in ("value", "trend"):
        return None
    rows = [f for f in earlier.before[-NEAR:] if f.operation in OVER_YEARS and f.bodies == earlier.bodies]
    targets = dict.fromkeys((*(rows[-1].targets if rows else ()), *earlier.targets))
    if not rows or len(targets) != len(rows[-1].targets) + 1 or earlier.bodies[0] not in catalogue.by_agency:
        return None
    lead = f"{catalogue.name(earlier.bodies[0])}{'' if which else '历年'}"
    asks = [f"{lead}{phrase(target, vocabulary.form)}{words.text}" for target in targets]
    return Unclear(WHICH, tuple(Choice(ask, ask) for ask in asks))
