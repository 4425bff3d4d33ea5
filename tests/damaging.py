"""A right report -> the same with damage of the kinds that real sites do to it.  No damage writes a number of the form.

Each kind takes the rows of one table as boxes and a number that says where; what it may do to a value is to take it away,
to double it under its own label, or to move it together with its label."""

import html
from collections.abc import Callable
from dataclasses import replace

from standard_form import Box, Source, placed, tables_of, text_sections

from store.forms.form import Layout

Rows = list[list[Box]]
Damage = Callable[[Rows, int], Rows]


def unique(source: Source, layout: Layout) -> Source:
    """The same report with another number in every cell, so that a number tells its cell."""
    cells = {figure: str(1000 + 37 * n) for n, figure in enumerate(layout.labels)}
    return Source(source.file, source.agency, source.year, cells, source.text, source.form)


def _is_number(box: Box) -> bool:
    return box.text.isdigit()


def _labels(rows: Rows) -> list[tuple[int, int]]:
    return [(r, n) for r, row in enumerate(rows) for n, box in enumerate(row) if box.text and not _is_number(box)]


def _numbers(rows: Rows) -> list[tuple[int, int]]:
    return [(r, n) for r, row in enumerate(rows) for n, box in enumerate(row) if _is_number(box)]


def _changed(rows: Rows, at: tuple[int, int], text: str) -> Rows:
    found = [list(row) for row in rows]
    found[at[0]][at[1]] = replace(found[at[0]][at[1]], text=text)
    return found


def drop_a_character(rows: Rows, where: int) -> Rows:
    """One character of a label is gone."""
    at = _labels(rows)[where % len(_labels(rows))]
    text = rows[at[0]][at[1]].text
    cut = where // 7 % len(text)
    return _changed(rows, at, text[:cut] + text[cut + 1 :])


def wrap_a_label(rows: Rows, where: int) -> Rows:
    """A label is broken over two lines."""
    at = _labels(rows)[where % len(_labels(rows))]
    text = rows[at[0]][at[1]].text
    cut = where // 7 % len(text)
    return _changed(rows, at, text[:cut] + "\n" + text[cut:])


def blank_a_cell(rows: Rows, where: int) -> Rows:
    """A number is gone, its cell stays."""
    at = _numbers(rows)
    return _changed(rows, at[where % len(at)], "") if at else rows


def blank_a_label(rows: Rows, where: int) -> Rows:
    """A label is gone, its cell stays."""
    at = _labels(rows)
    return _changed(rows, at[where % len(at)], "") if at else rows


def drop_a_cell(rows: Rows, where: int) -> Rows:
    """A number is gone with its cell: what follows moves to the left."""
    at = _numbers(rows)
    r, n = at[where % len(at)] if at else (0, 0)
    return [row[:n] + row[n + 1 :] if r == i and at else row for i, row in enumerate(rows)]


def drop_a_row(rows: Rows, where: int) -> Rows:
    """A row is gone; a group's label that stood in it goes too."""
    at = where % len(rows)
    return [row for r, row in enumerate(rows) if r != at]


