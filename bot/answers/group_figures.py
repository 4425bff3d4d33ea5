"""The bodies that a question about many shows -> the full figure of each, with its rank."""

from dataclasses import replace

from bot.figures.compute import compute
from bot.figures.figure import Figure, Found
from bot.knowledge import Knowledge
from bot.reading.query import build_query, shares_of
from bot.reading.readings import Fields
from bot.targets.target import Target
from store.facts.catalogue import Entry
from store.forms.form import FigureId, Form


def whole_of(fields: Fields, form: Form) -> FigureId | None:
    """What a share is measured against."""
    if not fields.share:
        return None
    return shares_of(fields.targets[0].figures[0], fields.base, form)[0].whole


def figures_of_each(fields: Fields, places: list[tuple[Entry, int]], known: Knowledge, most: int) -> tuple[Figure, ...]:
    """The full figures of the bodies shown."""
    made: list[Figure] = []
    form, years = known.vocabulary.form, fields.years if fields.change else (fields.year,)
    for entry, rank in places[:most]:
        query = build_query(_of_one(entry.agency, years, fields, form), known.catalogue, form)
        found = tuple(Found(look, look.entry, known.fetch(look.selection)) for look in query.lookups if look.entry)
        figures = compute(query, found, form)
        made += [replace(figure, rank=rank) for figure in _shown(fields, figures)]
    rest = len(places) - most
    if rest > 0 and made:
        made[-1] = replace(made[-1], remark=f"还有 {rest} 个没有列出。")
    return tuple(made)


def _of_one(agency: str, years: tuple[int, ...], fields: Fields, form: Form) -> Fields:
    """What is asked of each: the figure, its growth, its share; of figures that are added up the share of their sum."""
    added = len(fields.targets) == 1 < len(fields.targets[0].figures)
    if added and (whole := whole_of(fields, form)) is not None:
        return Fields((agency,), years, fields.targets, "sum_share", (Target((whole,)),))
    return Fields((agency,), years, fields.targets, fields.plain, fields.base)


def _shown(fields: Fields, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Of what was worked out for a body the figure it is compared by; of a change the growth or the number."""
    if fields.change:
        top = [f for f in figures if f.headline and (f.unit == "%") == (fields.change == "percent")]
        return tuple(top or [f for f in figures if f.headline])[:1]
    return figures if len(fields.targets) > 1 else figures[:1]
