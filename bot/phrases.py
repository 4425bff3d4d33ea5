"""Targets -> the words by which they can be asked for, so that a choice is a question like any other."""

from bot.target import Target
from store.form import FigureId, Form

ASKING = {"value": "多少", "share": "占比", "change": "同比", "sum": "合计", "breakdown": "理由"}


def phrase(target: Target, form: Form) -> str:
    """Words that name exactly this target: 上年结转, 自然人予以公开, 不予公开加无法提供."""
    if target.stated:
        return form.stated[target.stated].words[0]
    if target.passage:
        return form.passages[target.passage].words[0]
    return "+".join(figure_phrase(figure, form) for figure in target.figures)


def figure_phrase(figure: FigureId, form: Form) -> str:
    """Words that name exactly this figure."""
    table = form.tables[figure.table]
    whole = next((words[0] for cell, words in form.cells if cell == figure), "")
    if whole:
        return whole
    row = table.rows[figure.row].words[0] if figure.row else ""
    if not figure.column or (row and figure.column == table.default_column):
        return row
    return (
        table.columns[figure.column].words[0] + row
        if table.id == "requests"
        else row + table.columns[figure.column].words[0]
    )


def label(target: Target, form: Form) -> str:
    """The phrase with the part of the report it belongs to, for a button."""
    part = "正文" if not target.figures else form.tables[target.figures[0].table].name
    return f"{phrase(target, form)}（{part}{'，合计' if len(target.figures) > 1 else ''}）"


def question_for(name: str, year: int, targets: tuple[Target, ...], operation: str, form: Form) -> str:
    """A full question for the same thing of another body or year."""
    joint = "+" if operation == "sum" else "和"
    return f"{name}{year}年{joint.join(phrase(target, form) for target in targets)}{ASKING[operation]}"
