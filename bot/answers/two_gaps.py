"""余杭和西湖2023新收差多少，2024呢; 比海曙和北仑多多少: how far apart, twice over -> the two questions."""

import re
from collections.abc import Iterator

from bot.question.pieces import END, HOW_MANY, THEN

YEAR = r"(?:20\d\d年?(?:度)?|\d\d年(?:度)?)"
GAP = rf"(?:相?差|[多少高低]出?)了?(?:{HOW_MANY}[件起个]?|几倍)"
GAP_TO_EACH = re.compile(
    rf"^(?P<head>[^,，。?？]{{4,}}?)(?P<a>[比跟和与]各?[\u4e00-\u9fff]{{2,8}}?(?:相比)?{GAP})[,，、;；?？]?\s*{THEN}(?:又)?(?P<b>[比跟和与][\u4e00-\u9fff]{{2,8}}?(?:相比)?{GAP})呢?{END}$"
)  # 跟海曙差多少，跟鄞州差多少
GAP_TO_BOTH = re.compile(
    rf"^(?P<head>[^,，。?？比]{{4,}}?)比(?P<a>[\u4e00-\u9fff]{{2,8}}?)(?:和|与|跟|、)(?P<b>[\u4e00-\u9fff]{{2,8}}?)(?:都|各|分别)?(?P<gap>[多少高低]了?(?:{HOW_MANY}[件起个]?)){END}$"
)  # 比海曙和北仑多多少
GAP_IN_TWO_YEARS = re.compile(
    rf"^(?P<who>[^,，。?？\d]{{3,24}}?)(?P<a>{YEAR}|\d{{4}})?(?P<what>[^,，。?？\d]{{2,14}}?)(?:谁[多少高低][,，?？]?\s*)?(?:相?差|[多少高低])(?:多少|几件?)[,，?？]\s*"
    rf"(?:那)?(?P<b>{YEAR}|\d{{4}})(?:呢|相?差(?:多少|几件?)|[多少高低](?:多少|几件?))?{END}$"
)  # 余杭和西湖2023新收差多少，2024呢
GAP_IN_EACH_YEAR = re.compile(
    rf"^(?P<who>[^,，。?？\d]{{3,24}}?)(?P<a>\d{{4}})年?(?:度)?(?:、|和|与)(?P<b>\d{{4}})年?(?:度)?(?P<what>[^,，。?？\d]{{2,14}}?)(?:各|分别)(?:相)?差(?:多少|几件?){END}$"
)  # 南京和杭州2023年、2024年新收各差多少


def two_gaps(message: str) -> Iterator[list[str]]:
    """The two questions, where two bodies are held against each other in two years, or one of them against two others."""
    for pattern in (GAP_IN_TWO_YEARS, GAP_IN_EACH_YEAR):
        if (both := pattern.fullmatch(message)) is not None:
            yield _gaps(both)
    if (both := GAP_TO_EACH.fullmatch(message)) is not None:
        yield [both["head"] + both[one] for one in "ab"]
    if (both := GAP_TO_BOTH.fullmatch(message)) is not None:
        yield [f"{both['head']}比{both[one]}{both['gap']}" for one in "ab"]


def _gaps(both: re.Match[str]) -> list[str]:
    """How far two bodies are apart in each of two years."""
    years = [(both["a"] or "").rstrip("年度"), both["b"].rstrip("年度")]
    return [f"{both['who']}{year}{'年' if year else ''}{both['what']}相差多少" for year in years]
