"""A question that follows on one about many bodies -> what it takes over of it, or that it cannot be told."""

from dataclasses import replace

from bot.question.kinds import LEVEL_OF_KIND
from bot.reading.followup import in_columns, narrowed_like, of_a_part
from bot.reading.many.which_years import follows
from bot.reading.reader import Reader
from bot.reading.readings import Fields
from bot.targets.calculation import Calculation
from bot.targets.target import Targets

IN_ORDER = {"rank", "position"}
AS_BEFORE = "接着上一问换条件（请把问题说全）"


def as_before(targets: Targets, reader: Reader) -> Targets | None:
    """企业呢 after 各区办结率, 办结呢 after 各区企业申请, 复议几件 after 申请最多的区: of what was asked before; None where that cannot be
    told."""
    before, form, asked = reader.group_before, reader.vocabulary.form, reader.asked
    if before is None or not targets.targets or asked.named:
        return targets
    if asked.groups:  # 纠正最多的是谁 after 各区复议
        moved = in_columns(before, targets.columns, form) if targets.columns and targets.expanded else ()
        return replace(targets, targets=moved) if moved else targets
    placed = before.operation == "rank" and before.order is not None and bool(before.order.last)
    if placed and not asked.orders and (len(before.targets) > 1 or "how_many" in asked.ids):
        return None  # of the one that was found, or who has the most of it?
    if targets.columns:
        moved = in_columns(before, targets.columns, form)
        return replace(targets, targets=moved) if moved else None
    if (narrowed := narrowed_like(targets.targets, before, form)) is None or of_a_part(before, targets, form):
        return None
    return replace(targets, targets=narrowed)


def loses_what_was_left_out(reader: Reader) -> bool:
    """换成鄞州 after 除海曙外各区, 一共几个 after 复议比诉讼多的区: what was said of the bodies would be dropped; 各市加起来 after
    江苏和浙江哪个省多: those of both would be one sum."""
    before, ids = reader.group_before, reader.asked.ids
    if before is None or before.group is None:
        return False
    if reader.asked.groups:
        level = min(
            (LEVEL_OF_KIND.get(reader.vocabulary.kinds.get(body, ""), 9) for body in before.group.bodies), default=9
        )
        inside = LEVEL_OF_KIND.get(reader.asked.kind or "", 0) > level and not reader.asked.named
        return inside and bool(ids & {"total_of", "plus", "mean", "median"})
    if "results" in ids and isinstance(reader.all_targets, Targets) and not reader.all_targets.targets:
        return True  # 结果呢 after 哪个区复议最多
    held = any(condition.other is not None for condition in before.conditions)
    return bool(before.group.without and reader.asked.named) or (held and bool(ids & {"total_of", "plus"}))


def share_before(operation: Calculation, reader: Reader) -> Fields | None:
    """What was asked before, where that was of shares and is still spoken of."""
    before, earlier = reader.group_before, reader.earlier
    if before is None:  # 哪个区最高 after 海曙2024年自然人占比
        single = earlier is not None and earlier.group is None and earlier.operation == "share"
        return earlier if single and follows(reader) else None
    read = reader.all_targets
    whole = reader.asked.named and isinstance(read, Targets) and read.targets  # 北仑新收比海曙多多少 says all it needs
    same = before.operation == operation or {before.operation, operation} <= IN_ORDER  # 谁最高 after 排第几
    return before if before.share and same and follows(reader) and not whole else None
