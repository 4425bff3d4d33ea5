"""Mentions -> those without the wholes of which a part is named too."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.targets.target import Mention, Target
from store.forms.form import FigureId, Form
from store.forms.narrower_rates import rate_at

JOINED = re.compile(r"(?:的|数量|件数|数)?(?:[、,，;；/+和与及跟同或]|或者|以及|还有|加上?)(?:收到)?的?")
HELD = re.compile(
    r"的?(?:数量|件数|数)?(?:比|较|减去?|超过|除以|[多少高低大小]于|不如|不及|[多少高低]?还是)(?:收到)?的?(?:多|少)?"
)
APART = re.compile(
    r"[-;；/+−×÷<>=和与及跟同或比较减加]|以及|还有|超过|除以|[多少高低大小]于|不如|不及|还是|扣|去掉|除去|不含|不算|刨|剔"
)
PAUSE = re.compile(r"[、,，]")
NARROWS = re.compile(r"其中|里|中|内|因|包括|理由|原因|类")  # 不予公开的，其中国家秘密


def narrowed(named: list[Mention], text: str, form: Form) -> list[Mention]:
    """Without the wholes of which a part is named too; 败诉 beside 直接起诉 keeps only its column.

    行政诉讼和败诉各多少 names two things."""
    named = _cells_beside_rows(_rates_of_parts(named, text, form), text, form)
    if len(named) > 1 and all(JOINED.fullmatch(text, one.end, other.start) for one, other in pairwise(named)):
        row, *columns = named  # 行政复议案件总数、维持数、纠正数
        cells = [cell for column in columns if (cell := _cell_of(row, column, form)) is not None]
        if len(cells) == len(columns):
            return [row, *cells]
    strong = [m.figure for m in named if m.figure is not None and not m.weak]
    kept = []
    for mention in named:
        figure = mention.figure
        if figure is None:
            kept.append(mention)
            continue
        table = form.tables[figure.table]
        if _stands_by_itself(mention, named, text, form):
            kept.append(mention)
            continue
        inside = any(other.table == figure.table and table.holds(figure, other) for other in strong)
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
            else next((r for r in rows if stands_before(r, rate, text)), None)
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
    gaps = [_gap(mention, other, named, text) for other in related]
    return bool(related) and all(gap is None or _is_apart(gap, text) for gap in gaps)


def _gap(one: Mention, other: Mention, named: list[Mention], text: str) -> str | None:
    """What stands between two mentions, without those of the other kind; None where a third of their kind stands there too."""
    first, second = sorted((one, other), key=lambda m: m.start)
    inside = [m for m in named if first.end <= m.start and m.end <= second.start]
    third = any(m.is_column == one.is_column and m.target not in (one.target, other.target) for m in inside)
    return None if third else between(first, second, inside, text)


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
        return table.holds(row, part)
    return not row.column and ((row.row == part.row and bool(part.column)) or table.holds(row, part))


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


def stands_before(mention: Mention, other: Mention, text: str) -> bool:
    return mention.end <= other.start and text[mention.end : other.start] in ("", "的")


def between(first: Mention, second: Mention, beside: list[Mention], text: str) -> str:
    """What stands between two mentions, without those that stand there too."""
    gap, at = "", first.end
    for other in beside:
        if at <= other.start and other.end <= second.start:
            gap, at = gap + text[at : other.start], other.end
    return gap + text[at : second.start]
