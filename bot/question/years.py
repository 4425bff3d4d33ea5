"""Years in a question: 2024年, 24年, 二〇二四, 两千零二十四年, 2022-2024年.  Places in the text, not calendar dates.

A number before a measure word is a count (2025件), a four-digit number elsewhere is a year if reports could have it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.question.pieces import THEN

FIRST, LAST = 1949, 2099
DIGITS = {
    c: str(i)
    for i, chars in enumerate(
        ("〇零○oO0", "一壹1", "二贰两2", "三叁3", "四肆4", "五伍5", "六陆6", "七柒7", "八捌8", "九玖9")
    )
    for c in chars
}
CHINESE = "〇零○oO一二三四五六七八九壹贰叁肆伍陆柒捌玖"
FOUR = rf"(?:2[0-9oO○〇零]{{3}}|[二贰][{CHINESE}]{{3}}|[二贰2][oO○〇零0][{CHINESE}0-9]{{2}})"  # 二七24 is a district and a year
SPOKEN = r"[两二贰2]千(?:零|〇)?(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
TWO = rf"['’]?(?:[12][0-9]|[一二][{CHINESE}]|廿[一二三四五六七八九]?)"
# What makes a number a count (2025件); 2024万年县, 2024元氏县, 2024个人, 2024起诉, 2024人事 are none.
NOT_A_COUNT = (
    r"(?!\d|[件份亿%号]|元(?![氏宝江阳谋坝])|宗(?!教)|例(?!外)|场(?!所)|[次起](?![诉草])"
    r"|万(?![分年全柏荣安载秀宁源州盛山])|个(?![人体旧])|条(?!例)|期(?!间)|人(?![社力民均大事员才防]))"
)
MARK = r"(?:年度|年报(?!告)|年)"
YEAR = re.compile(
    rf"(?<![\d.])(?:(?P<four>{FOUR})(?:{MARK}|{NOT_A_COUNT})|(?P<old>19\d\d){MARK}|(?P<spoken>{SPOKEN})年度?|(?P<two>(?<!\d){TWO}){MARK})"
)
QUOTED = re.compile(r"['’`](?P<n>2[0-9])(?=[^\d年]|$)")  # 北仑'23处罚
BARE = re.compile(r"(?<!\S)2[0-9](?!\S)")  # 北仑 24 不予公开: two digits that stand alone
# 海曙23, 23 24 复议: two digits after a name, before a blank or the end; no place of an order and no limit
AFTER_NAME = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![第前后近约超过达到于满破为是有共仅第足不多少比差加减表图])2[0-9]"
    r"(?![\d.%年月日号时分点倍成项种类届户件场份宗例元亿万千百期名位家次页本篇套天周岁章款强之以余来左右]"
    r"|个(?!人)|条(?!例)|人(?![民事])|起(?!诉)|上(?!年)|下(?!年)|处(?![罚理])|部(?![门分委])|行(?!政)|多(?!少))"
)
# 24呢: after a question
ALONE = re.compile(rf"^{THEN}(?P<n>2[0-9])(?=(?:的|年)?呢)")
PIECES = "件名位个家条期次万元年以之中份起宗成倍号月日"  # what makes a two-digit number none
# 22-24, 23到24, 23、24, 24比23: two years by two digits each, no numbers of something
PAIR = re.compile(
    r"(?<![\d.第前后近约超过达到于满破为是在])(?P<a>1[5-9]|2[0-9])\s*(?P<between>[-–—~～至到、,/和与跟比])\s*(?P<b>1[6-9]|2[0-9])"
    rf"(?![\d.%]|\s*(?:[{PIECES}]))"
)
# 23 24 25新收: years by two digits each, apart by blanks
SPACED = re.compile(rf"(?<![\d.])(?:2[0-9] +){{1,5}}2[0-9](?![\d.%]|\s*[{PIECES}])")
# 22、23、24三年: years by two digits each, counted
LIST = re.compile(r"(?<![\d.])(?:(?:1[5-9]|2[0-9])[、,]){2,6}(?:1[5-9]|2[0-9])(?=这?[三四五六七]年)")
LIMIT_BEFORE = re.compile(
    r"(?:超过了?|超出|多于|高于|大于|低于|少于|小于|不足|不到|达到|(?<![乌安色])达|至少|突破了?|不低于|不超过)\s*$"
)
BARE_START = re.compile(
    r"(?<![\d.一二三四五六七八九十])([12]\d|[一二][〇零一二三四五六七八九])\s*([、,/和与跟]|-|–|—|~|～|至|到)\s*$"
)
RANGE = re.compile(r"\s*(?:-|–|—|~|～|至|到)\s*$")


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A year, or with `last` a closed range of years, and where it stands."""

    start: int
    end: int
    first: int
    last: int


