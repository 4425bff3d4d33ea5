"""What is wanted of many bodies: their order, those over a limit, their number, sum, mean, median, the place of one.

Every word of the question must belong to it: a change, a span of years or a second order that is not answered is refused."""

import re

from bot.question.kinds import KINDS
from bot.question.pieces import END
from bot.question.said import beside_bodies
from bot.reading.added import added_as_one, figures_added
from bot.reading.asks_twice import column_and_row, crossed, sums_twice, two_in_one
from bot.reading.judged import between_two
from bot.reading.many.ill_ordered import against_a_place, first_in_sum, goes_on, ill_ordered, place_by_place
from bot.reading.many.said_apart import said_apart
from bot.reading.many.spoken_of import lists_bodies
from bot.reading.many.which_bodies import own_city
from bot.reading.many.which_years import each_year_its_own, follows
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL
from bot.reading.refusals import AND_MORE, EACH_PLACE, EVERY, GROWN_SUM, HAS, MANY_YEARS, SEVERAL, first_reason
from bot.reading.sides import backwards
from bot.targets.calculation import Calculation
from bot.targets.target import Targets, mentions

ALWAYS = {
    "catalogue", "how_many", "each", "other_body", "source", "again", "within", "results", "tables", "that_body", "below",
}  # fmt: skip
ALLOWED = {
    "rank": {"share", "versus", "difference", "whether", "change"}, "filter": {"whether", "none", "share", "change"},
    "position": {"position", "share"}, "sum": {"total_of", "plus", "share"}, "mean": {"mean"}, "median": {"median"},
    "spread": {"spread", "difference"}, "first_in_sum": {"share", "total_of", "plus"},
    "ratio": {"ratio", "versus", "whether"}, "percent": {"share"},
}  # fmt: skip
MORE_BY = re.compile(r"[多高少低]了?(?:几成|百分之)")
EVER = re.compile(r"总是?[比多少高低超]|一直|曾经?|历来|从来|始终|都[比多少高低超]")
TAKES = ("减", "减去")
ONLY = re.compile(r"[只仅光单]有|[只仅]收")
OF_ALL: tuple[Calculation, ...] = ("position", "median", "spread", "mean")
GAP = re.compile(r"(?:了|的|幅度|率|幅)*")
LISTED = re.compile(r"\d年?[和与及、,]\d{2,4}年")
GROWN = re.compile(
    rf"(?:减少|下降|降低|回落|增长|增加|上升|上涨|提高|[少多高低涨跌降升])了?的(?:有)?(?:几个|几家|数量|个数)?{END}$"
)  # 宁波区县比上年减少的
GREW = re.compile(
    r"(?:增长|增加|上升|提高|下降|降低|减少|[涨跌增减升降多少])了?的(?:(?:有|是)?(?:哪些|哪几个|几个|多少个|谁)|呢)"
)
WHO = re.compile(rf"[,，][^,，]*(?:谁|哪[个些家几][个家]?)[呢啊]?{END}$")
YEAR_ON_YEAR = re.compile(
    r"越来越|一年比一年|逐年[多少高低上下增减]|历年(?:来|里|中)?的?最[多少高低]"
)  # of each body against itself
OF_ITS_PARTS = re.compile(r"(?:结果|理由|原因|情形|申请人)(?:里|中)?的?哪[一]?[个种项类条]?最")
ALL_OF_THEM = re.compile(rf"(?:全部|全都|都)(?:是|被|来自|因为|由于)?[^,，。?？全都]{{1,10}}的{END}$")  # 复议全部维持的
ALL_YES = re.compile(
    r"(?:都|全)(?:超|大于|高于|低于|少于|不到|没|有|是|败|为|满|过|达|比|多|少|高|低)[^,，。?？的哪谁]*(?:[吗么]|没有|[?？])|(?:是不是|是否)[^,，。?？哪谁]*都"
)  # 北京各区都超过10%吗
ASKING = re.compile(r"的?(?:哪|几|什么|啥|谁|多少|有)")


def read_wanted(reader: Reader) -> tuple[Calculation, str]:
    """The operation, and why it cannot be answered (empty where it can)."""
    operation = _operation(reader)
    reasons = {EACH_PLACE: place_by_place(reader)} | _too_much(reader, operation) | ill_ordered(reader, operation)
    return operation, first_reason(reasons)


