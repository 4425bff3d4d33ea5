"""徐州那个 after 鼓楼区 of Nanjing -> the message with the full name: another place of that name, told by what it lies in."""

import re

from bot.question.pieces import END_OF_LINE
from bot.reading.readings import Fields
from store.agencies.agency import Gazetteer
from store.facts.catalogue import Catalogue

THAT_ONE = re.compile(
    r"^\s*(?:不是[\u4e00-\u9fff]{2,6}?的?[,，]\s*)?(?:那个?|那么|这个|(?P<changed>再?[换換改](?:成|到|为)?)|看|(?P<sure>(?:我?(?:说|问|指)的)?就?是))?(?P<home>[\u4e00-\u9fff]{2,6}?)[省市]?(?P<year>(?:20)?\d\d年(?:度)?)?"
    rf"(?:的?(?P<that>那个|那一个|这个)(?:[\u4e00-\u9fff]{{0,3}}区)?|的?(?=呢{END_OF_LINE}$)|的(?={END_OF_LINE}$)"
    rf"|(?(changed)的?(?={END_OF_LINE}$)|(?!))|的?呢?[,，、]\s*(?P<later>20\d\d)年?度?呢?(?={END_OF_LINE}$))(?P<rest>.*)$"
)
OF = re.compile(rf".*(?:的|个)呢?{END_OF_LINE}$")  # 宁波的; 宁波呢 may be 宁波 itself


def same_named(message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer) -> str:
    """The message as it is where no other loaded body of the name lies there, or several do."""
    match = THAT_ONE.match(message)
    if match is None or len(earlier.bodies) != 1 or earlier.bodies[0] not in catalogue.by_agency:
        return message
    places, own = gazetteer.places, catalogue.newest(earlier.bodies[0])
    if own.place not in places:
        return message
    homes = [place.code for place in gazetteer.named.get(match["home"], ())]
    found = [
        body
        for body in catalogue.by_agency
        if (other := catalogue.newest(body)).place != own.place
        and other.organ == own.organ
        and other.place in places
        and places[other.place].name == places[own.place].name
        and any(places[other.place].within(home) for home in homes)
    ]
    own_home = any(places[own.place].within(home) for home in homes)
    if not found and own_home and (match["that"] or match["sure"]):
        found = [earlier.bodies[0]]  # 是宁波的 after 江北区, of which one alone is loaded: that one
    if not found and match["year"] and _of_another_before(earlier):  # 天津2023年的 after 天津的呢
        found = [earlier.bodies[0]] if own_home else []
    year = match["year"] or (f"{match['later']}年" if match["later"] else "")
    there = match["changed"] or match["sure"] or OF.match(message)
    if not found and not own_home and there and _lies_in(places[own.place].name, homes, gazetteer):
        return f"{match['home']}{places[own.place].name}{year}{match['rest'] or '呢'}"  # not loaded, which is said
    return f"{catalogue.name(found[0])}{year}{match['rest'] or '呢'}" if len(found) == 1 else message


def _lies_in(name: str, homes: list[str], gazetteer: Gazetteer) -> bool:
    """Whether there is a place of that name in one of these, loaded or not."""
    return any(place.name == name and any(place.within(home) for home in homes) for place in gazetteer.places.values())


def _of_another_before(earlier: Fields) -> bool:
    """Whether another body was asked about before the last one."""
    return any(fields.bodies and fields.bodies != earlier.bodies for fields in earlier.before)
