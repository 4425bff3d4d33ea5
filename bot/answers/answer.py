"""A message -> its answer.  Every front end calls `answer`; a message with several questions is answered in their order."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.answers.between_places import between_places
from bot.answers.each_share import each_share
from bot.answers.in_parts import of_several, whole_or_parts
from bot.answers.mentioned import mentioned
from bot.answers.offered import each_named, figures_named
from bot.answers.place_first import goes_on_from, not_found
from bot.answers.question_inside import question_inside
from bot.answers.single import answer_fields
from bot.answers.sum_against import sum_against
from bot.answers.taken_back import as_meant
from bot.figures.of_many import MOST_SHOWN
from bot.knowledge import Answer, Knowledge
from bot.reading.followup import without
from bot.reading.readings import About, Fields, NotUnderstood
from bot.replies.reply import Reply, reply_to_not_understood
from bot.talks.also_wanted import with_those_before
from bot.talks.carried_over import came_into
from bot.talks.put_right import puts_right
from bot.talks.remains import remains_of
from bot.talks.turns import in_usual_words
from bot.talks.whole_ranking import whole_list

LONGEST = 500  # characters of a message
SHORTEST_FRAMED = 12  # characters of a message that may hold a question and something around it
NUMBER_ALONE = re.compile(r"\s*\d{1,2}\s*[.。、]?\s*")
NO_SUCH_CHOICE = "没有这个选项。请回复上面列出的数字，或者把问题说全。"


def _by_itself(message: str, known: Knowledge, ask: Callable[[str], Answer]) -> Answer | None:
    """What is asked for in several questions: who is on two places, the share of each, a sum against another figure, a word of the text."""
    ways = (mentioned, between_places, each_share, sum_against)
    return next((found for way in ways if (found := way(message, known, ask)) is not None), None)


def answer(message: str, known: Knowledge, today: int, earlier: Fields | None = None) -> Answer:
    """Answer a message; `today` is the year, `earlier` what was asked before in the same talk."""
    if len(message) > LONGEST:
        return Answer(message, "not_understood", Reply((f"一次最多问 {LONGEST} 个字，请说短一点。",)))
    right = earlier is not None and puts_right(message)
    said, said_before = message, earlier
    message = came_into(as_meant(message, known, goes_on=earlier is not None))
    if earlier is not None:
        of_before = _of_before(message, known, today, earlier)
        if isinstance(of_before, Answer):
            return of_before
        message, earlier = of_before
    if earlier is not None and (several := of_several(message, known, today, earlier)) is not None:
        return several
    alone = _by_itself(message, known, lambda text: answer(text, known, today))
    found = alone or whole_or_parts(message, known, today, earlier)
    if found.status == "not_understood" and NUMBER_ALONE.fullmatch(message):
        return replace(found, reply=Reply((NO_SUCH_CHOICE,)))
    if found.status == "not_understood" and len(message) >= SHORTEST_FRAMED:
        inside = question_inside(message, found, known, today)
        named = each_named(message, found, known, today, earlier) or figures_named(
            message, found, known, today, earlier
        )
        found = inside or named or found
    if right and found.status == "not_understood" and earlier is not None:
        return replace(found, fields=without("figure", earlier))  # what was asked before was not meant
    settled = found.status == "answered" and not isinstance(found.reading, About)
    if settled and said_before is not None and found.fields is not None:
        found = replace(found, fields=with_those_before(said, found.fields, said_before))
    if not settled and found.fields is None:
        found = replace(found, fields=remains_of(found, earlier, known, today))
    return replace(found, fields=replace(found.fields, instead=True)) if right and found.fields else found


def _of_before(message: str, known: Knowledge, today: int, earlier: Fields) -> Answer | tuple[str, Fields]:
    """A message that goes on as what it asks and what it goes on from; its answer where all of a list is wanted, or nothing of before
    fits."""
    if (held := mentioned(message, known, lambda text: answer(text, known, today, earlier))) is not None:
        return held
    message = in_usual_words(message, earlier, known.vocabulary.form)
    if (listed := whole_list(message, earlier, MOST_SHOWN, known.catalogue, known.vocabulary)) is not None:
        return replace(answer_fields(listed, known, today, whole=True), question=message)
    pointed = goes_on_from(message, earlier, known, lambda turn, before: answer(turn, known, today, before))
    if isinstance(pointed, NotUnderstood):
        left = not_found(pointed, earlier)
        return Answer(message, "not_understood", reply_to_not_understood(pointed, ()), None, pointed, fields=left)
    return pointed
