"""哪年最多, 哪年增长最快: which years of one body are put in order, and by what."""

from dataclasses import replace
from decimal import Decimal

from bot.reading.changes import UNSIGNED, read_change
from bot.reading.reader import Reader
from bot.reading.readings import GROWTH, Condition, Fields, Reading
from bot.reading.refusals import refused
from bot.reading.spans import years_in_span
from bot.targets.operation import read_operation
from bot.targets.target import Targets

EVERY_YEAR = ("历年", "历年来", "历来")
TURNED = {"most": "least", "least": "most"}


def years_compared(reader: Reader, bodies: tuple[str, ...]) -> tuple[int, ...]:
    """The years among which one is looked for; none where it is no question about years."""
    asked = reader.asked
    if "which_year" in asked.ids or asked.span is not None or "trend" in asked.ids or len(asked.years) > 1:
        span = years_in_span(asked, bodies, reader.catalogue)
        if asked.span is not None:
            return span
        earlier = reader.earlier
        all_years = any(word.text in EVERY_YEAR for word, meaning in asked.operations if meaning.id == "trend")
        if earlier is not None and not (asked.named or asked.years or all_years) and len(earlier.years) > 1:
            span = _years_spoken_of(earlier)  # 哪年最多 after 2022到2024年: of these
        return span
    return ()


def _years_spoken_of(earlier: Fields) -> tuple[int, ...]:
    """哪年最多 after 历年新收, 2024年比2023年涨了多少: of all those years, not of the two held against each other."""
    same = (f.years for f in reversed(earlier.before) if f.bodies == earlier.bodies and f.targets == earlier.targets)
    wider = next((years for years in same if len(years) > len(earlier.years)), ())
    return wider if wider and earlier.operation in GROWTH else earlier.years


def asks_for_growth(reader: Reader) -> bool:
    """Whether years are to be put in order by growth, and by nothing else that is worked out."""
    return "which_year" in reader.asked.ids and "change" in reader.asked.ids and bool(reader.asked.orders)


def by_growth(fields: Fields, years: tuple[int, ...], reader: Reader) -> Reading:
    """Of the years that grew, or with 下降 of those that fell; each against the year before it, the first too where that is loaded."""
    change, down = read_change(reader)
    said = {word.text for word, meaning in reader.asked.operations if meaning.id == "change"}
    if fields.order is None or fields.order.end == "least" or said & UNSIGNED or reader.asked.limits:
        return refused(reader.words, "变化的大小")
    target = fields.targets[0]
    if not (target.figures or target.rate):
        return refused(reader.words, "正文里的数的增长")
    before = min(years) - 1
    there = all(reader.catalogue.entry(body, before) for body in fields.bodies)
    spanned = (before, *years) if there else years
    alone = [str(year) for year in spanned[1:] if year - 1 not in spanned]
    notes = (*fields.notes, f"{'、'.join(alone)}年度没有收录上一年的，没有比。") if alone else fields.notes
    order = replace(fields.order, end=TURNED[fields.order.end]) if down else fields.order
    moved = Condition(target, "<" if down else ">", Decimal(0))
    return replace(
        fields, years=spanned, operation="rank_years", change=change, order=order, conditions=(moved,), notes=notes
    )


def of_share(fields: Fields, reader: Reader) -> Fields:
    """哪年自然人占比最高, 哪年最高 after 历年自然人占比: of the shares, not of the counts."""
    earlier, (target,) = reader.earlier, fields.targets
    before = earlier is not None and (earlier.operation == "share" or earlier.share) and "figure" in fields.kept
    if not target.figures or not (before or "share" in reader.asked.ids):
        return fields
    return replace(fields, share=True, base=earlier.base if before and earlier is not None else ())


def one_share_of_years(targets: Targets, reader: Reader) -> bool:
    """哪年自然人占比最高: one figure, what it is a share of not said, in the years of one body."""
    alone = len(targets.targets) == 1 and len(targets.targets[0].figures) == 1
    return alone and "which_year" in reader.asked.ids and not read_operation(reader.words, reader.asked.operations)[1]