def find_years(text: str) -> list[YearSpan]:
    """Every year and range of years in a text of normal form."""
    spans: list[YearSpan] = []
    for match in YEAR.finditer(text):
        year = _value(match)
        if not FIRST <= year <= LAST or (match["four"] and match.group() == match["four"] and _limited(text, match)):
            continue
        if spans and RANGE.fullmatch(text[spans[-1].end : match.start()]):
            first, last = sorted((spans[-1].first, year))
            spans[-1] = YearSpan(spans[-1].start, match.end(), first, last)
        else:
            spans.append(YearSpan(match.start(), match.end(), year, year))
    spans = _with_bare_start(text, spans)
    found = [*spans, *(() if LIST.search(text) else _pairs(text))]
    if (after := ALONE.match(text)) is not None:
        found.append(_two_digits(after, "n"))
    found += [
        YearSpan(listed.start() + m.start(), listed.start() + m.end(), 2000 + int(m[0]), 2000 + int(m[0]))
        for pattern in (LIST, SPACED)
        for listed in pattern.finditer(text)
        for m in re.finditer(r"\d\d", listed[0])
    ]
    found += [YearSpan(*m.span(), 2000 + int(m["n"]), 2000 + int(m["n"])) for m in QUOTED.finditer(text)]
    for pattern in (BARE,) if text.startswith("其中") else (BARE, AFTER_NAME):  # 其中过程性信息24 tells the figure
        alone = (_two_digits(match) for match in pattern.finditer(text) if match[0] != text)
        found += [span for span in alone if not any(span.start < s.end and s.start < span.end for s in found)]
    return sorted(found, key=lambda span: span.start)


def _limited(text: str, match: re.Match[str]) -> bool:
    """超过2000: a number, no year."""
    return LIMIT_BEFORE.search(text, 0, match.start()) is not None


def _two_digits(match: re.Match[str], group: str | int = 0) -> YearSpan:
    """23 is 2023."""
    year = 2000 + int(match[group])
    return YearSpan(*match.span(group), year, year)


def _pairs(text: str) -> Iterator[YearSpan]:
    """Two years by two digits each: a range, or one and the other."""
    for match in PAIR.finditer(text):
        first, last = 2000 + int(match["a"]), 2000 + int(match["b"])
        if match["between"] in "-–—~～至到" and first < last:
            yield YearSpan(*match.span(), first, last)
        elif match["between"] not in "-–—~～至到":
            yield _two_digits(match, "a")
            yield _two_digits(match, "b")


def _with_bare_start(text: str, spans: list[YearSpan]) -> list[YearSpan]:
    """23、24年, 22到24年: a two-digit year without 年 counts when one with 年 follows in the same list, or ends the range."""
    found: list[YearSpan] = []
    for span in spans:
        before = BARE_START.search(text[: span.start])
        year = 2000 + int("".join(DIGITS[c] for c in before.group(1))) if before else 0
        if before is None:
            found.append(span)
        elif before.group(2) in "、,/和与跟":
            found += [YearSpan(before.start(1), before.end(1), year, year), span]
        else:
            found.append(YearSpan(before.start(1), span.end, *sorted((year, span.last))))
    return found


def _value(match: re.Match[str]) -> int:
    if match["four"]:
        return int("".join(DIGITS[c] for c in match["four"]))
    if match["old"]:
        return int(match["old"])  # of which there is no report: said so
    if match["spoken"]:
        return 2000 + _below_hundred(match["spoken"].split("千", 1)[1].lstrip("零〇"))
    two = match["two"].lstrip("'’")
    if two.startswith("廿"):
        return 2020 + int(DIGITS[two[1]] if len(two) > 1 else 0)
    return 2000 + int("".join(DIGITS[c] for c in two))


def _below_hundred(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    value = int(DIGITS[tens] if tens else 1) * 10 if ten else 0
    return value + (int(DIGITS[ones]) if ones else 0)
