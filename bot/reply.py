"""Figures, or the question back -> Reply: all wording, no markup.

On top the figure, then how the question was read, the calculation, the places, what is wrong with the figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.figures.figure import Figure, Source
from bot.reading import Choice, Fields, NothingThere, NotUnderstood, Unclear
from store.findings import Finding
from store.form import FigureId, Form
from store.numbers import grouped

MOST_SOURCES, MOST_LINES, LONGEST_QUOTE = 4, 12, 160
NO_NUMBER = {
    "blank": "空白（报告里这一格没有填，不等于 0）",
    "dash": "画了线（报告里这一格是“{raw}”，没有数）",
    "absent": "没有（报告里没有这一格）",
    "unreadable": "读不出（报告里这一格写作“{raw}”）",
    "zero_base": "算不出（分母为 0）",
    "not_stated": "没有（正文没有说这个数）",
}
NO_SUM = {"blank": "有一格没有填", "dash": "有一格画了线", "absent": "报告里缺一格", "unreadable": "有一格读不出"}
KEPT = {"body": "单位", "year": "年份", "figure": "指标"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person gets.  `headline` is the answer itself; the rest may be folded by a front end."""

    headline: tuple[str, ...]
    reading: str = ""
    calculation: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    def text(self) -> str:
        """The reply as plain lines."""
        lines = [*self.headline]
        lines += [f"读作：{self.reading}"] if self.reading else []
        lines += [f"算法：{line}" for line in self.calculation]
        lines += [f"原文：{line}" for line in self.quotes]
        lines += [f"出处：{line}" for line in self.sources]
        lines += [f"⚠ {line}" for line in self.warnings]
        lines += [f"注：{line}" for line in self.notes]
        lines += [f"{number}. {choice.label}" for number, choice in enumerate(self.choices, 1)]
        return "\n".join(lines)


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
    headline = [value_text(f) if single else f"{_where(f) if several else ''}{f.name}：{value_text(f)}" for f in shown]
    beside = [f"{_where(f)}{f.name}：{value_text(f)}" for f in figures if not f.headline]
    sources = source_texts(source for figure in figures for source in figure.sources)
    more = f"共 {len(sources)} 处，以上是前 {MOST_SOURCES} 处" if len(sources) > MOST_SOURCES else ""
    return Reply(
        headline=(
            *headline[:MOST_LINES],
            *([f"还有 {len(headline) - MOST_LINES} 个"] if len(headline) > MOST_LINES else []),
            *gone,
        ),
        reading=_reading(fields, figures, form),
        calculation=(*beside, *(f"{f.name} ＝ {f.formula}" for f in shown if f.formula)),
        quotes=tuple(dict.fromkeys(shorten(f.sentence) for f in shown if f.sentence)),
        sources=(*sources[:MOST_SOURCES], *([more] if more else [])),
        warnings=tuple(dict.fromkeys(finding.sentence for finding in findings)),
        notes=fields.notes,
    )


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
    kept = "".join(KEPT[part] + "、" for part in fields.kept).strip("、")
    text = f"{bodies} · {years} · {'、'.join(tables) or '正文'} · {shown}"
    return (
        text + (f"（{kept}沿用上一问）" if kept else "") + ("（没说年份，取最新收录的一年）" if fields.newest else "")
    )


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


def reply_to_unclear(unclear: Unclear) -> Reply:
    """A question back with its choices."""
    return Reply(
        (unclear.question,), choices=unclear.choices, notes=("回复数字或直接点选。",) if unclear.choices else ()
    )


def reply_to_nothing(nothing: NothingThere) -> Reply:
    """What is missing, and what there is."""
    return Reply((nothing.sentence,), choices=nothing.choices)


def reply_to_not_understood(reading: NotUnderstood, suggestions: tuple[Choice, ...]) -> Reply:
    """Which words were not understood, and three questions that work."""
    if reading.operation:
        sentence = f"{reading.operation}还不会答，所以没有答。"
    elif reading.unknown:
        sentence = f"没看懂“{'”“'.join(reading.unknown)}”，所以没有答。"
    else:
        sentence = "我只会查政府信息公开工作年度报告里的数。"
    understood = f"看懂了：{'、'.join(reading.understood)}" if reading.understood and reading.unknown else ""
    notes = (*([understood] if understood else []), *(["可以这样问："] if suggestions else []))
    return Reply((sentence,), notes=notes, choices=suggestions)


def shorten(text: str) -> str:
    """A quotation of bearable length."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
