"""Many reports by one figure: its value in each, who stands where, which are over a limit.  Blank is no 0 and takes no place."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from bot.meanings import OrderWord
from bot.reading import Condition
from bot.target import Target
from store import formula
from store.catalogue import Entry
from store.checks import Valued, amount
from store.form import FigureId, Form
from store.formula import Exact

Thing = TypeVar("Thing")
Compare = Callable[[Exact, Fraction], bool]
SIGNS: dict[str, Compare] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq,
}  # fmt: skip
NOTHING: Mapping[FigureId, Valued] = {}


@dataclass(frozen=True, slots=True)
class OfYear:
    """The figures of one report of a year."""

    facts: Mapping[FigureId, Valued]
    layouts: Mapping[str, str]


def value_in(
    target: Target, whole: FigureId | None, entry: Entry, facts: Mapping[FigureId, Valued], form: Form
) -> Exact | None:
    """A report's value of a figure, a rate, or with `whole` a share in percent; None where a part of it is no number."""
    report = OfYear(facts, entry.layouts)
    if target.rate:
        value = formula.value(form.rates[target.rate].quotient, lambda name: amount(form.resolve(name), report, form))
        return None if value is None else value * 100
    total: Exact = 0
    for figure in target.figures:
        part = amount(figure, report, form)
        if part is None:
            return None
        total += part
    if whole is None:
        return total
    base = amount(whole, report, form)
    return Fraction(total) / base * 100 if base else None


def meets(value: Exact, condition: Condition) -> bool:
    """Whether a value is as the condition says."""
    return SIGNS[condition.sign](value, Fraction(condition.value))


def ranked(values: Sequence[tuple[Thing, Exact]], order: OrderWord) -> list[tuple[Thing, Exact, int]]:
    """The things at the places wanted, with their rank; equal values share a rank."""
    things = sorted(values, key=lambda pair: pair[1], reverse=order.end != "least")
    found: list[tuple[Thing, Exact, int]] = []
    rank = 0
    for place, (thing, value) in enumerate(things, 1):
        rank = rank if found and value == found[-1][1] else place
        if order.last and rank > order.last:
            break
        found.append((thing, value, rank))
    return [entry for entry in found if entry[2] >= _first_rank(found, order.first)]


def _first_rank(found: list[tuple[Thing, Exact, int]], first: int) -> int:
    """第二名 of two that share the first place is the first place too."""
    return max((rank for _, _, rank in found if rank <= first), default=first)
