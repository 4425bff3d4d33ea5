"""Facts + Form -> findings: which sums do not add up, and where the text contradicts the tables.

A check that meets a blank can't tell: it neither passes nor fails, but where the parts that are there make more than the whole,
which no blank can explain, or where the blank would have to be another number than 0.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from store.agencies.agency import level_of
from store.facts.facts import Fact, Report
from store.facts.numbers import plain, rounded
from store.facts.prose import StatedFigure
from store.findings import Finding
from store.forms import formula
from store.forms.form import FigureId, Form, located
from store.forms.formula import Exact
from store.forms.rules import Check
from store.readers.cells import UNITS

BLANK = ("blank", "dash")
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


class Numbers(Protocol):
    """Figures with the layouts they are printed in: a report, or what is stored of one."""

    @property
    def facts(self) -> Mapping[FigureId, Fact]: ...

    @property
    def layouts(self) -> Mapping[str, str]: ...


def amount(figure: FigureId, report: Numbers, form: Form) -> Exact | None:
    """A figure's value, summed from its parts where it has any; None where one of them is no number."""
    total: Exact = 0
    for part in form.parts(figure, report.layouts.get(figure.table, "")):
        fact = report.facts.get(part)
        if fact is None or fact.value is None:
            return None
        number, parts = fact.value.as_integer_ratio()
        total += number if parts == 1 else Fraction(number, parts)
    return total


def _broken_sums(rule: Check, report: Report, form: Form) -> Iterator[Finding]:
    printed = {(f.column if rule.each == "column" else f.row) for f in report.facts if f.table == rule.table}
    for other in form.axes(rule)[1].values():
        if other.id not in printed:
            continue

        def locate(name: str, other: str = other.id) -> FigureId:
            return located(rule, name, other)

        sides = formula.sides(rule.equation, lambda n: amount(locate(n), report, form))
        if None not in sides and sides[0] != sides[1]:
            yield _sum_finding(rule, other.name, sides, locate, report, form)
        elif None in sides and (found := _beside_blanks(rule, other.name, sides, locate, report, form)) is not None:
            yield found


def _beside_blanks(
    rule: Check,
    other: str,
    sides: tuple[Exact | None, Exact | None],
    locate: Callable[[str], FigureId],
    report: Report,
    form: Form,
) -> Finding | None:
    """What can be told of a sum with blank cells: its numbers are too many, or leave something for the blanks."""
    whole = next((side for side in sides if side is not None), None)
    filled = formula.sides(rule.equation, lambda n: _filled(locate(n), report, form))
    part = filled[1] if whole is not None and sides[0] is not None else filled[0]
    if whole is None or part is None or part == whole or min(part, whole) < 0:
        return None
    if part > whole:
        return _sum_finding(rule, other, filled, locate, report, form, "空着的格一个没算，已经多了。")
    names = [name for name in formula.names(rule.equation) if amount(locate(name), report, form) is None]
    parts = [p for name in names for p in form.parts(locate(name), report.layouts[rule.table])]
    blank = all((fact := report.facts.get(p)) is not None and fact.state in (*BLANK, "printed") for p in parts)
    told = "空着的格按 0 算还差，可能不是 0。"
    return replace(_sum_finding(rule, other, filled, locate, report, form, told), code="blank_gap") if blank else None


def _filled(figure: FigureId, report: Numbers, form: Form) -> Exact:
    """What the cells of a figure make that hold a number."""
    parts = (report.facts.get(part) for part in form.parts(figure, report.layouts.get(figure.table, "")))
    return sum((Fraction(fact.value) for fact in parts if fact is not None and fact.value is not None), Fraction(0))


def shown_sides(rule: Check, sides: tuple[Exact | None, Exact | None], word: Callable[[str], str]) -> tuple[str, str]:
    """The two sides of an equation in words, each with what it comes to."""
    left, right = (
        formula.show(side, word) + (f" = {plain(value)}" if isinstance(side, formula.Operation) else "")
        for side, value in zip((rule.equation.left, rule.equation.right), sides, strict=True)
    )
    return left, right


def _sum_finding(
    rule: Check,
    other: str,
    sides: tuple[Exact | None, Exact | None],
    locate: Callable[[str], FigureId],
    report: Report,
    form: Form,
    more: str = "",
) -> Finding:
    names, _ = form.axes(rule)

    def word(name: str) -> str:
        value = amount(locate(name), report, form)
        return f"{names[name].short} {plain(value)}" if value is not None else names[name].short

    left, right = shown_sides(rule, sides, word)
    axis = "列" if rule.each == "column" else "行"
    sentence = f"{form.tables[rule.table].name}“{other}”{axis}{rule.name}对不上：{left}，而 {right}。{more}"
    figures = tuple(
        part for name in formula.names(rule.equation) for part in form.parts(locate(name), report.layouts[rule.table])
    )
    return Finding(rule.id, sentence, figures)


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
        expected = form.unit(figure)
        if fact.unit and expected in UNITS and fact.unit != expected:
            row = form.tables[figure.table].rows[figure.row].name
            yield Finding("unit_in_cell", f"“{row}”写作“{fact.raw}”，这一列的单位是{expected}；按原样记。", (figure,))
