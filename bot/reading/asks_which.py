"""A question that follows on another and could be two -> which of the two, asked back."""

import re
from dataclasses import replace

from bot.reading.choices import ask_one_of
from bot.reading.followup import (
    Followed,
    in_columns,
    of_some_column,
    only_columns,
    with_earlier_column,
    with_earlier_part,
)
from bot.reading.reader import SAYS_NO_MORE, Reader
from bot.reading.readings import EndsHere, Fields
from bot.reading.refusals import FOLLOWING, refused
from bot.targets.target import Target, Targets, mentions
from store.forms.form import Form

ALONE_MEANT = "接着上一问说不准怎么算。您问的是这个数吗？"
IS_IT = "您是问这个吗？"
EVERYONE = re.compile(r"(?:全部|所有|总)的")
WHICH_OF_THEM = "还没说是哪一个，您问的是哪一个？"
WHOLE_OR_PART = "上一问只问了其中一部分，这一问也是吗？"


def whole_or_part(fields: Fields, targets: Targets, reader: Reader) -> EndsHere | None:
    """予以公开呢 after 企业申请, 败诉呢 after 复议后起诉: of the part asked for before, or of all?"""
    form, earlier = reader.vocabulary.form, reader.earlier
    assert earlier is not None
    both = with_earlier_column(fields.targets, earlier, form) if targets.bare_rows else ()
    both = both or _cell_of_part(fields, earlier, reader)
    if not both:
        return None
    about = replace(earlier, targets=both, open=True)
    return replace(ask_one_of(WHOLE_OR_PART, reader.prefix(), both, form), about=about)


def applied_for(targets: Targets, earlier: Fields, form: Form) -> bool:
    """Whether 申请 is said of some applicants, and what was asked before is a row of what became of the applications."""
    now = [figure for target in targets.targets for figure in target.figures]
    before = [figure for target in earlier.targets for figure in target.figures]
    if targets.columns or not now or not before or len({figure.table for figure in (*now, *before)}) > 1:
        return False
    table = form.tables[now[0].table]
    of_some = all(f.row == table.default_row and f.column != table.default_column for f in now)
    return bool(table.default_row) and of_some and all(f.row != table.default_row for f in before)


def of_row_before_or_all(targets: Targets, reader: Reader, *, bare: bool) -> EndsHere | None:
    """镇海自然人多少 after 慈溪不予公开: of the row before, or of the applications, as a question by itself is?  镇海的自然人
    (`bare`) is of the row before."""
    form, earlier = reader.vocabulary.form, reader.earlier
    assert earlier is not None
    if bare or reader.asked.years or not only_columns(targets) or earlier.operation != "value" or not earlier.years:
        return None
    moved, bodies = in_columns(earlier, targets.columns, form), reader.bodies()
    if not moved or set(moved) <= set(targets.targets) or not isinstance(bodies, tuple):
        return None
    prefix = f"{reader.name(bodies[0])}{earlier.years[-1]}年"
    return ask_one_of(WHOLE_OR_PART, prefix, (*moved, *targets.targets), form)


def of_those_or_all(targets: Targets, reader: Reader) -> EndsHere | None:
    """律所申请的几件 after 不予公开: of those that were refused, or all that they applied for?"""
    form, earlier = reader.vocabulary.form, reader.earlier
    assert earlier is not None
    kinds = tuple(figure for target in targets.targets for figure in target.figures)
    if not applied_for(targets, earlier, form) or len(kinds) != 1 or earlier.operation != "value":
        return None
    of_those, prefix = in_columns(earlier, kinds, form), reader.prefix()
    if len(of_those) != 1 or not prefix:
        return None
    both = (*of_those, *targets.targets)
    about = replace(earlier, targets=both, open=True)
    return replace(ask_one_of(WHOLE_OR_PART, prefix, both, form), about=about)


