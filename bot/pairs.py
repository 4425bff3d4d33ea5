"""Bodies each with a year of its own (沭阳2025、淮安2024的复议) -> one question for each pair."""

import re
from itertools import pairwise

from bot.bodies import named_bodies
from bot.words import Words, single_years

JOINED = re.compile(r"\s*的?\s*")
LISTED = re.compile(r"\s*(?:[和与及跟、,，]|以及|还有)?\s*")


def question_of_each_pair(words: Words) -> list[str]:
    """The question once for each pair of a body and a year that stand in one list; nothing where they do not."""
    years = single_years(words)
    marks = sorted([(n.start, n.end, True) for n in named_bodies(words)] + [(y.start, y.end, False) for y in years])
    if len(marks) < 4 or len(marks) % 2 or any(a[2] == b[2] for a, b in pairwise(marks)):
        return []
    pairs = [(first[:2], second[:2]) for first, second in zip(marks[::2], marks[1::2], strict=True)]
    text = words.text
    together = all(JOINED.fullmatch(text, a[1], b[0]) for a, b in pairs)
    listed = all(LISTED.fullmatch(text, one[1][1], other[0][0]) for one, other in pairwise(pairs))
    if not together or not listed:
        return []
    before, after = text[: pairs[0][0][0]], text[pairs[-1][1][1] :]
    return [f"{before}{text[a[0] : b[1]]}{after}" for a, b in pairs]
