"""Words + what was asked before -> Fields, or the reading that ends here: a question back, not understood, nothing there.

Only what a question leaves out is taken over from before; a question that names body and figure starts anew."""

import re
from dataclasses import replace

from bot.question.bodies import Named, named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.pieces import POINTS
from bot.question.said import has_content
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word, Words
from bot.reading.about import asked_before_checks, read_about
from bot.reading.asked import Asked, never_answered, read_asked
from bot.reading.asks_twice import TWO_QUESTIONS, leaves_and_lists
from bot.reading.cannot import cannot
from bot.reading.choices import ask_carried
from bot.reading.completed import complete
from bot.reading.followup import WITH_ANY_FIGURE, without
from bot.reading.groups import best_year
from bot.reading.many.against_group import of_area, read_against_group
from bot.reading.many.grouped import is_grouped, read_grouped
from bot.reading.many.left_out import left_out
from bot.reading.ordered import is_ordered, parts_of, read_ordered
from bot.reading.other_side import in_column_of, in_row_of, read_base, set_against, taken_away, together
from bot.reading.passing import agreed, in_passing
from bot.reading.query import shares_of
from bot.reading.reader import Reader
from bot.reading.readings import GROWTH, THANKED, EndsHere, Fields, Group, NothingThere, NotUnderstood, Reading, Unclear
from bot.reading.refusals import SEVERAL, carried_over, refused, too_much, unfit
from bot.reading.share_of_body import read_share_of_body
from bot.reading.spans import base_year, dated, subject_last
from bot.reading.tables import applicants_of, by_applicant, by_result, in_column, in_whole_rows, whole_tables
from bot.reading.than_body import Than, measured_against
from bot.reading.whole_area import own_or_all, with_whole_area_told
from bot.targets.calculation import Calculation, Doing
from bot.targets.operation import read_operation, settled_operation
from bot.targets.target import Target, Targets, is_one_rate
from store.facts.catalogue import Catalogue

HELLO = re.compile(r"[你您]们?好|大家好|[早晚]上好|[上中下]午好|早安")
TOTALS_ONLY = "表三各行只列了总计；某一类申请人的请问“表三自然人列”这样的一列，整张表、整份报告可以导出。"
MORE_TIMES = re.compile(r"[多高大]几倍")
AS_TIMES = "这是“是几倍”；按“多几倍”的说法要再减 1。"
MADE_UP = re.compile(r"构成|组成|分布|结构")
BETWEEN_YEARS: dict[Doing, Doing] = {
    "difference": "change",
    "ratio": "times",
}  # 2023年和2024年相差多少, 2025年是2019年的几倍


def read_fields(
    words: Words,
    vocabulary: Vocabulary,
    catalogue: Catalogue,
    today: int,
    earlier: Fields | None = None,
    homes: tuple[str, ...] = (),
) -> Reading:
    """Read a question; `today` is the year, `homes` the bodies meant where none is named."""
    words, apart = left_out(words, vocabulary.leaves_out)
    words, than = measured_against(words)
    words, said = in_passing(words)
    homes = tuple(body for body in homes if body in catalogue.by_agency)
    reading = _read_question(words, (apart, than), vocabulary, catalogue, today, earlier, homes)
    if (
        isinstance(reading, Fields)
        and homes
        and reading.bodies == homes
        and "body" not in reading.kept
        and not named_bodies(words)
    ):
        reading = replace(reading, kept=(*reading.kept, "home"))
    return agreed(reading, said, words, vocabulary, catalogue)


def _read_question(
    words: Words, taken: tuple[tuple[Named, ...], Than | None], vocabulary: Vocabulary, catalogue: Catalogue, today: int,
    earlier: Fields | None, homes: tuple[str, ...],
) -> Reading:  # fmt: skip
    if (ended := never_answered(words)) is not None:
        return ended
    checked = earlier is not None and earlier.operation == "checks"
    if checked and earlier is not None:
        earlier = asked_before_checks(earlier)
    if words.unknown:
        return NotUnderstood(words.unknown, tuple(word.text for word in words.words))
    if not has_content(words):
        return unfit(THANKED) if vocabulary.thanks.search(HELLO.sub("", words.text)) else NotUnderstood((), ())
    words = dated(words, today, earlier)
    asked = read_asked(words, earlier)
    if not isinstance(asked, Asked):
        return asked
    if earlier is not None and earlier.unsure and (asked.orders or asked.groups or asked.limits):
        earlier = without("figure", earlier)  # 哪年最多 after a figure that was only offered
    reader = Reader(words, vocabulary, catalogue, earlier, asked, homes, *taken, checked)
    if (base := base_year(words, asked)) and (subject := _subject_year(reader)):
        if subject == base:
            return refused(words, "没说哪一年和它比的比较")
        reader = replace(reader, asked=replace(asked, years=(base, subject)))
    which = own_or_all(reader)
    return which if which is not None else with_whole_area_told(_of_kind(reader), reader)


