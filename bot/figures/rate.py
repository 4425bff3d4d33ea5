"""A rate: a quotient of figures, with its formula and numbers, since the form itself defines none."""

from fractions import Fraction

from bot.figures.figure import Figure, Found, name_of, source_of, state_of
from store.checks.sums import amount
from store.facts.numbers import grouped, rounded
from store.forms import formula
from store.forms.askable import Rate
from store.forms.form import Form

SIGNS = str.maketrans({"/": "÷", "+": "＋", "-": "−", "(": "（", ")": "）"})


def rates(rate: Rate, found: Found, form: Form) -> tuple[Figure, ...]:
    """The rate; where cases are pending, the one without them too."""
    made = [_rate(rate.quotient, rate.name, rate, found, form)]
    if rate.besides is not None and amount(form.resolve(rate.pending), found, form):
        made.append(_rate(rate.besides, rate.besides_name, rate, found, form))
    return tuple(made)


def _rate(expression: formula.Expression, name: str, rate: Rate, found: Found, form: Form) -> Figure:
    figures = [form.resolve(name) for name in dict.fromkeys(formula.names(expression))]
    parts = tuple(dict.fromkeys(p for f in figures for p in form.parts(f, found.layouts.get(f.table, ""))))
    value = formula.value(expression, lambda name: amount(form.resolve(name), found, form))
    state = state_of(parts, found.facts, form)
    if state == "printed" and value is None:
        state = "zero_base"
    sources = tuple(source_of(found.facts[p], found.entry, form) for p in parts if p in found.facts)
    return Figure(
        found.entry.name, found.entry.year, name, name, "", None if value is None else rounded(Fraction(value) * 100), "%",
        "computed", state, remark=rate.note, formula=_formula_text(expression, found, form), sources=sources, ids=parts,
        exact=None if value is None else Fraction(value) * 100,
    )  # fmt: skip


def _formula_text(expression: formula.Expression, found: Found, form: Form) -> str:
    def word(name: str) -> str:
        figure = form.resolve(name)
        value = amount(figure, found, form)
        return f"{name_of(figure, form)} {grouped(value) if value is not None else '？'}"

    return formula.show(expression, word).translate(SIGNS)
