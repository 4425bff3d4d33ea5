"""Why a question asks for more than one answer can give: said, never half-answered."""

import re
from collections.abc import Mapping
from itertools import pairwise

from bot.question.meanings import LimitWord, YearWord
from bot.question.said import units_said, words_doing
from bot.question.word import Word, Words
from bot.reading.asked import Asked
from bot.reading.asks_twice import column_and_row, crossed, two_clauses, two_in_one
from bot.reading.parts_and_wholes import is_part
from bot.reading.readings import NotUnderstood
from bot.targets.calculation import Doing
from bot.targets.operation import Operations
from bot.targets.target import NoSuchFigure, Target, Targets, ambiguous, mentions, target_of
from store.forms.form import Form

LISTED = re.compile(r"\s*(?:[、,和与及跟]\s*)?")
SEVERAL = "一次问几件事"
FOLLOWING = "接着上一问这样问（请把问题说全）"
SEVERAL_PLACES = "一次问几种名次"
TERM_AND_FIGURE, CHECK_AND_FIGURE = "又解释又查数", "又核对又查数"
AND_MORE = "的排名、筛选、合计"  # after what stands beside it
EACH_PLACE = "几个地方的单位各算一个、放在一起比"  # answered place by place where a place by itself can be
EACH_RANK = "几个单位的名次"  # answered body by body
MANY_YEARS, GROWN_SUM = (
    "在几年、几个单位之间一起比",
    "几个单位合计的增减",
)  # answered year by year where a year by itself can be
BY_CLAUSES = (
    SEVERAL,
    SEVERAL_PLACES,
    TERM_AND_FIGURE,
    CHECK_AND_FIGURE,
    AND_MORE,
)  # what is refused as one and may be answered apart
MONEY = "元"
TOTAL_AND = re.compile(
    r"复议(?:以及|[和、与及])(?:行政)?诉讼(?:案件)?(?:总数|总计|总量|总件数)(?:以及|[和、与及])(?:结果)?(?:纠正|维持|未审结|尚未审结|其他结果|败诉)"
)  # the total of it, and one of its results
LISTS_RATE = re.compile(r"(?:和|与|及|、).{0,8}率")  # 复议和诉讼纠错率
HOW_MANY_OF = "个"
IN_SEVERAL = "接着上面几个数这样问（它们不止差在一处，请把问题说全）"
OF_TEXT = {"条", "期"}  # measure words of what the text counts
EVERY = re.compile(r"全部|都(?!有|是)")
HAS = re.compile(r"(?<![没只所])有")
PARTS = re.compile(r"[,，、;；且但而又并也的]")
TAKEN_AWAY = re.compile(r"减去|减掉|减(?!少|幅|[去掉])|扣除|扣掉")
NO_PART = "算不是部分和整体的比例"
ASKS = re.compile(r"(?:吗|么|吧|嘛)[?。!]*$|过.*没有[?。!]*$|是不是没|是否没")  # 没有败诉吗 asks for the figure


def first_reason(reasons: Mapping[str, bool]) -> str:
    """The first that holds; empty where none does."""
    return next((reason for reason, holds in reasons.items() if holds), "")


def unfit(sentence: str) -> NotUnderstood:
    """A question whose parts do not go together: the sentence says what to say instead."""
    return NotUnderstood((), (), f"{sentence}。", refused=True)


def refused(words: Words, what: str) -> NotUnderstood:
    """A kind of question that is understood and not answered."""
    return NotUnderstood((), tuple(word.text for word in words.words), what, apart=what.endswith(BY_CLAUSES))


ONE_IN_HOW_MANY = re.compile(r"(?:多少|几)[件起宗个条][^,，。]{0,6}(?:有|出)(?:一|1)[件起宗个条]")


