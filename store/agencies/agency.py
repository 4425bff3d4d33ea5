"""A body's name -> which body: the place it governs and the part of government it is.

北仑区, 北仑区政府 and 宁波市北仑区人民政府 are one body; 鼓楼区 without its city is none, as there are four of them.
Places and parts of government are data (agencies/places.tsv, agencies/organs.toml).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from store.document import squeeze

DATA = Path(__file__).parent
GOVERNMENT = "人民政府"
LEVELS = ("省", "市", "区", "县", "州", "盟", "旗")
MOST_MENTIONS, MOST_ENDS = 50, 500
COUNTY_END = re.compile(r"[区县旗市]")
ZONE = re.compile(r"(?:开发区|园区|新区|高新区|示范区|保税区|度假区|合作区)$")
CUSTOMS = re.compile(r"[^市县区]{2,6}海关")
STATE = re.compile(
    r"^国家(?:税务总局|统计局|金融监督管理总局|矿山安全监察局)(?=.)"
)  # before the place of its local body
TOWNS = {"镇": "人民政府", "乡": "人民政府", "街道": "办事处"}  # how the short name of a township is completed
TOWNSHIPS = (*(short + rest for short, rest in TOWNS.items()), *TOWNS)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place: division code, full and short name, the year it was made and the last year it existed (0: open)."""

    code: str
    name: str
    short: str
    since: int = 0
    until: int = 0

    def within(self, outer: str) -> bool:
        """Whether the place lies in the one with code `outer`."""
        if self.code == outer or outer[4:] != "00":  # no place of the table lies in a county
            return False
        return self.code.startswith(outer[:2] if outer[2:] == "0000" else outer[:4])

    @property
    def level(self) -> int:
        """1 province, 2 city, 3 county."""
        return 1 if self.code[2:] == "0000" else 2 if self.code[4:] == "00" else 3


@dataclass(frozen=True, slots=True)
class Agency:
    """A body.  `id` is the same however it is written; `place` is empty where the name tells none."""

    id: str
    name: str
    place: str = ""
    organ: str = ""


def level_of(agency: Agency) -> int:
    """1 province, 2 city, 3 county, 4 township; 0 where the name does not tell."""
    if agency.organ.endswith(TOWNSHIPS) or (not agency.place and agency.name.endswith(TOWNSHIPS)):
        return 4
    return PlaceName(agency.place, "", "").level if agency.place else 0


