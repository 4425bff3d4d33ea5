"""Figures -> Reply: the figure on top, under it how it was read and worked out, its places, and what is wrong with it."""

from collections.abc import Iterable
from fractions import Fraction

from bot.figures.figure import Figure, Source
from bot.figures.standing import meets
from bot.reading import Condition, Fields, Group
from bot.reply import Reply, shorten
from store.catalogue import Entry
from store.findings import Finding
from store.form import FigureId, Form
from store.numbers import as_decimal, grouped, rounded

MOST_SOURCES, MOST_LINES, MOST_CALCULATION, MOST_OF_TABLE = 4, 12, 8, 30
NO_NUMBER = {
    "blank": "空白（报告里这一格没有填，不等于 0）",
    "dash": "画了线（报告里这一格是“{raw}”，没有数）",
    "absent": "没有（报告里没有这一格）",
    "unreadable": "读不出（报告里这一格写作“{raw}”）",
    "zero_base": "算不出（分母为 0）",
    "not_stated": "没有（正文没有说这个数）",
}
NO_SUM = {"blank": "有一格没有填", "dash": "有一格画了线", "absent": "报告里缺一格", "unreadable": "有一格读不出"}
SIGN_WORDS = {">": "大于", ">=": "不小于", "<": "小于", "<=": "不大于", "=": "等于"}
IN_ORDER = ("rank_years", "rank_parts")
KEPT = {"body": "单位", "year": "年份", "figure": "指标"}


def reply_to_figures(
    fields: Fields,
    figures: tuple[Figure, ...],
    findings: tuple[Finding, ...],
    form: Form,
    gone: tuple[str, ...],
) -> Reply:
    """The reply to a question that was looked up."""
    shown = [figure for figure in figures if figure.headline]
    several = len({(f.agency, f.year) for f in shown}) > 1 or bool(gone)
    single = len(shown) == 1 and not several
    headline = [_line(f, fields, several=several, single=single) for f in shown]
    headline = headline or ["没有这样的。"]
    if fields.operation in ("value", "share") and fields.conditions:
        headline = [f"{_verdict(f, fields.conditions[:1])}{line}" for f, line in zip(shown, headline, strict=False)]
    beside = _beside([figure for figure in figures if not figure.headline], fields)
    most = MOST_OF_TABLE if fields.operation == "table" else MOST_LINES
    return Reply(
        headline=(
            *headline[:most],
            *([f"还有 {len(headline) - most} 个"] if len(headline) > most else []),
            *gone,
        ),
        reading=_reading(fields, figures, form),
        calculation=_bearable((*beside, *(f"{f.name} ＝ {f.formula}" for f in shown if f.formula))),
        quotes=tuple(dict.fromkeys(shorten(f.sentence) for f in shown if f.sentence)),
        sources=_first(source_texts(source for figure in figures for source in figure.sources)),
        warnings=tuple(dict.fromkeys(finding.sentence for finding in findings)),
        notes=tuple(dict.fromkeys((*fields.notes, *(f.remark for f in shown if f.remark)))),
    )


def _beside(figures: list[Figure], fields: Fields) -> list[str]:
    """The figures that stand beside those on top; of an order the rest in one line."""
    if fields.operation in IN_ORDER:
        return ["；".join(_line(f, fields, several=False, single=False) for f in figures)] if figures else []
    return [f"{_where(f)}{f.name}：{value_text(f)}" for f in figures]


def _line(figure: Figure, fields: Fields, *, several: bool, single: bool) -> str:
    if fields.operation in IN_ORDER:
        rank = f"{figure.rank}. " if figure.rank and fields.order is not None and fields.order.last != 1 else ""
        return (
            f"{rank}{f'{figure.year}年度' if fields.operation == 'rank_years' else figure.name}：{value_text(figure)}"
        )
    name = "" if single else f"{_where(figure) if several else ''}{figure.name}："
    rank = f"{figure.rank}. " if figure.rank else ""
    return f"{rank}{name}{value_text(figure)}" + (f"，{figure.trend}" if figure.trend else "")


def _verdict(figure: Figure, conditions: tuple[Condition, ...]) -> str:
    """是，大于 500：585件."""
    if figure.exact is None:
        return ""
    says = "、".join(condition_text(condition) for condition in conditions)
    return f"{'是' if all(meets(figure.exact, c) for c in conditions) else '不是'}（{says}）："


