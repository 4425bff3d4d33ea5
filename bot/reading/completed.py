"""Fields with what the question leaves out: from before, where it follows on; else the newest year.

Only what a question leaves out is taken over; where that cannot be told, or would drop what was said, the question is refused."""

import re
from dataclasses import replace

from bot.question.meanings import SpanWord
from bot.question.said import has_unit, units_said
from bot.reading.asks_which import (
    by_itself,
    of_row_before_or_all,
    of_those_or_all,
    unclear_of_what,
    which_of_them,
    whole_or_part,
)
from bot.reading.choices import ask_against, ask_figure, ask_one_of, no_report
from bot.reading.followup import Followed, follow
from bot.reading.judged import for_verdict
from bot.reading.ordered import parts_of
from bot.reading.over_years import over_years, rank_again
from bot.reading.phrases import phrase
from bot.reading.reader import Reader
from bot.reading.readings import GROWTH, SHARES, EndsHere, Fields, NothingThere, Reading
from bot.reading.refusals import FOLLOWING, refused
from bot.reading.share_of_part import of_those_before_too
from bot.reading.spans import counted_from, years_in_span
from bot.reading.tables import in_whole_rows
from bot.reading.year_or_row import year_or_row
from bot.targets.target import Targets, mentions
from store.forms.form import Form

TOGETHER = re.compile(r"这些|加起来|加在一起|合起来|放一起|画在一起|一起|总的|总共|合计|共占")
ALONE = {
    "how_many", "each", "within", "other_body", "tables", "again", "that_body", "share", "change", "trend", "monthly", "daily",
    "total_of",
}  # fmt: skip
GOES_ON = ("value", "share", "change", "trend", "monthly", "daily")
BY_A_YEAR = re.compile(r"[上前去]一?年|同比")
OF_THE_SAME = re.compile(r"图|^(?!.*(?:历年|几年)).*(?:每年|逐年|[走趋]势)")  # of the years that are there
BY_PIECES = re.compile(r"[多少][几多少]+[件条]")  # 比上年多几件
OF_TOTAL = re.compile(r"总占比|占(?:了)?(?:总|全部|全体|所有)")
COUNTED = re.compile(r"件数|数量|个数")
PIECES = {"件", "条", "期", "元", "万元"}


def complete(fields: Fields, targets: Targets, reader: Reader) -> Reading:
    """Fill what the question leaves out: from before, where this follows on; else the newest year."""
    earlier, asked = reader.earlier, reader.asked
    followed = _followed(fields, targets, reader) if earlier is not None else Followed(fields, ())
    if not isinstance(followed, Followed):
        return followed
    fields, kept = followed.fields, followed.kept
    if not fields.targets or ("figure" not in kept and len(fields.targets) > 1 and _says_no_row(reader)):
        return _which_figure(fields, reader)
    if fields.operation == "rank_years" and asked.ids & {"total_of", "mean"}:  # 三年合计 after 哪年最多
        fields = replace(fields, operation="value", order=None, conditions=())
    if fields.operation.startswith("rank"):
        return rank_again(replace(fields, kept=kept), reader)
    judged = for_verdict(replace(fields, kept=kept), reader)
    if not isinstance(judged, Fields):
        return judged
    unsaid = not asked.years and asked.span is None
    if earlier is not None and len(earlier.years) > 1 and unsaid and OF_THE_SAME.search(reader.words.text):
        return over_years(replace(judged, kept=(*kept, "year")), earlier.years, reader)
    if span := years_in_span(asked, judged.bodies, reader.catalogue):
        notes = counted_from(asked, judged.bodies, reader.catalogue)
        return over_years(replace(judged, notes=(*judged.notes, *notes)), span, reader)
    if asked.years:
        return _against_the_same(judged, reader) if "figure" in kept else judged
    if not asked.newest and earlier is not None and earlier.years:  # another body and figure are of the year spoken of
        return _of_the_years_before(judged, kept, earlier, reader)
    newest = max(reader.catalogue.years(body)[-1] for body in judged.bodies)
    return replace(judged, years=(newest,), newest=True)


def _of_the_years_before(fields: Fields, kept: tuple[str, ...], earlier: Fields, reader: Reader) -> Reading:
    """Another body or figure, of the years spoken of."""
    by_a_year = any(BY_A_YEAR.search(word.text) for word, m in reader.asked.operations if m.id == "change")
    years = earlier.years[-1:] if by_a_year else earlier.years  # 比上一年呢 after 比2021年呢
    taken = replace(fields, years=years, kept=(*kept, "year"))
    if _added_again(taken, earlier, reader):  # 诉讼呢 after 近三年复议一共
        return replace(taken, operation="mean_years" if "mean" in reader.asked.ids else "sum_years")
    several = len(earlier.years) > 2 and fields.operation in GROWTH  # 是在涨吗 after 2021到2024年
    return over_years(taken, earlier.years, reader) if several else taken


