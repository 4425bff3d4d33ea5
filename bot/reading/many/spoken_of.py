"""What was spoken of before -> the bodies, and the places, that a question about many which names none is about."""

import re

from bot.question.kinds import KINDS, LEVEL_OF_KIND
from bot.question.meanings import AreaWord
from bot.reading.every_office import every_office
from bot.reading.groups import DEPARTMENTS, fits, members
from bot.reading.many.which_years import follows
from bot.reading.reader import Reader
from bot.reading.readings import Group

EVERY_BODY = re.compile(r"所有|全部|全国|全[省市]|收录|其[他它余]|别的|剩下")


def two_before(reader: Reader) -> tuple[str, ...]:
    """相差多少 after a question about two bodies is of those; nothing where bodies are named."""
    asked, earlier = reader.asked, reader.earlier
    again = not asked.named and not asked.groups and bool(asked.ids & {"difference", "ratio"})
    several = again and earlier is not None and earlier.group is None and len(earlier.bodies) > 1
    return earlier.bodies if several and earlier is not None else ()


def lists_bodies(reader: Reader) -> bool:
    """Whether several bodies are spoken of one by one, or all offices of a kind (所有公安局)."""
    return len(reader.asked.named) > 1 or bool(two_before(reader)) or len(_every_office(reader)) > 1


def _every_office(reader: Reader) -> tuple[str, ...]:
    named = reader.asked.named
    if len(named) != 1 or not named[0].organ or named[0].places:
        return ()
    return every_office(named, reader.words.text, reader.catalogue, reader.vocabulary.gazetteer) or ()


def bodies_listed(reader: Reader) -> tuple[str, ...]:
    """奉化第几 after 象山、宁海、奉化谁最多: those three."""
    earlier = reader.earlier
    listed = earlier.listed if earlier is not None else ()
    return listed if len(listed) > 1 else ()


def those_listed(reader: Reader) -> tuple[str, ...]:
    """各区的复议呢, 超过700件的有哪些 after bodies that were named one by one: those, where they are of the kind and 所有 is not said."""
    listed, kind = bodies_listed(reader), reader.asked.kind
    of_kind = all(not kind or fits(reader.vocabulary.kinds[body], kind) for body in listed)
    return listed if of_kind and not EVERY_BODY.search(reader.words.text) else ()


def in_some_area(reader: Reader) -> bool:
    """Whether 全省, 全市 is said."""
    return any(isinstance(meaning, AreaWord) for word in reader.words.words for meaning in word.meanings)


def listed_there(body: str, reader: Reader) -> tuple[str, ...]:
    """柯桥排第几 after 绍兴各区县: among those of 绍兴."""
    earlier, group = reader.earlier, reader.group_before.group if reader.group_before is not None else None
    if earlier is None or group is None or not group.places or not earlier.years or in_some_area(reader):
        return ()  # 宁波市公安局在全市排第几 after the cities of a province
    listed = {entry.agency for entry in members(group, earlier.years[-1], reader.catalogue, reader.vocabulary)}
    place = reader.vocabulary.gazetteer.places.get(reader.catalogue.newest(body).place)
    lies_there = place is not None and any(place.code != code and place.within(code) for code in group.places)
    return group.places if body in listed or lies_there else ()  # 象山呢 after 北仑在宁波的区里排第几


def _of_the_same_kind(group: Group, reader: Reader) -> bool:
    """最少的区呢, 自然人最多的是哪个区 after 宁波申请最多的区: those of the same places, as the year is the same; 各区 may be all again."""
    asked = reader.asked
    alike = KINDS.get(asked.kind or "", asked.kind) == KINDS.get(group.kind, group.kind)
    again = asked.kind == group.kind and any(said.asks == "each" for _, said in asked.groups)
    again = again and "mean" not in asked.ids  # 平均每区多少
    which = not (asked.years or asked.named or asked.newest) and any(said.asks == "which" for _, said in asked.groups)
    return alike and (follows(reader) or which) and not again


