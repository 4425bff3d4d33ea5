"""Figures of many bodies -> Reply: who, how many were looked at, who has no number, who is not loaded."""

from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from bot.figures.figure import Figure
from bot.reading.readings import AGAINST_ALL, OF_TWO, OVER_ALL, Fields, Group
from bot.replies.figure_text import (
    MOST_SOURCES,
    bearable,
    distance_text,
    first_places,
    kept_text,
    source_texts,
    value_text,
    verdict_text,
)
from bot.replies.reply import Reply
from store.facts.catalogue import Entry
from store.facts.numbers import grouped, rounded
from store.findings import Finding

ALL_ZERO = "都是 0，分不出谁最多："
NOT_ALONE = "名次有并列，分不出是哪几个，没有算合计："


def reply_to_group(
    fields: Fields, figures: tuple[Figure, ...], findings: tuple[Finding, ...], entries: list[Entry], without: list[Entry],
    where: str, unloaded: list[str], name: str,
) -> Reply:  # fmt: skip
    """The reply to a question about many bodies: who, how many were looked at, who has no number, who is not loaded."""
    shown = [figure for figure in figures if figure.headline]
    why = "没有收录上一年度的报告，或者空白、缺格、分母为 0" if fields.change else "空白、缺格或分母为 0"
    notes = [f"{_some([e.name for e in without])}没有这个数（{why}），没有算进去。"] if without else []
    notes += (
        [f"{where or fields.year}{'还' if where else '年度'}有 {len(unloaded)} 个没有收录：{_some(unloaded)}。"]
        if unloaded
        else []
    )
    notes += [f.remark for f in figures if f.remark]
    beside = [f for f in figures if not f.headline and fields.operation not in OF_TWO]
    made = figures if fields.operation in AGAINST_ALL else shown
    listed = [_ranked_line(list(own), fields) for _, own in groupby(beside, lambda figure: figure.agency)]
    return Reply(
        tuple(_group_headline(fields, shown, entries, len(entries) - len(without))),
        _group_reading(fields, name, entries, where),
        calculation=bearable((*listed, *(f"{_whose(f)} ＝ {f.formula}" for f in made if f.formula))),
        sources=first_places(source_texts(source for figure in figures for source in figure.sources))
        or _reports([entry for entry in entries if entry not in without]),
        warnings=tuple(dict.fromkeys(finding.sentence for finding in findings)),
        notes=tuple(dict.fromkeys((*fields.notes, *notes))),
    )


def _reports(entries: list[Entry]) -> tuple[str, ...]:
    """The reports that a sum or a mean was made of."""
    named = "、".join(entry.document for entry in entries[:MOST_SOURCES])
    more = f" 等 {len(entries)} 份报告" if len(entries) > MOST_SOURCES else ""
    return (f"{named}{more}",) if entries else ()


def _group_headline(fields: Fields, shown: list[Figure], entries: list[Entry], compared: int) -> list[str]:
    group = fields.group or Group()
    if not shown:
        if fields.order is not None and fields.order.first > 1 and compared:
            return [f"没有第 {fields.order.first} 名：只有 {compared} 个可以比。"]
        return ["没有这样的单位。"] if fields.conditions else ["这些报告里都没有这个数。"]
    alone = (
        [f"只有 {compared} 个单位有这个数，没有别的可比："]
        if fields.operation == "rank" and len(entries) > compared == 1
        else []
    )
    if fields.operation == "position":
        last = "倒数" if fields.order is not None and fields.order.end == "least" else ""
        return [f"{last}第 {shown[0].rank} 名（共 {compared} 个{group.kind or '单位'}）：{value_text(shown[0])}"]
    alone += [ALL_ZERO] if _all_zero(fields, shown) else []
    tied = fields.operation in OVER_ALL and len(shown) > 1
    alone += [NOT_ALONE] if tied else []
    single = fields.operation in (*OVER_ALL, *OF_TWO) and not tied
    if single or shown[0].unit == "个":
        lines = [_over_mean(f) if fields.operation == "over_mean" else value_text(f) for f in shown]
    else:
        lines = [_ranked_line(list(own), fields) for _, own in groupby(shown, lambda figure: figure.agency)]
    if (
        fields.operation == "rank"
        and group.bodies
        and len(shown) == len(lines) == 2
        and all(f.exact is not None for f in shown)
    ):
        lines.append(_judged_distance(shown, entries, fields) or distance_text(shown[0], shown[1]))
    if fields.operation in ("ratio", "over_mean") and (so := _judged(shown[0], fields)):
        lines[0] = f"{so}：{lines[0]}"
    return alone + lines


def _all_zero(fields: Fields, shown: list[Figure]) -> bool:
    """Whether the most of several is none at all: then no one has the most."""
    first = (
        fields.operation == "rank"
        and fields.order is not None
        and fields.order.end == "most"
        and fields.order.last == 1
    )
    return first and len(shown) > 1 and all(figure.exact == 0 for figure in shown)


def _whose(figure: Figure) -> str:
    """A figure with its body, once."""
    return figure.name if figure.name.startswith(figure.agency) else f"{figure.agency} {figure.name}"


def _over_mean(figure: Figure) -> str:
    """比平均多 3.5件: how far a body is from the mean."""
    if not figure.exact:
        return value_text(figure) if figure.exact is None else "和平均数一样"
    distance = rounded(abs(Fraction(figure.exact)))
    return f"比平均数{'多' if figure.exact > 0 else '少'} {grouped(distance)}{figure.unit}"


def _judged(figure: Figure, fields: Fields) -> str:
    """What is said to a limit on what was worked out of two bodies."""
    return verdict_text(figure, fields.conditions[0]) if any(c.unit for c in fields.conditions) else ""


def _judged_distance(shown: list[Figure], entries: list[Entry], fields: Fields) -> str:
    """比鄞州多100件吗: by how much the first that was named has more; empty where that is not asked."""
    order = [entry.name for body in fields.bodies for entry in entries if entry.agency == body]
    first, second = sorted(shown, key=lambda figure: order.index(figure.agency))
    if first.exact is None or second.exact is None:
        return ""
    unit = "个百分点" if first.unit == "%" else first.unit
    so = _judged(replace(first, exact=first.exact - second.exact, unit=unit), fields)
    more = f"{first.agency}{'多' if first.exact > second.exact else '少'}，" if first.exact != second.exact else ""
    return f"{so}：{more}{distance_text(first, second)}" if so else ""


def _group_reading(fields: Fields, name: str, entries: list[Entry], where: str) -> str:
    group, year = fields.group or Group(), fields.year
    looked = f"{where}收录的 {year} 年度 {len(entries)} 个{group.kind or '单位'}"
    if group.bodies:
        looked = "、".join(e.name for e in entries) + f" · {year}年度"
    newest = "（没说年份，取收录最多的一年）" if fields.newest else ""
    return f"{looked} · {name}{kept_text(fields)}{newest}"


def _some(names: list[str]) -> str:
    return "、".join(names[:6]) + (f"等 {len(names)} 个" if len(names) > 6 else "")


def _ranked_line(figures: list[Figure], fields: Fields) -> str:
    """A body with its figures."""
    figure = figures[0]
    rank = f"{figure.rank}. " if figure.rank and (fields.order is None or fields.order.last != 1) else ""
    nth = fields.order is not None and fields.order.last and fields.order.end == "least"
    rank = f"倒数第 {figure.rank} 名 " if rank and nth else rank
    several = len(fields.targets) > 1
    return f"{rank}{figure.agency}：" + "，".join(
        f"{f.name} {value_text(f)}" if several else value_text(f) for f in figures
    )
