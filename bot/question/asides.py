"""What is said around a question: clauses that name nothing of the data (领导在催，…), and what asks before a body or a year
(领导要2024年…).  Each word of it must be on the list (asides.toml, chatter.toml): 线上提交的，… stays a condition that is not known."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.question.meanings import (
    AgencyWord,
    NoiseWord,
    OperationWord,
    OrganWord,
    PlaceWord,
    UnitWord,
    WithinYear,
    YearWord,
)
from bot.question.pieces import HOW_MANY

CLAUSE = re.compile(r"[^,。!?;:~…()\s]+")
DESCRIBES_NOTHING = re.compile(
    r"我|本人|咱|挺|很|真|太|蛮|怪|[^,。]*用的$"
)  # 学生要的 tells of which requests is asked
AND_THAT = re.compile(
    rf"(?:那|那么|还有)?(?P<what>[^,。]{{2,6}}?)(?:呢|有?{HOW_MANY}[条件场次篇个期])"
)  # 网站呢 after 微博几条 asks for something
LONGEST = 6  # tokens of a phrase
ALWAYS = ("who", "people", "what_for", "around", "how", "asks", "mood")  # lists of words that limit nothing
ASKED_FOR = PlaceWord | AgencyWord | OrganWord | YearWord
NO_CONDITION = frozenset({"how_many", "whether"})  # operations that say nothing by themselves


class Stretch(NamedTuple):
    """Where something stands in a text."""

    start: int
    end: int


class Heard(NamedTuple):
    """A word found: where it stands and what it first means."""

    start: int
    end: int
    meaning: object


class Asides:
    """The words that may stand around a question."""

    def __init__(self, lists: Mapping[str, list[str]], noise: frozenset[str]) -> None:
        self._noise = noise
        self._words = frozenset(word for name in ALWAYS for word in lists[name]) | noise
        self._apart = self._words | frozenset(lists["apart"])
        self._requests, self._begins = frozenset(lists["requests"]), frozenset(lists["begins"])
        self._people = frozenset(lists["people"])
        self._about = self._requests | noise | {word for name in ("who", "people", "asks") for word in lists[name]}

    def find(self, text: str, heard: Sequence[Heard], tokens: Sequence[Stretch]) -> Iterator[Stretch]:
        """The stretches that say nothing of the figure; `heard` are the words known, `tokens` the cut of the whole text."""
        for clause in CLAUSE.finditer(text):
            inside = [word for word in heard if clause.start() < word.end and word.start < clause.end()]
            first = next((word for word in inside if not self._says_nothing(word, text)), None)
            if first is None:
                yield from self._apart_from_all(text, Stretch(*clause.span()), inside, tokens)
                continue
            last = next(word for word in reversed(inside) if not self._says_nothing(word, text))
            yield from self._before(text, Stretch(clause.start(), first.start), first, inside, tokens)
            yield from self._after(text, Stretch(last.end, clause.end()), inside, tokens)

    def _apart_from_all(
        self, text: str, clause: Stretch, heard: Sequence[Heard], tokens: Sequence[Stretch]
    ) -> Iterator[Stretch]:
        """领导在催; not 学生要的, which tells of which requests is asked."""
        said = text[clause.start : clause.end]
        describes = said.endswith("的") and DESCRIBES_NOTHING.match(said) is None
        of_that = AND_THAT.fullmatch(said)
        asks = of_that is not None and of_that["what"] in self._apart - self._people
        asks = asks or self._counts(text, heard, _within(clause, tokens))
        if not (describes or asks) and self._all(text, clause, heard, _within(clause, tokens), self._apart):
            yield clause

    def _counts(self, text: str, heard: Sequence[Heard], own: Sequence[Stretch]) -> bool:
        """没成多少, 回了几个: how many of what is said of them; 领导问多少 asks nothing new."""
        if not any(isinstance(word.meaning, OperationWord) and word.meaning.id == "how_many" for word in heard):
            return False
        others = [t for t in own if not any(w.start <= t.start and t.end <= w.end for w in heard)]
        return any(text[t.start : t.end] not in self._about for t in others)

    def _before(
        self, text: str, where: Stretch, first: Heard, heard: Sequence[Heard], tokens: Sequence[Stretch]
    ) -> Iterator[Stretch]:
        """领导要2024年…: what asks for a body or a year."""
        own = _within(where, tokens)
        asks = any(text[t.start : t.end] in self._requests for t in own)
        if asks and isinstance(first.meaning, ASKED_FOR) and self._all(text, where, heard, own, self._words):
            yield where

    def _after(self, text: str, where: Stretch, heard: Sequence[Heard], tokens: Sequence[Stretch]) -> Iterator[Stretch]:
        """…件数帮我读一下; of other people than who speaks it may tell something: 复议的法官."""
        own = _within(where, tokens)
        chatter = [word for word in heard if isinstance(word.meaning, NoiseWord)]
        while own and text[own[0].start : own[0].end] not in self._begins:
            noise = text[own[0].start : own[0].end] in self._noise
            if not noise and not any(c.start <= own[0].start and own[0].end <= c.end for c in chatter):
                return
            own = own[1:]
        if own and self._all(text, Stretch(own[0].start, where.end), heard, own, self._words - self._people):
            yield Stretch(own[0].start, where.end)

    def _all(
        self, text: str, where: Stretch, heard: Sequence[Heard], own: Sequence[Stretch], words: frozenset[str]
    ) -> bool:
        """Whether each token that is not known is a word of the list, alone or with its neighbours."""
        if not own or own[0].start != where.start or own[-1].end != where.end:
            return False
        known = [next((w for w in heard if w.start <= t.start and t.end <= w.end), None) for t in own]
        at = 0
        while at < len(own):
            reach = _reach(text, own, at, words)
            if not reach and known[at] is None:
                return False
            at = reach or at + 1
        said = (
            text[t.start : t.end] in self._noise if w is None else not isinstance(w.meaning, WithinYear)
            for t, w in zip(own, known, strict=True)
        )
        return not all(said)  # a clause of chatter alone needs no leaving out

    def _says_nothing(self, word: Heard, text: str) -> bool:
        """Whether a word asks for nothing by itself: 多少, 今天, 一个; 上半年 does."""
        meaning = word.meaning
        operation = isinstance(meaning, OperationWord) and meaning.id in NO_CONDITION
        newest = isinstance(meaning, YearWord) and not meaning.years and meaning.back is None
        day = isinstance(meaning, WithinYear) and text[word.start : word.end] in self._words
        return operation or newest or day or isinstance(meaning, NoiseWord | UnitWord)


def _within(where: Stretch, tokens: Sequence[Stretch]) -> list[Stretch]:
    return [token for token in tokens if where.start <= token.start and token.end <= where.end]


def stretches(tokens: Iterable[str]) -> Iterator[Stretch]:
    """Where the tokens of a cut stand."""
    at = 0
    for token in tokens:
        yield Stretch(at, at := at + len(token))


def _reach(text: str, tokens: Sequence[Stretch], at: int, words: frozenset[str], least: int = 1) -> int:
    """Up to which token the longest of the words goes that begins at one; 0 where none of so many tokens does."""
    ends = range(min(len(tokens), at + LONGEST), at + least - 1, -1)
    return next((n for n in ends if text[tokens[at].start : tokens[n - 1].end] in words), 0)


def joined_in(text: str, tokens: Sequence[Stretch], words: frozenset[str]) -> list[Stretch]:
    """Where several tokens together are one of the words, the longest first."""
    found: list[Stretch] = []
    at = 0
    while at < len(tokens):
        reach = _reach(text, tokens, at, words, least=2)
        if reach:
            found.append(Stretch(tokens[at].start, tokens[reach - 1].end))
        at = reach or at + 1
    return found
