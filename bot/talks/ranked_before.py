"""The ranking last asked for in a talk, and who is on a place of it."""

from dataclasses import replace

from bot.reading.readings import OVER_ALL, Fields


def ranking_before(earlier: Fields) -> Fields | None:
    """The ranking last asked for in the talk; 办结呢 after 前五名合计 is by 办结 since."""
    asked = (f for f in reversed((*earlier.before, earlier)) if f.group is not None and not was_picked(f, earlier))
    last = next((f for f in asked if f.operation == "rank" or (f.operation in OVER_ALL and f.order is not None)), None)
    return replace(last, operation="rank", found=None) if last is not None and last.operation != "rank" else last


def was_picked(fields: Fields, earlier: Fields) -> bool:
    """Whether a question is of bodies that a ranking of the talk had found: 它们合计 after 前三名."""
    if fields.picked or fields.group is None or not fields.group.bodies:
        return fields.picked
    rankings = (f.found for f in (*earlier.before, earlier) if f.group is not None and not f.group.bodies)
    return any(found is not None and set(found.bodies) == set(fields.group.bodies) for found in rankings)


def on_place(place: int, ranked: Fields) -> str:
    """The body on that place; empty where two share one, or it was not shown."""
    found, order = ranked.found, ranked.order
    if found is not None and place == len(found.bodies) == 1 and ranked.group is not None and ranked.group.bodies:
        return found.bodies[0]  # the first of two that were held against each other
    if order is not None and order.end != "least" and order.first == order.last == place:
        return found.bodies[0] if found is not None and len(found.bodies) == 1 else ""  # the one that was asked for
    return found.bodies[place - 1] if found is not None and found.order and 1 <= place <= len(found.bodies) else ""


def found_on_place(place: int, ranked: Fields, earlier: Fields) -> tuple[str, Fields | None]:
    """The body on that place and the list that it stands in: of that ranking, or of one before it that is the same but for the places
    that were asked for."""
    same = (ranked.group, ranked.years, ranked.targets)
    asked = (f for f in reversed(earlier.before) if (f.group, f.years, f.targets) == same)
    return next(((body, f.found) for f in (ranked, *asked) if (body := on_place(place, f))), ("", None))
