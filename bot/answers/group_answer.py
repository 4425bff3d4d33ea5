"""A question about many bodies -> its answer: one look into all reports of the year, then those that are shown."""

from dataclasses import replace
from fractions import Fraction

from bot.answers.group_figures import figures_of_each, whole_of
from bot.figures.figure import Figure
from bot.figures.of_many import (
    MOST_SHOWN,
    Values,
    against_all,
    count_of,
    first_in_sum,
    of_places,
    of_two,
    over_all,
    target_name,
)  # fmt: skip
from bot.figures.pooled import is_pooled, pooled
from bot.figures.standing import Numbers, changed, layouts_of, meets, on_their_forms, ranked, values_in
from bot.knowledge import Answer, Knowledge, Status
from bot.question.word import Words
from bot.reading.groups import kept_apart, loaded_otherwise, members, not_loaded
from bot.reading.many.order_wanted import ALL
from bot.reading.phrases import SIGN_WORDS
from bot.reading.query import figures_of
from bot.reading.readings import AGAINST_ALL, OF_TWO, OVER_ALL, Condition, Fields, Group, NothingThere
from bot.replies.figure_reply import touching
from bot.replies.figure_text import condition_text
from bot.replies.group_reply import reply_to_group
from bot.replies.reply import reply_to_nothing
from bot.talks.pointed_at import with_found, with_those_added
from bot.targets.target import Target
from store.facts.catalogue import Entry
from store.forms.form import FigureId, Form
from store.forms.formula import Exact

MOST_KEPT = 4000  # bodies of a file: more than there are places of one level


def answer_group(question: str, words: Words, asked: Fields, known: Knowledge, most: int = MOST_SHOWN) -> Answer:
    """Rank, filter, count, add up, compare two, or place one body among the others; at most so many bodies are listed."""
    group = asked.group
    assert group is not None
    entries = members(group, asked.year, known.catalogue, known.vocabulary)
    asked = replace(asked, targets=on_their_forms(asked.targets, entries, known.vocabulary.form))
    measures = [e for c in asked.conditions if (e := known.catalogue.entry(c.of, asked.year)) is not None]
    values = _values(asked, [*entries, *(e for e in measures if e not in entries)], known)
    if (lacking := _without_measure(asked, values)) is not None:
        return _nothing_to_measure(question, words, lacking, asked, known)
    apart = kept_apart(group, asked.year, known.catalogue, known.vocabulary)
    fields = replace(_with_means(asked, values), notes=(*asked.notes, *apart))
    main = values[fields.targets[0]]
    kept = _kept(entries, fields, values)
    unknown = {a for found in values.values() if None in found.values() for a, value in found.items() if value is None}
    without = [e for e in entries if e.agency in unknown] if unknown else []
    figures = _worked_out(fields, entries, kept, main, known, most)
    alone = [e for e in entries if e.name == figures[0].agency] if len(figures) == 1 else []
    findings = touching(tuple(f for entry in alone for f in known.all_findings(entry.id)), figures)
    reply = reply_to_group(
        fields, figures, findings, entries, without, *_around(group, entries, known), _names(fields, figures, known)
    )
    shown = {figure.agency for figure in figures}
    told = with_found(asked, figures, {entry.name: entry.agency for entry in entries if entry.name in shown})
    if fields.adds_first:
        told = with_those_added(told, [entry.agency for entry, _ in _places(fields, kept, main)])
    status: Status = "answered" if figures or fields.operation == "filter" else "no_data"
    return Answer(question, status, reply, words, asked, None, figures, (), findings, told)


def _worked_out(
    fields: Fields, entries: list[Entry], kept: list[Entry], main: Values, known: Knowledge, most: int
) -> tuple[Figure, ...]:
    """The figures of those that are kept: one for all, one of two, their number, or each in order."""
    form = known.vocabulary.form
    if is_pooled(fields):
        counted = [entry for entry in kept if main[entry.agency] is not None]
        whole = whole_of(fields, form)
        return pooled(fields, whole, counted, _numbers(_needed(fields, whole, form), counted, fields.year, known), form)
    if fields.adds_first:
        of_some = first_in_sum if fields.operation == "first_in_sum" else of_places
        return of_some(fields, kept, main, form) or figures_of_each(fields, _places(fields, kept, main), known, most)
    if fields.operation in OVER_ALL:
        return over_all(fields, kept, main, form)
    if fields.operation in AGAINST_ALL:
        return against_all(
            fields,
            figures_of_each(fields, [(e, 0) for e in kept if e.agency in fields.bodies], known, 1),
            kept,
            main,
            form,
        )
    if fields.operation in OF_TWO:
        return of_two(figures_of_each(fields, [(entry, 0) for entry in entries], known, most), fields.operation)
    if fields.group is not None and fields.group.counts:
        listed = _places(replace(fields, operation="filter"), kept, main)
        beside = (replace(f, headline=False) for f in figures_of_each(fields, listed, known, most))
        return (count_of(fields, kept, form), *beside)
    return figures_of_each(fields, _places(fields, kept, main), known, most)


def _names(fields: Fields, figures: tuple[Figure, ...], known: Knowledge) -> str:
    """What was looked at: the figures' own names, else those of the targets; and who was left out."""
    form, group = known.vocabulary.form, fields.group or Group()
    out = f"（不含{'、'.join(map(known.catalogue.name, group.without))}）" if group.without else ""
    shown = dict.fromkeys(
        f.name for f in figures if f.name != "个数" and (f.headline or fields.operation not in OF_TWO)
    )
    names = "、".join(shown or dict.fromkeys(target_name(target, form) for target in fields.targets))
    grown = {"": "", "number": "增减", "percent": "增减百分数"}[fields.change] + ("占比" if fields.share else "")
    limits = [
        f"{target_name(c.target, form)}{SIGN_WORDS[c.sign]}{target_name(c.other, form)}"
        if c.other
        else f"{target_name(c.target, form)}{grown}{_limit(c, known)}{'%' if fields.share or c.target.rate else ''}"
        for c in dict.fromkeys(fields.conditions)
        if not c.unit
    ]
    return (f"{names}（{('，或' if fields.either else '，').join(limits)}）" if limits else names) + out


