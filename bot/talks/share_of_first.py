"""占全部的多少 after 前三名合计, or after those three -> the full question: what they have of all."""

import re

from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.many.ill_ordered import OF_ALL
from bot.reading.phrases import group_question
from bot.reading.readings import Fields
from store.facts.catalogue import Catalogue

SHARE_OF_THEM = re.compile(
    rf"^{THEN}(?:[这那](?:几|[两二三四五六七八九十]|\d{{1,2}})[个家名位]|它们)?(?:合计|加起来|一共|共)?(?={OF_ALL.pattern}呢?{END}$)"
)


def share_of_first(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where no share is asked for, or not those on the first places of all bodies of a kind."""
    del catalogue
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
