"""表四, with no figure of it named: every figure of the table; of table 3 the totals of its rows."""

from bot.meanings import TableWord
from bot.reader import Reader
from bot.target import Target


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
