"""A question about many bodies and several years -> the answer of each year side by side, what they add up to, what became of a sum."""

import re
from dataclasses import replace

from bot.answers.group_answer import answer_group
from bot.answers.two_questions import FOUND_THEN_YEAR
from bot.figures.change import change
from bot.figures.figure import Figure
from bot.figures.of_many import MOST_SHOWN
from bot.figures.pooled import is_pooled
from bot.figures.years import total
from bot.knowledge import Answer, Knowledge
from bot.question.meanings import LimitWord
from bot.question.pieces import HOW_MANY
from bot.question.said import beside_bodies, words_doing
from bot.question.word import Words
from bot.reading.asked import Asked, read_asked
from bot.reading.fields import read_fields
from bot.reading.groups import members
from bot.reading.readings import Fields, Group, NothingThere, NotUnderstood, Reading
from bot.reading.refusals import EVERY, GROWN_SUM, MANY_YEARS
from bot.reading.spans import dated, in_year, years_in_span
from bot.replies.figure_text import value_text
from bot.replies.reply import Reply, joined
from store.facts.catalogue import Entry

MOST = 6  # years side by side
AGAINST = ("change", "versus", "difference")  # what a later sum became of an earlier one
ADDED = ("total_of", "plus")
NO_GROWTH = "两年收录的单位不一样，没有算增减。"
APART = "各年分别比；几年合起来谁多没有算。"
NOT_THE_SAME = "各年收录的单位不一样，合计不能拿来比增减。"
BY_HOW_MUCH = re.compile(rf"(?:谁|哪[个家边])[^,，?？]*[多少高低][,，?？\s]+(?:[多少高低]|相?差){HOW_MANY}")
WHO = re.compile(r"谁|哪[个家边]")
Year = tuple[int, Answer]


def group_over_years(message: str, whole: Answer, known: Knowledge, today: int) -> Answer | None:
    """Each year's answer side by side; None where the question is another one, or one of its years cannot be answered."""
    words, reading = whole.words, whole.reading
    if words is None or not isinstance(reading, NotUnderstood) or reading.operation not in (MANY_YEARS, GROWN_SUM):
        return None
    words = dated(words, today, None)
    if _cannot(words) or FOUND_THEN_YEAR.match(message):
        return None  # 2024年最多的市2023年收了多少: each year has another first
    years = _years(words, known, today)
    grown = reading.operation == GROWN_SUM
    if not 1 < len(years) <= MOST or (grown and len(years) != 2):
        return None
    found = [(year, part) for year in years if (part := _of_year(words, year, known, today)) is not None]
    answered = [(year, part) for year, part in found if part.status == "answered"]
    if len(found) < len(years) or not answered or not _says_all(words, answered[-1][1]):
        return None
    if len(answered) < len(years) and (grown or _are_named(answered[-1][1])):
        return None
    made, headline = _shown(answered, words, grown=grown, known=known)
    reply = joined(tuple(part.reply for _, part in answered))
    worked = tuple(f"{figure.name} ＝ {figure.formula}" for figure in made)
    reply = replace(
        reply, headline=headline, calculation=(*worked, *reply.calculation), notes=_notes(found, grown=grown, known=known)
    )  # fmt: skip
    figures = (*made, *(figure for _, part in answered for figure in part.figures))
    # a next question would be of the last year alone
    return replace(answered[-1][1], question=message, words=words, reply=reply, figures=figures, fields=None)


def _cannot(words: Words) -> bool:
    """近三年累计超过1000件的 is of the sums of each; 谁多，多几件 of what the years make together."""
    limited = any(isinstance(meaning, LimitWord) for word in words.words for meaning in word.meanings)
    return (limited and _makes(words, ADDED)) or BY_HOW_MUCH.search(words.text) is not None


def _are_named(part: Answer) -> bool:
    """余姚和慈溪近三年: where one of them has no report of a year, the other's is not left out with it."""
    return part.fields is not None and part.fields.group is not None and bool(part.fields.group.bodies)


def _of_year(words: Words, year: int, known: Knowledge, today: int) -> Answer | None:
    """What the question gives of one year, no figures where no such body has a report; None where it is no question about many
    bodies."""
    fields = _read(words, year, known, today)
    if isinstance(fields, NothingThere):
        return Answer("", "no_data", Reply((fields.sentence,)))
    if not isinstance(fields, Fields) or fields.group is None or fields.change or fields.years != (year,):
        return None
    return answer_group("", words, fields, known)


def _read(words: Words, year: int, known: Knowledge, today: int) -> Reading:
    of_years = ("trend", *(AGAINST if _makes(words, ADDED) else ()))  # of a sum without what it is held against
    one = in_year(words, year, of_years)
    return read_fields(one, known.vocabulary, known.catalogue, today, None, known.homes)


def _makes(words: Words, operations: tuple[str, ...]) -> bool:
    """Whether one of these operations is asked for."""
    return any(words_doing(words.words, name) for name in operations)


