"""Answer -> Chart: what a picture of it shows, as data.  Which figures can be one picture is decided here, how it looks elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.figures.figure import Figure
from bot.knowledge import Answer
from bot.reading.readings import GROWTH
from store.facts.numbers import grouped

MOST_BARS, MOST_LINES, MOST_NAMED, MOST_FIGURES = 20, 6, 3, 2
POINT = "·"  # between a row and a column
OTHER_UNIT = "另有 {} 项单位不同，没有画"
Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A line or a row of bars; None is a gap."""

    name: str
    values: Values


@dataclass(frozen=True, slots=True)
class Chart:
    """`lines` over years, or `bars`; `alt` says the same in words."""

    kind: Literal["lines", "bars"]
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    source: str

    @property
    def alt(self) -> str:
        """The picture in words."""
        rows = [
            f"{(one.name + ' ') if len(self.series) > 1 else ''}{label} {'没有数' if value is None else f'{grouped(value)}{self.unit}'}"
            for one in self.series
            for label, value in zip(self.labels, one.values, strict=True)
        ]
        return f"{self.title}：" + "，".join(rows)


def chart_of(answer: Answer) -> Chart | None:
    """The picture of an answer; None where its figures are no row of one kind."""
    shown = [figure for figure in answer.figures if figure.unit == answer.figures[0].unit and not figure.sentence]
    operation = answer.fields.operation if answer.fields is not None else "value"
    if operation in GROWTH:
        shown = [figure for figure in shown if not figure.headline]  # what grew, not by how much
    elif operation != "rank_years":
        shown = [figure for figure in shown if figure.headline]
    if len(shown) < 2 or all(figure.value is None for figure in shown):
        return None
    source = _listed(dict.fromkeys(s.document for f in shown for s in f.sources if s.document))
    asked = answer.fields.years if answer.fields is not None else ()
    chart = _over_years(shown, asked, source) or _bars(shown, _of_whom(answer), source)
    others = [f for f in answer.figures if f.unit != shown[0].unit and f.headline and not f.sentence]
    apart = operation not in GROWTH and others
    return replace(chart, title=f"{chart.title}（{OTHER_UNIT.format(len(others))}）") if chart and apart else chart


def in_script(chart: Chart, write: Callable[[str], str]) -> Chart:
    """The same picture with its words as `write` writes them."""
    series = tuple(replace(one, name=write(one.name)) for one in chart.series)
    labels = tuple(map(write, chart.labels))
    return replace(
        chart,
        title=write(chart.title),
        unit=write(chart.unit),
        labels=labels,
        series=series,
        source=write(chart.source),
    )


def _over_years(figures: list[Figure], asked: tuple[int, ...], source: str) -> Chart | None:
    """The same figure of the same bodies over at least two years; `asked`: the years that were asked for, with a number or without."""
    years = sorted({figure.year for figure in figures})
    bodies, names = (list(dict.fromkeys(x)) for x in ((f.agency for f in figures), (f.name for f in figures)))
    rows = [(body, name) for body in bodies for name in names]
    if len(years) < 2 or len(rows) > MOST_LINES:
        return None
    span = sorted({*years, *asked})
    at = {(f.agency, f.name, f.year): f.value for f in figures}
    series = tuple(
        Series(
            _apart(body, bodies) + _apart(_own(name, names), names), tuple(at.get((body, name, year)) for year in span)
        )
        for body, name in rows
    )
    some = "等" if len(bodies) > MOST_NAMED else ""
    title = f"{'、'.join(bodies[:MOST_NAMED])}{some} {_named(names)}（{span[0]}—{span[-1]}）"
    return Chart("lines", title, figures[0].unit, tuple(map(str, span)), series, source)


def _of_whom(answer: Answer) -> str:
    """Which bodies a ranking looked at, and of which year: 江苏省收录的 2024 年度 13 个市; empty of bodies that were named."""
    group = answer.fields.group if answer.fields is not None else None
    return answer.reply.reading.split(" · ")[0] if group is not None and not group.bodies else ""


def _bars(figures: list[Figure], of_whom: str, source: str) -> Chart | None:
    """One figure of several bodies, or several figures of one report."""
    bodies, names = list(dict.fromkeys(f.agency for f in figures)), list(dict.fromkeys(f.name for f in figures))
    years = list(dict.fromkeys(f.year for f in figures))
    if len(years) != 1 or (len(bodies) > 1 and len(names) > 1):
        return None
    kept = figures[:MOST_BARS]
    of_bodies = len(bodies) > 1
    left_out = f"（共 {len(figures)} 项，画前 {MOST_BARS} 项）" if len(figures) > MOST_BARS else ""
    labels = tuple(figure.agency if of_bodies else _own(figure.name, names) for figure in kept)
    whose = of_whom if of_bodies and of_whom else f"{'' if of_bodies else bodies[0]}{years[0]}年度"
    title = f"{whose} {_named(names)}"
    return Chart("bars", title + left_out, kept[0].unit, labels, (Series("", tuple(f.value for f in kept)),), source)


def _named(names: list[str]) -> str:
    """What all figures have in common (新收申请 of 新收申请·自然人), else the first of them, and that there are more."""
    if shared := _shared(names):
        return shared
    return "、".join(names[:MOST_FIGURES]) + ("等" if len(names) > MOST_FIGURES else "")


def _shared(names: list[str]) -> str:
    """What stands before the point in all names; empty where they differ in it, or there is but one."""
    before = {name.partition(POINT)[0] for name in names}
    return before.pop() if len(names) > 1 and len(before) == 1 and all(POINT in name for name in names) else ""


def _own(name: str, names: list[str]) -> str:
    """A name without what all have in common."""
    return name.removeprefix(f"{shared}{POINT}") if (shared := _shared(names)) else name


def _apart(name: str, names: Iterable[str]) -> str:
    return name if len(list(names)) > 1 else ""


def _listed(documents: Iterable[str]) -> str:
    """The first documents, and how many there are."""
    names = list(documents)
    more = f"等 {len(names)} 份" if len(names) > MOST_NAMED else ""
    return f"来源：{'、'.join(names[:MOST_NAMED])}{more}" if names else ""
