"""Those over 500 and those under 300, 上升的和下降的, 有诉讼的和没诉讼的: one message -> the two lists that it asks for.

The one condition and the other in one row (超过500而且不到800的) are one question."""

import re
from collections.abc import Iterator

from bot.question.pieces import END, THEN

NUMBER = r"\d[\d.]*[万亿千百]?(?:件|[万亿]?元|%|个百分点|个|条|起|次)?"
LIMIT = (
    rf"(?:(?:[大多高小少低]于|超过?|不到|不足|不满|达到?|不低于|不少于|不超过|过)\s*{NUMBER}(?:以[上下])?"
    rf"|为(?:0|零)|(?:有(?:所)?)?(?:增长|增加|上升|上涨|升高|下降|减少|降低|下滑|[涨跌降])了?(?:超过?{NUMBER})?)"
)
KINDS = "区县|县市区|[区县市省局]|单位|部门|地方|城市"
KIND = rf"(?:{KINDS})?"
ASKED = rf"(?:(?:各自?|分别)?(?:都)?(?:有|是)?(?:哪些|哪几个?|几[个家]|多少[个家]?|谁){KIND})"
JOINED = r"(?:\s*[,，、;；?？]\s*|和|与|及|以及|还有)"
NO_SECOND = r"(?!而且|并且|且|同时|其中|又|也|都|再)"
LIMITS = re.compile(
    rf"^(?P<head>[^,，;；?？]*?(?P<a>{LIMIT})的(?P<kind>{KIND})(?P<asked>{ASKED})?)(?:{JOINED}|(?<=[个家些谁]))"
    rf"(?P<second>{NO_SECOND}{THEN}[^,，;；?？\d]{{0,12}}?(?P<b>{LIMIT})(?:的(?P<other>{KIND}))?(?P<asks>{ASKED})?)呢?{END}$"
)
GREW_AND_FELL = re.compile(
    rf"^(?P<head>[^,，;；?？]*?)(?P<a>增长|增加|上升|上涨)(?:和|与|及|、)(?P<b>下降|减少|降低)(?P<rest>的{KIND}{ASKED}?)呢?{END}$"
)  # 增加和减少的
SOME_AND_NONE = re.compile(
    rf"^(?P<head>[^,，;；?？]*?)(?P<a>没有?|有)过?(?P<what>[\u4e00-\u9fff]{{2,8}}?)的(?P<kinda>{KIND})(?P<asked>{ASKED})?(?:{JOINED}|(?<=[个家些谁]))"
    rf"(?P<b>没有?|有)(?:过?(?P=what))?的(?P<kindb>{KIND})(?P<asks>{ASKED})?呢?{END}$"
)  # 有诉讼的和没诉讼的各几个
WHICH_HAVE = re.compile(
    rf"^(?P<head>[^,，;；?？]*?(?:哪些|哪几个){KIND}(?P<a>没有?|有)过?(?P<what>[\u4e00-\u9fff]{{2,8}}?))(?:\s*[,，]\s*)(?:又)?(?:哪些|哪几个){KIND}(?P<b>没有?|有){END}$"
)  # 哪些区县有诉讼，哪些没有


def two_lists(message: str) -> Iterator[list[str]]:
    """The two questions, where the message is of two lists."""
    if (both := WHICH_HAVE.match(message)) is not None and _opposed(both):
        yield [both["head"][: both.start("a")] + _have(both[one]) + both["what"] for one in "ab"]
    if (both := SOME_AND_NONE.match(message)) is not None and _opposed(both):
        asked = _alone(both["asked"] or both["asks"] or "有哪些")
        kinds = [both["kinda"] or both["kindb"], both["kindb"] or both["kinda"]]
        yield [
            f"{both['head']}{_have(both[one])}{both['what']}的{kind}{asked}"
            for one, kind in zip("ab", kinds, strict=True)
        ]
    if (both := GREW_AND_FELL.match(message)) is not None:
        yield [f"{both['head']}{both[way]}{both['rest']}" for way in "ab"]
    if (both := LIMITS.match(message)) is not None:
        kind = "" if both["kind"] else both["other"] or ""  # 超过500的和不到300的区县
        first = both["head"].removesuffix(both["asked"] or "") + kind
        yield [
            _asking(first, both["asked"], both["asks"]),
            _asking(both["second"].removesuffix(both["asks"] or ""), both["asks"], both["asked"]),
        ]


def _opposed(both: re.Match[str]) -> bool:
    return both["a"].startswith("没") != both["b"].startswith("没")


def _have(said: str) -> str:
    return "没有" if said.startswith("没") else "有"


def _asking(half: str, own: str | None, other: str | None) -> str:
    """One half with what it asks for: that of the other one where it says nothing itself."""
    ends = half.endswith("的") or re.search(rf"(?:{KINDS})$", half)
    return f"{half}{'' if ends else '的'}{_alone(own or other or '有哪些')}"


def _alone(asked: str) -> str:
    """各有几个 of one half alone is 有几个."""
    told = re.sub(r"^(?:各自?|分别)?都?", "", asked)
    return told if told[0] in "有是" else f"有{told}"
