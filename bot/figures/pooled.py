"""One rate or share of many bodies taken together: what all have of the one over what all have of the other, no sum of percentages."""

from fractions import Fraction

from bot.figures.figure import Figure, name_of
from bot.figures.of_many import kind_text, target_name
from bot.figures.rate import SIGNS
from bot.figures.standing import Numbers, amounts
from bot.reading.readings import Fields
from store.facts.catalogue import Entry
from store.facts.numbers import as_decimal, grouped, rounded
from store.forms import formula
from store.forms.form import FigureId, Form

TOGETHER = "合起来的{}"


def is_pooled(fields: Fields) -> bool:
    """Whether rates or shares are put together."""
    return fields.operation == "sum" and (fields.share or any(target.rate for target in fields.targets))


def pooled(
    fields: Fields, whole: FigureId | None, entries: list[Entry], numbers: Numbers, form: Form
) -> tuple[Figure, ...]:
    """The one figure of these reports, each of which has every number that is needed; no value where all have none to divide by."""
    target = fields.targets[0]
    parts, expression = _quotient(target.figures, whole) if whole else _of_rate(target.rate, form)
    sums = {
        name: sum(
            (Fraction(v) for v in amounts(figures, entries, numbers, form).values() if v is not None), Fraction(0)
        )
        for name, figures in parts.items()
    }
    value = formula.value(expression, sums.get)
    exact = None if value is None else Fraction(value) * 100
    named = {name: "＋".join(name_of(figure, form) for figure in figures) for name, figures in parts.items()}
    shown = formula.show(expression, lambda name: f"{named[name]} {grouped(as_decimal(sums[name]))}").translate(SIGNS)
    told = f"{target_name(target, form)}占{name_of(whole, form)}的比例" if whole else target_name(target, form)
    name = TOGETHER.format(told)
    return (
        Figure(
            f"{len(entries)} 个{kind_text(fields.group)}", fields.year, name, name, "", None if exact is None else rounded(exact), "%",
            "computed", "printed" if exact is not None else "zero_base", formula=shown, exact=exact,
            ids=tuple(p for figures in parts.values() for f in figures for p in form.parts(f)),
        ),
    )  # fmt: skip


Parts = dict[str, tuple[FigureId, ...]]


def _of_rate(rate: str, form: Form) -> tuple[Parts, formula.Expression]:
    expression = form.rates[rate].quotient
    return {name: (form.resolve(name),) for name in formula.names(expression)}, expression


def _quotient(figures: tuple[FigureId, ...], whole: FigureId) -> tuple[Parts, formula.Expression]:
    expression = formula.Operation("/", formula.Name("part"), formula.Name("whole"))
    return {"part": figures, "whole": (whole,)}, expression
