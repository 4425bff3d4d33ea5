"""各市公安局, 哪个市的公安局, 江苏各市教育局 -> the offices of one kind that are loaded: of that level, of the place that is named."""

import re
from collections.abc import Iterable

from bot.question.bodies import Named
from bot.question.kinds import LEVEL_OF_KIND
from bot.question.loaded_bodies import resolve
from bot.reading.groups import within
from store.agencies.agency import GOVERNMENT, Gazetteer
from store.facts.catalogue import Catalogue

EVERY = re.compile(
    r"(?:各|所有|全部|哪一?个|哪些)(?:(?P<kind>区县|地级市|[市区县省])(?:里|中|下)?|地|地方)的?$|(?:各|各个|各家|所有|全部|哪一?[个家]|哪些|哪几[个家]|几[个家]|[这那]几[个家])的?$"
)  # before the office; the level may be the first sign of its name, 市公安局


def every_office(
    named: Iterable[Named], text: str, catalogue: Catalogue, gazetteer: Gazetteer
) -> tuple[str, ...] | None:
    """None where no office is asked for of every place, or another body is named beside."""
    offices = [one for one in named if one.organ and not one.places and one.organ != GOVERNMENT]
    places = [one for one in named if one not in offices]
    if not offices or len({one.organ for one in offices}) > 1 or any(one.organ or one.agency for one in places):
        return None
    start = min(one.start for one in offices)
    before = EVERY.search(text, 0, start) or EVERY.search(text, 0, start + 1)
    if before is None or any(one.start > start for one in places):
        return None
    level, codes = LEVEL_OF_KIND.get(before["kind"] or "", 0), tuple(p.code for one in places for p in one.places)
    entries = [catalogue.newest(body) for body in resolve(offices[-1:], catalogue).candidates]
    return tuple(
        entry.agency
        for entry in entries
        if (not level or gazetteer.places[entry.place].level == level)
        if not codes or within(entry, codes, gazetteer)
    )
