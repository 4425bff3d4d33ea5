"""全部列出来 after one place of a ranking -> the ranking as what was asked before, and so what the message goes on with."""

import re
from dataclasses import replace

from bot.question.meanings import OrderWord
from bot.question.pieces import END, THEN
from bot.reading.readings import Fields

NEAR = 2  # questions between a ranking and what is asked of it
PLACED = ("position", "rank")
ALL = re.compile(
    rf"^{THEN}(?:请|帮我|给我|麻烦)?(?:把)?(?:完整|全部|所有|整个|全|都)?的?(?:排名|名次|排行榜?|名单|单位|[区县]+)?(?:都|全部?|完整地?|依次|一起|全都)?"
    rf"(?:列|排|摆|发)(?:一下|出来?|出来看看|给我|来)(?:看看|吧)?{END}$"
    rf"|^{THEN}(?:看看?|给我|我?要)?(?:完整|全部|所有|整个)的?(?:排名|名次|排行榜?|名单)(?:呢|给我|看看)?{END}$"
)


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
