"""The rows of a sheet -> lines and grids: a sheet has no tables, only cells, and everything on it stands in one raster.

Where a row is empty, or holds one text across the whole width, a table ends."""

from collections.abc import Iterable, Iterator

from store.document import Cell, Grid, Line, Place

Row = list[Cell]  # the cells that start in a row; places carry the sheet as grid


def regions(rows: Iterable[Row]) -> Iterator[Line | Grid]:
    """Lines as `Line`, tables as `Grid` numbered on from the first cell's grid number."""
    table: list[Row] = []
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if filled and not _is_line(filled, table):
            table.append(row)
            continue
        if table:
            yield Grid(tuple(map(tuple, table)), aligned=True, raster=True)
            table = []
        yield Line(filled[0].text if filled else "", Place(grid=None))
    if table:
        yield Grid(tuple(map(tuple, table)), aligned=True, raster=True)


def _is_line(filled: Row, table: list[Row]) -> bool:
    """One text that no table goes on with: first on its row, and as wide as the table above or without one."""
    if len(filled) != 1:
        return False
    if not table:
        return True
    cell = filled[0]
    left, right = _extent(table)
    return cell.column <= left and cell.column + cell.span >= right


def _extent(table: list[Row]) -> tuple[int, int]:
    filled = [cell for row in table for cell in row if cell.text]
    return min(cell.column for cell in filled), max(cell.column + cell.span for cell in filled)
