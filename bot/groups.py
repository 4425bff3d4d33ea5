"""Which loaded bodies a group holds: all of a kind, within places or anywhere, or those listed."""

from collections.abc import Iterable

from bot.reading import Group
from store.agency import GOVERNMENT, TOWNSHIPS, Gazetteer
from store.catalogue import Catalogue, Entry

KINDS = {
    "省": "省",
    "市": "市",
    "区": "区县",
    "县": "区县",
    "县级市": "区县",
    "镇街": "镇街",
    "部门": "部门",
}  # kind -> how it is asked for


def kind_of(entry: Entry, gazetteer: Gazetteer) -> str:
    """省, 市, 区, 县, 县级市: the government of such a place; 镇街; any other part of government: 部门."""
    if entry.organ.endswith(TOWNSHIPS) or (not entry.place and entry.name.endswith(TOWNSHIPS)):
        return "镇街"
    if not entry.place or entry.organ != GOVERNMENT:
        return "部门"
    place = gazetteer.places[entry.place]
    if place.level < 3:
        return "省" if place.level == 1 else "市"
    return "区" if place.name.endswith("区") else "县级市" if place.name.endswith("市") else "县"


def members(group: Group, year: int, catalogue: Catalogue, gazetteer: Gazetteer) -> list[Entry]:
    """The reports of a year that the group holds, in the order of the catalogue; those listed in their own order."""
    if group.bodies:
        return [entry for body in group.bodies if (entry := catalogue.entry(body, year)) is not None]
    entries: Iterable[Entry] = catalogue.by_year.get(year, ())
    if group.places:
        entries = (entry for entry in entries if _within(entry, group.places, gazetteer))
    if group.kind:
        entries = (entry for entry in entries if fits(kind_of(entry, gazetteer), group.kind))
    return list(entries)


def fits(kind: str, wanted: str) -> bool:
    """区县 are all of that level, a 县 is no 区."""
    return kind == wanted or (wanted == "区县" and kind in ("区", "县", "县级市"))


def _within(entry: Entry, places: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Inside one of the places; parts of its own government count, the place's government itself does not."""
    if not entry.place:
        return False
    here = gazetteer.places[entry.place]
    return any(here.within(code) or (entry.place == code and entry.organ != GOVERNMENT) for code in places)


def best_year(group: Group, catalogue: Catalogue, gazetteer: Gazetteer) -> int:
    """The year with the most reports of the group, the newest of equals; 0 where there is none."""
    counts = {year: len(members(group, year, catalogue, gazetteer)) for year in catalogue.by_year}
    best = max(counts, key=lambda year: (counts[year], year), default=0)
    return best if counts.get(best) else 0


def kinds_in(entries: Iterable[Entry], gazetteer: Gazetteer) -> list[str]:
    """The kinds that the bodies are of, as they are asked for."""
    return list(dict.fromkeys(KINDS[kind_of(entry, gazetteer)] for entry in entries))
