"""Question -> its normal form: half width, simplified script, lower case, some ways of saying put as others are."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from bot.question.folded import folded
from bot.question.lexicon_files import lexicon
from bot.question.needed import needed
from bot.question.patterns import put_in
from bot.question.places_together import named_apart
from bot.question.who_won import who_won

Simplify = Callable[[str], str]
WORDINGS, DESCRIBED = "wordings.toml", "described.toml"
MANY = 6  # pieces of a text whose characters stand apart
LETTERS = re.compile(r"(?<=[a-z]{3})(?=\d)")  # beilun2024
PUBLISHED = re.compile(
    r"(?P<year>20\d\d)年?(?:公布|[发發]布|公[开開](?!的(?:呢|$))|出|出版)的(?=.{0,8}(?:年[报報]|[报報]告)|呢|$)"
)
DIGITS = "〇零一二三四五六七八九"
MINGUO = re.compile(
    rf"民国(\d{{2,3}}|[{DIGITS}]{{2,3}})年(?:度)?|(?<![{DIGITS}十百千])(一一[〇零一二三四五])年(?:度)?"
)  # the first is 1912; 一一三年 is said of no other
BOTH_ARE = re.compile(
    r"既(?:曾?有过?|(?P<none>没有?))(?P<one>[^,，。?？既又]{2,10}?)[,，]?(?:又|也)(?:曾?有过?|(?P<nor>没有?))(?P<other>[^,，。?？的]{2,10}?)"
    r"(?=的|[?？]|$)"
)  # 既有复议纠正又有败诉
ONE_BUT_NOT = re.compile(
    r"(?<![没只仅光单所都])有(?!多少)(?P<one>[^,，。?？\s没有哪几无]{2,8})(?:[,，]|且|而且|而|但是?|并且|却)?(?P<nor>没有?)(?P<other>[^,，。?？\s的吗过没有]{2,8})(?P<none>)"
    r"(?=的|[?？]|吗|$)"
)  # 有诉讼没有败诉
OPEN_CASE = re.compile(r"办|公开|答复")  # 没有办完 is not 办完 0


def normal_form(question: str, simplify: Simplify) -> str:
    """Half width, simplified script, lower case; control characters become blanks."""
    text = folded(question)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = LETTERS.sub(" ", _joined(simplify(text)))
    text = named_apart(MINGUO.sub(_western, text))
    text = _in_other_words(who_won(PUBLISHED.sub(_year_before, text)))
    return ONE_BUT_NOT.sub(_two_limits, BOTH_ARE.sub(_two_limits, text)) if "有" in text else text


def _western(year: re.Match[str]) -> str:
    digits = (year[1] or year[2]).translate(str.maketrans(DIGITS, "0" + "".join(map(str, range(10)))))
    return f"{int(digits) + 1911}年"


class Described(NamedTuple):
    """A text in other words, and the stretch of it that was put so: 机关手里没有, 本机关不掌握."""

    text: str
    typed: str
    right: str


def as_described(text: str) -> Iterator[Described]:
    """A normal form with what describes a row (机关手里没有的) put as its words: with the first entry that fits, with the first two, …;
    nothing where none does."""
    entries, _ = wordings(DESCRIBED)
    before, begins, ends = (
        text,
        len(text),
        len(text),
    )  # of what was changed: where it begins, how far from the end it ends
    for pattern, to in entries:
        matches = list(pattern.finditer(text))
        if matches and (after := pattern.sub(to, text)) != text:
            begins = min(begins, matches[0].start())
            ends = min(ends, len(text) - matches[-1].end())
            text = after
            yield Described(text, before[begins : len(before) - ends], text[begins : len(text) - ends])


def _in_other_words(text: str) -> str:
    """The entries of WORDINGS one after the other, each whose characters are there by then."""
    entries, by_sign = wordings(WORDINGS)
    seen = set(text)
    waiting = sorted({number for sign in seen for number in by_sign.get(sign, ())}, reverse=True)
    while waiting:
        number = waiting.pop()
        pattern, to = entries[number]
        before, text = text, pattern.sub(to, text)
        if text != before and (new := set(text) - seen):
            seen |= new
            later = {n for sign in new for n in by_sign.get(sign, ()) if n > number}
            waiting = sorted(later.union(waiting), reverse=True)
    return text


@cache
def wordings(name: str) -> tuple[tuple[tuple[re.Pattern[str], str], ...], dict[str, tuple[int, ...]]]:
    """The entries of a file of the lexicon, pattern and what stands in its place; and which of them each character calls for."""
    read = lexicon(name)
    entries = [entry | {"pattern": put_in(entry["pattern"], read.get("part", {}))} for entry in read["wording"]]
    frequency = Counter("".join(entry["example"] for entry in entries))  # how often a character is asked with
    by_sign: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for sign in needed(entry["pattern"], frequency.__getitem__):
            by_sign.setdefault(sign, []).append(number)
    compiled = tuple((re.compile(entry["pattern"]), entry["to"]) for entry in entries)
    return compiled, {sign: tuple(numbers) for sign, numbers in by_sign.items()}


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


def of_published(question: str) -> str:
    """That the report which a question names by the year it was published in is about the one before; else nothing."""
    match = PUBLISHED.search(folded(question))
    return f"{match['year']}年发布的是{int(match['year']) - 1}年度的报告" if match is not None else ""


def _year_before(match: re.Match[str]) -> str:
    """The report that is published in a year is about the one before (条例第五十条)."""
    return f"{int(match['year']) - 1}年度的"
