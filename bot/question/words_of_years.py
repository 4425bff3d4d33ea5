"""Years found in a text -> words: the years, parts of one (2024年底), what makes a year the first or the last of several."""

import re
from collections.abc import Iterator

from bot.question.meanings import AgencyWord, PlaceWord, SpanWord, WithinYear, YearWord
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word
from bot.question.years import YearSpan

LONGEST_WORD = 8  # characters of a word that may go on beyond what opens a span
FROM = re.compile(r"(?:自打|自从|打从|自|从)$")  # 自2022年
ONLY_THAT = re.compile(r"度?的?(?:[年报]|数据|情况|来看|看|里|中)|到|至|-|—|~")


def words_of_years(text: str, years: list[YearSpan], vocabulary: Vocabulary) -> list[Word]:
    """The years, parts of one (2024年底), and what makes it the first of several (自2022年, 2022年以来)."""
    words = [Word(text[s.start : s.end], s.start, s.end, (YearWord(tuple(range(s.first, s.last + 1))),)) for s in years]
    words += [
        Word(text[s.end - 1 : s.end + 1], s.end, s.end + 1, (WithinYear(end=text[s.end] in "底末"),))
        for s in years
        if _goes_within(text, s) and not _names_body(text, s.end, vocabulary)
    ]
    words += [
        Word(match[0], *match.span(), (SpanWord(since=0),))
        for s in years
        if s.first == s.last and (match := FROM.search(text, 0, s.start)) and not ONLY_THAT.match(text, s.end)
    ]
    words += [word for s in years if (word := _open_span(text, s.end, vocabulary)) is not None]
    return words


def from_then_on(text: str, words: list[Word], vocabulary: Vocabulary) -> Iterator[Word]:
    """前年以来: what makes a year that is told from today the first of several."""
    for word in words:
        told = isinstance(word.meanings[0], YearWord) and word.meanings[0].back is not None
        if told and (span := _open_span(text, word.end, vocabulary)) is not None:
            yield span


def _open_span(text: str, at: int, vocabulary: Vocabulary) -> Word | None:
    """2022年以来, 2022年以前: what opens a year's span after it; in 2023年起诉几件 起 is the beginning of a longer word."""
    match = vocabulary.open_years.match(text, at)
    ends = range(match.end() + 1, match.start() + LONGEST_WORD) if match else ()
    if match is None or any(text[match.start() : end] in vocabulary.meanings for end in ends):
        return None
    return Word(match[0], *match.span(), (vocabulary.open_spans[match[0]],))


def _goes_within(text: str, span: YearSpan) -> bool:
    """2024年中, 2024年初, 2024年底: a part of the year."""
    return text[span.end - 1 : span.end + 1] in ("年中", "年初", "年底", "年末")


def _names_body(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """2023年中山市: no part of a year, where a body's name begins there."""
    known = (vocabulary.meanings.get(text[at : at + size], ()) for size in range(2, LONGEST_WORD))
    return any(isinstance(meanings[0], PlaceWord | AgencyWord) for meanings in known if meanings)
