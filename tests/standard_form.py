"""Print figures on the standard form, as real sites do: HTML, one cell a line, rows with bars.

`python tests/standard_form.py` writes the bundled sample (store/sample/) from tests/reports/figures.json.
"""

import html
import json
from dataclasses import dataclass, field
from pathlib import Path

from store.forms.form import FigureId, Layout
from store.forms.form_files import load_form

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "store" / "sample"
TABLE_SECTIONS = ("active", "requests", "disputes")
STYLE = (
    "body{font-family:sans-serif;max-width:60em;margin:2em auto;line-height:1.7}"
    "table{border-collapse:collapse;margin:1em 0}td{border:1px solid #999;padding:.2em .5em}h1{font-size:1.3em;text-align:center}"
)


@dataclass
class Source:
    """What is printed: whose report, the text of every cell, the paragraphs of the text sections."""

    file: str
    agency: str
    year: int
    cells: dict[FigureId, str]
    text: dict[str, list[str]] = field(default_factory=dict)
    form: str = "2021"

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"


def sources() -> list[Source]:
    """The reports of tests/reports/figures.json."""
    form = load_form()
    found = []
    for raw in json.loads((HERE / "reports" / "figures.json").read_text("utf-8")):
        layout = form.layouts[raw.get("form", "2021")]
        flat = [*raw["active"], *(cell for row in raw["requests"] for cell in row), *raw["disputes"]]
        cells = dict(zip((figure for figure, _, _ in layout.figures()), flat, strict=True))
        text = {section: raw[section] for section in ("overview", "problems", "remarks")}
        found.append(Source(raw["file"], raw["agency"], raw["year"], cells, text, layout.id))
    return found


def rows_of(
    source: Source, layout: Layout, table: str
) -> list[tuple[list[str], list[tuple[tuple[str, ...], list[str]]]]]:
    """For each block of a table: (header paths, rows as (label path, cells))."""
    printed = []
    for block in (block for block in layout.blocks[table] if not block.variant):
        header = [paths[0] for _, paths in block.columns]
        if block.rows:
            rows = [
                (paths[0], [source.cells.get(FigureId(table, row, column), "") for column, _ in block.columns])
                for row, paths in block.rows
            ]
        else:
            rows = [((), [source.cells.get(FigureId(table, *both.split("/")), "") for both, _ in block.columns])]
        printed.append((block.title, header, rows))
    return printed


def text_sections(source: Source, layout: Layout):
    """(heading, paragraphs or the table's id) of the six sections."""
    for section, (number, headings) in layout.sections.items():
        yield f"{number}、{headings[0]}", section if section in TABLE_SECTIONS else source.text.get(section, [])


def as_html(source: Source, layout: Layout) -> str:
    """One page with the three tables, cells spanned as the form spans them."""
    parts = [
        "<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">',
        f"<title>{source.title}</title>", f"<style>{STYLE}</style>", "</head>", "<body>", f"<h1>{source.title}</h1>",
        f"<p>统计期限：{source.year}年1月1日至{source.year}年12月31日。</p>",
    ]  # fmt: skip
    for heading, content in text_sections(source, layout):
        parts.append(f"<h2>{heading}</h2>")
        if isinstance(content, str):
            parts.append(_html_table(tables_of(source, layout)[content]))
        else:
            parts += [f"<p>{html.escape(line)}</p>" for line in content]
    return "\n".join([*parts, "</body>", "</html>", ""])


@dataclass(frozen=True)
class Box:
    """A cell with its spans, before it is written in any kind of file."""

    text: str
    wide: int = 1
    tall: int = 1


def tables_of(source: Source, layout: Layout) -> dict[str, list[list[Box]]]:
    """The three tables as rows of cells, spanned as the form spans them."""
    return {
        "active": _active(source, layout),
        "requests": _requests(source, layout),
        "disputes": _disputes(source, layout),
    }


def placed(rows: list[list[Box]]):
    """For each row its cells as (column, box, covered): covered ones lie under a cell merged downwards."""
    taken: dict[int, tuple[int, Box]] = {}
    for row in rows:
        found, column, todo = [], 0, list(row)
        below: dict[int, tuple[int, Box]] = {}
        while todo or any(c >= column for c in taken):
            if not todo:
                column = min(c for c in taken if c >= column)
            if column in taken:
                left, box = taken[column]
                found.append((column, box, True))
                if left > 1:
                    below[column] = (left - 1, box)
                column += box.wide
                continue
            box = todo.pop(0)
            found.append((column, box, False))
            if box.tall > 1:
                below[column] = (box.tall - 1, box)
            column += box.wide
        taken = below
        yield found


