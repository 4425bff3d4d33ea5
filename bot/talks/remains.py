"""A question that was not answered -> what is clear of it all the same, for the next question to follow on: its body and year, never
a figure."""

import re
from dataclasses import replace

from bot.knowledge import Answer, Knowledge
from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import (
    AreaWord,
    BodyWord,
    FigureWord,
    GroupWord,
    LimitWord,
    Meaning,
    NoiseWord,
    OperationWord,
    OrderWord,
    RefusedWord,
    SpanWord,
    UnitWord,
    WithinYear,
    YearWord,
)  # fmt: skip
from bot.question.said import may_name_body, says_only
from bot.question.word import Words
from bot.reading.followup import WITH_ANY_FIGURE, without
from bot.reading.readings import About, Fields, Unclear
from bot.targets.lacking import at_usual_column
from bot.targets.target import Target, mentions, usual_cell
from store.forms.form import figure_at

NO_FIGURES = (AreaWord, NoiseWord, OperationWord, UnitWord, RefusedWord, OrderWord, LimitWord, WithinYear)
PUTS_TOGETHER = {
    "total_of",
    "plus",
    "mean",
    "difference",
    "ratio",
}  # refused, so that 占多少 after it is of no single figure
ASKS = {"how_many", "whether", "within", "other_body"}  # operations that make nothing of a figure
LEAVES_OUT = {"without", "besides"}
COMPARES = {"versus", "change", "difference"}
FIGURE = re.compile(r"[率度数量额值]$|比例|占比")  # an unknown word that may be a figure


def remains_of(answer: Answer, earlier: Fields | None, known: Knowledge, today: int) -> Fields | None:
    """What a next question may take over; None where body or year cannot be told."""
    words = answer.words
    if isinstance(answer.reading, About):
        return _explained(answer.reading, words, earlier, known, today)
    if words is None or (earlier is not None and _asks_why_of_one_year(words, earlier, today)):
        return earlier
    meanings = [meaning for word in words.words for meaning in word.meanings]
    years = _years(words, today)
    if earlier is not None and _asks_which_of_those(words, earlier) and not years:
        return without("figure", earlier)  # 哪个占比最大, refused: of those still
    if any(isinstance(m, SpanWord | GroupWord) for m in meanings) and not _asks_for_a_person(words, meanings):
        apart = any(isinstance(m, SpanWord) or (isinstance(m, OperationWord) and m.id == "share") for m in meanings)
        return _year_alone(years, None if apart else earlier)
    if may_name_body(words):
        return _of_unknown_body(words, years, earlier, known)
    if not any(isinstance(m, BodyWord | YearWord) for m in meanings):
        return _of_the_same_body(words, meanings, earlier)
    if earlier is not None and earlier.group is None and len(years) < 2 and says_only(words, (*NO_FIGURES, YearWord)):
        compared = any(isinstance(m, OperationWord) and m.id in COMPARES for m in meanings)  # 都比2023年多吗
        return (
            earlier if compared else replace(earlier, years=years or earlier.years)
        )  # 2022年怎么没有: of the same figure
    leaves_out = any(isinstance(m, OperationWord) and m.id in LEAVES_OUT for m in meanings)
    if leaves_out and earlier is not None and (earlier.group is not None or len(earlier.bodies) > 1) and not years:
        return earlier  # 倒数第一是谁 after a ranking and 除了宁波, which was refused
    return _of_who_is_named(words, meanings, years, earlier, known)


def _of_unknown_body(words: Words, years: tuple[int, ...], earlier: Fields | None, known: Knowledge) -> Fields | None:
    """昆山呢 after 苏州工业园区收了多少申请, which is not known: of the same figure; 前五名 after 工业园区有没有: of the ranking still."""
    form = known.vocabulary.form
    named = {usual_cell(mention.figure, form) for mention in mentions(words.words) if mention.figure is not None}
    if earlier is not None and earlier.group is not None and not (named or years):
        return earlier
    before = _year_alone(years, earlier)
    known_words = replace(words, unknown=())
    if len(named) != 1 or not says_only(known_words, (FigureWord, NoiseWord, UnitWord, BodyWord, YearWord), ASKS):
        return before
    (cell,) = named
    there = form.exists(cell)
    return Fields((), before.years if before is not None else (), (Target((cell,)),)) if there else before


def _asks_which_of_those(words: Words, earlier: Fields) -> bool:
    """Whether a message asks which, without naming a kind, after several bodies."""
    kinds = [m.kind for word in words.words for m in word.meanings if isinstance(m, GroupWord)]
    several = (earlier.group is not None and bool(earlier.group.bodies)) or len(earlier.bodies) > 1
    named = any(isinstance(m, BodyWord | SpanWord) for word in words.words for m in word.meanings)
    return bool(kinds) and not any(kinds) and several and not named


def _asks_why_of_one_year(words: Words, earlier: Fields, today: int) -> bool:
    """2023那年怎么回事 after five years, refused: what comes next is of all of them still."""
    meanings = [meaning for word in words.words for meaning in word.meanings]
    beside = all(isinstance(m, (YearWord, NoiseWord, UnitWord, RefusedWord)) for m in meanings)
    why = beside and any(isinstance(m, RefusedWord) for m in meanings)
    return why and set(_years(words, today)) < set(earlier.years)


def _asks_for_a_person(words: Words, meanings: list[Meaning]) -> bool:
    """他们局长是谁: of no group of bodies, though 谁 may be one."""
    who = all(word.text == "谁" for word in words.words if isinstance(word.meanings[0], GroupWord))
    beside = (GroupWord, NoiseWord, UnitWord, RefusedWord)
    asks = (isinstance(m, beside) or (isinstance(m, OperationWord) and m.id in {*ASKS, "that_body"}) for m in meanings)
    return who and bool(words.unknown) and all(asks)


