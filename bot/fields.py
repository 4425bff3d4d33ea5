"""Words + what was asked before -> Fields, or the reading that ends here: a question back, not understood, nothing there.

Only what a question leaves out is taken over from before; a question that names body and figure starts anew."""

import re
from dataclasses import replace

from bot.about import read_about
from bot.asked import Asked, never_answered, read_asked
from bot.bodies import named_bodies, resolve
from bot.cannot import cannot
from bot.choices import ask_carried, ask_figure, ask_one_of
from bot.conditions import for_verdict
from bot.followup import Followed, follow, with_earlier_column
from bot.grouped import is_grouped, read_grouped
from bot.operation import read_operation, settled_operation
from bot.ordered import is_ordered, parts_of, read_ordered
from bot.passing import agreed, in_passing
from bot.reader import Reader
from bot.reading import EndsHere, Fields, NothingThere, NotUnderstood, Reading
from bot.refusals import (
    carried_over,
    refused,
    too_much,
)
from bot.spans import subject_last, years_in_span
from bot.tables import by_applicant, by_result, whole_tables
from bot.target import Target, Targets, mentions
from bot.vocabulary import Vocabulary
from bot.words import Words, has_content, has_unit
from store.catalogue import Catalogue
from store.form import FigureId

TOGETHER = re.compile(r"这些|加起来|加在一起|合起来|一起|总的|总共|合计|共占")
WHOLE_OR_PART = "上一问只问了其中一部分，这一问也是吗？"


def read_fields(
    words: Words,
    vocabulary: Vocabulary,
    catalogue: Catalogue,
    today: int,
    earlier: Fields | None = None,
    home: str = "",
) -> Reading:
    """Read a question; `today` is the year, `home` the body meant where none is named."""
    words, said = in_passing(words)
    home = home if home in catalogue.by_agency else ""
    reading = _read_question(words, vocabulary, catalogue, today, earlier, home)
    if (
        isinstance(reading, Fields)
        and reading.bodies == (home,)
        and "body" not in reading.kept
        and not named_bodies(words)
    ):
        reading = replace(reading, kept=(*reading.kept, "home"))
    return agreed(reading, said, words, vocabulary, catalogue)


def _read_question(
    words: Words, vocabulary: Vocabulary, catalogue: Catalogue, today: int, earlier: Fields | None, home: str
) -> Reading:
    if (ended := never_answered(words)) is not None:
        return ended
    if words.unknown:
        return NotUnderstood(words.unknown, tuple(word.text for word in words.words))
    if not has_content(words):
        return NotUnderstood((), ())
    asked = read_asked(words, today, earlier)
    if not isinstance(asked, Asked):
        return asked
    reader = Reader(words, vocabulary, catalogue, earlier, asked, home)
    if (about := read_about(reader)) is not None:
        return about
    if is_ordered(reader):
        return read_ordered(reader)
    if is_grouped(reader):
        return read_grouped(reader)
    if reason := too_much(words, asked):
        return refused(words, reason)
    return _read(reader)


def _read(reader: Reader) -> Reading:
    """Figures of named bodies and years."""
    operation, base_words, words = read_operation(reader.words, reader.asked.operations)
    if operation == "difference" and not base_words and len(reader.asked.years) == 2:
        operation = "change"  # 2023年和2024年相差多少
    targets = _carried(reader) or reader.targets(words)
    if not isinstance(targets, Targets):
        return targets
    base = reader.targets(base_words) if base_words else Targets()
    if not isinstance(base, Targets):
        return base
    bodies = reader.bodies(partly=operation in ("value", "share", "breakdown", "change"))
    if isinstance(bodies, NothingThere) and targets.targets and operation == "value":
        return replace(bodies, about=Fields((), reader.asked.years, targets.targets))  # 那余姚呢 after 慈溪, not loaded
    if not isinstance(bodies, tuple):
        return bodies
    if operation == "value" and (table := _whole_table(bodies, targets, reader)) is not None:
        return table
    applicants = by_applicant(_in_row_of(base, targets, reader), reader)
    if not isinstance(applicants, tuple):
        return applicants
    wanted = by_result(applicants, reader)
    other = base.targets if operation == "share" else _apart(base, wanted, reader)
    if operation == "share" and "breakdown" in reader.asked.ids and not base.targets and len(wanted) == 1:
        other, wanted = wanted, parts_of(wanted[0], reader.vocabulary.form) or wanted
    if ended := cannot(operation, wanted, targets, replace(base, targets=other), reader):
        return ended
    settled = _settled(operation, wanted, reader)
    years = subject_last(reader.words, reader.asked) if settled == "change" else reader.asked.years
    return _complete(Fields(bodies, years, wanted, settled, other, (*targets.notes, *_absent(reader))), targets, reader)


