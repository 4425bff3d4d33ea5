"""A question that is not understood as it stands -> its answer in the words of the form, as few of them as it takes (described.toml)."""

from collections.abc import Callable
from dataclasses import replace

from bot.knowledge import Answer
from bot.question.word import Words
from bot.reading.described import in_words_of_the_form
from bot.reading.readings import NotUnderstood, Reading, Unclear


def as_described(words: Words, reading: Reading, ask: Callable[[str], Answer]) -> Answer | None:
    """None where nothing describes a row, or it is not understood in those words either.  `ask` answers a question as it stands."""
    second = None  # what is not there, or which of several is meant
    for told in in_words_of_the_form(words, reading):
        answer = ask(told.text)
        answer = replace(answer, reply=answer.reply.reading_as(put_as(told.typed, told.right)))
        if answer.status == "answered":
            return answer
        asks_back = isinstance(answer.reading, Unclear) and answer.reading.about is None and not answer.reading.apart
        if isinstance(reading, NotUnderstood) and (answer.status == "no_data" or asks_back):
            second = second or answer
    return second


def put_as(typed: str, right: str) -> str:
    """What was read as what, for the reading."""
    return f"“{typed}”读作“{right.strip()}”" if right.strip() else f"没有理会“{typed}”"
