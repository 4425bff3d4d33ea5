"""Tables -> the tables without counts that cannot be: 474.394 cases, fewer than none."""

from dataclasses import replace

from store.findings import Finding
from store.forms.form import FigureId, Form
from store.readers.cells import Reading
from store.tables.tables import TableCell, Tables

MAY_FALL = "增"  # 本年增/减
WHOLE = ("件", "项")  # units that are counted one by one


def without_impossible(tables: Tables, form: Form) -> Tables:
    """A part of a case, or a number below 0 where nothing is said of more or less, is unreadable, with a finding."""
    found = {figure: cell for figure, cell in tables.cells.items() if _is_impossible(figure, cell, form)}
    if not found:
        return tables
    findings = tuple(
        Finding(
            "cell_unreadable",
            f"“{cell.row_label}·{cell.column_label}”写作“{cell.raw}”，不会是件数；没有采用。",
            (figure,),
        )
        for figure, cell in found.items()
    )
    unread = {figure: replace(cell, reading=Reading("unreadable")) for figure, cell in found.items()}
    return replace(tables, cells={**tables.cells, **unread}, findings=(*tables.findings, *findings))


def _is_impossible(figure: FigureId, cell: TableCell, form: Form) -> bool:
    value, unit = cell.reading.value, cell.reading.unit or form.unit(figure)
    if value is None:
        return False
    return (value < 0 and MAY_FALL not in cell.column_label) or (unit in WHOLE and value % 1 != 0)
