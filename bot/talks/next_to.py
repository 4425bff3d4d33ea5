"""它前面是谁, 后一名呢 after 海曙排第几, 第三名 -> the message with the place before or behind, and the ranking asked before."""

import re
from dataclasses import replace

from bot.question.meanings import OrderWord
from bot.question.pieces import END, THEN
from bot.reading.readings import Fields

NEXT_TO = re.compile(
    rf"^{THEN}(?:(?:排在?|在)?(?:它|他)的?)?(?P<side>前面|后面|前一[名位个]|后一[名位个]|上一[名位个]|下一[名位个]|紧跟其后|紧随其后)(?:的?[一那][名位个])?的?"
    rf"(?:又|呢)?(?:是?(?:谁|哪一?[个家](?:区县|[区县市省]|单位|地方)?))?[呢啊]?{END}$"
)
BEFORE = ("前面", "前一", "上一")


def next_to(message: str, earlier: Fields) -> tuple[str, Fields]:
    """Both as they are where no one place of an order was asked for or found, or none beside it is spoken of."""
    match, place = NEXT_TO.match(message), _place(earlier)
    if match is None or place is None:
        return message, earlier
    up = -1 if place.end != "least" else 1  # before the last is the last but one
    number = place.first + (up if match["side"].startswith(BEFORE) else -up)
    if number < 1:
        return message, earlier
    whole = replace(
        earlier, bodies=(), operation="rank", order=OrderWord("most", 1, 0), found=None, before=earlier.before
    )
    return f"{'倒数' if place.end == 'least' else ''}第{number}名呢", whole


def _place(earlier: Fields) -> OrderWord | None:
    """The one place that was asked for, or found for a body, of all of a kind."""
    if earlier.group is None or earlier.conditions:
        return None
    found = earlier.found if earlier.operation == "position" else earlier
    order = found.order if found is not None and earlier.operation in ("position", "rank") else None
    return order if order is not None and order.last and order.first == order.last else None
