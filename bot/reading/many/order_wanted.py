"""第二呢, 是哪几个, 下降最多的: which places of the order are wanted, and from which end they are counted."""

import re

from bot.question.meanings import OrderWord
from bot.reading.changes import read_change
from bot.reading.many.spoken_of import EVERY_BODY
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL

ALL = OrderWord("most", 1, 0)
BARE_END = re.compile(r"最[多少高低大小]的?呢?[?？。\s]*$")  # 最少的是谁 is one


def read_order(reader: Reader) -> OrderWord:
    """The places wanted; 第二呢 goes on in the order of before."""
    before, asked = reader.earlier, reader.asked
    earlier = before.order if before is not None else None
    made_one = before is not None and before.operation in OVER_ALL
    single = earlier is not None and earlier.first == earlier.last
    if single and asked.ids & {"total_of", "plus", "mean", "median", "spread"}:
        return ALL  # 合计呢 after 第二呢 is of all of them
    order = asked.order
    makes_one = made_one or asked.ids & {"total_of", "plus", "mean", "median", "spread"}
    if order is None and makes_one and EVERY_BODY.search(reader.words.text):
        return ALL  # 全省合计 after 前三名
    if order is None and "position" in asked.ids and before is not None and before.operation == "rank":
        return ALL  # 镇海第几 after the last three is counted from the first
    if order is None:
        summed = before is not None and before.operation == "sum" and "each" not in asked.ids
        return earlier if earlier is not None and (summed or not asked.groups) else ALL  # 是哪些区县 after 前三名合计
    end = order.end or ("most" if earlier is None or made_one else earlier.end)  # 第二呢 after 后两名合计 is of all
    if read_change(reader)[1]:
        end = "least" if end == "most" else "most"  # 下降最多 is the smallest change
    return OrderWord(
        end, order.first, earlier.last if earlier is not None and _as_many(reader, order, earlier) else order.last
    )


def _as_many(reader: Reader, order: OrderWord, earlier: OrderWord) -> bool:
    """最少的呢 after the first five: the last five, of which the first is the one."""
    turned = {order.end, earlier.end} == {
        "most",
        "least",
    } and earlier.first == order.first == order.last == 1 < earlier.last
    return turned and not reader.asked.groups and BARE_END.search(reader.words.text) is not None
