"""A long message around a question -> the question in it, asked back: nothing that was said is dropped without a word."""

import re
from collections.abc import Iterator
from itertools import combinations

from bot.answers.single import NEGATIVE, answer_one
from bot.answers.together import names_body
from bot.knowledge import Answer, Knowledge
from bot.question.meanings import BodyWord, YearWord
from bot.question.words import read_words
from bot.reading.readings import Choice, NotUnderstood, Unclear
from bot.replies.reply import reply_to_unclear
from bot.targets.target import mentions

BREAKS = re.compile(r"[,，。;；:：!！?？\n…～~]+|\s{2,}")
ASKS = re.compile(r"多少|[几哪]|谁|吗|有没有|是不是|是否|多大|多高")
MOST, LONGEST = 5, 8  # clauses: of more than MOST only those that stand together are tried, of more than LONGEST none
IS_IT = "没有全看懂。您是问这个吗？"


def question_inside(message: str, refused: Answer, known: Knowledge, today: int) -> Answer | None:
    """What a message asks, without the clauses whose words nothing explains; None where there is no such question."""
    reading = refused.reading
    if not isinstance(reading, NotUnderstood) or reading.refused or not reading.unknown:
        return None  # a kind of question that is not answered says so
    clauses = [clause.strip() for clause in BREAKS.split(message) if clause.strip()]
    if len(clauses) > LONGEST or refused.words is None or not mentions(refused.words.words):
        return None  # no figure is named, so there is no question to be found
    asking = [clause for clause in clauses if ASKS.search(clause)]
    limiting = [clause for clause in clauses if NEGATIVE.search(clause) and _names(clause, known)]
    whose = [clause for clause in clauses if names_body(clause, known)]  # without it another body is asked of
    parts = (part for part in _parts(clauses) if all(clause in part for clause in (*asking, *limiting, *whose)))
    heard = [found for part in parts if (found := _heard("，".join(part), known, today)) is not None]
    if not heard:
        return None
    choice = max(heard, key=lambda choice: len(choice.ask))
    unclear = Unclear(IS_IT, (choice,))
    return Answer(message, "clarify", reply_to_unclear(unclear), refused.words, unclear)


def _names(clause: str, known: Knowledge) -> bool:
    """Whether a clause names a figure, a body or a year: 不要自然人的, 2022年的先不要."""
    words = read_words(clause, known.vocabulary, known.split, known.simplify)
    named = any(isinstance(meaning, BodyWord | YearWord) for word in words.words for meaning in word.meanings)
    return named or bool(mentions(words.words))


def _parts(clauses: list[str]) -> Iterator[tuple[str, ...]]:
    """Some of the clauses, in their order, but not all."""
    count = len(clauses)
    if count <= MOST:
        yield from (part for size in range(1, count) for part in combinations(clauses, size))
    else:
        yield from (tuple(clauses[a:b]) for a in range(count) for b in range(a + 1, count + 1) if b - a < count)


def _heard(text: str, known: Knowledge, today: int) -> Choice | None:
    """The question of a part, where it says all that is needed by itself."""
    answer = answer_one(text, known, today)
    if answer.status == "clarify" and len(answer.reply.choices) == 1 and answer.reading is not None:
        return answer.reply.choices[0]
    complete = (
        answer.status == "answered"
        and bool(answer.figures or answer.passages)
        and answer.fields is not None
        and not answer.fields.kept
    )
    return Choice(answer.reply.reading.split("（没说")[0], text) if complete else None
