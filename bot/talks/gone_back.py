"""回到第一个问题, 上上个问题的2022年呢: a message that goes back further than one question -> the rest of it, and what was asked there."""

import re
from dataclasses import replace
from itertools import groupby

from bot.question.counts import number
from bot.question.pieces import HOW_MANY, THEN
from bot.reading.readings import Fields

LEAD = rf"{THEN}(?:再|还是|请)?(?:回到|回|看|问|说)?(?:我)?(?:刚才|前面|之前)?(?:问)?的?"
FIRST = r"最(?:早|初|开始|先)(?:问)?的?(?:那个(?:问题|数)?|问题|一问)"
NTH = r"第(?P<nth>[一二三四五六])个?(?:问题|问|个?提问|(?<=刚才第.个)(?=是|的是|多少|呢))"
BACK = r"(?P<back>(?:上上|前前)一?个?(?:问题|问)|(?<=回到)上一?[个问步条](?:问题|问)?(?=[的,，。?？\s]|$))"
WHERE = re.compile(rf"^\s*{LEAD}(?:{FIRST}|{NTH}|{BACK})(?:那里|那儿)?的?(?:答案|结果|数字?)?[,，:：。\s]*")
ONCE_MORE = re.compile(rf"(?:再?(?:说|来|发|看|问)一?[遍下次]?|是?{HOW_MANY}|呢|了|的|来着|[?？。!！\s])*")
AGAIN = "再说一遍"


def gone_back(message: str, earlier: Fields, most: int) -> tuple[str, Fields] | None:
    """Both as they are where the message goes back to none; None where that question is not remembered: `most` of them are."""
    where = WHERE.match(message)
    if where is None:
        return message, earlier
    asked = _asked(earlier, all_of_them=bool(where["back"]))
    at = len(asked) - 2 if where["back"] else int(number(where["nth"] or "一") or 1) - 1
    forgotten = len(earlier.before) >= most and not where["back"]  # the first of all is gone
    if forgotten or not 0 <= at < len(asked) or not asked[at].targets:
        return None
    rest = message[where.end() :]
    return AGAIN if ONCE_MORE.fullmatch(rest) else rest, replace(asked[at], before=earlier.before)


def _asked(earlier: Fields, *, all_of_them: bool) -> list[Fields]:
    """The questions of a talk, each once: one that was refused leaves what was asked before it, or a body and year alone."""
    history = (replace(fields, before=()) for fields in (*earlier.before, earlier))
    return [fields for fields, _ in groupby(fields for fields in history if fields.targets or all_of_them)]
