"""What a figure became from one year to the next: both figures, the difference, the percentage, how many times over."""

from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

from bot.figures.apart import ratio
from bot.figures.figure import Figure
from store.facts.numbers import as_decimal, grouped, rounded

ROUNDED_LAST = "（先相减，后四舍五入）"


def change(before: Figure, after: Figure) -> tuple[Figure, ...]:
    """The two figures as they are, then difference and growth where both are numbers."""
    pair = (replace(before, headline=False), replace(after, headline=False))
    if before.exact is None or after.exact is None:
        return before, after
    difference = after.exact - before.exact
    if after.unit == "%":
        return _points(before, after, difference), *pair
    made = replace(
        after, name=f"{after.name}比{before.year}年", value=as_decimal(difference), kind="computed", exact=difference, raw="", note="",
        formula=f"{grouped(as_decimal(after.exact))} − {grouped(as_decimal(before.exact))}",
        sources=(*before.sources, *after.sources), ids=(*before.ids, *after.ids),
    )  # fmt: skip
    next_year = after.year - before.year == 1
    grown = difference / before.exact * 100 if before.exact else None
    growth = replace(
        made, name=f"{after.name}同比" if next_year else f"{after.name}比{before.year}年增减", unit="%", exact=grown,
        state="zero_base" if grown is None else "printed", value=None if grown is None else rounded(grown),
        formula=f"（{made.formula}）÷ {grouped(as_decimal(before.exact))}",
    )  # fmt: skip
    return made, growth, *pair


def times(before: Figure, after: Figure) -> tuple[Figure, ...]:
    """The later figure in times of the earlier one, with both; no number where that is 0."""
    first, second = (replace(figure, name=f"{figure.year}年{figure.name}") for figure in (after, before))
    return ratio(first, second)


def yearly(before: Figure, after: Figure) -> tuple[Figure, ...]:
    """By how much a figure grew a year between the two, compounded, with both; no number where the first is 0 or less."""
    pair, years = (replace(before, headline=False), replace(after, headline=False)), after.year - before.year
    if before.exact is None or after.exact is None or after.unit == "%":
        return before, after
    grown = _compounded(after.exact / before.exact, years) if before.exact > 0 <= after.exact else None
    first, last = (grouped(as_decimal(exact)) for exact in (before.exact, after.exact))
    made = replace(
        after, name=f"{after.name}{before.year}年到{after.year}年年均增长率", kind="computed", unit="%", raw="", note="", exact=grown,
        state="zero_base" if grown is None else "printed", value=None if grown is None else rounded(grown),
        formula=f"（{last} ÷ {first}）开 {years} 次方 − 1", sources=(*before.sources, *after.sources), ids=(*before.ids, *after.ids),
    )  # fmt: skip
    return made, *pair


def _compounded(times: Fraction, years: int) -> Fraction:
    """The percentage a year that makes so many times of something in so many years; a root is no fraction, so to 30 digits."""
    with localcontext(prec=30):
        root = (Decimal(times.numerator) / Decimal(times.denominator)) ** (Decimal(1) / Decimal(years))
    return (Fraction(root) - 1) * 100


def _points(before: Figure, after: Figure, difference: Fraction) -> Figure:
    """A rate changes by percentage points, rounded after the subtraction; where that shows, it is said."""
    points = rounded(difference)
    shown = after.value is None or before.value is None or points == after.value - before.value
    return replace(
        after, name=f"{after.name}比{before.year}年", value=points, unit="个百分点", exact=difference, note="",
        formula=f"{before.year}年 {before.value}%，{after.year}年 {after.value}%{'' if shown else ROUNDED_LAST}",
        sources=(*before.sources, *after.sources), ids=(*before.ids, *after.ids),
    )  # fmt: skip
