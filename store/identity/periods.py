"""A short text beside a table, and the year of the report -> whether it gives the table to another time.

A date of the document (报送时间：2025年1月 over the tables of 2024) gives it to none, nor does a year in passing (含2023年结转).
"""

import re
from typing import Literal

from store.identity.title import DIGITS

Told = Literal["", "other", "unclear"]

TO = r"\s*[-—–－~～至到]{1,2}\s*"
DATE = r"(?P<y>20\d\d)[年\-./](?P<m>\d{1,2})(?!\d)(?:月份?|[\-./](?=\d))?(?:(?P<d>\d{1,2})日?(?!\d|月))?"
RANGE = re.compile(
    rf"(?P<y>20\d\d)[年./](?P<m>\d{{1,2}})[月./]?(?:\d{{1,2}}日?)?{TO}(?:(?P<y2>20\d\d)[年./])?(?P<m2>\d{{1,2}})[月./](?:\d{{1,2}}日?)?"
    rf"|(?P<first>20\d\d)\.(?P<from>\d\d){TO}(?P<last>20\d\d)\.(?P<until>\d\d)"
)
MONTHS = re.compile(rf"(?<![\d年.])(?P<m>\d{{1,2}})月?(?:1日)?{TO}(?P<m2>\d{{1,2}})月")
AS_OF = re.compile(rf"截[至止](?:日期|时间)?[:：]?(?:{DATE}|(?P<year>20\d\d)年[底末]?)")
IN_CHINESE = re.compile(r"[二2][〇○零0][〇○零一二三四五六七八九]{2}(?=年)")
YEAR_ALONE = re.compile(
    r"(?:数据)?(?:年份|年度)[:：](?P<four>20\d\d)年?度?|[〔\[](?P<in_brackets>20\d\d)[〕\]](?:年度?)?|(?:FY|fy)(?P<fiscal>20\d\d)"
    r"|[（(]?(?<!\d)(?P<two>[12]\d)年度?[)）]?"
)
ONE = re.compile(DATE)
STAMP = re.compile(r"20\d\d[年\-./]\d{1,2}[月\-./]\d{1,2}日?\s*\d{1,2}:\d\d(?::\d\d)?")  # when a page was printed
ALONE = re.compile(rf"(?:日期|时间)?[:：]?{DATE}")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|[)）])")
OF_DOCUMENT = re.compile(
    r"(?:报送|制表|填报|填表|编制|编|上报|更新|导出|发布|公开|公布|打印|生成|录入|成文|签发|印发|审核|上传)(?:时间|日期|日)[:：]?"
    r"(?:20\d\d[年\-./]\d{1,2}(?:月|[\-./]\d{1,2})?(?:\d{1,2}日?)?)?"
)
PASSING = re.compile(
    r"《[^》]*》|[〔\[（(]?20\d\d[〕\]）)]\s*\d+号"
    r"|(?:[与和同跟比较自从按据]|依照|按照|参照|统计局|有效期[至到]?[:：]?)(?:20\d\d年度?(?:\d{1,2}月(?:\d{1,2}日)?)?|上一?年度?|去年(?!同期)|前年)"
    r"|(?:20\d\d年度?|上一?年度?|去年)的?(?:未办结?|结转|遗留)(?!情况|[数和]?据)"
    r"|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起"
)
NOT_OF_FIGURES = re.compile(r"版|修订|印发|格式|[〔\[]20\d\d|条例")  # of the form and the rules
OTHER_TIME = re.compile(
    r"(?:上一?年|去年|前一?年)(?!.*(?:结转|项目))|往年|历年|历史数据|以前年度|[上下]半年|[一二三四]季度|填表说明|示例|样例|样表|范例|模板"
)
OF_NO_YEAR = re.compile(r"对比|对照|比较|同期")


def time_told(text: str, own: int) -> Told:
    """`other`: a year, months or an example that are not the whole year `own`; `unclear`: a comparison that names no year."""
    text = STAMP.sub("", IN_CHINESE.sub(lambda match: match.group().translate(DIGITS), text))
    if (alone := YEAR_ALONE.fullmatch(text)) is not None:
        said = alone.groupdict()
        year = said["four"] or said["in_brackets"] or said["fiscal"] or f"20{said['two']}"
        return "" if int(year) == own else "other"
    if ALONE.fullmatch(text) and not own <= int(text[(at := text.index("20")) : at + 4]) <= own + 1:
        return "other"  # 2022.12.31 in a report of 2024
    text = PASSING.sub("", OF_DOCUMENT.sub("", text))
    if OTHER_TIME.search(text):
        return "other"
    for pattern, is_whole in (
        (RANGE, _is_whole_range),
        (MONTHS, _is_whole_months),
        (AS_OF, _is_at_end),
        (ONE, _is_date),
    ):
        for match in pattern.finditer(text):
            if not is_whole(match, own):
                return "other"
        own_said = any(str(own) in match.group() for match in pattern.finditer(text))
        text = pattern.sub(f"{own}年" if own_said else "", text)
    years = set() if NOT_OF_FIGURES.search(text) else set(map(int, YEAR.findall(text)))
    if years and own not in years:
        return "other"
    return "unclear" if OF_NO_YEAR.search(text) and not years else ""


def _is_whole_range(match: re.Match[str], own: int) -> bool:
    """1月1日 to 12月31日 of the year."""
    said = match.groupdict()
    first, start = said["y"] or said["first"], said["m"] or said["from"]
    last, end = said["y2"] or said["last"] or first, said["m2"] or said["until"]
    return {int(first), int(last)} == {own} and int(start) == 1 and int(end) == 12


def _is_whole_months(match: re.Match[str], own: int) -> bool:
    del own
    return (int(match["m"]), int(match["m2"])) == (1, 12)


def _is_at_end(match: re.Match[str], own: int) -> bool:
    """The end of the year, or a day of the next, when the report was made."""
    year = int(match["y"] or match["year"])
    return year == own + 1 or (year == own and int(match["m"] or 12) == 12)


def _is_date(match: re.Match[str], own: int) -> bool:
    """A day in passing, or a month in which the report may have been made; 2024年6月 is a month's figures."""
    year, month = int(match["y"]), int(match["m"])
    return bool(match["d"]) or year == own + 1 or (year == own and month == 12)