def left_of(asked: Unclear, earlier: Fields) -> Fields | None:
    """西湖呢 after 余杭占多少, which was asked back: of the year of before; nothing after a sum of which it is unclear what."""
    one_thing = len(earlier.targets) == 1 or all(target.rate for target in earlier.targets)
    one = one_thing and len(earlier.bodies) == 1 and earlier.group is None and earlier.operation in WITH_ANY_FIGURE
    return asked.about or (without("figure", earlier) if one else _year_alone((), earlier))


def _year_alone(said: tuple[int, ...], earlier: Fields | None) -> Fields | None:
    """法院呢, 全省呢 after a question of 2024: what comes next is of that year still, of whom has to be asked."""
    years = said or (earlier.years if earlier is not None else ())
    return Fields((), years, ()) if len(years) == 1 else None


def _of_the_same_body(words: Words, meanings: list[Meaning], earlier: Fields | None) -> Fields | None:
    """No body and no year is said: those of before, and their figure where the message names no other (胜率, 哪一项最多)."""
    if earlier is None:
        return None
    figures = any(not isinstance(meaning, (*NO_FIGURES, GroupWord)) for meaning in meanings)
    if figures and earlier.operation not in WITH_ANY_FIGURE and earlier.group is None:
        return without("figure", earlier)  # 律所呢 after 自然人呢 after a difference: of what?
    if earlier.group is not None and not figures and not any(FIGURE.search(word) for word in words.unknown):
        return earlier  # 2023年呢 after a ranking and 第一是第三的几倍: of the ranking still
    together = any(isinstance(m, OperationWord) and m.id in PUTS_TOGETHER for m in meanings)
    of_years = any(
        isinstance(m, OperationWord) and m.id == "which_year" for m in meanings
    )  # 哪年差得最多: of the figure still
    ordered = any(isinstance(m, OrderWord) for m in meanings) and not of_years
    ordered = ordered and (earlier.group is not None or len(earlier.bodies) < 2)  # 最多是最少的几倍: of those still
    others = ordered or any(FIGURE.search(word) for word in words.unknown)
    return without("figure", earlier) if figures or others or (together and earlier.before) else earlier


def _of_who_is_named(
    words: Words, meanings: list[Meaning], years: tuple[int, ...], earlier: Fields | None, known: Knowledge
) -> Fields | None:
    """The body and year that are named; 余杭有没有收录 after 杭州 is of the same figure and year."""
    named = named_bodies(words)
    plain = earlier is not None and earlier.group is None and len(earlier.years) == 1
    if named and not years and earlier is not None and not plain:
        return None  # 换成鄞州 after many bodies: of which year, and among whom?
    bodies = resolve(named, known.catalogue).found if named else _bodies_of(earlier)
    if not bodies or len(years) > 1:
        return None
    before = earlier.years[-1:] if earlier is not None else ()
    does = {m.id for m in meanings if isinstance(m, OperationWord)} - ASKS
    goes_on = earlier is not None and plain and earlier.operation in WITH_ANY_FIGURE and len(bodies) == 1 and not does
    if earlier is not None and goes_on and says_only(words, (*NO_FIGURES, BodyWord, YearWord)):
        return replace(earlier, bodies=bodies, years=years or before)
    about_figure = any(not isinstance(meaning, (*NO_FIGURES, BodyWord, YearWord)) for meaning in meanings)
    dropped = earlier is not None and bool(earlier.targets) and not named  # 2023年这两项 after two figures
    return Fields(bodies, years or before, (), open=about_figure or dropped)


def _explained(
    about: About, words: Words | None, earlier: Fields | None, known: Knowledge, today: int
) -> Fields | None:
    """有几件 after 什么是三安全一稳定: the figure that was explained, of the body spoken of."""
    form = known.vocabulary.form
    rows = form.terms[about.terms[0]].rows if about.kind == "meaning" and len(about.terms) == 1 else ()
    told = [figure_at(row) for row in rows]
    cells = [cell for f in told for cell in ([f] if f.column else at_usual_column(f, form))]
    targets = tuple(Target((cell,)) for cell in cells if len(cells) == 1 and form.exists(cell))
    targets = tuple(Target(rate=rate) for rate in about.terms) if about.kind == "rate" else targets
    plain = earlier is None or earlier.group is None
    named = resolve(named_bodies(words), known.catalogue).found if words is not None and named_bodies(words) else ()
    said = _years(words, today) if words is not None else ()
    if len(named) == 1 and said and not targets:
        return Fields(named, said, ()) if len(said) == 1 else None  # 宁波2024年有报告吗, 不予公开多少
    if not targets or not plain:
        return Fields(named, (), ()) if earlier is None and len(named) == 1 else earlier  # 西湖区有报告吗, 2023年申请呢
    bodies, years = (earlier.bodies, earlier.years) if earlier is not None else ((), ())
    return Fields(named or bodies, said[-1:] or (years if not named else ()), targets, explained=True)


def _bodies_of(earlier: Fields | None) -> tuple[str, ...]:
    return earlier.bodies if earlier is not None and earlier.group is None else ()


def _years(words: Words, today: int) -> tuple[int, ...]:
    """The report years that are named; 去年 counted from today."""
    named = [meaning for word in words.words for meaning in word.meanings if isinstance(meaning, YearWord)]
    counted = (m for m in named if not m.of_talk)  # 再下一年 is after the year spoken of, whatever today is
    found = (year for m in counted for year in (m.years or ((today - m.back,) if m.back is not None else ())))
    return tuple(dict.fromkeys(found))
