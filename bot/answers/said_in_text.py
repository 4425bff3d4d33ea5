"""What no figure of a table is named by, but the text states a number with (提案34件): found in the text by the words of the question."""

from dataclasses import replace

from bot.answers.look_up import FROM_TEXT, look_up
from bot.knowledge import Answer, Knowledge
from bot.question.meanings import (
    AmbiguousWord,
    BodyWord,
    FigureWord,
    GroupWord,
    MissingWord,
    OrderWord,
    RateWord,
    YearWord,
)
from bot.question.said import operations_said, units_said, words_doing
from bot.question.word import Words
from bot.question.words_of_text import said_words, stated_only, stated_parts
from bot.reading.fields import read_fields
from bot.reading.readings import Fields, NothingThere, NotUnderstood
from bot.reading.refusals import HOW_MANY_OF, MONEY, OF_TEXT
from bot.replies.reply import Reply

NOT_ADDED = "正文里的数没有相加、没有求平均。"
NOT_COMPARED = "“{}”只有正文会说；正文里的数还不会排名、比较、相加，请问某个单位某一年的。"
ADDS = ("total_of", "mean")
COMPARES = {"total_of", "mean", "which_year", "versus", "difference", "ratio", "more", "less", "position", "median"}
ONLY_SAID = "报告没有登记这样的数；正文里带“{}”的数只有下面这些。"


def as_said(
    words: Words, reading: NotUnderstood | NothingThere | Fields, earlier: Fields | None, known: Knowledge, today: int
) -> Answer | None:
    """Words that are not ours, or whose figure is not known in this text, but that the text states a number with."""
    ways = (said_words(words),) if isinstance(reading, NotUnderstood) else (stated_only(words), stated_parts(words))
    heard = (way for way in ways if way is not None)
    found = (_found_in_text(way, words, earlier, known, today) for way in heard)
    told = next((said for said in found if said is not None), None)
    return told or _beside_rate(words, reading, known, today) or _not_compared(words, reading)


def _not_compared(words: Words, reading: NotUnderstood | NothingThere | Fields) -> Answer | None:
    """人大代表建议哪年最多: the texts may well say how many, so it is not told that they do not."""
    stated = [w for w in words.words if any(isinstance(m, MissingWord) and m.missing.stated for m in w.meanings)]
    ordered = any(isinstance(m, OrderWord | GroupWord) for w in words.words for m in w.meanings)
    if not isinstance(reading, NothingThere) or not stated or not (ordered or operations_said(words) & COMPARES):
        return None
    reply = Reply((NOT_COMPARED.format(stated[0].text),))
    return Answer("", "no_data", reply, words, reading)


def _beside_rate(
    words: Words, reading: NotUnderstood | NothingThere | Fields, known: Knowledge, today: int
) -> Answer | None:
    """提案办理率, 提案答复公开了多少 of a text that says how many there were: the sentence, and that nothing else is known of it;
    None where it says nothing of them."""
    stated = [w for w in words.words if any(isinstance(m, MissingWord) and m.missing.stated for m in w.meanings)]
    worked_out = any(isinstance(m, RateWord) for w in words.words for m in w.meanings) or words_doing(
        words.words, "share"
    )
    figure = any(isinstance(m, FigureWord | AmbiguousWord) for w in words.words for m in w.meanings)
    if not isinstance(reading, NothingThere) or not stated or not (worked_out or figure):
        return None
    of_whom = [w for w in words.words if isinstance(w.meanings[0], BodyWord | YearWord)]
    for word in stated:
        alone = replace(words, words=tuple(sorted((*of_whom, word), key=lambda w: w.start)), unknown=())
        if (said := as_said(alone, reading, None, known, today)) is not None:
            reply = Reply((ONLY_SAID.format(word.text),), quotes=said.reply.quotes, sources=said.reply.sources)
            return replace(said, status="no_data", figures=(), reply=reply)
    return None


def _found_in_text(heard: Words, words: Words, earlier: Fields | None, known: Knowledge, today: int) -> Answer | None:
    """What the text states with these words; None where it does not, or counts something else."""
    added = [word for what in ADDS for word in words_doing(heard.words, what)]
    heard = replace(heard, words=tuple(word for word in heard.words if word not in added))
    again = read_fields(heard, known.vocabulary, known.catalogue, today, earlier, known.homes)
    if (
        not isinstance(again, Fields)
        or again.operation not in ("value", "trend")
        or not all(t.said for t in again.targets)
    ):
        return None
    notes = (FROM_TEXT, *((NOT_ADDED,) if added else ()))
    answer = look_up("", heard, replace(again, operation="value", notes=notes), known, today)
    units = set(units_said(words.words))
    money = any(unit.endswith(MONEY) for unit in units)
    fits = not money or any(figure.unit.endswith(MONEY) for figure in answer.figures)
    counted = units & OF_TEXT  # 新媒体发了多少条 is not the 95个 accounts; 提案多少条 is the 38件
    pieces = counted | ({"件"} if "条" in counted else set())
    fits = fits and (not counted or all(figure.unit in pieces for figure in answer.figures))
    fits = fits and not (HOW_MANY_OF in units and any(figure.unit in OF_TEXT for figure in answer.figures))  # 网站几个
    return answer if answer.status == "answered" and fits else None
