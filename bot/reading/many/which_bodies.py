"""Words -> which bodies a question about many is about, and of which year.

宁波 in 宁波各区县 says where; 海曙 in 海曙和鄞州谁多 is a body itself.  A county holds no counties, a city no cities."""

import re
from dataclasses import replace
from itertools import combinations

from bot.question.bodies import Named
from bot.question.kinds import KINDS, LEVEL_OF_KIND
from bot.question.loaded_bodies import resolve
from bot.question.meanings import AreaWord
from bot.question.word import Word
from bot.reading.choices import ask_body, ask_which_order
from bot.reading.every_office import every_office
from bot.reading.groups import fits, members
from bot.reading.many.named_places import codes_of, counts_again, only_there, regions_and_bodies
from bot.reading.many.spoken_of import (
    EVERY_BODY,
    bodies_listed,
    homes_before,
    in_some_area,
    kind_before,
    listed_there,
    places_before,
    those_listed,
    two_before,
)  # fmt: skip
from bot.reading.many.which_years import follows
from bot.reading.phrases import phrase
from bot.reading.reader import Reader
from bot.reading.readings import Choice, EndsHere, Group, NotUnderstood, Unclear
from bot.reading.refusals import EACH_RANK, refused
from bot.targets.target import Targets
from store.agencies.agency import GOVERNMENT

AREAS = {"省": 1, "市": 2}
MOST_NAMED = 6  # places offered at once
BESIDE = re.compile(
    r"(?:全[省市])?(?:以及|及|和|与|跟|、|加上?|连同|算上|外加)(?:它|其)?(?:的|下面|下属|下辖|所属|所辖|辖区|全部|所有)*"
)  # 宁波市及各区县
OWN_TOO = re.compile(
    r"各(?:市|区县?|县)(?:20\d\d年?)?(?:以及|及|和|与|加上?|连同)(?:省|市|本)(?:政府|本级|级)|[省市]政府(?:本级)?(?:以及|及|和|与|加上?|连同)(?:下属|下辖|所有|全部)?的?各?[市区县]"
)  # 各市和省政府合计
STILL = re.compile(
    r"[有是]?(?:哪些|哪几个|哪家|哪一家|谁|几个|多少个|几家|多少家)(?:单位)?"
)  # no new kind of body is named: those of before
WHICH = re.compile(r"哪一?个")
AMONG = "在一群单位里只问其中一个"


def read_group(reader: Reader) -> Group | EndsHere:
    """The bodies: those listed, or all of a kind within the places named; 全市 without a city is that of the bodies."""
    group = _read_group(reader)
    if reader.apart and isinstance(group, Group):
        group = _without(group, reader)
    area = next(((w, m) for w in reader.words.words for m in w.meanings if isinstance(m, AreaWord)), None)
    area = area or next(((w, AreaWord("市")) for w in own_city(reader)), None)
    if area is None or not isinstance(group, Group) or group.bodies:
        return group
    if group.places and not reader.asked.named:
        group = replace(group, places=())  # 全省呢 after 宁波各区
    if group.places:
        return group
    return _in_area(group, *area, reader)


def _without(group: Group, reader: Reader) -> Group | EndsHere:
    """除海曙外其余各区; a body that is not loaded cannot be left out."""
    read = resolve(list(reader.apart), reader.catalogue)
    kinds = {reader.vocabulary.kinds[body] for body in read.found}
    holds = group.kind and any(
        kind in AREAS and not fits(kind, group.kind) for kind in kinds
    )  # 各区，不含苏州: those in it are meant
    if group.bodies or not read.found or holds:
        return refused(reader.words, "除开这些单位")
    return replace(group, without=read.found)


def own_city(reader: Reader) -> list[Word]:
    """本市各区县: the words for the asker's own city, beside a kind of bodies in it."""
    own = [word for word, meaning in reader.asked.operations if meaning.id == "own_body" and word.text.endswith("市")]
    return own if reader.asked.groups and LEVEL_OF_KIND.get(reader.asked.kind or "", 0) > AREAS["市"] else []


