"""Two figures of one report against each other: the difference, how many times over, what is left without a part; a figure by
the month or the day."""

from calendar import isleap
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bot.figures.figure import Figure
from bot.targets.calculation import Calculation
from store.facts.numbers import as_decimal, grouped, rounded

WHOLE = 100
BEYOND = "大于 100%：被占的那份报告没有把另一份的数算在内，这个比例说明不了份额。"

UNTOLD = "被占的那份报告有没有把另一份的数算在内，报告没有写；没有算在内的话，这个比例就不是份额。"


def difference(figure: Figure, other: Figure, *, without: bool = False) -> tuple[Figure, ...]:
    """a − b, with both; `without`: b is a part of a."""
    name = f"{figure.name}减去{other.name}" if not without else f"{figure.name}（不含{other.name}）"
    return _against(figure, other, name, "−")


def ratio(figure: Figure, other: Figure) -> tuple[Figure, ...]:
    """a ÷ b in times, with both; no number where b is 0."""
    return _against(figure, other, f"{figure.name}是{other.name}的倍数", "÷")


def part_of(figure: Figure, other: Figure) -> tuple[Figure, ...]:
    """a ÷ b in percent, with both; no number where b is 0."""
    made, *beside = _against(figure, other, f"{figure.name}占{other.name}的比例", "÷")
    made = replace(made, unit="%")
    if made.value is None or figure.exact is None or not other.exact:
        return made, *beside
    exact = Fraction(figure.exact) / other.exact * 100
    remark = BEYOND if exact > WHOLE else UNTOLD if figure.agency != other.agency else ""
    return replace(made, value=rounded(exact), exact=exact, remark=remark), *beside


def _against(figure: Figure, other: Figure, name: str, sign: str) -> tuple[Figure, ...]:
    beside = (replace(figure, headline=False), replace(other, headline=False))
    made = replace(
        figure, name=name, field=name, column="", kind="computed", raw="", note="", value=None, exact=None, rank=0,
        sources=(*figure.sources, *other.sources), ids=(*figure.ids, *other.ids), unit="倍" if sign == "÷" else figure.unit,
    )  # fmt: skip
    missing = next((f.state for f in (figure, other) if f.exact is None), "")
    if missing or figure.exact is None or other.exact is None:
        return replace(made, state=missing), *beside
    shown = f"{figure.name} {grouped(as_decimal(figure.exact))} {sign} {other.name} {grouped(as_decimal(other.exact))}"
    if sign == "−":
        exact = Fraction(figure.exact) - Fraction(other.exact)
        return replace(made, value=as_decimal(exact), exact=exact, formula=shown, state="printed"), *beside
    if not other.exact:
        return replace(made, state="zero_base", formula=shown), *beside
    exact = Fraction(figure.exact) / other.exact
    return replace(made, value=_two_places(exact), exact=exact, formula=shown, state="printed"), *beside


def _two_places(times: Fraction) -> Decimal:
    """0.38; of what would be 0.00 the first digits that are something: 0.0013."""
    value, places = rounded(times), 2
    while times and not value:
        places += 2
        value = rounded(times, places)
    return value


def by_time(figure: Figure, operation: Calculation) -> tuple[Figure, ...]:
    """A year's figure by the month or the day: an even share, not what a month had."""
    parts = 12 if operation == "monthly" else 366 if isleap(figure.year) else 365
    name = f"{figure.name}平均每{'月' if operation == 'monthly' else '天'}（折算）"
    beside = replace(figure, headline=False)
    made = replace(figure, name=name, kind="computed", raw="", note="", value=None, exact=None)
    if figure.exact is None:
        return made, beside
    formula = f"{figure.name} {grouped(as_decimal(figure.exact))} ÷ {parts}"
    return replace(made, value=rounded(figure.exact / parts), exact=figure.exact / parts, formula=formula), beside