def _whole_table(bodies: tuple[str, ...], targets: Targets, reader: Reader) -> Reading | None:
    """表三, 表三总计列全部数据: the table; None where a figure of it is asked for."""
    column = "tables" in reader.asked.ids and bool(targets.columns) and not targets.bare_rows
    whole = whole_tables(reader) if column or not targets.targets else ()
    if not whole:
        return None
    tables = reader.vocabulary.form.tables
    if column and any(figure.column != tables[figure.table].default_column for figure in targets.columns):
        return refused(reader.words, "只列一列")
    return _complete(Fields(bodies, reader.asked.years, whole, "table"), Targets(whole), reader)


def _absent(reader: Reader) -> tuple[str, ...]:
    """What is said of bodies that are not loaded, beside others that are."""
    read = resolve(reader.asked.named, reader.catalogue)
    return (f"没有收录“{read.absent}”的报告。",) if read.present else ()


def _settled(operation: str, wanted: tuple[Target, ...], reader: Reader) -> str:
    """What is done in the end: 办理结果各多少 lists the parts."""
    settled = settled_operation(operation, len(wanted))
    each = settled == "value" and "each" in reader.asked.ids and len(wanted) == 1
    return "breakdown" if each and parts_of(wanted[0], reader.vocabulary.form) else settled


def _carried(reader: Reader) -> EndsHere | None:
    """2024年结转到2025年."""
    two = len(reader.asked.years) == 2 and carried_over(reader.words, reader.vocabulary.form)
    return ask_carried(reader.prefix(with_year=False), reader.asked.years) if two else None


def _in_row_of(base: Targets, targets: Targets, reader: Reader) -> tuple[Target, ...]:
    """自然人占办结的比例: a column alone is taken at the row of the base."""
    rows = list(dict.fromkeys(f.row for target in base.targets for f in target.figures))
    if len(rows) != 1 or not targets.columns:
        return targets.targets
    moved = (FigureId(column.table, rows[0], column.column) for column in targets.columns)
    return tuple(Target((figure,)) for figure in moved if reader.vocabulary.form.exists(figure))


def _apart(base: Targets, wanted: tuple[Target, ...], reader: Reader) -> tuple[Target, ...]:
    """除了自然人还有多少申请: what is taken away, at the row of what it is taken from."""
    if not base.columns or len(wanted) != 1 or len(wanted[0].figures) != 1:
        return base.targets
    row = wanted[0].figures[0]
    moved = (FigureId(row.table, row.row, column.column) for column in base.columns)
    return tuple(Target((figure,)) for figure in moved if reader.vocabulary.form.exists(figure))


