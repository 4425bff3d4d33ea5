"""Orders that do not go with one another, with limits, with a share, or with the sum of a few: why a question about many bodies is not
answered."""

import re

from bot.question.meanings import OrderWord
from bot.question.pieces import HOW_MANY
from bot.question.said import words_doing
from bot.question.word import Word
from bot.reading.changes import UNSIGNED
from bot.reading.many.named_places import counts_again, regions_and_bodies
from bot.reading.many.spoken_of import two_before
from bot.reading.many.which_years import follows
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL
from bot.reading.refusals import SEVERAL_PLACES
from bot.targets.calculation import Calculation
from bot.targets.target import mentions

SIDES = ("哪边", "哪方", "哪一边")
HOLDS_TWO = ("谁", "哪个", *SIDES)  # 谁多, 哪个大
OF_SOME: tuple[Calculation, ...] = (
    "sum",
    "mean",
    "spread",
    "first_in_sum",
)  # operations on those of a few places alone
BY_HOW_MUCH = re.compile(r"多少|几|差|出")
SEVERAL = 2
BEFORE_SHARE = re.compile(
    r"的?(?:区县|[区县市]|单位|部门)?(?:的?(?:申请|件数|数量))?(?:的?(?:合计|加起来|加在一起|总和|总共|一共|总量|总数|共|合起来))?(?:的?(?:申请|件数|数量))?"
)
OF_ALL = re.compile(
    r"占了?(?:(?:全部|全体|所有|总数|总量|总和|总计|合计|整体|全[省市国])(?:的?(?:区县|[区县市]|单位|申请))?(?:的?(?:合计|总数|总量|总和))?)?"
    r"的?(?:(?:比例|比重|百分比|占比|份额)(?:是)?(?:多少)?|多少|几成|百分之(?:几|多少)|多大比[例重])"
)
PIECES = re.compile(r"[多几]少?[件起宗条]")
TOP_AMONG = re.compile(
    rf"前(?:[两二三四五六七八九十]|\d{{1,2}})[名个位]?(?:的?(?:区县|[区县市]|单位|部门))?(?:里面?|之?中|当中)?[^,，。?？]{{0,10}}[有占]{HOW_MANY}个"
)
AMONG = re.compile(r"的(?:区县|[区县市省]|单位|部门|地方)(?:里面?|中间?|当中|之中)")
MORE_TIMES = re.compile(r"[多少高低大小]几倍|[多少高低大小]多少倍")


def against_a_place(reader: Reader) -> bool:
    """比第二名多多少: the place is no body."""
    placed = any(
        order.last and (order.first, order.last) != (1, 2) for _, order in reader.asked.orders
    )  # 前两名相差多少
    words = (word.text for word, meaning in reader.asked.operations if meaning.id in ("difference", "versus"))
    return placed and not reader.asked.named and any(BY_HOW_MUCH.search(text) for text in words)


def ill_ordered(reader: Reader, operation: Calculation) -> dict[str, bool]:
    """Orders that do not go with one another, with limits, with a share, or with the sum of a few."""
    asked, ids, before = reader.asked, reader.asked.ids, reader.group_before
    changes = {word.text for word, meaning in asked.operations if meaning.id == "change"}
    places = {(order.first, order.last, order.end) for _, order in asked.orders if order.last}
    least = asked.order is not None and asked.order.end == "least"
    before_places = before.order if before is not None and before.order is not None and before.order.last else None
    return {
        "变化的大小": bool(changes and asked.orders and (UNSIGNED & changes or least)),
        "接着比率问件数（请把问题说全）": goes_on(reader) and pieces_of_rate(reader),
        SEVERAL_PLACES: _two_places(reader)
        or _of_each_place(reader)
        or len(places) > 1
        or bool(places and operation not in ("rank", "position") and not _of_the_first(reader, operation)),
        "接着名次再算（请把问题说全）": goes_on(reader) and _works_out(operation, ids, before_places),
        "接着名次数个数（请把问题说全）": bool(before_places) and counts_again(reader),
        "接着合计算占比（请把问题说全）": "share" in ids
        and goes_on(reader)
        and before is not None
        and before.operation in OVER_ALL,
        "接着筛选再求平均（请把问题说全）": operation in ("mean", "median", "spread")
        and before is not None
        and any(condition.mean for condition in before.conditions),  # 平均数是多少 after 高于平均数的: of all
        "接着上一问这样算差（请把问题说全）": "difference" in ids
        and goes_on(reader)
        and not (asked.named or asked.orders)
        and not two_before(reader),
        "这样问倍数": operation == "ratio" and not one_is_times_other(reader),
        "前几名里某个地方有几个": TOP_AMONG.search(reader.words.text) is not None,
        "又排名又筛选": bool(asked.orders and (asked.limits or asked.sign or asked.counts_bodies))
        and not (_among_those(reader) or _only_sorted(reader)),
        "先排名再算增长": _grown_after(reader),
        "先排名再算占比": bool("share" in ids and asked.orders)
        and not (_beside(reader) or operation == "first_in_sum"),
    }


def _works_out(operation: Calculation, ids: frozenset[str], before: OrderWord | None) -> bool:
    """Whether something is made of the places of before that is not made of a few; after one place it is of all."""
    few = before is not None and before.first < before.last
    return (
        before is not None
        and operation not in OF_SOME
        and ((few and operation in OVER_ALL) or bool(ids & {"share", "change"}))
    )


