"""Form files -> Form.  Everything is proved here, at start: an unknown name fails with file, id and nearest known name."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from store.forms import formula
from store.forms.askable import Ambiguity, Missing, Passage, Rate, Stated, Term
from store.forms.form import (
    Axis,
    Block,
    FigureId,
    Form,
    Layout,
    Table,
    figures_of,
    official_labels,
)
from store.forms.narrower_rates import narrower_rates
from store.forms.rules import BEFORE, Check, Impossible, Jump, Kind

FORMS = Path(__file__).parent
PATH = " > "  # between the parts of a printed label in layout files


class FormError(ValueError):
    """A form file that contradicts itself; the sentence names file, id and the nearest known name."""


@cache
def load_form(folder: Path = FORMS / "disclosure") -> Form:
    """Read and check one folder of form files."""
    names = ("fields", "prose", "rates", "glossary", "findings")
    raw, prose, rates, glossary, found = (_toml(folder / f"{name}.toml") for name in names)
    layouts = {lay.id: lay for lay in (_layout(_toml(path)) for path in sorted(folder.glob("layout_*.toml")))}
    tables = {t["id"]: _table(t) for t in raw["table"]}
    form = Form(
        id=raw["id"],
        name=raw["name"],
        tables=tables,
        cells=tuple((FigureId(*c["figure"].split("/")), _words(c)) for c in raw.get("cell", ())),
        layouts=layouts,
        checks=tuple(_check(c) for c in raw["check"]),
        across=tuple(_check(a) for a in raw["across"]),
        findings=_kinds(found, raw),
        jump=Jump(**raw["jump"]),
        impossible=tuple(
            Impossible(i["table"], tuple(i["rows"]), tuple(i["levels"]), i["reason"]) for i in raw["impossible"]
        ),
        bases=tuple(formula.parse(text) for text in prose["bases"]),
        stated={s["id"]: _stated(s) for s in prose["figure"]},
        passages={p["id"]: _passage(p) for p in prose["passage"]},
        rates={r["id"]: _rate(r) for r in rates["rate"]},
        several_rates={word: tuple(s["rates"]) for s in rates["several"] for word in s["words"]},
        terms={t["id"]: _term(t) for t in glossary["term"]},
        ambiguities=tuple(_ambiguity(a) for a in raw["ambiguous"]),
        missing=tuple(map(_missing, raw["missing"])),
        figures=figures_of(tables, layouts),
        slips=_slips(raw) | _slips(prose),
    )
    _prove(form, folder)
    return replace(form, rates={**form.rates, **narrower_rates(form)})


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{path.name}：{error}") from error


def _words(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (*entry.get("words", ()), *entry.get("slips", ()))


def _slips(raw: Any) -> dict[str, str]:
    """Each slip of the files with the word that was meant: the first of its entry."""
    if isinstance(raw, list):
        return {slip: word for entry in raw for slip, word in _slips(entry).items()}
    if not isinstance(raw, dict):
        return {}
    inside = {slip: word for entry in raw.values() for slip, word in _slips(entry).items()}
    return dict.fromkeys(raw["slips"], _words(raw)[0]) | inside if "slips" in raw else inside


def _axis(entry: Mapping[str, Any]) -> Axis:
    weak, added, parts, share_of, usual = (
        tuple(entry.get(name, ())) for name in ("weak", "sum", "parts", "share_of", "usual")
    )
    return Axis(
        entry["id"], entry["name"], entry.get("short", entry["name"]), entry.get("unit", ""), _words(entry),
        weak, added, parts, share_of, usual, entry.get("when", ""),
    )  # fmt: skip


def _table(entry: Mapping[str, Any]) -> Table:
    rows, columns = ({axis["id"]: _axis(axis) for axis in entry[kind]} for kind in ("row", "column"))
    return Table(
        entry["id"], entry["name"], entry["title"], rows, columns,
        entry.get("default_row", ""), entry.get("default_column", ""), tuple(entry.get("gives_way_to", ())), _words(entry),
    )  # fmt: skip


def _check(entry: Mapping[str, Any]) -> Check:
    equation = formula.parse(entry["formula"])
    if not isinstance(equation, formula.Operation) or equation.sign != "=":
        raise FormError(f"fields.toml：校验“{entry['id']}”不是等式：{entry['formula']}")
    return Check(
        entry["id"], entry["name"], entry["sure"], entry["table"], entry["each"], equation, entry["source"],
    )  # fmt: skip


def _kinds(found: Mapping[str, Any], raw: Mapping[str, Any]) -> Mapping[str, Kind]:
    """The kinds of findings: those of findings.toml, and one for each check that can fail."""
    rules = [(r["id"], Kind(f"{r['name']}对不上", r["sure"])) for r in (*raw["check"], *raw["across"])]
    return dict([*rules, *((f["id"], Kind(f["name"], f["sure"])) for f in found["finding"])])


def _stated(entry: Mapping[str, Any]) -> Stated:
    return Stated(
        entry["id"], entry["name"], tuple(entry["units"]), tuple(entry["phrases"]), _words(entry),
        tuple(formula.parse(text) for text in entry.get("equals", ())), tuple(entry.get("instead", ())),
    )  # fmt: skip


def _missing(entry: Mapping[str, Any]) -> Missing:
    stated, by_unit = entry.get("stated", False), dict(entry.get("by_unit", {}))
    return Missing(_words(entry), entry["note"], tuple(entry["nearest"]), stated, by_unit)


def _rate(entry: Mapping[str, Any]) -> Rate:
    besides = formula.parse(entry["besides"]) if "besides" in entry else None
    return Rate(
        entry["id"], entry["name"], tuple(entry["words"]), formula.parse(entry["formula"]), entry.get("note", ""),
        entry.get("pending", ""), besides, entry.get("besides_name", ""),
    )  # fmt: skip


def _term(entry: Mapping[str, Any]) -> Term:
    rows, words = (tuple(entry.get(name, ())) for name in ("rows", "words"))
    return Term(entry["id"], rows, words, entry["text"], entry["article"])


def _passage(entry: Mapping[str, Any]) -> Passage:
    holds = tuple(entry.get("contains", ()))
    return Passage(
        entry["id"], entry["name"], entry.get("section", ""), holds, entry.get("whole", False), _words(entry)
    )


def _ambiguity(entry: Mapping[str, Any]) -> Ambiguity:
    return Ambiguity(
        _words(entry), tuple(entry["choices"]), dict(entry.get("by_unit", {})),
        entry.get("generic", False), entry.get("note", ""),
    )  # fmt: skip


def _labels(entry: Mapping[str, list[str]]) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    return tuple((key, tuple(tuple(label.split(PATH)) for label in labels)) for key, labels in entry.items())


def _block(raw: Mapping[str, Any]) -> Block:
    return Block(raw["title"], _labels(raw["columns"]), _labels(raw.get("rows", {})), raw.get("variant", False))


def _layout(raw: Mapping[str, Any]) -> Layout:
    blocks = {t["id"]: tuple(map(_block, t["block"])) for t in raw["table"]}
    return Layout(
        id=raw["id"],
        name=raw["name"],
        source=raw["source"],
        sections={s["id"]: (s["number"], tuple(s["headings"])) for s in raw["section"]},
        blocks=blocks,
        labels=official_labels(blocks),
    )


def _known(names: Iterable[str], known: Iterable[str], where: str) -> None:
    defined = list(known)
    for name in names:
        if name not in defined:
            near = get_close_matches(name, defined, 1)
            raise FormError(f"{where}：不认识“{name}”" + (f"，是不是“{near[0]}”？" if near else ""))


def _prove(form: Form, folder: Path) -> None:
    """Every id that is used is defined."""
    fields, prose = f"{folder.name}/fields.toml", f"{folder.name}/prose.toml"
    for table in form.tables.values():
        for kind, axes in (("行", table.rows), ("列", table.columns)):
            for axis in axes.values():
                _known((*axis.sum, *axis.parts, *axis.share_of), axes, f"{fields} {table.id} {kind} {axis.id}")
    _prove_rules(form, fields)
    _prove_askable(form, folder.name)
    for layout in form.layouts.values():
        _prove_figures(form, layout.labels, f"{folder.name}/layout_{layout.id}.toml")
    _prove_figures(form, (figure for figure, _ in form.cells), f"{fields} [[cell]]")
    choices = [c for a in form.ambiguities for c in (*a.choices, *a.by_unit.values())]
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
