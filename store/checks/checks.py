"""Facts + Form -> findings: which sums do not add up, and where the text contradicts the tables.

A check that meets a blank can't tell: it neither passes nor fails, but where the parts that are there make more than the whole,
which no blank can explain, or where the blank would have to be another number than 0.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from store.agencies.agency import level_of
from store.checks.sums import Sum, amount
from store.facts.facts import Report
from store.facts.numbers import plain, rounded
from store.facts.prose import StatedFigure
from store.findings import Finding
from store.forms import formula
from store.forms.form import Form
from store.forms.formula import Exact
from store.forms.rules import Check
from store.readers.cells import UNITS

VAGUE = ("约占", "近占", "超占")


def check(report: Report, form: Form) -> tuple[Finding, ...]:
    """All checks of the form over one report."""
    found: list[Finding] = []
    for rule in form.checks:
        if rule.table in report.layouts:
            found += _broken_sums(rule, report, form)
    found += [
        *_broken_text(report, form),
        *_broken_shares(report, form),
        *_impossible(report, form),
        *_other_units(report, form),
    ]
    return tuple(found)


def _broken_sums(rule: Check, report: Report, form: Form) -> Iterator[Finding]:
    printed = {(f.column if rule.each == "column" else f.row) for f in report.facts if f.table == rule.table}
    others = (other for other in form.axes(rule)[1].values() if other.id in printed)
    found = (Sum(rule, other.id, other.name, report, form).broken() for other in others)
    yield from (finding for finding in found if finding is not None)


def _broken_text(report: Report, form: Form) -> Iterator[Finding]:
    for stated in report.stated:
        rules = form.stated[stated.id].equals if stated.id else ()
        if not rules or not stated.exact:
            continue
        values = [formula.value(rule, lambda n: amount(form.resolve(n), report, form)) for rule in rules]
        if None not in values and Fraction(stated.value) not in values:
            yield _text_finding(stated, rules[0], values[0], report, form)


def _text_finding(
    stated: StatedFigure, rule: formula.Expression, value: Exact | None, report: Report, form: Form
) -> Finding:
    figures = tuple(form.resolve(name) for name in formula.names(rule))
    first = figures[0]
    row = form.tables[first.table].rows[first.row]
    assert value is not None
    sentence = f"正文写“{stated.phrase}{stated.raw}”，{form.tables[first.table].name}“{row.short}”为 {plain(value)}{row.unit}。"
    return Finding(
        "prose", sentence, tuple(part for figure in figures for part in form.parts(figure, report.layouts[first.table]))
    )


def _broken_shares(report: Report, form: Form) -> Iterator[Finding]:
    """A share right after a figure of the tables, in one sentence, that no base gives: 予以公开356件，占70%."""
    bases = [formula.value(base, lambda n: amount(form.resolve(n), report, form)) for base in form.bases]
    if None in bases:
        return
    for figure, share in pairwise(report.stated):
        if (
            share.unit != "%"
            or not share.phrase.endswith("占")
            or share.phrase.endswith(VAGUE)
            or figure.sentence != share.sentence
        ):
            continue
        if not (figure.id and form.stated[figure.id].equals and figure.exact and share.exact):
            continue
        places = -int(share.value.as_tuple().exponent)
        near = Fraction(1, 10**places)  # rounded or cut off
        possible = [Fraction(figure.value) * 100 / base for base in bases if base]
        if possible and not any(abs(value - Fraction(share.value)) <= near for value in possible):
            shown = "、".join(f"{rounded(value, max(places, 0))}%" for value in dict.fromkeys(possible))
            sentence = f"正文写“{figure.phrase}{figure.raw}”占{share.raw}；按表三算是 {shown}，都不是。"
            first = next(formula.names(form.stated[figure.id].equals[0]))
            yield Finding("stated_share", sentence, form.parts(form.resolve(first), report.layouts.get("requests", "")))


def _impossible(report: Report, form: Form) -> Iterator[Finding]:
    for rule in form.impossible:
        if level_of(report.agency) not in rule.levels:
            continue
        found = [
            f for f in report.facts.values() if f.figure.table == rule.table and f.figure.row in rule.rows and f.value
        ]
        if found:
            values = "、".join(f"{fact.column_label} {fact.raw}" for fact in found)
            row = form.tables[rule.table].rows[found[0].figure.row].name
            yield Finding("impossible", f"“{row}”填了 {values}：{rule.reason}。", tuple(fact.figure for fact in found))


def _other_units(report: Report, form: Form) -> Iterator[Finding]:
    """A unit in a cell that is not its column's: 251000元 under 万元."""
    for figure, fact in report.facts.items():
        if fact.unit and (expected := form.unit(figure)) in UNITS and fact.unit != expected:
            row = form.tables[figure.table].rows[figure.row].name
            yield Finding("unit_in_cell", f"“{row}”写作“{fact.raw}”，这一列的单位是{expected}；按原样记。", (figure,))
