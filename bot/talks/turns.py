"""A message of a talk -> the same as other words for it would be: 2023年这个比例呢 is 2023年呢, 它俩的 is 它们的 (`turns.toml`)."""

import re
from functools import cache
from typing import NamedTuple

from bot.question.lexicon_files import lexicon
from bot.reading.readings import Fields

TURNS = "turns.toml"


class Turn(NamedTuple):
    """What is put as what; `after`: the operations that must have been asked before, none where any may."""

    pattern: re.Pattern[str]
    to: str
    after: frozenset[str]


def in_usual_words(message: str, earlier: Fields) -> str:
    """The entries of the file one after the other, each that goes with what was asked before."""
    for turn in turns():
        if not turn.after or earlier.operation in turn.after:
            message = turn.pattern.sub(turn.to, message)
    return message


@cache
def turns() -> tuple[Turn, ...]:
    """The entries of the file."""
    read = lexicon(TURNS)["wording"]
    return tuple(Turn(re.compile(e["pattern"]), e["to"], frozenset(e.get("after", ()))) for e in read)
