"""Many reports by one figure: its value in each, who stands where, which are over a limit.  Blank is no 0 and takes no place."""

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from bot.question.meanings import OrderWord
from bot.reading.readings import Condition
from bot.targets.target import Target
from store.facts.catalogue import Entry
from store.forms import formula
from store.forms.form import FigureId, Form
from store.forms.formula import Exact

Thing = TypeVar("Thing")
Compare = Callable[[Exact, Fraction], bool]
SIGNS: dict[str, Compare] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq,
}  # fmt: skip
Numbers = Mapping[FigureId, Mapping[int, Exact | None]]  # figure -> report -> number


def values_in(
    target: Target, whole: FigureId | None, entries: list[Entry], numbers: Numbers, form: Form
) -> dict[str, Exact | None]:
    """Each body's value of a figure, of a rate, or with `whole` of a share in percent; None where a part of it is no number."""
    if target.rate:
        rate = form.rates[target.rate].quotient
        named = {name: amounts((form.resolve(name),), entries, numbers, form) for name in formula.names(rate)}
        values = ((e.agency, formula.value(rate, lambda name, a=e.agency: named[name][a])) for e in entries)  # type: ignore[misc]
        return {agency: None if value is None else value * 100 for agency, value in values}
    parts = amounts(target.figures, entries, numbers, form)
    if whole is None:
        return parts
    bases = amounts((whole,), entries, numbers, form)
    return {
        agency: Fraction(part) / base * 100 if part is not None and (base := bases[agency]) else None
        for agency, part in parts.items()
    }


def layouts_of(entries: list[Entry], table: str) -> set[str]:
    """The layouts in which reports print a table; those that print all alike share one mapping."""
    alike = {id(entry.layouts): entry.layouts for entry in entries}
    return {layouts.get(table, "") for layouts in alike.values()}


def on_their_forms(targets: tuple[Target, ...], entries: list[Entry], form: Form) -> tuple[Target, ...]:
    """Of several figures those that some layout of these reports prints: a row of 2021 has other columns than the same of 2019.  Of a
    table that none of them has all stay, to be told of as missing."""

    def printed(figure: FigureId) -> bool:
        layouts = [layout for layout in layouts_of(entries, figure.table) if layout]
        return not layouts or any(figure in form.figures[layout] for layout in layouts)

    return tuple(target for target in targets if all(map(printed, target.figures))) or targets


def amounts(
    figures: tuple[FigureId, ...], entries: list[Entry], numbers: Numbers, form: Form
) -> dict[str, Exact | None]:
    """The sum of figures in each report, by the parts that its layout prints."""
    parts = {
        layout: [numbers[part] for figure in figures for part in form.parts(figure, layout)]
        for layout in layouts_of(entries, figures[0].table)
    }
    table = figures[0].table
    if len(parts) == 1 and all(len(columns) == 1 for columns in parts.values()):
        ((column,),) = parts.values()
        return {entry.agency: column.get(entry.id) for entry in entries}
    if all(len(columns) == 1 for columns in parts.values()):
        single = {layout: columns[0] for layout, columns in parts.items()}
        return {entry.agency: single[entry.layouts.get(table, "")].get(entry.id) for entry in entries}
    found: dict[str, Exact | None] = {}
    for entry in entries:
        values = [column.get(entry.id) for column in parts[entry.layouts.get(table, "")]]
        found[entry.agency] = None if None in values else sum(v for v in values if v is not None)
    return found


def changed(
    before: dict[str, Exact | None], after: dict[str, Exact | None], *, percent: bool
) -> dict[str, Exact | None]:
    """What became of each body's value since the year before; None where either year has none, or the base is 0."""
    found: dict[str, Exact | None] = {}
    for agency, now in after.items():
        old = before.get(agency)
        if now is None or old is None or (percent and not old):
            found[agency] = None
        else:
            found[agency] = Fraction(now - old) / old * 100 if percent else now - old
    return found


def meets(value: Exact, condition: Condition) -> bool:
    """Whether a value is as the condition says."""
    return SIGNS[condition.sign](
        value, Fraction(condition.value) if condition.worked_out is None else condition.worked_out
    )


def ranked(values: Sequence[tuple[Thing, Exact]], order: OrderWord) -> list[tuple[Thing, Exact, int]]:
    """The things at the places wanted, with their rank; equal values share a rank.

    After a tie the next rank is left out (1, 1, 3); a single place is that of the list."""
    things = sorted(values, key=operator.itemgetter(1), reverse=order.end != "least")
    if order.first == order.last and order.last > 1:
        return _at_one_place(ranked(values, OrderWord(order.end, 1, 0)), order.last)
    found: list[tuple[Thing, Exact, int]] = []
    rank = 0
    for place, (thing, value) in enumerate(things, 1):
        rank = rank if found and value == found[-1][1] else place
        if order.last and rank > order.last:
            break
        found.append((thing, value, rank))
    return [entry for entry in found if entry[2] >= order.first]


def _at_one_place(listed: list[tuple[Thing, Exact, int]], place: int) -> list[tuple[Thing, Exact, int]]:
    """Those at a place of the list; where a tie leaves the place out (1, 1, 3), the tie and the next ones, with their own ranks."""
    if place > len(listed):
        return []
    rank = listed[place - 1][2]
    after = min((r for _, _, r in listed if r > rank), default=rank) if rank < place else rank
    return [entry for entry in listed if entry[2] in (rank, after)]
