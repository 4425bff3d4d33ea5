"""Query + what was fetched -> the figures of the answer, by kind of calculation."""

from bot.figures.change import change
from bot.figures.figure import Figure, Found
from bot.figures.printed import added, printed
from bot.figures.share import share
from bot.figures.stated import stated
from bot.query import Query, parts_in
from bot.target import Target
from store.form import FigureId, Form


def compute(query: Query, found: tuple[Found, ...], form: Form) -> tuple[Figure, ...]:
    """All figures a question asks for, in its order; the reports found stand in the order of the look-ups."""
    operation = query.fields.operation
    if operation == "share":
        return tuple(share(wanted, report, form) for report in found for wanted in query.shares)
    if operation == "sum":
        figures = tuple(f for target in query.fields.targets for f in target.figures)
        return tuple(added(figures, report, form) for report in found)
    if operation == "change":
        return tuple(f for target in query.fields.targets for f in _change(target, found, form))
    return tuple(
        f
        for report in found
        for target in _on_this_form(query.fields.targets, report, form)
        for f in _values(target, report, form, operation)
    )


def _on_this_form(targets: tuple[Target, ...], report: Found, form: Form) -> tuple[Target, ...]:
    """Of several figures those that the report's layout prints: a row of 2021 has other columns than the same of 2019."""
    here = tuple(t for t in targets if all(_printed_here(f, report, form) for f in t.figures))
    return here or targets


def _printed_here(figure: FigureId, report: Found, form: Form) -> bool:
    layout = report.entry.layouts.get(figure.table, "")
    return figure in form.figures[layout]


def _values(target: Target, report: Found, form: Form, operation: str) -> tuple[Figure, ...]:
    if target.stated:
        return stated(target.stated, report, form)
    if len(target.figures) > 1:
        return (added(target.figures, report, form),)
    figures = tuple(printed(figure, report, form) for figure in target.figures)
    if operation == "breakdown":
        parts = tuple(
            part for figure in target.figures for part in parts_in(figure, report.entry, form) if part != figure
        )
        figures += tuple(printed(part, report, form) for part in parts)
    return figures


def _change(target: Target, found: tuple[Found, ...], form: Form) -> tuple[Figure, ...]:
    by_agency: dict[str, list[Found]] = {}
    for report in found:
        by_agency.setdefault(report.lookup.agency, []).append(report)
    made: list[Figure] = []
    for reports in by_agency.values():
        if len(reports) == 2 and target.figures:
            before, after = (_values(target, report, form, "value")[0] for report in reports)
            made += change(before, after)
    return tuple(made)