def _html_table(rows: list[list[Box]]) -> str:
    def cell(box: Box) -> str:
        spans = f' colspan="{box.wide}"' * (box.wide > 1) + f' rowspan="{box.tall}"' * (box.tall > 1)
        return f"<td{spans}>{html.escape(box.text)}</td>"

    return "\n".join(["<table>", *(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows), "</table>"])


def _active(source: Source, layout: Layout) -> list[list[Box]]:
    rows = []
    for title, header, body in rows_of(source, layout, "active"):
        wide = 6 // len(header)
        rows += [[Box(title, 7)], [Box("信息内容"), *(Box(path[-1], wide) for path in header)]]
        rows += [[Box(label[-1]), *(Box(value, wide) for value in values)] for label, values in body]
    return rows


def _requests(source: Source, layout: Layout) -> list[list[Box]]:
    ((title, header, body),) = rows_of(source, layout, "requests")
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows = [
        [Box(note, 3, 3), Box(title, 7)],
        [Box("自然人", 1, 2), Box("法人或其他组织", 5), Box("总计", 1, 2)],
        [Box(path[-1]) for path in header if len(path) > 1],
    ]
    opened: set[tuple[str, ...]] = set()
    for label, values in body:
        cells = []
        for depth in range(1, len(label)):
            group = label[:depth]
            if group not in opened:
                opened.add(group)
                cells.append(Box(group[-1], 1, sum(other[:depth] == group for other, _ in body)))
        cells.append(Box(label[-1], 4 - len(label)))
        rows.append([*cells, *(Box(value) for value in values)])
    return rows


def _disputes(source: Source, layout: Layout) -> list[list[Box]]:
    ((_, header, body),) = rows_of(source, layout, "disputes")
    return [
        [Box("行政复议", 5), Box("行政诉讼", 10)],
        [*(Box(path[-1], 1, 2) for path in header[:5]), Box("未经复议直接起诉", 5), Box("复议后起诉", 5)],
        [Box(path[-1]) for path in header[5:]],
        [Box(value) for value in body[0][1]],
    ]


def as_lines(source: Source, layout: Layout, mark: str = "\t") -> str:
    """One cell a line, a tab before each, an empty line after each row: what copying out of a word processor gives."""
    lines = [source.agency, "", f"{source.year}年度政府信息公开工作年度报告", "",
        f"   本报告所列数据的统计期限自{source.year}年1月1日起至12月31日止。", ""]  # fmt: skip
    for heading, content in text_sections(source, layout):
        lines.append(heading)
        if not isinstance(content, str):
            lines += [*content, ""]
            continue
        for title, header, body in rows_of(source, layout, content):
            for row in _line_rows(content, title, header, body):
                lines += [f"{mark}{cell}" for cell in row] + [""]
    return "\n".join(lines) + "\n"


def _line_rows(table: str, title: str, header: list, body: list) -> list[list[str]]:
    if table == "active":
        return [
            [title],
            ["信息内容", *(path[-1] for path in header)],
            *([label[-1], *values] for label, values in body),
        ]
    if table == "disputes":
        groups = [["行政复议", "行政诉讼"], ["", "未经复议直接起诉", "复议后起诉"]]
        return [*groups, ["", *(path[-1] for path in header)], body[0][1]]
    inner = [path[-1] for path in header if len(path) > 1]
    rows = [
        ["（第一项加第二项之和，等于第三项加第四项之和）", title],
        ["", "自然人", "法人或其他组织", "总计"],
        ["", "", *inner, ""],
    ]
    opened: set[tuple[str, ...]] = set()
    for label, values in body:
        shown = []
        for depth in range(1, len(label)):
            shown.append("" if label[:depth] in opened else label[depth - 1])
            opened.add(label[:depth])
        rows.append([*shown, label[-1], *values])
    return rows


def as_bars(source: Source, layout: Layout, outer: str = "|") -> str:
    """Rows with | between the cells; with `outer` empty, none at the ends."""
    lines = [source.title, ""]
    for heading, content in text_sections(source, layout):
        lines += [heading, ""]
        if not isinstance(content, str):
            lines += [*content, ""]
            continue
        for title, header, body in rows_of(source, layout, content):
            rows = _line_rows(content, title, header, body)
            lines += [f"{outer} {' | '.join(row)} {outer}".strip() if len(row) > 1 else row[0] for row in rows]
            lines.append("")
    return "\n".join(lines) + "\n"


def as_words(source: Source, layout: Layout) -> str:
    """Rows of words with a blank between, blank cells lost: what copying out of a PDF gives."""
    return "\n".join(" ".join(line.split()) for line in as_bars(source, layout, "").replace("|", " ").split("\n"))


def main() -> None:
    layouts = load_form().layouts
    for source in sources():
        page = as_html(source, layouts[source.form])
        (SAMPLE / f"{source.file}.html").write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