def add_a_row(rows: Rows, where: int) -> Rows:
    """A row of a province's own, and one without a label."""
    at = 1 + where % len(rows)
    label = ("（八）本省增加的一行", "", "其中：当年办结")[where // 7 % 3]
    return [*rows[:at], [Box(label, 3), *(Box(str(900_000 + n)) for n in range(7))], *rows[at:]]


def swap_two_rows(rows: Rows, where: int) -> Rows:
    """Two rows in each other's place, with their labels."""
    alike = [r for r, row in enumerate(rows) if sum(map(_is_number, row)) and all(box.tall == 1 for box in row)]
    pairs = [(a, b) for a in alike for b in alike if a < b and len(rows[a]) == len(rows[b])]
    if not pairs:
        return rows
    a, b = pairs[where % len(pairs)]
    found = list(rows)
    found[a], found[b] = found[b], found[a]
    return found


def double_a_column(rows: Rows, where: int) -> Rows:
    """A column is printed twice, labels and numbers; what spans it grows by one."""
    at = where % 10
    return [[new for x, box, covered in row if not covered for new in _doubled(x, box, at)] for row in placed(rows)]


def _doubled(x: int, box: Box, at: int) -> list[Box]:
    if x == at and box.wide == 1:
        return [box, box]
    return [replace(box, wide=box.wide + 1) if x <= at < x + box.wide else box]


def page_mark(rows: Rows, where: int) -> Rows:
    """A page's number between two rows."""
    at = where % len(rows)
    return [*rows[:at], [Box(f"— {'三四五'[where % 3]} —", 10)], *rows[at:]]


def head_again(rows: Rows, where: int) -> Rows:
    """The header is printed again in the middle, as at the top of a page."""
    at = 3 + where % max(len(rows) - 3, 1)
    return [*rows[:at], *rows[:3], *rows[at:]]


DAMAGES: tuple[Damage, ...] = (
    drop_a_character, wrap_a_label, blank_a_cell, blank_a_label, drop_a_cell, drop_a_row, add_a_row, swap_two_rows,
    double_a_column, page_mark, head_again,
)  # fmt: skip
SHIFTING = (drop_a_cell, double_a_column, blank_a_cell)  # two of them can make up for each other: then nobody can tell


def once(damage: tuple[str, Damage, int]) -> tuple[str, str]:
    """What may befall a table once."""
    table, what, _ = damage
    return table, "shifting" if what in SHIFTING else what.__name__


# ------------------------------------------------------------------------------------------------------ printing
def _flat(rows: Rows) -> Rows:
    """As text has them: no cell spans, what a cell merged downwards covers is blank."""
    return [[Box("" if covered else box.text) for _, box, covered in row] for row in placed(rows)]


def _texts(rows: Rows) -> list[list[str]]:
    return [[box.text for box in row] for row in rows]


def _html(rows: Rows, cut: int) -> str:
    shown = [
        "<tr>" + "".join(
            f'<td colspan="{box.wide}" rowspan="{box.tall}">{html.escape(box.text).replace(chr(10), "<br>")}</td>' for box in row
        ) + "</tr>"
        for row in rows
    ]  # fmt: skip
    parts = [shown] if not cut else [shown[: cut % len(shown)], shown[cut % len(shown) :]]
    return "\n".join(f"<table>{''.join(part)}</table>" for part in parts)


def _lines(rows: Rows, cut: int) -> str:
    mark = "\t" if cut % 2 else ""
    return "\n".join("\n".join(mark + text.replace("\n", f"\n{mark}") for text in row) + "\n" for row in _texts(rows))


def _bars(rows: Rows, cut: int) -> str:
    outer = "| " if cut % 2 else ""
    return "\n".join(outer + " | ".join(text.replace("\n", "") for text in row) + outer[::-1] for row in _texts(rows))


def _words(rows: Rows, cut: int) -> str:
    gap = "  " if cut % 2 else " "
    return "\n".join(gap.join(filter(None, row)) for row in _texts(rows))


PRINTERS = {"html": _html, "lines": _lines, "bars": _bars, "words": _words}
CHARSETS = (("utf-8", ""), ("utf-8", "gb2312"), ("gb18030", ""), ("gb18030", "utf-8"), ("gb18030", "gb2312"))


def damaged(source: Source, layout: Layout, kind: str, damages: list[tuple[str, Damage, int]], cut: int) -> bytes:
    """A report in one kind of printing after each of the damages (table, what, where); `cut`: how it is printed."""
    web, tables = kind == "html", tables_of(source, layout)
    if not web:
        tables = {table: _flat(rows) for table, rows in tables.items()}
    for table, damage, where in damages:
        tables[table] = damage(tables[table], where) if tables[table] else tables[table]
    charset, said = CHARSETS[cut % len(CHARSETS)] if web else ("utf-8", "")
    parts = [f'<meta charset="{said}">' if said else ""] * web
    for heading, content in [(source.title, []), *text_sections(source, layout)]:
        texts = [PRINTERS[kind](tables[content], cut)] if isinstance(content, str) else content
        parts += [
            f"<p>{heading}</p>" if web else heading,
            *(f"<p>{t}</p>" if web and not isinstance(content, str) else t for t in texts),
        ]
    return "\n".join(parts).encode(charset)
