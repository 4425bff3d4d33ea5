"""Years in a question: 2024年, 24年, 二〇二四, 两千零二十四年, 2022-2024年.  Places in the text, not calendar dates.

A number before a measure word is a count (2025件), a four-digit number elsewhere is a year if reports could have it.
"""

import re
from dataclasses import dataclass

FIRST, LAST = 2000, 2099
DIGITS = {
    c: str(i)
    for i, chars in enumerate(
        ("〇零○oO0", "一壹1", "二贰两2", "三叁3", "四肆4", "五伍5", "六陆6", "七柒7", "八捌8", "九玖9")
    )
    for c in chars
}
CHINESE = "〇零○oO一二三四五六七八九壹贰叁肆伍陆柒捌玖"
FOUR = rf"[二贰2][{CHINESE}0-9]{{3}}"
SPOKEN = r"[两二贰2]千(?:零|〇)?(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
TWO = rf"['’]?(?:[12][0-9]|[一二][{CHINESE}]|廿[一二三四五六七八九]?)"
# What makes a number a count (2025件); 2024万年县, 2024个人, 2024起诉 are none.
NOT_A_COUNT = r"(?!\d|[件场份宗例元亿%号]|[次起](?![诉草])|万(?!年)|个(?![人体])|条(?!例)|期(?!间)|人(?![社力民]))"
MARK = r"(?:年度|年报(?!告)|年)"
YEAR = re.compile(
    rf"(?<![\d.])(?:(?P<four>{FOUR})(?:{MARK}|{NOT_A_COUNT})|(?P<spoken>{SPOKEN})年度?|(?P<two>(?<!\d){TWO}){MARK})"
)
BARE = re.compile(r"(?<!\S)2[0-9](?!\S)")  # 北仑 24 不予公开: two digits that stand alone
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
        if not FIRST <= year <= LAST:
            continue
        if spans and RANGE.fullmatch(text[spans[-1].end : match.start()]):
            first, last = sorted((spans[-1].first, year))
            spans[-1] = YearSpan(spans[-1].start, match.end(), first, last)
        else:
            spans.append(YearSpan(match.start(), match.end(), year, year))
    spans = _with_bare_start(text, spans)
    alone = (YearSpan(*m.span(), 2000 + int(m[0]), 2000 + int(m[0])) for m in BARE.finditer(text) if m[0] != text)
    return sorted((*spans, *alone), key=lambda span: span.start)


def _with_bare_start(text: str, spans: list[YearSpan]) -> list[YearSpan]:
    """23、24年: a two-digit year without 年 counts when one with 年 follows in the same list."""
    found: list[YearSpan] = []
    for span in spans:
        before = re.search(r"(?<!\d)([12]\d)\s*[、,/和与跟]\s*$", text[: span.start])
        if before and span.first - 2000 < 100:
            year = 2000 + int(before.group(1))
            found.append(YearSpan(before.start(1), before.end(1), year, year))
        found.append(span)
    return found


def _value(match: re.Match[str]) -> int:
    if match["four"]:
        return int("".join(DIGITS[c] for c in match["four"]))
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
