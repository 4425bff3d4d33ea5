"""Words -> which figures are meant: rows and columns brought together, several meanings settled or asked back.

A row word and a column word of one table make one figure; a row alone is taken at the table's usual column, a column at
its usual row.  A word for part of something already named (第三方 beside 不予公开) narrows it.  Two things that are not
listed (行政处罚的行政诉讼) are no two questions: such a figure does not exist, so it is asked back."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.question.meanings import UnitWord
from bot.question.pieces import HOW_MANY
from bot.question.said import words_doing
from bot.question.word import Word
from bot.targets.lacking import at_usual_column, instead_of_lacking
from bot.targets.narrowed import between, narrowed
from bot.targets.settled import Rows, by_its_list, settle, with_totals
from bot.targets.target import (
    Mention,
    NoSuchFigure,
    SeveralMeanings,
    Target,
    Targets,
    ambiguous,
    mentions,
)
from bot.targets.weighed import weighed
from store.forms.form import FigureId, Form
from store.forms.narrower_rates import rate_at

LISTED = re.compile(
    r"(?:件?数量?(?=[、,，和与及]))?(?:\s|(?:[、,，和与及跟同或/;；+]|以及|还有)的?|加上|加|或者|的?[多少高低]?还是|分别|各)*"
)
LIST_MARK = re.compile(r"[、,，和与及跟同或/;；+]|以及|还有|加")
IN_LIST = re.compile(r"(?:[、和与及]|以及)的?")
RECEIVES = re.compile(rf"(?:一共|总共|共)?(?:收到|接到|受理)了?{HOW_MANY}?[件个]?(?:政府信息公开|信息公开)?申请")
OF_THEM = re.compile(rf"(?:一共|总共|共)?有?{HOW_MANY}个(?!申请|案|件)|的?数量(?=[?。]*$)")
NEGATIONS = "不没未无非"
Read = Targets | SeveralMeanings | NoSuchFigure


def read_targets(words: list[Word], text: str, form: Form, before: Rows = frozenset()) -> Read:
    """The figures that words name; `text` is the whole question, which tells what stands between them, `before` the rows asked before
    it."""
    each = bool(words_doing(words, "each"))
    units = [meaning.unit for word in words for meaning in word.meanings if isinstance(meaning, UnitWord)]
    named, notes = mentions(words), []
    if isinstance(meant := instead_of_lacking(words, units, named, form), NoSuchFigure):
        return meant
    named += meant
    if (content := _content(named, text, form)) is not None:
        return content
    for word, meaning in ambiguous(words):
        settled = settle(word, meaning, units, _not_listed(word, named, text), form, before)
        if isinstance(settled, SeveralMeanings):
            settled = by_its_list(settled, named, text) or settled
        if isinstance(settled, SeveralMeanings):
            return settled
        if settled is not None:
            named.append(settled)
            notes.append(meaning.ambiguity.note)
    named = with_totals(words, sorted(named, key=lambda mention: mention.start), text, form)
    read = _bring_together(weighed(narrowed(named, text, form), text, form), text, form, each=each)
    if not isinstance(read, Targets):
        return read
    return replace(read, notes=tuple(note for note in notes if note)) if any(notes) else read


def _not_listed(word: Word, named: list[Mention], text: str) -> list[Mention]:
    """Without what stands in one list with the word (反复申请 beside 重复申请和 is something else), or is turned round by it
    (非本机关 before 不掌握)."""
    turned = word.text[0] in NEGATIONS
    return [
        m
        for m in named
        if not (turned and m.start == word.end)
        and (m.end == word.start or not IN_LIST.fullmatch(text, min(m.end, word.end), max(m.start, word.start)))
    ]


def _content(named: list[Mention], text: str, form: Form) -> NoSuchFigure | None:
    """个人信息 is what is asked for, not who asks: 自然人 is no answer."""
    applicants = [m for m in named if m.is_column and m.figure is not None and form.tables[m.figure.table].default_row]
    for mention in applicants:
        if text.startswith("信息", mention.end):
            if any(other.start == mention.end for other in named):  # 企业 + 信息公开申请
                continue
            note = "报告不按信息的内容统计，“自然人”“商业企业”等说的是申请人"
            return NoSuchFigure(f"{mention.text}信息", note, (mention.target,))
        given = text[: mention.start].endswith("向") and not any(o.start == mention.end and not o.weak for o in named)
        if RECEIVES.match(text, mention.end) or given:  # 向自然人予以公开 is what their applications came to
            return NoSuchFigure(
                f"{mention.text}收到的", "“自然人”“商业企业”等说的是申请人，不是收到申请的", (mention.target,)
            )
        if OF_THEM.match(text, mention.end):
            return NoSuchFigure(f"{mention.text}的个数", "表三数的是申请件数，不是申请人的个数", (mention.target,))
    return None


def _bring_together(named: list[Mention], text: str, form: Form, *, each: bool) -> Read:
    columns = [m for m in named if m.is_column]
    things = [m for m in named if not m.is_column]
    for group in (things, columns):
        if not each and (pair := _unlisted(group, named, text, form)) is not None:
            return _side_by_side(*pair, text)
    if not things:
        return _columns_alone([m.figure for m in columns if m.figure is not None], form)
    apart = things and columns and (things[-1].end <= columns[0].start or columns[-1].end <= things[0].start)
    if len(things) > 1 and len(columns) > 1 and _differ(things) and _differ(columns) and not apart:
        return _side_by_side(things[0], things[-1], text)
    if (both := _cell_and_column(things, columns, text)) is not None:
        return _side_by_side(*both, text)
    targets: list[Target] = []
    expanded = False
    for thing in things:
        made = _at_columns(thing, _own_columns(thing, things, columns, text), form)
        if isinstance(made, NoSuchFigure):
            return made
        targets += made
        expanded |= len(made) > 1 and not columns
    kept = tuple(dict.fromkeys(targets)) if len(targets) > 1 else tuple(targets)
    return Targets(kept, bare_rows=not columns, expanded=expanded)


def _cell_and_column(things: list[Mention], columns: list[Mention], text: str) -> tuple[Mention, Mention] | None:
    """败诉和被纠正: where a thing is in that column already, the column beside it is one of its own, not said of which row."""
    alike = ((a, b) for a in things for b in columns if a.figure and b.figure and a.figure.column == b.figure.column)
    pairs = (sorted(pair, key=lambda mention: mention.start) for pair in alike)
    return next(((a, b) for a, b in pairs if IN_LIST.fullmatch(text, a.end, b.start)), None)


def _own_columns(thing: Mention, things: list[Mention], columns: list[Mention], text: str) -> list[FigureId]:
    """The columns that hold for a thing: all, but not 企业 in 部分公开与企业的无法提供 for what stands before it in the list."""
    last = things[-1]
    own = [
        column
        for column in columns
        if not (
            thing.end <= column.start
            and column.end <= last.start
            and thing is not last
            and LIST_MARK.search(text, thing.end, column.start)
            and not LIST_MARK.search(text, column.end, last.start)
        )
    ]
    return [column.figure for column in own if column.figure is not None]


def _differ(named: list[Mention]) -> bool:
    return len({mention.target for mention in named}) > 1


def _unlisted(group: list[Mention], named: list[Mention], text: str, form: Form) -> tuple[Mention, Mention] | None:
    """Two different things that no 和, 、 or blank stands between; the other kind of word may stand there too."""
    for first, second in pairwise(group):
        if first.target == second.target or first.start == second.start:
            continue
        if first.end == second.start and (_two_columns(first, second) or _two_rows(first, second, form)):
            continue
        gap = between(first, second, named, text)
        if not gap or not LISTED.fullmatch(gap):
            return first, second
    return None


def _two_columns(first: Mention, second: Mention) -> bool:
    """制发废止: columns of one table, and no cell is in two of them."""
    one, other = first.figure, second.figure
    return first.is_column and one is not None and other is not None and one.table == other.table


def _two_rows(first: Mention, second: Mention, form: Form) -> bool:
    """许可处罚强制, 复议诉讼: rows that tell of things apart."""
    one, other = first.figure, second.figure
    if one is None or other is None or one.table != other.table or not one.row or not other.row:
        return False
    return not (form.tables[one.table].default_row or one.column or other.column)


def _side_by_side(first: Mention, second: Mention, text: str) -> SeveralMeanings:
    both = text[first.start : second.end]
    return SeveralMeanings(both, first.start, second.end, (first.target, second.target), apart=True)


def _at_columns(thing: Mention, columns: list[FigureId], form: Form) -> list[Target] | NoSuchFigure:
    """A thing at the columns named, else at its usual one."""
    figures = thing.target.figures
    if not figures and columns and thing.target.rate:
        narrower = [rate_at(thing.target.rate, column) for column in columns]
        if all(rate in form.rates for rate in narrower):
            return [Target(rate=rate) for rate in narrower]  # 自然人公开率
    if not figures:
        return [thing.target] if not columns else _no_such_cell(thing, columns[0], form)
    if len(figures) > 1:
        column = columns[0].column if columns else ""
        full = (
            f if f.column else FigureId(f.table, f.row, column or form.tables[f.table].default_column) for f in figures
        )
        return [Target(tuple(full))]
    row = figures[0]
    if not columns:
        return [Target((f,)) for f in ([row] if row.column else at_usual_column(row, form))]
    made: list[Target] = []
    for named in columns:
        figure = FigureId(row.table, row.row, named.column)
        if named.table != row.table or not form.exists(figure):
            return _no_such_cell(thing, named, form)
        made.append(Target((figure,)))
    return made + ([Target((row,))] if row.column else [])


def _columns_alone(columns: list[FigureId], form: Form) -> Read:
    if len({column.table for column in columns}) > 1:
        first, second = columns[0], next(c for c in columns if c.table != columns[0].table)
        names = [form.tables[c.table].columns[c.column].name for c in (first, second)]
        return NoSuchFigure("·".join(names), f"“{names[0]}”和“{names[1]}”不在同一张表里", ())
    figures = [figure for column in columns for figure in _at_usual_row(column, form)]
    return Targets(
        tuple(Target((figure,)) for figure in dict.fromkeys(figures)),
        columns=tuple(columns),
        expanded=len(figures) > len(columns),
    )


def _at_usual_row(column: FigureId, form: Form) -> list[FigureId]:
    table = form.tables[column.table]
    names = [table.default_row] if table.default_row else [row.id for row in table.rows.values() if not row.sum]
    return [f for name in names if form.exists(f := FigureId(column.table, name, column.column))]


def _no_such_cell(thing: Mention, column: FigureId, form: Form) -> NoSuchFigure:
    name = form.tables[column.table].columns[column.column].name
    if thing.target.rate:
        rate = form.rates[thing.target.rate].name
        return NoSuchFigure(f"{name}·{rate}", f"“{rate}”按总计列算，不分“{name}”", (thing.target,))
    if thing.figure is None:
        return NoSuchFigure(f"{thing.text}·{name}", f"正文的“{thing.text}”不分“{name}”", (thing.target,))
    row = form.tables[thing.figure.table].rows[thing.figure.row].short
    note = f"{form.tables[thing.figure.table].name}的“{row}”不分“{name}”，没有这一格"
    nearest = tuple(Target((figure,)) for figure in at_usual_column(thing.figure, form))
    return NoSuchFigure(f"{row}·{name}", note, nearest[:3])
