"""除海曙外其余各区: the bodies that a question about many leaves out, taken from its words."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.question.bodies import Named, named_bodies
from bot.question.meanings import GroupWord
from bot.question.word import Words

YEAR = re.compile(r"(?:20\d\d年?|[去前今]年)(?:度|里|的)?")
AFTER = re.compile(
    r"(?:这?[两三四五]个?[区县市]?)?(?P<out>之外|以外|外)?\s*[,，]?\s*的?\s*" + rf"(?P<year>{YEAR.pattern})?"
)
OUTSIDE = re.compile(r"外")
END = re.compile(r"(?:在内|之?外|的)*\s*[)。？?！!]*\s*")  # 各区合计，不含海曙
AMID = re.compile(r"(?:之外|以外|外)?的?[)）,，]?(?![的各呢吗外])")
LISTED = re.compile(r"\s*[、,，和与及跟]?\s*")
COMMA = re.compile(r"\s*[,，]\s*")


def left_out(words: Words, leaves_out: re.Pattern[str]) -> tuple[Words, tuple[Named, ...]]:
    """The words without the bodies that are left out, and these; none where what follows is no kind of bodies."""
    if not (OUTSIDE.search(words.text) or leaves_out.search(words.text)):
        return words, ()
    named = named_bodies(words)
    starts = {word.start for word in words.words if isinstance(word.meanings[0], GroupWord)}
    regions = {body.start for body in named if _after_year(words.text, body.end) in starts}
    starts |= regions  # 除鄞州外宁波各区
    for first, body in enumerate(named):
        listed = [body]
        for one, other in pairwise(named[first:]):
            says_where = other.start in regions and COMMA.fullmatch(
                words.text, one.end, other.start
            )  # 除了慈溪，宁波区县
            if says_where or not LISTED.fullmatch(words.text, one.end, other.start):
                break
            listed.append(other)
        before, after = _right_before(words.text, body.start, leaves_out), AFTER.match(words.text, listed[-1].end)
        if after is not None and after.end() in starts and (before or after["out"]):
            start = before.start() if before is not None else body.start
            return _without(words, start, after.start("year") if after["year"] else after.end()), tuple(listed)
        if before is not None and min(starts, default=body.start) < body.start:
            if END.fullmatch(words.text, listed[-1].end):
                return _without(words, before.start(), len(words.text)), tuple(listed)
            if (end := AMID.match(words.text, listed[-1].end)) is not None:  # 各市除南京、苏州以外2024平均新收
                return _without(words, before.start(), end.end()), tuple(listed)
    return words, ()


def _right_before(text: str, end: int, leaves_out: re.Pattern[str]) -> re.Match[str] | None:
    """The word that leaves out what stands right after it."""
    found = (match for match in leaves_out.finditer(text, 0, end) if not text[match.end() : end].strip())
    return next(found, None)


def _after_year(text: str, at: int) -> int:
    """Where the text goes on: after a year that stands there, else right there."""
    year = YEAR.match(text, at)
    return year.end() if year is not None else at


def _without(words: Words, start: int, end: int) -> Words:
    kept = tuple(word for word in words.words if not start <= word.start < end)
    unknown = tuple(text for text in words.unknown if not start <= words.text.find(text) < end)
    return replace(words, words=kept, unknown=unknown)
