"""Chart -> PNG.  Readable at 320 px: few words, large, the values on the picture."""

import io
import threading
from decimal import Decimal
from pathlib import Path

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.shown.chart import Chart

FONT = font_manager.FontProperties(fname=str(Path(__file__).with_name("fonts") / "NotoSansSC-Regular.otf"))
INK, GREY, COLOURS = "#1f2933", "#8795a1", ("#2f6fb2", "#d9822b", "#3b8f5a", "#a0508c", "#7a6a53", "#c0392b")
ABOVE, APART = 0.055, 0.085  # of the height: a value above its point, and above another value
LINE, CROWDED = 0.24, 8  # inches of a line of the legend; years that stand close
CLEAR = 2  # lines whose values can stand at their points
POINTS, LIST_BEGINS = 17, 30  # of a line of the list of values; how far below the axis it begins
WIDTH, DOTS = 6.4, 150  # 960 px wide: three dots a pixel on a narrow phone
_LOCK = threading.Lock()  # its caches of glyphs are not made for several threads


def draw(chart: Chart) -> bytes:
    """A PNG of about 960 px width."""
    with _LOCK:
        below = LINE * _lines_below(chart)
        height = 4.2 + below if chart.kind == "lines" else 1.7 + 0.42 * len(chart.labels)
        page = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor="white", layout="constrained")
        axes = page.add_subplot()
        (_lines if chart.kind == "lines" else _bars)(axes, chart)
        axes.tick_params(length=0)
        page.suptitle(_folded(chart.title), fontproperties=_font(15), color=INK, x=0.01, ha="left")
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(GREY)
        page.supxlabel(_folded(chart.source, 40), fontproperties=_font(11), color=GREY, x=0.01, ha="left")
        out = io.BytesIO()
        FigureCanvasAgg(page).print_png(out)  # type: ignore[no-untyped-call]
        return out.getvalue()


def _lines(axes: Axes, chart: Chart) -> None:
    places = range(len(chart.labels))
    for number, series in enumerate(chart.series):
        values = [float("nan") if value is None else float(value) for value in series.values]
        colour = COLOURS[number % len(COLOURS)]
        axes.plot(places, values, color=colour, linewidth=2.4, marker="o", markersize=6)
    axes.set_xticks(list(places), chart.labels, fontproperties=_font(_small(chart)), color=INK)
    axes.set_yticks([])
    axes.set_ylabel(f"单位：{chart.unit}", fontproperties=_font(11), color=GREY)
    axes.margins(x=0.12, y=0.22)
    if all(value is None or value >= 0 for series in chart.series for value in series.values):
        axes.set_ylim(bottom=0)  # else a small change looks large
    _name_gaps(axes, chart)
    if len(chart.series) > CLEAR:
        _list_values(axes, chart)
        return
    _make_room(axes, chart)
    _name_values(axes, chart)
    if len(chart.series) > 1:
        axes.legend(
            axes.get_lines(),
            _folded_names(chart),
            prop=_font(11),
            frameon=False,
            loc="upper left",
            bbox_to_anchor=(0, -0.09),
            labelcolor=INK,
        )  # below, where no line is


def _lines_below(chart: Chart) -> int:
    """How many lines of text the legend, or the list of values, takes."""
    if len(chart.series) > CLEAR:
        return 2 * len(chart.series)
    return sum(1 + name.count("\n") for name in _folded_names(chart)) if len(chart.series) > 1 else 0


def _list_values(axes: Axes, chart: Chart) -> None:
    """The values of many lines under their years, each line with its name: over the points they would stand at others."""
    down = LIST_BEGINS
    for number, series in enumerate(chart.series):
        colour = COLOURS[number % len(COLOURS)]
        _below(axes, f"● {_folded(series.name, 40)}", (0.0, down), colour, "left", "axes fraction")
        for at, value in enumerate(series.values):
            _below(axes, "—" if value is None else _shown(value), (at, down + POINTS), colour, "center", "data")
        down += 2 * POINTS + 2


