"""A question that is not understood as it stands -> with what describes a row put as the words of the form (described.toml)."""

from collections.abc import Iterator

from bot.question.normal_form import Described, as_described
from bot.question.said import may_name_body
from bot.question.word import Words
from bot.reading.readings import NothingThere, NotUnderstood, Reading, Unclear


def in_words_of_the_form(words: Words, reading: Reading) -> Iterator[Described]:
    """机关手里没有的几件, in as few other words as possible, then in more; nothing where it was understood, where a body may be named that
    is not known, or where nothing describes a row."""
    match reading:
        case NotUnderstood():
            lost = not reading.refused and not may_name_body(words)
        case NothingThere():
            lost = reading.lacks == "figure"
        case Unclear():
            lost = reading.apart
        case _:
            lost = False
    yield from as_described(words.text) if lost else ()
