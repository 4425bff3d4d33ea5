"""A question that was not answered -> what is clear of it all the same, for the next question to follow on: its body and year, never
a figure."""

import re
from dataclasses import replace

from bot.knowledge import Answer, Knowledge
from bot.question.bodies import named_bodies, resolve
from bot.question.meanings import (
    BodyWord,
    GroupWord,
    LimitWord,
    NoiseWord,
    OperationWord,
    OrderWord,
    RefusedWord,
    SpanWord,
    UnitWord,
    YearWord,
)  # fmt: skip
from bot.question.said import says_only
from bot.question.words import Words
from bot.reading.followup import WITH_ANY_FIGURE, without
from bot.reading.readings import About, Fields
from bot.targets.target import Target
from store.forms.form import figure_at

NO_FIGURES = (NoiseWord, OperationWord, UnitWord, RefusedWord, OrderWord, LimitWord)
PUTS_TOGETHER = {
    "total_of",
    "plus",
    "mean",
    "difference",
    "ratio",
}  # refused, so that 占多少 after it is of no single figure
BODY = re.compile(r"[省市区县旗镇乡村局委办厅院校所]$|街道|公司|中心")  # an unknown word that may be a body


def remains_of(answer: Answer, earlier: Fields | None, known: Knowledge, today: int) -> Fields | None:
    """What a next question may take over; None where body or year cannot be told."""
    words = answer.words
    if isinstance(answer.reading, About):
        return _explained(answer.reading, words, earlier, known, today)
    if words is None:
        return earlier
    meanings = [meaning for word in words.words for meaning in word.meanings]
    if any(isinstance(m, GroupWord | SpanWord) for m in meanings) or any(BODY.search(word) for word in words.unknown):
        return None
    if not any(isinstance(m, BodyWord | YearWord) for m in meanings):
        figures = any(not isinstance(meaning, NO_FIGURES) for meaning in meanings)
        if figures and earlier is not None and earlier.operation not in WITH_ANY_FIGURE:
            return None  # 律所呢 after 自然人呢 after a difference: of what?
        together = any(isinstance(m, OperationWord) and m.id in PUTS_TOGETHER for m in meanings)
        figures = figures or (together and earlier is not None and bool(earlier.before))
        return without("figure", earlier) if figures and earlier is not None else earlier
    named = named_bodies(words)
    years = _years(words, today)
    if earlier is not None and earlier.group is None and len(years) < 2 and says_only(words, (*NO_FIGURES, YearWord)):
        return replace(earlier, years=years or earlier.years)  # 2022年怎么没有: of the same figure
    if named and not years and earlier is not None:
        return None  # 换成鄞州 after many bodies: of which year, and among whom?
    bodies = resolve(named, known.catalogue).found if named else _bodies_of(earlier)
    if not bodies or len(years) > 1:
        return None
    before = earlier.years[-1:] if earlier is not None and not named else ()
    about_figure = any(not isinstance(meaning, (*NO_FIGURES, BodyWord, YearWord)) for meaning in meanings)
    return Fields(bodies, years or before, (), open=about_figure)


def _explained(
    about: About, words: Words | None, earlier: Fields | None, known: Knowledge, today: int
) -> Fields | None:
    """有几件 after 什么是三安全一稳定: the figure that was explained, of the body spoken of."""
    form = known.vocabulary.form
    rows = form.terms[about.terms[0]].rows if about.kind == "meaning" and len(about.terms) == 1 else ()
    told = [figure_at(row) for row in rows]
    cells = [f if f.column else f._replace(column=form.tables[f.table].default_column) for f in told]
    targets = tuple(Target((cell,)) for cell in cells if len(cells) == 1 and form.exists(cell))
    targets = tuple(Target(rate=rate) for rate in about.terms) if about.kind == "rate" else targets
    plain = earlier is None or earlier.group is None
    named = resolve(named_bodies(words), known.catalogue).found if words is not None and named_bodies(words) else ()
    if not targets or not plain:
        return Fields(named, (), ()) if earlier is None and len(named) == 1 else earlier  # 西湖区有报告吗, 2023年申请呢
    said = _years(words, today) if words is not None else ()
    bodies, years = (earlier.bodies, earlier.years) if earlier is not None else ((), ())
    return Fields(named or bodies, said[-1:] or (years if not named else ()), targets)


def _bodies_of(earlier: Fields | None) -> tuple[str, ...]:
    return earlier.bodies if earlier is not None and earlier.group is None else ()


def _years(words: Words, today: int) -> tuple[int, ...]:
    """The report years that are named; 去年 counted from today."""
    named = [meaning for word in words.words for meaning in word.meanings if isinstance(meaning, YearWord)]
    found = (year for m in named for year in (m.years or ((today - m.back,) if m.back is not None else ())))
    return tuple(dict.fromkeys(found))
