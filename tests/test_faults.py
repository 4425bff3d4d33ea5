"""The disk fails, the database is locked or broken: what was stored stays readable, the reason is said, and it works again."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from standard_form import as_html, sources

from store.database.backup import back_up
from store.database.database import StoreError, open_reader, open_writer
from store.database.fetching import read_catalogue
from store.forms.form_files import load_form
from store.loading.files import File
from store.loading.load import load

LAYOUT = load_form().layouts["2021"]
COMMAND = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from bot.frontends.command_line.commands import main; main()"  # noqa: E501


def pages(folder, years):
    found = []
    for year in years:
        source = sources()[0]
        source.year = year
        found.append(folder / f"{year}.html")
        found[-1].write_text(as_html(source, LAYOUT), "utf-8")
    return found


def load_all(db_path, files):
    db = open_writer(db_path)
    outcomes = list(load(db, map(File, files)))
    db.close()
    return outcomes


def years(db_path):
    connection = open_reader(db_path)
    found = [entry.year for entry in read_catalogue(connection).entries]
    assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    connection.close()
    return found


@pytest.mark.parametrize("room", range(40_000, 1_200_000, 110_000))
def test_a_disk_that_fills_at_any_write_loses_nothing(tmp_path, room):
    """The file may grow by so many bytes and no more: each report is stored whole or refused with a sentence."""
    first, *more = pages(tmp_path, range(2015, 2024))
    db = tmp_path / "db.sqlite"
    load_all(db, [first])
    limit = max(db.stat().st_size, 4096) + room
    command = [sys.executable, "-c", COMMAND.format(limit), "load", "--json", "--workers", "1", "--db", db, *more]
    result = subprocess.run(command, capture_output=True, text=True, env=os.environ.copy(), check=False)
    outcomes = [json.loads(line) for line in result.stdout.splitlines()]
    stored = years(db)
    kept = [o["year"] for o in outcomes if o["status"] == "loaded"]

    assert 'Traceback (most recent call last):\n  File "<string>"' not in result.stderr
    assert set(stored) == {2015, *kept}
    assert all("磁盘" in o["error"] for o in outcomes if o["status"] == "rejected")
    again = load_all(db, more)
    assert {o.status for o in again} <= {"loaded", "unchanged"}
    assert years(db) == list(range(2015, 2024))


def test_a_database_that_is_locked_is_waited_for_and_then_said(tmp_path, monkeypatch):
    """Another writer for longer than we wait: refused with a sentence; loaded once it has ended."""
    first, second = pages(tmp_path, (2023, 2024))
    db = tmp_path / "db.sqlite"
    load_all(db, [first])
    monkeypatch.setattr("store.database.database.BUSY", 0.3)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (outcome,) = load_all(db, [second])
    other.execute("COMMIT")
    other.close()

    assert (outcome.status, "locked" in outcome.error) == ("rejected", True)
    assert years(db) == [2023]
    assert [o.status for o in load_all(db, [second])] == ["loaded"]


def test_a_writer_that_ends_in_time_is_only_waited_for(tmp_path):
    """A lock of half a second costs half a second."""
    first, second = pages(tmp_path, (2023, 2024))
    db = tmp_path / "db.sqlite"
    load_all(db, [first])
    other = sqlite3.connect(db, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ending = threading.Thread(target=lambda: (time.sleep(0.5), other.execute("COMMIT"), other.close()))
    ending.start()
    outcomes = load_all(db, [second])
    ending.join()

    assert [o.status for o in outcomes] == ["loaded"]


def test_a_broken_page_is_said_and_a_backup_brings_everything_back(tmp_path):
    """SQLite notices; nothing is taken for an empty database."""
    first, second = pages(tmp_path, (2023, 2024))
    db, copy = tmp_path / "db.sqlite", tmp_path / "copy.sqlite"
    load_all(db, [first])
    back_up(db, copy)
    data = bytearray(db.read_bytes())
    data[4096 : 4096 * 12] = bytes([7]) * 4096 * 11
    db.write_bytes(data)
    try:
        outcomes = load_all(db, [second])
    except StoreError as error:
        assert "数据库" in str(error)  # noqa: PT017
    else:
        assert [o.status for o in outcomes] == ["rejected"]
    db.unlink()
    copy.rename(db)

    assert years(db) == [2023]
    assert [o.status for o in load_all(db, [second])] == ["loaded"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_the_right_to_write_is_said(tmp_path):
    """One sentence, no trace."""
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="权限"):
        open_writer(tmp_path / "new.sqlite")
    tmp_path.chmod(0o700)


def test_a_backup_during_a_load_is_a_state_that_was_committed(tmp_path):
    """Five copies while thirty reports are stored: each whole, checked, and a beginning of what was stored."""
    files = pages(tmp_path, range(2010, 2040))
    db = tmp_path / "db.sqlite"
    load_all(db, files[:1])
    loading = threading.Thread(target=load_all, args=(db, files[1:]))
    loading.start()
    found = []
    for number in range(5):
        copy = tmp_path / f"copy{number}.sqlite"
        back_up(db, copy)
        found.append(years(copy))
        connection = open_reader(copy)
        assert set(connection.execute("SELECT count(*) FROM facts GROUP BY report").fetchall()) == {(200,)}
        connection.close()
        time.sleep(0.02)
    loading.join()

    assert all(state == list(range(2010, 2010 + len(state))) for state in found)
    assert years(db) == list(range(2010, 2040))
