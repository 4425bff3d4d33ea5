"""慈溪占宁波各区县的几成, 鄞州比各区县平均高多少, 是各区平均数的几倍: one body's figure in the sum of a group, against its mean."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.question.bodies import Named
from bot.question.kinds import LEVEL_OF_KIND
from bot.question.loaded_bodies import resolve
from bot.question.meanings import AreaWord, BodyWord, NoiseWord, YearWord
from bot.question.said import says_only
from bot.reading.choices import cannot_compare, no_such_group
from bot.reading.groups import members
from bot.reading.many.named_places import codes_of
from bot.reading.many.wanted import ASKING
from bot.reading.many.which_bodies import where
from bot.reading.many.which_years import follows, read_years
from bot.reading.reader import Reader
from bot.reading.readings import AGAINST_ALL, OF_TWO, Condition, Fields, Group, Reading
from bot.reading.refusals import FOLLOWING, refused
from bot.reading.sides import WAYS
from bot.targets.calculation import Calculation
from bot.targets.target import Targets
from store.agencies.agency import GOVERNMENT

NOT_AMONG = "一个单位和它不在其中的一群单位比"
CITY_LEVEL = 2
EVERY_ONE = re.compile(r"(?:所有|全部)的?(?:区|县|单位)")
ALWAYS = {"how_many", "each", "whether", "below"}


def read_against_group(reader: Reader) -> Reading | None:
    """The share or the distance; None where the question is none of this kind."""
    before = reader.group_before
    if before is not None and before.operation in OF_TWO and follows(reader):
        return _again(before, reader) if before.operation in AGAINST_ALL or not _bare(reader) else None
    operation = _operation(reader)
    named, read = _named(reader) if operation else None, reader.all_targets
    if operation is None or named is None or not isinstance(read, Targets):
        return None
    body = resolve([named[1]], reader.catalogue).found
    if len(body) != 1 or len(read.targets) != 1 or not read.targets[0].figures or not reader.asked.kind:
        return None
    places = codes_of(named[0], LEVEL_OF_KIND.get(reader.asked.kind, 0)) if named[0] else _own_city(body[0], reader)
    group = Group(reader.asked.kind, places)
    fields = Fields(
        body, read_years(group, reader)[-1:], read.targets, operation, (), read.notes, not reader.asked.years, group=group,
        conditions=_judged(operation, read, reader),
    )  # fmt: skip
    return _if_among(fields, reader)


def _own_city(body: str, reader: Reader) -> tuple[str, ...]:
    """比各区县平均多多少, 占全市各区县的几成, no place named: those of the body's own city, of a city's office those of the city;
    占各市, 占所有区: all that are loaded."""
    area = any(isinstance(m, AreaWord) for word in reader.words.words for m in word.meanings)
    if not area and (
        LEVEL_OF_KIND.get(reader.asked.kind or "", CITY_LEVEL + 1) <= CITY_LEVEL or EVERY_ONE.search(reader.words.text)
    ):
        return ()
    entry, places = reader.catalogue.newest(body), reader.vocabulary.gazetteer.places
    place = places.get(entry.place)
    if place is None:
        return ()
    if place.level < CITY_LEVEL or (place.level == CITY_LEVEL and entry.organ != GOVERNMENT):
        return (place.code,)
    outer = (place.code[:4] + "00", place.code[:2] + "0000")
    return tuple(code for code in outer if code in places and code != place.code)[:1]


def _again(before: Fields, reader: Reader) -> Reading:
    """2023年呢, 海曙呢 after 北仑占宁波各区县的几成: the same of another year or body."""
    named = resolve(reader.asked.named, reader.catalogue).found
    if not _bare(reader) or len(named) > 1 or len(reader.asked.years) > 1:
        return refused(reader.words, FOLLOWING)
    kept = ("figure", *(() if named else ("body",)), *(() if reader.asked.years else ("year",)))
    years = reader.asked.years or before.years
    return _if_among(replace(before, bodies=named or before.bodies, years=years, kept=kept, before=()), reader)


def _bare(reader: Reader) -> bool:
    """Whether nothing but bodies and years is said."""
    return says_only(reader.words, (BodyWord, YearWord, NoiseWord))


def _if_among(fields: Fields, reader: Reader) -> Reading:
    """The fields, where the body is one of the group and has a report of the year."""
    (body,), (year,), group = fields.bodies, fields.years, fields.group
    assert group is not None
    here = [entry.agency for entry in members(group, year, reader.catalogue, reader.vocabulary)]
    if not here:
        return no_such_group(where(group, reader), group.kind, year, reader.catalogue)
    if reader.catalogue.entry(body, year) is None:
        return cannot_compare((body,), year, reader.catalogue)
    return fields if body in here else refused(reader.words, NOT_AMONG)


def _operation(reader: Reader) -> Calculation | None:
    """What is worked out of the two; None where something else is asked too."""
    asked = reader.asked
    ids = asked.ids - ALWAYS
    asking = any(ASKING.match(word.text) for word, _ in asked.groups)
    if (
        asking
        or len({group.kind for _, group in asked.groups}) != 1
        or asked.orders
        or asked.limits
        or asked.span is not None
        or len(asked.years) > 1
    ):
        return None
    if asked.growth or reader.apart:
        return None
    if ids in ({"share"}, {"share", "total_of"}):
        return "part_of_sum" if _is_share_of_group(reader) else None
    if ids == {"mean", "ratio"}:
        return "times_mean"
    return "over_mean" if ids in ({"mean", "versus"}, {"mean", "difference"}) else None


def _is_share_of_group(reader: Reader) -> bool:
    """占宁波各区县的几成; of 宁波各区县中慈溪的自然人占比 it is not known what it is a share of."""
    share = next(word for word, meaning in reader.asked.operations if meaning.id == "share")
    after = share.end <= reader.asked.groups[0][0].start
    read = reader.all_targets
    tables = reader.vocabulary.form.tables
    figures = [f for target in read.targets for f in target.figures] if isinstance(read, Targets) else []
    column = any(figure.column != tables[figure.table].default_column for figure in figures)
    return share.text.startswith("占") and (after or not (column or share.text.startswith("占比")))


def _named(reader: Reader) -> tuple[list[Named], Named] | None:
    """Where the group is (the place right before its word, else anywhere), and the one body that is held against it."""
    named, start = list(reader.asked.named), reader.asked.groups[0][0].start
    around = [
        n for n in named if n.end <= start and not reader.words.text[n.end : start].strip("的市省 下属辖所有面各里中")
    ]
    if len(named) == len(around):
        return None  # 宁波各区县自然人占比
    places = around[-1:]
    rest = [n for n in named if n not in places]
    return (places, rest[0]) if len(rest) == 1 else None


def _judged(operation: Calculation, read: Targets, reader: Reader) -> tuple[Condition, ...]:
    """高于平均吗: more than the mean."""
    meanings = [m for _, m in reader.asked.operations]
    signs = {WAYS[way] for m in meanings for way in (m.id, m.detail) if way in WAYS}
    if operation != "over_mean" or "whether" not in reader.asked.ids or len(signs) != 1:
        return ()
    unit = reader.vocabulary.form.unit(read.targets[0].figures[0])
    return (Condition(read.targets[0], signs.pop(), Decimal(0), unit=unit),)
