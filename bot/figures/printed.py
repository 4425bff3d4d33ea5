"""One figure as printed, or the sum of printed figures where the form prints none."""

from fractions import Fraction

from bot.figures.figure import OTHER_UNIT, Figure, Found, name_of, source_of, state_of
from bot.reading.query import parts_in
from store.facts.facts import Fact
from store.facts.numbers import as_decimal, plain
from store.forms.form import FigureId, Form


def printed(figure: FigureId, found: Found, form: Form) -> Figure:
    """The figure, or the sum of its parts with the formula."""
    parts = parts_in(figure, found.entry, form)
    if len(parts) > 1 or parts[0] != figure:
        return added((figure,), found, form)
    facts, entry = found.extract.facts, found.entry
    fact = facts.get(figure)
    row, column = _labels(figure, entry.layouts.get(figure.table), form)
    unit = (fact.unit if fact else "") or form.unit(figure)
    state = state_of((figure,), facts, form)
    return Figure(
        entry.name, entry.year, name_of(figure, form), row, column, fact.value if fact else None, unit,
        "printed", state, fact.raw if fact else "", fact.note if fact else "",
        sources=(source_of(fact, entry, form),) if fact else (), ids=(figure,), of=figure,
        exact=Fraction(fact.value) if fact and fact.value is not None and state != OTHER_UNIT else None,
    )  # fmt: skip


def added(figures: tuple[FigureId, ...], found: Found, form: Form) -> Figure:
    """The sum of figures, with each printed part in the formula; no sum where a part is no number."""
    facts, entry = found.extract.facts, found.entry
    parts = tuple(dict.fromkeys(part for figure in figures for part in parts_in(figure, entry, form)))
    present = [facts[part] for part in parts if part in facts]
    state = state_of(parts, facts, form)
    exact = (
        sum((Fraction(f.value) for f in present if f.value is not None), Fraction(0)) if state == "printed" else None
    )
    first = figures[0]
    row, column = _labels(first, entry.layouts.get(first.table), form) if len(figures) == 1 else ("", "")
    name = "＋".join(name_of(figure, form) for figure in figures)
    return Figure(
        entry.name, entry.year, name, row or name, column, None if exact is None else as_decimal(exact), form.unit(first),
        "computed", state, formula=_sum_text(present, form), sources=tuple(source_of(f, entry, form) for f in present),
        ids=parts, exact=exact, of=first if len(figures) == 1 else None,
    )  # fmt: skip


def _labels(figure: FigureId, layout: str | None, form: Form) -> tuple[str, str]:
    if layout and figure in form.figures[layout]:
        return form.label(layout, figure)
    table = form.tables[figure.table]
    return table.rows[figure.row].name, table.columns[figure.column].name


def _sum_text(facts: list[Fact], form: Form) -> str:
    """表式没有这一格 is said by what is added: 国家秘密0＋…; zeros and blanks are folded when there are many parts."""
    blank = [f for f in facts if f.state == "blank"]
    shown = [f for f in facts if f.value or (f.value is None and f.state != "blank")] if len(facts) > 3 else facts
    terms = [f"{name_of(f.figure, form)} {plain(f.value) if f.value is not None else f.raw or '空白'}" for f in shown]
    if shown is facts:
        return " ＋ ".join(terms)
    zeros = len(facts) - len(shown) - len(blank)
    if not terms and not (zeros and blank):
        return f"{len(facts)} 项都{'没有填' if blank else '是 0'}"
    rest = [f"{zeros} 项为 0"] * bool(zeros) + [f"{len(blank)} 项没有填"] * bool(blank)
    return " ＋ ".join(terms) + (f"（其余 {'，'.join(rest)}）" if rest else "")
