"""Words -> of which years a question about many bodies is, and whether it follows on the one before."""

import re

from bot.question.meanings import YearWord
from bot.reading.groups import best_year, newest_year
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL, Fields, Group
from bot.targets.target import Targets

HAS_ONE = re.compile(r"(?<!没)有(?![哪几多没])")
BOTH_YEARS = re.compile(r"都(?:没?有|没|超|达|不|低|高|大|小|多|少)")


def follows(reader: Reader) -> bool:
    """Whether year and place of before still hold: nothing but the group is new."""
    earlier, asked = reader.earlier, reader.asked
    if earlier is None or asked.newest:
        return False
    read = reader.all_targets
    bare = ("how_many" not in asked.ids or _of_all(earlier)) and not asked.groups
    return isinstance(read, Targets) and (not read.targets or (earlier.group is not None and bare))


def _of_all(earlier: Fields) -> bool:
    """Whether all bodies of a group were asked for, and not some that an order or a limit found: 企业多少 is of all again."""
    order = earlier.order
    every = earlier.operation in OVER_ALL or (earlier.operation == "rank" and order is not None and not order.last)
    return every and not earlier.conditions


def read_years(group: Group, reader: Reader) -> tuple[int, ...]:
    """The year said, the one of the talk, or the one with the most reports; of a growth from year to year both ends."""
    asked, earlier = reader.asked, reader.earlier
    if asked.years:
        return asked.years[:1] if len(asked.years) < 2 else (asked.years[0], asked.years[-1])
    if earlier is not None and earlier.years and follows(reader):
        return earlier.years
    if earlier is not None and earlier.years and not asked.named and not asked.newest and asked.span is None:
        return earlier.years[-1:]  # 有诉讼的有哪些 is of the year spoken of
    best = (newest_year if asked.newest else best_year)(group, reader.catalogue, reader.vocabulary)
    return (best - asked.span.years + 1, best) if asked.span is not None and asked.span.years else (best,)


def each_year_its_own(reader: Reader) -> bool:
    """2023有诉讼2024没有诉讼的区, 2023年低于600、2024年高于500的, 2023和2024都有的: not the same of each year."""
    asked, text = reader.asked, reader.words.text
    years = [w for w in reader.words.words if isinstance(w.meanings[0], YearWord)]
    if len(years) < 2:
        return False
    ends = [*(word.start for word in years[1:]), len(text)]
    limits = [word.start for word, _ in asked.limits] + [word.start for word, m in asked.operations if m.id == "none"]
    with_limit = sum(
        any(year.end <= at < end for at in limits) or HAS_ONE.search(text, year.end, end) is not None
        for year, end in zip(years, ends, strict=True)
    )
    return with_limit > 1 or len(limits) > 1 or (BOTH_YEARS.search(text) is not None)
