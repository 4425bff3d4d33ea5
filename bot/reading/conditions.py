"""超过100件的, 没有败诉的: what figures must be, each limit with the figure it is about and in that figure's unit."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.question.meanings import LimitWord
from bot.reading.added import added_up
from bot.reading.choices import ask_group_figure
from bot.reading.phrases import label, phrase
from bot.reading.reader import Reader
from bot.reading.readings import Choice, Condition, EndsHere, Unclear
from bot.reading.refusals import cannot_set_apart, refused, unfit
from bot.reading.sides import figures_between
from bot.reading.tables import tables_named
from bot.targets.target import Target, Targets, mentions
from store.forms.form import Form

WHICH = "按哪个数筛选？请把数的名字也说出来。"
MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
AND = re.compile(r"而且|且|并且|又|但|同时")
OR = re.compile(r"或")
UP_TO = re.compile(r"\s*(?:件|个|起)?(?:以上)?(?:[、,，~～-]|到|至|而|且|而且|并且|但|又)*\s*(?:件|个|起)?")
POINTS, TIMES = "个百分点", "倍"
NEITHER_WAY = re.compile(r"变化|增减|变动|涨跌|幅|率")  # 增减不到50件: either way

ALSO = re.compile(
    r"也(?=超|不到|不足|大于|小于|多于|少于|高于|低于|有|没有|达到)|^(?:那|那么)?(?:而且|并且|同时|还要|又要)"
)  # 复议也超过10的呢, 而且没有诉讼的


def adds_limit(reader: Reader) -> bool:
    """Whether the limits of before hold as well: 其中复议超过15件的, 而且没有诉讼的."""
    return "within" in reader.asked.ids or ALSO.search(reader.words.text) is not None


def condition(target: Target, limit: LimitWord, form: Form, *, percent: bool) -> Condition | str:
    """The limit in the unit of the figure; else why the two don't go together.  `percent`: a share is compared."""
    if limit.unit in (POINTS, TIMES):
        return f"“{limit.unit}”要和变化、倍数一起问"
    if limit.mean:
        return Condition(target, limit.sign, limit.value, mean=True)
    unit = "%" if target.rate or percent else form.unit(target.figures[0]) if target.figures else ""
    if unit == "%":
        clear = limit.unit == "%" or (not limit.unit and abs(limit.value) > 1) or not limit.value
        return Condition(target, limit.sign, limit.value) if clear else "比率请带上 % 说"
    if unit in MONEY:
        if limit.unit not in MONEY and limit.value >= MONEY["亿元"]:
            limit = replace(limit, unit="元")  # 超过一亿
        if limit.unit not in MONEY:
            return Condition(target, limit.sign, limit.value) if not limit.value else "金额请带上元、万元、亿元说"
        return Condition(target, limit.sign, limit.value * MONEY[limit.unit] / MONEY[unit])
    if limit.unit == "%" or limit.unit in MONEY:
        return f"“{limit.unit}”和件数不能比"
    return Condition(target, limit.sign, limit.value)


def against_figure(reader: Reader) -> tuple[tuple[Condition, ...], tuple[Target, ...]] | EndsHere | None:
    """复议比诉讼多的区: one figure held against another, and both as what is shown; None where that is not asked."""
    sides = figures_between(reader.words) if reader.asked.sign else None
    if sides is None:
        return None
    read = [reader.targets([w for w in reader.words.words if w.start == side.start]) for side in sides]
    own, other = (found.targets if isinstance(found, Targets) else () for found in read)
    if cannot_set_apart("difference", own, other, reader.vocabulary.form):
        return refused(reader.words, "把这样的数放在一起比")
    return (Condition(own[0], reader.asked.sign, Decimal(0), other=other[0]),), (*own, *other)


def limited(reader: Reader) -> tuple[tuple[Condition, ...], tuple[Target, ...]] | EndsHere:
    """申请超过500件而且复议超过10件: each limit with the figure named before it, else the one after.

    Also the figures wanted of those that meet them: 申请不足300的区县复议各多少.  What only follows on with 而且 must be
    more than 0."""
    if one_is_enough(reader) and not _all_joined_by_or(reader):
        return refused(reader.words, "“或者”和“而且”合在一起")
    found: list[Condition] = []
    wanted: tuple[Target, ...] = ()
    start, words, text, limits = 0, reader.words.words, reader.words.text, reader.asked.limits
    for number, (word, limit) in enumerate(limits):
        last = number == len(limits) - 1
        before = reader.targets([w for w in words if start <= w.start < word.start])
        after = reader.targets([w for w in words if w.start >= word.end]) if last else Targets()
        if found and UP_TO.fullmatch(text, start, word.start):
            before = Targets((found[-1].target,))  # 10到20件: both ends are of one figure
        if not isinstance(before, Targets) or not isinstance(after, Targets):
            return before if not isinstance(before, Targets) else after  # type: ignore[return-value]
        own = _own(added_up(before, reader), after, found, reader)
        if not isinstance(own, Target):
            return own
        percent = "share" in reader.asked.ids or ("change" in reader.asked.ids and limit.unit == "%")
        made = condition(own, _downward(limit, reader), reader.vocabulary.form, percent=percent)
        if isinstance(made, str):
            return unfit(made)
        found += [made, *_same_way(made, limit, reader)]
        if before.targets and after.targets:
            rest = _after(after, text[word.end : _first(after, reader)], reader)
            if not isinstance(rest, tuple):
                return rest
            found += rest
            wanted = after.targets if not rest else ()
        start = word.end
    return tuple(found), wanted


