"""Fields -> Query: which reports to look into and which cells of each; what is not loaded is kept apart."""

from dataclasses import dataclass, replace

from bot.reading.readings import APART, GROWTH, SHARES, Fields
from bot.targets.target import Target
from store.facts.catalogue import ANY, Catalogue, Entry, Selection
from store.forms.form import FigureId, Form


@dataclass(frozen=True, slots=True)
class Lookup:
    """One report to look into; `entry` is None where it is not loaded."""

    agency: str
    year: int
    entry: Entry | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class Share:
    """What is measured against what."""

    part: FigureId
    whole: FigureId


@dataclass(frozen=True, slots=True)
class Query:
    """Look-ups and the calculation to make of them."""

    fields: Fields
    lookups: tuple[Lookup, ...]
    shares: tuple[Share, ...] = ()


def build_query(fields: Fields, catalogue: Catalogue, form: Form) -> Query:
    """What has to be fetched for a question."""
    shares = (
        tuple(s for t in fields.targets for f in t.figures for s in shares_of(f, fields.base, form))
        if fields.operation in SHARES or (fields.operation in ("rank_years", "rank_parts") and fields.share)
        else ()
    )
    figures = _needed(fields, form) + [share.whole for share in shares]
    named = (form.stated[target.stated] for target in fields.targets if target.stated)
    stated = tuple(name for what in named for name in (what.id, *what.instead))
    stated += (ANY,) if any(target.said for target in fields.targets) else ()
    passages = [form.passages[target.passage] for target in fields.targets if target.passage]
    lookups = []
    for agency in fields.bodies:
        for year in _years(fields):
            entry = catalogue.entry(agency, year)
            parts = (part for f in figures for part in parts_in(f, entry, form)) if entry else ()
            sections = tuple(p.section for p in passages)
            selection = Selection(entry.id if entry else 0, tuple(dict.fromkeys(parts)), stated, sections)
            lookups.append(Lookup(agency, year, entry, selection))
    return Query(fields, tuple(lookups), shares)


def of_parts_alone(fields: Fields, form: Form) -> Fields:
    """办理结果各占多少: the shares of the parts in their whole, which stands among them and is no share of itself."""
    if fields.operation not in SHARES or fields.base or len(fields.targets) < 2:
        return fields
    shares = {t: [s.whole for f in t.figures for s in shares_of(f, (), form)] for t in fields.targets}
    wholes = {whole for of_one in shares.values() for whole in of_one}
    kept = tuple(t for t, of_one in shares.items() if of_one or not set(t.figures) <= wholes)
    return replace(fields, targets=kept)


def _needed(fields: Fields, form: Form) -> list[FigureId]:
    """The figures themselves, what they are set against, and the rows listed under them."""
    against = fields.base if fields.share or fields.operation in APART else ()
    below = [
        FigureId(f.table, row, f.column)
        for target in fields.targets
        for f in target.figures
        for row in form.tables[f.table].rows[f.row].parts
        if fields.operation == "breakdown"
    ]
    return below + [f for target in (*fields.targets, *against) for f in figures_of(target, form)]


def figures_of(target: Target, form: Form) -> tuple[FigureId, ...]:
    """The figures that a target needs."""
    return tuple(map(form.resolve, form.rates[target.rate].names())) if target.rate else target.figures


def parts_in(figure: FigureId, entry: Entry, form: Form) -> tuple[FigureId, ...]:
    """The printed figures that give a figure in the layout of this report."""
    return form.parts(figure, entry.layouts.get(figure.table, ""))


def _years(fields: Fields) -> tuple[int, ...]:
    if fields.operation in GROWTH and len(fields.years) == 1:
        return fields.years[0] - 1, fields.years[0]
    return fields.years


def shares_of(figure: FigureId, base: tuple[Target, ...], form: Form) -> list[Share]:
    """The wholes a figure is measured against: what the question says, else what the form's data say.

    A column is part of its row's total, a result part of what share_of names; where both are named both shares are given."""
    if base:
        return [Share(figure, whole) for target in base for whole in target.figures]
    table = form.tables[figure.table]
    total = FigureId(figure.table, figure.row, table.default_column)
    wholes = [] if figure == total or not table.default_column else [total]
    wholes += [FigureId(figure.table, row, figure.column) for row in table.rows[figure.row].share_of]
    return [Share(figure, whole) for whole in wholes if whole != figure]
