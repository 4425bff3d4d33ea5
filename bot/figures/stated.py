"""A figure that the text states, with its sentence."""

from bot.figures.figure import Figure, Found, Source
from store.form import Form

SECTIONS = {"overview": "一、总体情况", "problems": "五、存在的主要问题及改进情况", "remarks": "六、其他需要报告的事项"}


def stated(name: str, found: Found, form: Form) -> tuple[Figure, ...]:
    """Every statement of the figure in the text; one without a number where the text does not state it."""
    entry, what = found.entry, form.stated[name]
    figures = tuple(
        Figure(
            entry.name, entry.year, what.name, what.name, "", s.value, s.unit, "narrative", "printed", raw=s.raw,
            note="" if s.exact else "约数", sentence=s.sentence,
            sources=(Source(entry.document, SECTIONS.get(s.section, "正文"), "", "", s.place.line, s.place.page, sample=entry.sample),),
        )
        for s in found.extract.stated
        if s.id == name
    )  # fmt: skip
    missing = Figure(entry.name, entry.year, what.name, what.name, "", None, what.units[0], "narrative", "not_stated")
    return figures or (missing,)
