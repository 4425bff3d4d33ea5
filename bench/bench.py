"""Speed, as ratios within one run: `make bench`.  Figures go into DECISIONS.md; nothing here passes or fails.

answer()   over (jieba's cut + one SQLite point query) of the same questions
loading    reports a second, and over the bare parse + executemany of the same rows
start-up   `wenshu ask` over `python -c "import jieba; jieba.initialize()"`
"""

import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import jieba
from selectolax.lexbor import LexborHTMLParser
from standard_form import as_html, sources

from bot.start import Asker
from store.agency import load_gazetteer
from store.database import open_writer
from store.files import File
from store.form_files import load_form
from store.load import load, load_sample

ROUNDS = 30
BODIES = {"北仑区": 2024, "淮安市": 2024, "沭阳县": 2025, "上海市科委": 2024, "上海市政府办公厅": 2025}
WHAT = (
    "收到多少件政府信息公开申请", "予以公开了几件", "部分公开多少件", "行政复议维持几件", "自然人申请有多少", "行政许可决定多少件",
    "重复申请几件", "结转下年度继续办理多少", "保护第三方合法权益不公开的几件", "行政规范性文件现行有效件数", "法律服务机构申请多少件呢",
)  # fmt: skip
QUESTIONS = [f"{body}{year}年{what}" for body, year in BODIES.items() for what in WHAT]
POINT = "SELECT value, raw, state FROM facts WHERE report = 1 AND tab = 'requests' AND row = 'new' AND col = 'total'"


def timed(work) -> float:
    start = time.perf_counter()
    for question in QUESTIONS:
        work(question)
    return (time.perf_counter() - start) / len(QUESTIONS) * 1e6


def answering(folder: Path) -> None:
    path = folder / "sample.sqlite"
    db = open_writer(path)
    load_sample(db)
    db.close()
    asker = Asker(path)
    connection = asker.connection()

    def bare(question: str) -> None:
        jieba.lcut(question)
        connection.execute(POINT).fetchone()

    timed(bare), timed(asker.ask)
    pairs = [(timed(asker.ask), timed(bare)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    answer, base = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    print(
        f"answer(): {answer:.0f} us, cut + point query: {base:.0f} us, ratio {ratio:.2f}  ({len(QUESTIONS)} questions)"
    )


def loading(folder: Path, count: int = 300) -> None:
    layout, files, gazetteer = load_form().layouts["2021"], [], load_gazetteer()
    places = [code for code, place in gazetteer.places.items() if place.level == 3 and not place.until]
    for number in range(count):
        source = sources()[number % 5]
        source.year = 2021 + number // len(places)
        source.agency = gazetteer.full_name(places[number % len(places)], "人民政府")
        files.append(folder / f"{number}.html")
        files[-1].write_text(as_html(source, layout), "utf-8")
    db = open_writer(folder / "load.sqlite")
    start = time.perf_counter()
    assert {o.status for o in load(db, map(File, files))} == {"loaded"}
    whole = time.perf_counter() - start
    rows = db.conn.execute("SELECT * FROM facts").fetchall()
    bare_db = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    bare_db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    bare_db.execute(
        db.conn.execute("SELECT sql FROM sqlite_master WHERE name = 'facts'")
        .fetchone()[0]
        .replace("REFERENCES reports (id)", "")
    )
    start = time.perf_counter()
    for number, file in enumerate(files):
        LexborHTMLParser(file.read_text("utf-8"))
        bare_db.execute("BEGIN IMMEDIATE")
        bare_db.executemany(
            f"INSERT INTO facts VALUES ({', '.join('?' * 15)})", rows[number * 200 : number * 200 + 200]
        )
        bare_db.execute("COMMIT")
    bare = time.perf_counter() - start
    print(
        f"loading: {count / whole:.0f} reports/s, bare parse + executemany: {count / bare:.0f}/s, ratio {whole / bare:.1f}"
    )


def starting(folder: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache")}
    ask = [
        sys.executable,
        "-c",
        "from bot.commands import main; main()",
        "ask",
        "北仑区2024年收到多少件政府信息公开申请",
    ]
    bare = [sys.executable, "-c", "import jieba; jieba.initialize()"]

    def run(command: list[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=True)
        return time.perf_counter() - start

    run(ask), run(bare)
    pairs = [(run(ask), run(bare)) for _ in range(5)]
    ratio = statistics.median(a / b for a, b in pairs)
    own, bare_time = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    print(f"start-up: wenshu ask {own:.2f} s, jieba alone {bare_time:.2f} s, ratio {ratio:.2f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answering(folder)
        loading(folder)
        starting(folder)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most in this process")


if __name__ == "__main__":
    main()