def _years(words: Words, known: Knowledge, today: int) -> tuple[int, ...]:
    """The years spoken of, those that no report is of included; of a growth without any the newest and the one before."""
    asked = read_asked(words, None)
    if not isinstance(asked, Asked):
        return ()
    read = (_read(words, year, known, today) for year in sorted(known.catalogue.by_year, reverse=True))
    group = next((fields.group for fields in read if isinstance(fields, Fields) and fields.group is not None), None)
    if group is None:
        return ()
    if "change" in asked.ids and len(asked.years) == 1 and asked.span is None:
        return asked.years[0] - 1, asked.years[0]
    bodies = {entry.agency for year in known.catalogue.by_year for entry in _members(group, year, known)}
    return years_in_span(asked, tuple(sorted(bodies)), known.catalogue)


def _members(group: Group, year: int, known: Knowledge) -> list[Entry]:
    return members(group, year, known.catalogue, known.vocabulary)


def _says_all(words: Words, part: Answer) -> bool:
    """Whether a year by itself answers what is asked of all: 三年都超过100件的, 三年合计最多的 are of all together."""
    fields = part.fields
    assert fields is not None
    if fields.operation not in ("sum", "rank", "filter"):
        return False
    ordered = fields.operation != "sum" and _makes(words, (*ADDED, "mean"))
    return not ordered and not (fields.conditions and EVERY.search(beside_bodies(words)))


def _shown(
    answered: list[Year], words: Words, *, grown: bool, known: Knowledge
) -> tuple[tuple[Figure, ...], tuple[str, ...]]:  # fmt: skip
    """What is made of all years together, and the lines on top."""
    parts = [part for _, part in answered]
    fields = parts[-1].fields
    assert fields is not None
    told_apart = all(len({f.agency for f in part.figures}) == len(part.figures) for part in parts)
    lists = not fields.conditions and fields.order is not None and not fields.order.last and told_apart
    if fields.operation != "sum" and lists:
        return (), _table(answered, known)
    lines = tuple(line for year, part in answered for line in _of_the_year(year, part.reply.headline))
    if fields.operation != "sum" or words_doing(words.words, "trend") or is_pooled(fields):
        return (), lines
    sums = tuple(part.figures[0] for part in parts)
    if grown and not _same_bodies(answered, known):
        return (), lines
    made = tuple(f for f in (change(*sums) if grown else total(sums, mean=False)) if f.headline)
    return made, (*(f"{figure.name}：{value_text(figure)}" for figure in made), *lines)


def _of_the_year(year: int, lines: tuple[str, ...]) -> tuple[str, ...]:
    """2023年：336件; of a list the year stands above it."""
    return (f"{year}年：{lines[0]}",) if len(lines) == 1 else (f"{year}年：", *lines)


def _notes(found: list[Year], *, grown: bool, known: Knowledge) -> tuple[str, ...]:
    """The notes of each year, with the year where they differ; who has no report at all; whether the years can be compared."""
    answered = [(year, part) for year, part in found if part.status == "answered"]
    every = [part.reply.notes for _, part in answered]
    alike = all(notes == every[0] for notes in every)
    notes = every[0] if alike else tuple(f"{year}年：{note}" for year, part in answered for note in part.reply.notes)
    missing = (f"{year}年度没有收录这样的单位的报告。" for year, part in found if part.status != "answered")
    fields = answered[-1][1].fields
    assert fields is not None
    if fields.operation != "sum":
        words = answered[-1][1].words
        asks_who = words is not None and WHO.search(words.text) is not None
        apart = asks_who or (fields.order is not None and fields.order.last > 0)
        return (*((APART,) if apart else ()), *notes, *missing)
    differ = () if _same_bodies(answered, known) else (NO_GROWTH if grown else NOT_THE_SAME,)
    return (*differ, *notes, *missing)


def _same_bodies(answered: list[Year], known: Knowledge) -> bool:
    """Whether the sums are of the same bodies, each with a number."""
    of_year = [
        {entry.agency for entry in _members(part.fields.group, year, known)}
        for year, part in answered
        if part.fields is not None and part.fields.group is not None
    ]
    counted = {figure.agency for _, part in answered for figure in part.figures[:1]}
    return all(bodies == of_year[0] for bodies in of_year) and len(counted) == 1


def _table(answered: list[Year], known: Knowledge) -> tuple[str, ...]:
    """A line for each body with its figure of each year, in the order of the last; who has no report of a year is told."""
    figures = [figure for _, part in reversed(answered) for figure in part.figures if figure.headline]
    values = {(figure.agency, figure.year): value_text(figure) for figure in figures}
    loaded = {(entry.name, entry.year) for entry in known.catalogue.entries}

    def cell(name: str, year: int) -> str:
        return values.get((name, year)) or ("没有这个数" if (name, year) in loaded else "没有收录")

    names = dict.fromkeys(figure.agency for figure in figures)
    lines = [f"{name}：" + "，".join(f"{year}年 {cell(name, year)}" for year, _ in answered) for name in names]
    more = len(lines) - MOST_SHOWN
    return (*lines[:MOST_SHOWN], f"还有 {more} 个没有列出。") if more > 0 else tuple(lines)
