"""Rows -> CSV and XLSX as Excel wants them: UTF-8 with a mark, numbers as numbers, no text that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet takes a text that begins so for a formula (OWASP)
NUMBERS = {"value", "year", "年份", "数"}
LONGEST_NUMBER = 15  # digits that a spreadsheet holds exactly
Row = Mapping[str, str | int]


def safe(name: str, value: str | int) -> str | int:
    """A text that no spreadsheet takes for a formula; figures stay as they are."""
    risky = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if risky and not (_is_figure(name) and _number(value) is not None) else value


def _is_figure(name: str) -> bool:
    return name in NUMBERS or "·" in name


def _number(text: str | int) -> float | None:
    """The number that a value is, where a spreadsheet can hold it exactly."""
    try:
        return float(text) if len(str(text)) <= LONGEST_NUMBER else None
    except ValueError:
        return None


def write_csv(file: Any, rows: Iterable[Row], otherwise: Iterable[str] = ()) -> None:
    """Rows to a text file, under their names; `otherwise` are the names where there is no row."""
    writer = csv.writer(file, lineterminator="\n")
    names = list(otherwise)
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row)
        writer.writerow([safe(name, value) for name, value in row.items()])
        names = []
    if names:
        writer.writerow(names)


def write_xlsx(output: BinaryIO, sheets: Mapping[str, Iterable[Row]]) -> None:
    """A workbook, a sheet for each set of rows."""
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    import xlsxwriter  # noqa: PLC0415  # a tenth of a second that only a workbook needs

    with xlsxwriter.Workbook(output, options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows, 1):
                if number == 1:
                    sheet.write_row(0, 0, row)
                for column, (key, value) in enumerate(row.items()):
                    figure = _number(value) if _is_figure(key) else None
                    if figure is not None:
                        sheet.write_number(number, column, figure)
                    else:
                        sheet.write_string(number, column, str(safe(key, value)))


def as_csv(rows: Iterable[Row]) -> bytes:
    """A whole CSV file."""
    out = io.StringIO(newline="")
    write_csv(out, rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    """A whole workbook."""
    out = io.BytesIO()
    write_xlsx(out, sheets)
    return out.getvalue()
