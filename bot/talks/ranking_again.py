"""倒数第一呢, 超过100件的有几个 after what lies between two that were found in a ranking -> that ranking as what was asked before, and so
what the message goes on with."""

import re
from dataclasses import replace

from bot.question.meanings import OrderWord
from bot.question.pieces import THEN
from bot.reading.readings import Fields
from bot.talks.ranked_before import ranking_before, was_picked

COUNT = r"(?:[一二两三四五六七八九十]|\d{1,2})"
OF_ALL = re.compile(
    rf"^{THEN}(?:(?:20\d\d年?的?)?(?:倒数|正数)?第{COUNT}|(?:[前后]|倒数|最后){COUNT}[名位个家]?|最(?:[多少高低]|后)|垫底|榜首|排名|[\u4e00-\u9fff]{{2,6}}?(?:在(?:里面|其中))?排?第几|"
    r"(?:.{0,6}?)(?:超过|大于|高于|多于|少于|小于|低于|不到|不足|\d件?以[上下]).*(?:哪|几|谁|多少个|有没有))"
)


def ranking_again(message: str, earlier: Fields) -> Fields:
    """As it is where the two were not picked out of a ranking, or the message may be about those two."""
    if not (was_picked(earlier, earlier) and OF_ALL.match(message)) or (ranked := ranking_before(earlier)) is None:
        return earlier
    ends = {asked.order.end for asked in earlier.before[-2:] if asked.order is not None}
    order = OrderWord("most", 1, 0) if len(ends) > 1 else ranked.order  # 第二名呢 after 最多的, 最少的呢, 差多少
    return replace(ranked, order=order, before=earlier.before)
