"""北仑2024年申请占全市的比例, 余姚的申请占宁波市的百分之几: a body's figure in the same figure of another body's report."""

import re
from collections.abc import Mapping

from bot.question.bodies import Named
from bot.question.loaded_bodies import holds, resolve
from bot.question.meanings import AreaWord
from bot.question.word import Word
from bot.reading.choices import ask_body, cannot_compare
from bot.reading.reader import Reader
from bot.reading.readings import EndsHere, Fields, Group, NothingThere, Reading
from bot.targets.target import Targets, mentions
from store.agencies.agency import GOVERNMENT, PlaceName
from store.facts.catalogue import Entry

INSIDE = re.compile(r"(?:里头|里面|里|当中|之中|中|内)[,，]?\s*$")
CITY, PROVINCE = 4, 2  # digits of a place's code that name its city, its province
NOT_LOADED = "没有收录{}的报告，算不了占全{}的比例。"


def read_share_of_body(reader: Reader) -> Reading | None:
    """The share, or None where the question is none of this kind: one figure, 占, and nothing but a body or 全市 after it."""
    asked = reader.asked
    share = next((w for w, m in asked.operations if m.id == "share" and w.text.startswith("占")), None)
    if share is None or asked.ids - {"share", "how_many"} or asked.groups or asked.orders or asked.limits:
        return None
    if asked.span is not None or len(asked.years) > 1 or not asked.named or asked.named[0].end > share.start:
        return None
    before = [word for word in reader.words.words if word.end <= share.start]
    after = [word for word in reader.words.words if word.start >= share.end]
    if any(w.end <= share.start for w, m in asked.operations if m.id == "how_many"):
        return None  # 北仑有多少件，占海曙的百分之几
    if not mentions(before):
        before = after  # 北仑占宁波全市申请的比例
    elif mentions(after) and reader.targets(after) != reader.targets(before):
        return None
    part = asked.named[0]
    if (
        len(asked.named) == 2
        and asked.named[1].end <= share.start
        and INSIDE.search(reader.words.text, 0, asked.named[1].start)
    ):
        whole, part = resolve(asked.named[:1], reader.catalogue).found, asked.named[1]  # 宁波的申请里北仑占多少
        return _share([w for w in before if w.end <= part.start], part, whole[0], reader) if whole else None
    other = _whole(after, share.end, reader)
    return other if not isinstance(other, str) else _share(before, part, other, reader)


def _whole(after: list[Word], end: int, reader: Reader) -> str | EndsHere | None:
    """The other body: the one named, or for 全市 the city of the first."""
    named = reader.asked.named
    if len(named) == 2 and named[1].start >= end:
        read = resolve(named[1:], reader.catalogue)
        return read.found[0] if read.found else ask_body(read, reader.words.text, reader.catalogue)
    areas = [m for word in after for m in word.meanings if isinstance(m, AreaWord)]
    part = resolve(named, reader.catalogue).found
    if len(named) != 1 or len(areas) != 1 or len(part) != 1:
        return None
    around = _around(reader.catalogue.newest(part[0]), areas[0].kind, reader.vocabulary.gazetteer.places)
    if around is None:
        return None
    if (whole := f"{around.code}/{GOVERNMENT}") in reader.catalogue.by_agency:
        return whole
    return NothingThere(NOT_LOADED.format(around.name, areas[0].kind), (), "body")


def _around(entry: Entry, kind: str, places: Mapping[str, PlaceName]) -> PlaceName | None:
    """The city or province of a body, the municipality of its district (江北区 of 重庆市); None of the city's own government."""
    own = entry.place if entry.organ == GOVERNMENT else ""
    codes = (entry.place[:digits].ljust(6, "0") for digits in (CITY, PROVINCE) if entry.place)
    return next((p for code in codes if code != own and (p := places.get(code)) and p.name.endswith(kind)), None)


def _share(before: list[Word], named: Named, whole: str, reader: Reader) -> Reading | None:
    asked, catalogue = reader.asked, reader.catalogue
    part = resolve([named], catalogue).found
    targets = reader.targets(before)
    if not isinstance(targets, Targets) or len(part) != 1:
        return targets if not isinstance(targets, Targets) else None
    if len(targets.targets) != 1 or not targets.targets[0].figures:
        return None
    bodies = (part[0], whole)
    if not holds(catalogue.newest(whole), catalogue.newest(part[0])):
        return None  # 北仑占海曙: no part of it
    both = set(catalogue.years(bodies[0])) & set(catalogue.years(bodies[1]))
    year = asked.years[0] if asked.years else max(both, default=catalogue.years(bodies[0])[-1])
    if year not in both:
        return cannot_compare(bodies, year, catalogue)
    newest = not asked.years
    return Fields(bodies, (year,), targets.targets, "percent", (), targets.notes, newest, group=Group(bodies=bodies))
