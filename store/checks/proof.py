"""A report read by recognition -> the same with only those figures that the sums of its tables prove; the others unreadable.

A cell is proved where every equation of the form that it stands in holds, and holds without a cell that breaks another one:
two misread digits in a column can make up for each other, but each of them breaks its row."""

from dataclasses import replace

from store.checks.sums import amount
from store.facts.facts import Report
from store.findings import Finding
from store.forms import formula
from store.forms.form import FigureId, Form, located
from store.forms.rules import Check

RECOGNISED = ("image", "scan")  # kinds of file whose text is recognised
HOW = "这份报告是扫描件或图片：数是文字识别读出来的，用表内合计核对过。"


def proved(report: Report, form: Form) -> Report:
    """The same report with only what is proved read."""
    equations = [
        (figures, _holds(rule, other, figures, report, form))
        for rule in form.checks
        for other in form.axes(rule)[1]
        if (figures := _figures(rule, other, report, form)) is not None
    ]
    failing = {figure for figures, holds in equations if not holds for figure in figures}
    unclear = {figure for figures, _ in equations if failing & set(figures) for figure in figures}
    kept = {figure for figures, _ in equations for figure in figures} - unclear
    facts = {
        figure: fact if figure in kept else replace(fact, state="unreadable", value=None, note="", unit="")
        for figure, fact in report.facts.items()
    }
    lost = tuple(figure for figure in facts if figure not in kept)
    findings = [*report.findings, Finding("recognised", HOW, tuple(kept))]
    if lost:
        says = f"有 {len(lost)} 格识别出来了，但没有合计能核对，或合计对不上，没有采用。"
        findings.append(Finding("unproved", says, lost))
    return replace(report, facts=facts, findings=tuple(findings))


def _figures(rule: Check, other: str, report: Report, form: Form) -> list[FigureId] | None:
    """The printed figures of an equation; None where it says nothing here."""
    named = [located(rule, name, other) for name in formula.names(rule.equation)]
    if rule.table not in report.layouts or not all(form.exists(figure) for figure in named):
        return None
    return [part for figure in named for part in form.parts(figure, report.layouts[rule.table])]


def _holds(rule: Check, other: str, figures: list[FigureId], report: Report, form: Form) -> bool:
    """Whether an equation holds in figures that are all printed numbers and nothing else."""
    if not all(figure in report.facts and report.facts[figure].state == "printed" for figure in figures):
        return False
    left, right = formula.sides(rule.equation, lambda name: amount(located(rule, name, other), report, form))
    return left is not None and left == right