def _added_again(fields: Fields, earlier: Fields, reader: Reader) -> bool:
    """Whether one more figure of one body is asked for, where that of before was added up over the years."""
    says = reader.asked.ids & {"total_of", "mean"}
    alike = earlier.operation == "sum_years" or (earlier.operation == "mean_years" and "mean" in says)
    one = len(fields.bodies) == len(fields.targets) == 1 and bool(fields.targets[0].figures)
    plain = fields.operation == "value" and not fields.conditions and fields.years == earlier.years
    return alike and one and plain and not reader.asked.ids - {"total_of", "mean", "how_many", "other_body", "within"}


def _against_the_same(fields: Fields, reader: Reader) -> Reading:
    """2024年呢 after 2025年比2022年: against 2022 too; after 比上年 against its own year before; 2022年呢 after 2025年比2024年 could
    be either side."""
    earlier, years = reader.earlier, fields.years
    again = earlier is not None and fields.operation in GROWTH and earlier.operation == fields.operation
    if not again or earlier is None or len(earlier.years) != 2 or len(years) != 1:
        return fields
    base, subject = earlier.years
    (year,) = years
    if year == base:
        return fields
    if base > subject or (year > base and base != subject - 1):
        return replace(fields, years=(base, year))
    if earlier.operation != "change" or len(fields.targets) != 1 or len(fields.bodies) != 1:
        return refused(reader.words, FOLLOWING)
    pairs = ((subject, year), (year, base if year > base else year - 1)) if year != subject else ((subject, base),)
    asked = ask_against(reader.name(fields.bodies[0]), phrase(fields.targets[0], reader.vocabulary.form), pairs)
    return replace(asked, about=replace(earlier, open=True, unsure=True))  # another body is asked back as well


def _which_figure(fields: Fields, reader: Reader) -> EndsHere:
    """A body or a year alone: a menu, unless it would drop what was said, or there is no such report."""
    if fields.targets:
        return ask_one_of("没说是什么的数，您要查哪一个？", reader.prefix(), fields.targets, reader.vocabulary.form)
    earlier, asked = reader.earlier, reader.asked
    if reason := _no_figure(fields, reader):
        return refused(reader.words, reason)
    if len(asked.years) == 1 and len(fields.bodies) == 1 and (gone := _not_loaded(fields, asked.years[0], reader)):
        return gone
    years = asked.years or (earlier and earlier.years[-1:]) or (reader.catalogue.years(fields.bodies[0])[-1],)
    span = "".join(w.text for w in reader.words.words if isinstance(w.meanings[0], SpanWord))
    who, over_years = "和".join(map(reader.name, fields.bodies)), span or "trend" in asked.ids  # 北仑近三年走势
    menu = ask_figure(f"{who}{span}", "trend") if over_years else ask_figure(f"{who}{years[-1]}年", fields.operation)
    return replace(menu, about=replace(fields, years=years, operation="value", base=(), open=_still_open(earlier)))


def _still_open(earlier: Fields | None) -> bool:
    """海曙呢 after what there is no figure of: what is asked is as open as it was."""
    return earlier is not None and earlier.open and not earlier.targets


def _not_loaded(fields: Fields, year: int, reader: Reader) -> NothingThere | None:
    """北仑2025年, of which there is no report."""
    (body,) = fields.bodies
    loaded = tuple(reader.catalogue.years(body))
    about = Fields((body,), (year,), ())
    return None if year in loaded else replace(no_report(reader.name(body), year, loaded), about=about)


def _no_figure(fields: Fields, reader: Reader) -> str:
    """Why a menu of figures would drop what was said; empty where a body or a year stands alone."""
    asked = reader.asked
    more = asked.ids - ALONE or asked.limits or asked.orders or asked.groups or len(asked.years) > 1
    return "没说是哪个数的问题" if more or fields.operation not in GOES_ON else ""


