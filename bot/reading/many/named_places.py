"""Words -> which of the places named only say where bodies are looked for, and which are the bodies themselves."""

import re

from bot.question.bodies import Named
from bot.question.kinds import LEVEL_OF_KIND
from bot.question.said import COUNTS_PIECES
from bot.reading.reader import Reader
from bot.targets.target import mentions
from store.agencies.agency import GOVERNMENT, PlaceName

OF_THOSE = re.compile(r"的(?:有|是)?(?:几个|多少个)")
ANYWHERE = 3  # departments, and bodies of any kind: every place above a county says where
INSIDE = re.compile(r"(?:市|省)?的?(?:里面?|之?中|当中|范围内|内)")  # after a place
ONLY_THERE = re.compile(
    r"(?:只|光|单|仅|就|限)(?:看|要|算|问|列|说|定)?(?:在|于)?\s*$"
)  # stands before a place: 只看宁波的


def only_there(reader: Reader) -> bool:
    """只看宁波的, 其中宁波的, 杭州的呢, 换成杭州 after 各区排名: the place says where those of before are looked for.

    宁波呢 after those of 宁波 is the city itself."""
    before, named = reader.group_before, reader.asked.named
    kinds = any(group.kind for _, group in reader.asked.groups)
    if before is None or before.group is None or before.group.bodies or kinds or len(named) != 1:
        return False
    level, text = LEVEL_OF_KIND.get(before.group.kind, ANYWHERE), reader.words.text
    holds = bool(named[0].places) and not named[0].organ and any(place.level < level for place in named[0].places)
    counts = _counts(reader) or reader.asked.counts_bodies
    limited = counts and bool(reader.asked.limits or reader.asked.growth) and not mentions(reader.words.words)
    elsewhere = (_is_bare(reader) or limited) and (
        _counts(reader) or not set(codes_of(named)) & set(before.group.places)
    )
    said = "within" in reader.asked.ids or ONLY_THERE.search(text, 0, named[0].start) is not None
    return holds and (said or elsewhere)


def _is_bare(reader: Reader) -> bool:
    """Whether nothing but a body and a year is said, and perhaps 有几个, 有吗, 有哪些."""
    asked, before = reader.asked, reader.group_before
    again = before is not None and before.operation == "filter"
    others = [
        w
        for w, m in asked.operations
        if w.text not in COUNTS_PIECES and m.id != "other_body" and not (again and m.id in ("whether", "catalogue"))
    ]
    said = others or asked.limits or asked.orders or (asked.groups and not again)
    return not (said or mentions(reader.words.words))


def _counts(reader: Reader) -> bool:
    return any(word.text in COUNTS_PIECES for word, _ in reader.asked.operations)


def counts_again(reader: Reader) -> bool:
    """有几个 after those over a limit, 江苏的有几个, 浙江的呢 after it: how many of those of before they are."""
    before = reader.group_before
    if before is None or before.group is None:
        return False
    grown = reader.asked.growth and OF_THOSE.search(reader.words.text) is not None
    if grown and (not reader.asked.named or only_there(reader)):
        return True  # 下降的有几个, 浙江下降的有几个
    if not _is_bare(reader):
        return False
    if not reader.asked.named:
        return _counts(reader) and before.operation == "filter"
    return only_there(reader) and (_counts(reader) or (reader.asked.ids <= {"other_body"} and before.group.counts))


def regions_and_bodies(reader: Reader) -> tuple[list[Named], list[Named]]:
    """The named places that only say where, and the bodies themselves."""
    asked, named = reader.asked, reader.asked.named
    if only_there(reader):
        return list(named), []
    if not asked.groups:
        among = [n for n in named if "position" in asked.ids and n.places and not n.organ and _among(n, reader)]
        return among, [n for n in named if n not in among]
    level = LEVEL_OF_KIND.get(asked.kind or "", 0)
    around = [n for n in named if _lies_above(n, level)]
    holds = [n for n in around if len(named) == 1 or not _is_loaded(n, level, reader)]  # 朝阳 beside 海淀 is no 朝阳市
    if "position" in asked.ids:
        before = [n for n in holds if any(n.end <= word.start <= n.end + 1 for word, _ in asked.groups)]
        others = len(named) > len(before) or _one_inside(before, reader) or all(_among(n, reader) for n in before)
        regions = before if others else []
    elif not asked.kind and len(named) > 1 and not (asked.every_kind and all(_lies_above(n, ANYWHERE) for n in named)):
        regions = []  # 海曙和鄞州哪个多: the bodies themselves; 深圳和广州所有单位 are those inside
    else:
        regions = holds
    return regions, [n for n in named if n not in regions]


def _lies_above(named: Named, level: int) -> bool:
    """Whether a name is that of a place of a higher level than that of the bodies looked for (0: any)."""
    return bool(named.places) and not named.organ and (not level or any(p.level < level for p in named.places))


def _is_loaded(named: Named, level: int, reader: Reader) -> bool:
    """Whether a name is that of a loaded place of a level."""
    return any(p.level == level and f"{p.code}/{GOVERNMENT}" in reader.catalogue.by_agency for p in named.places)


def _among(named: Named, reader: Reader) -> bool:
    """鄞州在宁波排第几, 宁波里面排第几: 宁波 says among whom."""
    text = reader.words.text
    return text.endswith("在", 0, named.start) or INSIDE.match(text, named.end) is not None


def _one_inside(among: list[Named], reader: Reader) -> bool:
    """Whether the one body of the question before lies in the place that is named: 在宁波排第几 after 慈溪."""
    earlier, codes = reader.earlier, codes_of(among)
    if earlier is None or len(earlier.bodies) != 1 or earlier.bodies[0] not in reader.catalogue.by_agency:
        return False
    body = reader.catalogue.newest(earlier.bodies[0])
    place = reader.vocabulary.gazetteer.places.get(body.place)
    if place is not None and body.organ != GOVERNMENT and place.code in codes:
        return True  # 在宁波部门里排第几 after 宁波市公安局
    return place is not None and any(place.code != code and place.within(code) for code in codes)


def codes_of(regions: list[Named], level: int = 0) -> tuple[str, ...]:
    """The places that are named; 淮安 of 淮安各区县 is the city, for the district holds none and lies in it."""
    codes = [(named, place) for named in regions for place in named.places if not _is_inside(place, named)]
    return tuple(
        p.code for named, p in codes if not level or p.level < level or not any(q.level < level for q in named.places)
    )


def _is_inside(place: PlaceName, named: Named) -> bool:
    """长沙县 of 长沙, which is the city too."""
    return any(place.code != other.code and place.within(other.code) for other in named.places)
