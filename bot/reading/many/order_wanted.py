"""第二呢, 是哪几个, 下降最多的: which places of the order are wanted, and from which end they are counted."""

import re

from bot.question.meanings import OrderWord
from bot.reading.changes import read_change
from bot.reading.many.spoken_of import EVERY_BODY
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL, Fields

ALL = OrderWord("most", 1, 0)
MAKE_ONE = {"total_of", "plus", "mean", "median", "spread"}  # one number of all
KIND_ALONE = re.compile(
    r"^(?:那|那么|换成|改成|换|改)?(?:我?说?的?是)?各?(?:区县|县区|地级市|县级市|[区县市省]|部门|单位)的?[呢吧]?[?？。\s]*$"
)  # 区县呢 after 各市前三: as many of them
BARE_END = re.compile(r"最[多少高低大小]的?呢?[?？。\s]*$")  # 最少的是谁 is one


def read_order(reader: Reader) -> OrderWord:
    """The places wanted; 第二呢 goes on in the order of before."""
    before, order = reader.earlier, reader.asked.order
    earlier = before.order if before is not None else None
    if order is None:
        return earlier if earlier is not None and before is not None and _as_before(reader, before) else ALL
    made_one = before is not None and before.operation in OVER_ALL
    end = order.end or ("most" if earlier is None or made_one else earlier.end)  # 第二呢 after 后两名合计 is of all
    if read_change(reader)[1]:
        end = "least" if end == "most" else "most"  # 下降最多 is the smallest change
    last = earlier.last if earlier is not None and _as_many(reader, order, earlier) else order.last
    return OrderWord(end, order.first, last)


def _as_before(reader: Reader, before: Fields) -> bool:
    """Whether the places of before are wanted still, where none are said: 是哪些区县 after 前三名合计, 区县呢 after the first three cities;
    全省合计 after 前三名 and 镇海第几 after the last three are of all, and so is 各区呢 after the first of the districts."""
    asked, text, ranked = reader.asked, reader.words.text, before.operation == "rank"
    of_all = EVERY_BODY.search(text) is not None
    one = before.order is not None and before.order.first == before.order.last  # 合计呢 after 第二呢 is of all
    if (of_all and before.operation in OVER_ALL) or (asked.ids & MAKE_ONE and (one or of_all)):
        return False
    if "position" in asked.ids and ranked:
        return False
    summed = before.operation == "sum" and "each" not in asked.ids
    another = ranked and before.group is not None and before.group.kind != asked.kind and KIND_ALONE.search(text)
    return summed or bool(another) or not asked.groups


def _as_many(reader: Reader, order: OrderWord, earlier: OrderWord) -> bool:
    """最少的呢 after the first five: the last five, of which the first is the one."""
    bare = BARE_END.search(reader.words.text) is not None and not reader.asked.groups
    turned = {order.end, earlier.end} == {"most", "least"} and earlier.first == order.first == order.last
    return bare and turned and order.last == 1 < earlier.last
