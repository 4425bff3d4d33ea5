"""Words -> the bodies that a question names: a place, a part of its government, or both, loaded or not.

A place with a part of government (北仑区教育局) is never answered with the place's own government.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.question.meanings import AgencyWord, GroupWord, OrganWord, PlaceWord
from bot.question.word import Words
from bot.question.words_for_bodies import LEVEL_SIGNS
from store.agencies.agency import GOVERNMENT, PlaceName

LISTS = re.compile(
    r"[、,，;；/和与及跟同比较减除占是]|超过|不如|不及|[多少高低大小]于|还是|以及|哪|谁|各|(?<!增)加|连同|算上"
)
JOINED = re.compile(r"\s*(?:[、,，/和与及跟同比]|以及|还有)\s*")  # what stands between two names of one list
ONLY_YEAR = re.compile(r"\s*的?(?:(?:20)?\d\d年?度?|[去前今]年)?的?\s*")  # 宁波2024年公安局
FURTHEST_IN = 2  # of 上海南京 each may be meant, of 广州南山区 the one place that is not there


@dataclass(frozen=True, slots=True)
class Named:
    """A body as the question names it: the places it can be in, the part of government, the words used."""

    places: tuple[PlaceName, ...]
    full: bool
    organ: str
    agency: str
    text: str
    start: int
    end: int
    elsewhere: tuple[
        PlaceName, ...
    ] = ()  # 广州南山区, 北仑和江北: where there is such a place, though not in the one that is named
    beside: str = ""  # 和北仑同省市的: which of several of the name


def named_bodies(words: Words) -> list[Named]:
    """The bodies a question names, in order; adjoining places and parts of government are one body."""
    found: list[Named] = []
    for word in words.words:
        for meaning in word.meanings:
            match meaning:
                case PlaceWord(places, full):
                    _add_place(found, Named(places, full, "", "", word.text, word.start, word.end))
                case OrganWord(organ):
                    _add_organ(found, Named((), False, organ, "", word.text, word.start, word.end), words)
                case AgencyWord(agency):
                    found.append(Named((), True, "", agency, word.text, word.start, word.end))
                case _:
                    pass
    found = _with_what_is_shared(found, words)
    placed = [body for body in found if body.places or body.agency]
    return _innermost([body for body in found if not (placed and _only_says_government(body, placed))], words)


def are_listed(named: list[Named], text: str) -> bool:
    """海曙、江北: each stands in a list with the one before it; 宁波2024年公安局 does not."""
    return all(
        LISTS.search(text, one.end, other.start)
        or (other.places and not other.organ and text[one.end : other.start].isspace())
        for one, other in pairwise(named)
    )


def _with_what_is_shared(found: list[Named], words: Words) -> list[Named]:
    """郑州和武汉的公安局, 天津和沈阳的和平区: what stands after a list of places is that of each of them."""
    out = list(found)
    for at, last in enumerate(found):
        word, places = _place_word(last, words)
        outer = at - 1 if at and word and _holds(found[at - 1], last, places, words.text) else at
        first = next((i for i in range(outer, 0, -1) if not _goes_before(found[i - 1], found[i], words.text)), 0)
        listed = found[first:outer]
        inner = [_inside(one, places) for one in listed] if outer < at or word > last.start else []
        if last.organ and last.organ != GOVERNMENT and last.places and _is_of_each(last, listed, words.text):
            out[first:at] = [replace(one, organ=last.organ, text=one.text + last.organ) for one in listed]
        elif not last.organ and inner and all(own and own != last.places for own in inner):
            out[first:outer] = [
                replace(one, places=own, full=True, text=one.text + own[0].name)
                for one, own in zip(listed, inner, strict=True)
            ]
    return out


def _goes_before(one: Named, other: Named, text: str) -> bool:
    """Whether a bare place stands in a list with what is named next, or right before it: 杭州宁波教育局."""
    beside = text[one.end : other.start].strip() == "" or JOINED.fullmatch(text, one.end, other.start)
    return bool(one.places and not one.organ and beside)


def _is_of_each(last: Named, listed: list[Named], text: str) -> bool:
    """宁波和北仑教育局 may be the city and a bureau of its district; with 的 before the bureau both are bureaus."""
    if any(set(one.places) & set(last.places) for one in listed):
        return False  # 苏州市和苏州市税务局
    nested = any(a.within(b.code) or b.within(a.code) for one in listed for a in one.places for b in last.places)
    levels = [{place.level for place in one.places} for one in (last, *listed)]
    alike = bool(set.intersection(*levels))  # 北仑和上海科委: a district and a city
    return (alike and not nested) or "的" in text[last.start : last.end]


def _place_word(last: Named, words: Words) -> tuple[int, tuple[PlaceName, ...]]:
    """Where the name that a body ends with begins, and every place of that name."""
    ends = ((w.start, m) for w in words.words if w.end == last.end for m in w.meanings)
    return next(((start, m.places) for start, m in ends if isinstance(m, PlaceWord)), (0, ()))


def _holds(outer: Named, last: Named, places: tuple[PlaceName, ...], text: str) -> bool:
    """沈阳的和平区: the city only says where."""
    return not outer.organ and text[outer.end : last.start].strip() == "的" and bool(_inside(outer, places))


def _inside(outer: Named, places: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Those of the places that lie in a city."""
    return tuple(p for p in places if any(p.within(o.code) for o in outer.places if o.name.endswith("市")))


