"""第二名和第三名差多少, 第1名到第3名的市差多少: who is on each place is asked for first, then what lies between the two."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.knowledge import Answer, Knowledge
from bot.question.pieces import END, HOW_MANY
from bot.talks.asked_before import atoms_of
from bot.talks.found_in_a_row import COUNT
from bot.talks.full_question import question_of

KIND = r"(?:区县|[区县市省]|单位|部门)"
PLACES = re.compile(
    rf"^(?P<what>[^,，。?？]{{4,}}?)(?:的|排名?|排在)*第(?P<a>{COUNT})名?(?:的?{KIND})?(?:和|与|跟|比|到|减)第(?P<b>{COUNT})名?(?:的?{KIND})?的?"
    rf"(?:之间)?(?:相?差距?|[多高]出?|[少低])了?(?:是|有)?(?:{HOW_MANY})?(?:[件起]|个百分点)?呢?{END}$"
)

Ask = Callable[[str], Answer]


def between_places(message: str, known: Knowledge, ask: Ask) -> Answer | None:
    """None where no two places are held against each other; the question back about the order where that is not clear."""
    match = PLACES.match(message)
    if match is None or match["a"] == match["b"]:
        return None
    on_each = [ask(f"{match['what']}第{match[place]}名") for place in "ab"]
    if on_each[0].status == "clarify":
        return on_each[0]
    found = [one.fields.found for one in on_each if one.status == "answered" and one.fields is not None]
    bodies = tuple(one.bodies[0] for one in found if one is not None and len(one.bodies) == 1)
    if len(bodies) != len(on_each) or on_each[0].fields is None:
        return None  # two that share a place
    of_both = replace(on_each[0].fields, operation="value", group=None, order=None, bodies=bodies)
    between = question_of(atoms_of(of_both), "difference", known.catalogue, known.vocabulary.form)
    return ask(between) if between else None
