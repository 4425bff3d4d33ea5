"""第二呢, 是哪几个, 下降最多的: which places of the order are wanted, and from which end they are counted."""

from bot.question.meanings import OrderWord
from bot.reading.many.changes import read_change
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL

ALL = OrderWord("most", 1, 0)


def read_order(reader: Reader) -> OrderWord:
    """The places wanted; 第二呢 goes on in the order of before."""
    before = reader.earlier
    earlier = before.order if before is not None else None
    order = reader.asked.order
    single = earlier is not None and earlier.first > 1 and earlier.first == earlier.last
    if single and reader.asked.ids & {"total_of", "plus", "mean", "median", "spread"}:
        return ALL  # 合计呢 after 第二呢 is of all of them
    if order is None:
        summed = (
            before is not None and before.operation == "sum" and "each" not in reader.asked.ids
        )  # 是哪些区县 after 前三名合计
        return earlier if earlier is not None and (summed or not reader.asked.groups) else ALL
    went_on = earlier is not None and before is not None and before.operation not in OVER_ALL
    end = order.end or (earlier.end if earlier is not None and went_on else "most")  # 第二呢 after 后两名合计 is of all
    if read_change(reader)[1]:
        end = "least" if end == "most" else "most"  # 下降最多 is the smallest change
    return OrderWord(end, order.first, order.last)
