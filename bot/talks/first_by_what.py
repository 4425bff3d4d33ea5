"""自然人呢 after 新收前三名合计 -> what those three have of it, or what the first three by it have?  Asked back."""

from bot.question.meanings import FigureWord, NoiseWord, UnitWord
from bot.question.said import says_only
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import OVER_GROUP, places_phrase
from bot.reading.readings import Choice, Fields, Unclear
from bot.talks.all_of_them import what_of_all
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

WHICH = "您问的是哪一个？"
ADDED = ("sum", "mean")


def first_by_what(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> Unclear | None:
    """None where no other figure is asked for, or those of the first places were not added up."""
    group, order, found = earlier.group, earlier.order, earlier.found
    top = group is not None and earlier.operation in ADDED and order is not None and order.last > 1
    another = bool(mentions(words.words)) and says_only(
        words, (FigureWord, NoiseWord, UnitWord), {"how_many", "within", "other_body"}
    )
    if not (top and another) or group is None or found is None or group.bodies or group.without:
        return None
    what = what_of_all(list(words.words), words, earlier.targets, vocabulary.form)
    if not what:
        return None
    names, end = "、".join(map(catalogue.name, found.bodies)), OVER_GROUP[earlier.operation]
    where = vocabulary.gazetteer.listed(group.places)
    asks = (
        f"{names}{earlier.year}年{what}{end}",
        f"{where}各{group.kind or '单位'}{earlier.year}年{what}{places_phrase(order)}{end}",
    )
    return Unclear(WHICH, tuple(Choice(ask, ask) for ask in asks))
