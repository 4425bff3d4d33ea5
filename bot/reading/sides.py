"""Two things held against each other: 复议比诉讼多的区, 2024年比2023年少的区, 新收和办结一致吗."""

import re

from bot.question.meanings import FigureWord, OperationWord, YearWord
from bot.question.said import single_years, words_doing, years_said
from bot.question.word import Word, Words
from bot.targets.operation import Operations
from bot.targets.target import Mention, mentions

ALIKE = re.compile(r"一致|吻合|相符|相等|等于|相同|一样多")
BEFORE = re.compile(r"[比较](?:上|去|前)")  # 比上年多 is more than before
TURNED = {">": "<", "<": ">"}
WAYS = {"more": ">", "over": ">", "less": "<", "under": "<"}


def sign_between(words: Words) -> str:
    """> or <, where one figure or one year stands before 比 or 超过 and another after it; empty where not."""
    operations = [(word, m) for word in words.words for m in word.meanings if isinstance(m, OperationWord)]
    held = [(word, m) for word, m in operations if m.id == "versus" or BEFORE.match(word.text)]
    if len(held) != 1:
        return ""
    word, meaning = held[0]
    years = _years_between(words, word)
    if not (years or meaning.id == "change" or figures_between(words)):
        return ""
    after = {WAYS[m.id] for w, m in operations if m.id in WAYS and w.start >= word.end}
    ways = {WAYS[meaning.detail]} if meaning.detail in WAYS else after
    way = ways.pop() if len(ways) == 1 else ""
    return TURNED[way] if way and years and years[0] < years[1] else way


def backwards(words: Words) -> bool:
    """2023年比2024年多收申请: measured against the later year."""
    held = _held(words)
    years = _years_between(words, held) if held is not None else ()
    return bool(years) and years[0] < years[1]


def figures_between(words: Words) -> tuple[Mention, Mention] | None:
    """The figure before 比 or 超过 and the one after it; None where there is no one figure on each side."""
    held = _held(words)
    named = mentions([w for w in words.words if not (isinstance(w.meanings[0], FigureWord) and w.meanings[0].weak)])
    if held is None or len(named) != 2 or named[0].target == named[1].target:
        return None
    return (named[0], named[1]) if named[0].end <= held.start and held.end <= named[1].start else None


def _held(words: Words) -> Word | None:
    """比, 超过: the word between the two sides."""
    return next(iter(words_doing(words.words, "versus")), None)


def _years_between(words: Words, held: Word) -> tuple[int, ...]:
    """The single years on either side, in their order; nothing where there are none."""
    years = single_years(words)
    if len(years) != 2 or not (years[0].end <= held.start and held.end <= years[1].start):
        return ()
    return tuple(m.years[0] for word in years for m in word.meanings if isinstance(m, YearWord))


def alike(operations: Operations, words: Words, bodies: int) -> Operations:
    """一致吗 of exactly two bodies, two years or two figures asks by how much they differ."""
    asked = [word for word, _ in operations if ALIKE.search(word.text)]
    if not asked:
        return operations
    years = set(years_said(words.words))
    named = mentions(words.words)
    figures = {mention.target for mention in named if not mention.weak} or {mention.target for mention in named}
    if not figures or sorted((bodies, len(years), len(figures)))[1:] != [1, 2]:
        return operations
    return [
        (word, OperationWord("difference", detail="alike") if word in asked else meaning)
        for word, meaning in operations
    ]
