"""那内部事务信息呢, 和予以公开有什么区别 after 什么是过程性信息 -> the full question about the terms."""

import re

from bot.question.counts import number
from bot.question.pieces import END_OF_LINE, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.ordered import parts_of
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

DIFFERS = re.compile(
    rf"^\s*{THEN}(?:它|这个)?(?:和|跟|与|同)(?P<other>[^\d,，。?？]{{2,12}}?)(?:有|是)?(?:什么|啥|哪些|何)(?:区别|不同|不一样|差别|两样)"
)
NTH = re.compile(
    rf"^\s*{THEN}第(?P<n>[一二三四五六七八九\d])(?:类|种|个|项|条)(?:又|到底)?(?:是|指)?(?:什么|啥|何)(?:意思|含义)?{END_OF_LINE}$"
)
NEXT = re.compile(rf"^\s*{THEN}(?P<term>[^\d,，。?？]{{2,14}}?)(?:又)?(?:呢|是什么|是啥|什么意思){END_OF_LINE}$")


def next_term(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where no term alone was explained before."""
    del catalogue
    one = len(earlier.targets) == 1 and earlier.operation == "value" and not earlier.open
    if (
        not (one and earlier.explained)
        or earlier.bodies
        or earlier.years
        or earlier.group is not None
        or earlier.before
    ):
        return None
    if (match := DIFFERS.match(words.text)) is not None:
        return f"{phrase(earlier.targets[0], vocabulary.form)}和{match['other']}有什么区别"
    named = NEXT.match(words.text)
    return f"什么是{named['term']}" if named is not None and mentions(words.words) else None


def nth_term(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """第一类是啥意思 after the parts of a figure were listed: the term of that part."""
    del catalogue
    match = NTH.match(words.text)
    if match is None or earlier.operation != "breakdown" or len(earlier.targets) != 1:
        return None
    parts = parts_of(earlier.targets[0], vocabulary.form)
    at = int(number(match["n"]) or 0)
    return f"什么是{phrase(parts[at - 1], vocabulary.form)}" if 1 <= at <= len(parts) else None