def _only_says_government(body: Named, placed: list[Named]) -> bool:
    """政府 beside 鄞州区: no body of its own; 市政府 beside it would be one."""
    return not body.places and not body.agency and body.organ == GOVERNMENT and _is_level(body, placed)


def _is_level(body: Named, placed: list[Named]) -> bool:
    """Whether 市政府 is that of one of the places: a 市."""
    level = body.text[0] if body.organ == GOVERNMENT and body.text[0] in LEVEL_SIGNS else ""
    return not level or any(place.name.endswith(level) for other in placed for place in other.places)


def _innermost(found: list[Named], words: Words) -> list[Named]:
    """宁波市2024年鄞州区申请: the district alone, the city only says where."""
    kept: list[Named] = []
    for at, named in enumerate(found):
        outer = kept[-1] if kept else None
        inner = _within(named, outer) if outer is not None else ()
        listed = _set_apart([*kept[-1:], *found[at : at + 2]], words.text) or _with_its_kind(outer, named, words)
        if outer is not None and inner and not listed and LISTS.search(words.text, outer.end, named.start) is None:
            kept[-1] = replace(named, places=inner)
        else:
            kept.append(named)
    return kept


def _with_its_kind(outer: Named | None, named: Named, words: Words) -> bool:
    """宁波区县新收 海曙第几: the city says where the districts are."""
    between = (w for w in words.words if outer is not None and outer.end <= w.start < named.start)
    return any(isinstance(m, GroupWord) and m.kind for word in between for m in word.meanings)


def _set_apart(three: list[Named], text: str) -> bool:
    """宁波市 鄞州区 海曙区: two districts after their city, with blanks between, are a list of three."""
    return (
        len(three) > 2
        and bool(_within(three[2], three[0]))
        and all(text[a.end : b.start].isspace() for a, b in pairwise(three))
    )


def _within(named: Named, outer: Named) -> tuple[PlaceName, ...]:
    """The places that a body can be in, those inside the other one."""
    if outer.organ or not outer.places:
        return ()
    return tuple(place for place in named.places if any(place.within(o.code) for o in outer.places))


def _add_place(found: list[Named], new: Named) -> None:
    if found and found[-1].places and not found[-1].organ and found[-1].end == new.start:
        inner = tuple(p for p in new.places if any(p.within(o.code) for o in found[-1].places))
        if inner:
            last = found.pop()
            new = Named(inner, True, "", "", last.text + new.text, last.start, new.end)
        elif not _beside(found[-1].places, new.places) and all(
            p.level > max(FURTHEST_IN, min(o.level for o in found[-1].places)) for p in new.places
        ):
            last = found.pop()
            new = Named((), True, "", "", last.text + new.text, last.start, new.end, new.places)
    found.append(new)


def _beside(places: tuple[PlaceName, ...], others: tuple[PlaceName, ...]) -> bool:
    """朝阳昌平: whether they may be of one level in one city, so that neither is meant to lie in the other."""
    return any(
        a.level == b.level and a.code[: 2 * a.level - 2] == b.code[: 2 * b.level - 2] for a in places for b in others
    )


def _add_organ(found: list[Named], new: Named, words: Words) -> None:
    last = found[-1] if found else None
    apart = words.text[last.end : new.start] if last is not None else ""
    if last is not None and last.places and not last.organ and ONLY_YEAR.fullmatch(apart) and _is_level(new, [last]):
        found.pop()
        new = Named(last.places, last.full, new.organ, "", last.text + new.text, last.start, new.end)
    found.append(new)
