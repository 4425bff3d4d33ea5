"""Numbers in a question that are no years: places of an order (前五名, 倒数第二), limits (超过100件, 500件以上), spans (近三年)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.question.meanings import LimitWord, Meaning, OrderWord, SpanWord
from bot.question.pieces import THEN

CHINESE = "零〇一二两三四五六七八九十百千万亿"
N = rf"(?:\d[\d,]*(?:\.\d+)?[十百千万亿kw]*|[{CHINESE}]+)"
HOLDS_NUMBER = re.compile(rf"[\d{CHINESE}仨俩半均]")
SMALL = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|仨|俩)"
UNIT = r"(?:个百分点|件|宗|起|条|万元|亿元|元|次|期|份|%|倍|成(?!立))"
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
SCALES = {"十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
POWERS = {sign: len(str(scale)) - 1 for sign, scale in SCALES.items()}
NUMERALS = frozenset("零一二三四五六七八九〇两俩仨十百千万亿")
MOST, LEAST = "多高大", "少低小"
LIKE_YEARS = (2007, 2040)
MASK = "\x00"  # stands where years were read
COUNTER = r"(?:名|位|强|(?:个|家)(?![区县市省镇乡街局部单地城]))?"

ORDERS = (
    (re.compile(rf"^{THEN}第(?P<n>[一二三四五六七八九十]|\d)(?:名|位)?(?=的|呢|是|$|\?)(?P<before>)"), "nth"),
    (
        re.compile(rf"(?:排名?(?:在)?)?第?(?P<n>{SMALL})名?\s*(?:到|至|-|~|～|—)\s*第?(?P<last>{SMALL})(?:名|位)"),
        "range",
    ),
    (re.compile(rf"(?:top\s*|前|头)(?!一(?!百|千))(?P<n>{SMALL})(?!年|\d|%|百分)(?:大的?)?{COUNTER}"), "first"),
    (re.compile(rf"最(?P<end>[{MOST}{LEAST}])的?(?:前)?(?P<n>{SMALL})(?=名|位|个|家){COUNTER}"), "first"),
    (re.compile(rf"(?:倒数前|倒数|最后|末|后)(?!一)(?P<n>{SMALL})(?!年)(?=名|位|个|家){COUNTER}(?P<least>)"), "first"),
    (re.compile(rf"(?:倒数|末)第?(?P<n>{SMALL})(?:名|位)?(?P<least>)"), "nth"),
    (re.compile(rf"(?:排(?:名)?(?:在)?)?第(?P<n>{SMALL})(?P<end>[{MOST}{LEAST}])的?"), "nth"),
    (re.compile(rf"(?:排(?:名)?(?:在)?)?第(?P<n>{SMALL})(?:名|位)"), "nth"),
    (re.compile(rf"(?:排(?:名)?(?:在)?)第(?P<n>{SMALL})"), "nth"),
    (re.compile(r"第(?P<n>[二三四五六七八九十]|\d)(?=的(?:区|县|市|单位|镇|街道|省|是)|是(?:谁|哪)|$)"), "nth"),
)
SIGNS = (
    (">=", r"最少(?=\d+[件起次条])|不少于|不低于|不小于|至少|大于等于|大于或等于|>=|≥|达到|达|满|不下于|起码"),
    (
        "<=",
        r"最多(?=\d+[件起次条])|不超过|不多于|不高于|不大于|至多|顶多|最多不超过|小于等于|小于或等于|<=|≤|未超过|(?<!有)没超过|(?<!有)没有超过",
    ),
    (">", r"(?<![不经通超没])过(?=\d)|超过了|超过|超出|多于|多过|大于|高于|高过|突破了|突破|破了|破|超|>"),
    ("<", r"小于|少于|低于|不足|不到|不满|未满|未达到|未达|(?<!有)没到|(?<!有)没达到|(?<!有)没有达到|<"),
    ("=", r"等于|刚好|正好|恰好|="),
)
LIMITS = tuple((sign, re.compile(rf"(?:{words})\s*(?P<n>{N})\s*(?P<unit>{UNIT})?的?")) for sign, words in SIGNS)
AFTER = re.compile(rf"(?P<n>{N})\s*(?P<unit>{UNIT})?\s*(?:及|或|和)?(?P<side>以上|往上|以下|以内|之内|往下)的?")
AVERAGE = re.compile(
    r"(?:(?P<over>高于|超过|高过|大于|多于|超出)|(?P<under>低于|少于|小于|不到|不足))了?(?:全体|整体|总体|全部|全[市省]|各区)?的?(?:平均(?:水平|数|值|线)?|均值)的?"
)
HUNDREDTHS = re.compile(rf"(?:超过|高于|大于|超)百分之(?P<over>{N})|(?:低于|少于|不到|不足)百分之(?P<under>{N})")
ROUND = re.compile(r"(?<![没未不])(?<!没有)(?P<how>过|破|超|上)(?P<n>[百千万亿])(?![分\d一二三四五六七八九十])件?的?")
NOT_ZERO = re.compile(r"(?<![是为等])(?:不为|不是|不等于|非)(?:0|零|〇)(?![.\d一二三四五六七八九])\s*(?:件|的)?")
BETWEEN = re.compile(
    rf"(?:介于|在)?(?P<a>{N})\s*(?P<unit>{UNIT})?\s*(?:到|至|-|~|～|和|与)\s*(?P<b>{N})\s*(?P<unit2>{UNIT})?(?:之间|中间)的?"
    rf"|(?P<a2>\d{{2,}})\s*(?:到|至|-|~|～)\s*(?P<b2>\d{{2,}})\s*(?P<unit3>件|万元|元|%)的?"
)
HALVES = re.compile(r"(?P<sign>过半|超过一半|超过半数|超半数|超一半|不到一半|不足一半|不到半数)")
ZERO = re.compile(
    r"(?:是不是|为不为|等不等于|(?<!不)(?:为|是|等于|=))\s*(?:0|零|〇)(?![.\d一二三四五六七八九])\s*(?:件|的)?"
)
SPANS = re.compile(
    r"(?:最近|近|过去|这|连续)的?(?P<n>[2-9]|1\d|[二两三四五六七八九十]|仨|俩)个?(?:年度|年)(?:来(?![安宾凤])|以来|间|内(?!蒙)|里|的)?|(?P<bare>[二三四五六七八九十])年(?:来|间)"
)
SOME_YEARS = re.compile(
    r"(?<![第前后每未来头十百续个一\d])(?P<n>[两二三四五])年(?:以?来|间|内|里)?(?![前后级期度一])"
)  # of no named years


@dataclass(frozen=True, slots=True)
class Counted:
    """A stretch of the question with the number in it read."""

    start: int
    end: int
    meaning: Meaning


def find_counts(text: str) -> list[Counted]:
    """Every order, limit and span in a text whose years are masked, from the left, none inside another."""
    if not HOLDS_NUMBER.search(text):
        return []
    found: list[Counted] = []
    for counted in sorted(_all(text), key=lambda c: (c.start, -c.end)):
        if not found or counted.start >= found[-1].end:
            found.append(counted)
    return found


def _all(text: str) -> Iterator[Counted]:
    for match in SPANS.finditer(text):
        yield Counted(*match.span(), SpanWord(_small(match["n"] or match["bare"])))
    if MASK not in text:
        for match in SOME_YEARS.finditer(text):
            yield Counted(*match.span(), SpanWord(_small(match["n"])))
    for pattern, kind in ORDERS:
        for match in pattern.finditer(text):
            yield Counted(*match.span(), _order(match, kind))
    yield from _limits(text)


def _order(match: re.Match[str], kind: str) -> OrderWord:
    groups = match.groupdict()
    end = "least" if groups.get("least") is not None or (groups.get("end") or "-") in LEAST else "most"
    end = "" if groups.get("before") is not None else end
    n = _small(match["n"])
    if kind == "range":
        return OrderWord(end, n, max(n, _small(match["last"])))
    return OrderWord(end, 1 if kind == "first" else n, n)


def _limits(text: str) -> Iterator[Counted]:
    numbered = [(sign, match) for sign, pattern in LIMITS for match in pattern.finditer(text)]
    numbered += [(">=" if m["side"] in ("以上", "往上") else "<=", m) for m in AFTER.finditer(text)]
    for sign, match in numbered:
        value = number(match["n"])
        a_year = value is not None and not match["unit"] and LIKE_YEARS[0] < value < LIKE_YEARS[1] and value % 10
        if value is not None and not a_year:  # 超过2023: so many, or more than in that year?
            yield Counted(*match.span(), _limit(sign, value, match["unit"] or ""))
    yield from _shares(text)
    for match in BETWEEN.finditer(text):
        low, high = number(match["a"] or match["a2"]), number(match["b"] or match["b2"])
        unit, at = match["unit"] or match["unit2"] or match["unit3"] or "", max(match.start("b"), match.start("b2"))
        if low is not None and high is not None:
            yield Counted(match.start(), at, _limit(">=", low, unit))
            yield Counted(at, match.end(), _limit("<=", high, unit))
    for match in AVERAGE.finditer(text):
        yield Counted(*match.span(), LimitWord(">" if match["over"] else "<", Decimal(0), mean=True))
    for match in NOT_ZERO.finditer(text):
        yield Counted(*match.span(), LimitWord(">", Decimal(0)))
    for match in ROUND.finditer(text):
        sign = ">=" if match["how"] == "上" else ">"
        yield Counted(*match.span(), LimitWord(sign, Decimal(SCALES[match["n"]])))
    for match in ZERO.finditer(text):
        yield Counted(*match.span(), LimitWord("=", Decimal(0)))


def _shares(text: str) -> Iterator[Counted]:
    """超过百分之五, 过半."""
    for match in HUNDREDTHS.finditer(text):
        value = number(match["over"] or match["under"])
        if value is not None:
            yield Counted(*match.span(), LimitWord(">" if match["over"] else "<", value, "%"))
    for match in HALVES.finditer(text):
        yield Counted(*match.span(), LimitWord("<" if match["sign"].startswith("不") else ">", Decimal(50), "%"))


def _limit(sign: str, value: Decimal, unit: str) -> LimitWord:
    """六成 is 60 %."""
    return LimitWord(sign, value * 10, "%") if unit == "成" else LimitWord(sign, value, unit)


def _small(text: str) -> int:
    value = number(text)
    return int(value) if value is not None else 0


def number(text: str) -> Decimal | None:
    """585, 1,200, 1.5万, 三百二十, 一千, 两百, 百; None where it is none.  The exponent says how roundly it is said: 523万 is
    523E+4."""
    match = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)([十百千万亿kw]*)", text)
    if match:
        value = Decimal(match[1].replace(",", ""))
        for sign in match[2]:
            value = value.scaleb(POWERS[sign])
        return value
    return Decimal(_chinese(text)) if text and set(text) <= NUMERALS else None


def _chinese(text: str) -> int:
    """A whole number in Chinese numerals: 九亿六千万, 三百二十, 一百五."""
    for sign in "亿万":
        if sign in text:
            above, _, below = text.rpartition(sign)
            rest = DIGITS[below] * SCALES[sign] // 10 if below in DIGITS else _chinese(below) if below else 0  # 一万五
            return (_chinese(above) if above else 1) * SCALES[sign] + rest
    total = digit = 0
    for n, sign in enumerate(text):
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (digit or (1 if n == 0 or sign == "十" else 0)) * SCALES[sign]
            digit = 0
    last = text[-2:-1]
    if digit and last in SCALES and SCALES[last] >= 100:  # 一百五 is 150
        digit *= SCALES[last] // 10
    return total + digit