def _limit(condition: Condition, known: Knowledge) -> str:
    return condition_text(condition, of=known.catalogue.name(condition.of) if condition.of else "")


def _around(group: Group, entries: list[Entry], known: Knowledge) -> tuple[str, list[str]]:
    """The places the group lies in, and what of the group is not loaded."""
    if group.bodies:
        loaded = {entry.agency for entry in entries}
        return "", [known.catalogue.name(body) for body in group.bodies if body not in loaded]
    where = known.vocabulary.gazetteer.listed(group.places)
    here = {e.place for e in (*entries, *map(known.catalogue.newest, group.without))} if group.places else set()
    missing = not_loaded(group, here, known.vocabulary.gazetteer)
    return where, missing or loaded_otherwise(group, entries, known.catalogue, known.vocabulary)


def _values(fields: Fields, entries: list[Entry], known: Knowledge) -> dict[Target, Values]:
    """Each figure's value in each report."""
    form = known.vocabulary.form
    whole = whole_of(fields, form)
    needed = _needed(fields, whole, form)
    numbers = _numbers(needed, entries, fields.year, known)
    values = {target: values_in(target, whole, entries, numbers, form) for target in _targets(fields)}
    if not fields.change:
        return values
    before = [old for e in entries if (old := known.catalogue.entry(e.agency, fields.year_before)) is not None]
    earlier = _numbers(needed, entries, fields.year_before, known)
    percent = fields.change == "percent"
    return {
        target: changed(values_in(target, whole, before, earlier, form), now, percent=percent and not target.rate)
        for target, now in values.items()
    }


def _targets(fields: Fields) -> tuple[Target, ...]:
    """What is compared, and what the conditions are about."""
    others = (c.other for c in fields.conditions if c.other is not None)
    return tuple(dict.fromkeys((*fields.targets, *(c.target for c in fields.conditions), *others)))


def _needed(fields: Fields, whole: FigureId | None, form: Form) -> list[FigureId]:
    return [f for target in _targets(fields) for f in figures_of(target, form)] + ([whole] if whole else [])


def _numbers(needed: list[FigureId], entries: list[Entry], year: int, known: Knowledge) -> Numbers:
    """The numbers of a year, of the parts in which the reports print what is needed."""
    form = known.vocabulary.form
    layouts = {f.table: layouts_of(entries, f.table) for f in needed}
    parts = tuple(dict.fromkeys(p for f in needed for layout in layouts[f.table] for p in form.parts(f, layout)))
    return known.fetch_year(year, parts)


def _without_measure(fields: Fields, values: dict[Target, Values]) -> Condition | None:
    """The condition whose body has no such figure."""
    return next((c for c in fields.conditions if c.of and values[c.target][c.of] is None), None)


def _nothing_to_measure(question: str, words: Words, lacking: Condition, asked: Fields, known: Knowledge) -> Answer:
    name, what = known.catalogue.name(lacking.of), target_name(lacking.target, known.vocabulary.form)
    reading = NothingThere(f"{name}{asked.year}年度的{what}没有数（空白、缺格或分母为 0），别的单位没法和它比。", ())
    return Answer(question, "no_data", reply_to_nothing(reading), words, reading)


def _with_means(fields: Fields, values: dict[Target, Values]) -> Fields:
    """高于平均数, 多于北仑, with the number: the mean of the bodies that have the figure, that body's own."""
    made = []
    for condition in fields.conditions:
        if condition.of and (limit := values[condition.target][condition.of]) is not None:
            made.append(replace(condition, worked_out=Fraction(limit)))
            continue
        known = [Fraction(value) for value in values[condition.target].values() if value is not None]
        of_mean = condition.mean and known
        made.append(replace(condition, worked_out=sum(known, Fraction(0)) / len(known)) if of_mean else condition)
    return replace(fields, conditions=tuple(made))


def _kept(entries: list[Entry], fields: Fields, values: dict[Target, Values]) -> list[Entry]:
    """Those that meet the conditions."""
    filters = [condition for condition in fields.conditions if not condition.unit]  # not what lies between two
    enough = any if fields.either else all

    def so(entry: Entry, condition: Condition) -> bool:
        return (value := _compared(condition, entry, values)) is not None and meets(value, condition)

    return [e for e in entries if enough(so(e, c) for c in filters)] if filters else entries


def _compared(condition: Condition, entry: Entry, values: dict[Target, Values]) -> Exact | None:
    """The value that a condition is about; against another figure how much it is more."""
    value = values[condition.target][entry.agency]
    if condition.other is None or value is None:
        return value
    other = values[condition.other][entry.agency]
    return None if other is None else Fraction(value) - Fraction(other)


def _places(fields: Fields, kept: list[Entry], main: Values) -> list[tuple[Entry, int]]:
    """The bodies wanted, with their rank."""
    known = [(entry, value) for entry in kept if (value := main[entry.agency]) is not None]
    if fields.operation == "filter":
        return [(entry, 0) for entry, _, _ in ranked(known, ALL)]
    if fields.operation == "position":
        places = ranked(known, replace(fields.order or ALL, first=1, last=0))
        return [(entry, rank) for entry, _, rank in places if entry.agency in fields.bodies]
    return [(entry, rank) for entry, _, rank in ranked(known, fields.order or ALL)]