@dataclass(frozen=True)
class Gazetteer:
    """Places by code and by name, and the parts of government by each of their names."""

    places: Mapping[str, PlaceName]
    named: Mapping[str, tuple[PlaceName, ...]]
    organs: Mapping[str, str]
    longest: int = field(default=12)

    @cached_property
    def _inside(self) -> Mapping[tuple[str, int], list[PlaceName]]:
        """Outer code and level -> the places that exist there, so that a question need not look at all of them."""
        found: dict[tuple[str, int], list[PlaceName]] = {}
        for place in self.places.values():
            around = {f"{place.code[:2]}0000", f"{place.code[:4]}00"} - {place.code}
            for code in around if not place.until else ():
                found.setdefault((code, place.level), []).append(place)
        return found

    def inside(self, outer: str, level: int) -> list[PlaceName]:
        """The places of a level that lie in the one with code `outer`."""
        return self._inside.get((outer, level), [])

    def listed(self, codes: Iterable[str]) -> str:
        """宁波市、绍兴市: the places with these codes in words, each once."""
        return "、".join(dict.fromkeys(self.places[code].name for code in codes))

    def agency(self, text: str) -> Agency:
        """The body a text names; a name without a known place is taken as printed."""
        name = squeeze(text).strip("#*-—_·:：《》“”")
        places, rest = self.chain(STATE.sub("", name))
        if CUSTOMS.fullmatch(name):  # 长沙海关 is of no county
            places = tuple(p for p in places if p.level == min(q.level for q in places))
        if len(places) != 1:
            return Agency(_managed(name) if not places else name, name)
        organ = self.organ(rest)
        return Agency(f"{places[0].code}/{organ}", name, places[0].code, organ)

    def agency_in(self, text: str, around: str) -> Agency:
        """The same, with the text around to tell the place where the name does not: 鼓楼区 in a report that speaks of 徐州,
        七家子镇 in one that says 昌图县七家子镇, 区住建局 in one that names one 区 only."""
        agency = self.agency(text)
        if agency.place:
            return agency
        places, rest = self.chain(agency.name)
        found = (
            {(place, rest) for place in self._spoken(places, around)} if places else self._before(agency.name, around)
        )
        if not found and self.is_relative(agency.name):
            found = {(place, agency.name[1:]) for place in self._named(around) if place.name.endswith(agency.name[0])}
        elif not found and not places and agency.name.endswith(TOWNSHIPS):
            found = {(place, agency.name) for place in self._named(around) if place.level == 3}
        if len(found) != 1:
            return agency
        ((place, rest),) = found
        organ = self.organ(rest)
        return Agency(f"{place.code}/{organ}", agency.name, place.code, organ)

    def is_relative(self, name: str) -> bool:
        """Whether a name is complete only together with a place that it leaves out: 区住建局, 市政府, 住房和城乡建设局."""
        if self.chain(name)[0]:
            return False
        return name[:1] in ("区", "县") or name in self.organs or (name[:1] in LEVELS and name[1:] in self.organs)

    def _spoken(self, places: tuple[PlaceName, ...], around: str) -> list[PlaceName]:
        """Of places of one name those whose city the text around names; failing that, whose province."""
        cities = [p for p in places if p.level == 3 and self._names(p.code[:4] + "00", around)]
        return cities or [p for p in places if self._names(p.code[:2] + "0000", around)]

    def _names(self, code: str, around: str) -> bool:
        return code in self.places and self.places[code].short in around

    def _before(self, name: str, around: str) -> set[tuple[PlaceName, str]]:
        """Where the text around writes the name with a place before it: the place, and what is left of the name."""
        found: set[tuple[PlaceName, str]] = set()
        for match in list(re.finditer(re.escape(name), around))[:MOST_MENTIONS]:
            for start in range(max(0, match.start() - 2 * self.longest), match.start()):
                places, rest = self.chain(around[start : match.end()])
                if len(places) == 1 and rest and name.endswith(rest):
                    found.add((places[0], rest))
                    break
        return found

    def _named(self, around: str) -> set[PlaceName]:
        """The counties and districts that the text around names in full."""
        ends = [match.end() for match in COUNTY_END.finditer(around)][:MOST_ENDS]
        names = {around[end - size : end] for end in ends for size in range(2, self.longest + 1) if end >= size}
        return {place for name in names & self.named.keys() for place in self.named[name] if len(self.named[name]) == 1}

    def chain(self, name: str) -> tuple[tuple[PlaceName, ...], str]:
        """The innermost place that a name begins with (several where it stays open), and what follows it."""
        found: tuple[PlaceName, ...] = ()
        while True:
            for size in range(min(self.longest, len(name)), 1, -1):
                here = self.named.get(name[:size], ())
                inner = tuple(p for p in here if any(p.within(o.code) for o in found)) if found else here
                full = any(place.name == name[:size] for place in inner)
                if inner and (size > 2 or full or name[size:] == "" or found or self._goes_on(name[size:])):
                    found, name = inner, name[size:]
                    break
            else:
                return found, name

    def _goes_on(self, rest: str) -> bool:
        """A short name (北仑) counts as a place only before a part of government or a further place."""
        return any(rest.startswith(organ) for organ in self.organs) or any(rest[:n] in self.named for n in (3, 4, 5))

    def organ(self, rest: str) -> str:
        """The full name of a part of government: 科委 -> 科学技术委员会; nothing -> 人民政府."""
        if not rest:
            return GOVERNMENT
        for ending, completed in TOWNS.items():
            if rest.endswith(ending):
                return rest + completed
        return self.organs.get(rest, _managed(rest))

    def full_name(self, place: str, organ: str) -> str:
        """A body's name with its city and province before it, for telling apart bodies of one name."""
        codes = dict.fromkeys((place[:2] + "0000", place[:4] + "00", place))
        return "".join(self.places[code].name for code in codes if code in self.places) + organ


def _managed(name: str) -> str:
    """管委会 and a development zone's name alone stand for its 管理委员会."""
    if name.endswith("管委会"):
        return name.removesuffix("管委会") + "管理委员会"
    return f"{name}管理委员会" if ZONE.search(name) else name


@cache
def load_gazetteer() -> Gazetteer:
    """Read the bundled places and parts of government."""
    places: dict[str, PlaceName] = {}
    named: dict[str, list[PlaceName]] = {}
    for line in (DATA / "places.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, short, since, until = line.split("\t")
        place = PlaceName(code, name, short, int(since or 0), int(until or 0))
        if not place.until or code not in places:
            places[code] = place
        for text in _written(name, short):
            named.setdefault(text, []).append(place)
    for code, names in tomllib.loads((DATA / "also_called.toml").read_text("utf-8"))["places"].items():
        named |= {name: [places[code]] for name in names if name not in named}
    organs: dict[str, str] = {}
    for entry in tomllib.loads((DATA / "organs.toml").read_text("utf-8"))["organ"]:
        organs |= dict.fromkeys((entry["name"], *entry.get("short", ())), entry["name"])
    return Gazetteer(places, {name: _still(found) for name, found in named.items()}, organs)


def _written(name: str, short: str) -> set[str]:
    """How a place is written: 凉山彝族自治州, 凉山州, 凉山; 管城回族区, 管城区."""
    found = {name, short} if len(short) > 1 else {name}
    return found | ({short + name[-1]} if ("自治" in name or "族" in name) and len(short) > 1 else set())


def _still(places: list[PlaceName]) -> tuple[PlaceName, ...]:
    """Places that exist, where a name has any; else those that did."""
    return tuple(p for p in places if not p.until) or tuple(places)
