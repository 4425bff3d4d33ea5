"""A part as a percentage of a whole, with both numbers."""

from bot.figures.figure import Figure, Found, name_of
from bot.figures.printed import printed
from bot.reading.query import Share
from store.facts.numbers import grouped, rounded
from store.forms.form import Form


def share(wanted: Share, found: Found, form: Form) -> Figure:
    """Percentage to two places, half up; no number where a part is missing or the whole is 0."""
    part, whole = printed(wanted.part, found, form), printed(wanted.whole, found, form)
    value, state, exact = None, "printed", None
    if part.exact is None or whole.exact is None:
        state = part.state if part.exact is None else whole.state
    elif not whole.exact:
        state = "zero_base"
    else:
        exact = part.exact / whole.exact * 100
        value = rounded(exact)
    numbers = " ÷ ".join(
        f"{name_of(f, form)} {grouped(x.value) if x.value is not None else '—'}"
        for f, x in ((wanted.part, part), (wanted.whole, whole))
    )
    return Figure(
        part.agency, part.year, f"{name_of(wanted.part, form)}占{name_of(wanted.whole, form)}的比例", part.field, part.column,
        value, "%", "computed", state, formula=numbers, sources=(*part.sources, *whole.sources), ids=(*part.ids, *whole.ids),
        exact=exact, of=wanted.part,
    )  # fmt: skip
