"""A word of several meanings + the words beside it -> the one that is meant, nothing to add, or all of them."""

import re

from bot.question.meanings import AmbiguousWord
from bot.question.word import Word
from bot.targets.target import Mention, SeveralMeanings, Target, target_of
from store.forms.form import FigureId, Form
from store.forms.narrower_rates import rate_at

Rows = frozenset[tuple[str, str]]  # table, row
TOTALS = ("总计", "总数", "总量", "合计", "总额")
AND, AGAINST = re.compile(r"[、,，]"), re.compile(r"[占比除减]")  # what stands in a list, what does not
TO_COLUMN = re.compile(r"(?:件?数)?(?:[、,，和与及跟]|以及)(?:其中)?")


def settle(
    word: Word, meaning: AmbiguousWord, units: list[str], named: list[Mention], form: Form, before: Rows = frozenset()
) -> SeveralMeanings | Mention | None:
    """Settle a word of several meanings by the words beside it, and by the rows asked `before`; None: it adds nothing; else it is to
    be asked back."""
    ambiguity = meaning.ambiguity
    choices = [target_of(choice, form) for choice in ambiguity.choices]
    if any(m.is_column for m in named):  # 律所的申请有百分之几公开了: the text tells of no applicants
        choices = [choice for choice in choices if choice.figures or choice.rate] or choices
    rows = [m.figure for m in named if m.figure is not None and m.figure.row and not m.weak]
    if _adds_nothing(ambiguity.generic, choices, rows, named, form):
        return None
    if (beside := _beside_columns(choices, named, form)) is not None:
        return Mention(word.text, word.start, word.end, Target((beside,)))
    if any(all(_contains(choice, row, form) for choice in choices) for row in rows):
        return _column_of(word, choices)
    unit = next((unit for unit in units if unit in ambiguity.by_unit), "")
    if unit:
        choices = [target_of(ambiguity.by_unit[unit], form)]
    elif len({f[::2] for c in choices if any(_same_row(c, row) for row in rows) for f in c.figures}) == 1:
        figure = next(c for c in choices if any(_same_row(c, row) for row in rows)).figures[0]
        return Mention(word.text, word.start, word.end, Target((FigureId(figure.table, "", figure.column),)))
    elif fitting := [c for c in choices if any(_same_row(c, row) for row in rows)]:
        choices = fitting  # 复议赢了几个
    narrower = [c for c in choices if c.rate and any(rate_at(c.rate, row) in form.rates for row in rows)]
    choices = narrower if len(narrower) == 1 else choices  # 复议后起诉维持率
    after = next((ambiguity.after[row] for row in map("/".join, before) if row in ambiguity.after), "")
    choices = [target_of(after, form)] if after and not rows else _spoken_of(choices, ambiguity.usual, before, form)
    if len(choices) > 1:
        return SeveralMeanings(word.text, word.start, word.end, tuple(choices), ambiguity.note)
    return Mention(word.text, word.start, word.end, choices[0])


def by_its_list(unclear: SeveralMeanings, named: list[Mention], text: str) -> Mention | None:
    """收到几件、公开几件, 许可、处罚、收费: the meaning that is a row of the table in which all others of its list are."""
    beside = ((m, text[min(m.end, unclear.end) : max(m.start, unclear.start)]) for m in named)
    listed = [m for m, between in beside if AND.search(between) and not AGAINST.search(between)]
    tables = {m.figure.table for m in listed if m.figure is not None and m.figure.row}
    there = [t for t in unclear.targets if {f.table for f in t.figures} == tables] if len(tables) == 1 else []
    return Mention(unclear.text, unclear.start, unclear.end, there[0]) if len(there) == 1 else None


def _adds_nothing(generic: bool, choices: list[Target], rows: list[FigureId], named: list[Mention], form: Form) -> bool:
    """还剩 beside 没办完, 没给 beside 不掌握: what is named already is one of the meanings, or a part of one."""
    if generic and any(not m.weak and not m.is_column for m in named):
        return True
    pairs = [(choice, row) for choice in choices for row in rows]
    return any(_is_row(c, row) or (_contains(c, row, form) and not _columns(c)) for c, row in pairs)


