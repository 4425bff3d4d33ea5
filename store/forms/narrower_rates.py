"""The rates of a form -> the same rates of one column (公开率 of 自然人) or of a part of their row (败诉率 of 直接起诉)."""

from collections.abc import Iterator
from dataclasses import replace

from store.forms import formula
from store.forms.askable import Rate
from store.forms.form import Axis, FigureId, Form

NARROWER = "@"  # in the id of a narrower rate


def narrower_rates(form: Form) -> dict[str, Rate]:
    """Every narrower rate by its id: granted@person, lost@suit_direct; none where a figure of it is not counted so closely."""
    found: dict[str, Rate] = {}
    for rate in form.rates.values():
        figures = [form.resolve(name) for name in rate.names()]
        for axis, moved in _axes(figures, form):
            if all(form.exists(figure) for figure in moved.values()):
                one = _narrowed(rate, axis, moved, form)
                found[one.id] = one
    return found


def rate_at(rate: str, figure: FigureId) -> str:
    """The id of a rate at a column or at a part of its row."""
    return f"{rate}{NARROWER}{figure.column or figure.row}"


def _axes(figures: list[FigureId], form: Form) -> Iterator[tuple[Axis, dict[FigureId, FigureId]]]:
    """The columns, or the parts of the row, at which all figures of a rate can be taken."""
    table = form.tables[figures[0].table]
    if any(figure.table != table.id for figure in figures):
        return
    if table.default_row:
        usual = all(figure.column == table.default_column for figure in figures)
        columns = (column for column in table.columns.values() if usual and column.id != table.default_column)
        yield from ((column, {f: f._replace(column=column.id) for f in figures}) for column in columns)
    elif len({figure.row for figure in figures}) == 1:
        parts = (table.rows[row] for row in table.rows[figures[0].row].sum)
        yield from ((part, {f: f._replace(row=part.id) for f in figures}) for part in parts)


def _narrowed(rate: Rate, axis: Axis, moved: dict[FigureId, FigureId], form: Form) -> Rate:
    def there(expression: formula.Expression) -> formula.Expression:
        return formula.renamed(expression, lambda name: ".".join(moved[form.resolve(name)]))

    return replace(
        rate,
        id=f"{rate.id}{NARROWER}{axis.id}",
        note="",
        name=f"{rate.name}·{axis.short or axis.name}",
        words=(f"{axis.words[0]}{rate.words[0]}",),
        quotient=there(rate.quotient),
        pending=".".join(moved[form.resolve(rate.pending)]) if rate.pending else "",
        besides=there(rate.besides) if rate.besides is not None else None,
        besides_name=f"{rate.besides_name}·{axis.short or axis.name}" if rate.besides_name else "",
    )
