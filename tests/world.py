"""A small world of reports beside the sample: districts of one city over some years, the city itself, a department.

Every report adds up.  The figures are the sample's of 北仑区, so many tenths of them, so that each body and year has its own."""

from pathlib import Path

from standard_form import Source, as_html, sources

from store.database.database import open_writer
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.loading.box import read_here
from store.loading.files import File
from store.loading.load import load, load_sample

FORM = load_form()
TENTHS = {  # body -> year -> how much of 北仑区's figures of 2024
    "北仑区人民政府": {2022: 8, 2023: 9},
    "鄞州区人民政府": {2023: 16, 2024: 20},
    "镇海区人民政府": {2024: 5},
    "海曙区人民政府": {2021: 10, 2023: 12, 2024: 12},
    "余姚市人民政府": {2024: 0},
    "宁波市人民政府": {2023: 70, 2024: 90},
    "宁波市教育局": {2024: 3},
}
ELSEWHERE = {  # bodies whose names are hard to tell: ordinary words, zones, offices under other names, two of one name
    "河南省人民政府": {2023: 9, 2024: 10},
    "河南省财政厅": {2024: 1},
    "郑州市人民政府": {2024: 6},
    "郑州市金水区人民政府": {2024: 4},
    "郑州市二七区人民政府": {2024: 2},
    "郑州市公安局": {2024: 8},
    "北京市东城区人民政府": {2023: 5, 2024: 7},
    "北京市西城区人民政府": {2024: 12},
    "天津市和平区人民政府": {2023: 3, 2024: 4},
    "沈阳市和平区人民政府": {2024: 5},
    "上海市宝山区人民政府": {2023: 6, 2024: 9},
    "重庆市江北区人民政府": {2024: 8},
    "广州市人民政府": {2024: 30},
    "广州市天河区人民政府": {2024: 11},
    "深圳市人民政府": {2024: 40},
    "深圳市南山区人民政府": {2024: 13},
    "深圳市市场监督管理局": {2024: 2},
    "深圳市公安局": {2024: 6},
    "苏州市人民政府": {2024: 20},
    "苏州工业园区管理委员会": {2024: 5},
    "国家税务总局苏州市税务局": {2024: 1},
    "长沙市人民政府": {2024: 15},
    "长沙市城市管理和综合执法局": {2024: 3},
    "内蒙古自治区人民政府": {2024: 14},
}
COLUMNS = ("person", "company", "research", "welfare", "legal", "other")


def world(bodies: dict[str, dict[int, int]] = TENTHS) -> list[Source]:
    """All reports of the world but those of the sample."""
    return [_scaled(agency, year, tenths) for agency, years in bodies.items() for year, tenths in years.items()]


def _scaled(agency: str, year: int, tenths: int) -> Source:
    base = sources()[0]
    old = {figure: int(raw.split("（")[0] or 0) for figure, raw in base.cells.items()}
    new = {figure: value * tenths // 10 for figure, value in old.items()}
    rows = FORM.tables["requests"].rows
    leaves = [part.row for r in ("granted", "partial", "refused", "unavailable", "not_processed", "other")
              for part in FORM.parts(FigureId("requests", r, "person"))]  # fmt: skip
    for column in COLUMNS:
        at = {row: FigureId("requests", row, column) for row in rows}
        new[at["closed"]] = sum(new[at[row]] for row in leaves)
        new[at["carried_in"]] = min(new[at["carried_in"]], new[at["closed"]])
        new[at["new"]] = new[at["closed"]] + new[at["carried_out"]] - new[at["carried_in"]]
    for row in {f.row for f in new if f.table == "requests"}:
        new[FigureId("requests", row, "total")] = sum(new[FigureId("requests", row, c)] for c in COLUMNS)
    for row in ("review", "suit_direct", "suit_after_review"):
        cells = [new[FigureId("disputes", row, c)] for c in ("upheld", "corrected", "other", "pending")]
        new[FigureId("disputes", row, "total")] = sum(cells)
    cells = {figure: str(value) for figure, value in new.items()}
    text = {
        "overview": [f"全年组织培训{tenths}次，办理人大代表建议{tenths + 1}件。"],
        "problems": ["队伍不稳定。"],
        "remarks": [],
    }
    return Source(f"{agency}{year}", agency, year, cells, text)


def load_world(path: Path, folder: Path, *, elsewhere: bool = False) -> None:
    """A database of the sample and the world, or of the bodies elsewhere."""
    db = open_writer(path)
    if not elsewhere:
        load_sample(db)
    for source in world(ELSEWHERE if elsewhere else TENTHS):
        (folder / f"{source.file}.html").write_text(as_html(source, FORM.layouts["2021"]), "utf-8")
    outcomes = list(load(db, map(File, sorted(folder.glob("*.html"))), read_here))
    assert all(outcome.status == "loaded" for outcome in outcomes), outcomes
    db.close()


if __name__ == "__main__":
    import sys

    load_world(Path(sys.argv[1]), Path(sys.argv[2]), elsewhere=len(sys.argv) > 3)