def _between(reader: Reader) -> list[str]:
    """What stands between the limits, and after the last one."""
    text, limits = reader.words.text, [word for word, _ in reader.asked.limits]
    starts = [*(word.start for word in limits[1:]), len(text)]
    return [text[word.end : start] for word, start in zip(limits, starts, strict=False)]


def one_is_enough(reader: Reader) -> bool:
    """申请超过500件或者复议超过10件; also where only the question before said so."""
    before = reader.group_before
    return (before is not None and before.either and not reader.asked.limits) or any(
        OR.search(text) for text in _between(reader)
    )


def _all_joined_by_or(reader: Reader) -> bool:
    *between, after = _between(reader)
    return bool(between) and all(OR.search(text) for text in between) and not (OR.search(after) or AND.search(after))


def _downward(limit: LimitWord, reader: Reader) -> LimitWord:
    """下降超过10% is a change of less than -10 %."""
    return turned(limit) if any(meaning.detail == "down" for _, meaning in reader.asked.operations) else limit


def _same_way(made: Condition, limit: LimitWord, reader: Reader) -> tuple[Condition, ...]:
    """增加不到50件 is more than none, 减少不到200件 less than none."""
    change = [(word.text, m.detail) for word, m in reader.asked.operations if m.id == "change"]
    if limit.sign not in ("<", "<=") or not change or any(NEITHER_WAY.search(text) for text, _ in change):
        return ()
    return (Condition(made.target, "<" if any(detail == "down" for _, detail in change) else ">", Decimal(0)),)


def turned(limit: LimitWord) -> LimitWord:
    """At most so much less is at least minus so much."""
    return LimitWord(limit.sign.translate(str.maketrans("<>", "><")), -limit.value, limit.unit)


def _own(before: Targets, after: Targets, found: list[Condition], reader: Reader) -> Target | EndsHere:
    """The one figure that a limit is about."""
    own = before.targets or after.targets or tuple(c.target for c in found[-1:])
    if not own and reader.earlier is not None:
        own = reader.earlier.targets
    if not own and reader.asked.groups:
        return ask_group_figure(reader.words.text, tables_named(reader.words))
    return own[0] if len(own) == 1 else ask_in_place(own, WHICH, reader)


def ask_in_place(own: tuple[Target, ...], which: str, reader: Reader) -> Unclear:
    """The same question with one of the figures in the place of what names them all."""
    form, text = reader.vocabulary.form, reader.words.text
    named = [
        m for m in mentions(reader.figure_words(list(reader.words.words))) if any(_of_row(m.target, t) for t in own)
    ]
    if not named:
        return Unclear(which, ())
    start, end = named[0].start, named[-1].end
    return Unclear(which, tuple(Choice(label(t, form), f"{text[:start]}{phrase(t, form)}{text[end:]}") for t in own))


def _of_row(mentioned: Target, target: Target) -> bool:
    if mentioned.rate or target.rate or not mentioned.figures or not target.figures:
        return mentioned == target
    return mentioned.figures[0][:2] == target.figures[0][:2]


def _after(after: Targets, between: str, reader: Reader) -> tuple[Condition, ...] | EndsHere:
    """What is named after the last limit: figures that are wanted (各多少), or one more condition (而且败诉)."""
    end = reader.asked.limits[-1][0].end
    none = any(word.start >= end and meaning.id == "none" for word, meaning in reader.asked.operations)
    if not AND.search(between) and not none:
        return ()
    sign = "=" if "none" in reader.asked.ids else ">"
    return tuple(Condition(target, sign, Decimal(0)) for target in after.targets)


def _first(after: Targets, reader: Reader) -> int:
    """Where the figures after the last limit begin."""
    end = reader.asked.limits[-1][0].end
    rows = {figure.row for target in after.targets for figure in target.figures}
    starts = [
        word.start
        for word in reader.words.words
        if word.start >= end and any(getattr(getattr(m, "figure", None), "row", None) in rows for m in word.meanings)
    ]
    return min(starts, default=len(reader.words.text))


def for_each(targets: tuple[Target, ...], reader: Reader, *, percent: bool) -> tuple[Condition, ...] | EndsHere:
    """The limits, for each of the figures."""
    form = reader.vocabulary.form
    if any(limit.mean for _, limit in reader.asked.limits):
        return refused(reader.words, "和自己的平均数比")
    made = [condition(target, limit, form, percent=percent) for target in targets for _, limit in reader.asked.limits]
    reason = next((one for one in made if isinstance(one, str)), None)
    return unfit(reason) if reason else tuple(one for one in made if isinstance(one, Condition))