def _too_much(reader: Reader, operation: Calculation) -> dict[str, bool]:
    """What stands in the question beside the operation and is not answered with it."""
    asked, ids, text = reader.asked, reader.asked.ids, reader.words.text
    extra = ids - ALWAYS - ALLOWED[operation] - ({"versus"} if asked.sign or _two_ends(reader) else set())
    extra -= _say_nothing_more(reader)
    words = "”“".join(word.text for word, meaning in asked.operations if meaning.id in extra)
    counted = asked.limits or ids & {"none", "whether"} or HAS.search(text) or goes_on(reader)
    twice = {
        SEVERAL: two_in_one(reader.words) or crossed(reader.words, asked) or sums_twice(reader.words),
        "把一类申请人和一项办理结果并在一起": column_and_row(reader.words) or added_as_one(reader),
    }
    beside = {
        "和某个名次比差多少": against_a_place(reader),
        "一个单位和一群单位相减": "difference" in ids
        and bool(asked.kind)
        and not asked.orders
        and len(asked.named) < 2,
        "从几个单位的数里减": len(asked.named) > 2 and any(w.text in TAKES for w, _ in asked.operations),
        f"带“{words}”{AND_MORE}": bool(extra),
        "几个单位各问各的数": bodies_apart(reader),
        "同时问几级单位": len({KINDS.get(g.kind, g.kind) for _, g in asked.groups if g.kind}) > 1,
        "几个单位之间差几成": len(asked.named) > 1
        and len(asked.years) < 2
        and any(MORE_BY.match(w.text) for w, _ in asked.operations),
        "“只有”": operation == "filter" and ONLY.search(text) is not None,
        "几个“没有”": [meaning.id for _, meaning in asked.operations].count("none") > 1,
        "“没有”和“比”一起": bool(asked.sign) and "none" in ids,
        "比较": bool(asked.groups) and not asked.sign and _compares_figures(reader),
        "每个单位里哪一项最多的": OF_ITS_PARTS.search(text) is not None,
        "这样数单位": asked.counts_bodies and not counted,
        "是不是全部": _asks_of_all(reader, operation),
        "全部都这样的": ALL_OF_THEM.search(text) is not None,
    }
    return twice | _over_years(reader, operation, extra) | beside | said_apart(reader, operation)


def _asks_of_all(reader: Reader, operation: Calculation) -> bool:
    """北京各区都超过10%吗, 全部维持的区: of all of them."""
    asked = reader.asked
    every = operation == "filter" and not asked.limits and EVERY.search(beside_bodies(reader.words))
    return bool(every) or (bool(asked.groups) and ALL_YES.search(reader.words.text) is not None)


def _over_years(reader: Reader, operation: Calculation, extra: frozenset[str]) -> dict[str, bool]:
    """What is said of years that is not answered with the operation; `extra`: operations beside it."""
    asked, text = reader.asked, reader.words.text
    grown = operation == "sum" and bool(extra) and extra <= {"change", "versus", "difference"}
    return {
        "各个单位一年比一年怎样的": YEAR_ON_YEAR.search(text) is not None and "trend" in asked.ids,
        GROWN_SUM: grown and not asked.limits,
        "接着几年或增长再问一群单位（请把问题说全）": _of_years_before(reader),
        "几年各有条件、或者几年都满足的": operation == "filter" and each_year_its_own(reader),
        MANY_YEARS: _many_years(reader),
        "连续几年的": asked.span is not None and "连续" in text,
        "比几年都这样的": bool(asked.sign) and EVER.search(text) is not None,
        "和后一年比": asked.growth and not asked.sign and backwards(reader.words),
    }


def _compares_figures(reader: Reader) -> bool:
    """高于申请的区; 新收比申请多多少."""
    versus = [meaning for _, meaning in reader.asked.operations if meaning.id == "versus"]
    return any(m.detail in ("over", "under") for m in versus) or (len(reader.asked.years) < 2 and len(versus) > 1)


def bodies_apart(reader: Reader) -> bool:
    """海曙申请比鄞州复议多: each body with a figure of its own."""
    named, found = reader.asked.named, mentions(reader.words.words)
    ends = [*(body.start for body in named[1:]), len(reader.words.text)]
    parts = [{m.target for m in found if body.end <= m.start < end} for body, end in zip(named, ends, strict=False)]
    told = [part for part in parts if part]
    return len(told) > 1 and any(part != told[0] for part in told)


def _say_nothing_more(reader: Reader) -> set[str]:
    """本市 of the asker's own city, 一共 beside 几个区, 理由 beside one that is named."""
    found = {"own_body"} if own_city(reader) else set()
    found |= {"total_of"} if reader.asked.counts_bodies else set()
    found |= {"total_of", "plus"} if figures_added(reader) else set()
    return found | ({"breakdown"} if _of_one_reason(reader) else set())


