"""Questions over very many reports: `python bench/many_bodies.py`, part of `make bench`.

ranking    of 10,000 bodies of one year, over the bare SQL that gives the same ten rows: the first one of a figure, and those after
one figure with 1,000 and with 100,000 reports loaded"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from standard_form import sources

from bot.start import Asker
from store.agencies.agency import load_gazetteer
from store.database.database import open_writer
from store.forms.form_files import load_form
from store.loading.load import load_sample

ORGANS = ("人民政府", "教育局", "公安局", "民政局", "司法局", "财政局", "审计局", "统计局", "水利局", "商务局", "应急管理局", "农业农村局",
          "卫生健康局", "市场监督管理局", "住房和城乡建设局", "人力资源和社会保障局", "发展和改革局", "交通运输局", "文化和旅游局",
          "生态环境局", "医疗保障局", "信访局", "退役军人事务局", "林业局", "城市管理局", "自然资源局", "科学技术局", "乡村振兴局",
          "政务服务局", "机关事务管理局", "粮食局", "文物局", "体育局", "金融局")  # fmt: skip
BARE = (
    "SELECT a.name, CAST(f.value AS INTEGER) v FROM reports r JOIN facts f ON f.report = r.id JOIN agencies a ON a.id = r.agency"
    " WHERE r.current AND r.year = 2024 AND f.tab = 'requests' AND f.row = 'new' AND f.col = 'total' ORDER BY v DESC LIMIT 10"
)
ONE = "北仑区2024年收到多少件申请"
RANKING = "2024年各部门新收申请前十名"


def database(folder: Path, count: int) -> Path:
    """The sample and so many reports of 2024 with the total column of table 3, written straight into the tables."""
    path, gazetteer, base = folder / f"{count}.sqlite", load_gazetteer(), sources()[0]
    db = open_writer(path)
    load_sample(db)
    connection = db.conn
    places = [p for p in gazetteer.places.values() if p.level == 3 and not p.until and p.code != "330206"]
    cells = [(f, raw) for f, raw in base.cells.items() if f.table == "requests" and f.column == "total"]
    (document,) = connection.execute("SELECT sha256 FROM documents LIMIT 1").fetchone()
    connection.execute("BEGIN")
    for number in range(count):
        place, group = places[number % len(places)], 1 + number // len(places)
        organ = ORGANS[group] if group < len(ORGANS) else f"第{group}办公室"
        agency = f"{place.code}/{organ}"
        connection.execute("INSERT INTO agencies VALUES (?, ?, ?, ?)", (agency, place.name + organ, place.code, organ))
        row = connection.execute(
            "INSERT INTO reports (agency, year, kind, layouts, title, document, version, current, sample, loaded_at)"
            " VALUES (?, 2024, 'disclosure', ?, '', ?, 1, 1, 0, '')",
            (agency, json.dumps({"requests": "2021"}), document),
        )
        connection.executemany(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, 'printed', '', '', '', '', 1, NULL, NULL, NULL)",
            [(row.lastrowid, *f, str(int(raw) + number % 977), raw) for f, raw in cells],
        )
    connection.execute("COMMIT")
    db.close()
    return path


def median_time(work, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    load_form()
    with tempfile.TemporaryDirectory() as name:
        single = {}
        for count in (1_000, 10_000, 100_000):
            path = database(Path(name), count)
            start = time.perf_counter()
            asker = Asker(path)
            opened = time.perf_counter() - start
            assert asker.ask(ONE).status == "answered"
            single[count] = median_time(lambda asker=asker: asker.ask(ONE), 300)
            print(f"{count} reports: one figure {single[count] * 1e6:.0f} us, opened in {opened:.1f} s", flush=True)
            if count == 10_000:
                answer = asker.ask(RANKING)
                assert len(answer.figures) == 10, answer.reply.text()
                bare = sqlite3.connect(path)
                first = median_time(lambda asker=asker: (asker._of_year.clear(), asker.ask(RANKING)), 15)  # noqa: SLF001
                again = median_time(lambda asker=asker: asker.ask(RANKING), 15)
                sql = median_time(lambda: bare.execute(BARE).fetchall(), 15)  # noqa: B023
                print(
                    f"ranking of {count}: {first * 1e3:.1f} ms, asked again {again * 1e3:.1f} ms, bare SQL {sql * 1e3:.1f} ms,"
                    f" ratios {first / sql:.2f} and {again / sql:.2f}"
                )
    print(f"one figure, 100,000 over 1,000 reports: {single[100_000] / single[1_000]:.2f}")


if __name__ == "__main__":
    main()
