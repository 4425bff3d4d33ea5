"""A question back whose choices are all meant -> the answer to each of them, in one message."""

from dataclasses import replace

from bot.answers.single import answer_one
from bot.answers.together import together
from bot.knowledge import Answer, Knowledge
from bot.reading.groups import kept_apart
from bot.reading.readings import OVER_ALL, Fields, Unclear

NOT_ADDED = "不同级的单位没有加在一起：上级的数可能包括下级的"


def each_choice(message: str, asked: Unclear, known: Knowledge, today: int) -> Answer | None:
    """The sum of bodies of all kinds, of each kind by itself; the places of one by several figures."""
    if not asked.each:
        return None
    parts = [answer_one(choice.ask, known, today) for choice in asked.choices]
    if any(part.status != "answered" for part in parts):
        return None
    each = together(message, parts, known, today)
    about = asked.about
    if about is None or about.group is None or about.operation not in OVER_ALL:
        return each
    elsewhere = {
        note for part in parts for note in _kept_apart(part.fields, known)
    }  # of another kind, which is told too
    notes = (NOT_ADDED, *_kept_apart(about, known), *(note for note in each.reply.notes if note not in elsewhere))
    return replace(each, reply=replace(each.reply, notes=notes))


def _kept_apart(fields: Fields | None, known: Knowledge) -> tuple[str, ...]:
    if fields is None or fields.group is None or not fields.years:
        return ()
    return tuple(kept_apart(fields.group, fields.year, known.catalogue, known.vocabulary))
