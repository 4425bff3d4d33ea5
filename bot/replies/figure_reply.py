"""Figures -> Reply: the figure on top, under it how it was read and worked out, its places, and what is wrong with it."""

from bot.figures.figure import Figure
from bot.reading.readings import Fields
from bot.replies.figure_text import (
    bearable,
    distance_text,
    first_places,
    kept_text,
    source_texts,
    value_text,
    verdict_text,
)
from bot.replies.reply import Reply, shorten
from store.facts.numbers import as_decimal, grouped
from store.findings import Finding
from store.forms.form import FigureId, Form

MOST_LINES, MOST_OF_TABLE = 12, 30
IN_ORDER = ("rank_years", "rank_parts")


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
    headline = ["都是 0，分不出先后："] * _all_zero(fields, shown) + headline or ["没有这样的。"]
    headline = _less(headline, fields, shown)
    headline = _alike(_judged(headline, fields, shown), fields, shown)
    headline += _apart(fields, figures)
    beside = _beside([figure for figure in figures if not figure.headline], fields)
    most = MOST_OF_TABLE if fields.operation == "table" else MOST_LINES
    return Reply(
        headline=(
            *headline[:most],
            *([f"还有 {len(headline) - most} 个"] if len(headline) > most else []),
            *gone,
        ),
        reading=_reading(fields, figures, form),
        calculation=bearable((*beside, *(f"{f.name} ＝ {f.formula}" for f in shown if f.formula))),
        quotes=tuple(dict.fromkeys(shorten(f.sentence) for f in shown if f.sentence)),
        sources=first_places(source_texts(source for figure in figures for source in figure.sources)),
        warnings=tuple(dict.fromkeys(finding.sentence for finding in findings)),
        notes=tuple(dict.fromkeys((*fields.notes, *(f.remark for f in shown if f.remark)))),
    )


def _less(headline: list[str], fields: Fields, shown: list[Figure]) -> list[str]:
    """A difference below 0 also in words: 少 172件."""
    if fields.operation != "difference":
        return headline
    less = [
        f"（少 {grouped(as_decimal(-f.exact))}{f.unit}）" if f.exact is not None and f.exact < 0 else "" for f in shown
    ]
    return [line + words for line, words in zip(headline, less, strict=False)]


def _all_zero(fields: Fields, shown: list[Figure]) -> bool:
    """不予公开最大的原因 where every reason has 0."""
    ordered = fields.operation in IN_ORDER and not fields.conditions and len(shown) > 1
    return ordered and all(figure.exact == 0 for figure in shown)


def _apart(fields: Fields, figures: tuple[Figure, ...]) -> list[str]:
    """复议和诉讼哪个多: of two also how far they are apart."""
    two = fields.operation == "rank_parts" and len(figures) == 2 and not (fields.base or fields.conditions)
    known = all(figure.exact is not None and figure.unit == figures[0].unit for figure in figures)
    return [distance_text(*figures)] if two and known and figures[0].exact != figures[1].exact else []


def _judged(headline: list[str], fields: Fields, shown: list[Figure]) -> list[str]:
    """增加了72件吗: each figure that this is asked of with a yes or no."""
    if fields.operation in IN_ORDER or not fields.conditions:
        return headline
    judged = [verdict_text(figure, fields.conditions[0]) for figure in shown]
    return [f"{so}：{line}" if so else line for so, line in zip(judged, headline, strict=False)]


def _alike(headline: list[str], fields: Fields, shown: list[Figure]) -> list[str]:
    """一致吗: whether the difference is none."""
    if not fields.alike or fields.operation not in ("difference", "change") or not shown or shown[0].exact is None:
        return headline
    return [f"{'不一样' if shown[0].exact else '一样'}：{headline[0]}", *headline[1:]]


def _beside(figures: list[Figure], fields: Fields) -> list[str]:
    """The figures that stand beside those on top; of an order the rest in one line."""
    if fields.operation in IN_ORDER:
        return ["；".join(_line(f, fields, several=False, single=False) for f in figures)] if figures else []
    return [f"{_where(f)}{f.name}：{value_text(f)}" for f in figures]


def _line(figure: Figure, fields: Fields, *, several: bool, single: bool) -> str:
    if fields.operation in IN_ORDER:
        placed = figure.rank and fields.order is not None and fields.order.last != 1
        from_below = fields.order is not None and fields.order.end == "least"
        rank = f"倒数第 {figure.rank} 名 " if placed and from_below else f"{figure.rank}. " if placed else ""
        return (
            f"{rank}{f'{figure.year}年度' if fields.operation == 'rank_years' else figure.name}：{value_text(figure)}"
        )
    name = "" if single else f"{_where(figure) if several else ''}{figure.name}："
    rank = f"{figure.rank}. " if figure.rank else ""
    return f"{rank}{name}{value_text(figure)}" + (f"，{figure.trend}" if figure.trend else "")


def _where(figure: Figure) -> str:
    return f"{figure.agency}{figure.year}年度"


def _reading(fields: Fields, figures: tuple[Figure, ...], form: Form) -> str:
    bodies = "、".join(dict.fromkeys(f.agency for f in figures))
    years = "、".join(f"{year}年度" for year in sorted({f.year for f in figures}))
    tables = list(dict.fromkeys(form.tables[i.table].name for f in figures for i in f.ids))
    names = list(dict.fromkeys(f.name for f in figures if f.headline))
    shown = "、".join(names[:4]) + (f"等 {len(names)} 项" if len(names) > 4 else "")
    text = f"{bodies} · {years} · {'、'.join(tables) or '正文'} · {shown}"
    return text + kept_text(fields) + ("（没说年份，取最新收录的一年）" if fields.newest else "")


def touching(findings: tuple[Finding, ...], figures: tuple[Figure, ...]) -> tuple[Finding, ...]:
    """The findings that concern one of the figures."""
    if not findings:
        return ()
    ids = {i for figure in figures for i in figure.ids}
    rows = {FigureId(i.table, i.row, "") for i in ids}
    return tuple(f for f in findings if any(i in ids or i in rows for i in f.figures))
