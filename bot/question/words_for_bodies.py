"""Words for whose report is meant: places, parts of their governments, bodies that no place of the table is known for."""

from collections.abc import Iterable

from bot.question.folded import folded
from bot.question.meanings import AgencyWord, Meaning, OrganWord, PlaceWord
from store.agencies.agency import GOVERNMENT, TOWNS, Gazetteer
from store.facts.catalogue import Catalogue

LEVEL_SIGNS = "省市区县"  # 市 of 市教育局: of which level
ZONES = {
    "工业园区": "园区", "高新技术产业开发区": "高新区", "高新技术产业园区": "高新区", "经济技术开发区": "经开区", "经济开发区": "经开区",
}  # what a zone's name ends with -> what people call it  # fmt: skip
OWN_OF_PLACE = ("局", "委", "办", "厅")


def agency_words(catalogue: Catalogue, gazetteer: Gazetteer) -> Iterable[tuple[str, Meaning]]:
    """The names of bodies that no place of the table is known for, with and without what kind of place they are; those of parts of
    a place's government that are in no list: townships, offices of its own."""
    listed = {GOVERNMENT, *gazetteer.organs.values()}
    for agency, years in catalogue.by_agency.items():
        for entry in years.values():
            if entry.place and entry.organ not in listed:
                yield from ((folded(name), OrganWord(entry.organ)) for name in _names_of_part(entry.organ))
            elif not entry.place:
                name = entry.name.removesuffix("人民政府")
                names = {entry.name, name} | ({name[:-1]} if name[-1:] in LEVEL_SIGNS and len(name) > 2 else set())
                if (zone := entry.name.removesuffix("管理委员会")) != entry.name:
                    names |= {form for called in _zone_called(zone) for form in (called, f"{called}管委会")}
                names = {name for name in names if name not in gazetteer.named}
                yield from ((folded(name), AgencyWord(agency)) for name in names if len(name) > 1)


def _zone_called(zone: str) -> set[str]:
    """苏州工业园区, 苏州园区; 宁波国家高新技术产业开发区, 宁波高新区."""
    short = next((zone.removesuffix(end) + told for end, told in ZONES.items() if zone.endswith(end)), zone)
    return {zone, short, *(short.replace(word, "") for word in ("国家级", "国家") if word in short)}


def _names_of_part(organ: str) -> set[str]:
    """柴桥街道办事处, 柴桥街道, 柴桥街道办; 大碶镇人民政府, 大碶镇政府, 大碶镇."""
    short = next((organ.removesuffix(rest) for kind, rest in TOWNS.items() if organ.endswith(kind + rest)), organ)
    also = {"街道办事处": "办", "人民政府": "政府"}
    return {organ, short, *(short + more for end, more in also.items() if organ.endswith(end) and short != organ)}


def place_words(gazetteer: Gazetteer, ordinary: frozenset[str]) -> Iterable[tuple[str, Meaning]]:
    """The names of places, those of `ordinary` words only in full; the parts of a government, also with its level (市教育局)."""
    for name, places in gazetteer.named.items():
        full = any(place.name == name for place in places)
        if full or name not in ordinary:
            yield name, PlaceWord(places, full)
    for name, organ in gazetteer.organs.items():
        yield name, OrganWord(organ)
        if name.endswith(OWN_OF_PLACE):
            yield from ((level + name, OrganWord(organ)) for level in LEVEL_SIGNS)  # 市教育局