def condition_text(condition: Condition) -> str:
    """大于 500: so that 以上 and 超过 are seen to be told apart."""
    if isinstance(condition.value, Fraction):
        return f"{SIGN_WORDS[condition.sign]}平均数 {grouped(rounded(condition.value))}"
    return f"{SIGN_WORDS[condition.sign]} {grouped(condition.value)}"


def reply_to_group(
    fields: Fields, figures: tuple[Figure, ...], findings: tuple[Finding, ...], entries: list[Entry], without: list[Entry],
    where: str, unloaded: list[str], name: str,
) -> Reply:  # fmt: skip
    """The reply to a question about many bodies: who, how many were looked at, who has no number, who is not loaded."""
    shown = [figure for figure in figures if figure.headline]
    notes = [f"{_some([e.name for e in without])}没有这个数（空白、缺格或分母为 0），没有算进去。"] if without else []
    notes += (
        [f"{where or fields.year}{'还' if where else '年度'}有 {len(unloaded)} 个没有收录：{_some(unloaded)}。"]
        if unloaded
        else []
    )
    notes += [f.remark for f in figures if f.remark]
    listed = [f"{f.agency}：{value_text(f)}" for f in figures if not f.headline and fields.operation != "ratio"]
    return Reply(
        tuple(_group_headline(fields, shown, len(entries), len(entries) - len(without))),
        _group_reading(fields, name, entries, where),
        calculation=_bearable((*listed, *(f"{f.agency} {f.name} ＝ {f.formula}".lstrip() for f in shown if f.formula))),
        sources=_first(source_texts(source for figure in figures for source in figure.sources)),
        warnings=tuple(dict.fromkeys(finding.sentence for finding in findings)),
        notes=tuple(dict.fromkeys((*fields.notes, *notes))),
    )


def _group_headline(fields: Fields, shown: list[Figure], looked: int, compared: int) -> list[str]:
    group = fields.group or Group()
    if not shown:
        if fields.order is not None and fields.order.first > 1 and compared:
            return [f"没有第 {fields.order.first} 名：只有 {compared} 个可以比。"]
        return ["没有这样的单位。"] if fields.conditions else ["这些报告里都没有这个数。"]
    alone = (
        [f"只有 {compared} 个单位有这个数，没有别的可比："]
        if fields.operation == "rank" and looked > compared == 1
        else []
    )
    if fields.operation == "position":
        last = "倒数" if fields.order is not None and fields.order.end == "least" else ""
        return [f"{last}第 {shown[0].rank} 名（共 {compared} 个{group.kind or '单位'}）：{value_text(shown[0])}"]
    single = fields.operation in ("sum", "mean", "median", "ratio")
    lines = [value_text(f) if single or f.unit == "个" else _ranked_line(f, fields) for f in shown]
    if fields.operation == "rank" and group.bodies and len(shown) == 2 and all(f.exact is not None for f in shown):
        lines.append(_distance(shown[0], shown[1]))
    return alone + lines


def _group_reading(fields: Fields, name: str, entries: list[Entry], where: str) -> str:
    group, year = fields.group or Group(), fields.year
    looked = f"{where}收录的 {year} 年度 {len(entries)} 个{group.kind or '单位'}"
    if group.bodies:
        looked = "、".join(e.name for e in entries) + f" · {year}年度"
    newest = "（没说年份，取收录最多的一年）" if fields.newest else ""
    return f"{looked} · {name}{_kept(fields)}{newest}"


def _first(sources: list[str]) -> tuple[str, ...]:
    """The first places, and how many there are."""
    more = (f"共 {len(sources)} 处，以上是前 {MOST_SOURCES} 处",) if len(sources) > MOST_SOURCES else ()
    return (*sources[:MOST_SOURCES], *more)


