"""Words -> which figures are meant: rows and columns brought together, several meanings settled or asked back.

A row word and a column word of one table make one figure; a row alone is taken at the table's usual column, a column at
its usual row.  A word for part of something already named (第三方 beside 不予公开) narrows it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.vocabulary import AmbiguousWord, FigureWord, Meaning, MissingWord, PassageWord, StatedWord, UnitWord
from bot.words import Word
from store.form import Ambiguity, FigureId, Form, Missing

MOST = 8  # figures answered at once


@dataclass(frozen=True, slots=True)
class Target:
    """One thing asked for: figures to give (`figures`, added up where there are several), a stated figure, a passage."""

    figures: tuple[FigureId, ...] = ()
    stated: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class SeveralMeanings:
    """A word that can mean several targets."""

    word: Word
    targets: tuple[Target, ...]
    note: str


@dataclass(frozen=True, slots=True)
class NoSuchFigure:
    """Something the form does not count; `nearest` is what it counts instead."""

    text: str
    note: str
    nearest: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What is asked for, with remarks on words that need one; `columns` where only columns were named."""

    targets: tuple[Target, ...]
    notes: tuple[str, ...] = ()
    columns: tuple[FigureId, ...] = ()


@dataclass(slots=True)
class _Named:
    """The row, column and other words of a question, sorted."""

    rows: list[FigureId]
    weak: list[FigureId]
    columns: list[FigureId]
    cells: list[FigureId]
    others: list[Target]
    notes: list[str]
    weak_columns: list[FigureId]

    def part(self, figure: FigureId, *, weak: bool) -> list[FigureId]:
        """The list a figure word belongs to."""
        if figure.row and figure.column:
            return self.cells
        if figure.column:
            return self.weak_columns if weak else self.columns
        return self.weak if weak else self.rows


def read_targets(words: Iterable[Word], form: Form) -> Targets | SeveralMeanings | NoSuchFigure:
    """The figures that words name."""
    words = list(words)
    for word, meaning in _meanings(words):
        if isinstance(meaning, MissingWord):
            return missing_figure(word.text, meaning.missing, form)
    named = _Named([], [], [], [], [], [], [])
    for _, meaning in _meanings(words):
        _sort(meaning, named)
    unit = next((m.unit for _, m in _meanings(words) if isinstance(m, UnitWord)), "")
    for word, meaning in _meanings(words):
        if isinstance(meaning, AmbiguousWord) and (unclear := _settle(word, meaning.ambiguity, unit, named, form)):
            return unclear
    return _bring_together(named, form)


def missing_figure(text: str, missing: Missing, form: Form) -> NoSuchFigure:
    """The answer to a word for what the form does not count."""
    return NoSuchFigure(text, missing.note, tuple(target_of(choice, form) for choice in missing.nearest))


def target_of(choice: str, form: Form) -> Target:
    """A choice of the form files: `prose/x`, a figure, or figures joined by +."""
    if choice.startswith("prose/"):
        name = choice.removeprefix("prose/")
        return Target(passage=name) if name in form.passages else Target(stated=name)
    return Target(tuple(FigureId(*(*name.split("/"), "", "")[:3]) for name in choice.split("+")))


def _meanings(words: list[Word]) -> Iterator[tuple[Word, Meaning]]:
    for word in words:
        for meaning in word.meanings:
            yield word, meaning


def _sort(meaning: Meaning, named: _Named) -> None:
    match meaning:
        case FigureWord(figure, weak):
            part = named.part(figure, weak=weak)
            if figure not in part:
                part.append(figure)
        case StatedWord(name):
            named.others.append(Target(stated=name))
        case PassageWord(name):
            named.others.append(Target(passage=name))
        case _:
            pass


def _settle(word: Word, ambiguity: Ambiguity, unit: str, named: _Named, form: Form) -> SeveralMeanings | None:
    """Settle a word of several meanings by the words beside it; else it is to be asked back."""
    choices = [target_of(choice, form) for choice in ambiguity.choices]
    rows = named.rows + named.cells
    if rows and (ambiguity.generic or any(_contains(choice, row, form) for choice in choices for row in rows)):
        return None
    if (named.columns or named.others) and ambiguity.generic:
        return None
    if unit in ambiguity.by_unit:
        choices = [target_of(ambiguity.by_unit[unit], form)]
    elif len(fitting := [c for c in choices if any(_inside(c, row) for row in named.rows)]) == 1:
        named.columns += [FigureId(f.table, "", f.column) for f in fitting[0].figures]
        return None
    elif named.columns:
        choices = [
            c for c in choices if c.figures and all(f.table == named.columns[0].table for f in c.figures)
        ] or choices
    if len(choices) > 1:
        return SeveralMeanings(word, tuple(choices), ambiguity.note)
    if ambiguity.note:
        named.notes.append(ambiguity.note)
    if len(choices[0].figures) == 1 and not choices[0].figures[0].column:
        named.rows.append(choices[0].figures[0])
    else:
        named.others.append(choices[0])
    return None