def _of_one_reason(reader: Reader) -> bool:
    """第三方权益理由用得最多的区: 理由 says nothing more beside one that is named."""
    read, form = reader.all_targets, reader.vocabulary.form
    figures = [f for t in read.targets for f in t.figures] if isinstance(read, Targets) else []
    rows = [form.tables[f.table].rows[f.row] for f in figures]
    return bool(rows) and not any(row.sum or row.parts for row in rows)


def _two_ends(reader: Reader) -> bool:
    """2024年比2023年申请减少的区: a change, with both of its years."""
    return "change" in reader.asked.ids and len(reader.asked.years) == 2


def _of_years_before(reader: Reader) -> bool:
    """各区呢 after figures of two years, or after a growth: of which year, and the growth too?"""
    earlier = reader.earlier
    if earlier is None or earlier.group is not None or reader.asked.years or not follows(reader):
        return False
    if reader.asked.growth and earlier.operation == "change":
        return False  # 哪个区涨得最快 after a growth
    return len(earlier.years) > 1 or earlier.operation not in ("value", "share", "sum")


def _many_years(reader: Reader) -> bool:
    """Whether years are asked for that are no two ends of a growth."""
    asked = reader.asked
    many = asked.span is not None or "trend" in asked.ids or len(asked.years) > 1
    listed = "versus" not in asked.ids and LISTED.search(reader.words.text) is not None  # 2023和2024年增长率: of each
    ends = asked.growth and "trend" not in asked.ids and (asked.span is None or not asked.years) and not listed
    open_ended = asked.span is not None and not asked.span.years
    return many and (not ends or open_ended)


def limits_growth(reader: Reader) -> bool:
    """申请增加超过100件: the limit stands right after the word of change."""
    words = [word for word, meaning in reader.asked.operations if meaning.id == "change"]
    ((limit, _),) = reader.asked.limits[:1]
    return any(GAP.fullmatch(reader.words.text, word.end, limit.start) for word in words if word.end <= limit.start)


def _operation(reader: Reader) -> Calculation:
    ids, asked, before = reader.asked.ids, reader.asked, reader.group_before
    kept = before is not None and not (asked.orders or asked.limits or ids - ALWAYS) and follows(reader)
    if "position" not in ids and before is not None and kept:
        apart = "each" in ids or any("哪" in word.text for word, _ in asked.groups)  # 是哪几个 after a sum
        over_all = before.operation in OVER_ALL
        counts = over_all and asked.counts_bodies  # 几个区 after their sum
        return "filter" if counts else "rank" if apart and over_all else before.operation
    if reader.than is not None or (asked.sign and asked.groups and not asked.orders):
        return "filter"
    first_two = "difference" in ids and any((order.first, order.last) == (1, 2) for _, order in asked.orders)
    named = "spread" if first_two else next((name for name in OF_ALL if name in ids), None)  # 前两名相差多少
    named = "first_in_sum" if first_in_sum(reader) else named
    if named or asked.counts_bodies:
        return named or "filter"
    many = any(group.asks == "each" for _, group in asked.groups) or bool(asked.limits)
    kinds = bool(asked.groups) and not asked.orders and not any(ASKING.match(word.text) for word, _ in asked.groups)
    several = lists_bodies(reader) and not asked.groups
    top = any(order.last > 1 for _, order in asked.orders)  # 前三名加起来
    among = many or kinds or several or top or before is not None
    who = asked.orders and WHO.search(reader.words.text) is not None  # 合计，前三的是谁: no sum of the three
    adds = ids & {"total_of", "plus"} and among and not who and not figures_added(reader)
    if adds or ("ratio" in ids and several):
        return "sum" if adds else "ratio"
    if asked.orders:
        return "rank"
    text = reader.words.text
    grew = asked.growth and (GREW.search(text) or GROWN.search(text))  # 下降的有几个 after 各市新收, 比去年增加的
    if asked.growth and not (grew or asked.limits) and all(group.asks == "each" for _, group in asked.groups):
        return "rank"
    if several and "versus" in ids and (not asked.limits or between_two(reader)):
        return "rank"  # 海曙比鄞州多吗: both, and by how much
    if asked.limits or ids & {"none", "whether"} or grew or _asks_which(reader):
        return "filter"
    return "rank"


def _asks_which(reader: Reader) -> bool:
    """哪些区, 被纠正的区; but 宁波区县纠错率, and 下面的区呢 after a figure, are of all of them."""
    asked, text = reader.asked, reader.words.text
    if not any(group.asks != "each" for _, group in asked.groups):
        return False
    asking = any(ASKING.match(word.text) for word, _ in asked.groups) or HAS.search(text) is not None
    if asking or (asked.growth and GROWN.search(text)):
        return True
    last = max(word.end for word, _ in asked.groups)
    return not follows(reader) and not any(mention.start >= last for mention in mentions(reader.words.words))
