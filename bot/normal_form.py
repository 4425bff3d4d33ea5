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
WHOLE = re.compile(r"占(?:了)?全部的?(?=办结|申请|新收|受理|不予|[复诉])")  # 占全部办结的几成


def normal_form(question: str, simplify: Simplify) -> str:
    """Half width, simplified script, lower case; control characters become blanks."""
    text = folded(question)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = WHOLE_YEAR.sub(r"\1年", LETTERS.sub(" ", _joined(simplify(text))))
    text = OTHERS.sub("各", text) if "除" in text or "外" in text else text
    text = NOT_ONE.sub(r"没有\g<what>", text)
    text = WHOLE.sub("占", text)
    return YEARLY.sub("年年均", SUM.sub("之和", LAST_DAY.sub("年底", text)))


def _joined(text: str) -> str:
    """镇 海 2 0 2 4 年 新 收: characters with a blank after each are words all the same."""
    pieces = text.split()
    return "".join(pieces) if len(pieces) >= MANY and sum(len(p) == 1 for p in pieces) >= 0.7 * len(pieces) else text
