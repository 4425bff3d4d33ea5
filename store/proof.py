"""Cells read by recognition -> those that the sums of their table prove; the others are kept as unreadable.

A cell is proved where every equation of the form that it stands in holds, and holds without a cell that breaks another one:
two misread digits in a column can make up for each other, but each of them breaks its row."""

from dataclasses import replace

from store import formula
from store.cells import Reading
from store.findings import Finding
from store.form import FigureId, Form, located
from store.formula import Exact
from store.rules import Check
from store.tables import TableCell, Tables

RECOGNISED = ("image", "scan")  # kinds of file whose text is recognised


def proved(tables: Tables, form: Form) -> Tables:
    """The same tables with only what is proved read."""
    equations = [
        (figures, _holds(rule, other, tables, form))
        for rule in form.checks
        for other in form.axes(rule)[1]
        if (figures := _figures(rule, other, tables, form)) is not None
    ]
    failing = {figure for figures, holds in equations if not holds for figure in figures}
    unclear = {figure for figures, _ in equations if failing & set(figures) for figure in figures}
    kept = {figure for figures, _ in equations for figure in figures} - unclear
    cells = {figure: cell if figure in kept else _unread(cell) for figure, cell in tables.cells.items()}
    lost = tuple(figure for figure in cells if figure not in kept)
    findings = [
        *tables.findings,
        Finding("recognised", "这份报告是扫描件或图片：数是文字识别读出来的，用表内合计核对过。", tuple(kept)),
    ]
    if lost:
        findings.append(
            Finding("unproved", f"有 {len(lost)} 格识别出来了，但没有合计能核对，或合计对不上，没有采用。", lost)
        )
    return replace(tables, cells=cells, findings=tuple(findings))


def _unread(cell: TableCell) -> TableCell:
    return replace(cell, reading=Reading("unreadable"))


def _figures(rule: Check, other: str, tables: Tables, form: Form) -> list[FigureId] | None:
    """The printed figures of an equation; None where it says nothing here."""
    named = [located(rule, name, other) for name in formula.names(rule.equation)]
    if rule.table not in tables.layouts or not all(form.exists(figure) for figure in named):
        return None
    return [part for figure in named for part in form.parts(figure, tables.layouts[rule.table])]


def _holds(rule: Check, other: str, tables: Tables, form: Form) -> bool:
    def amount(name: str) -> Exact | None:
        total: Exact = 0
        for part in form.parts(located(rule, name, other), tables.layouts[rule.table]):
            cell = tables.cells.get(part)
            if cell is None or cell.reading.state != "printed" or cell.reading.value is None:
                return None
            total += int(cell.reading.value)
        return total

    left, right = formula.sides(rule.equation, amount)
    return left is not None and left == right
