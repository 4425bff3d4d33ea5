"""Bodies that a question names -> those among the loaded ones, by what was spoken of before where no place is said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.question.bodies import Named
from bot.question.words_for_bodies import LEVEL_SIGNS
from store.agencies.agency import GOVERNMENT, TOWNSHIPS, PlaceName
from store.facts.catalogue import Catalogue, Entry

# One office under the names it has at different levels: 市府办 where the report is the 办公厅's
SAME_OFFICE = (
    ("人民政府办公厅", "人民政府办公室"), ("发展和改革委员会", "发展和改革局"), ("教育委员会", "教育局", "教育体育局"),
    ("科学技术委员会", "科学技术局"), ("住房和城乡建设委员会", "住房和城乡建设局"),
    ("城市管理局", "城市管理和综合执法局", "城市管理行政执法局"),
    ("自然资源和规划局", "规划和自然资源局", "自然资源局", "规划局", "国土资源局"),
)  # fmt: skip
LEVEL_ENDS = "局厅"
MUNICIPALITIES = ("11", "12", "31", "50")  # cities that lie in no province: 北京, 天津, 上海, 重庆
MOST_NEAR = 6  # bodies offered in the place of one that is not loaded


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the named bodies are.  `unclear`: several fit; `absent`: those that are not loaded; both with candidates.

    `present`: those that are loaded beside absent ones; `found` holds all or none."""

    found: tuple[str, ...] = ()
    unclear: str = ""
    absent: str = ""
    candidates: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)


def resolve(named: list[Named], catalogue: Catalogue, spoken_of: tuple[str, ...] = ()) -> Bodies:
    """Each named body among the loaded ones; the first that is unclear stops.  教育局 is that of the place `spoken_of`."""
    found: list[str] = []
    absent: list[Named] = []
    first = _first(catalogue) if any(not (body.places or body.agency) for body in named) else {}
    named = [_of_one_city(body, named, spoken_of, catalogue) for body in named]
    for before, body in zip((None, *named), named, strict=False):
        if before is not None and before.agency and before.end == body.start and not (body.places or body.agency):
            return Bodies(absent=before.text + body.text, span=(before.start, body.end))  # 苏州工业园区税务局
        levelled = _at_its_level(body, spoken_of, catalogue)
        if levelled is not None and len(levelled) < 2:
            found += [agency for agency in levelled if agency not in found]
            absent += [] if levelled else [body]
            continue
        here = levelled or _of_its_level(body, spoken_of, catalogue) or _candidates(body, catalogue)
        beside = tuple(first[a][0] for a in found if first and first[a][1] != GOVERNMENT)  # 宁波市公安局、教育局
        own = [] if body.places or body.agency else [a for a in here if first[a][0] in (spoken_of or beside)]
        here = own or here
        if len(here) == 1 and (body.places or body.agency or own or body.organ.endswith(TOWNSHIPS)):
            found += [agency for agency in here if agency not in found]
            continue
        if here:
            return Bodies(unclear=body.text, candidates=tuple(here), span=(body.start, body.end))
        absent.append(body)
    if not absent:
        return Bodies(tuple(found))
    names = "、".join(body.beside + body.text for body in absent)
    near = tuple(_near(absent[0], catalogue)[:MOST_NEAR]) if len(named) == 1 else ()
    return Bodies(absent=names, candidates=near, present=tuple(found), span=(absent[0].start, absent[0].end))


def _of_one_city(body: Named, named: list[Named], spoken_of: tuple[str, ...], catalogue: Catalogue) -> Named:
    """江北区 beside 北仑, or after it in a talk, is that of its city, loaded or not, not the one of another city."""
    if body.organ or not any(f"{place.code}/{GOVERNMENT}" in catalogue.by_agency for place in body.places):
        return body
    beside = [(other.text, [p.code for p in other.places]) for other in named if other is not body]
    for text, codes in (*beside, ("刚才那个单位", list(spoken_of))):
        near = tuple(p for p in body.places if any(p.code[:4] == c[:4] or p.within(c) for c in codes))
        if near and near != body.places:
            elsewhere = tuple(place for place in body.places if place not in near)
            return replace(body, places=near, elsewhere=elsewhere, beside=f"和{text}同省市的")
    return body


def _at_its_level(body: Named, spoken_of: tuple[str, ...], catalogue: Catalogue) -> list[str] | None:
    """市政府 and 省公安厅 after a district: of the city and the province it lies in, none where that is not loaded; None where no level
    is said, or no such place lies around."""
    level = body.text[:1] if not (body.places or body.agency) else ""
    if not level or level not in LEVEL_SIGNS:
        return None
    codes = {code for place in spoken_of if (code := _place_at(level, place, catalogue))}
    there = [a for code in codes for o in _same_office(body.organ) if (a := f"{code}/{o}") in catalogue.by_agency]
    return there if codes else None


