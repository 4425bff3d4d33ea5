"""Question -> Words: what each stretch of the text can mean, and the content words that nothing explains.

Order: normal form (width, script, case), years by rule, then the longest known word at each place.  jieba's cut of the
whole question is the witness: a word it sees that the known words leave uncovered, in whole or in part, must be on the
closed list of chatter, or it is reported.  Nothing is dropped because it is unknown.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.vocabulary import Meaning, NoiseWord, UnitWord, Vocabulary, YearWord
from bot.years import find_years

Split = Callable[[str], list[str]]
Simplify = Callable[[str], str]
MASK = "\x00"
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "\u3000": " "})


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the question and everything it can mean."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A question read: its normal form, the words with meaning in order, and the words nothing explains."""

    text: str
    words: tuple[Word, ...]
    unknown: tuple[str, ...]


def normal_form(question: str, simplify: Simplify) -> str:
    """Half width, simplified script, lower case; control characters become blanks."""
    text = unicodedata.normalize("NFKC", question).translate(QUOTES)
    text = "".join(c if c.isprintable() else " " for c in text)
    return simplify(text).lower()


def read_words(question: str, vocabulary: Vocabulary, split: Split, simplify: Simplify) -> Words:
    """Find the words of a question."""
    text = normal_form(question, simplify)
    words = sorted((*_years(text), *_known(text, vocabulary)), key=lambda word: word.start)
    return Words(text, tuple(words), tuple(_unknown(text, words, vocabulary, split)))


def _years(text: str) -> Iterator[Word]:
    for span in find_years(text):
        years = tuple(range(span.first, span.last + 1))
        yield Word(text[span.start : span.end], span.start, span.end, (YearWord(years),))


def _known(text: str, vocabulary: Vocabulary) -> Iterator[Word]:
    masked = list(text)
    for span in find_years(text):
        masked[span.start : span.end] = MASK * (span.end - span.start)
    for pattern, start, end in vocabulary.automaton.find_matches_as_indexes("".join(masked)):
        word = vocabulary.patterns[pattern]
        yield Word(word, start, end, vocabulary.meanings[word])


def _unknown(text: str, words: list[Word], vocabulary: Vocabulary, split: Split) -> Iterator[str]:
    """Content words of jieba's cut that are not wholly explained, neighbours joined."""
    covered = bytearray(len(text))
    for word in words:
        covered[word.start : word.end] = b"\x01" * (word.end - word.start)
    pending, at = "", 0
    for token in split(text):
        end = at + len(token)
        free = "".join(c for c, seen in zip(token, covered[at:end], strict=True) if not seen).strip()
        at = end
        if free and free not in vocabulary.noise and any(c.isalnum() for c in free):
            pending += token
        elif pending:
            yield pending
            pending = ""
    if pending:
        yield pending


def has_content(words: Words) -> bool:
    """Whether a question says anything besides chatter and measure words."""
    return any(not isinstance(m, NoiseWord | UnitWord) for word in words.words for m in word.meanings)
