"""Query + what was fetched -> the figures of the answer, by kind of calculation."""

from collections.abc import Callable, Iterator

from bot.figures.apart import by_time, difference, part_of, ratio
from bot.figures.change import change, times, yearly
from bot.figures.figure import Figure, Found
from bot.figures.printed import added, printed
from bot.figures.rate import rates
from bot.figures.share import share
from bot.figures.standing import on_their_forms
from bot.figures.stated import said_with, stated
from bot.figures.years import grown, in_order, total, trend
from bot.reading.query import Query, Share, parts_in
from bot.reading.readings import APART
from bot.targets.calculation import Calculation
from bot.targets.target import Target
from store.forms.form import FigureId, Form

TwoYears = Callable[[Figure, Figure], tuple[Figure, ...]]  # of one figure
BETWEEN: dict[str, TwoYears] = {"change": change, "times": times, "yearly": yearly}
OVER_YEARS = ("trend", "sum_years", "mean_years", "rank_years", "rank_parts")


def compute(query: Query, found: tuple[Found, ...], form: Form) -> tuple[Figure, ...]:
    """All figures a question asks for, in its order; the reports found stand in the order of the look-ups."""
    operation = query.fields.operation
    if operation == "share":
        return tuple(share(wanted, report, form) for report in found for wanted in query.shares)
    if operation == "sum":
        figures = tuple(f for target in query.fields.targets for f in target.figures)
        return tuple(added(figures, report, form) for report in found)
    if operation in APART:
        return tuple(f for report in found for f in _apart(query, report, form))
    if operation in ("monthly", "daily"):
        return tuple(f for value in _all_values(query, found, form) for f in by_time(value, operation))
    if query.fields.share and operation in ("rank_parts", "rank_years"):
        made = tuple(share(wanted, report, form) for report in found for wanted in query.shares)
        return in_order(made, query.fields.order, lambda _: query.fields.conditions)
    if operation in OVER_YEARS:
        return _over_years(query, _all_values(query, found, form))
    if operation in BETWEEN:
        return tuple(f for t in query.fields.targets for f in _between(t, found, form, BETWEEN[operation]))
    if operation == "share_change":
        return tuple(f for wanted in query.shares for f in _share_change(wanted, found, form))
    return _all_values(query, found, form)


def _all_values(query: Query, found: tuple[Found, ...], form: Form) -> tuple[Figure, ...]:
    return tuple(
        f
        for report in found
        for target in on_their_forms(query.fields.targets, [report.entry], form)
        for f in _values(target, report, form, query.fields.operation)
    )


def _apart(query: Query, report: Found, form: Form) -> tuple[Figure, ...]:
    (wanted,), (other,) = query.fields.targets, query.fields.base
    first, second = (_values(target, report, form, "value")[0] for target in (wanted, other))
    if query.fields.operation in ("ratio", "sum_share"):
        return (ratio if query.fields.operation == "ratio" else part_of)(first, second)
    return difference(first, second, without=query.fields.operation == "without")


def _over_years(query: Query, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    fields = query.fields
    if fields.operation == "trend":
        return tuple(
            f
            for name in dict.fromkeys(f.name for f in figures)
            for f in trend(tuple(x for x in figures if x.name == name))
        )
    if fields.operation in ("sum_years", "mean_years"):
        return total(figures, mean=fields.operation == "mean_years")
    if fields.operation == "rank_years":
        figures = tuple(
            f for f in figures if f.name == figures[0].name
        )  # a rate as it is, not also without pending cases
        figures = grown(figures, percent=fields.change == "percent") if fields.change else figures
        return in_order(figures, fields.order, lambda _: fields.conditions)
    return in_order(
        figures, fields.order, lambda f: tuple(c for c in fields.conditions if set(c.target.figures) & {f.of})
    )


def _values(target: Target, report: Found, form: Form, operation: Calculation) -> tuple[Figure, ...]:
    if target.rate:
        return rates(form.rates[target.rate], report, form)
    if target.said:
        return said_with(target.said, report, form)
    if target.stated:
        return stated(target.stated, report, form)
    if len(target.figures) > 1:
        return (added(target.figures, report, form),)
    figures = tuple(printed(figure, report, form) for figure in target.figures)
    if operation == "breakdown":
        parts = tuple(p for figure in target.figures for p in _parts(figure, report, form) if p != figure)
        figures += tuple(printed(part, report, form) for part in parts)
    return figures


def _parts(figure: FigureId, report: Found, form: Form) -> tuple[FigureId, ...]:
    """What a figure is made of: the rows it is the sum of, or those that the form lists under it."""
    rows = form.tables[figure.table].rows[figure.row].parts
    return tuple(FigureId(figure.table, row, figure.column) for row in rows) or parts_in(figure, report.entry, form)


def _share_change(wanted: Share, found: tuple[Found, ...], form: Form) -> tuple[Figure, ...]:
    """A share in two years, and by how many points it changed."""
    made: list[Figure] = []
    for before, after in _of_two_years(found):
        made += change(share(wanted, before, form), share(wanted, after, form))
    return tuple(made)


def _of_two_years(found: tuple[Found, ...]) -> Iterator[tuple[Found, Found]]:
    """The reports of each body, where there are two."""
    by_agency: dict[str, list[Found]] = {}
    for report in found:
        by_agency.setdefault(report.lookup.agency, []).append(report)
    for reports in by_agency.values():
        if len(reports) == 2:
            yield reports[0], reports[1]


def _between(target: Target, found: tuple[Found, ...], form: Form, between: TwoYears) -> tuple[Figure, ...]:
    made: list[Figure] = []
    for reports in _of_two_years(found) if not target.passage else ():
        stated = [figures[0] for report in reports if (figures := _values(target, report, form, "value"))]
        made += between(*stated) if len(stated) == len(reports) else ()  # words that one of the texts does not say
    return tuple(made)
