"""占全部的多少 after 前三名合计, or after those three -> the full question: what they have of all."""

import re

from bot.question.counts import number
from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.many.ill_ordered import OF_ALL
from bot.reading.phrases import group_question, phrase
from bot.reading.readings import Fields
from bot.talks.ranked_before import found_on_place, ranking_before
from store.facts.catalogue import Catalogue

SHARE_OF_THEM = re.compile(
    rf"^{THEN}(?:[这那](?:几|[两二三四五六七八九十]|\d{{1,2}})[个家名位]|它们)?(?:合计|加起来|一共|共)?(?={OF_ALL.pattern}呢?{END}$)"
)
NTH = re.compile(rf"^{THEN}第(?P<n>[一二三四五六七八九十]|\d{{1,2}})[名位]?(?={OF_ALL.pattern}呢?{END}$)")


def share_of_first(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where no share is asked for, or not of those on the first places, or of one place, of all bodies of a kind."""
    if (nth := NTH.match(words.text)) is not None:
        return _of_one(int(number(nth["n"]) or 0), earlier, catalogue, vocabulary)
    group, order = earlier.group, earlier.order
    first = order is not None and order.first == 1 and order.last > 1 and earlier.operation in ("sum", "rank")
    plain = (
        len(earlier.targets) == 1
        and bool(earlier.targets[0].figures)
        and not (earlier.share or earlier.change or earlier.conditions)
    )
    if (
        group is None
        or not (first and plain and group.kind)
        or group.bodies
        or group.without
        or not SHARE_OF_THEM.match(words.text)
    ):
        return None
    where = vocabulary.gazetteer.listed(group.places)
    return group_question(
        where, group.kind, f"{earlier.year}年", earlier.targets[0], "first_in_sum", order, vocabulary.form
    )


def _of_one(place: int, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """第一名占全省多少: what the one on that place has of all; None where it is not told who it is."""
    ranked = ranking_before(earlier)
    body = found_on_place(place, ranked, earlier)[0] if ranked is not None else ""
    if ranked is None or not body or ranked.group is None or not ranked.group.kind or not ranked.targets[0].figures:
        return None
    if ranked.share or ranked.change or ranked.conditions or ranked.group.without or len(ranked.targets) != 1:
        return None
    where, what = vocabulary.gazetteer.listed(ranked.group.places), phrase(ranked.targets[0], vocabulary.form)
    return f"{catalogue.name(body)}{ranked.year}年{what}占{where}各{ranked.group.kind}合计的比例"
