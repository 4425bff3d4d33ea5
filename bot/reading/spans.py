"""Which report years a question is about: those named, a span (近三年, 历年, 2019年以来), or the newest of a body."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.question.bodies import named_bodies
from bot.question.meanings import Meaning, SpanWord, YearWord
from bot.question.said import single_years, words_doing
from bot.question.word import Word, Words
from bot.question.years import RANGE
from bot.reading.asked import Asked
from bot.reading.readings import Fields
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

AGAINST = re.compile(r"比|较|是|[多少高低大小强]于|超过|超出|高过|多过|不如|不及|不到|减|除以")
MEASURED = re.compile(r"(?:(?<!相)比|较|比起|比之|于|超过|超出|对比|是|为)\s*$")  # 是2023年的几倍
WITH = re.compile(r"(?:和|与|跟|同)\s*$")
THE_TWO = re.compile(r"(?:相|对)?(?:比较|比)(?:一下|一比|起来)?[,，\s]*")
COMPARED = re.compile(r"的?(?:相比|相较|对比|比)")


def dated(words: Words, today: int, earlier: Fields | None) -> Words:
    """去年 is before today; 上一年 in a follow-up (鄞州前一年呢) is before the year spoken of, the first of several.  What 2024年 is
    measured against (是上年的几倍, 同比去年) is before that year."""
    words = _measured_against_before(words)
    goes_on = earlier is not None and earlier.years and not (named_bodies(words) and mentions(words.words))
    spoken_of = earlier.years if earlier is not None and goes_on else (today,)
    listed = earlier is not None and earlier.operation in ("value", "trend")

    def said(meaning: Meaning) -> Meaning:
        if not isinstance(meaning, YearWord) or meaning.years or meaning.back is None:
            return meaning
        from_year = (spoken_of[0] if listed and meaning.back > 0 else spoken_of[-1]) if meaning.of_talk else today
        return replace(meaning, years=(from_year - meaning.back,))

    told = [replace(word, meanings=tuple(map(said, word.meanings))) for word in words.words]
    return replace(words, words=tuple(_with_years_between(told, words.text)))


def in_year(words: Words, year: int, without: tuple[str, ...] = ()) -> Words:
    """The words with one year in the place of all that is said of years, and without what asks for some operations."""
    gone = [word for name in without for word in words_doing(words.words, name)]
    kept = [word for word in words.words if not _is_time(word) and word not in gone]
    first = next((word for word in words.words if _is_time(word)), None)
    at = first.start if first is not None else 0
    said = Word(f"{year}年", at, first.end if first is not None else at, (YearWord((year,)),))
    return replace(words, words=tuple(sorted((*kept, said), key=lambda word: word.start)))


def _is_time(word: Word) -> bool:
    return any(isinstance(meaning, YearWord | SpanWord) for meaning in word.meanings)


def _measured_against_before(words: Words) -> Words:
    """The words with the year before the one that is named, where that one's figure is measured against the same of the year before;
    新收比去年办结多几件 is of two figures."""
    named = single_years(words)
    if len(named) != 1 or len(mentions(words.words)) > 1:
        return words
    (year,) = _years(named[0])

    def said(word: Word) -> Word:
        (meaning, *more) = word.meanings
        if not isinstance(meaning, YearWord) or more or meaning.years or not meaning.back or meaning.back < 0:
            return word
        if word.start < named[0].end or not MEASURED.search(words.text[: word.start]):
            return word
        return replace(word, meanings=(replace(meaning, years=(year - meaning.back,), back=None),))

    return replace(words, words=tuple(map(said, words.words)))


def _with_years_between(told: list[Word], text: str) -> Iterator[Word]:
    """大前年到去年: the later with all the years from the one before."""
    before: Word | None = None
    for word in told:
        meaning, years = word.meanings[0], _years(word)
        if (
            isinstance(meaning, YearWord)
            and years
            and before is not None
            and RANGE.fullmatch(text, before.end, word.start)
        ):
            first, *_, last = sorted((*_years(before), *years))
            both_told = isinstance(before.meanings[0], YearWord) and before.meanings[0].back is not None
            back = meaning.back if both_told else None  # 2023年到去年 is no 去年 beside a year
            yield replace(word, meanings=(replace(meaning, years=tuple(range(first, last + 1)), back=back),))
        else:
            yield word
        before = word if years else before


def _years(word: Word) -> tuple[int, ...]:
    """The years that a word names."""
    return word.meanings[0].years if isinstance(word.meanings[0], YearWord) else ()


def years_in_span(asked: Asked, bodies: tuple[str, ...], catalogue: Catalogue) -> tuple[int, ...]:
    """The years of a span, those without a report included; nothing where no span is asked for."""
    loaded = sorted({year for body in bodies for year in catalogue.years(body)})
    if not loaded:
        return ()
    if asked.span is not None and asked.span.since is not None and asked.years:
        first = asked.years[0] + asked.span.since
        return tuple(range(first, max(loaded[-1], first) + 1))
    if asked.span is not None and asked.span.until is not None and asked.years:
        last = asked.years[0] + asked.span.until  # of which it is said where there is no report
        return tuple(range(min(loaded[0], last), last + 1))
    if asked.span is not None and asked.span.years:
        last = asked.years[0] if len(asked.years) == 1 else loaded[-1]  # 2024年三年来: up to 2024
        return tuple(range(last - asked.span.years + 1, last + 1))
    if len(asked.years) > 1:
        return asked.years
    if "trend" in asked.ids or "which_year" in asked.ids:
        return tuple(range(loaded[0], loaded[-1] + 1))
    return ()


def counted_from(asked: Asked, bodies: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """What is said of a span: 2023年之后 is without that year, 近三年 counts back from a body's own newest report."""
    if asked.span is not None and asked.span.since and asked.years:
        return (f"不含{asked.years[0]}年度；要从{asked.years[0]}年度算起，请说“{asked.years[0]}年以来”。",)
    told = asked.span is not None and bool(asked.span.years) and len(asked.years) == 1  # 2024年近三年
    if asked.span is None or asked.span.until is not None or told:
        return ()
    newest, own = max(catalogue.by_year), max(year for body in bodies for year in catalogue.years(body))
    if own >= newest:
        return ()
    without = f"没有收录{newest}年度的报告" if newest == own + 1 else f"没有收录{own + 1}—{newest}年度的报告"
    return (f"{without}，从收录的最近一年（{own}年度）往前数。" if asked.span.years else f"{without}。",)


