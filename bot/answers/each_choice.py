"""A question back whose choices are all meant -> the answer to each of them, in one message."""

from dataclasses import replace

from bot.answers.single import answer_one
from bot.answers.together import together
from bot.knowledge import Answer, Knowledge
from bot.reading.readings import OVER_ALL, Unclear

NOT_ADDED = "不同级的单位没有加在一起：上级的数可能包括下级的"


def each_choice(message: str, asked: Unclear, known: Knowledge, today: int) -> Answer | None:
    """The sum of bodies of all kinds, of each kind by itself; the places of one by several figures."""
    if not asked.each:
        return None
    parts = [answer_one(choice.ask, known, today) for choice in asked.choices]
    if any(part.status != "answered" for part in parts):
        return None
    each = together(message, parts, known, today)
    added = asked.about is not None and asked.about.operation in OVER_ALL
    return replace(each, reply=replace(each.reply, notes=(NOT_ADDED, *each.reply.notes))) if added else each
