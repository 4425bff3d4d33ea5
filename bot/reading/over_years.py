"""Fields over several years: as a row of years, added up, on average, in order."""

from dataclasses import replace

from bot.question.meanings import FigureWord
from bot.question.said import single_years
from bot.reading.reader import Reader
from bot.reading.readings import GROWTH, Fields, Reading
from bot.reading.refusals import refused

CHANGED = ("变化", "变化情况", "变动", "变动情况")  # from year to year, where no 多少 asks for one number
EACH_YEAR = ("逐年", "每年", "历年", "各年", "各年度", "每一年")
TOTALS = ("总数", "总量", "总件数")  # of a report; 合计, 一共 add up
NOT_ADDED = "正文里的数各年说法可能不同，没有相加。"
ONE_YEAR = "只收录了一个年度，看不出变化。"


def _together(fields: Fields, years: tuple[int, ...], reader: Reader) -> Reading | None:
    """What the years make together; what texts state each as it stands; None where several figures or rates are asked for."""
    if not all(target.figures or target.rate for target in fields.targets):
        return replace(fields, years=years, operation="value", notes=(*fields.notes, NOT_ADDED))
    if len(fields.bodies) > 1:
        return refused(reader.words, "几个单位、几年的数一起算")
    if len(fields.targets) > 1 or not fields.targets[0].figures:
        return None
    return replace(fields, years=years, operation="mean_years" if "mean" in reader.asked.ids else "sum_years")


def _of_each_year(reader: Reader) -> bool:
    """行政复议总数逐年列出: the total of each year's report, no sum of them."""
    says = {m.id: w.text for w, m in reader.asked.operations}
    return says.get("trend") in EACH_YEAR and (says.get("total_of") in TOTALS or _names_a_total(reader))


def _names_a_total(reader: Reader) -> bool:
    """近三年复议总数: 复议总数 is one word, and all that is asked."""
    says = reader.asked.ids - {"trend", "how_many"}
    return not says and any(
        word.text.endswith(TOTALS) and isinstance(word.meanings[0], FigureWord) for word in reader.words.words
    )


def rank_again(fields: Fields, reader: Reader) -> Reading:
    """北仑呢 after 海曙哪年最多: the same order of another body, or of another year."""
    asked, earlier = reader.asked, reader.earlier
    if asked.limits:
        return refused(reader.words, "接着上一问换条件（请把问题说全）")
    if fields.operation == "rank_years" and asked.newest and not asked.orders:
        newest = max(reader.catalogue.years(body)[-1] for body in fields.bodies)
        return replace(fields, operation="value", order=None, conditions=(), years=(newest,))  # 最近一年呢
    if fields.operation == "rank_years":
        years = asked.years or _years_again(fields, reader)
        return replace(fields, years=years) if len(years) > 1 else refused(reader.words, "在一年里比哪一年")
    if asked.years or earlier is None:
        return fields
    return replace(fields, years=earlier.years, kept=(*fields.kept, "year"))


def _years_again(fields: Fields, reader: Reader) -> tuple[int, ...]:
    """北仑呢 after 海曙2023和2024年哪年多 is of the same two; after all that are loaded of all of its own."""
    earlier, years = reader.earlier, reader.catalogue.years
    if earlier is None or not earlier.bodies or earlier.years == tuple(years(earlier.bodies[0])):
        return tuple(years(fields.bodies[0]))
    return earlier.years


def over_years(fields: Fields, years: tuple[int, ...], reader: Reader) -> Reading:
    """One figure over several years: as a row of years, added up, or on average."""
    ids = reader.asked.ids
    if fields.conditions and fields.operation not in GROWTH:
        return refused(reader.words, "对几年一起的判断")
    added = (ids & {"total_of", "mean"} or _names_a_total(reader)) and not _of_each_year(reader)
    if added and (together := _together(fields, years, reader)) is not None:
        return together
    of_span = "trend" in ids or reader.asked.span is not None
    if fields.conditions and of_span and len(years) > 1:  # 近三年有没有增加: the last against the first
        return replace(fields, years=(years[0], years[-1]))
    each = fields.operation == "breakdown" and "breakdown" not in ids  # 近三年不予公开各是多少: each year
    if (each or fields.operation in ("value", "change", "trend")) and not added and of_span:
        notes = (*fields.notes, ONE_YEAR) if len(years) == 1 else fields.notes
        return replace(fields, years=years, operation="trend", notes=notes)
    ways = any(m.detail == "direction" for _, m in reader.asked.operations) and len(single_years(reader.words)) > 2
    steps = any(w.text in CHANGED for w, _ in reader.asked.operations) and len(years) > 2 and "how_many" not in ids
    if fields.operation == "change" and (ways or steps):  # 2022、2023、2024升了还是降了, 2022到2024年的变化
        return replace(fields, years=years, operation="trend")
    if fields.operation == "yearly" and len(years) > 1:
        return replace(fields, years=(years[0], years[-1]))
    if fields.operation in GROWTH and reader.asked.span is None:
        return replace(fields, years=(years[0], years[-1])) if len(years) > 2 else fields
    plain = fields.operation in ("value", "breakdown", "table")
    if fields.operation == "share" or (plain and reader.asked.span is None):
        return replace(fields, years=years)
    return refused(reader.words, "这样跨年计算")
