"""前三名合计呢, 后两名呢, 合计多少 after one place of a ranking -> what the message goes on with: those first places, or the ranking."""

import re
from dataclasses import replace

from bot.question.counts import number
from bot.question.meanings import OrderWord
from bot.question.pieces import END, HOW_MANY, THEN
from bot.reading.readings import Fields
from bot.talks.ranked_before import ranking_before

COUNT = r"(?P<n>[两二三四五六七八九十]|\d{1,2})"
MADE = r"(?P<made>合计|加起来|加在一起|总和|总共|一共|平均)"
FIRST = re.compile(rf"^{THEN}(?:排名)?前{COUNT}[名位个家]?的?{MADE}(?:是|有)?(?:{HOW_MANY}件?)?呢?{END}$")
LAST = re.compile(rf"^{THEN}(?:后|倒数|最后){COUNT}[名位个家]?(?:是谁|是哪[些几]个?|呢)*{END}$")
REST = re.compile(
    rf"^{THEN}(?:剩下|其余|余下|后面|其他|其它)的?(?:几?[个家名])?(?:还有|都|是|有)*(?:哪些|谁|呢|列出来|也列出来)*{END}$"
)
MOST_PLACES = 99
ALONE = re.compile(rf"^{THEN}{MADE}(?:是|有)?(?:{HOW_MANY}件?)?呢?{END}$")


def first_ones(message: str, earlier: Fields) -> tuple[str, Fields]:
    """Both as they are where no places are spoken of, or nothing was ranked."""
    ranked = ranking_before(earlier)
    if ranked is None:
        return message, earlier
    if (first := FIRST.match(message)) is not None:
        end = ranked.order.end if ranked.order is not None else "most"
        order = OrderWord(end or "most", 1, int(number(first["n"]) or 0))
        return f"{first['made']}多少", replace(ranked, order=order, found=None, before=earlier.before)
    if (last := LAST.match(message)) is not None:
        whole = OrderWord("most", 1, 0)
        return f"后{last['n']}名", replace(ranked, order=whole, found=None, before=earlier.before)
    if REST.match(message) and _is_top(ranked):
        every = replace(ranked, order=OrderWord("most", 1, 0), found=None, before=earlier.before)
        return f"第{ranked.order.last + 1 if ranked.order is not None else 1}到{MOST_PLACES}名", every
    if ALONE.match(message) and _is_one_place(earlier) and (top := _top_before(earlier)) is not None:
        return message, replace(top, before=earlier.before)
    return message, earlier


def _is_top(ranked: Fields) -> bool:
    """Whether the first places of an order were asked for, so that others are left."""
    order = ranked.order
    return order is not None and order.first == 1 and order.last > 0 and order.end != "least" and not ranked.conditions


def _is_one_place(fields: Fields) -> bool:
    order = fields.order
    return fields.operation == "rank" and order is not None and order.first == order.last


def _top_before(earlier: Fields) -> Fields | None:
    """前五名 before 第五名是谁: the same ranking with its first places; None where those were not asked for."""
    before = earlier.before[-1] if earlier.before else None
    if before is None or before.operation != "rank" or before.order is None or _which(before) != _which(earlier):
        return None
    return before if before.order.first == 1 < before.order.last else None


def _which(ranked: Fields) -> tuple[object, ...]:
    """What is ranked, and from which end."""
    return ranked.group, ranked.years, ranked.targets, ranked.order.end if ranked.order is not None else ""