def _below(axes: Axes, text: str, at: tuple[float, float], colour: str, side: str, across: str) -> None:
    """A text so many points below the axis."""
    axes.annotate(
        text, (at[0], 0), xycoords=(across, "axes fraction"), xytext=(0, -at[1]), textcoords="offset points", ha=side, va="top",
        color=colour, fontproperties=_font(11 if across != "data" else 12), annotation_clip=False,
    )  # fmt: skip


def _make_room(axes: Axes, chart: Chart) -> None:
    """For the numbers over the highest point, one of each line: what stands outside is not drawn."""
    bottom, top = axes.get_ylim()
    highest = max((float(v) for series in chart.series for v in series.values if v is not None), default=top)
    share = ABOVE + APART * len(chart.series)  # of the height
    axes.set_ylim(top=max(top, bottom + (highest - bottom) / (1 - share)))


def _name_values(axes: Axes, chart: Chart) -> None:
    """Each value above its point; of several lines one above the other, the lowest first, so that none covers another."""
    bottom, top = axes.get_ylim()
    for at in range(len(chart.labels)):
        known = [(v, n) for n, series in enumerate(chart.series) if (v := series.values[at]) is not None]
        last = float("-inf")
        for value, number in sorted(known):
            last = max(float(value) + ABOVE * (top - bottom), last + APART * (top - bottom))
            axes.annotate(
                _shown(value), (at, last), ha="center", va="center", fontproperties=_font(_small(chart)),
                color=COLOURS[number % len(COLOURS)], bbox={"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.8},
            )  # fmt: skip


def _name_gaps(axes: Axes, chart: Chart) -> None:
    """A year that no series has a number for is said to have none."""
    for at, label in enumerate(chart.labels):
        if all(series.values[at] is None for series in chart.series):
            axes.annotate(
                f"{label}\n没有数",
                (at, 0.5),
                xycoords=("data", "axes fraction"),
                ha="center",
                fontproperties=_font(11),
                color=GREY,
            )


def _bars(axes: Axes, chart: Chart) -> None:
    (series,) = chart.series
    places = range(len(chart.labels))
    values = [0.0 if value is None else float(value) for value in series.values]
    axes.barh(list(places), values, color=COLOURS[0], height=0.62)
    for at, value in enumerate(series.values):
        text = "没有数" if value is None else f"{_shown(value)}{chart.unit}"
        fallen = values[at] < 0
        axes.annotate(
            text,
            (values[at], at),
            textcoords="offset points",
            xytext=(-6 if fallen else 6, 0),
            ha="right" if fallen else "left",
            va="center",
            fontproperties=_font(12),
            color=INK,
        )
    axes.set_yticks(list(places), [_folded(label, 12) for label in chart.labels], fontproperties=_font(12), color=INK)
    axes.set_xticks([])
    axes.invert_yaxis()
    axes.margins(x=0.3)
    if all(value >= 0 for value in values):
        axes.set_xlim(left=0, right=None if any(values) else 1)


def _folded_names(chart: Chart) -> list[str]:
    return [_folded(series.name, 30) for series in chart.series]


def _small(chart: Chart) -> float:
    """The size of numbers and years: many years leave little room for each."""
    return 12 if len(chart.labels) < CROWDED else 8.5


def _font(size: float) -> font_manager.FontProperties:
    font = FONT.copy()
    font.set_size(size)
    return font


def _shown(value: Decimal) -> str:
    return f"{value:,f}"


def _folded(text: str, width: int = 26) -> str:
    """In lines of bearable width, broken behind a mark or a blank where there is one in the second half."""
    lines = []
    while len(text) > width:
        marks = (at for at in range(width, width // 2, -1) if text[at - 1] in "、 ，）" or text[at] == "（")
        at = next(marks, width)
        lines.append(text[:at].rstrip())
        text = text[at:]
    return "\n".join([*lines, text])