def _complete(fields: Fields, targets: Targets, reader: Reader) -> Reading:
    """Fill what the question leaves out: from before, where this follows on; else the newest year."""
    earlier, asked = reader.earlier, reader.asked
    followed = _followed(fields, targets, reader) if earlier is not None else Followed(fields, ())
    if not isinstance(followed, Followed):
        return followed
    fields, kept = followed.fields, followed.kept
    if not fields.targets:
        years = asked.years or (reader.catalogue.years(fields.bodies[0])[-1],)
        return replace(ask_figure(reader.prefix()), about=replace(fields, years=years, operation="value", base=()))
    if fields.operation.startswith("rank"):
        return _rank_again(replace(fields, kept=kept), reader)
    judged = for_verdict(replace(fields, kept=kept), reader)
    if not isinstance(judged, Fields):
        return judged
    if span := years_in_span(asked, judged.bodies, reader.catalogue):
        return _over_years(judged, span, reader)
    if asked.years:
        return judged
    follows = earlier is not None and not (asked.named and "figure" not in kept)
    if follows and not asked.newest and earlier is not None and earlier.years:
        return replace(judged, years=earlier.years, kept=(*kept, "year"))
    newest = max(reader.catalogue.years(body)[-1] for body in judged.bodies)
    return replace(judged, years=(newest,), newest=True)


def _followed(fields: Fields, targets: Targets, reader: Reader) -> Followed | EndsHere:
    """With what the question leaves out taken from before."""
    form, earlier, asked = reader.vocabulary.form, reader.earlier, reader.asked
    assert earlier is not None
    together = TOGETHER.search(reader.words.text) is not None and earlier.group is None
    if together and not fields.targets and len(earlier.targets) == 1 and max(len(asked.years), len(earlier.years)) < 2:
        return refused(reader.words, "把前几问的数合起来（请把问题说全）")
    if earlier.targets and not asked.named and _only_a_verb(reader, targets, earlier):
        return refused(reader.words, "接着上一问这样问（请把问题说全）")
    both = with_earlier_column(fields.targets, earlier, form) if targets.bare_rows and not asked.named else ()
    if both:
        return ask_one_of(WHOLE_OR_PART, reader.prefix(), both, form)
    bare = not asked.ids - {"within", "other_body", "each", "again", "results", "that_body"} and not has_unit(
        reader.words
    )
    found = follow(fields, targets, earlier, form, names_body=bool(asked.named), bare=bare)
    return found if found is not None else refused(reader.words, "接着上一问这样算（请把问题说全）")


def _only_a_verb(reader: Reader, targets: Targets, earlier: Fields) -> bool:
    """收了多少 after a question about fees: 收了 is no 申请 there."""
    named = mentions(list(reader.words.words))
    tables = {figure.table for target in targets.targets for figure in target.figures}
    before = {figure.table for target in earlier.targets for figure in target.figures}
    verbs = bool(named) and all(mention.weak and "申请" not in mention.text for mention in named)
    return verbs and not tables <= before


def _rank_again(fields: Fields, reader: Reader) -> Reading:
    """北仑呢 after 海曙哪年最多: the same order of another body, or of another year."""
    asked, earlier = reader.asked, reader.earlier
    if asked.limits:
        return refused(reader.words, "接着上一问换条件（请把问题说全）")
    if fields.operation == "rank_years":
        years = asked.years or tuple(reader.catalogue.years(fields.bodies[0]))
        return replace(fields, years=years) if len(years) > 1 else refused(reader.words, "在一年里比哪一年")
    if asked.years or earlier is None:
        return fields
    return replace(fields, years=earlier.years, kept=(*fields.kept, "year"))


def _over_years(fields: Fields, years: tuple[int, ...], reader: Reader) -> Reading:
    """One figure over several years: as a row of years, added up, or on average."""
    ids = reader.asked.ids
    if fields.conditions:
        return refused(reader.words, "对几年一起的判断")
    if (
        fields.operation in ("value", "change", "trend")
        and not ids & {"total_of", "mean"}
        and ("trend" in ids or reader.asked.span is not None)
    ):
        return replace(fields, years=years, operation="trend")
    if ids & {"total_of", "mean"} and all(target.figures for target in fields.targets) and len(fields.targets) == 1:
        return replace(fields, years=years, operation="mean_years" if "mean" in ids else "sum_years")
    if fields.operation == "change" and reader.asked.span is None:
        return replace(fields, years=(years[0], years[-1])) if len(years) > 2 else fields
    if fields.operation in ("value", "share", "breakdown") and reader.asked.span is None:
        return replace(fields, years=years)
    return refused(reader.words, "这样跨年计算")
