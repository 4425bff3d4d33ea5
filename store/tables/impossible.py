"""Tables -> the tables without counts that cannot be: 474.394 cases, fewer than none."""

from store.forms.form import FigureId, Form
from store.tables.tables import TableCell, Tables

MAY_FALL = "增"  # 本年增/减
WHOLE = ("件", "项")  # units that are counted one by one


def without_impossible(tables: Tables, form: Form) -> Tables:
    """A part of a case, or a number below 0 where nothing is said of more or less, is unreadable, with a finding."""
    found = [figure for figure, cell in tables.cells.items() if _is_impossible(figure, cell, form)]
    return tables.unread_one_by_one(found, "cell_unreadable", "不会是件数")


def _is_impossible(figure: FigureId, cell: TableCell, form: Form) -> bool:
    value = cell.reading.value
    if value is None:
        return False
    in_parts = value % 1 != 0 and (cell.reading.unit or form.unit(figure)) in WHOLE
    return in_parts or (value < 0 and MAY_FALL not in cell.column_label)