def too_much(words: Words, asked: Asked) -> str:
    """Why a question cannot be answered as one; empty where it can."""
    operations, named, years = asked.operations, asked.named, asked.years
    ids = [meaning.id for _, meaning in operations]
    if ONE_IN_HOW_MANY.search(words.text):
        return "几件里有一件（可以问A是B的几倍）"
    if reason := _by_itself(words, set(ids)):
        return reason
    shares = [word.text.startswith("占") for word, meaning in operations if meaning.id == "share"]
    twice = ids.count("how_many") > 1 or (ids.count("total_of") > 1 and len(named) > 1)
    times_too = "ratio" in ids and any(m.id == "versus" and "多少" in word.text for word, m in operations)
    if twice or times_too or shares.count(True) > 1 or shares.count(False) > 1:
        return SEVERAL
    if len(named) > 1 and any(named[0].end <= m.start < named[-1].start for m in mentions(words.words)):
        return SEVERAL
    if len(named) > 1 and _across_bodies(words, asked):
        return "跨单位计算"
    sides = [m for m in mentions(words.words) if not m.weak]
    things = len({m.target for m in sides}) + len(ambiguous(words.words))
    if "versus" in ids and "change" not in ids and len(years) != 2 and things < 2:
        return "比较"
    if column_and_row(words):
        return "把一类申请人和一项办理结果并在一起"
    if crossed(words, asked) or two_in_one(words) or two_clauses(words):
        return SEVERAL
    rates = {m.target for m in sides if m.target.rate}
    rows = {m.target.figures[0].table for m in sides if m.target.figures and m.target.figures[0].row}
    both = bool(rates and rows) and LISTS_RATE.search(words.text) is not None
    return SEVERAL if both else _clash_of_years(words, operations)


def none_before_limit(words: Words) -> bool:
    """没有收到超过500件: the limit would have to be turned round, as that of 没有超过 is; 超过10件且没有败诉 is two."""
    nones = words_doing(words.words, "none")
    limits = [w for w in words.words if any(isinstance(m, LimitWord) for m in w.meanings)]
    return any(
        none.end <= limit.start and PARTS.search(words.text, none.end, limit.start) is None
        for none in nones
        for limit in limits
    )


def _by_itself(words: Words, ids: set[str]) -> str:
    """What is not answered beside figures of named bodies, whatever else is said."""
    reasons = {
        "“没有”": "none" in ids and not ASKS.search(words.text),
        "“没有”和增减、比较一起": "none" in ids and bool({"versus", "change"} & ids),  # 没有增加吗: yes to what?
        "“没有”和限度分开说": none_before_limit(words),
        "问下属单位的（请说出单位，或者问各区、各部门）": "below" in ids,
        "比几个数是不是一样": "alike" in ids,
        "复议和诉讼的总数和结果（请分开问）": TOTAL_AND.search(words.text) is not None,
        "连着减几个数（请一步一步问）": len(TAKEN_AWAY.findall(words.text)) > 1,
    }
    return first_reason(reasons)


def _across_bodies(words: Words, asked: Asked) -> bool:
    """Whether what is asked of several bodies is between them: a ratio, a sum, a difference."""
    ids, text = asked.ids, words.text
    between = {"ratio"} | (set() if "each" in ids else {"total_of", "plus"})
    between |= {"versus", "difference"} if len(asked.years) < 2 else set()
    listed = all(LISTED.fullmatch(text[a.end : b.start]) for a, b in pairwise(asked.named))
    return bool(between & ids or (not listed and {"share", "change", "versus", "difference"} & ids))


def _clash_of_years(words: Words, operations: Operations) -> str:
    """2024年 beside 去年, 前年 beside 比去年: which is meant?"""
    spans = [word for word in words.words if any(isinstance(m, YearWord) for m in word.meanings)]
    relative = [w for w in spans if any(isinstance(m, YearWord) and m.back is not None for m in w.meanings)]
    if relative and len(spans) > len(relative):
        return "又说某年又说“去年”"
    if _another_figure_of_last_year(words, operations):
        return "这一年的数和上年的另一个数比（请分开问）"
    return "又说前年又说“去年”" if _two_years_back(relative, operations) else ""


def _another_figure_of_last_year(words: Words, operations: Operations) -> bool:
    """新收比去年办结的多几件: of two figures, each of its own year."""
    named = [m for m in mentions(words.words) if not m.weak]
    return any(
        {m.target for m in named if m.end <= word.start} - {m.target for m in named if m.start >= word.end}
        and any(m.start >= word.end for m in named)
        for word, meaning in operations
        if meaning.id == "change" and word.text[0] in "比较" and "年" in word.text
    )