def _spoken_of(choices: list[Target], usual: str, before: Rows, form: Form) -> list[Target]:
    """输了几个, 维持率 after 复议: of the rows asked before, but not these themselves (办了多少 after 新收); else what is usually meant."""
    narrower = [choice for choice in choices if choice.rate or _columns(choice)]
    if of_before := [choice for choice in narrower if _rows_of(choice, form) <= before]:
        return of_before
    return [target_of(usual, form)] if usual and len(choices) > 1 else choices


def _beside_columns(choices: list[Target], named: list[Mention], form: Form) -> FigureId | None:
    """其他 in 维持、纠正、其他: the column of their table, which tells of no applicants."""
    tables = {m.figure.table for m in named if m.is_column and m.figure is not None}
    cells = [
        f for choice in choices for f in choice.figures if f.table in tables and not form.tables[f.table].default_row
    ]
    columns = {FigureId(f.table, "", f.column) for f in cells if f.column}
    return columns.pop() if len(columns) == 1 else None


def _rows_of(choice: Target, form: Form) -> Rows:
    """The rows that a choice is about; of one that is no figure of a table a row that none is."""
    names = map(form.resolve, form.rates[choice.rate].names()) if choice.rate else choice.figures
    return frozenset((figure.table, figure.row) for figure in names) or frozenset({("", "")})


def rows_of(targets: tuple[Target, ...], form: Form) -> Rows:
    """The rows of the tables that figures and rates are about."""
    return frozenset(row for target in targets if target.figures or target.rate for row in _rows_of(target, form))


def _column_of(word: Word, choices: list[Target]) -> Mention | None:
    """What a cell of the whole adds to the part that is named already: 胜诉 beside 直接起诉 is its column, 诉讼 is nothing."""
    columns = {(figure.table, figure.column) for choice in choices for figure in choice.figures}
    ((table, column), *others) = columns
    if others or not column:
        return None
    return Mention(word.text, word.start, word.end, Target((FigureId(table, "", column),)))


def _contains(choice: Target, row: FigureId, form: Form) -> bool:
    """Whether a choice is a whole of which the row already named is a part."""
    return any(f.table == row.table and form.tables[f.table].holds(f, row) for f in choice.figures)


def _columns(choice: Target) -> bool:
    return any(figure.column for figure in choice.figures)


def _is_row(choice: Target, row: FigureId) -> bool:
    """Whether a choice is the very row already named: 还剩 + 没办完."""
    return len(choice.figures) == 1 and choice.figures[0] == (row.table, row.row, "")


def _same_row(choice: Target, row: FigureId) -> bool:
    """Whether a choice names a column of the very row already named: 复议 + 其他."""
    return len(choice.figures) == 1 and choice.figures[0][:2] == row[:2] and bool(choice.figures[0].column)


def with_totals(words: list[Word], named: list[Mention], text: str, form: Form) -> list[Mention]:
    """新收总计与自然人各多少: the total of the row is a figure of its own beside one of its columns; 自然人、总计: a column too."""
    totals = {word.start: word for word in words if word.text in TOTALS}
    made = []
    for mention in named:
        made.append(mention)
        if mention.figure is None or not (usual := form.tables[mention.figure.table].default_column):
            continue
        if (
            last := next((w for at, w in totals.items() if TO_COLUMN.fullmatch(text, mention.end, at)), None)
        ) is not None:
            whole = Target((mention.figure._replace(column=usual),))
            made.append(Mention(last.text, last.start, last.end, whole))
        elif not mention.figure.column and (total := totals.get(mention.end)) is not None:
            cell = Target((mention.figure._replace(column=usual),))
            if any(m.is_column and TO_COLUMN.fullmatch(text, total.end, m.start) for m in named):
                made[-1] = Mention(mention.text + total.text, mention.start, total.end, cell)
    return made
