"""One figure of many bodies: how many they are, their sum, mean, median or spread; and one body's figure against such a one."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from statistics import median

from bot.figures.apart import difference, part_of, ratio
from bot.figures.figure import Figure, name_of
from bot.figures.standing import ranked
from bot.reading.readings import Fields, Group
from bot.targets.calculation import Calculation
from bot.targets.target import Target
from store.facts.catalogue import Entry
from store.facts.numbers import as_decimal, grouped, rounded
from store.forms.form import Form
from store.forms.formula import Exact

MOST_SHOWN = 20
OVER = {"sum": "合计", "mean": "平均", "median": "中位数", "spread": "最多与最少之差", "first_in_sum": "占全部的比例"}
Values = dict[str, Exact | None]  # agency -> value
TwoFigures = Callable[[Figure, Figure], tuple[Figure, ...]]
AGAINST: dict[str, tuple[Calculation, TwoFigures]] = {
    "part_of_sum": ("sum", part_of), "over_mean": ("mean", difference), "times_mean": ("mean", ratio),
}  # fmt: skip


def count_of(fields: Fields, kept: list[Entry], form: Form) -> Figure:
    """How many bodies."""
    return Figure(
        agency=kind_text(fields.group), year=fields.year, name="个数", field=target_name(fields.targets[0], form), column="",
        value=as_decimal(Fraction(len(kept))), unit="个", kind="computed", state="printed", exact=Fraction(len(kept)),
    )  # fmt: skip


def over_all(fields: Fields, entries: list[Entry], main: Values, form: Form) -> tuple[Figure, ...]:
    """Sum, mean, median or spread of those that have it; of rates no sum, and no mean of percentages passes for one of all."""
    known = [(entry, value) for entry in entries if (value := main[entry.agency]) is not None]
    name = f"{target_name(fields.targets[0], form)}{OVER[fields.operation]}"
    made = Figure(
        agency=f"{len(known)} 个{kind_text(fields.group)}", year=fields.year, name=name, field=name, column="", value=None,
        unit=unit_of(fields.targets[0], form), kind="computed", state="absent",
        ids=tuple(p for f in fields.targets[0].figures for p in form.parts(f)),
    )  # fmt: skip
    if not known:
        return ()
    if fields.operation == "spread":
        return (_spread(made, known),) if len(known) > 1 else ()
    shown = " ＋ ".join(f"{entry.name} {grouped(as_decimal(Fraction(value)))}" for entry, value in known[:MOST_SHOWN])
    shown += f" ＋ 其余 {len(known) - MOST_SHOWN} 个" if len(known) > MOST_SHOWN else ""
    exact, formula = _made(fields.operation, [Fraction(value) for _, value in known], shown)
    shown_as = as_decimal(exact) if fields.operation == "sum" else rounded(exact)
    return (replace(made, value=shown_as, exact=exact, formula=formula, state="printed"),)


def _made(operation: Calculation, values: list[Fraction], shown: str) -> tuple[Fraction, str]:
    """One number of all values, and how it is made of them (`shown`: as a sum)."""
    match operation:
        case "sum":
            return sum(values, Fraction(0)), shown
        case "mean":
            return sum(values, Fraction(0)) / len(values), f"（{shown}）÷ {len(values)}"
        case "median":
            return Fraction(median(values)), f"{shown.replace(' ＋ ', '、')} 的中间一个"
    raise ValueError(operation)  # no other passes for one of these


def of_places(fields: Fields, entries: list[Entry], main: Values, form: Form) -> tuple[Figure, ...]:
    """What those on the first places make together; nothing where two share the last of these places, or there are fewer."""
    order = fields.order
    assert order is not None
    placed = ranked([(entry, value) for entry in entries if (value := main[entry.agency]) is not None], order)
    if len(placed) != order.last - order.first + 1:
        return ()
    (made,) = over_all(fields, [entry for entry, _, _ in placed], main, form)
    end, over = (
        "后" if order.end == "least" else "前",
        "之差" if fields.operation == "spread" else OVER[fields.operation],
    )
    name = f"{target_name(fields.targets[0], form)}{end} {order.last} 名{over}"
    return (replace(made, name=name, field=name),)


def first_in_sum(fields: Fields, entries: list[Entry], main: Values, form: Form) -> tuple[Figure, ...]:
    """What those on the first places have of all; nothing where it is not told who they are."""
    added = replace(fields, operation="sum")
    first, together = of_places(added, entries, main, form), over_all(added, entries, main, form)
    if not (first and together):
        return ()
    made, *both = _set_against((*first, *together), part_of)
    name = f"{first[0].name}占{together[0].agency}合计的比例"
    return (replace(made, name=name, field=name, remark=""), *both)  # the one is counted in the other


def _spread(made: Figure, known: list[tuple[Entry, Exact]]) -> Figure:
    """The most less the least; of rates in percentage points."""
    least, *_, most = sorted(known, key=lambda one: one[1])
    exact = Fraction(most[1]) - Fraction(least[1])
    of_rates = made.unit == "%"
    sign, unit = ("%", "个百分点") if of_rates else ("", made.unit)
    formula = " － ".join(
        f"{entry.name} {grouped(as_decimal(Fraction(value)))}{sign}" for entry, value in (most, least)
    )
    value = rounded(exact) if of_rates else as_decimal(exact)
    return replace(made, value=value, exact=exact, unit=unit, formula=formula, state="printed")


def against_all(
    fields: Fields, own: tuple[Figure, ...], entries: list[Entry], main: Values, form: Form
) -> tuple[Figure, ...]:
    """One body's figure in the sum of all, above their mean, in times of it; nothing where none has a number."""
    over, made_of = AGAINST[fields.operation]
    together = over_all(replace(fields, operation=over), entries, main, form)
    if not (own and together):
        return ()
    made, *both = _set_against((*own, *together), made_of)
    return (replace(made, remark=""), *both)  # the one is among those that are added up


def of_two(figures: tuple[Figure, ...], operation: Calculation) -> tuple[Figure, ...]:
    """北仑是鄞州的几倍, 北仑占宁波市的百分之几: the first body's figure against the second's."""
    return _set_against(figures, ratio if operation == "ratio" else part_of)


def _set_against(figures: tuple[Figure, ...], made_of: TwoFigures) -> tuple[Figure, ...]:
    first, second = (replace(figure, name=f"{figure.agency}{figure.name}") for figure in figures)
    made, *both = made_of(first, second)
    return (replace(made, agency=""), *both)


def target_name(target: Target, form: Form) -> str:
    if target.rate:
        return form.rates[target.rate].name
    return "＋".join(name_of(figure, form) for figure in target.figures)


def unit_of(target: Target, form: Form) -> str:
    return "%" if target.rate else form.unit(target.figures[0])


def kind_text(group: Group | None) -> str:
    """区县, 单位."""
    return (group.kind if group is not None else "") or "单位"
