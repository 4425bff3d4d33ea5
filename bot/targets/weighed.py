"""Mentions -> those that count: weak words give way to a figure of their own kind."""

import re

from bot.targets.narrowed import HELD, JOINED, between, stands_before
from bot.targets.target import Mention
from store.forms.form import Form

LISTS = re.compile(r"[、,，;；/+和与及跟且又但]|以及|还有|加上")
ORDERED = re.compile(r"(?:数|数量|件数|量)?(?:最|排|第|前|从|超|不足|不到|[低高多少大小]于)")
OF_BODIES = re.compile(
    r"(?:[^,，。?？]{0,6}的)?(?:区县|县区|[区县市]|单位|地方|年份|年度?)(?:里|中)?的?(?:收到)?(?:了|多少|几件)?"
)


def weighed(named: list[Mention], text: str, form: Form) -> list[Mention]:
    """Without weak words that give way: 申请 beside a row of its own kind, 组织 beside a figure of the text."""
    strong = [m for m in named if not m.weak]
    rows = [m for m in strong if not m.is_column]
    kept = []
    for mention in named:
        if mention.weak and mention.figure is not None:
            if not mention.is_column and any(stands_before(mention, m, text) for m in strong if m.target.rate):
                continue  # 申请办结率
            if mention.is_column and (
                mention.target in [m.target for m in strong]
                or any(m.figure is None and not m.target.rate for m in strong)
                or _of_another_table(mention, named)
            ):
                continue
            beside = form.tables[mention.figure.table].gives_way_to
            verb = "申请" not in mention.text  # 收了多少行政事业性收费
            gives_way = rows and all(verb or (m.figure is not None and m.figure.table in beside) for m in rows)
            if (
                not mention.is_column
                and gives_way
                and not _put_in_order(mention, rows, text)
                and (
                    _is_head(mention, rows, text)
                    or not (_listed(mention, rows, text) or _joined(mention, rows, named, text))
                )
            ):
                continue
        kept.append(mention)
    return kept


def _of_another_table(column: Mention, named: list[Mention]) -> bool:
    """答复出了几份, 新增的申请: no 制发 of what has no such column."""
    tables = {m.figure.table for m in named if m.figure is not None and m.figure.row}
    return column.figure is not None and bool(tables) and column.figure.table not in tables


def _is_head(mention: Mention, rows: list[Mention], text: str) -> bool:
    """没办完的申请和没审完的复议: of what the row before it is told, no thing of its own."""
    return any(text[row.end : mention.start] in ("", "的", "类", "类的") for row in rows if row.end <= mention.start)


def _put_in_order(mention: Mention, rows: list[Mention], text: str) -> bool:
    """申请最多，复议几件: an order of its own; 复议申请最多 is one of 复议."""
    alone = not any(text[row.end : mention.start] in ("", "的") for row in rows if row.end <= mention.start)
    return alone and ORDERED.match(text, mention.end) is not None


def _listed(mention: Mention, rows: list[Mention], text: str) -> bool:
    """申请和复议各几件: two things, not one thing in two words."""
    return any(
        LISTS.search(text, min(mention.end, row.end), max(mention.start, row.start)) is not None
        for row in rows
        if mention.figure is not None and (row.figure is None or row.figure.table != mention.figure.table)
    )


def _joined(mention: Mention, rows: list[Mention], named: list[Mention], text: str) -> bool:
    """申请和不予公开各多少, 自然人申请比自然人办结少, 申请超过500的区复议几件: two things, with nothing else between them but who
    applied."""
    beside = [m for m in named if m.is_column or m.target == mention.target]
    pairs = ((mention, row) if mention.start < row.start else (row, mention) for row in rows)
    gaps = [between(first, second, beside, text) for first, second in pairs]
    return any(pattern.fullmatch(gap) for gap in gaps for pattern in (JOINED, HELD, OF_BODIES))
