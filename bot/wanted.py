"""What is wanted of many bodies: their order, those over a limit, their number, sum, mean, median, the place of one.

Every word of the question must belong to it: a change, a span of years or a second order that is not answered is refused."""

from bot.meanings import OrderWord
from bot.reader import Reader
from bot.refusals import SEVERAL, two_in_one
from bot.which_bodies import follows

ALWAYS = {"how_many", "each", "other_body", "source", "again", "within", "results", "tables"}
ALLOWED = {
    "rank": {"share", "versus", "whether", "change"}, "filter": {"whether", "none", "share", "change"}, "position": {"position", "share"},
    "sum": {"total_of", "plus"}, "mean": {"mean"}, "median": {"median"},
}  # fmt: skip
ALL = OrderWord("most", 1, 0)


def read_wanted(reader: Reader) -> tuple[str, str]:
    """The operation, and why it cannot be answered (empty where it can)."""
    asked, ids = reader.asked, reader.asked.ids
    operation = _operation(reader)
    if two_in_one(reader.words):
        return operation, SEVERAL
    if asked.span is not None or "trend" in ids or len(asked.years) > 1:
        return operation, "在几年、几个单位之间一起比"
    if extra := ids - ALWAYS - ALLOWED[operation]:
        words = "”“".join(word.text for word, meaning in asked.operations if meaning.id in extra)
        return operation, f"带“{words}”的排名、筛选、合计"
    ends = {(order.first, order.last, order.end) for _, order in asked.orders if order.last}
    if len(ends) > 1 or (ends and operation not in ("rank", "position")):
        return operation, "一次问几种名次"
    if asked.orders and (asked.limits or any(group.asks == "count" for _, group in asked.groups)):
        return operation, "又排名又筛选"
    if "share" in ids and asked.orders and not _beside(reader):
        return operation, "先排名再算占比"
    return operation, ""


def read_change(reader: Reader) -> tuple[str, bool]:
    """How a change is compared, as number or percent (empty: no change is asked for), and whether less than before is meant."""
    details = [meaning.detail for _, meaning in reader.asked.operations if meaning.id == "change"]
    if not details:
        return "", False
    units = {limit.unit for _, limit in reader.asked.limits}
    percent = "%" in units or (not reader.asked.limits and "percent" in details)
    return "percent" if percent else "number", "down" in details


def _beside(reader: Reader) -> bool:
    """自然人占比最高: the order is of the share, not of the figure before it."""
    share = next(word for word, meaning in reader.asked.operations if meaning.id == "share")
    text = reader.words.text
    gaps = (text[min(share.end, word.end) : max(share.start, word.start)] for word, _ in reader.asked.orders)
    return all(gap.strip() in ("", "的") for gap in gaps)


def _operation(reader: Reader) -> str:
    ids, asked, earlier = reader.asked.ids, reader.asked, reader.earlier
    if "position" in ids:
        return "position"
    if (
        earlier is not None
        and earlier.group is not None
        and not (asked.orders or asked.limits or ids - ALWAYS)
        and follows(reader)
    ):
        return earlier.operation
    for operation in ("median", "mean"):
        if operation in ids:
            return operation
    many = any(group.asks == "each" for _, group in asked.groups) or bool(asked.limits)
    if ids & {"total_of", "plus"} and (many or (earlier is not None and earlier.group is not None)):
        return "sum"
    if asked.orders:
        return "rank"
    if "change" in ids and not asked.limits and all(group.asks == "each" for _, group in asked.groups):
        return "rank"
    if asked.limits or ids & {"none", "whether"} or any(group.asks != "each" for _, group in asked.groups):
        return "filter"
    return "rank"


def read_order(reader: Reader) -> OrderWord:
    """The places wanted; 第二呢 goes on in the order of before."""
    earlier = reader.earlier.order if reader.earlier is not None else None
    order = reader.asked.order
    if order is None:
        return earlier if earlier is not None and not reader.asked.groups else ALL
    end = order.end or (earlier.end if earlier is not None else "most")
    if read_change(reader)[1]:
        end = "least" if end == "most" else "most"  # 下降最多 is the smallest change
    return OrderWord(end, order.first, order.last)
