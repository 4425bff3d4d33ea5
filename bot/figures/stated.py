"""A figure that the text states, with its sentence."""

from fractions import Fraction

from bot.figures.figure import Figure, Found, Source
from bot.question.folded import folded
from store.facts.prose import StatedFigure
from store.forms.form import Form

MOST_SAID = 6
SECTIONS = {"overview": "一、总体情况", "problems": "五、存在的主要问题及改进情况", "remarks": "六、其他需要报告的事项"}


def stated(name: str, found: Found, form: Form) -> tuple[Figure, ...]:
    """Every statement of the figure in the text; else that it is not stated."""
    what = form.stated[name]
    if figures := tuple(_figure(s, found, form) for s in found.extract.stated if s.id == name):
        return figures
    return (
        Figure(
            found.entry.name, found.entry.year, what.name, what.name, "", None, what.units[0], "narrative", "not_stated"
        ),
    )


def said_with(words: tuple[str, ...], found: Found, form: Form) -> tuple[Figure, ...]:
    """Every number of the text whose own words hold all of these: nothing where there is none."""
    return tuple(_figure(s, found, form) for s in found.extract.stated if all(w in folded(s.phrase) for w in words))[
        :MOST_SAID
    ]


def _figure(said: StatedFigure, found: Found, form: Form) -> Figure:
    entry, name = found.entry, form.stated[said.id].name if said.id else said.phrase
    section = SECTIONS.get(said.section, "正文")
    source = Source(entry.document, section, "", "", said.place.line, said.place.page, sample=entry.sample)
    return Figure(
        entry.name, entry.year, name, name, "", said.value, said.unit, "narrative", "printed", raw=said.raw,
        note="" if said.exact else "约数", sentence=said.sentence, sources=(source,),
        exact=Fraction(said.value) if said.exact else None,
    )  # fmt: skip
