"""One figure over several years: in a row with the growth from year to year, in order, added up, on average."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from bot.figures.change import change
from bot.figures.figure import Figure
from bot.figures.standing import meets, ranked
from bot.question.meanings import OrderWord
from bot.reading.readings import Condition
from store.facts.numbers import as_decimal, grouped, rounded


def trend(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The years as they are; from each to the next the growth goes into the formula."""
    shown = [figures[0]] if figures else []
    for before, after in pairwise(figures):
        if before.exact is None or after.exact is None or before.agency != after.agency:
            shown.append(after)
            continue
        difference = after.exact - before.exact
        if after.unit == "%":
            text = f"比{before.year}年 {rounded(difference):+f} 个百分点"
        else:
            percent = f"（{rounded(difference / before.exact * 100):+f}%）" if before.exact else ""
            sign = "+" if difference > 0 else ""
            text = (
                "和上一个数持平"
                if not difference
                else f"比{before.year}年 {sign}{grouped(as_decimal(difference))}{after.unit}{percent}"
            )
        shown.append(replace(after, trend=text))
    return tuple(shown)


def grown(figures: tuple[Figure, ...], *, percent: bool) -> tuple[Figure, ...]:
    """What became of a figure since the year before, for each year of which both are numbers; a rate by percentage points."""
    pairs = [(a, b) for a, b in pairwise(figures) if b.year - a.year == 1 and None not in (a.exact, b.exact)]
    made = [change(before, after) for before, after in pairs]
    return tuple(of_one[1] if percent and of_one[0].unit != "个百分点" else of_one[0] for of_one in made)


def total(figures: tuple[Figure, ...], *, mean: bool) -> tuple[Figure, ...]:
    """Sum or mean of the years, with each year beside it."""
    beside = tuple(replace(figure, headline=False) for figure in figures)
    first = figures[0]
    years = "、".join(f"{figure.year}" for figure in figures)
    name = f"{first.name if mean else first.name.removesuffix('合计')}{years}年度{'平均' if mean else '合计'}"
    made = replace(
        figures[-1], name=name, kind="computed", raw="", note="", value=None, exact=None, formula="",
        sources=tuple(s for f in figures for s in f.sources), ids=tuple(dict.fromkeys(i for f in figures for i in f.ids)),
        state=next((figure.state for figure in figures if figure.exact is None), "printed"),
    )  # fmt: skip
    values = [figure.exact for figure in figures if figure.exact is not None]
    if len(values) < len(figures):
        return made, *beside
    exact = sum(values, Fraction(0))
    shown = " ＋ ".join(grouped(as_decimal(value)) for value in values)
    if not mean:
        return replace(made, value=as_decimal(exact), exact=exact, formula=shown), *beside
    formula = f"（{shown}）÷ {len(values)}"
    return replace(made, value=rounded(exact / len(values)), exact=exact / len(values), formula=formula), *beside


def in_order(
    figures: tuple[Figure, ...], order: OrderWord | None, conditions: Callable[[Figure], tuple[Condition, ...]]
) -> tuple[Figure, ...]:
    """The figures wanted: those that meet the conditions, at the places wanted; the others stay beside them.  A year whose figure cannot
    be told is told of all the same: it may have been the most."""
    values = [(figure, figure.exact) for figure in figures if figure.exact is not None]
    kept = [(f, value) for f, value in values if all(meets(value, c) for c in conditions(f))]
    chosen = (
        [replace(figure, rank=rank) for figure, _, rank in ranked(kept, order)]
        if order is not None
        else [figure for figure, _ in kept]
    )
    names = {(figure.name, figure.year) for figure in chosen}
    several_years = len({figure.year for figure in figures}) > 1
    others = (f for f in figures if (f.name, f.year) not in names)
    return (*chosen, *(replace(f, headline=several_years and f.exact is None) for f in others))
