"""Words for what the form does not count -> what is meant all the same, or that there is no such figure."""

from bot.question.meanings import MissingWord
from bot.question.word import Word
from bot.targets.target import Mention, NoSuchFigure, Target, target_of
from store.forms.form import FigureId, Form

STATED = "stated"  # in the place of a table: any figure of the text


def instead_of_lacking(
    words: list[Word], units: list[str], named: list[Mention], form: Form
) -> list[Mention] | NoSuchFigure:
    """What such words mean with their measure words; nothing where they yield to a row that is named too (被告知国家秘密)."""
    found: list[Mention] = []
    lacking = [(w, m.missing) for w in words for m in w.meanings if isinstance(m, MissingWord)]
    for word, missing in lacking:
        meant = next((missing.by_unit[unit] for unit in units if unit in missing.by_unit), "")
        if meant:
            found.append(Mention(word.text, word.start, word.end, target_of(meant, form)))
        elif not any(_takes_over(missing.yields_to, m, form) for m in named):
            nearest = [target_of(choice, form) for choice in missing.nearest]
            return NoSuchFigure(word.text, missing.note, (*_beside(named, form), *nearest))
    return found


def _takes_over(yields_to: str, mention: Mention, form: Form) -> bool:
    """Whether one of the reasons is named, or a result that has none; with `stated` what a text states (微博推送多少)."""
    return bool(mention.target.stated) if yields_to == STATED else _is_leaf_of(yields_to, mention, form)


def _is_leaf_of(table: str, mention: Mention, form: Form) -> bool:
    figure = mention.figure
    if figure is None or figure.table != table or not figure.row or mention.weak:
        return False
    row = form.tables[table].rows[figure.row]
    return not row.sum and not row.parts


def _beside(named: list[Mention], form: Form) -> list[Target]:
    """几个人复议赢了: the figures that are named beside what there is no figure of."""
    rows = [m.figure for m in named if m.figure is not None and m.figure.row and not m.weak and not m.figure.column]
    return [Target((figure,)) for row in rows for figure in at_usual_column(row, form)]


def at_usual_column(row: FigureId, form: Form) -> list[FigureId]:
    """The figures of a row where no column is named."""
    table = form.tables[row.table]
    usual = table.rows[row.row].usual or ((table.default_column,) if table.default_column else ())
    names = usual or tuple(table.columns)
    return [f for name in names if form.exists(f := FigureId(row.table, row.row, name))]