def _subject_year(reader: Reader) -> int:
    """Of which year is asked, where only the year is said that it is measured against: the one of before, else the newest; 0
    where no body is clear."""
    earlier, asked, catalogue = reader.earlier, reader.asked, reader.catalogue
    if earlier is not None and earlier.years and not asked.named:
        return earlier.years[-1]
    if asked.groups:
        return best_year(Group(asked.kind or ""), catalogue, reader.vocabulary)
    bodies = reader.bodies(partly=True)
    return max(catalogue.years(body)[-1] for body in bodies) if isinstance(bodies, tuple) else 0


def _of_kind(reader: Reader) -> Reading:
    """About the data, an order of one body's figures, about many bodies, or figures of those that are named."""
    if reader.apart or reader.than is not None:
        return read_grouped(reader) if is_grouped(reader) else refused(reader.words, "除开几个单位")
    if (about := read_about(reader)) is not None:
        return about
    if any(twice(reader.words, reader.asked) for twice in TWO_QUESTIONS):
        return refused(reader.words, SEVERAL)
    if is_ordered(reader):
        return read_ordered(reader)
    if is_grouped(reader) or of_area(reader):
        return read_against_group(reader) or read_grouped(reader)
    if (share := read_share_of_body(reader)) is not None:
        return share
    if leaves_and_lists(reader.words, reader.asked):
        return refused(reader.words, "除开以后再一个个列")
    if reason := too_much(reader.words, reader.asked):
        return refused(reader.words, reason)
    return _read(reader)


def _read(reader: Reader) -> Reading:
    """Figures of named bodies and years."""
    operation, base_words, words = read_operation(reader.words, reader.asked.operations)
    if not base_words and len(reader.asked.years) == 2:
        operation = BETWEEN_YEARS.get(operation, operation)
    targets = _carried(reader) or reader.targets(words)
    if not isinstance(targets, Targets):
        return targets
    base = read_base(operation, base_words, reader)
    if not isinstance(base, Targets):
        return base
    bodies = reader.bodies(partly=operation in ("value", "share", "breakdown", "change"))
    if not isinstance(bodies, tuple):
        return _of_whom(bodies, operation, targets, base, reader)
    side_by_side = "versus" in reader.asked.ids and not targets.targets  # 对比两年的复议诉讼情况: both tables
    if (operation == "value" or side_by_side) and (table := _whole_table(bodies, targets, reader)) is not None:
        return table
    applicants = by_applicant(in_row_of(base, targets, reader), reader)
    if not isinstance(applicants, tuple):
        return applicants
    if operation == "share":
        applicants = in_column_of(base, base_words, applicants, reader)
    if operation == "total_of" and len(reader.asked.named) < 2 and is_one_rate(applicants, reader.words):
        operation = "value"  # 北仑总的公开率
    operation, wanted, other = _sides(operation, applicants, base, base_words, reader)
    if ended := cannot(operation, wanted, targets, replace(base, targets=other), reader):
        return ended
    settled = _settled(operation, wanted, len(bodies), reader)
    years = subject_last(reader.words, reader.asked) if settled in GROWTH else reader.asked.years
    notes = (*targets.notes, *_absent(reader), *((AS_TIMES,) if MORE_TIMES.search(reader.words.text) else ()))
    fields = Fields(bodies, years, wanted, settled, other, notes, alike=reader.asked.alike)
    return complete(fields, targets, reader)


def _of_whom(ended: EndsHere, operation: Doing, targets: Targets, base: Targets, reader: Reader) -> EndsHere:
    """The question back with what was asked of whom: 余杭, and 那余姚呢 after 慈溪2023年呢, which is not loaded, complete it."""
    years, earlier = reader.asked.years or reader.spoken_of(), reader.earlier
    if not (targets.targets or years) or operation not in ("value", "share"):
        return ended
    fields = Fields((), years, targets.targets, operation, base.targets)
    if not targets.targets and operation == "value" and earlier is not None and earlier.operation in WITH_ANY_FIGURE:
        fields = replace(without("body", earlier), years=years, operation=earlier.operation, base=earlier.base)
    return replace(ended, about=fields) if isinstance(ended, NothingThere | Unclear) else ended


