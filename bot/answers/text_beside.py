"""What the text of a report states beside the figures of its tables: shown as a quote, never put in place of a figure."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from bot.figures.figure import Figure, Found
from bot.knowledge import Knowledge
from bot.question.word import Words
from bot.reading.readings import Fields
from bot.replies.reply import shorten
from bot.targets.target import ambiguous
from store.forms import formula

MOST_SAID = 3


def said_otherwise(
    words: Words, fields: Fields, figures: tuple[Figure, ...], found: tuple[Found, ...], known: Knowledge
) -> tuple[str, ...]:
    """受理, 办理: the sentences in which the text gives another number than the table under that very word."""
    verbs = {word.text[:2] for word, meaning in ambiguous(words.words) if meaning.ambiguity.note}
    if not verbs:
        return ()
    stated = known.vocabulary.form.stated
    names = tuple(name for name in stated_as(fields, known) if any(verb in stated[name].name for verb in verbs))
    printed = {figure.value for figure in figures}
    return sentences(names, found, known, without=printed)


def stated_as(fields: Fields, known: Knowledge) -> tuple[str, ...]:
    """The figures of a text that are to equal those of the tables that are asked for."""
    form = known.vocabulary.form
    asked = {figure for target in fields.targets for figure in target.figures}
    return tuple(
        stated.id
        for stated in form.stated.values()
        if any(isinstance(e, formula.Name) and form.resolve(e.name) in asked for e in stated.equals)
    )


def near_in_text(fields: Fields, known: Knowledge) -> tuple[str, ...]:
    """What a text may state in place of the figure of a text that is asked for: 网站发布信息, one channel of several."""
    return tuple(near for t in fields.targets if t.stated for near in known.vocabulary.form.stated[t.stated].instead)


def sentences(
    names: tuple[str, ...], found: tuple[Found, ...], known: Knowledge, without: Collection[Decimal | None] = ()
) -> tuple[str, ...]:
    """The sentences in which the text states them, but for those that state these numbers: shown, never put in place of the figure."""
    looks = (replace(report.lookup.selection, figures=(), stated=names) for report in found if names)
    sentences = (s.sentence for look in looks for s in known.fetch(look).stated if s.value not in without)
    return tuple(dict.fromkeys(map(shorten, sentences)))[:MOST_SAID]
