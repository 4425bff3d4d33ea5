"""Speed, as ratios within one run: `make bench`.  Figures go into MEASUREMENTS.md; nothing here passes or fails.

answer()   over (jieba's cut + one SQLite point query) of the same questions
loading    reports a second, and over the bare parse + executemany of the same rows; two cores over one; PDF over pdfplumber
start-up   `wenshu ask` over `python -c "import jieba; jieba.initialize()"`
`bench.py many`  memory and rate over 10,000 reports
"""

import io
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
import pdfplumber
from selectolax.lexbor import LexborHTMLParser
from standard_form import as_html, sources
from standard_pdf import as_pdf

from bot.start import Asker
from store.agencies.agency import load_gazetteer
from store.database.database import open_writer
from store.forms.form_files import load_form
from store.loading.box import Box, Limits, read_here
from store.loading.files import File
from store.loading.load import load, load_sample
from store.read_report import read_file

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
    asker.warm_up()
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


def pages(folder: Path, count: int) -> list[Path]:
    """Reports of as many bodies and years."""
    layout, gazetteer = load_form().layouts["2021"], load_gazetteer()
    places = [code for code, place in gazetteer.places.items() if place.level == 3 and not place.until]
    folder.mkdir()
    for number in range(count):
        source = sources()[number % 5]
        source.year = 2021 + number // len(places)
        source.agency = gazetteer.full_name(places[number % len(places)], "人民政府")
        (folder / f"{number}.html").write_text(as_html(source, layout), "utf-8")
    return sorted(folder.iterdir())


def load_all(files: list[Path], path: Path, read) -> tuple[float, list[float]]:
    """Seconds for all, and when each was stored."""
    db, start, times = open_writer(path), time.perf_counter(), []
    for outcome in load(db, map(File, files), read):
        assert outcome.status == "loaded", outcome
        times.append(time.perf_counter() - start)
    db.close()
    return time.perf_counter() - start, times


def loading(folder: Path, count: int = 1000) -> None:
    files = pages(folder / "pages", count)
    boxed, _ = load_all(files, folder / "boxed.sqlite", Box(Limits()))
    here, _ = load_all(files, folder / "here.sqlite", read_here)
    bare = bare_load(files, folder)
    print(
        f"loading HTML: {count / boxed:.0f} reports/s in {Limits().workers} processes, {count / here:.0f}/s in this one, "
        f"bare parse + executemany {count / bare:.0f}/s, ratios {boxed / bare:.1f} and {here / bare:.1f}"
    )
    os.sched_setaffinity(0, {0})
    one, _ = load_all(files, folder / "one.sqlite", Box(Limits(workers=1)))
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    print(f"two cores over one: {one / boxed:.2f}")


def bare_load(files: list[Path], folder: Path) -> float:
    """The same rows without anything of ours."""
    db = open_writer(folder / "here.sqlite")
    rows = db.conn.execute("SELECT * FROM facts ORDER BY report").fetchall()
    table = db.conn.execute("SELECT sql FROM sqlite_master WHERE name = 'facts'").fetchone()[0]
    db.close()
    bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    bare.execute(table.replace("REFERENCES reports (id)", ""))
    start = time.perf_counter()
    for number, file in enumerate(files):
        LexborHTMLParser(file.read_text("utf-8"))
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * 15)})", rows[number * 200 : number * 200 + 200])
        bare.execute("COMMIT")
    return time.perf_counter() - start


def loading_pdf() -> None:
    """Reading over pdfplumber's table finding alone, in one process."""
    own, bare = [], []
    for source in sources():
        data = as_pdf(source, load_form().layouts[source.form])
        read_file("x.pdf", data)
        start = time.perf_counter()
        read_file("x.pdf", data)
        middle = time.perf_counter()
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                for table in page.find_tables():
                    table.extract()
        own.append(middle - start)
        bare.append(time.perf_counter() - middle)
    ratio = statistics.median(a / b for a, b in zip(own, bare, strict=True))
    print(
        f"reading PDF: {statistics.median(own):.2f} s, bare pdfplumber {statistics.median(bare):.2f} s, ratio {ratio:.2f}"
    )


def loading_many(folder: Path, count: int = 10_000) -> None:
    """Memory and rate from the first thousand to the last."""
    files = pages(folder / "many", count)
    memory: list[int] = []

    def watched(jobs):
        for number, result in enumerate(Box(Limits())(jobs)):
            if number in (1000, count - 1):
                memory.append(int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20)
            yield result

    _, times = load_all(files, folder / "many.sqlite", watched)
    first, last = 1000 / times[999], 1000 / (times[-1] - times[-1001])
    print(
        f"{count} reports: {first:.0f}/s in the first thousand, {last:.0f}/s in the last, ratio {last / first:.2f}; "
        f"memory {memory[0]} MB after 1,000, {memory[1]} MB at the end"
    )


def starting(folder: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache")}
    ask = [
        sys.executable,
        "-c",
        "from bot.frontends.command_line.commands import main; main()",
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
        if "many" in sys.argv:
            loading_many(folder)
            return
        answering(folder)
        loading(folder)
        loading_pdf()
        starting(folder)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most in this process")


if __name__ == "__main__":
    main()