def _sides(
    operation: Doing, applicants: tuple[Target, ...], base: Targets, base_words: list[Word], reader: Reader
) -> tuple[Doing, tuple[Target, ...], tuple[Target, ...]]:
    """What is done, the figures, and what they are set against."""
    earlier = reader.earlier
    if not applicants and "results" in reader.asked.ids and earlier is not None and earlier.group is None:
        applicants = in_whole_rows(earlier.targets, reader.vocabulary.form)  # 结果呢 after 复议几件, 没审结的
    wanted = by_result(applicants, reader)
    if operation == "breakdown" and len(wanted) > len(applicants):
        return "value", wanted, taken_away(base, wanted, reader)  # 办理结果有哪些
    made_up = operation == "breakdown" and MADE_UP.search(reader.words.text) and len(wanted) == 1
    if made_up and not parts_of(wanted[0], reader.vocabulary.form):
        return "value", applicants_of(wanted[0], reader.vocabulary.form) or wanted, ()  # 申请的构成
    each = "breakdown" in reader.asked.ids or {"results", "each"} <= reader.asked.ids
    if operation == "share" and each and len(wanted) == 1:
        return operation, parts_of(wanted[0], reader.vocabulary.form) or wanted, base.targets or wanted
    if operation == "share" and len(wanted) > 1 and reader.asked.ids & {"plus", "total_of"}:
        return together(wanted, base.targets, reader.vocabulary.form)
    other = base.targets if operation == "share" else taken_away(base, wanted, reader)
    if operation in ("difference", "ratio"):
        other = set_against(other, wanted, base, base_words, reader)
    return operation, wanted, other


def _whole_table(bodies: tuple[str, ...], targets: Targets, reader: Reader) -> Reading | None:
    """表三, 表三自然人列全部数据: the table, or one column of it; None where a figure of it is asked for."""
    column = "tables" in reader.asked.ids and bool(targets.columns) and not targets.bare_rows
    whole = whole_tables(reader, () if column else targets.targets)
    whole = in_column(whole, targets.columns, reader.vocabulary.form) if column else whole
    if not whole:
        return refused(reader.words, "这样列表") if column else None
    tables = {figure.table for target in whole for figure in target.figures}
    totals = not column and any(reader.vocabulary.form.tables[table].default_row for table in tables)
    notes = (*_absent(reader), *((TOTALS_ONLY,) if totals else ()))
    return complete(Fields(bodies, reader.asked.years, whole, "table", notes=notes), Targets(whole), reader)


def _absent(reader: Reader) -> tuple[str, ...]:
    """What is said of bodies that are not loaded, beside others that are."""
    read = resolve(reader.asked.named, reader.catalogue)
    return (f"没有收录“{read.absent}”的报告。",) if read.present else ()


def _settled(operation: Doing, wanted: tuple[Target, ...], bodies: int, reader: Reader) -> Calculation:
    """What is done in the end: 办理结果各多少 lists the parts."""
    figures, form = [figure for target in wanted for figure in target.figures], reader.vocabulary.form
    points = operation == "change" and POINTS in reader.words.text and all(shares_of(f, (), form) for f in figures)
    points = points and not any(target.rate for target in wanted)
    if points or (operation == "share" and reader.asked.ids & {"change", "versus"}):
        return "share_change"  # 不予公开变了几个百分点: of its share
    settled = settled_operation(operation, len(wanted))
    several = max(bodies, len(reader.asked.named), len(reader.asked.years)) > 1  # 23和24年各几件: of each year
    each = settled == "value" and "each" in reader.asked.ids and len(wanted) == 1 and not several
    return "breakdown" if each and parts_of(wanted[0], reader.vocabulary.form) else settled


def _carried(reader: Reader) -> EndsHere | None:
    """2024年结转到2025年."""
    compared = reader.asked.ids & {"versus", "change", "difference"}  # 结转下年比2023年多几件 is of both years
    two = len(reader.asked.years) == 2 and not compared and carried_over(reader.words, reader.vocabulary.form)
    return ask_carried(reader.prefix(with_year=False), reader.asked.years, reader.catalogue.by_year) if two else None