def homes_before(reader: Reader) -> list[str]:
    """全省平均 after 江苏各市, 全省第几 after 杭州: where those lie that were spoken of."""
    earlier = reader.earlier
    if earlier is None:
        return []
    if earlier.group is not None and earlier.group.places:
        return list(earlier.group.places)
    return [reader.catalogue.newest(body).place for body in earlier.listed if body in reader.catalogue.by_agency]


def kind_before(reader: Reader) -> str:
    """The kind of the bodies that were spoken of; empty where they are of several."""
    earlier = reader.earlier
    if earlier is None:
        return ""
    if earlier.group is not None and earlier.group.kind:
        return earlier.group.kind
    kinds = {KINDS.get(kind, kind) for body in earlier.listed if (kind := reader.vocabulary.kinds.get(body, ""))}
    return kinds.pop() if len(kinds) == 1 else ""


def places_before(reader: Reader) -> tuple[str, ...]:
    """Where the bodies lie that were spoken of: those of before, the ranking in which one of them was found, the city named alone."""
    earlier, before = reader.earlier, reader.group_before
    if (
        before is not None
        and before.group is not None
        and before.group.places
        and _of_the_same_kind(before.group, reader)
    ):
        return before.group.places
    if before is not None and before.group is not None and _holds_kind(before.group, reader):
        return before.group.places  # 各区县呢 after 宁波各部门
    if (ranked := _ranking_around(reader) or _ranking_it_is_of(reader)) is not None:
        return ranked.places  # 纠正率最高的是哪个区 after 苏州哪个区复议最多, 其中被纠正的
    alone = earlier is not None and len(earlier.bodies) == 1 and follows(reader)
    return _around(earlier.bodies[0], reader.asked.kind or "", reader) if alone and earlier is not None else ()


def _holds_kind(group: Group, reader: Reader) -> bool:
    """Whether another kind of bodies, that lie in the places of before, is asked for."""
    kind, places = reader.asked.kind or "", reader.vocabulary.gazetteer.places
    level = LEVEL_OF_KIND.get(kind, 0)
    inside = kind in DEPARTMENTS or all(places[code].level < level for code in group.places)
    return bool(kind and group.places and inside) and not reader.asked.named


def _ranking_around(reader: Reader) -> Group | None:
    """第几 after 江苏各市新收排名, 苏州呢: the group of before that the one body spoken of belongs to."""
    earlier = reader.earlier
    if "position" not in reader.asked.ids or earlier is None or earlier.group is not None or len(earlier.bodies) != 1:
        return None
    (body,) = earlier.bodies
    groups = (f.group for f in reversed(earlier.before) if f.group is not None and f.group.places)
    kind = reader.vocabulary.kinds.get(body, "")
    return next((g for g in groups if fits(kind, g.kind) and body in _agencies(g, earlier.year, reader)), None)


def _agencies(group: Group, year: int, reader: Reader) -> set[str]:
    return {entry.agency for entry in members(group, year, reader.catalogue, reader.vocabulary)}


def _ranking_it_is_of(reader: Reader) -> Group | None:
    """The group in which the one body spoken of was found, where it is asked which of that kind."""
    earlier, asked = reader.earlier, reader.asked
    which = any(said.asks == "which" for _, said in asked.groups)
    if earlier is None or earlier.group is not None or len(earlier.bodies) != 1 or not (which and asked.kind):
        return None
    found_it = (f for f in reversed(earlier.before) if f.found is not None and f.found.bodies == earlier.bodies)
    group = next((f.group for f in found_it), None)
    alike = group is not None and KINDS.get(group.kind, group.kind) == KINDS.get(asked.kind or "", asked.kind)
    return group if alike else None


def _around(body: str, kind: str, reader: Reader) -> tuple[str, ...]:
    """各区县呢, 各部门呢 after 宁波市: those of the city."""
    place = reader.vocabulary.gazetteer.places.get(reader.catalogue.newest(body).place)
    holds = place is not None and (place.level < LEVEL_OF_KIND.get(kind, 0) or kind in DEPARTMENTS)
    return (place.code,) if holds and place is not None else ()
