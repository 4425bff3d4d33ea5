"""Of several figures that are asked of many bodies: which says who, or both of each body."""

from dataclasses import replace

from bot.reading.choices import ask_sum_of
from bot.reading.many.group_choices import ask_which
from bot.reading.many.which_bodies import where
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL, EndsHere, Fields, Group
from bot.reading.refusals import refused


def which_figures(fields: Fields, reader: Reader, *, together: bool) -> Fields | EndsHere:
    """The fields where that is clear; `together`: one says who, and the others are shown beside it."""
    before = reader.group_before
    alike = before is not None and len(before.targets) == len(fields.targets)  # 企业呢 after two figures of each
    kept = before is not None and alike and before.conditions == fields.conditions and not before.open
    listed = before is not None and before.operation == "filter" and not before.conditions  # in no order of both
    kept = kept and not (listed and (reader.asked.orders or fields.operation in OVER_ALL))
    others = {c.target for c in fields.conditions} - set(fields.targets)
    if len(fields.targets) < 2 or together or reader.asked.limits or others or kept:
        return fields
    if _are_listed(fields, reader):
        return replace(fields, operation="filter")
    group = fields.group
    counted = all(target.figures for target in fields.targets) and not fields.share
    if fields.operation == "sum" and group is not None and (group.bodies or group.kind) and counted:
        return _ask_sum_of(fields, group, reader)
    if fields.change and fields.operation == "filter":
        return refused(reader.words, "几个数的增长一起")  # a choice would be without the growth
    return ask_which(fields, reader)


def _ask_sum_of(fields: Fields, group: Group, reader: Reader) -> EndsHere:
    """各区县复议和诉讼合计: of all of them each figure, or in each of them both?"""
    names = "、".join(map(reader.name, group.bodies)) or f"{where(group, reader)}各{group.kind}"
    when, end = "" if fields.newest else f"{fields.year}年", "各多少" if group.bodies else "从多到少"
    return ask_sum_of(names, when, fields.targets, reader.vocabulary.form, end)


def _are_listed(fields: Fields, reader: Reader) -> bool:
    """各区县新收和不予公开: both of each, in no order of both."""
    plain = fields.operation == "rank" and not (fields.share or fields.change or fields.conditions)
    each = any(group.kind for _, group in reader.asked.groups) and not reader.asked.orders
    figures = all(target.figures for target in fields.targets)
    return plain and each and figures and not reader.asked.ids - {"each", "how_many"}
