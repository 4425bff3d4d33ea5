"""Which report years a question is about: those named, a span (近三年, 历年, 2019年以来), or the newest of a body."""

from bot.asked import Asked
from store.catalogue import Catalogue

MOST_YEARS = 12


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
