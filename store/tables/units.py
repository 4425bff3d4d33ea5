"""Tables + document -> the tables without amounts of money whose unit is in doubt: 单位：件、元 over a table whose form counts 万元."""

import re
from collections.abc import Iterator

from store.document import Document, Grid, squeeze
from store.forms.form import FigureId, Form
from store.tables.labels import normal
from store.tables.tables import TableCell, Tables

CAPTION = re.compile(
    r"[（(]?(?:(?:注|备注|说明)[:：])?(?:(?:计量|金额)?单位[:：]|(?:计量|金额)单位为)(?P<units>[^。；:：]{1,16}?)[）)]?[。；]?"
)
OF_FEES = re.compile(  # a note on the fees themselves goes before the label of the column
    r"[（(]?(?:注|备注|说明)?[:：]?[^。；:：]{0,12}收费(?:金额|数额)?的?(?:计量|金额)?单位(?:为|是|[:：])(?P<units>[^。；:：]{1,6}?)[）)]?[。；]?"
)
MONEY = re.compile(r"[万亿千百]*元")


def without_doubtful_units(tables: Tables, document: Document, form: Form) -> Tables:
    """What the column's own label says of its unit goes before what stands over the table."""
    texts = [squeeze(text) for text in _texts(document) if "单位" in text or "元" in text]
    said = {unit for text in texts if (m := CAPTION.fullmatch(text)) for unit in MONEY.findall(m["units"])}
    noted = {unit for text in texts if (m := OF_FEES.fullmatch(text)) for unit in MONEY.findall(m["units"])}
    if not said and not noted:
        return tables
    doubtful = [
        f
        for f, cell in tables.cells.items()
        if _is_doubtful(f, cell, said, texts, form) or _is_doubtful(f, cell, noted, [], form)
    ]
    units = "、".join(sorted(said | noted))
    return tables.unread_one_by_one(doubtful, "unit_in_cell", f"而表上写着单位是{units}")


def _is_doubtful(figure: FigureId, cell: TableCell, said: set[str], texts: list[str], form: Form) -> bool:
    unit = form.unit(figure)
    if not said or not MONEY.fullmatch(unit) or said == {unit} or cell.reading.value is None or cell.reading.unit:
        return False
    label = normal(cell.column_label.split("/")[-1])
    return not any(unit in text and normal(text) == label for text in texts)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text
