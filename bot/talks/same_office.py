"""上海的呢, 比杭州多多少, 南京的也要 after 宁波市公安局 -> the message with the same office of each place: its government is another
body."""

import re

from bot.question.loaded_bodies import LEVEL_ENDS
from bot.question.pieces import END
from bot.reading.readings import Fields
from store.agencies.agency import GOVERNMENT, TOWNSHIPS, Gazetteer, PlaceName
from store.facts.catalogue import Catalogue

PROVINCE = ("省", "自治区")
KINDS = ("省", "市", "区", "县")
PLACE_ALONE = re.compile(
    rf"^\s*(?:那|那么|再看|看看?|换成|换|改成|改)?(?P<place>[\u4e00-\u9fff]{{2,8}}?)(?P<year>(?:20)?\d\d年(?:度)?)?的?(?:那个|那一个)?(?:呢|怎么样|如何|有多少|多少|是多少)?{END}$"
)

OFFICE = r"[\u4e00-\u9fff]{1,7}?(?:局|委|办|厅)|公安|教育|税务|财政|民政|人社|住建|城管|自规|发改|卫健"
OWN = re.compile(
    rf"^\s*(?:那|那么)?(?:我?(?:说|问|指|要)的是)?(?:它|他们?|她|[该这那]个?(?:省|市|区县|[区县]))的?(?:那个)?(?P<office>{OFFICE})(?P<rest>(?:的)?(?:呢|怎么样|多少)?){END}$"
)
NAME = range(4, 1, -1)  # characters of a name without its kind
BESIDE_NAMES = re.compile(
    r"(?:[\s,，、?？。!！呢吗吧啊的和跟与同及比较高低多少大小更是还谁也要看算列上来加再那那么几倍差相件]|一个|一下|哪个|如果|起来)*"
)  # what may stand beside places that are held against each other, and nothing else: a figure would make it a question of its own


def _of_each(message: str, organ: str, gazetteer: Gazetteer) -> str:
    """The office after each bare name of a place, where nothing is asked but how they compare, or that one is wanted too."""
    if any(office in message for office in gazetteer.organs if len(office) > 1):
        return message  # 杭州公安 says it already, though 公安 is a place too
    made, rest, at = "", "", 0
    while at < len(message):
        name = next((message[at : at + n] for n in NAME if message[at : at + n] in gazetteer.named), "")
        bare = bool(name) and not name.endswith(KINDS) and message[at + len(name) : at + len(name) + 1] not in KINDS
        if bare:
            made += name + _at_level(organ, gazetteer.named[name])
        else:
            made, rest, name = made + message[at], rest + message[at], message[at]
        at += len(name)
    return made if rest != message and BESIDE_NAMES.fullmatch(rest) else message


def _own_office(message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer) -> str:
    """它的教育局呢 after a district: the district's own; the message as it is where no such one is spoken of."""
    match = OWN.match(message)
    if match is None or len(earlier.bodies) != 1 or earlier.bodies[0] not in catalogue.by_agency:
        return message
    place = gazetteer.places.get(catalogue.newest(earlier.bodies[0]).place)
    return f"{place.name}{match['office']}{match['rest']}" if place is not None else message


def same_office(message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer) -> str | None:
    """The message as it is where no part of a government was asked for, or more than a place is said; None where several were."""
    if (own_office := _own_office(message, earlier, catalogue, gazetteer)) != message:
        return own_office
    bodies = _asked_for(earlier)
    offices = [catalogue.newest(body) for body in bodies if body in catalogue.by_agency]
    organs = {office.organ for office in offices}
    parts = {organ for organ in organs if organ and organ != GOVERNMENT and not organ.endswith(TOWNSHIPS)}
    match = PLACE_ALONE.match(message)
    if match is not None and match["place"] in gazetteer.organs:
        return message  # 公安呢, though 公安 is a place too
    if match is None or match["place"] not in gazetteer.named:
        return _of_each(message, next(iter(parts)), gazetteer) if len(parts) == 1 and parts == organs else message
    places = gazetteer.named[match["place"]]
    own = bool(earlier.bodies) and any(place.code == office.place for place in places for office in offices)
    if not parts or own or parts != organs:  # 宁波市呢 after 宁波市教育局: the government itself
        return message
    return f"{match['place']}{_at_level(parts.pop(), places)}{match['year'] or ''}呢" if len(parts) == 1 else None


def _asked_for(earlier: Fields) -> tuple[str, ...]:
    """The bodies named, now or, where one that is not loaded was asked for since, before."""
    for fields in (earlier, *reversed(earlier.before)):
        if fields.group is not None and not fields.group.bodies:
            return ()
        if bodies := (fields.group.bodies if fields.group is not None else fields.bodies):
            return bodies
    return ()


def _at_level(organ: str, places: tuple[PlaceName, ...]) -> str:
    """局 of a city or county, 厅 of a province."""
    if organ[-1:] not in LEVEL_ENDS:
        return organ
    return organ[:-1] + ("厅" if all(place.name.endswith(PROVINCE) for place in places) else "局")
