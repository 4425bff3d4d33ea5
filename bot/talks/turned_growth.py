"""跌得最多的呢 after who grew most -> the full question with the growth turned round."""

import re

from bot.question.meanings import OrderWord
from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.many.group_choices import GROWN
from bot.reading.phrases import group_question
from bot.reading.readings import Fields
from store.facts.catalogue import Catalogue

NEAR = 1  # questions between who grew most and this one
MOVED = re.compile(
    rf"^{THEN}(?:(?P<down>跌|降|下降|减少?|掉|下滑)|[涨增升]|增长|增加|上升)得?最(?:多|快|大|狠|厉害)的?(?:呢|是谁|是哪一?[个家](?:区县|[区县市])?)?{END}$"
)


def growth_turned(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where no growth of a kind of bodies since the year before was put in order."""
    del catalogue
    moved = MOVED.match(words.text)
    asked = (*earlier.before[-NEAR:], earlier)
    ranked = next((f for f in reversed(asked) if f.operation == "rank" and f.change and f.group is not None), earlier)
    group, since = ranked.group, ranked.year - ranked.year_before if ranked.years else 0
    if moved is None or group is None or not (ranked.change and group.kind) or group.without or since != 1:
        return None
    where = vocabulary.gazetteer.listed(group.places)
    grown = GROWN[ranked.change, moved["down"] is not None]
    order = OrderWord("most", 1, 1)
    return group_question(
        where, group.kind, f"{ranked.year}年", ranked.targets[0], "rank", order, vocabulary.form, grown
    )
