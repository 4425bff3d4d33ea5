"""Two reports of one body, a year apart -> findings: what was carried over, what stayed in force, figures that jump."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from store import formula
from store.checks import amount
from store.facts import Fact
from store.findings import Finding
from store.form import FigureId, Form
from store.formula import Exact
from store.numbers import plain
from store.rules import Across

BEFORE = "before."  # a name of the year before, in a formula


@dataclass(frozen=True, slots=True)
class YearOf:
    """The figures of one year's report."""

    year: int
    facts: Mapping[FigureId, Fact]
    layouts: Mapping[str, str]


def check_across(before: YearOf, after: YearOf, form: Form) -> tuple[Finding, ...]:
    """What does not follow from the year before.  A blank on either side can't tell."""
    return (*_broken(before, after, form), *_jumps(before, after, form))


def _broken(before: YearOf, after: YearOf, form: Form) -> Iterator[Finding]:
    for rule in form.across:
        if rule.table not in before.layouts or rule.table not in after.layouts:
            continue
        table = form.tables[rule.table]
        others = table.columns if rule.each == "column" else table.rows
        for other in others.values():
            sides = _sides(rule, other.id, before, after, form)
            if None not in sides and sides[0] != sides[1]:
                yield _finding(rule, other.id, sides, before, after, form)


def _sides(rule: Across, other: str, before: YearOf, after: YearOf, form: Form) -> list[Exact | None]:
    def look_up(name: str) -> Exact | None:
        return _value(name, other, rule, before, after, form)

    return [formula.value(side, look_up) for side in (rule.equation.left, rule.equation.right)]


def _figure(name: str, other: str, rule: Across) -> FigureId:
    name = name.removeprefix(BEFORE)
    return FigureId(rule.table, *((name, other) if rule.each == "column" else (other, name)))


def _value(name: str, other: str, rule: Across, before: YearOf, after: YearOf, form: Form) -> Exact | None:
    report, figure = before if name.startswith(BEFORE) else after, _figure(name, other, rule)
    return amount(figure, report, form) if form.exists(figure) else None


def _finding(rule: Across, other: str, sides: list[Exact | None], before: YearOf, after: YearOf, form: Form) -> Finding:
    table = form.tables[rule.table]
    names, others = (table.rows, table.columns) if rule.each == "column" else (table.columns, table.rows)

    def word(name: str) -> str:
        year = before.year if name.startswith(BEFORE) else after.year
        return (
            f"{year}年{names[name.removeprefix(BEFORE)].short} {plain(_value(name, other, rule, before, after, form))}"
        )

    left, right = (
        formula.show(side, word) + (f" = {plain(value)}" if isinstance(side, formula.Operation) else "")
        for side, value in zip((rule.equation.left, rule.equation.right), sides, strict=True)
    )
    own = [_figure(name, other, rule) for name in formula.names(rule.equation) if not name.startswith(BEFORE)]
    figures = tuple(part for figure in own for part in form.parts(figure, after.layouts[rule.table]))
    return Finding(rule.id, f"{table.name}“{others[other].name}”{rule.name}：{left}，而 {right}。", figures)


def _jumps(before: YearOf, after: YearOf, form: Form) -> Iterator[Finding]:
    """Figures that grew or shrank many times over: often the way of counting has changed."""
    for figure, fact in after.facts.items():
        old, new = before.facts.get(figure), fact.value
        if old is None or not old.value or not new or min(old.value, new) <= 0 or max(old.value, new) < form.jump.least:
            continue
        times = Fraction(max(old.value, new)) / Fraction(min(old.value, new))
        if times > form.jump.times:
            row = form.tables[figure.table].rows[figure.row].short
            column = form.tables[figure.table].columns[figure.column].short
            sentence = (
                f"“{row} × {column}”{before.year}年 {plain(old.value)}，{after.year}年 {plain(new)}，"
                f"相差 {int(times)} 倍：可能换了统计口径，比较时请留意。"
            )
            yield Finding("jump", sentence, (figure,))
