"""比北仑申请多的区, 新收多于北仑的有哪些: the body that others are measured against, taken from the words of a question about many."""

import re
from dataclasses import dataclass, replace

from bot.question.bodies import Named, named_bodies
from bot.question.meanings import GroupWord, LimitWord, OperationWord, OrderWord
from bot.question.word import Word, Words

THAN = re.compile(r"(?:(?<!相)比|较)\s*$")
ASKS_WHICH = ("which", "count")
WAYS = {"more": ">", "less": "<"}
PASSES = {"over": ">", "under": "<"}
OTHERWISE = {
    "change",
    "mean",
    "median",
    "spread",
    "share",
    "position",
    "total_of",
    "ratio",
    "difference",
}  # operations of another question


@dataclass(frozen=True, slots=True)
class Than:
    """The body, and whether the others are to have more (>) or less (<) of it."""

    named: Named
    sign: str


def measured_against(words: Words) -> tuple[Words, Than | None]:
    """The words without 比北仑 … 多, and these; as they are where no kind of bodies is asked for, or more is said of them."""
    said = [(word, m) for word in words.words for m in word.meanings if isinstance(m, OperationWord)]
    if not any(m.id == "versus" for _, m in said) or not _asks_for_bodies(words):
        return words, None
    if any(m.id in OTHERWISE for _, m in said):
        return words, None
    for body in named_bodies(words):
        held = next((pair for pair in said if pair[1].id == "versus" and pair[0].end == body.start), None)
        if held is not None and (sign := _sign(held, said, body)) is not None:
            taken = {held[0], *(word for word, m in said if m.id in WAYS)}
            left = tuple(w for w in words.words if w not in taken and not body.start <= w.start < body.end)
            return replace(words, words=left), Than(body, sign)
    return words, None


def _asks_for_bodies(words: Words) -> bool:
    meanings = [m for word in words.words for m in word.meanings]
    kinds = any(isinstance(m, GroupWord) and m.asks in ASKS_WHICH for m in meanings)
    return kinds and not any(isinstance(m, LimitWord | OrderWord) for m in meanings)


def _sign(held: tuple[Word, OperationWord], said: list[tuple[Word, OperationWord]], body: Named) -> str | None:
    """多于, 不如 say it themselves; after 比 it is the one 多 or 少 behind the body."""
    word, meaning = held
    ways = [(w, WAYS[m.id]) for w, m in said if m.id in WAYS]
    if meaning.detail in PASSES:
        return PASSES[meaning.detail] if not ways else None
    if not THAN.search(word.text) or len(ways) != 1 or ways[0][0].start < body.end:
        return None
    return ways[0][1]
