"""复议和诉讼加起来最多的区: several figures that are added up in each body, and by which the bodies are compared."""

import re
from itertools import pairwise

from bot.question.said import words_doing
from bot.question.word import Word
from bot.reading.parts_and_wholes import cannot_add
from bot.reading.reader import Reader
from bot.targets.target import Mention, Target, Targets, mentions

LISTED = re.compile(r"(?:的?(?:件数|数量|数))?\s*(?:[、和与及跟加]|加上|以及)?\s*")
TO_SUM = re.compile(r"(?:的?(?:件数|数量|数|案件|案子|官司|[两二三四五][项类者种]|这?几[项类]))*\s*的?")


def figures_added(reader: Reader) -> tuple[Word, ...]:
    """The words that add up figures named in one list, where the bodies are put in order or limited by that; else none."""
    asked = reader.asked
    if not (asked.orders or asked.limits or "position" in asked.ids):
        return ()
    words = (*words_doing(reader.words.words, "plus"), *words_doing(reader.words.words, "total_of"))
    found = mentions(reader.words.words)
    return words if words and all(_adds(word, found, reader.words.text) for word in words) else ()


def _adds(word: Word, found: list[Mention], text: str) -> bool:
    """Whether two figures stand right on both sides of the word (复议加诉讼), or in a list before it (复议、诉讼合计)."""
    between = any(
        a.end <= word.start < word.end <= b.start
        and LISTED.fullmatch(text, a.end, word.start)
        and not text[word.end : b.start].strip("上")
        for a, b in pairwise(found)
    )
    return between or any(
        a.target != b.target
        and LISTED.fullmatch(text, a.end, b.start)
        and b.end <= word.start
        and TO_SUM.fullmatch(text, b.end, word.start)
        for a, b in pairwise(found)
    )


def added_up(targets: Targets, reader: Reader) -> Targets:
    """One figure made of all that are named, where they are added up; as they are where they cannot be."""
    named = targets.targets
    if len(named) < 2 or not figures_added(reader) or cannot_add(named, reader.vocabulary.form):
        return targets
    return Targets((Target(tuple(figure for target in named for figure in target.figures)),), targets.notes)


def added_as_one(reader: Reader) -> bool:
    """新收和自然人合计最多: the two are read as one cell, which is no sum of them."""
    read = reader.all_targets
    one = isinstance(read, Targets) and len(read.targets) == 1 and len(read.targets[0].figures) == 1
    return one and bool(figures_added(reader))
