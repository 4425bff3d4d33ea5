"""Which report years a question is about: those named, a span (近三年, 历年, 2019年以来), or the newest of a body."""

import re

from bot.asked import Asked
from bot.meanings import YearWord
from bot.words import Words
from store.catalogue import Catalogue

MOST_YEARS = 12
AGAINST = re.compile(r"比|较")


def years_in_span(asked: Asked, bodies: tuple[str, ...], catalogue: Catalogue) -> tuple[int, ...]:
    """The years of a span, those without a report included; nothing where no span is asked for."""
    loaded = sorted({year for body in bodies for year in catalogue.years(body)})
    if not loaded:
        return ()
    if asked.span is not None and asked.span.since and asked.years:
        return tuple(range(asked.years[0], max(loaded[-1], asked.years[0]) + 1))[:MOST_YEARS]
    if asked.span is not None and asked.span.years:
        return tuple(range(loaded[-1] - asked.span.years + 1, loaded[-1] + 1))
    if len(asked.years) > 1:
        return asked.years
    if "trend" in asked.ids or "which_year" in asked.ids:
        return tuple(range(loaded[0], loaded[-1] + 1))[-MOST_YEARS:]
    return ()


def subject_last(words: Words, asked: Asked) -> tuple[int, ...]:
    """2022年比2024年多多少: the year after 比 is what it is measured against, and comes first."""
    spans = [word for word in words.words if any(isinstance(m, YearWord) and len(m.years) == 1 for m in word.meanings)]
    if len(spans) == 2 and AGAINST.search(words.text, spans[0].end, spans[1].start):
        years = [m.years[0] for word in spans for m in word.meanings if isinstance(m, YearWord)]
        return (years[1], years[0])
    return asked.years
