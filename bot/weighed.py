"""Mentions -> those that count: wholes whose part is named go, weak words give way to a figure of their own kind."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.target import Mention, Target
from store.form import FigureId, Form
from store.narrower_rates import rate_at

LISTS = re.compile(r"[、,，;；/+和与及跟且又但]|以及|还有|加上")
ORDERED = re.compile(r"(?:数|数量|件数|量)?(?:最|排|第|前|从|超|不足|不到|[低高多少大小]于)")
JOINED = re.compile(r"(?:的|数量|件数|数)?(?:[、,，;；/+和与及跟同或]|或者|以及|还有|加上?)(?:收到)?的?")
HELD = re.compile(
    r"的?(?:数量|件数|数)?(?:比|较|减去?|超过|除以|[多少高低大小]于|不如|不及|[多少高低]?还是)(?:收到)?的?(?:多|少)?"
)
APART = re.compile(
    r"[;；/+和与及跟同或比较减加]|以及|还有|超过|除以|[多少高低大小]于|不如|不及|还是|扣|去掉|除去|不含|不算|刨|剔"
)
PAUSE = re.compile(r"[、,，]")
NARROWS = re.compile(r"其中|里|中|内|因|包括|理由|原因|类")  # 不予公开的，其中国家秘密
OF_BODIES = re.compile(
    r"(?:[^,，。?？]{0,6}的)?(?:区县|县区|[区县市]|单位|地方|年份|年度?)(?:里|中)?的?(?:收到)?(?:了|多少|几件)?"
)


def narrowed(named: list[Mention], text: str, form: Form) -> list[Mention]:
    """Without the wholes of which a part is named too; 败诉 beside 直接起诉 keeps only its column.

    行政诉讼和败诉各多少 names two things."""
    named = _cells_beside_rows(_rates_of_parts(named, text, form), text, form)
    if len(named) == 2 and JOINED.fullmatch(text[named[0].end : named[1].start]):
        one, other = named
        if (cell := _cell_of(one, other, form)) is not None:
            return [one, cell]
    strong = [m.figure for m in named if m.figure is not None and not m.weak]
    rows = {(figure.table, figure.row) for figure in strong}
    columns = {(figure.table, figure.column) for figure in strong if not figure.row}
    kept = []
    for mention in named:
        figure = mention.figure
        if figure is None:
            kept.append(mention)
            continue
        table = form.tables[figure.table]
        whole, axes = (table.rows[figure.row], rows) if figure.row else (table.columns[figure.column], columns)
        if _stands_by_itself(mention, named, text, form):
            kept.append(mention)
            continue
        inside = any((figure.table, part) in axes for part in whole.sum)
        if figure.row and figure.column and (inside or _named_beside(mention, named)):
            column = Target((FigureId(figure.table, "", figure.column),))
            kept.append(Mention(mention.text, mention.start, mention.end, column))
        elif not inside:
            kept.append(mention)
    return kept


def _rates_of_parts(named: list[Mention], text: str, form: Form) -> list[Mention]:
    """直接起诉败诉率: the rate of that part of the row, where it stands right before."""
    rows = [m for m in named if m.figure is not None and m.figure.row and not m.figure.column and not m.weak]
    beside: dict[Mention, Mention] = {}
    before: Mention | None = None  # 直接起诉维持率、败诉率: both of that part
    for rate in (m for m in named if m.target.rate):
        listed = before in beside and before is not None and JOINED.fullmatch(text, before.end, rate.start)
        row = (
            beside[before]
            if listed and before is not None
            else next((r for r in rows if _stands_before(r, rate, text)), None)
        )
        if row is not None and _rate_there(rate, row, form):
            beside[rate] = row
        before = rate
    gone = set(beside.values())
    return [_at_part(m, beside[m]) if m in beside else m for m in named if m not in gone]


def _rate_there(rate: Mention, row: Mention, form: Form) -> bool:
    return row.figure is not None and rate_at(rate.target.rate, row.figure) in form.rates


def _at_part(rate: Mention, row: Mention) -> Mention:
    assert row.figure is not None
    return replace(rate, start=row.start, target=Target(rate=rate_at(rate.target.rate, row.figure)))


def _stands_by_itself(mention: Mention, named: list[Mention], text: str, form: Form) -> bool:
    """Whether a part or the whole of it is named and something stands between the two that makes them two things: 重复申请和不予处理,
    国家秘密比不予公开, but no 不予公开的国家秘密."""
    related = [m for m in named if _whole_and_part(mention, m, form) or _whole_and_part(m, mention, form)]
    related += [m for m in named if _cell_of_whole(mention, m, form) or _cell_of_whole(m, mention, form)]
    gaps = (_gap(mention, other, named, text) for other in related)
    return bool(related) and all(gap is None or _is_apart(gap, text) for gap in gaps)


def _gap(one: Mention, other: Mention, named: list[Mention], text: str) -> str | None:
    """What stands between two mentions, without those of the other kind; None where a third of their kind stands there too."""
    first, second = sorted((one, other), key=lambda m: m.start)
    inside = [m for m in named if first.end <= m.start and m.end <= second.start]
    third = any(m.is_column == one.is_column and m.target not in (one.target, other.target) for m in inside)
    return None if third else _between(first, second, inside, text)


def _is_apart(gap: str, text: str) -> bool:
    pause = PAUSE.search(gap) is not None and NARROWS.search(gap) is None
    return APART.search(gap) is not None or pause or (gap == "是" and "倍" in text)


def _whole_and_part(one: Mention, other: Mention, form: Form) -> bool:
    """A row and a cell of it (行政诉讼, 败诉), a sum and one of its rows (不予公开, 国家秘密) or columns (法人, 商业企业)."""
    row, part = one.figure, other.figure
    if row is None or part is None or row.table != part.table or bool(row.row) != bool(part.row):
        return False
    table = form.tables[row.table]
    if not row.row:
        return part.column in table.columns[row.column].sum
    return not row.column and ((row.row == part.row and bool(part.column)) or part.row in table.rows[row.row].sum)


def _cell_of_whole(cell: Mention, part: Mention, form: Form) -> bool:
    """败诉, a cell of 行政诉讼, and 直接起诉, a part of that."""
    one, other = cell.figure, part.figure
    named = one is not None and other is not None and one.table == other.table and bool(one.row and one.column)
    return one is not None and other is not None and named and other.row in form.tables[one.table].rows[one.row].sum


def _cell_of(one: Mention, other: Mention, form: Form) -> Mention | None:
    """行政复议和纠正数: the row, and its cell in that column; not where the column is one of applicants."""
    row, column = one.figure, other.figure
    if row is None or column is None or row.table != column.table or not row.row or row.column or column.row:
        return None
    cell = FigureId(row.table, row.row, column.column)
    if form.tables[row.table].default_row or not form.exists(cell):
        return None
    return Mention(other.text, other.start, other.end, Target((cell,)))


def _cells_beside_rows(named: list[Mention], text: str, form: Form) -> list[Mention]:
    """复议和复议维持, 自然人申请和申请: a row, and a cell of it; only where the row is named again in one list."""
    rows = [m.target for m in named if m.figure is not None and m.figure.row and not m.figure.column]
    kept: list[Mention] = []
    for mention in named:
        last = kept[-1] if kept else None
        cell = _touching(last, mention, text, form) if last is not None else None
        if cell is not None and max(rows.count(mention.target), rows.count(kept[-1].target)) > 1:
            kept[-1] = cell
        else:
            kept.append(mention)
    held = (JOINED, HELD)
    listed = (_row_and_cell(a, b) and any(p.fullmatch(text, a.end, b.start) for p in held) for a, b in pairwise(kept))
    return kept if len(kept) < len(named) and any(listed) else named


def _touching(one: Mention, other: Mention, text: str, form: Form) -> Mention | None:
    """The cell of a row and a column of it that stand side by side."""
    if text[one.end : other.start] not in ("", "的", "结果"):
        return None
    row, column = (other, one) if one.is_column else (one, other)
    if (own := _own_cell(row, column)) is not None:
        return replace(own, start=one.start, text=text[one.start : other.end])
    if row.figure is None or column.figure is None or row.is_column or row.figure.column or not column.is_column:
        return None
    cell = FigureId(row.figure.table, row.figure.row, column.figure.column)
    there = row.figure.table == column.figure.table and form.exists(cell)
    return Mention(text[one.start : other.end], one.start, other.end, Target((cell,))) if there else None


def _row_and_cell(one: Mention, other: Mention) -> bool:
    """Whether one is a row and the other a cell of it, in either order."""
    figures = [m.figure for m in (one, other) if m.figure is not None and m.figure.row]
    return len(figures) == 2 and figures[0][:2] == figures[1][:2] and bool(figures[0].column) != bool(figures[1].column)


def _own_cell(row: Mention, cell: Mention) -> Mention | None:
    """诉讼败诉: the word that is a cell of that row already."""
    same = row.figure is not None and cell.figure is not None and cell.figure[:2] == row.figure[:2]
    return cell if same and cell.figure is not None and cell.figure.column else None


def _named_beside(mention: Mention, named: list[Mention]) -> bool:
    """Whether the row of a cell is named by another word as well: 诉讼败诉."""
    assert mention.figure is not None
    return any(m is not mention and m.figure is not None and m.figure[:2] == mention.figure[:2] for m in named)


def weighed(named: list[Mention], text: str, form: Form) -> list[Mention]:
    """Without weak words that give way: 申请 beside a row of its own kind, 组织 beside a figure of the text."""
    strong = [m for m in named if not m.weak]
    rows = [m for m in strong if not m.is_column]
    kept = []
    for mention in named:
        if mention.weak and mention.figure is not None:
            if not mention.is_column and any(_stands_before(mention, m, text) for m in strong if m.target.rate):
                continue  # 申请办结率
            if mention.is_column and (
                mention.target in [m.target for m in strong]
                or any(m.figure is None and not m.target.rate for m in strong)
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


def _stands_before(mention: Mention, other: Mention, text: str) -> bool:
    return mention.end <= other.start and text[mention.end : other.start] in ("", "的")


def _is_head(mention: Mention, rows: list[Mention], text: str) -> bool:
    """没办完的申请和没审完的复议: of what the row before it is told, no thing of its own."""
    return any(text[row.end : mention.start] in ("", "的", "类", "类的") for row in rows if row.end <= mention.start)


def _put_in_order(mention: Mention, rows: list[Mention], text: str) -> bool:
    """申请最多，复议几件: an order of its own; 复议申请最多 is one of 复议."""
    alone = not any(row.end == mention.start for row in rows)
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
    gaps = [_between(first, second, beside, text) for first, second in pairs]
    return any(pattern.fullmatch(gap) for gap in gaps for pattern in (JOINED, HELD, OF_BODIES))


def _between(first: Mention, second: Mention, beside: list[Mention], text: str) -> str:
    """What stands between two mentions, without those that stand there too."""
    gap, at = "", first.end
    for other in beside:
        if at <= other.start and other.end <= second.start:
            gap, at = gap + text[at : other.start], other.end
    return gap + text[at : second.start]