def _contains(choice: Target, row: FigureId, form: Form) -> bool:
    """Whether a choice is a whole of which the row already named is a part."""
    return any(
        f.table == row.table and f.row and row.row in form.tables[f.table].rows[f.row].sum for f in choice.figures
    )  # fmt: skip


def _inside(choice: Target, row: FigureId) -> bool:
    """Whether a choice names a column of the very row already named: 复议 + 其他."""
    return any(f.table == row.table and f.row == row.row and f.column for f in choice.figures)


def _bring_together(named: _Named, form: Form) -> Targets | SeveralMeanings | NoSuchFigure:
    rows = _narrowed(named.rows, form)
    cells = [cell for cell in named.cells if not _row_says_more(cell, rows, form)]
    weak = [row for row in named.weak if not rows and not named.cells and not named.others]
    moved = [FigureId(cell.table, "", cell.column) for cell in named.cells if cell not in cells]
    weak_columns = [] if named.others else named.weak_columns
    columns = _narrowed([*named.columns, *weak_columns, *moved], form)
    tables = {row.table for row in rows + cells}
    stray = [column for column in columns if tables and column.table not in tables]
    if stray:
        return _no_such_cell(rows + cells, stray, form)
    targets = [Target((cell,)) for cell in cells]
    for row in rows or weak:
        here = [column for column in columns if column.table == row.table]
        if not here and (made := _at_usual_column(row, form)):
            targets += [Target((figure,)) for figure in made]
        for column in here:
            figure = FigureId(row.table, row.row, column.column)
            if not form.exists(figure):
                return _no_such_cell([row], [column], form)
            targets.append(Target((figure,)))
    lone = not rows and not weak and not cells
    if lone and columns:
        targets += [Target((figure,)) for column in columns for figure in _at_usual_row(column, form)]
    targets += [_completed(target, columns, form) for target in named.others]
    return Targets(
        tuple(dict.fromkeys(targets)), tuple(named.notes), tuple(columns) if lone and not named.others else ()
    )


def _row_says_more(cell: FigureId, rows: list[FigureId], form: Form) -> bool:
    """败诉 beside 直接起诉: the row says which group is meant, so the sum over both groups is not."""
    whole = form.tables[cell.table].rows[cell.row]
    return any(row.row in (whole.id, *whole.sum) for row in rows if row.table == cell.table)


def _completed(target: Target, columns: list[FigureId], form: Form) -> Target:
    """A choice of rows at the column asked for, else at the usual one."""
    column = next((c.column for c in columns), "")
    return Target(
        tuple(
            f if f.column else FigureId(f.table, f.row, column or form.tables[f.table].default_column)
            for f in target.figures
        ),
        target.stated,
        target.passage,
    )


def _narrowed(figures: list[FigureId], form: Form) -> list[FigureId]:
    """Without the wholes of which a part is named too."""

    def parts(figure: FigureId) -> tuple[str, ...]:
        table = form.tables[figure.table]
        return table.rows[figure.row].sum if figure.row else table.columns[figure.column].sum

    named = {(f.table, f.row or f.column) for f in figures}
    return [f for f in figures if not any((f.table, part) in named for part in parts(f))]


def _at_usual_column(row: FigureId, form: Form) -> list[FigureId]:
    table = form.tables[row.table]
    names = [table.default_column] if table.default_column else list(table.columns)
    return [f for name in names if form.exists(f := FigureId(row.table, row.row, name))]


def _at_usual_row(column: FigureId, form: Form) -> list[FigureId]:
    table = form.tables[column.table]
    names = [table.default_row] if table.default_row else [row.id for row in table.rows.values() if not row.sum]
    return [f for name in names if form.exists(f := FigureId(column.table, name, column.column))]


def _no_such_cell(rows: list[FigureId], columns: list[FigureId], form: Form) -> NoSuchFigure:
    row, column = rows[0], columns[0]
    row_name = form.tables[row.table].rows[row.row].short
    column_name = form.tables[column.table].columns[column.column].name
    note = f"{form.tables[row.table].name}的“{row_name}”不分“{column_name}”，没有这一格"
    nearest = tuple(Target((figure,)) for figure in _at_usual_column(row, form))
    return NoSuchFigure(f"{row_name}·{column_name}", note, nearest[:3])
