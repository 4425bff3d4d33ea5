"""Answer -> what a tap away may be asked next: its share, its change, its years, its whole table.  Each is a full question."""

from dataclasses import dataclass

from bot.knowledge import Answer, Knowledge
from bot.reading.phrases import question_for
from bot.reading.query import shares_of
from bot.reading.readings import About, Fields

MOST = 4
WHOLE = 7  # figures, from which on an answer is a whole table


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands on the button, and the question behind it."""

    label: str
    ask: str


def offers_of(answer: Answer, known: Knowledge) -> tuple[Offer, ...]:
    """The offers that fit; none where more than one figure, body or year was asked for."""
    fields = answer.fields
    if answer.status != "answered" or fields is None or fields.group is not None or not _single(fields):
        return ()
    form, catalogue = known.vocabulary.form, known.catalogue
    (body,), (year,), (target,) = fields.bodies, fields.years, fields.targets
    if body not in catalogue.by_agency or target.passage or target.said:
        return ()
    name, years = catalogue.name(body), catalogue.years(body)
    found = []
    if len(target.figures) == 1 and fields.operation != "share" and shares_of(target.figures[0], (), form):
        found.append(Offer("占比", question_for(name, year, fields.targets, "share", form)))
    one = len(target.figures) < 2  # of a sum neither is asked in one question
    if one and year - 1 in years and fields.operation != "change":
        found.append(Offer("同比", question_for(name, year, fields.targets, "change", form)))
    if one and len(years) > 1:
        found.append(Offer("历年", question_for(name, 0, fields.targets, "trend", form)))
    if target.figures:
        found.append(Offer("整张表", f"{name}{year}年{form.tables[target.figures[0].table].name}"))
    return tuple(found)[:MOST]


def report_of(answer: Answer, known: Knowledge) -> int:
    """The number of the report that an answer is about as a whole (整张表, 出处, 对得上吗), which can be had as a file; 0 where it is about
    less, or more."""
    about = answer.reading if isinstance(answer.reading, About) else None
    of, whole = about or answer.fields, about is not None or len(answer.figures) >= WHOLE
    if answer.status != "answered" or of is None or not whole or of.group is not None or len(of.bodies) != 1:
        return 0
    years = of.years or known.catalogue.years(of.bodies[0])[-1:]
    entry = known.catalogue.entry(of.bodies[0], years[0]) if len(years) == 1 else None
    return entry.id if entry is not None else 0


def _single(fields: Fields) -> bool:
    return len(fields.bodies) == len(fields.years) == len(fields.targets) == 1
