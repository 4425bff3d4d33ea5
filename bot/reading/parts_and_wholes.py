"""Figures that are counted in others: what can be added, what can be measured against what."""

from itertools import permutations

from bot.targets.target import Target
from store.forms.form import FigureId, Form


def is_part(part: FigureId, whole: FigureId, form: Form) -> bool:
    """Whether a figure is one of those that another is made of."""
    table = form.tables[whole.table]
    if part.table != whole.table or part == whole:
        return False
    in_row = table.holds(whole._replace(column=""), part._replace(column=""))
    in_column = table.holds(whole._replace(row=""), part._replace(row="")) or whole.column == table.default_column
    return (part.column == whole.column and in_row) or (part.row == whole.row and in_column)


def cannot_add(targets: tuple[Target, ...], form: Form) -> bool:
    """Counts of one table can be added, each once; a follow-up 加起来 has nothing to add."""
    figures = [figure for target in targets for figure in target.figures]
    parts = [part for figure in figures for part in form.parts(figure)]
    same = len({figure.table for figure in figures}) == 1 and all(target.figures for target in targets)
    twice = len(parts) != len(set(parts)) or any(counts_in(b, a, form) for a, b in permutations(figures, 2))
    return not same or len(figures) < 2 or twice


def counts_in(part: FigureId, whole: FigureId, form: Form) -> bool:
    """Whether what one figure counts is counted in another too: 自然人予以公开 in 办结总计."""
    if part.table != whole.table:
        return False
    between = (whole._replace(row=part.row), whole._replace(column=part.column))
    return is_part(part, whole, form) or any(
        is_part(part, step, form) and is_part(step, whole, form) for step in between if form.exists(step)
    )


def cannot_share(targets: tuple[Target, ...], base: tuple[Target, ...], form: Form) -> bool:
    """A part is measured against a whole of its own table; 自然人 is no part of 企业."""
    all_of_them = (*targets, *base)
    tables = {figure.table for target in all_of_them for figure in target.figures}
    if len(tables) > 1 or not all(target.figures for target in all_of_them) or any(len(b.figures) > 1 for b in base):
        return True
    for part in (f for t in targets for f in t.figures):
        wholes = [w for b in base for w in b.figures if w.row != part.row]
        default = form.tables[part.table].default_column
        if any(part.column != w.column and w.column == default for w in wholes):
            return True  # 自然人予以公开占办结: of all that were closed, or of those of 自然人?
        if any(part.column == default and w.column != default for w in wholes):
            return True  # 自然人不予公开中国家秘密: of all, or of those of 自然人?
    pairs = [(part, whole) for t in targets for part in t.figures for b in base for whole in b.figures]
    apart = (not is_part(part, whole, form) for part, whole in pairs if part.row == whole.row or _unrelated(part, form))
    return any(apart)


def is_elsewhere(part: FigureId, whole: FigureId, form: Form) -> bool:
    """Whether a figure is counted beside another and not in it: 信访 among the reasons of 不予处理, not of 不予公开."""
    if part.table != whole.table or part.row == whole.row:
        return False
    rows = form.tables[whole.table].rows
    counted = {name for row in rows.values() for name in (*row.sum, *row.parts)}
    return {part.row, whole.row} <= counted and not is_part(part, whole, form)


def _unrelated(part: FigureId, form: Form) -> bool:
    """Whether the rows of its table tell of things apart: 行政许可 is no part of 行政处罚."""
    return not form.tables[part.table].default_row
