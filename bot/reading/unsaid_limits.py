"""Those that have some, those that grew, 没有的呢: what figures must be where no limit is said; a follow-up keeps the limits of before."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.reading.conditions import NEITHER_WAY, adds_limit
from bot.reading.reader import Reader
from bot.reading.readings import Condition, EndsHere, NotUnderstood
from bot.reading.refusals import FOLLOWING, HAS, refused
from bot.targets.target import Target

HAVE = re.compile(r"(?:哪些|哪几个|哪个|谁|几个|几家)区?县?有(?!没|几|多|哪)")
HAPPENED = re.compile(r"过的?(?:呢|[?？]|$)")
DONE = ("closed", "granted")  # 没有办完 is not 办完 0


def unlimited(
    wanted: tuple[Target, ...], reader: Reader, *, filters: bool, own: bool
) -> tuple[Condition, ...] | EndsHere:
    """Without limits: 没有 is 0, 有 is more than that; a follow-up keeps the limits of before."""
    asked, before = reader.asked, reader.group_before
    down = asked.sign == "<" or any(meaning.detail == "down" for _, meaning in asked.operations)
    said = bool(asked.groups) or bool(asked.ids & {"none", "whether"}) or HAS.search(reader.words.text) is not None
    hidden = before is not None and bool(before.change) and before.operation == "rank"  # those that grew: not asked for
    placed = "position" in asked.ids  # 珠海排第几 after 超过2000件的: among all, not among those
    kept = before.conditions if before is not None and not (hidden or placed) else ()
    grown = filters and "change" in asked.ids and not kept  # 增长的有哪些 after 各市新收
    if before is not None and not own and not grown:  # 有几个, 区县呢, 最少的呢: of the same; 各区 may be all again
        return _as_before(kept, reader)
    if adds_limit(reader) and kept:
        if asked.orders or not (asked.ids & {"none", "whether"} or HAS.search(reader.words.text)):
            return kept
        return (*kept, *(Condition(t, "=" if "none" in asked.ids else ">", Decimal(0)) for t in wanted))
    if kept and not said:
        if set(wanted) <= {c.target for c in kept}:
            return kept
        return _of_another(kept, wanted, reader)
    if not filters:
        return ()
    none = "none" in asked.ids
    if none and len(wanted) > 1:
        return refused(reader.words, "几个“没有”")
    if none and any(figure.row in DONE for target in wanted for figure in target.figures):
        return NotUnderstood(("没有",), tuple(word.text for word in reader.words.words))
    up, zero = ("<", ">=") if down else (">", "<=" if "change" in asked.ids else "=")
    sign = zero if none else up
    return tuple(Condition(target, sign, Decimal(0)) for target in wanted)


def _of_another(
    kept: tuple[Condition, ...], wanted: tuple[Target, ...], reader: Reader
) -> tuple[Condition, ...] | EndsHere:
    """复议被纠正过的呢 after 哪些区败诉过; a limit in numbers would not fit another figure."""
    plain = len(kept) == len(wanted) == 1 and kept[0].sign == ">" and not kept[0].value and kept[0].other is None
    if plain and HAPPENED.search(reader.words.text):
        return (replace(kept[0], target=wanted[0]),)
    return refused(reader.words, "换一个数接着筛选")


def _as_before(kept: tuple[Condition, ...], reader: Reader) -> tuple[Condition, ...] | EndsHere:
    """The limits of before; 没有的呢 after 哪些区有败诉 turns the one round, 下降的呢 those that grew; 各区 may be all again."""
    if (way := _way_of_change(reader)) and kept and reader.group_before is not None and reader.group_before.change:
        return tuple(Condition(target, way, Decimal(0)) for target in dict.fromkeys(c.target for c in kept))
    if kept and any(group.asks == "each" for _, group in reader.asked.groups):
        return refused(reader.words, "接着上一问换条件（请把问题说全）")
    zero = len(kept) == 1 and kept[0].sign == "=" and not kept[0].value and kept[0].other is None
    if zero and "none" not in reader.asked.ids and HAVE.search(reader.words.text) is not None:
        return (replace(kept[0], sign=">"),)  # 哪些有 after 没有诉讼的区
    if "none" not in reader.asked.ids:
        return kept
    some = len(kept) == 1 and kept[0].sign == ">" and not kept[0].value and not kept[0].mean and kept[0].other is None
    return (replace(kept[0], sign="="),) if some else refused(reader.words, FOLLOWING)


def _way_of_change(reader: Reader) -> str:
    """Whether more (>) or less (<) than before is said without a number; empty where neither, or 增减."""
    said = [(word.text, m.detail) for word, m in reader.asked.operations if m.id == "change"]
    if not said or reader.asked.limits or any(NEITHER_WAY.search(text) or way == "direction" for text, way in said):
        return ""
    return "<" if any(way == "down" for _, way in said) else ">"
