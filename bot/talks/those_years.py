"""这两年的自然人, 哪年多, 下降了吗 after several years -> the message with those years: they alone are meant, not the newest."""

import re

from bot.question.counts import number
from bot.question.pieces import END_OF_LINE, THEN
from bot.reading.phrases import years_phrase
from bot.reading.readings import Fields
from bot.talks.asked_before import Atom, last_alike
from bot.talks.those_found import POINTS
from store.facts.catalogue import Catalogue
from store.forms.form import Form

THESE_YEARS = re.compile(
    rf"(?:{POINTS}(?P<count>[几两二三四五六]|\d)年(?:度)?(?:[里间中]|的)?"
    r"|(?<![近前过去最第\d一二十])(?P<bare>[两三四五六])年(?:[里间中]的?|(?=.{0,8}?(?:哪年|平均|最|合计|加起来|一共|总共|总数|总计|总和))))"
)
UNTIL = re.compile(
    rf"^{THEN}(?:到|截至|截止|到了)(?P<year>20\d\d)年?(?:度)?(?:一共|总共|总的|累计|时)?(?P<grown>(?:[涨增升降跌减多少]|变化|变|上升|下降|增长|增加|减少).*)$"
)  # 到2025年涨了多少 after 2022年: since that year, not the one before
OTHER_YEARS = re.compile(
    r"(?:(?:另外|其他|其余|剩下|别的|余下)的?(?:那)?(?:(?P<count>[几两二三四五六]|\d)个?年|年份|年度)|(?P<middle>(?:正)?(?:中间|当中)的?(?:那|这)?一?年))(?:度|份)?(?:的)?"
)
WHICH_YEAR = re.compile(rf"^{THEN}哪一?年(?:度)?(?:的)?(?:更|比较)?(?=[多少高低大小](?:一?[些点])?[呢啊吗?？\s]*$)")
EXTREME = re.compile(rf"^{THEN}(?P<end>最[多少高低大小])的?(?:一年)?(?:呢|是?多少|有多少|是?几件)?{END_OF_LINE}$")
GROWN = re.compile(
    rf"^{THEN}(?:是不是|有没有)?(?P<way>上升|下降|增加|减少|增长|提高|[涨升降跌增减])了?(?:吗|没有|没|么)?{END_OF_LINE}$"
)


def of_those_years(message: str, earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """The message as it is where one year was asked for, or another number of them is spoken of; None where that cannot be the newest."""
    if earlier.operation == "rank_years" and len(earlier.years) > 1 and (most := EXTREME.match(message)):
        there = [year for year in sorted(earlier.years) if any(catalogue.entry(body, year) for body in earlier.bodies)]
        return f"{'、'.join(f'{year}年' for year in there)}{most['end']}的是哪年"  # 最低呢 after 哪年最高
    which, grown, these = (pattern.search(message) for pattern in (WHICH_YEAR, GROWN, THESE_YEARS))
    if (others := OTHER_YEARS.search(message)) is not None:
        return _of_the_others(message, others, earlier, catalogue)
    if not (which or grown or these):
        return message
    asked, _ = last_alike((*earlier.before, earlier), 0)
    years = sorted(earlier.years) if len(earlier.years) > 1 else sorted({atom.year for atom in asked})
    count = (these["count"] or these["bare"]) if these is not None else ""
    if (
        len(years) < 2 and these is not None and these["count"] not in (None, "几")
    ):  # 2024年, 2023年呢, 其中维持的, 这两年呢
        years = sorted({year for fields in (*earlier.before, earlier) for year in fields.years})
    if len(years) < 2:
        return message
    named = years_phrase(years)
    if which is not None:
        return f"{named}{message}"
    if len(years) == 2 and earlier.group is None and grown is not None:
        return _between(asked, grown["way"], catalogue, form) or message
    if these is None:
        return message
    if count != "几" and number(count) != len(years):
        return message if _are_newest(years, int(number(count) or 0), earlier, catalogue) else None
    return f"{message[: these.start()]}{named}{message[these.end() :]}"


def since_that_year(message: str, earlier: Fields) -> str | None:
    """到2025年涨了多少 after 2022年: the message with both years; None where it is not one year that was spoken of."""
    until = UNTIL.match(message)
    if until is None or earlier.group is not None:
        return message
    since = earlier.years[0] if len(earlier.years) == 1 else 0
    return f"{until['year']}年比{since}年{until['grown']}" if 0 < since != int(until["year"]) else None


def _of_the_others(message: str, others: re.Match[str], earlier: Fields, catalogue: Catalogue) -> str | None:
    """另外两年呢 after 近三年, 最多那年: those years without the one spoken of; 中间那年 of two: the one between them."""
    series = next((f.years for f in (earlier, *reversed(earlier.before)) if len(f.years) > 1), ())
    one = len(earlier.years) == 1
    alone = one and not (series or others["count"] or others["middle"])  # 其他年份有吗 after one year
    if alone:
        series = tuple({y for body in earlier.bodies if body in catalogue.by_agency for y in catalogue.years(body)})
    there = [y for y in sorted(series) if any(catalogue.entry(body, y) for body in earlier.bodies)]
    left = _middle_of(there) if others["middle"] else [y for y in there if one and y not in earlier.years]
    count = number(others["count"]) if others["count"] not in (None, "几") else None
    if alone and not left:
        return "历年呢"
    if not left or (count is not None and count != len(left)):
        return None
    return f"{message[: others.start()]}{years_phrase(left)}{message[others.end() :] or '呢'}"


def _middle_of(years: list[int]) -> list[int]:
    """The middle one of several years, the one between two; nothing where there is none, or more than one."""
    if len(years) % 2:
        return [years[len(years) // 2]]
    between = list(range(years[0] + 1, years[-1])) if years else []
    return between if len(between) == 1 else []


def _are_newest(years: list[int], count: int, earlier: Fields, catalogue: Catalogue) -> bool:
    """Whether the years spoken of are among so many newest: 这三年 after 2021年, 2022年 is not 2023 to 2025."""
    newest = max((catalogue.years(body)[-1] for body in earlier.bodies if body in catalogue.by_agency), default=0)
    return not newest or years[0] > newest - count


def _between(asked: list[Atom], way: str, catalogue: Catalogue, form: Form) -> str:
    """下降了吗 after 2024年, 2023年呢: from the older to the newer; empty where more than the year differs."""
    years = sorted({atom.year for atom in asked})
    alike = {(atom.body, atom.target, atom.whole) for atom in asked}
    if len(alike) != 1 or len(years) != 2 or asked[0].body not in catalogue.by_agency:
        return ""
    verb = way if len(way) > 1 else {"涨": "上升", "升": "上升", "增": "增加"}.get(way, "下降")
    return f"{catalogue.name(asked[0].body)}{years[1]}年{asked[0].phrase(form)}比{years[0]}年{verb}了吗"