def base_year(words: Words, asked: Asked) -> int:
    """The year that something is measured against, where it is the only one said: 比2023年多多少; 0 where there is none."""
    spans = single_years(words)
    if len(spans) != 1 or len(asked.years) != 1 or not asked.ids & {"versus", "change", "difference", "ratio"}:
        return 0
    before, after = words.text[: spans[0].start], words.text[spans[0].end :]
    if two_before(spans[0].start, words, asked):
        return 0
    alone = len(asked.named) < 2 and before.rstrip().endswith("相比")  # 海曙和鄞州相比2024年谁多 is of the two
    held = alone or MEASURED.search(before) or (WITH.search(before) and COMPARED.match(after))
    return asked.years[0] if held else 0


def two_before(year: int, words: Words, asked: Asked) -> bool:
    """宁波跟杭州比2024年复议哪个多: 比 before the year holds the two bodies against each other, not against that year."""
    if len(asked.named) < 2:
        return False
    *_, one, other = asked.named
    joined = WITH.fullmatch(words.text, one.end, other.start) is not None
    return joined and THE_TWO.fullmatch(words.text, other.end, year) is not None


def subject_last(words: Words, asked: Asked) -> tuple[int, ...]:
    """2022年比2024年多多少: the year after 比 is what it is measured against, and comes first; 和2023年比，2024年…: the one before it."""
    spans, text = single_years(words), words.text
    if len(spans) != 2 or WITH.search(text[: spans[0].start]):
        return asked.years
    between = WITH.sub("", text[spans[0].end : spans[1].start])
    held = len(between) > 1 and WITH.search(text[: spans[1].start]) and COMPARED.match(text[spans[1].end :])
    if held or AGAINST.search(text, spans[0].end, spans[1].start):  # 2022年新收与2023年相比多几件
        years = [m.years[0] for word in spans for m in word.meanings if isinstance(m, YearWord)]
        return (years[1], years[0])
    return asked.years