def first_in_sum(reader: Reader) -> bool:
    """前三名合计占全部的比例, 前五名占了几成: of all bodies looked at, no other figure."""
    orders, text = reader.asked.orders, reader.words.text
    share = next((word for word, meaning in reader.asked.operations if meaning.id == "share"), None)
    if share is None or len(orders) != 1 or orders[0][1].first != 1 or orders[0][1].last < SEVERAL:
        return False
    (order, _), named = orders[0], mentions(reader.words.words)
    before = reader.group_before.targets if reader.group_before is not None else ()
    if any(target.rate for target in (*(mention.target for mention in named), *(before if not named else ()))):
        return False
    beside = all(mention.end <= order.start for mention in named)
    return (
        beside
        and OF_ALL.match(text, share.start) is not None
        and BEFORE_SHARE.fullmatch(text, order.end, share.start) is not None
    )


def _of_the_first(reader: Reader, operation: Calculation) -> bool:
    """前三名加起来: the sum of those on the first places, of one order alone."""
    orders = reader.asked.orders
    return operation in OF_SOME and len(orders) == 1 and orders[0][1].last > 1


def _among_those(reader: Reader) -> bool:
    """新收超过300件的区县里谁的不予公开最多: the order is among those over the limit."""
    asked, text = reader.asked, reader.words.text
    if not (asked.orders and asked.limits) or asked.sign or asked.counts_bodies or len(asked.orders) > 1:
        return False
    (order, _), (limit, _) = asked.orders[0], asked.limits[-1]
    if not any(mention.end <= limit.start for mention in mentions(reader.words.words)):
        return False  # 超过300件的区县里谁的复议最多: 300 of what?
    return limit.end <= order.start and AMONG.search(text, limit.start, order.start) is not None


def _only_sorted(reader: Reader) -> bool:
    """新收大于800的单位，从多到少: those over the limit, in order."""
    asked = reader.asked
    plain = all(not order.last for _, order in asked.orders) and not (asked.sign or asked.counts_bodies)
    return plain and len(asked.limits) == 1 and asked.orders[0][0].start >= asked.limits[0][0].end


def _two_places(reader: Reader) -> bool:
    """第一比第二多几件, 最多的是谁，第二是谁."""
    orders = (m for word in reader.words.words for m in word.meanings if isinstance(m, OrderWord))
    return len({(m.first, m.end) for m in orders if m.last and m.first == m.last}) > 1


def _of_each_place(reader: Reader) -> bool:
    """宁波申请最多的区县和绍兴申请最多的区县: one order or sum for each place, not one for all."""
    asked = reader.asked
    placed = [word for word, order in asked.orders if order.last]
    return len(placed) > 1 or (len(_sums(reader)) > 1 and len(asked.groups) > 1)


def place_by_place(reader: Reader) -> bool:
    """两个市的区县各谁最多, 宁波和绍兴各区县合计哪个大: one order or sum for each place; 合计最多的区县 is of all of them."""
    asked = reader.asked
    if len(regions_and_bodies(reader)[0]) < 2:
        return False
    placed = [word for word, order in asked.orders if order.last]
    held = any(word.text.startswith(HOLDS_TWO) for word, _ in asked.orders) and not any(
        group.asks == "which" and group.kind for word, group in asked.groups if word.text.startswith("哪")
    )
    counted = asked.counts_bodies or bool(_sums(reader))
    sides = any(word.text.startswith(SIDES) for word in reader.words.words)  # 宁波和绍兴哪边区县败诉多
    return sides or ("each" in asked.ids and bool(placed or counted)) or (held and counted)


def _sums(reader: Reader) -> list[Word]:
    return [w for name in ("total_of", "mean", "median", "spread") for w in words_doing(reader.words.words, name)]


def pieces_of_rate(reader: Reader) -> bool:
    """多少件 after 各区不予公开率: of which of its two figures?"""
    before = reader.group_before
    rate = before is not None and (before.share or any(target.rate for target in before.targets))
    return rate and PIECES.search(reader.words.text) is not None


def _grown_after(reader: Reader) -> bool:
    """申请最多的区同比增长: the growth of the one that has the most, no order of growth."""
    asked = reader.asked
    changes = [word.start for word, meaning in asked.operations if meaning.id == "change"]
    kinds = [word.start for word, _ in asked.groups]
    return any(order.end <= kind < change for order, _ in asked.orders for kind in kinds for change in changes)


def goes_on(reader: Reader) -> bool:
    """Whether the group of before is still spoken of."""
    return reader.group_before is not None and follows(reader)


def _beside(reader: Reader) -> bool:
    """自然人占比最高: the order is of the share, not of the figure before it."""
    shares = [word for word, meaning in reader.asked.operations if meaning.id == "share"]
    text = reader.words.text

    def gap(a: Word, b: Word) -> str:
        return text[min(a.end, b.end) : max(a.start, b.start)].strip()

    exact = [word for word, order in reader.asked.orders if order.last]  # 给各区排个名 is of all there is
    return all(any(gap(share, word) in ("", "的", "谁", "哪个", "是谁") for share in shares) for word in exact)


def one_is_times_other(reader: Reader) -> bool:
    """北仑是鄞州的几倍, and nothing else: 多几倍 is one less, and of three bodies it cannot be told which are meant."""
    named, text = reader.asked.named, reader.words.text
    times = next((word for word, meaning in reader.asked.operations if meaning.id == "ratio"), None)
    if times is None or len(named) != 2:  # 2023年呢 after it; 几倍 after a question about two
        return times is None or len(two_before(reader)) == 2
    between, after = text[named[0].end : named[1].start], times.start >= named[1].end
    return "是" in between and "比" not in between and after and MORE_TIMES.search(text) is None
