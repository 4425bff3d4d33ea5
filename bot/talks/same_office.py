"""上海的呢 after 宁波市公安局 -> the message with the same office of that place: its government is another body."""

import re

from bot.question.bodies import LEVEL_ENDS
from bot.reading.readings import Fields
from store.agencies.agency import GOVERNMENT, TOWNSHIPS, Gazetteer, PlaceName
from store.facts.catalogue import Catalogue

PROVINCE = ("省", "自治区")
PLACE_ALONE = re.compile(
    r"^\s*(?:那|那么|再看|看看?|换成|换|改成|改)?(?P<place>[\u4e00-\u9fff]{2,8}?)的?(?:呢|怎么样|如何|有多少|多少|是多少)?[?？。\s]*$"
)


def same_office(message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer) -> str:
    """The message as it is where no part of a government was asked for, or more than a place is said."""
    match = PLACE_ALONE.match(message)
    if match is None or match["place"] not in gazetteer.named or len(earlier.bodies) != 1 or earlier.group is not None:
        return message
    if earlier.bodies[0] not in catalogue.by_agency:
        return message
    office, places = catalogue.newest(earlier.bodies[0]), gazetteer.named[match["place"]]
    own = any(place.code == office.place for place in places)  # 宁波市呢 after 宁波市教育局: the government itself
    if own or office.organ == GOVERNMENT or office.organ.endswith(TOWNSHIPS):
        return message
    return f"{match['place']}{_at_level(office.organ, places)}呢"


def _at_level(organ: str, places: tuple[PlaceName, ...]) -> str:
    """局 of a city or county, 厅 of a province."""
    if organ[-1:] not in LEVEL_ENDS:
        return organ
    return organ[:-1] + ("厅" if all(place.name.endswith(PROVINCE) for place in places) else "局")
