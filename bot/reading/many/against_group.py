"""慈溪占宁波各区县的几成, 鄞州比各区县平均高多少, 是全市平均数的几倍: one body's figure in the sum of a group, against its mean."""

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
from bot.reading.judged import way
from bot.reading.many.named_places import codes_of
from bot.reading.many.wanted import ASKING
from bot.reading.many.which_bodies import AREAS, where, wider
from bot.reading.many.which_years import follows, read_years
from bot.reading.reader import Reader
from bot.reading.readings import AGAINST_ALL, OF_TWO, Condition, Fields, Group, Reading
from bot.reading.refusals import FOLLOWING, refused, unfit
from bot.reading.sides import WAYS
from bot.targets.calculation import Calculation
from bot.targets.target import Targets
from store.agencies.agency import GOVERNMENT

NOT_AMONG = "一个单位和它不在其中的一群单位比"
ALONE = "{}的{}只收录了{}，没有别的可以平均"
CITY_LEVEL = 2
AREA_MEAN = re.compile(r"全([省市])的?(?:平均|均值)")
EVERY_ONE = re.compile(r"(?:所有|全部)的?(?:区|县|单位)")
ALWAYS = {"how_many", "each", "whether", "below"}


def read_against_group(reader: Reader) -> Reading | None:
    """The share or the distance; None where the question is none of this kind."""
    before = reader.group_before
    if before is not None and before.operation in OF_TWO and follows(reader):
        return _again(before, reader) if before.operation in AGAINST_ALL or not _bare(reader) else None
    operation = _operation(reader)
    named, read = _named(reader) or of_area(reader) if operation else None, reader.all_targets
    if operation is None or named is None or not isinstance(read, Targets):
        return None
    body = resolve([named[1]], reader.catalogue).found
    if len(body) != 1 or len(read.targets) != 1 or not read.targets[0].figures:
        return None
    kind = reader.asked.kind or wider(reader.vocabulary.kinds[body[0]])
    places = codes_of(named[0], LEVEL_OF_KIND.get(kind, 0)) if named[0] else _around(body[0], kind, reader)
    if not kind or (not places and not reader.asked.groups):
        return None
    group = Group(kind, places)
    fields = Fields(
        body, read_years(group, reader)[-1:], read.targets, operation, (), read.notes, not reader.asked.years, group=group,
        conditions=_judged(operation, read, reader),
    )  # fmt: skip
    return _if_among(fields, reader)


def _around(body: str, kind: str, reader: Reader) -> tuple[str, ...]:
    """比各区县平均多多少, 占全市各区县的几成, no place named: those of the body's own city, of a city's office those of the city;
    比全省平均: those of its province; 占各市, 占所有区: all that are loaded."""
    area = _area(reader)
    if not area and (LEVEL_OF_KIND.get(kind, CITY_LEVEL + 1) <= CITY_LEVEL or EVERY_ONE.search(reader.words.text)):
        return ()
    entry, places = reader.catalogue.newest(body), reader.vocabulary.gazetteer.places
    place = places.get(entry.place)
    if place is None:
        return ()
    if area and not reader.asked.groups:
        code = place.code[: 2 * AREAS.get(area, 0)].ljust(6, "0")
        return (code,) if entry.organ == GOVERNMENT and code in places and code != place.code else ()
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
    if here == [body] and fields.operation != "part_of_sum":
        return unfit(ALONE.format(where(group, reader), group.kind, reader.name(body)))
    return fields if body in here else refused(reader.words, NOT_AMONG)


def _operation(reader: Reader) -> Calculation | None:
    """What is worked out of the two; None where something else is asked too."""
    asked = reader.asked
    ids = asked.ids - ALWAYS - WAYS.keys()
    area = of_area(reader) is not None
    if area and asked.limits and all(limit.mean for _, limit in asked.limits):
        ids |= {"mean", "versus"}  # 高于全市平均
    asking = any(ASKING.match(word.text) for word, _ in asked.groups)
    if (
        asking
        or (len({group.kind for _, group in asked.groups}) != 1 and not area)
        or asked.orders
        or (asked.limits and not area)
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
    if not reader.asked.groups:
        return None
    named, start = list(reader.asked.named), reader.asked.groups[0][0].start
    around = [
        n for n in named if n.end <= start and not reader.words.text[n.end : start].strip("的市省 下属辖所有面各里中")
    ]
    if len(named) == len(around):
        return None  # 宁波各区县自然人占比
    places = around[-1:]
    rest = [n for n in named if n not in places]
    return (places, rest[0]) if len(rest) == 1 else None


def of_area(reader: Reader) -> tuple[list[Named], Named] | None:
    """比全市平均高多少, 高于全省平均吗: the mean of the area is that of the bodies of one's own kind in it."""
    named = reader.asked.named
    if reader.asked.groups or len(named) != 1 or AREA_MEAN.search(reader.words.text) is None:
        return None
    return [], named[0]


def _area(reader: Reader) -> str:
    """省 or 市, where 全省 or 全市 is said."""
    if (mean := AREA_MEAN.search(reader.words.text)) is not None:
        return mean[1]
    return next((m.kind for word in reader.words.words for m in word.meanings if isinstance(m, AreaWord)), "")


def _judged(operation: Calculation, read: Targets, reader: Reader) -> tuple[Condition, ...]:
    """高于平均吗: more than the mean."""
    signs = [limit.sign for _, limit in reader.asked.limits] if "whether" in reader.asked.ids else []
    sign = signs[0] if signs else way(reader)
    if operation != "over_mean" or not sign:
        return ()
    unit = reader.vocabulary.form.unit(read.targets[0].figures[0])
    return (Condition(read.targets[0], sign, Decimal(0), unit=unit),)