def _in_area(group: Group, word: Word, area: AreaWord, reader: Reader) -> Group | EndsHere:
    """全市哪个区: of the body named, else of the only city that has such bodies, else asked back."""
    level, places, text = AREAS.get(area.kind, 0), reader.vocabulary.gazetteer.places, reader.words.text
    if not level:
        return NotUnderstood((word.text,), tuple(w.text for w in reader.words.words))
    named = resolve(reader.asked.named, reader.catalogue).found
    years = reader.asked.years or tuple(reader.catalogue.by_year)
    entries = [e for year in years for e in members(group, year, reader.catalogue, reader.vocabulary)]
    homes = (
        [reader.catalogue.newest(body).place for body in named] or homes_before(reader) or [e.place for e in entries]
    )
    codes = tuple(dict.fromkeys(home[: 2 * level].ljust(6, "0") for home in homes if home))
    if len(codes) == 1:
        return replace(group, places=codes)
    names = [places[code].name for code in codes if code in places][:MOST_NAMED]
    choices = tuple(Choice(name, f"{text[: word.start]}{name}{text[word.end :]}") for name in names)
    return Unclear(f"“{word.text}”是哪个{area.kind}？", choices)


def _read_group(reader: Reader) -> Group | EndsHere:
    asked, earlier, before = reader.asked, reader.earlier, reader.group_before
    counts = asked.counts_bodies or counts_again(reader)
    regions, subjects = regions_and_bodies(reader)
    if bodies := two_before(reader):
        return Group(bodies=bodies)
    if subjects:
        return _of_bodies(subjects, regions, reader, counts=counts)
    starts = [word.start for word, _ in asked.groups]
    held = [{place.code for place in n.places} for n in regions]
    twice = any(one & other for one, other in combinations(held, 2))  # 宁波市各区新收加宁波市新收
    if (
        twice
        or OWN_TOO.search(reader.words.text)
        or _after_all(regions, starts)
        or any(BESIDE.fullmatch(reader.words.text, n.end, start) for n in regions for start in starts if start >= n.end)
    ):
        return refused(reader.words, "一个市和它的区县一起列")
    if not regions and (of_before := _group_of_before(reader)) is not None:
        return replace(of_before, counts=counts)
    if not regions and (listed := those_listed(reader)):
        return Group(bodies=listed, counts=counts)
    kind = before.group.kind if before is not None and before.group is not None and only_there(reader) else ""
    kind = kind or (kind_before(reader) if in_some_area(reader) else "")
    if not asked.kind and (alike := _all_of_the_name(regions, reader)):
        return Group(bodies=alike, counts=counts)
    places = codes_of(regions, LEVEL_OF_KIND.get(asked.kind or kind, 0)) or places_before(reader)
    if "position" in asked.ids and not asked.kind and earlier is not None and len(earlier.bodies) == 1:
        kind = wider(reader.vocabulary.kinds[earlier.bodies[0]])  # 在宁波排第几, 全省第几 after 慈溪
    return Group(asked.kind or kind, places, counts=counts)


def _group_of_before(reader: Reader) -> Group | None:
    """Those of before, where no other kind of bodies is named; None for 全省最多的 after 杭州和宁波谁多."""
    asked, before, read = reader.asked, reader.group_before, reader.all_targets
    if before is None or before.group is None or asked.kind or not (follows(reader) or asked.groups):
        return None
    another = isinstance(read, Targets) and bool(read.targets) and bool(before.conditions)
    whole = "within" in asked.ids or not another  # 新收最多的是哪个 after 复议比诉讼多的区: of those, or of all?
    same = all(STILL.fullmatch(word.text) or (whole and WHICH.fullmatch(word.text)) for word, _ in asked.groups)
    elsewhere = before.group.bodies and EVERY_BODY.search(reader.words.text)
    return before.group if same and not elsewhere else None


def _after_all(regions: list[Named], starts: list[int]) -> bool:
    """淮安各区县和南京市: the last of several places stands after the kind, so that it is no place of such bodies."""
    return len(regions) > 1 and bool(starts) and regions[-1].start > max(starts) and regions[0].start < min(starts)


def _all_of_the_name(regions: list[Named], reader: Reader) -> tuple[str, ...]:
    """和平区谁多: those of that name, which hold no others; nothing where there is one or none."""
    if len(regions) != 1 or any(place.level < LEVEL_OF_KIND["区县"] for place in regions[0].places):
        return ()
    found = tuple(f"{place.code}/{GOVERNMENT}" for place in regions[0].places)
    loaded = tuple(body for body in found if body in reader.catalogue.by_agency)
    return loaded if len(loaded) > 1 else ()


