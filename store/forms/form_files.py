"""Form files -> Form.  Everything is proved here, at start: an unknown name fails with file, id and nearest known name."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
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
from store.forms.proved import FormError, prove
from store.forms.rules import Check, Impossible, Jump, Kind

FORMS = Path(__file__).parent
PATH = " > "  # between the parts of a printed label in layout files


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
        impossible=tuple(map(_impossible, raw["impossible"])),
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
    prove(form, folder.name)
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


def _impossible(entry: Mapping[str, Any]) -> Impossible:
    return Impossible(entry["table"], tuple(entry["rows"]), tuple(entry["levels"]), entry["reason"])


def _stated(entry: Mapping[str, Any]) -> Stated:
    return Stated(
        entry["id"], entry["name"], tuple(entry["units"]), tuple(entry["phrases"]), _words(entry),
        tuple(formula.parse(text) for text in entry.get("equals", ())), tuple(entry.get("instead", ())),
    )  # fmt: skip


def _missing(entry: Mapping[str, Any]) -> Missing:
    stated, by_unit = entry.get("stated", False), dict(entry.get("by_unit", {}))
    parts = tuple(tuple(part) for part in entry.get("parts", ()))
    return Missing(
        _words(entry), entry["note"], tuple(entry["nearest"]), stated, by_unit, parts, entry.get("yields_to", "")
    )


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
        entry.get("generic", False), entry.get("note", ""), entry.get("usual", ""), dict(entry.get("after", {})),
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
