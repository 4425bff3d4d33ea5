"""Answer -> rows for a spreadsheet: every figure with what it is, how it came about and where it stands."""

from collections.abc import Iterator

from bot.figures.figure import Figure
from bot.knowledge import Answer
from bot.replies.figure_text import source_texts, value_text
from store.facts.numbers import plain


def rows_of(answer: Answer) -> Iterator[dict[str, str | int]]:
    """单位 年份 指标 数 计量单位 说明 算法 出处; a figure without a number has an empty 数 and says why."""
    return map(_row, answer.figures)


def _row(figure: Figure) -> dict[str, str | int]:
    return {
        "单位": figure.agency, "年份": figure.year, "指标": figure.name, "数": "" if figure.value is None else plain(figure.value),
        "计量单位": figure.unit, "说明": figure.note or (value_text(figure) if figure.value is None else ""),
        "算法": figure.formula, "出处": "；".join(source_texts(figure.sources)),
    }  # fmt: skip


def file_name(answer: Answer) -> str:
    """单位_指标_年份, without what a file's name may not hold."""
    bodies = list(dict.fromkeys(figure.agency for figure in answer.figures))
    years = [figure.year for figure in answer.figures]
    whose = bodies[0] if len(bodies) == 1 else f"{len(bodies)}个单位"
    span = f"{min(years)}-{max(years)}" if len(set(years)) > 1 else f"{years[0]}"
    return "".join(c if c.isalnum() or c in "_-" else "" for c in f"{whose}_{answer.figures[0].name}_{span}")[:80]
