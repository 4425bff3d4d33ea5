"""末位的诉讼多少, 最低那年呢, 垫底这家的不予公开: a place of what was put in order before, and what is asked of who is on it.

The place is asked for first, as if it were a turn of its own; what is left of the message then goes on from the one it finds."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.knowledge import Answer, Knowledge
from bot.question.pieces import END, THEN
from bot.reading.readings import Fields, NotUnderstood
from bot.talks.points_at import OF_WHICH, what_it_points_at
from bot.talks.ranked_before import ranking_before
from bot.talks.the_nth import COUNT

KIND = r"(?:区县|[区县市省局](?!里|中|长|级|政)|单位|地方|城市)"
THAT = rf"(?:[那这]一?[个家位名]{KIND}?|的{KIND})"
REST = r"(?:(?:它|他|其)的?|的)*(?P<rest>(?!是(?!不是|否)|叫|在哪|有哪|[谁哪年项类月]|吗|理由|原因|时候).+?)"
MOST, LEAST = "最[多高大]", "最[少低小]"
LAST_NAMES, FIRST_NAMES = "垫底|末位|末尾|最后一[名位个家]", "榜首|冠军|头名"
OF_BODY = re.compile(
    rf"^{THEN}(?:排在?)?(?:(?P<most>{MOST})的?(?:{THAT}|一?[个家]的)|(?P<least>{LEAST})的?(?:{THAT}|一?[个家]的)"
    rf"|(?P<last>{LAST_NAMES})的?{THAT}?(?!的?呢)|(?P<first>{FIRST_NAMES})的?{THAT}?(?!的?呢)|(?P<nth>(?:倒数)?第(?:{COUNT}))(?:[名位]?的?{THAT}|[名位]?的(?!呢))){REST}{END}$"
)
OF_YEAR = re.compile(rf"^{THEN}(?:(?P<most>{MOST})|(?P<least>{LEAST}))的?(?:[那这]一?|一)年(?:度)?{REST}{END}$")
GOES_ON = re.compile(r"呢$")
TURNS = {"most": "最多的呢", "least": "最少的呢", "last": "最后一名呢", "first": "第一名呢"}
NAMED = {"most": "谁最多", "least": "谁最少", "last": "谁最少"}
YEARS = {"most": "哪年最多", "least": "哪年最少"}

Ask = Callable[[str, Fields], Answer]


def goes_on_from(message: str, earlier: Fields, known: Knowledge, ask: Ask) -> tuple[str, Fields] | NotUnderstood:
    """The message with what its corrections and pointing words mean, and what it follows on; why not, where that is not clear.

    `ask` answers a turn of the talk."""
    placed = place_first(message, earlier, ask)
    if placed is None:
        return NotUnderstood((), (), OF_WHICH)
    return what_it_points_at(*placed, known.catalogue, known.vocabulary)


def place_first(message: str, earlier: Fields, ask: Ask) -> tuple[str, Fields] | None:
    """What is left of the message, and the one on that place as what was asked before; both as they are where no place is spoken of;
    None where it is not clear who is on it."""
    of_year = OF_YEAR.match(message)
    match, ordered = of_year or OF_BODY.match(message), _series(earlier) if of_year else _list(earlier)
    if match is None or ordered is None:
        return message, earlier
    place = next(name for name in ("most", "least", "last", "first", "nth") if match.groupdict().get(name))
    turn = YEARS[place] if of_year else TURNS.get(place, f"{match['nth']}名呢")
    if not of_year and ordered.operation != "rank":  # 最多的那家复议 after 常熟、昆山、太仓2024年诉讼
        turn = f"谁排{match['nth']}" if place == "nth" else NAMED.get(place, "")
    again = GOES_ON.fullmatch(match["rest"]) is not None
    if not turn or (again and place in TURNS and earlier.group is None and not of_year):
        return message, earlier  # 最少那个呢 after the rate of the first: by that rate, or its rate?
    first = ask(turn, replace(ordered, before=earlier.before))
    found = first.fields.found if first.status == "answered" and first.fields is not None else None
    if found is None or len(found.bodies) != 1:
        return (message, earlier) if of_year else None
    if again:  # 排第二的那个呢 after the share of the first: its share
        of_found = replace(earlier, bodies=found.bodies, years=found.years, found=None)
        same = earlier.group is not None or ordered is earlier
        return (turn, first.fields or earlier) if same else ("再说一遍", of_found)
    return match["rest"], replace(found, before=earlier.before)


def not_found(why: NotUnderstood, earlier: Fields) -> Fields:
    """第三名呢, which was refused, and then 它: no one was found, so that it is of nobody; the ranking still stands."""
    ranked = ranking_before(earlier) if why.operation == OF_WHICH else None
    return replace(ranked, found=None, before=earlier.before) if ranked is not None else earlier


def _list(earlier: Fields) -> Fields | None:
    """The ranking of before, else the bodies that were asked for together."""
    asked = (
        f for f in (earlier, *reversed(earlier.before)) if f.group is None and set(earlier.bodies) <= set(f.bodies)
    )
    together = (f for f in asked if len(f.bodies) > 1 and len(f.targets) == len(f.years) == 1)
    return ranking_before(earlier) or next(together, None)


def _series(earlier: Fields) -> Fields | None:
    """The years last asked for together, of one figure."""
    asked = (f for f in (earlier, *reversed(earlier.before)) if f.group is None and len(f.targets) == 1)
    return next((f for f in asked if len(f.years) > 1), None)
