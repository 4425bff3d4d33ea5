"""Words -> the bodies that a question names: a place, a part of its government, or both, loaded or not.

A place with a part of government (北仑区教育局) is never answered with the place's own government.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.question.meanings import AgencyWord, GroupWord, OrganWord, PlaceWord
from bot.question.words import Words
from store.agencies.agency import GOVERNMENT, PlaceName

LISTS = re.compile(
    r"[、,，;；/和与及跟同比较减除占是]|超过|不如|不及|[多少高低大小]于|还是|以及|哪|谁|各|(?<!增)加|连同|算上"
)
ONLY_YEAR = re.compile(r"\s*的?(?:(?:20)?\d\d年?度?|[去前今]年)?的?\s*")  # 宁波2024年公安局
LEVELS = "省市区县"
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
    ] = ()  # 广州南山区: where there is such a place, though not in the one that is named


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
    placed = [body for body in found if body.places or body.agency]
    return _innermost([body for body in found if not (placed and _only_says_government(body, placed))], words)


def are_listed(named: list[Named], text: str) -> bool:
    """海曙、江北: each stands in a list with the one before it; 宁波2024年公安局 does not."""
    return all(
        LISTS.search(text, one.end, other.start)
        or (other.places and not other.organ and text[one.end : other.start].isspace())
        for one, other in pairwise(named)
    )


def _only_says_government(body: Named, placed: list[Named]) -> bool:
    """政府 beside 鄞州区: no body of its own; 市政府 beside it would be one."""
    return not body.places and not body.agency and body.organ == GOVERNMENT and _is_level(body, placed)


def _is_level(body: Named, placed: list[Named]) -> bool:
    """Whether 市政府 is that of one of the places: a 市."""
    level = body.text[0] if body.organ == GOVERNMENT and body.text[0] in LEVELS else ""
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
        elif all(p.level > max(FURTHEST_IN, o.level) for p in new.places for o in found[-1].places):
            last = found.pop()
            new = Named((), True, "", "", last.text + new.text, last.start, new.end, new.places)
    found.append(new)


def _add_organ(found: list[Named], new: Named, words: Words) -> None:
    last = found[-1] if found else None
    apart = words.text[last.end : new.start] if last is not None else ""
    if last is not None and last.places and not last.organ and ONLY_YEAR.fullmatch(apart) and _is_level(new, [last]):
        found.pop()
        new = Named(last.places, last.full, new.organ, "", last.text + new.text, last.start, new.end)
    found.append(new)
