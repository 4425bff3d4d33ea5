"""The other side of a difference, a multiple, a share, an exclusion: what the figures are set against, at their row or column."""

import re

from bot.question.meanings import BodyWord
from bot.question.word import Word
from bot.reading.parts_and_wholes import cannot_add, cannot_share
from bot.reading.query import shares_of
from bot.reading.reader import Reader
from bot.reading.readings import EndsHere
from bot.reading.refusals import refused
from bot.targets.calculation import Doing
from bot.targets.target import Mention, Target, Targets, mentions
from store.forms.form import FigureId, Form

TOTAL = re.compile(r"总|全部|所有")


def read_base(operation: Doing, words: list[Word], reader: Reader) -> Targets | EndsHere:
    """The other side: what a share is of, what is taken away.  占海曙的百分之几 is no share of 海曙's own."""
    base = reader.targets(words) if words else Targets()
    body = any(isinstance(m, BodyWord) for word in words for m in word.meanings)
    if operation == "share" and body and isinstance(base, Targets) and not base.targets:
        return refused(reader.words, "一个单位占另一个单位的比例")
    return base


def in_row_of(base: Targets, targets: Targets, reader: Reader) -> tuple[Target, ...]:
    """自然人占办结的比例: a column alone is taken at the row of the base."""
    rows = list(dict.fromkeys(f.row for target in base.targets for f in target.figures))
    if len(rows) != 1 or not targets.columns:
        return targets.targets
    moved = (FigureId(column.table, rows[0], column.column) for column in targets.columns)
    return tuple(Target((figure,)) for figure in moved if reader.vocabulary.form.exists(figure))


def in_column_of(
    base: Targets, base_words: list[Word], wanted: tuple[Target, ...], reader: Reader
) -> tuple[Target, ...]:
    """自然人申请里予以公开占几成: a row alone is taken at the column of the whole, where that stands before it."""
    form = reader.vocabulary.form
    whole = [figure for target in base.targets for figure in target.figures]
    rows = [figure for target in wanted for figure in target.figures]
    named = mentions(reader.words.words)
    before = bool(base_words and named) and named[0].start >= base_words[0].start
    if not before or len(whole) != 1 or not rows or whole[0].column == form.tables[whole[0].table].default_column:
        return wanted
    table = form.tables[whole[0].table]
    if any(f.table != table.id or f.column != table.default_column for f in rows):
        return wanted
    return tuple(Target(tuple(f._replace(column=whole[0].column) for f in target.figures)) for target in wanted)


def taken_away(base: Targets, wanted: tuple[Target, ...], reader: Reader) -> tuple[Target, ...]:
    """除了自然人还有多少申请: what is taken away, at the row of what it is taken from."""
    if not base.columns or len(wanted) != 1 or len(wanted[0].figures) != 1:
        return base.targets
    row = wanted[0].figures[0]
    moved = (FigureId(row.table, row.row, column.column) for column in base.columns)
    return tuple(Target((figure,)) for figure in moved if reader.vocabulary.form.exists(figure))


def together(
    wanted: tuple[Target, ...], base: tuple[Target, ...], form: Form
) -> tuple[Doing, tuple[Target, ...], tuple[Target, ...]]:
    """予以公开和部分公开加起来占办结的比例: the sum as one figure, where it can be added and is a part of the one whole."""
    base = base or _usual_whole(wanted, form)
    if len(base) != 1 or cannot_add(wanted, form) or cannot_share(wanted, base, form):
        return "share", wanted, base
    return "sum_share", (Target(tuple(figure for target in wanted for figure in target.figures)),), base


def _usual_whole(wanted: tuple[Target, ...], form: Form) -> tuple[Target, ...]:
    """What each of the figures is usually a share of, where that is one for all."""
    wholes = [{share.whole for share in shares_of(f, (), form)} for target in wanted for f in target.figures]
    common = set.intersection(*wholes) if wholes else set()
    return tuple(Target((whole,)) for whole in common) if len(common) == 1 else ()


def set_against(
    other: tuple[Target, ...], wanted: tuple[Target, ...], base: Targets, words: list[Word], reader: Reader
) -> tuple[Target, ...]:
    """What a difference or a multiple is of; 办结总数 is of all applicants, whoever the other side is of."""
    named = mentions(words)
    if any(TOTAL.search(m.text) for m in named):
        return other
    cell = any(_is_cell_word(m, reader.vocabulary.form) for m in named)
    return tuple(_alongside(target, wanted, base, reader, cell=cell) for target in other)


def _alongside(other: Target, wanted: tuple[Target, ...], base: Targets, reader: Reader, *, cell: bool) -> Target:
    """企业申请比办结少, 直接起诉维持比败诉多: who applied, or which cases, holds for the other side too, where it says nothing else.

    `cell`: one word names row and column of the other side (败诉)."""
    figures, form = [f for target in wanted for f in target.figures], reader.vocabulary.form
    if len(figures) != 1 or len(other.figures) != 1 or figures[0].table != other.figures[0].table:
        return other
    (one,), (two,), table = figures, other.figures, form.tables[figures[0].table]
    if base.bare_rows and one.row != two.row and two.column == table.default_column:
        two = two._replace(column=one.column)
    if cell and one.row in table.rows[two.row].sum:
        two = two._replace(row=one.row)
    return Target((two,)) if form.exists(two) else other


def _is_cell_word(mention: Mention, form: Form) -> bool:
    """败诉, that names row and column at once; 行政诉讼尚未审结 says its row itself."""
    figure = mention.figure
    if figure is None or not figure.row or not figure.column:
        return False
    return not any(word in mention.text for word in form.tables[figure.table].rows[figure.row].words)
