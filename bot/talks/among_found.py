"""谁的复议最少 after those over a limit, or after the first five -> among those, or among all of their kind?  Asked back."""

from bot.question.meanings import FigureWord, GroupWord, NoiseWord, OrderWord, UnitWord
from bot.question.said import says_only
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.readings import Choice, Fields, Unclear
from bot.talks.all_of_them import what_of_all
from bot.talks.asked_before import MOST_NAMED
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

WHICH = "是在上面列出的{}个里比，还是在全部{}里比？"


def among_found(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> Unclear | None:
    """None where no other figure's most or least is asked for, or nothing was picked out of a kind before."""
    group, found = earlier.group, earlier.found
    listed = earlier.operation == "filter" or (earlier.order is not None and earlier.order.last > 1)
    some = group is not None and bool(group.kind) and not group.bodies and found is not None and listed
    orders = [m for word in words.words for m in word.meanings if isinstance(m, OrderWord)]
    one_place = len(orders) == 1 and orders[0].end and orders[0].last == 1
    of_kind = any(isinstance(m, GroupWord) and m.kind for word in words.words for m in word.meanings)
    kinds = (FigureWord, NoiseWord, UnitWord, OrderWord, GroupWord)
    own = bool(mentions(words.words)) and not of_kind and says_only(words, kinds, {"how_many"})
    if not (some and one_place and own) or group is None or found is None or not 1 < len(found.bodies) <= MOST_NAMED:
        return None
    target = what_of_all(list(words.words), words, earlier.targets, vocabulary.form)
    if not target or group.without:
        return None
    names, where = "、".join(map(catalogue.name, found.bodies)), vocabulary.gazetteer.listed(group.places)
    most = "少" if orders[0].end == "least" else "多"
    asks = (f"{names}{earlier.year}年{target}谁{most}", f"{where}各{group.kind}{earlier.year}年{target}最{most}")
    counts = WHICH.format(len(found.bodies), group.kind)
    return Unclear(counts, tuple(Choice(ask, ask) for ask in asks))
