"""Words that stand for several figures: a whole table (表四), the ways in which cases ended (复议结果), who applied (申请人构成)."""

import re

from bot.question.meanings import TableWord
from bot.question.word import Words
from bot.reading.reader import Reader
from bot.reading.readings import EndsHere
from bot.reading.refusals import refused
from bot.targets.target import Target, mentions
from store.forms import formula
from store.forms.form import FigureId, Form

WHOLE = re.compile(r"整[张个]|全表")
EVERYTHING = ("全部数据", "所有数据", "全部列出", "全部列出来")  # of a report


def tables_named(words: Words) -> list[str]:
    """The tables that are named: 表三."""
    return [meaning.id for word in words.words for meaning in word.meanings if isinstance(meaning, TableWord)]


def whole_tables(reader: Reader, rows: tuple[Target, ...]) -> tuple[Target, ...]:
    """The figures of the tables named, or of those that the rows stand in where they are asked for as a whole (复议诉讼整张表), in
    the order of the forms; nothing where there is no such table."""
    form = reader.vocabulary.form
    named = tables_named(reader.words)
    said = [word.text for word, meaning in reader.asked.operations if meaning.id == "tables"]
    if not (rows or named) and reader.earlier is not None and any(WHOLE.search(text) for text in said):
        rows = reader.earlier.targets  # 整张表 after a figure
    everything = any(text in EVERYTHING for text in said)
    if rows and not named and any(WHOLE.search(text) for text in said):
        named = [figure.table for target in rows for figure in target.figures]
    elif rows:
        return ()
    named = named or (list(form.tables) if everything else [])
    found = (
        figure
        for table in dict.fromkeys(named)
        for layout in reversed(list(form.layouts.values()))
        for figure in layout.labels
        if figure.table == table
        and (not form.tables[table].default_row or figure.column == form.tables[table].default_column)
    )
    return tuple(Target((figure,)) for figure in dict.fromkeys(found))


def in_column(whole: tuple[Target, ...], columns: tuple[FigureId, ...], form: Form) -> tuple[Target, ...]:
    """The rows of a whole table at another of its columns; nothing where more than one is named."""
    names = {(column.table, column.column) for column in columns}
    if len(names) != 1:
        return ()
    ((table, column),) = names
    cells = (FigureId(table, f.row, column) for target in whole for f in target.figures if f.table == table)
    return tuple(Target((cell,)) for cell in dict.fromkeys(cells) if form.exists(cell))


def applicants_of(target: Target, form: Form) -> tuple[Target, ...]:
    """Each kind of applicant of a figure of all of them, or of the organizations; nothing where the table does not tell them apart."""
    if len(target.figures) != 1:
        return ()
    figure, table = target.figures[0], form.tables[target.figures[0].table]
    own = table.columns[figure.column].sum if figure.column in table.columns else ()
    if not table.default_row or not (own or figure.column == table.default_column):
        return ()
    every = (name for name, column in table.columns.items() if name != table.default_column and not column.sum)
    kinds = own or every
    return tuple(Target((cell,)) for name in kinds if form.exists(cell := FigureId(figure.table, figure.row, name)))


def all_applicants(form: Form) -> Target:
    """What 哪类申请人最多 is asked of, where no figure is named: the applications received."""
    table = next(table for table in form.tables.values() if table.default_row and table.default_column)
    return Target((FigureId(table.id, table.default_row, table.default_column),))


def by_applicant(wanted: tuple[Target, ...], reader: Reader) -> tuple[Target, ...] | EndsHere:
    """申请人构成: each kind of applicant."""
    form = reader.vocabulary.form
    if "applicants" not in reader.asked.ids:
        return wanted
    before = reader.earlier.targets if reader.earlier is not None and not reader.asked.named else ()
    whole = wanted or before or (all_applicants(form),)
    parts = applicants_of(whole[0], form) if len(whole) == 1 else ()
    return parts or refused(reader.words, "按申请人这样分")


def _asks_results(reader: Reader) -> bool:
    """申请结果怎么样, 申请的处理结果: and not 结果维持, which is a figure of its own."""
    named = [m.text for m in mentions(reader.words.words)]
    return "results" in reader.asked.ids or any(text.endswith("结果") for text in named)


def _outcomes(figure: FigureId, form: Form) -> tuple[Target, ...]:
    """What became of the applications: the row that lists its parts, and these; the figure itself where no row does."""
    table = form.tables[figure.table]
    whole = next((row for row in table.rows.values() if row.parts), None)
    if whole is None or figure.row not in (whole.id, table.default_row):
        return (Target((figure,)),)
    cells = (FigureId(figure.table, row, figure.column) for row in (whole.id, *whole.parts))
    return tuple(Target((cell,)) for cell in cells if form.exists(cell))


def in_whole_rows(targets: tuple[Target, ...], form: Form) -> tuple[Target, ...]:
    """复议 where 复议尚未审结 or its 纠错率 was asked for; figures of a table that has no column alone for totals stay as they are."""
    targets = tuple(dict.fromkeys(row for target in targets for row in _rows_of_rate(target, form)))
    figures = [target.figures[0] for target in targets if len(target.figures) == 1]
    tables = [form.tables[figure.table] for figure in figures]
    if len(figures) != len(targets) or not all(t.default_column and not t.default_row for t in tables):
        return targets
    return tuple(Target((f._replace(column=t.default_column),)) for f, t in zip(figures, tables, strict=True))


def _rows_of_rate(target: Target, form: Form) -> tuple[Target, ...]:
    """办结率 -> what came in, 复议纠错率 -> 行政复议: the rows of its table that it tells of; another target as it is."""
    if not target.rate:
        return (target,)
    used = [form.resolve(name) for name in formula.names(form.rates[target.rate].quotient)]
    rows = (f._replace(row=form.tables[f.table].default_row or f.row) for f in used)
    whole = (f._replace(column=form.tables[f.table].default_column or f.column) for f in rows)
    return tuple(Target((figure,)) for figure in dict.fromkeys(whole))


def by_result(wanted: tuple[Target, ...], reader: Reader) -> tuple[Target, ...]:
    """复议结果, 申请结果: each way in which the cases ended; of 复议和诉讼结果 each of both."""
    form = reader.vocabulary.form
    if any(len(target.figures) != 1 for target in wanted) or not wanted:
        return wanted
    if len(wanted) > 1:
        cases = all(not form.tables[target.figures[0].table].default_row for target in wanted)
        return tuple(cell for target in wanted for cell in by_result((target,), reader)) if cases else wanted
    row, table = wanted[0].figures[0], form.tables[wanted[0].figures[0].table]
    if table.default_row:
        outcomes = _outcomes(row, form) if _asks_results(reader) else wanted
        return outcomes[:1] if reader.asked.ids & {"total_of", "plus"} else outcomes  # the row that lists its parts
    if "results" not in reader.asked.ids or not table.default_column or row.column != table.default_column:
        return wanted
    cells = (FigureId(row.table, row.row, column) for column in table.columns if column != table.default_column)
    return tuple(Target((cell,)) for cell in cells if form.exists(cell))
