"""全部列出来 after one place of a ranking -> the ranking as what was asked before, and so what the message goes on with; 还有呢 after a
list that was cut -> all of it."""

import re
from dataclasses import replace

from bot.question.meanings import OrderWord
from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.reading.groups import members
from bot.reading.readings import Fields
from store.facts.catalogue import Catalogue

NEAR = 2  # questions between a ranking and what is asked of it
PLACED = ("position", "rank")
ALL = re.compile(
    rf"^{THEN}(?:请|帮我|给我|麻烦)?(?:把)?(?:完整|全部|所有|整个|全|都)?的?(?:排名|名次|排行榜?|名单|单位|[区县]+)?(?:都|全部?|完整地?|依次|一起|全都)?"
    rf"(?:列|排|摆|发)(?:一下|出来?|出来看看|给我|来)(?:看看|吧)?{END}$"
    rf"|^{THEN}(?:看看?|给我|我?要)?(?:完整|全部|所有|整个)的?(?:排名|名次|排行榜?|名单)(?:呢|给我|看看)?{END}$"
)
REST = re.compile(
    rf"^{THEN}(?:还有(?:呢|吗|哪些|谁)|其余的?(?:单位)?呢?|剩下的?(?:单位)?呢?|继续(?:列)?|下一页|翻页|后面的?呢?|更多|(?:全部?|都|所有)(?:都)?列(?:一下|出来|全)?|(?:完整|全部)(?:的)?(?:名单|列表)){END}$"
)


def whole_list(message: str, earlier: Fields, most: int, catalogue: Catalogue, vocabulary: Vocabulary) -> Fields | None:
    """What was listed before, to be listed whole; None where that is not asked for, or no more than so many bodies were listed."""
    listed = whole_ranking(message, earlier)
    group = listed.group
    asked = REST.match(message) is not None or (ALL.match(message) is not None and listed is not earlier)
    if not asked or group is None or group.bodies or listed.operation not in ("rank", "filter"):
        return None
    cut = len(members(group, listed.year, catalogue, vocabulary)) > most
    return listed if cut and (listed.order is None or not listed.order.last) else None


def whole_ranking(message: str, earlier: Fields) -> Fields:
    """What was asked before as it is where it was no ranking, or all is not asked for."""
    if not ALL.match(message):
        return earlier
    asked = next(
        (f for f in (earlier, *reversed(earlier.before[-NEAR:])) if f.operation in PLACED and f.group is not None), None
    )
    if asked is None or asked.conditions:
        return earlier
    earlier = replace(asked, before=earlier.before)
    end = earlier.order.end if earlier.order is not None else "most"
    return replace(earlier, bodies=(), operation="rank", order=OrderWord(end or "most", 1, 0))
