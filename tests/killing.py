"""kill -9 at random moments of a load: `python tests/killing.py 50 200`, or `make kill`.

Of each run the acknowledged reports must be stored whole; the last run, not killed, must give what a load that was never killed
gives."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from standard_form import as_html, sources

from store.agencies.agency import load_gazetteer
from store.forms.form_files import load_form

CONTENT = (
    "SELECT agency, year, title, document, version, current FROM reports ORDER BY agency, year",
    "SELECT r.agency, r.year, f.* FROM facts f JOIN reports r ON r.id = f.report ORDER BY 1, 2, 4, 5, 6",
    "SELECT r.agency, r.year, s.* FROM stated s JOIN reports r ON r.id = s.report ORDER BY 1, 2, 4",
)


def write_reports(folder: Path, count: int) -> None:
    layout, gazetteer = load_form().layouts["2021"], load_gazetteer()
    places = [code for code, place in gazetteer.places.items() if place.level == 3 and not place.until][:count]
    for number, code in enumerate(places):
        source = sources()[number % 5]
        source.agency = gazetteer.full_name(code, "人民政府")
        (folder / f"{number:04d}.html").write_text(as_html(source, layout), "utf-8")


def command(db: Path, folder: Path) -> list[str]:
    return [
        sys.executable,
        "-c",
        "from bot.frontends.command_line.commands import main; main()",
        "load",
        "--json",
        "--db",
        str(db),
        str(folder),
    ]


def content_of(db: Path) -> str:
    connection = sqlite3.connect(db)
    rows = [[row[:2] + row[3:] for row in connection.execute(sql)] for sql in CONTENT]
    connection.close()
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def look(db: Path, acknowledged: set[str]) -> tuple[int, int]:
    """(acknowledged reports lost, half reports)."""
    connection = sqlite3.connect(db)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    stored = {
        name for (name,) in connection.execute("SELECT d.name FROM reports r JOIN documents d ON d.sha256 = r.document")
    }
    half = connection.execute(
        "SELECT count(*) FROM (SELECT report FROM facts GROUP BY report HAVING count(*) <> 200)"
    ).fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM reports WHERE id NOT IN (SELECT report FROM facts)").fetchone()[0]
    connection.close()
    return len(acknowledged - stored), half + empty


def _wait(said: Path, chance: random.Random) -> None:
    """Some time after the first report is stored; now and then before."""
    if chance.random() < 0.25:
        time.sleep(chance.uniform(0, 1))
        return
    end = time.monotonic() + 20
    while b'"loaded"' not in said.read_bytes() and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.35))


def kill_loads(work: Path, kills: int, reports: int, seed: int = 7) -> dict[str, object]:
    """Kill a load as often as said, beginning anew with an empty database when all is loaded; then finish it."""
    folder = work / "reports"
    folder.mkdir()
    write_reports(folder, reports)
    whole = work / "whole.sqlite"
    subprocess.run(command(whole, folder), check=True, capture_output=True)
    chance, done, lost, half, reached, same = random.Random(seed), 0, 0, 0, [], True
    while done < kills:
        db = work / f"killed{done}.sqlite"
        acknowledged: set[str] = set()
        while done < kills and len(acknowledged) < reports:
            with (work / "said").open("wb") as said:
                process = subprocess.Popen(
                    command(db, folder), stdout=said, stderr=subprocess.DEVNULL, env=os.environ.copy()
                )
                _wait(work / "said", chance)
                process.send_signal(signal.SIGKILL)
                process.wait()
            done += 1
            lines = [line for line in (work / "said").read_text("utf-8", "replace").splitlines() if line.endswith("}")]
            acknowledged |= {Path(json.loads(line)["file"]).name for line in lines}
            if db.exists():
                missing, broken = look(db, acknowledged)
                lost, half = lost + missing, half + broken
            reached.append(len(acknowledged))
        subprocess.run(command(db, folder), check=True, capture_output=True)
        same &= content_of(db) == content_of(whole)
    return {"kills": done, "acknowledged lost": lost, "half": half, "same content in the end": same, "reached": reached}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(kill_loads(Path(name), int(sys.argv[1]), int(sys.argv[2])))
