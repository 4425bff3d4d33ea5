"""Which loaded bodies a group holds: all of a kind, within places or anywhere, or those listed."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from bot.question.kinds import KINDS, LEVEL_OF_KIND
from bot.question.loaded_bodies import MUNICIPALITIES
from bot.question.vocabulary import Vocabulary
from bot.reading.readings import Group
from store.agencies.agency import GOVERNMENT, Gazetteer
from store.facts.catalogue import Catalogue, Entry

MOST_NAMED = 5
APART = {
    "区": ((("县", "县级市"), "“区”不含县和县级市，没有算进去：{}；一起比请说“区县”。"),),
    "市": (
        (("省",), "直辖市和省同级，没有算进去：{}。"),
        (("县级市",), "县级市归在区县里，没有算进去：{}。"),
    ),
}  # kind -> kinds that its word may seem to hold, and what is said of those
OWN_REPORT = "{}自己的报告不是它下面的，没有算进去。"
AMONG_PROVINCES = "直辖市和省同级，一起算了：{}。"
DEPARTMENTS = tuple(kind for kind, asked in KINDS.items() if asked == "部门")


def members(group: Group, year: int, catalogue: Catalogue, vocabulary: Vocabulary) -> list[Entry]:
    """The reports of a year that the group holds, in the order of the catalogue; those listed in their own order."""
    if group.bodies:
        return [entry for body in group.bodies if (entry := catalogue.entry(body, year)) is not None]
    kinds = vocabulary.kinds
    entries: Iterable[Entry] = catalogue.by_year.get(year, ())
    if group.without:
        entries = (entry for entry in entries if entry.agency not in group.without)
    if group.places:
        entries = (entry for entry in entries if within(entry, group.places, vocabulary.gazetteer))
    if group.kind:
        wanted = _fitting(group.kind)
        entries = [entry for entry in entries if kinds[entry.agency] in wanted]
    found = list(entries)
    if group.kind not in DEPARTMENTS:
        return found
    own = [entry for entry in found if entry.place in group.places]  # 宁波市的部门: the city's, not its districts'
    provinces = all(vocabulary.gazetteer.places[code].level < LEVEL_OF_KIND["市"] for code in group.places)
    return own if own or not provinces else found


@cache
def _fitting(wanted: str) -> frozenset[str]:
    """The kinds of bodies that a kind asked for holds."""
    return frozenset(kind for kind in (*KINDS, *KINDS.values(), wanted) if fits(kind, wanted))


def not_loaded(group: Group, here: set[str], gazetteer: Gazetteer) -> list[str]:
    """The names of the places that the group's places hold, but for those that are `here`."""
    inside = (gazetteer.inside(code, LEVEL_OF_KIND.get(group.kind, 0)) for code in group.places)
    places = {place.code: place.name for found in inside for place in found if place.code not in here}
    ending = "" if group.kind in ("区县", "市") else group.kind.removeprefix("县级")
    return [name for name in places.values() if name.endswith(ending)]


def loaded_otherwise(group: Group, here: list[Entry], catalogue: Catalogue, vocabulary: Vocabulary) -> list[str]:
    """The names of the bodies that are of the group in other years; of a city's parts of government, the city's."""
    if not group.kind or (group.places and LEVEL_OF_KIND.get(group.kind, 0)):
        return []
    kept, wanted = {entry.agency for entry in here}.union(group.without), _fitting(group.kind)
    missing = [agency for agency, kind in vocabulary.kinds.items() if kind in wanted and agency not in kept]
    if missing and group.places:
        places = {entry.place for entry in here}
        missing = [agency for agency in missing if catalogue.newest(agency).place in places]
    return [catalogue.name(agency) for agency in missing]


def kept_apart(group: Group, year: int, catalogue: Catalogue, vocabulary: Vocabulary) -> Iterable[str]:
    """What is said of loaded bodies that the word for the group may seem to hold: 各区 are no 县, 各市 no 直辖市."""
    if group.kind == "省":
        here = members(group, year, catalogue, vocabulary)
        cities = [entry.name for entry in here if entry.place.startswith(MUNICIPALITIES)]
        yield from [AMONG_PROVINCES.format("、".join(cities))] if cities else []
    if not group.kind:
        own = [e.name for e in catalogue.by_year.get(year, ()) if e.place in group.places and e.organ == GOVERNMENT]
        yield from [OWN_REPORT.format("、".join(own))] if own else []
    for kinds, told in APART.get(group.kind, ()):
        of_kind = (members(replace(group, kind=kind), year, catalogue, vocabulary) for kind in kinds)
        names = [entry.name for entries in of_kind for entry in entries if group.kind != "市" or "市" in entry.name]
        if names:
            yield told.format(f"{'、'.join(names[:MOST_NAMED])}{f'等 {len(names)} 个' if names[MOST_NAMED:] else ''}")


def fits(kind: str, wanted: str) -> bool:
    """区县 are all of that level, a 县 is no 区."""
    return wanted in (kind, KINDS.get(kind, kind))


def within(entry: Entry, places: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Inside one of the places; parts of its own government count, the place's government itself does not."""
    if not entry.place:
        return False
    here = gazetteer.places[entry.place]
    return any(here.within(code) or (entry.place == code and entry.organ != GOVERNMENT) for code in places)


def best_year(group: Group, catalogue: Catalogue, vocabulary: Vocabulary) -> int:
    """The year with the most reports of the group, the newest of equals; 0 where there is none."""
    counts = {year: len(members(group, year, catalogue, vocabulary)) for year in catalogue.by_year}
    best = max(counts, key=lambda year: (counts[year], year), default=0)
    return best if counts.get(best) else 0


def newest_year(group: Group, catalogue: Catalogue, vocabulary: Vocabulary) -> int:
    """The latest year with a report of the group; 0 where there is none."""
    years = (year for year in sorted(catalogue.by_year, reverse=True) if members(group, year, catalogue, vocabulary))
    return next(years, 0)


def kinds_in(entries: Iterable[Entry], vocabulary: Vocabulary) -> list[str]:
    """The kinds that the bodies are of, as they are asked for."""
    return list(dict.fromkeys(KINDS[vocabulary.kinds[entry.agency]] for entry in entries))
