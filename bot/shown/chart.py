"""Answer -> Chart: what a picture of it shows, as data.  Which figures can be one picture is decided here, how it looks elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.figures.figure import Figure
from bot.knowledge import Answer
from bot.reading.readings import GROWTH

MOST_BARS, MOST_LINES = 20, 6
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
            f"{(one.name + ' ') if len(self.series) > 1 else ''}{label} {'没有数' if value is None else f'{value:f}{self.unit}'}"
            for one in self.series
            for label, value in zip(self.labels, one.values, strict=True)
        ]
        return f"{self.title}：" + "，".join(rows)


def chart_of(answer: Answer) -> Chart | None:
    """The picture of an answer; None where its figures are no row of one kind."""
    shown = [figure for figure in answer.figures if figure.unit == answer.figures[0].unit and not figure.sentence]
    if answer.fields is not None and answer.fields.operation not in ("rank_years", *GROWTH):
        shown = [figure for figure in shown if figure.headline]
    if len(shown) < 2:
        return None
    source = "来源：" + "、".join(dict.fromkeys(s.document for f in shown for s in f.sources if s.document))
    return _over_years(shown, _short(source)) or _bars(shown, _short(source))


def _over_years(figures: list[Figure], source: str) -> Chart | None:
    """The same figure of the same bodies over at least two years."""
    years = sorted({figure.year for figure in figures})
    bodies, names = (list(dict.fromkeys(x)) for x in ((f.agency for f in figures), (f.name for f in figures)))
    rows = [(body, name) for body in bodies for name in names]
    if len(years) < 2 or len(rows) > MOST_LINES:
        return None
    span = range(years[0], years[-1] + 1)
    at = {(f.agency, f.name, f.year): f.value for f in figures}
    series = tuple(
        Series(_apart(body, bodies) + _apart(name, names), tuple(at.get((body, name, year)) for year in span))
        for body, name in rows
    )
    title = f"{'、'.join(bodies[:3])} {'、'.join(names[:2])}（{years[0]}—{years[-1]}）"
    return Chart("lines", title, figures[0].unit, tuple(map(str, span)), series, source)


def _bars(figures: list[Figure], source: str) -> Chart | None:
    """One figure of several bodies, or several figures of one report."""
    bodies, names = list(dict.fromkeys(f.agency for f in figures)), list(dict.fromkeys(f.name for f in figures))
    years = list(dict.fromkeys(f.year for f in figures))
    if len(years) != 1 or (len(bodies) > 1 and len(names) > 1):
        return None
    kept = figures[:MOST_BARS]
    of_bodies = len(bodies) > 1
    left_out = f"（共 {len(figures)} 项，画前 {MOST_BARS} 项）" if len(figures) > MOST_BARS else ""
    labels = tuple(figure.agency if of_bodies else figure.name for figure in kept)
    title = (
        f"{'' if of_bodies else bodies[0]}{years[0]}年度 {names[0] if len(names) < 3 or of_bodies else names[0] + '等'}"
    )
    return Chart("bars", title + left_out, kept[0].unit, labels, (Series("", tuple(f.value for f in kept)),), source)


def _apart(name: str, names: Iterable[str]) -> str:
    return name if len(list(names)) > 1 else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
