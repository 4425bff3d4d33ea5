"""Why an operation cannot be done with the figures that are named: said, never half-done."""

import re
from dataclasses import replace

from bot.question.meanings import SpanWord, WithinYear
from bot.question.pieces import HOW_MANY
from bot.question.said import beside_bodies
from bot.reading.choices import ask_meaning, ask_one_of, ask_sum_of, only_whole_years
from bot.reading.combined import mixed
from bot.reading.parts_and_wholes import cannot_add, cannot_share, is_elsewhere
from bot.reading.reader import Reader
from bot.reading.readings import EndsHere, Unclear
from bot.reading.refusals import (
    EVERY,
    NO_PART,
    cannot_break_down,
    cannot_set_apart,
    counts_pieces,
    first_reason,
    refused,
)  # fmt: skip
from bot.targets.calculation import Doing
from bot.targets.target import SeveralMeanings, Target, Targets, mentions

AMONG = re.compile(r"[里中内]|其中")  # 不予公开里信访占多少
FEWER_TIMES = re.compile(rf"[少低小](?:了)?{HOW_MANY}倍")
MORE_TIMES = re.compile(rf"[多少高低大小]了?{HOW_MANY}倍")
ROW_TOTAL = re.compile(r"的?总[数量额](?=[、,，和及与])")
EXPANDED = "这里有几个数，不能合在一起算。您问的是哪一个？"


def cannot(
    operation: Doing, wanted: tuple[Target, ...], targets: Targets, base: Targets, reader: Reader
) -> EndsHere | None:
    """The reading that ends here; None where the operation can be done."""
    if (ended := _at_the_end(wanted, reader)) is not None:
        return ended
    if reason := mixed(reader) or _of_text(operation, wanted, reader):
        return refused(reader.words, reason)
    if operation == "total_of" and len(wanted) > 1 and (ways := _sum_of_what(wanted, reader)) is not None:
        return ways
    if operation in ("plus", "total_of", "share") and (base.expanded or (targets.expanded and len(wanted) > 1)):
        return _which_part(wanted if targets.expanded else base.targets, reader)
    reason = _share(wanted, base, reader) if operation == "share" else _other(operation, wanted, base, reader)
    return refused(reader.words, reason) if reason else None


def _sum_of_what(wanted: tuple[Target, ...], reader: Reader) -> EndsHere | None:
    """Which of the two ways to add up several figures of several bodies."""
    bodies = reader.bodies(partly=True)
    if not isinstance(bodies, tuple) or len(bodies) < 2 or len(reader.asked.years) > 1 or reader.asked.span is not None:
        return None
    when = "".join(f"{year}年" for year in reader.asked.years)
    return ask_sum_of("、".join(map(reader.name, bodies)), when, wanted, reader.vocabulary.form)


def _which_part(figures: tuple[Target, ...], reader: Reader) -> Unclear:
    """One word for several figures: each choice names one in its place, and leaves the rest of the question as it is."""
    form, words = reader.vocabulary.form, reader.words
    spots = {(mention.start, mention.end) for mention in mentions(words.words)}
    if len(spots) != 1:
        return ask_one_of(EXPANDED, reader.prefix(), figures, form)
    ((start, end),) = spots
    asked = ask_meaning(
        SeveralMeanings(words.text[start:end], start, end, figures), words.text, reader.prefix_left_out(), form
    )
    return replace(asked, question=EXPANDED)


def _of_text(operation: Doing, wanted: tuple[Target, ...], reader: Reader) -> str:
    """按正文的算自然人占比: the text states numbers, nothing is worked out of them."""
    asks = "in_text" in reader.asked.ids and operation != "value"
    return "拿正文里的数计算" if asks and all(target.figures for target in wanted) else ""


def _total_of_no_column(reader: Reader) -> bool:
    """规章总数、制发数: the table of 规章 has no column of totals."""
    text, tables = reader.words.text, reader.vocabulary.form.tables
    rows = [m for m in mentions(reader.words.words) if m.figure is not None and m.figure.row and not m.figure.column]
    return any(
        m.figure is not None and not tables[m.figure.table].default_column and ROW_TOTAL.match(text, m.end)
        for m in rows
    )


def _at_the_end(wanted: tuple[Target, ...], reader: Reader) -> EndsHere | None:
    """年底 fits only what the form counts at the end of the year."""
    word = next((w for w in reader.words.words if isinstance(w.meanings[0], WithinYear)), None)
    if word is None:
        return None
    figures = [figure for target in wanted for figure in target.figures]
    at_end = bool(figures) and all("end" in reader.vocabulary.form.when(figure) for figure in figures)
    return None if at_end else only_whole_years(word.text, reader.words.text)


def _share(wanted: tuple[Target, ...], base: Targets, reader: Reader) -> str:
    """What a share is not worked out of."""
    if reader.asked.ids & {"plus", "total_of"} and len(wanted) > 1:
        return "先相加、再算比例"
    form = reader.vocabulary.form
    pairs = [(part, whole) for t in wanted for part in t.figures for b in base.targets for whole in b.figures]
    elsewhere = AMONG.search(reader.words.text) is not None and any(is_elsewhere(*pair, form) for pair in pairs)
    reasons = {
        NO_PART: elsewhere or cannot_share(wanted, base.targets, form),
        "“占多少件”": counts_pieces(reader.words),
        "占几个数之和的比例": len(base.targets) > 1,
        "这样的比例": any(target in base.targets for target in wanted),
    }
    return first_reason(reasons)


def _other(operation: Doing, wanted: tuple[Target, ...], base: Targets, reader: Reader) -> str:
    form, asked, ids = reader.vocabulary.form, reader.asked, reader.asked.ids
    one_year = not asked.span and len(asked.years) < 2 and "trend" not in ids
    spans = (m for word in reader.words.words for m in word.meanings if isinstance(m, SpanWord))
    opens = {m for m in spans if not m.years and m != SpanWord()}  # 2021年和2023年起
    adding = operation == "plus" or (
        operation == "total_of" and one_year and (len(wanted) > 1 or not (wanted or reader.earlier is None))
    )
    apart = operation in ("difference", "ratio", "without")
    reasons = {
        "表里没有的“总数”": bool(wanted) and _total_of_no_column(reader),
        "把这样的数相加": adding and cannot_add(wanted, form),
        "又查数又看正文": len({bool(target.passage) for target in wanted}) > 1,
        "说明原因": operation == "breakdown" and "results" not in ids and cannot_break_down(wanted, form),
        "这样的加减和倍数": apart and cannot_set_apart(operation, wanted, base.targets, form),
        "少几倍": operation == "ratio" and FEWER_TIMES.search(reader.words.text) is not None,
        "多几倍、少几倍": operation == "times" and MORE_TIMES.search(reader.words.text) is not None,
        "比率的倍数": operation == "times" and any(not target.figures for target in wanted),
        "平均": operation == "mean" and one_year,
        "一段年份之外再说别的年份": bool(opens) and (len(asked.years) > 1 or len(opens) > 1),
        "没说从哪年到哪年的年均增长": operation == "yearly" and one_year,
        "比率的年均增长": operation == "yearly" and any(not target.figures for target in wanted),
        "比率的每月、每天": operation in ("monthly", "daily") and any(not target.figures for target in wanted),
        "除外之后再分项": bool(ids & {"without", "besides"}) and operation != "without",
        "是不是全部": "whether" in ids and EVERY.search(beside_bodies(reader.words)) is not None,
    }
    return first_reason(reasons)
