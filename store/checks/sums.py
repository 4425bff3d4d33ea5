"""An equation of the form over one row or column of a report -> whether it holds, and what can be told of it beside blanks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from store.facts.facts import Fact
from store.facts.numbers import plain
from store.findings import Finding
from store.forms import formula
from store.forms.form import FigureId, Form, located
from store.forms.formula import Exact
from store.forms.rules import Check

BLANK = (
    "blank",
    "dash",
    "printed",
)  # states in which a missing number is 0 or none, and not one that could not be read
TOO_MANY = "空着的格一个没算，已经多了。"
TOO_FEW = "空着的格按 0 算还差，可能不是 0。"
Sides = tuple[Exact | None, Exact | None]


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


def shown_sides(rule: Check, sides: Sides, word: Callable[[str], str]) -> tuple[str, str]:
    """The two sides of an equation in words, each with what it comes to."""
    left, right = (
        formula.show(side, word) + (f" = {plain(value)}" if isinstance(side, formula.Operation) else "")
        for side, value in zip((rule.equation.left, rule.equation.right), sides, strict=True)
    )
    return left, right


@dataclass(frozen=True, slots=True)
class Sum:
    """One check of the form in one column (each = column) or row; `other` is its id, `name` what it is called."""

    rule: Check
    other: str
    name: str
    report: Numbers
    form: Form

    def broken(self) -> Finding | None:
        """What does not add up; None where it does, or where a blank leaves it open."""
        sides = formula.sides(self.rule.equation, lambda name: amount(self._figure(name), self.report, self.form))
        if None not in sides:
            return self._finding(self.rule.id, sides, "") if sides[0] != sides[1] else None
        return self._beside_blanks(sides)

    def _beside_blanks(self, sides: Sides) -> Finding | None:
        """The numbers that are there are too many, which no blank explains, or leave something for the blanks."""
        whole = next((side for side in sides if side is not None), None)
        filled = formula.sides(self.rule.equation, self._filled)
        part = filled[1] if sides[0] is not None else filled[0]
        if whole is None or part is None or part == whole or min(part, whole) < 0:
            return None
        if part > whole:
            return self._finding(self.rule.id, filled, TOO_MANY)
        facts = [self.report.facts.get(part) for part in self._parts()]
        blank = all(fact is not None and fact.state in BLANK for fact in facts)
        return self._finding("blank_gap", filled, TOO_FEW) if blank else None

    def _figure(self, name: str) -> FigureId:
        return located(self.rule, name, self.other)

    def _filled(self, name: str) -> Exact:
        """What the cells of a figure make that hold a number."""
        figure = self._figure(name)
        parts = (self.report.facts.get(p) for p in self.form.parts(figure, self.report.layouts.get(figure.table, "")))
        return sum((Fraction(fact.value) for fact in parts if fact is not None and fact.value is not None), Fraction(0))

    def _parts(self) -> tuple[FigureId, ...]:
        """Every printed cell that it touches."""
        layout = self.report.layouts[self.rule.table]
        names = formula.names(self.rule.equation)
        return tuple(part for name in names for part in self.form.parts(self._figure(name), layout))

    def _finding(self, code: str, sides: Sides, more: str) -> Finding:
        names, _ = self.form.axes(self.rule)

        def word(name: str) -> str:
            value = amount(self._figure(name), self.report, self.form)
            return f"{names[name].short} {plain(value)}" if value is not None else names[name].short

        left, right = shown_sides(self.rule, sides, word)
        where = f"{self.form.tables[self.rule.table].name}“{self.name}”{'列' if self.rule.each == 'column' else '行'}"
        return Finding(code, f"{where}{self.rule.name}对不上：{left}，而 {right}。{more}", self._parts())