def _followed(fields: Fields, targets: Targets, reader: Reader) -> Followed | EndsHere:
    """With what the question leaves out taken from before."""
    form, earlier, asked = reader.vocabulary.form, reader.earlier, reader.asked
    assert earlier is not None
    if earlier.group is not None and earlier.group.without and "other_body" in asked.ids:
        return refused(reader.words, "换掉没算进去的单位（请把问题说全）")
    together = TOGETHER.search(reader.words.text) is not None and earlier.group is None
    one_year = max(len(asked.years), len(earlier.years)) < 2 or "trend" in asked.ids  # 放一起画个图
    if together and not fields.targets and len(earlier.targets) == 1 and one_year:
        return refused(reader.words, "把前几问的数合起来（请把问题说全）")
    if fields.operation == "share" and asked.ids & {"total_of", "plus"} and not fields.targets:
        return refused(reader.words, "先相加、再算比例")
    if not fields.targets and (either := year_or_row(earlier, reader)) is not None:
        return either
    earlier = _of_the_total(_as_a_count(earlier, reader), reader) if not fields.targets else _of_cases(earlier, reader)
    if not fields.targets and _other_unit(reader, earlier):
        return refused(reader.words, "接着上一问换一个单位问（请把问题说全）")
    each_of_one = "each" in asked.ids and not fields.targets and len(asked.years) < 2 and _is_single(earlier)
    if not asked.named and (each_of_one or unclear_of_what(targets, earlier, reader)):
        return (
            of_those_or_all(targets, reader) or by_itself(fields, targets, reader) or refused(reader.words, FOLLOWING)
        )
    says = asked.ids - {"within", "other_body", "each", "again", "results", "that_body"}
    bare = not says and not has_unit(reader.words)
    either = of_row_before_or_all(targets, reader, bare=bare) if asked.named else whole_or_part(fields, targets, reader)
    if either is not None:
        return either
    listed = "tables" in asked.ids and not fields.targets and fields.operation == earlier.operation == "value"
    if listed:  # 都列出来 after a figure
        fields = replace(fields, operation="breakdown")
    found = follow(fields, targets, earlier, form, names_body=bool(asked.named), bare=bare)
    if found is None or _is_no_part(found.fields) or (listed and not _has_parts(found.fields, form)):
        return by_itself(fields, targets, reader) or refused(reader.words, "接着上一问这样算（请把问题说全）")
    return which_of_them(found, earlier, reader) or replace(
        found, fields=of_those_before_too(found.fields, earlier, form)
    )


def _as_a_count(earlier: Fields, reader: Reader) -> Fields:
    """2023年多少件 after 占比 is no share."""
    pieces = PIECES & set(units_said(reader.words.words)) or BY_PIECES.search(reader.words.text)
    counts = earlier.operation in SHARES and pieces
    return replace(earlier, operation="value", base=()) if counts else earlier


def _of_the_total(earlier: Fields, reader: Reader) -> Fields:
    """占总数的比例 after 占法人的比例 is not of the same again."""
    again = earlier.operation in SHARES and OF_TOTAL.search(reader.words.text) is not None
    return replace(earlier, base=()) if again else earlier


def _of_cases(earlier: Fields, reader: Reader) -> Fields:
    """结果怎么样 after 办结率 is of the applications, as after their number."""
    if "results" not in reader.asked.ids or not any(target.rate for target in earlier.targets):
        return earlier
    return replace(earlier, operation="value", targets=in_whole_rows(earlier.targets, reader.vocabulary.form))


def _is_single(earlier: Fields) -> bool:
    """2023年各是多少 after one figure: of which of those asked before?"""
    parts = (earlier.bodies, earlier.years, earlier.targets)
    return earlier.group is None and earlier.operation == "value" and all(len(part) == 1 for part in parts)


def _has_parts(fields: Fields, form: Form) -> bool:
    return len(fields.targets) == 1 and bool(parts_of(fields.targets[0], form))


def _is_no_part(fields: Fields) -> bool:
    """占办结的 after 企业新收: part and whole would differ in row and column; 占企业的 after it: of itself."""
    if fields.operation in SHARES and not all(target.figures for target in fields.targets):
        return True  # 占比呢 after what the text states
    pairs = ((part, whole) for t in fields.targets for part in t.figures for b in fields.base for whole in b.figures)
    return fields.operation == "share" and any(
        a == b or (a.table == b.table and a.row != b.row and a.column != b.column) for a, b in pairs
    )


def _other_unit(reader: Reader, earlier: Fields) -> bool:
    """多少条呢 after a count of 件, 多少件呢 after a number of the text in 条."""
    said = PIECES & set(units_said(reader.words.words)) | ({"件"} if COUNTED.search(reader.words.text) else set())
    form = reader.vocabulary.form
    units = {form.unit(figure) for target in earlier.targets for figure in target.figures}
    units |= {"%" for target in earlier.targets if target.rate or earlier.operation == "share"}
    units |= {unit for target in earlier.targets if target.stated for unit in form.stated[target.stated].units}
    return bool(said and units) and not said & units


def _says_no_row(reader: Reader) -> bool:
    """发布了多少: of what?"""
    named = mentions(reader.words.words)
    return bool(named) and all(m.weak and m.figure is not None and not m.figure.row for m in named)
