"""Form -> proof that its files agree: an unknown name fails with file, id and the nearest known name."""

from collections.abc import Iterable
from difflib import get_close_matches

from store.forms import formula
from store.forms.form import FigureId, Form
from store.forms.rules import BEFORE


class FormError(ValueError):
    """A form file that contradicts itself; the sentence names file, id and the nearest known name."""


def _known(names: Iterable[str], known: Iterable[str], where: str) -> None:
    defined = list(known)
    for name in names:
        if name not in defined:
            near = get_close_matches(name, defined, 1)
            raise FormError(f"{where}：不认识“{name}”" + (f"，是不是“{near[0]}”？" if near else ""))


def prove(form: Form, folder: str) -> None:
    """Every id that is used is defined; raises FormError.  `folder`: the name of the form's files."""
    fields, prose = f"{folder}/fields.toml", f"{folder}/prose.toml"
    for table in form.tables.values():
        for kind, axes in (("行", table.rows), ("列", table.columns)):
            for axis in axes.values():
                _known((*axis.sum, *axis.parts, *axis.share_of), axes, f"{fields} {table.id} {kind} {axis.id}")
    _prove_rules(form, fields)
    _prove_askable(form, folder)
    for layout in form.layouts.values():
        _prove_figures(form, layout.labels, f"{folder}/layout_{layout.id}.toml")
    _prove_figures(form, (figure for figure, _ in form.cells), f"{fields} [[cell]]")
    choices = [c for a in form.ambiguities for c in (*a.choices, *a.by_unit.values(), *a.after.values())]
    for text in [*choices, *(name for missing in form.missing for name in missing.nearest)]:
        for name in text.split("+"):
            _prove_choice(form, name, fields)
    for stated in form.stated.values():
        _known(stated.instead, form.stated, f"{prose} {stated.id}")
        named = (form.resolve(name) for expression in stated.equals for name in formula.names(expression))
        _prove_figures(form, named, f"{prose} {stated.id}")


def _prove_askable(form: Form, folder: str) -> None:
    """Rates and terms."""
    for rate in form.rates.values():
        _prove_figures(form, map(form.resolve, rate.names()), f"{folder}/rates.toml {rate.id}")
    for term in form.terms.values():
        for name in term.rows:
            _prove_choice(form, name, f"{folder}/glossary.toml {term.id}")
    for word, ids in form.several_rates.items():
        _known(ids, form.rates, f"{folder}/rates.toml {word}")


def _prove_rules(form: Form, fields: str) -> None:
    """The checks inside a report, across years, and by level."""
    for rule in form.checks:
        _known(formula.names(rule.equation), form.axes(rule)[0], f"{fields} 校验 {rule.id}")
    for rule in form.across:
        own = (name.removeprefix(BEFORE) for name in formula.names(rule.equation))
        _known(own, form.axes(rule)[0], f"{fields} 跨年 {rule.id}")
    for rare in form.impossible:
        _known(rare.rows, form.tables[rare.table].rows, f"{fields} [[impossible]]")


def _prove_figures(form: Form, figures: Iterable[FigureId], where: str) -> None:
    for figure in figures:
        _known((figure.table,), form.tables, where)
        table = form.tables[figure.table]
        _known((figure.row,) if figure.row else (), table.rows, f"{where} {figure}")
        _known((figure.column,) if figure.column else (), table.columns, f"{where} {figure}")


def _prove_choice(form: Form, name: str, where: str) -> None:
    table, _, rest = name.partition("/")
    if table == "prose":
        _known((rest,), (*form.stated, *form.passages), f"{where} {name}")
    elif table == "rate":
        _known((rest,), form.rates, f"{where} {name}")
    else:
        row, _, column = rest.partition("/")
        _prove_figures(form, (FigureId(table, row, column),), where)
