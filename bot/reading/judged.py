"""申请超过500件吗, 增加了72件吗, 比鄞州多100件吗: what a figure, or what is worked out of figures, must be for a yes."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.question.meanings import LimitWord, OperationWord
from bot.reading.conditions import POINTS, TIMES, condition, for_each, turned
from bot.reading.reader import Reader
from bot.reading.readings import Condition, EndsHere, Fields
from bot.reading.refusals import SEVERAL, refused, unfit
from bot.targets.calculation import Calculation
from bot.targets.target import mentions

RESULTS = ("sum", "change", "difference", "without", "ratio", "times", "share_change")
DOWN = ("down", "under")
BY_HOW_MUCH = re.compile(r"多少|几[件起次]")  # 新收超过500多少
ASKS_SO = re.compile(r"(?:吗|吧|对不对|没有|没)[?？]*\s*$|有没有|是不是|是否")
RISES = re.compile(r"增|涨|升|提高|多|上")
AS_TIMES = "倍数请这样问：A是B的几倍"
AS_POINTS = "比率的变化请带上“个百分点”说"


def for_verdict(fields: Fields, reader: Reader) -> Fields | EndsHere:
    """The figures of named bodies, with what each must be."""
    limits = reader.asked.limits
    if not limits:
        return _by_direction(fields, reader)
    if any(limit.mean for _, limit in limits):
        return refused(reader.words, "和平均数比的判断")
    if BY_HOW_MUCH.match(reader.words.text, limits[0][0].end):
        return refused(reader.words, "超出多少")
    if _goes_on(limits[0][0].end, reader):
        return refused(reader.words, SEVERAL)
    several = len(fields.targets) > 1 and fields.operation != "sum" and not all(t.rate for t in fields.targets)
    if len(limits) > 1 or several or fields.operation not in ("value", "share", *RESULTS):
        return refused(reader.words, f"“{limits[0][0].text}”这样的判断")
    if fields.operation in RESULTS:
        made = _of_result(fields, reader)
        return unfit(made) if isinstance(made, str) else replace(fields, conditions=(made,))
    found = for_each(fields.targets, reader, percent=fields.operation == "share")
    return replace(fields, conditions=found) if isinstance(found, tuple) else found


def _goes_on(end: int, reader: Reader) -> bool:
    """超过3000件，其中企业多少: after the limit something else is asked."""
    comma = next((at for at, sign in enumerate(reader.words.text[end:], end) if sign in ",，、"), 0)
    return bool(comma) and any(mention.start > comma for mention in mentions(reader.words.words))


def _by_direction(fields: Fields, reader: Reader) -> Fields:
    """比2023年多吗, 增加了吗: a difference above or below 0; as it is where no way is said, or both."""
    sign = way(reader)
    one = len(fields.targets) == 1 and fields.operation in ("change", "difference", "share_change")
    if not sign or not one or fields.alike:
        return fields
    target = fields.targets[0]
    points = fields.operation == "share_change" or bool(target.rate)
    unit = POINTS if points else reader.vocabulary.form.unit(target.figures[0]) if target.figures else ""
    return replace(fields, conditions=(Condition(target, sign, Decimal(0), unit=unit),)) if unit else fields


def way(reader: Reader) -> str:
    """> or <, where a yes or no is asked to more or to less."""
    text = reader.words.text
    if "whether" not in reader.asked.ids and ASKS_SO.search(text) is None:
        return ""
    meanings = [(w.text, m) for w in reader.words.words for m in w.meanings if isinstance(m, OperationWord)]
    down = any(m.detail in DOWN or m.id == "less" for _, m in meanings)
    up = any(
        m.id == "more"
        or m.detail == "over"
        or (m.id == "change" and m.detail not in ("down", "direction") and RISES.search(t))
        for t, m in meanings
    )
    return "" if up == down else ">" if up else "<"


def between_two(reader: Reader) -> bool:
    """北仑比鄞州多100件吗, 北仑是鄞州的两倍吗: of two bodies, with one limit on what lies between them."""
    asked = reader.asked
    held = bool(asked.ids & {"versus", "ratio"}) and not asked.groups and not asked.orders and len(asked.named) == 2
    if not asked.limits:
        return held and "ratio" not in asked.ids and bool(way(reader)) and len(asked.years) < 2
    return held and len(asked.limits) == 1 and not asked.limits[0][1].mean


def for_two(fields: Fields, reader: Reader) -> tuple[Condition, ...] | EndsHere:
    """What the difference or the multiple of the first of two bodies must be."""
    if not reader.asked.limits:
        return _by_direction(
            replace(fields, operation="share_change" if fields.share else "difference"), reader
        ).conditions
    if len(fields.targets) != 1 or fields.change or fields.operation not in ("rank", "ratio"):
        return refused(reader.words, f"“{reader.asked.limits[0][0].text}”这样的判断")
    operation: Calculation = (
        "ratio" if fields.operation == "ratio" else "share_change" if fields.share else "difference"
    )
    made = _of_result(replace(fields, operation=operation), reader)
    return unfit(made) if isinstance(made, str) else (made,)


def _of_result(fields: Fields, reader: Reader) -> Condition | str:
    """What a result must be, with its unit (of a change there is the number and the percentage); else why it cannot be so."""
    target, form, limit = fields.targets[0], reader.vocabulary.form, _signed(reader)
    multiple, points = fields.operation in ("ratio", "times"), fields.operation == "share_change" or bool(target.rate)
    if multiple != (limit.unit == TIMES):
        return AS_TIMES
    if multiple:
        return Condition(target, limit.sign, limit.value, unit=TIMES)
    if points != (limit.unit == POINTS) and not (points and limit.value == 0 and not limit.unit):
        return AS_POINTS
    if points:
        return Condition(target, limit.sign, limit.value, unit=POINTS)
    if not target.figures:
        return "正文里说的数不判断增减"
    percent = fields.operation == "change" and limit.unit == "%"
    made = condition(target, limit, form, percent=percent)
    return made if isinstance(made, str) else replace(made, unit="%" if percent else form.unit(target.figures[0]))


def _signed(reader: Reader) -> LimitWord:
    """少了72件 is 72 less."""
    meanings = (m for word in reader.words.words for m in word.meanings if isinstance(m, OperationWord))
    limit = reader.asked.limits[0][1]
    return turned(limit) if any(m.detail in DOWN or m.id == "less" for m in meanings) else limit
