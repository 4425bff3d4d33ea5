"""Words for whose report is meant: places, parts of their governments, bodies that no place of the table is known for."""

from collections.abc import Iterable

from bot.question.folded import folded
from bot.question.meanings import AgencyWord, Meaning, OrganWord, PlaceWord
from store.agencies.agency import GOVERNMENT, TOWNS, Gazetteer
from store.facts.catalogue import Catalogue

LEVEL_SIGNS = "省市区县"  # 市 of 市教育局: of which level
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
                    names |= {zone, f"{zone}管委会", zone.replace("工业园区", "园区")}
                names = {name for name in names if name not in gazetteer.named}
                yield from ((folded(name), AgencyWord(agency)) for name in names if len(name) > 1)


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
