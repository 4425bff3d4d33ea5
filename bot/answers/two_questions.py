"""最多和最少的区, 各多少合计多少, 有多少件占几成: one message -> the two questions in it that share their words."""

import re
from collections.abc import Iterator

COUNT_AND_SHARE = re.compile(r"(?:有|是|为)?(?:多少|几)(?:件|起|条)?[,，、]?\s*(?=占)")  # 有多少件，占办结的百分之几
COUNT_AND_RATE = re.compile(
    r"的?(?:件[数數]|数量|數量|个数)(?:以及|及|和|与|與|、)其?的?(?=(?:占比|比例|比率|百分比|占[^,，。占]{2,10}比例?)[^,，。]*$)"
)  # 不予公开件数及比率
FIGURE_AND_RATE = re.compile(
    r"(?P<figure>[^,，。?？和与及、率]{2,30}(?:新收|申请|件数|数量|总量|总数|申请[数量]))(?:以及|和|与|及|、)(?P<rate>(?!行政|复议|诉讼)[\u4e00-\u9fff]{1,8}率)(?:各|分别)?(?:是|有|为)?(?:多少)?[?？。\s]*"
)  # 新收和公开率各多少
SUM_AND_MORE = re.compile(
    r"(合计|总和|总量|总数)(?:及|和|与|、|以及)(平均数|平均值|平均|均值|中位数|排名|排序|从[多高]到[少低])"
)
TOTAL_THEN_ANOTHER = re.compile(
    r"(?P<first>[^,，]*(?:共|合计|总计|总量|总数)[^,，]*)[,，]\s*(?P<more>(?:那|那么)?[^,，]{1,12}(?:呢|又(?:是|有)?(?:多少|几)[件起宗条次]?)[?？。\s]*)"
)  # 2021年一共收了多少件，2025年呢
EACH_AND_MORE = re.compile(
    r"(?:各|分别)(?:自)?(?P<what>[^,，、]{0,6}?)(?:是|有|为)?(?:多少|几)[件起宗次条个]?\s*[,，、]\s*"
    r"(?P<more>(?:一共|总共|合计|共计|加起来|相差|差|哪个|谁).+)$"
)
EXTREMES = re.compile(
    r"(?P<what>[^\W\d年]{2,8})?(最[多高大])(?:的?(?P<kind>区县|[区县市]|单位))?(?:和|与|及|、|以及)(?:(?P=what))?(最[少低小])"
    r"|(最[多高大])的?(?:是(?:谁|哪个[区县市]?))?(?:[,，]\s*|(?=谁))(?:那|又|谁|哪个)?(最[少低小])的?(?:又|呢)?(?:是(?:谁|哪个|哪一个))?"
)


BOTH_ENDS = re.compile(
    r"(?P<top>前(?:[两二三四五]|\d)[名个位]?)(?:和|与|及|、|以及)(?P<least>(?:后|倒数)(?:[两二三四五]|\d)[名个位]?)"
)  # 前两名和后两名


def two_questions(message: str) -> Iterator[tuple[list[str], bool]]:
    """Each way to take the message apart; with True only where both questions are of the same body."""
    if (both := EXTREMES.search(message)) is not None:
        before, kind = message[: both.start()] + (both["what"] or ""), both["kind"] or ""
        first, *rest = (end for end in both.groups()[1:] if end and end != kind)
        ends = [before + first + (f"的{kind}" if kind else message[both.end() :])]
        yield [*ends, *(before + end + message[both.end() :] for end in rest)], False
    if (both := BOTH_ENDS.search(message)) is not None:
        yield [message[: both.start()] + end + message[both.end() :] for end in both.groups()], False
    if (both := EACH_AND_MORE.search(message)) is not None:
        before = message[: both.start()] + both["what"]
        yield [before + "各多少", before + both["more"]], False
    if (both := SUM_AND_MORE.search(message)) is not None:
        yield [message[: both.start()] + end + message[both.end() :] for end in both.groups()], False
    if (both := TOTAL_THEN_ANOTHER.fullmatch(message)) is not None:
        yield [both["first"], both["more"]], False
    if (both := FIGURE_AND_RATE.fullmatch(message)) is not None:
        yield [both["figure"] + "多少", both["rate"]], True
    if (both := COUNT_AND_SHARE.search(message)) is not None:
        yield [message[: both.end()], message[: both.start()] + message[both.end() :]], True
    if (both := COUNT_AND_RATE.search(message)) is not None:
        before = message[: both.start()]
        yield [before + "多少", before + message[both.end() :]], True
