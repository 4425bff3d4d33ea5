"""Targets -> the words by which they can be asked for, so that a choice is a question like any other."""

from collections.abc import Callable, Iterable

from bot.question.meanings import OrderWord
from bot.reading.readings import Condition
from bot.targets.calculation import Calculation
from bot.targets.target import Target
from store.forms.form import FigureId, Form

ASKING = {
    "value": "多少", "share": "占比", "change": "同比", "sum": "合计", "breakdown": "理由", "trend": "历年", "monthly": "平均每月",
    "daily": "平均每天", "yearly": "年均增长率",
}  # fmt: skip
SIGN_WORDS = {">": "大于", ">=": "不小于", "<": "小于", "<=": "不大于", "=": "等于"}
OVER_GROUP = {
    "sum": "合计", "mean": "平均", "median": "中位数", "spread": "最多和最少差多少", "first_in_sum": "合计占全部的比例",
    "position": "排第几",
}  # fmt: skip


def years_phrase(years: Iterable[int]) -> str:
    """2022年、2024年."""
    return "、".join(f"{year}年" for year in years)


def phrase(target: Target, form: Form) -> str:
    """Words that name exactly this target: 上年结转, 自然人予以公开, 不予公开加无法提供."""
    if target.stated:
        stated = form.stated[target.stated]
        return (*stated.words, stated.name)[0]
    if target.said:
        return "".join(target.said)
    if target.rate:
        return form.rates[target.rate].words[0]
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
    if target.rate:
        return form.rates[target.rate].name
    part = "正文" if not target.figures else form.tables[target.figures[0].table].name
    return f"{phrase(target, form)}（{part}{'，合计' if len(target.figures) > 1 else ''}）"


def question_for(name: str, year: int, targets: tuple[Target, ...], operation: Calculation, form: Form) -> str:
    """A full question for the same thing of another body or year."""
    joint, when = (
        "+" if operation == "sum" else "和",
        f"{year}年" if year else "的",
    )  # 人民政府办 is an office of its own
    return f"{name}{when}{joint.join(phrase(target, form) for target in targets)}{ASKING.get(operation, '多少')}"


OF_FIRST = {"sum": "合计", "mean": "平均", "spread": "相差多少", "first_in_sum": "合计占全部的比例"}
YEAR_ON_YEAR = "同比"
IN_PERCENT = {"最多": "最快", "最少": "最慢"}  # 同比增长最多 is the most cases more


def group_question(
    where: str,
    kind: str,
    when: str,
    target: Target,
    operation: Calculation,
    order: OrderWord | None,
    form: Form,
    grown: str = "",
) -> str:
    """A full question about all bodies of a kind: 宁波市各区县2024年新收申请从多到少排名."""
    end = OVER_GROUP.get(operation) or places_phrase(order)
    if operation in OF_FIRST and order is not None and order.last > 1:
        end = f"{places_phrase(order)}{OF_FIRST[operation]}"
    end = IN_PERCENT.get(end, end) if grown.startswith(YEAR_ON_YEAR) else end
    return f"{where}各{kind}{when}{phrase(target, form)}{grown}{end}"


def limits_phrase(conditions: tuple[Condition, ...], name: Callable[[str], str]) -> str:
    """大于500 小于1000; `name` gives that of a body that is the limit."""
    limits = {c: name(c.of) if c.of else "平均数" if c.mean else f"{c.value:f}" for c in conditions}
    return "、".join(f"{SIGN_WORDS[c.sign]}{limit}" for c, limit in limits.items())


def places_phrase(order: OrderWord | None) -> str:
    """前3名, 最少, 从多到少: the places of an order in words."""
    if order is None or not order.last:
        return "从少到多" if order is not None and order.end == "least" else "从多到少"
    least = order.end == "least"
    if order.first == order.last:
        return ("最少" if least else "最多") if order.first == 1 else f"{'倒数' if least else ''}第{order.first}名"
    if order.first > 1:
        return f"{'倒数' if least else ''}第{order.first}到第{order.last}名"
    return f"{'后' if least else '前'}{order.last}名"