def _two_years_back(relative: list[Word], operations: Operations) -> bool:
    """前年比去年: 比去年 would be the year before 前年."""
    back = [m.back for word in relative for m in word.meanings if isinstance(m, YearWord) and m.back is not None]
    return any(n >= 2 for n in back) and any("去年" in w.text for w, m in operations if m.id == "change")


def cannot_set_apart(operation: Doing, wanted: tuple[Target, ...], other: tuple[Target, ...], form: Form) -> bool:
    """One figure against one other; what is taken away must be a part of what it is taken from."""
    if len(wanted) != 1 or len(other) != 1 or not wanted[0].figures or not other[0].figures:
        return True
    (figure, *more), (part, *rest) = wanted[0].figures, other[0].figures
    if more or rest:
        return operation == "without"
    if form.unit(figure) != form.unit(part):
        return True
    return operation == "without" and not is_part(part, figure, form)


def carried_over(words: Words, form: Form) -> bool:
    """2024年结转到2025年: what is carried over, and two years that are not listed."""
    spans = [word for word in words.words if any(isinstance(m, YearWord) for m in word.meanings)]
    if len(spans) != 2 or LISTED.fullmatch(words.text[spans[0].end : spans[1].start]):
        return False
    figures = [f for m in mentions(words.words) for f in m.target.figures if f.row]
    figures += [
        f for _, m in ambiguous(words.words) for c in m.ambiguity.choices for f in target_of(c, form).figures if f.row
    ]
    return any(form.tables[f.table].rows[f.row].when for f in figures)


def counts_pieces(words: Words) -> bool:
    """占多少件 asks for a share in pieces."""
    return any(not unit.endswith(MONEY) for unit in units_said(words.words))


def cannot_break_down(targets: tuple[Target, ...], form: Form) -> bool:
    """理由 needs a sum with parts to list, or names a part itself (隐私原因)."""
    figures = [figure for target in targets for figure in target.figures]
    parts = {part for table in form.tables.values() for row in table.rows.values() for part in row.sum}
    return not all(
        len(form.parts(figure)) > 1 or figure.row in parts or form.tables[figure.table].rows[figure.row].parts
        for figure in figures
    )


def _counts_items(target: Target, form: Form) -> bool:
    """Whether a text counts what a channel published: 微博几个 would be the accounts."""
    return "条" in form.stated[target.stated].units


def other_unit(read: Targets, words: list[Word], form: Form) -> NoSuchFigure | None:
    """Money asked of a count, a count asked of money: no such figure."""
    units = units_said(words)
    if not units:
        return None
    money = any(said.endswith(MONEY) for said in units)
    for target in read.targets:
        if money and target.stated and not any(unit.endswith(MONEY) for unit in form.stated[target.stated].units):
            name = form.stated[target.stated].name
            return NoSuchFigure(f"{name}的金额", f"正文说的“{name}”不是金额", (target,))
        pieces = set(units) & (OF_TEXT | ({HOW_MANY_OF} if target.stated and _counts_items(target, form) else set()))
        if target.stated and pieces and not pieces & set(form.stated[target.stated].units):
            what = form.stated[target.stated]
            return NoSuchFigure(f"{what.name}的{units[0]}数", f"正文说的“{what.name}”是多少{what.units[0]}", (target,))
        for figure in target.figures:
            table, unit = form.tables[figure.table], form.unit(figure)
            name = table.rows[figure.row].short
            if money and unit and not unit.endswith((MONEY, "）")):
                return NoSuchFigure(f"{name}的金额", f"“{name}”登记的是{unit}数，没有金额", (Target((figure,)),))
            if set(units) & OF_TEXT and unit == "件":
                named = [mention for mention in mentions(words) if mention.figure is not None]
                note = f"“{name}”按件登记；多少条、多少期只在正文里说"
                if named and all(mention.is_column for mention in named):  # 县直部门发布多少条: no row is named
                    name, note = named[0].text, "多少条、多少期只在正文里说，请把发布的是什么说全"
                return NoSuchFigure(f"{name}的{units[0]}数", note, (Target((figure,)), Target(stated="published")))
            if not money and unit.endswith(MONEY):
                return NoSuchFigure(f"{name}的{units[0]}数", f"“{name}”登记的是金额（{unit}）", (Target((figure,)),))
    return None
