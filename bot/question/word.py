"""A question read: words with all that they can mean, and what nothing explains."""

from dataclasses import dataclass

from bot.question.meanings import Meaning


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
