"""A message of a talk -> the same as other words for it would be: 2023年这个比例呢 is 2023年呢, 它俩的 is 它们的 (`turns.toml`)."""

import re
from functools import cache
from typing import NamedTuple

from bot.question.lexicon_files import lexicon
from bot.question.patterns import put_in
from bot.question.pieces import END, THEN
from bot.reading.followup import of_some_column
from bot.reading.readings import Fields
from bot.talks.asked_before import several_asked
from store.forms.form import Form

TURNS = "turns.toml"
BACK = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
YEAR_BACK = re.compile(rf"^{THEN}(?P<back>大前年|[今去前]年)(?:的)?呢?{END}$")


class Turn(NamedTuple):
    """What is put as what; `after`: the operations that must have been asked before, none where any may; `of_some`: only where that
    was of some applicants (自然人); `alone`: only where no more than one figure was asked for."""

    pattern: re.Pattern[str]
    to: str
    after: frozenset[str]
    of_some: bool
    alone: bool


def in_usual_words(message: str, earlier: Fields, form: Form) -> str:
    """The entries of the file one after the other, each that goes with what was asked before."""
    of_some, several = of_some_column(earlier, form), several_asked((*earlier.before, earlier))
    for turn in turns():
        here = (of_some or not turn.of_some) and not (several and turn.alone)
        if here and (not turn.after or earlier.operation in turn.after):
            message = turn.pattern.sub(turn.to, message)
    return message


@cache
def turns() -> tuple[Turn, ...]:
    """The entries of the file."""
    read = lexicon(TURNS)
    return tuple(
        Turn(
            re.compile(put_in(e["pattern"], read["part"])),
            e["to"],
            frozenset(e.get("after", ())),
            "of_some" in e,
            "alone" in e,
        )
        for e in read["wording"]
    )


def same_year_again(message: str, earlier: Fields, today: int) -> str:
    """Why 那前年呢 is not answered after a question of that very year: it is counted from today, and another one may be meant."""
    match = YEAR_BACK.match(message)
    if match is None or earlier.years != (today - BACK[match["back"]],) or earlier.group is not None:
        return ""
    return f"“{match['back']}”按今天算是{earlier.years[0]}年，刚问过；要看别的年份，请说出是哪一年。"