def _of_its_level(body: Named, spoken_of: tuple[str, ...], catalogue: Catalogue) -> list[str]:
    """区教育局 after 宁波市公安局: those inside the city, one of which has to be chosen; 省政府 with nothing before it: all of
    provinces."""
    level = body.text[:1] if not (body.places or body.agency) else ""
    if level and level in LEVEL_SIGNS and not spoken_of and body.organ == GOVERNMENT:
        places = ((agency, place) for agency, (place, organ) in _first(catalogue).items() if organ == GOVERNMENT)
        return [agency for agency, place in places if place and _place_at(level, place, catalogue) == place]
    if level not in ("区", "县"):
        return []
    around = [place.rstrip("0") for place in spoken_of]
    organs = _same_office(body.organ)
    return [
        agency
        for agency, (place, organ) in _first(catalogue).items()
        if organ in organs and any(place.startswith(code) and place not in spoken_of for code in around)
    ]


def _place_at(level: str, place: str, catalogue: Catalogue) -> str:
    """The code of what lies around a place at a level, or of the place itself; empty where that lies within it (区政府 of a city)."""
    province, city = f"{place[:2]}0000", f"{place[:4]}00"
    own = f"{place}/{GOVERNMENT}"
    named = catalogue.name(own).removesuffix(GOVERNMENT) if own in catalogue.by_agency else ""
    if level == "省":
        return "" if place[:2] in MUNICIPALITIES else province
    if level == "市":
        outer = province if place[:2] in MUNICIPALITIES else city
        return place if named.endswith("市") else outer if place != province or outer == place else ""
    return place if place not in (province, city) else ""


def _first(catalogue: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Agency -> (place, part of government)."""
    return {
        agency: (e.place, e.organ)
        for agency, years in catalogue.by_agency.items()
        for e in (next(iter(years.values())),)
    }


def _candidates(body: Named, catalogue: Catalogue) -> list[str]:
    if body.agency:
        return [body.agency]
    if body.elsewhere and not body.places:
        return []
    if not body.places:
        end = body.organ[-1:] if body.organ[-1:] in LEVEL_ENDS else ""  # 公安厅 with no place is that of a province
        organs = [organ for organ in _same_office(body.organ) if organ.endswith(end)]
        return [agency for agency, (_, organ) in _first(catalogue).items() if organ in organs]
    organ = body.organ or GOVERNMENT
    exact = [a for p in body.places if (a := f"{p.code}/{organ}") in catalogue.by_agency]
    if len(exact) > 1 and not body.full:
        levels = {a: p.level for p in body.places if (a := f"{p.code}/{organ}") in exact}
        highest = min(levels.values())
        exact = [agency for agency in exact if levels[agency] == highest]
    if not exact and body.organ:
        exact = [a for p in body.places for o in _same_office(organ) if (a := f"{p.code}/{o}") in catalogue.by_agency]
    if exact or body.organ:
        return exact
    codes = {place.code for place in body.places}
    others = [agency for agency, (place, _) in _first(catalogue).items() if place in codes]
    return others if len(others) > 1 else []


def _same_office(organ: str) -> tuple[str, ...]:
    """A part of government and what it is called elsewhere: a 局 of a city is a 厅 of a province."""
    names = next((names for names in SAME_OFFICE if organ in names), (organ,))
    ends = LEVEL_ENDS if organ[-1:] in LEVEL_ENDS else ""
    return tuple(dict.fromkeys((*names, *(f"{n[:-1]}{end}" for n in names for end in ends if n[-1] in LEVEL_ENDS))))


def _near(body: Named, catalogue: Catalogue) -> list[str]:
    """Bodies to offer where the named one is not loaded: of the name (奉化区 for 奉化市), the same place, city, province, in this
    order; governments before parts of one, where a government is asked for."""
    codes = [place.code for place in (*body.places, *body.elsewhere)]
    first = _first(catalogue)
    name = body.text.rstrip("省市区县") if not body.organ else body.text

    def distance(agency: str) -> int:
        place = first[agency][0]
        shared = max((sum(place[:n] == code[:n] for n in (2, 4, 6)) for code in codes if place), default=0)
        return 3 - shared

    def order(agency: str) -> tuple[bool, int, bool]:
        part = first[agency][1] != GOVERNMENT
        return name not in catalogue.name(agency), distance(agency), part and body.organ in ("", GOVERNMENT)

    return sorted((agency for agency in first if distance(agency) < 3), key=order)


def holds(whole: Entry, part: Entry) -> bool:
    """Whether one is the government of a place that the other lies in, or is a part of."""
    if whole.organ != GOVERNMENT or not (whole.place and part.place) or whole.agency == part.agency:
        return False
    return part.place == whole.place or PlaceName(part.place, "", "").within(whole.place)
