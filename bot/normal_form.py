"""Question -> its normal form: half width, simplified script, lower case, some ways of saying put as others are."""

import re
from collections.abc import Callable

from bot.vocabulary import folded

Simplify = Callable[[str], str]
MANY = 6  # pieces of a text whose characters stand apart
WHOLE_YEAR = re.compile(
    r"(20\d\d)[年./-]0?1[月./-]0?1日?起?\s*(?:至|到|-|—|~)\s*(?:\1[年./-])?12[月./-]31日?止?"
)  # 2024年1月1日至12月31日
SUM = re.compile(r"的和(?=[?。!\s]*$)")  # 甲与乙的和, but no 甲的和乙的
YEARLY = re.compile(r"(?<=\d)年均")  # 22到24年均新收
OTHERS = re.compile(
    r"(?<=[外,，的])(?:其余|其他|其它|别的|剩下的?|剩余)的?(?:各|所有|几)?个?(?=区|县|市|单位|部门|地方|街道|镇)"
)  # 除海曙外其余区县
NOT_ONE = re.compile(r"连?[一半][件起宗个次条](?P<what>[^,，。?？的]{1,8}?)(?:都|也)没有")  # 一件复议都没有
LAST_DAY = re.compile(r"(?<=20\d\d)[年./-]12[月./-]31日?")
LETTERS = re.compile(r"(?<=[a-z]{3})(?=\d)")  # beilun2024
SHARE_OF = re.compile(
    r"(?<=占)(?!了?[多几百总大])(?P<whole>[^,，。?？、和与及的占]{2,10})(?P<share>比例|比重|百分比)"
)  # 占办结比例 is no 办结率
OF_KIND = re.compile(r"(?P<rate>[纠败维胜][^\s()]{1,2}率)\((?P<kind>行政复议|行政诉讼|复议|诉讼)\)")  # 纠错率(复议)
BOTH_ARE = re.compile(
    r"既(?:曾?有过?|(?P<none>没有?))(?P<one>[^,，。?？既又]{2,10}?)[,，]?(?:又|也)(?:曾?有过?|(?P<nor>没有?))(?P<other>[^,，。?？的]{2,10}?)"
    r"(?=的|[?？]|$)"
)  # 既有复议纠正又有败诉
SAME_NOUN = re.compile(
    r"(?P<one>[^\W\d年]{2,4})的(?P<noun>[^\W\d年]{2,7})(?P<joint>[和与及、])(?P<other>[^\W\d年]{2,4})的(?P=noun)(?!率)"
)  # 制发的规范性文件和废止的规范性文件
LABEL_AFTER = re.compile(r"(?<=[比较加])(?:上)?(?=(?:上年|上年度|去年)(?:结转|剩|没办完|未办结|留)|年结转)")
OR_NOT = re.compile(r"(?P<verb>[赢降跌告罚败])[没不](?P=verb)")  # 输没输
ONE_BUT_NOT = re.compile(
    r"(?<![没只仅光单所都])有(?!多少)(?P<one>[^,，。?？\s没有哪几无]{2,8})(?:[,，]|且|而且|而|但是?|并且|却)?(?P<nor>没有?)(?P<other>[^,，。?？\s的吗过没有]{2,8})(?P<none>)"
    r"(?=的|[?？]|吗|$)"
)  # 有诉讼没有败诉
PREFERABLY = re.compile(r"最好(?=[从按把给列附带排能用])")  # 最好从多到少排: no judgement
HOW_MANY = re.compile(
    r"的?(?P<kind>区县|县区|[区县市]|单位|部门|地方)(?:一共|总共|共)?有(?:几|多少)[个家](?=[?？。呢啊吗\s]*$)"
)  # 超过10件的区县有几个
PUBLISHED = re.compile(
    r"(?P<year>20\d\d)年?(?:公布|发布|公开|出|出版)的(?=.{0,8}(?:年报|报告))"
)  # says the year before
LAST_OF = re.compile(r"(?P<end>最[多高大少低小])的一年")
ADDS_UP = re.compile(r"占的?(?=件数|数量)")  # 里企业占的件数
OPEN_CASE = re.compile(r"办|公开|答复")  # 没有办完 is not 办完 0
WHOLE = re.compile(r"占(?:了)?全部的?(?=办结|申请|新收|受理|不予|[复诉])")  # 占全部办结的几成


def normal_form(question: str, simplify: Simplify) -> str:
    """Half width, simplified script, lower case; control characters become blanks."""
    text = folded(question)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = WHOLE_YEAR.sub(r"\1年", LETTERS.sub(" ", _joined(simplify(text))))
    text = OTHERS.sub("各", text) if "除" in text or "外" in text else text
    text = NOT_ONE.sub(r"没有\g<what>", text)
    text = OF_KIND.sub(r"\g<kind>\g<rate>", SHARE_OF.sub(r"\g<whole>的\g<share>", WHOLE.sub("占", text)))
    text = SAME_NOUN.sub(r"\g<noun>\g<one>\g<joint>\g<other>", text)
    text = LABEL_AFTER.sub(_set_off, text)
    text = HOW_MANY.sub(r"的有几个\g<kind>", PUBLISHED.sub(_year_before, text))
    text = LAST_OF.sub(r"哪一年\g<end>", ADDS_UP.sub("的", text))
    text = PREFERABLY.sub(" ", text)
    text = OR_NOT.sub(r"\g<verb>", text)
    text = ONE_BUT_NOT.sub(_two_limits, BOTH_ARE.sub(_two_limits, text))
    return YEARLY.sub("年年均", SUM.sub("之和", LAST_DAY.sub("年底", text)))


def _joined(text: str) -> str:
    """镇 海 2 0 2 4 年 新 收: characters with a blank after each are words all the same."""
    pieces = text.split()
    return "".join(pieces) if len(pieces) >= MANY and sum(len(p) == 1 for p in pieces) >= 0.7 * len(pieces) else text


def _two_limits(match: re.Match[str]) -> str:
    """既有复议纠正又有败诉 are two limits; 既没有 is 0 of both."""
    signs = ["等于0" if no else "大于0" for no in (match["none"], match["nor"])]
    if "等于0" in signs and OPEN_CASE.search(match[0]):
        return match[0]
    return f"{match['one']}{signs[0]}而且{match['other']}{signs[1]}"


def _set_off(match: re.Match[str]) -> str:
    """比上年结转 is no 比上年, 加上年结转 no 加上."""
    return " 上" if match[0] else " "


def _year_before(match: re.Match[str]) -> str:
    """The report that is published in a year is about the one before (条例第五十条)."""
    return f"{int(match['year']) - 1}年度的"