def _cell_of_part(fields: Fields, earlier: Fields, reader: Reader) -> tuple[Target, ...]:
    """The cell of the part and that of the whole; nothing where the whole is named beside it."""
    wholes = {figure.row for target in fields.targets for figure in target.figures}
    named = [m.figure for m in mentions(reader.words.words) if m.figure is not None and not m.figure.column]
    said = any(figure.row in wholes for figure in named)  # 行政诉讼的维持
    return () if said else with_earlier_part(fields.targets, earlier, reader.vocabulary.form)


def by_itself(fields: Fields, targets: Targets, reader: Reader) -> EndsHere | None:
    """办结呢 after a sum, 诉讼呢 after a difference: whether the figure itself is asked for; None where more is said than it."""
    asked, earlier = reader.asked, reader.earlier
    more = asked.ids - SAYS_NO_MORE or asked.limits or asked.orders or asked.groups or len(asked.years) > 1
    of_column = earlier is not None and of_some_column(earlier, reader.vocabulary.form)
    if more or of_column or fields.operation != "value" or not targets.bare_rows or not (prefix := reader.prefix()):
        return None
    about = replace(fields, years=asked.years or (earlier.years if earlier is not None else ()), open=True, unsure=True)
    return replace(ask_one_of(ALONE_MEANT, prefix, fields.targets, reader.vocabulary.form), about=about)


def which_of_them(found: Followed, earlier: Fields, reader: Reader) -> EndsHere | None:
    """2023年呢, 鄞州呢 after what was asked back: asked again, of that year or body."""
    fields = found.fields
    unclear = len(set(fields.targets)) > 1 or (earlier.unsure and bool(fields.targets))
    if not (earlier.open and unclear) or "figure" not in found.kept:
        return None
    if fields.operation != "value" or len(fields.bodies) != 1 or len(fields.years) > 1:
        return refused(reader.words, FOLLOWING)
    years = fields.years or earlier.years
    where = f"{reader.name(fields.bodies[0])}{years[-1]}年" if years else reader.prefix()
    question = IS_IT if earlier.unsure else WHICH_OF_THEM
    asked = ask_one_of(question, where, fields.targets, reader.vocabulary.form)
    return replace(asked, about=replace(fields, years=years, open=True, unsure=earlier.unsure))


def unclear_of_what(targets: Targets, earlier: Fields, reader: Reader) -> bool:
    """收了多少 after fees, 办结呢 after 自然人和企业申请, 自然人的呢 after what there is no figure of."""
    within, column = "within" in reader.asked.ids, bool(targets.columns) and not targets.bare_rows
    columns = earlier.open and ((not earlier.targets and (column or within)) or (len(earlier.targets) > 1 and within))
    several = (
        targets.bare_rows and earlier.operation != "table" and _of_several_columns(earlier, reader.vocabulary.form)
    )
    everyone = not targets.targets and EVERYONE.search(reader.words.text) is not None
    if everyone and of_some_column(earlier, reader.vocabulary.form):
        return True  # 2024全部的 after those of enterprises
    applied = applied_for(targets, earlier, reader.vocabulary.form)
    return applied or columns or several or (bool(earlier.targets) and _only_a_verb(reader, targets, earlier))


def _of_several_columns(earlier: Fields, form: Form) -> bool:
    """办结呢 after 自然人和企业申请: of these two, or of all?"""
    figures = [f for target in earlier.targets for f in target.figures if form.tables[f.table].default_column]
    return len({f.column for f in figures} - {form.tables[f.table].default_column for f in figures}) > 1


def _only_a_verb(reader: Reader, targets: Targets, earlier: Fields) -> bool:
    """收了多少 after a question about fees: 收了 is no 申请 there."""
    named = mentions(reader.words.words)
    tables = {figure.table for target in targets.targets for figure in target.figures}
    before = {figure.table for target in earlier.targets for figure in target.figures}
    verbs = bool(named) and all(mention.weak and "申请" not in mention.text for mention in named)
    return verbs and not tables <= before
