"""Tables + document -> the tables without numbers that stand in another section than their own: all reconsiderations of a district,
told in 一、总体情况, are no 表四."""

from bisect import bisect_right
from dataclasses import dataclass, field

from store.document import Document, Grid, Place, squeeze
from store.findings import Finding
from store.forms.form import Form
from store.tables.labels import normal
from store.tables.sections import section_headings
from store.tables.tables import Tables

OVERVIEW = "overview"


@dataclass
class _Sections:
    """Which section each grid, and each line of a text, stands in; which headings come when."""

    grids: dict[int, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    opened: list[str] = field(
        default_factory=list
    )  # section of each heading, in order; beside `lines` where those are known
    order: list[str] = field(default_factory=list)

    def at(self, place: Place) -> str:
        """Empty before the first heading."""
        if place.grid is not None:
            return self.grids.get(place.grid, "")
        before = bisect_right(self.lines, place.line) if place.line is not None else 0
        return self.opened[before - 1] if before else ""


def without_misplaced(tables: Tables, document: Document, form: Form) -> Tables:
    """Numbers in the overview whose own section comes later are unreadable, with a finding."""
    sections = _sections(document, form)
    late = [name for name in form.tables if _comes_late(name, sections.order)]
    found = {
        figure: cell
        for figure, cell in tables.cells.items()
        if figure.table in late and sections.at(cell.place) == OVERVIEW
    }
    names = dict.fromkeys(form.tables[figure.table].name for figure in found)
    findings = tuple(
        Finding("table_elsewhere", f"{name}的 {sum(form.tables[f.table].name == name for f in found)} 个数写在“总体情况”里，"
            "不在它自己的那一部分，可能是别的统计；没有采用。", tuple(f for f in found if form.tables[f.table].name == name))
        for name in names
    )  # fmt: skip
    return tables.unread(found, findings)


def _comes_late(table: str, order: list[str]) -> bool:
    """Whether the heading of a table stands behind that of the overview, once."""
    return OVERVIEW in order and order.count(table) == 1 and order.index(table) > order.index(OVERVIEW)


def _sections(document: Document, form: Form) -> _Sections:
    headings, found = section_headings(form), _Sections()
    section = ""
    for block in document.blocks:
        if isinstance(block, Grid):
            place = next((cell.place for row in block.rows for cell in row), Place())
            if place.grid is not None:
                found.grids.setdefault(place.grid, section)
        elif (heading := headings.get(normal(squeeze(block.text).lstrip("#* ")))) is not None:
            section = heading
            found.order.append(section)
            if block.place.line is not None:
                found.lines.append(block.place.line)
                found.opened.append(section)
    return found