def _of_bodies(subjects: list[Named], regions: list[Named], reader: Reader, *, counts: bool) -> Group | EndsHere:
    asked, earlier = reader.asked, reader.earlier
    read = resolve(subjects, reader.catalogue)
    every = every_office(asked.named, reader.words.text, reader.catalogue, reader.vocabulary.gazetteer)
    if every is not None and len(every) > 1:
        return Group(bodies=every, counts=counts)
    bodies = read.found or reader.where_spoken_of(read)
    if not bodies:
        return ask_body(read, reader.words.text, reader.catalogue)
    before = reader.group_before
    placed = before is not None and before.operation == "position"
    if "position" in asked.ids or (placed and not asked.operations):
        if len(bodies) > 1:
            return refused(reader.words, EACH_RANK)
        own = reader.vocabulary.kinds[bodies[0]]
        kind = before.group.kind if before is not None and before.group is not None else ""
        kind = asked.kind or (kind if kind and fits(own, kind) else "")
        if asked.every_kind:
            return Group("", codes_of(regions), counts=counts)
        if not (regions or in_some_area(reader)) and bodies[0] in (listed := bodies_listed(reader)):
            return Group(bodies=listed, counts=counts)
        there = codes_of(regions) or listed_there(bodies[0], reader)
        return Group(kind or wider(own), there, counts=counts)
    if any(group.kind for _, group in asked.groups) and not _are_the_group(bodies, reader):
        return refused(reader.words, AMONG)
    if len(bodies) == 1 and "versus" in asked.ids and earlier is not None and earlier.bodies:
        bodies = tuple(dict.fromkeys((*earlier.bodies, *bodies)))
    if len(bodies) > 1:
        return Group(bodies=bodies)
    return _one_body(bodies[0], reader) if asked.orders else refused(reader.words, "在一个单位里比")


def _are_the_group(bodies: tuple[str, ...], reader: Reader) -> bool:
    """清江浦和洪泽比，哪个区申请多: the two are the 区 spoken of."""
    asks = {group.asks for _, group in reader.asked.groups}
    kinds = {reader.vocabulary.kinds[body] for body in bodies}
    return len(bodies) > 1 and asks == {"which"} and all(fits(kind, reader.asked.kind or "") for kind in kinds)


def wider(kind: str) -> str:
    """区, 县 and 县级市 are compared with all 区县."""
    return KINDS.get(kind, kind)


def where(group: Group, reader: Reader) -> str:
    """The places in words, and who is left out."""
    places = reader.vocabulary.gazetteer.listed(group.places[:3])
    return places + (f"除{'、'.join(map(reader.catalogue.name, group.without))}外" if group.without else "")


def _one_body(body: str, reader: Reader) -> EndsHere:
    """北仑2024申请最多: of whom, or in which year?"""
    read = reader.all_targets
    if isinstance(read, Targets) and any(not (target.figures or target.rate) for target in read.targets):
        return refused(reader.words, "给正文里说的排名")
    what = phrase(read.targets[0], reader.vocabulary.form) if isinstance(read, Targets) and read.targets else "新收申请"
    least = any(order.end == "least" for _, order in reader.asked.orders)
    when, end = "".join(f"{year}年" for year in reader.asked.years[-1:]), "最少" if least else "最多"
    return ask_which_order(reader.name(body), when, what, end, _inside(body, reader))


def _inside(body: str, reader: Reader) -> str:
    """江苏省各市, 宁波市各区县, where several of them are loaded."""
    entry, places = reader.catalogue.newest(body), reader.vocabulary.gazetteer.places
    place = places.get(entry.place) if entry.organ == GOVERNMENT else None
    kind = {1: "市", 2: "区县"}.get(place.level, "") if place is not None else ""
    if place is None or not kind:
        return ""
    years = reader.asked.years[-1:] or (max(reader.catalogue.years(body)),)
    there = members(Group(kind, (place.code,)), years[0], reader.catalogue, reader.vocabulary)
    return f"{place.name}各{kind}" if len(there) > 1 else ""
