"""超过100件的, 没有败诉的: what figures of bodies must be, each limit with the figure it is about."""

from decimal import Decimal

from bot.choices import ask_one_of
from bot.reader import Reader
from bot.reading import Condition, EndsHere, Unclear
from bot.target import Target, Targets

WHICH = "按哪个数筛选？请把数的名字也说出来。"


def unlimited(wanted: tuple[Target, ...], reader: Reader, *, filters: bool) -> tuple[Condition, ...]:
    """Without limits: 没有 is 0, 有 is more than that; a follow-up keeps those of before."""
    asked = reader.asked
    if filters:
        sign = "=" if "none" in asked.ids else ">"
        return tuple(Condition(target, sign, Decimal(0)) for target in wanted)
    return reader.earlier.conditions if reader.earlier is not None and not asked.groups else ()


def limited(reader: Reader) -> tuple[Condition, ...] | EndsHere:
    """申请超过500件而且复议超过10件: each limit with the figure named before it, else the one after; what follows without a
    limit must be more than 0."""
    found: list[Condition] = []
    start, words = 0, reader.words.words
    for number, (word, limit) in enumerate(reader.asked.limits):
        last = number == len(reader.asked.limits) - 1
        before = reader.targets([w for w in words if start <= w.start < word.start])
        after = reader.targets([w for w in words if w.start >= word.end]) if last else Targets()
        if not isinstance(before, Targets):
            return before
        if not isinstance(after, Targets):
            return after
        own = before.targets or after.targets or tuple(c.target for c in found[-1:])
        if not own and reader.earlier is not None:
            own = reader.earlier.targets
        if len(own) != 1:
            return ask_one_of(WHICH, "", own, reader.vocabulary.form) if own else Unclear(WHICH, ())
        found.append(Condition(own[0], limit.sign, limit.value))
        if before.targets and after.targets:
            sign = "=" if "none" in reader.asked.ids else ">"
            found += [Condition(target, sign, Decimal(0)) for target in after.targets]
        start = word.end
    return tuple(found)
