"""Words that stand for several figures: a whole table (表四), the ways in which cases ended (复议结果)."""

from bot.meanings import TableWord
from bot.reader import Reader
from bot.target import Target
from store.form import FigureId


def whole_tables(reader: Reader) -> tuple[Target, ...]:
    """The figures of the tables named, in the order of the forms; nothing where no table is named."""
    form = reader.vocabulary.form
    named = [meaning.id for word in reader.words.words for meaning in word.meanings if isinstance(meaning, TableWord)]
    found = (
        figure
        for table in dict.fromkeys(named)
        for layout in reversed(list(form.layouts.values()))
        for figure in layout.labels
        if figure.table == table
        and (not form.tables[table].default_row or figure.column == form.tables[table].default_column)
    )
    return tuple(Target((figure,)) for figure in dict.fromkeys(found))


def by_result(wanted: tuple[Target, ...], reader: Reader) -> tuple[Target, ...]:
    """复议结果: each way in which the cases ended."""
    form = reader.vocabulary.form
    if "results" not in reader.asked.ids or len(wanted) != 1 or len(wanted[0].figures) != 1:
        return wanted
    row, table = wanted[0].figures[0], form.tables[wanted[0].figures[0].table]
    if table.default_row or not table.default_column or row.column != table.default_column:
        return wanted
    cells = (FigureId(row.table, row.row, column) for column in table.columns if column != table.default_column)
    return tuple(Target((cell,)) for cell in cells if form.exists(cell))
