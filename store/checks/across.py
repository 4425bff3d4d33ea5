"""Two reports of one body, a year apart -> findings: what was carried over, what stayed in force, figures that jump."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from store.checks.sums import amount, shown_sides
from store.facts.facts import Fact
from store.facts.numbers import plain
from store.findings import Finding
from store.forms import formula
from store.forms.form import FigureId, Form, located
from store.forms.formula import Exact
from store.forms.rules import BEFORE, Check


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
        for other in form.axes(rule)[1]:

            def look_up(name: str, rule: Check = rule, other: str = other) -> Exact | None:
                return _value(name, other, rule, before, after, form)

            sides = formula.sides(rule.equation, look_up)
            if None not in sides and sides[0] != sides[1]:
                yield _finding(rule, other, sides, before, after, form)


def _value(name: str, other: str, rule: Check, before: YearOf, after: YearOf, form: Form) -> Exact | None:
    report, figure = before if name.startswith(BEFORE) else after, located(rule, name.removeprefix(BEFORE), other)
    return amount(figure, report, form) if form.exists(figure) else None


def _finding(
    rule: Check, other: str, sides: tuple[Exact | None, Exact | None], before: YearOf, after: YearOf, form: Form
) -> Finding:
    names, others = form.axes(rule)

    def word(name: str) -> str:
        year = before.year if name.startswith(BEFORE) else after.year
        value = _value(name, other, rule, before, after, form)
        return f"{year}年{names[name.removeprefix(BEFORE)].short} {plain(value)}"

    left, right = shown_sides(rule, sides, word)
    own = [located(rule, name, other) for name in formula.names(rule.equation) if not name.startswith(BEFORE)]
    figures = tuple(part for figure in own for part in form.parts(figure, after.layouts[rule.table]))
    sentence = f"{form.tables[rule.table].name}“{others[other].name}”{rule.name}对不上：{left}，而 {right}。"
    return Finding(rule.id, sentence, figures)


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
