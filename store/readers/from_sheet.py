"""Excel workbooks (xlsx, xls) -> lines and grids, sheet after sheet."""

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from store.document import TORN, Blocks, Cell, Grid, Line, Place, UnreadableError
from store.readers.number_formats import written
from store.readers.regions import Row, regions
from store.readers.sheet_looks import Looks, looks_of

MOST_SHEETS, MOST_CELLS = 50, 200_000


def read(data: bytes) -> Blocks:
    """Every visible sheet: its name as a line, then what stands on it."""
    blocks: list[Line | Grid] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        if len(names) > MOST_SHEETS:
            raise UnreadableError(f"表格文件有 {len(names)} 张工作表，不像一份年度报告；请只载入报告本身。")
        looks = looks_of(data)
        for number, name in enumerate(names, 1):
            rows = _rows(book.get_sheet_by_name(name), number, looks.get(name, Looks()))
            blocks += [Line(name, Place()), *regions(rows)]
    except PasswordError as error:
        raise UnreadableError("这个表格文件加了密码；请去掉密码另存后再载入。") from error
    except CalamineError as error:
        raise UnreadableError("这个表格文件坏了或不完整；请用 Excel 或 WPS 打开后另存一次再载入。") from error
    return tuple(blocks)


def _rows(sheet: Any, number: int, looks: Looks) -> Iterator[Row]:
    """Row by row the cells that start in it: of merged ones the first, with its span."""
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UnreadableError(f"工作表超过 {MOST_CELLS} 格，不是年度报告；请只载入报告本身。")
    spans, covered = _merged(sheet)
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        place = Place(grid=number, row=row + 1)
        if row not in looks.rows:
            yield [
                Cell(_seen(value, (row, column), looks), place, column, *spans.get((row, column), (1, 1)))
                for column, value in enumerate(values)
                if (row, column) not in covered and column not in looks.columns
            ]


def _merged(sheet: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How many columns and rows each merged cell spans, and the slots that merged cells cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    height, width = sheet.total_height, sheet.total_width
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        spans[top, left] = (right - left + 1, bottom - top + 1)
        covered |= {
            (row, column)
            for row in range(top, min(bottom, height) + 1)
            for column in range(left, min(right, width) + 1)
        }
        covered.discard((top, left))
    return spans, covered


def _seen(value: Any, at: tuple[int, int], looks: Looks) -> str:
    """What a cell shows; a mark where that cannot be told."""
    return looks.seen.get(at, _text(value)) + TORN * (at in looks.torn)


def _text(value: Any) -> str:
    """A cell as text; a whole number without its point."""
    return written(value) if isinstance(value, float) else str(value).strip()
