"""A question that is not understood as it stands -> with what describes a row put as the words of the form (described.toml)."""

from itertools import takewhile
from typing import NamedTuple

from bot.question.normal_form import as_described
from bot.question.said import may_name_body
from bot.question.words import Words
from bot.reading.readings import NothingThere, NotUnderstood, Reading, Unclear


class Described(NamedTuple):
    """The question in other words, and where it differs: 机关手里没有, 本机关不掌握."""

    text: str
    typed: str
    right: str


def in_words_of_the_form(words: Words, reading: Reading) -> Described | None:
    """机关手里没有的几件; None where it was understood, where a body may be named that is not known, or where nothing describes a row."""
    match reading:
        case NotUnderstood():
            lost = not reading.refused and not may_name_body(words)
        case NothingThere():
            lost = reading.lacks == "figure"
        case Unclear():
            lost = reading.apart
        case _:
            lost = False
    text = as_described(words.text) if lost else words.text
    if text == words.text:
        return None
    begins = _alike(words.text, text)
    left = min(len(words.text), len(text)) - begins
    ends = min(_alike(words.text[::-1], text[::-1]), left)
    return Described(text, words.text[begins : len(words.text) - ends], text[begins : len(text) - ends])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