def _bearable(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Not more lines than one reads."""
    rest = len(lines) - MOST_CALCULATION
    return lines if rest <= 1 else (*lines[:MOST_CALCULATION], f"其余 {rest} 行从略")


def _some(names: list[str]) -> str:
    return "、".join(names[:6]) + (f"等 {len(names)} 个" if len(names) > 6 else "")


def _ranked_line(figure: Figure, fields: Fields) -> str:
    rank = f"{figure.rank}. " if figure.rank and (fields.order is None or fields.order.last != 1) else ""
    nth = fields.order is not None and fields.order.last and fields.order.end == "least"
    rank = f"倒数第 {figure.rank} 名 " if rank and nth else rank
    name = f"{figure.name} " if len(fields.targets) > 1 else ""
    return f"{rank}{figure.agency}：{name}{value_text(figure)}"


def _distance(first: Figure, second: Figure) -> str:
    assert first.exact is not None
    assert second.exact is not None
    distance = abs(first.exact - second.exact)
    if not distance:
        return "一样多"
    unit = "个百分点" if first.unit == "%" else first.unit
    return f"相差 {grouped(rounded(distance)) if first.unit == '%' else grouped(as_decimal(distance))}{unit}"


def value_text(figure: Figure) -> str:
    """585件, 60.03%, or the sentence for no number."""
    if figure.value is None and figure.kind == "computed" and figure.state in NO_SUM:
        return f"算不出（要用到的格子里{NO_SUM[figure.state]}，不能当作 0）"
    if figure.value is None:
        return NO_NUMBER[figure.state].format(raw=figure.raw)
    sign = (
        "+"
        if figure.exact is not None and figure.kind == "computed" and figure.name.endswith("年") and figure.exact > 0
        else ""
    )
    number = f"{figure.value:f}" if figure.unit == "%" else grouped(figure.value)
    note = f"（{'报告注：' if figure.kind == 'printed' else ''}{figure.note}）" if figure.note else ""
    vague = figure.raw if figure.kind == "narrative" and figure.note else ""
    return vague + note if vague else f"{sign}{number}{figure.unit}{note}"


def _where(figure: Figure) -> str:
    return f"{figure.agency}{figure.year}年度"


def _reading(fields: Fields, figures: tuple[Figure, ...], form: Form) -> str:
    bodies = "、".join(dict.fromkeys(f.agency for f in figures))
    years = "、".join(f"{year}年度" for year in sorted({f.year for f in figures}))
    tables = list(dict.fromkeys(form.tables[i.table].name for f in figures for i in f.ids))
    names = list(dict.fromkeys(f.name for f in figures if f.headline))
    shown = "、".join(names[:4]) + (f"等 {len(names)} 项" if len(names) > 4 else "")
    text = f"{bodies} · {years} · {'、'.join(tables) or '正文'} · {shown}"
    return text + _kept(fields) + ("（没说年份，取最新收录的一年）" if fields.newest else "")


def _kept(fields: Fields) -> str:
    return f"（{'、'.join(KEPT[part] for part in fields.kept)}沿用上一问）" if fields.kept else ""


def source_texts(sources: Iterable[Source]) -> list[str]:
    """Places in words; places that differ only in their row are told in one line."""
    groups: dict[tuple[str, str, str, bool], list[Source]] = {}
    found = list(sources)
    for source in dict.fromkeys(found) if len(found) > 1 else found:
        groups.setdefault((source.document, source.table, source.column, source.sample), []).append(source)
    return [_place_text(group) for group in groups.values()]


def _place_text(group: list[Source]) -> str:
    first = group[0]
    where = first.document + ("（内置示例）" if first.sample else "") + f" {first.table}"
    if first.row:
        where += f" “{first.row.split('/')[-1]}”" + (f"等 {len(group)} 行" if len(group) > 1 else "行")
    where += f"“{first.column}”列" if first.column else ""
    if first.page:
        where += f"，第 {_span(s.page for s in group)} 页"
    if first.line:
        return where + f"，第 {_span(s.line for s in group)} 行"
    return where + (f"，网页第 {first.grid} 个表格第 {_span(s.grid_row for s in group)} 行" if first.grid else "")


def _span(numbers: Iterable[int | None]) -> str:
    """8—15, or 4、26 where numbers lie apart."""
    found = sorted({number for number in numbers if number is not None})
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}—{found[-1]}"
    return "、".join(map(str, found))


def touching(findings: tuple[Finding, ...], figures: tuple[Figure, ...]) -> tuple[Finding, ...]:
    """The findings that concern one of the figures."""
    if not findings:
        return ()
    ids = {i for figure in figures for i in figure.ids}
    rows = {FigureId(i.table, i.row, "") for i in ids}
    return tuple(f for f in findings if any(i in ids or i in rows for i in f.figures))
