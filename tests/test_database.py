"""The database: one transaction a report, versions kept, nothing empty taken for data, killed at any moment."""

import shutil
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from killing import kill_loads
from standard_form import as_html, as_lines, sources
from world import FORM, world

from bot.question.vocabulary import build_vocabulary
from bot.start import Asker
from store.database.database import StoreError, open_reader, open_writer, writing
from store.database.fetching import read_catalogue, read_facts
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.loading.box import Limits, _Worker
from store.loading.files import File, files_in
from store.loading.load import load

LAYOUT = load_form().layouts["2021"]
NEW = FigureId("requests", "new", "total")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(as_lines(sources()[0], LAYOUT), "utf-8")
    return path


def load_all(db_path, *files):
    db = open_writer(db_path)
    outcomes = list(load(db, map(File, files)))
    db.close()
    return outcomes


def test_loading_twice_changes_nothing(tmp_path, report):
    """The same content is unchanged."""
    first = load_all(tmp_path / "db", report)
    second = load_all(tmp_path / "db", report)

    assert [o.status for o in first] == ["loaded"]
    assert [o.status for o in second] == ["unchanged"]
    assert (second[0].cells, second[0].findings) == (200, 3)


def test_a_better_reader_brings_the_text_up_to_date_without_a_new_version(tmp_path, report):
    """The same file and figures, but paragraphs cut otherwise by an earlier reader: they are put right in place."""
    load_all(tmp_path / "db", report)
    db = open_writer(tmp_path / "db")
    whole = db.conn.execute("SELECT count(*) FROM paragraphs").fetchone()[0]
    db.conn.execute("DELETE FROM paragraphs WHERE n > 0")
    db.conn.execute("UPDATE reports SET reader = 'an earlier one'")
    db.conn.commit()
    db.close()
    again = load_all(tmp_path / "db", report)
    db = open_writer(tmp_path / "db")

    assert [o.status for o in again] == ["unchanged"]
    assert db.conn.execute("SELECT count(*) FROM paragraphs").fetchone()[0] == whole
    assert db.conn.execute("SELECT count(*) FROM reports").fetchone()[0] == 1


def test_a_changed_file_is_a_new_version_and_the_old_one_is_kept(tmp_path, report):
    """Same body and year, other content: current is the new one, both and both files lie in the database."""
    load_all(tmp_path / "db", report)
    old = report.read_bytes()
    report.write_bytes(old.replace(b"\t585\n", b"\t586\n"))
    (outcome,) = load_all(tmp_path / "db", report)
    connection = open_reader(tmp_path / "db")
    (entry,) = read_catalogue(connection).entries

    assert outcome.status == "replaced"
    assert (entry.version, read_facts(connection, entry.id)[NEW].raw) == (2, "586")
    assert connection.execute("SELECT count(*) FROM reports").fetchone() == (2,)
    assert {old, report.read_bytes()} == {row[0] for row in connection.execute("SELECT bytes FROM documents")}


def test_one_bad_file_does_not_stop_the_others(tmp_path, report):
    """The bad one is rejected with a sentence, the good one loaded."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"%PDF-1.4")
    outcomes = load_all(tmp_path / "db", bad, tmp_path / "gone.txt", report)

    assert [o.status for o in outcomes] == ["rejected", "rejected", "loaded"]
    assert all(o.error for o in outcomes[:2])


def test_a_folder_gives_all_files_below_it(tmp_path, report):
    """Hidden files are left out."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.html").write_text("x", "utf-8")
    (inner / ".hidden").write_text("x", "utf-8")

    assert {"report.txt", "a.html"} == {f.short for f in files_in([tmp_path])}


def test_a_sample_never_takes_the_place_of_a_report_of_ones_own(tmp_path, report):
    """The bundled report of the same body and year is passed over."""
    load_all(tmp_path / "db", report)
    db = open_writer(tmp_path / "db")
    sample = tmp_path / "sample.html"
    sample.write_text(as_html(sources()[0], LAYOUT), "utf-8")
    (outcome,) = load(db, [File(sample)], sample=True)

    assert outcome.status == "unchanged"
    assert [e.sample for e in read_catalogue(db.conn).entries] == [False]


def test_an_error_inside_a_transaction_leaves_nothing(tmp_path):
    """All or nothing."""
    db = open_writer(tmp_path / "db")
    with pytest.raises(ZeroDivisionError), writing(db):  # noqa: PT012  # the error comes after a write
        db.table("agencies").insert({"id": "a", "name": "a", "place": "", "organ": ""})
        raise ZeroDivisionError

    assert db.conn.execute("SELECT count(*) FROM agencies").fetchone() == (0,)


def test_a_missing_or_empty_file_is_refused_where_data_was_expected(tmp_path):
    """SQLite would open both as an empty database."""
    empty = tmp_path / "empty"
    empty.touch()
    for path, says in ((tmp_path / "gone", "没有数据库"), (empty, "空文件")):
        with pytest.raises(StoreError, match=says):
            open_reader(path)
    with pytest.raises(StoreError, match="空文件"):
        open_writer(empty)


def test_a_foreign_or_newer_database_is_refused(tmp_path):
    """Another program's file, a text file, and a database of a later version."""
    foreign, text, newer = tmp_path / "foreign", tmp_path / "text", tmp_path / "newer"
    sqlite3.connect(foreign).execute("CREATE TABLE a (b)").connection.close()
    text.write_text("hello " * 1000, "utf-8")
    open_writer(newer).close()
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    for path, says in ((foreign, "不是问数"), (text, "打不开"), (newer, "更新版本")):
        with pytest.raises(StoreError, match=says):
            open_reader(path)


def test_a_database_without_one_of_the_columns_is_refused_by_its_name(tmp_path):
    path = tmp_path / "trial.sqlite"
    db = open_writer(path)
    db.conn.execute("ALTER TABLE facts DROP COLUMN unit")
    db.close()
    for opened in (open_reader, open_writer):
        with pytest.raises(StoreError, match=r"缺少 facts\.unit，可能是早期试用版写的；请把它改名留存"):
            opened(path)


def test_killed_at_any_moment_the_database_holds_whole_reports_only(tmp_path):
    """kill -9 during a load: nothing acknowledged is lost, nothing half; a second run loads the rest.  `make kill`: 50 times."""
    found = kill_loads(tmp_path, kills=5, reports=60)

    assert (found["acknowledged lost"], found["half"], found["same content in the end"]) == (0, 0, True)
    assert any(0 < reached < 60 for reached in found["reached"])


def test_a_thread_that_asks_while_another_reads_the_new_list_does_not_get_the_old_one(sample_db, tmp_path, monkeypatch):
    """Its first look, after a load, while the list is read anew elsewhere: it waits instead of taking the old list for new."""
    own = tmp_path / "own.sqlite"
    shutil.copy(sample_db, own)
    asker, reading = Asker(own), threading.Event()
    before = len(asker.catalogue().entries)
    report = next(source for source in world() if source.agency == "北仑区人民政府" and source.year == 2023)
    path = tmp_path / "北仑区人民政府2023.html"
    path.write_text(as_html(report, FORM.layouts["2021"]), "utf-8")
    db = open_writer(own)
    assert [outcome.status for outcome in load(db, [File(path)])] == ["loaded"]
    db.close()

    def slowly(*found, **more):
        reading.set()
        time.sleep(0.3)
        return read_catalogue(*found, **more)

    monkeypatch.setattr("bot.start.read_catalogue", slowly)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(asker.catalogue)
        reading.wait()
        second = threads.submit(asker.catalogue)

    assert [len(found.result().entries) for found in (first, second)] == [before + 1] * 2


def test_a_change_is_read_once_however_many_threads_ask(tmp_path, report, monkeypatch):
    """The words and names are made anew for all of them together."""
    load_all(tmp_path / "db.sqlite", report)
    asker = Asker(tmp_path / "db.sqlite")
    made = []
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(asker.ask, ["北仑2024年收到多少件申请"] * 16))
        monkeypatch.setattr("bot.start.build_vocabulary", lambda *parts: made.append(1) or build_vocabulary(*parts))
        changed = tmp_path / "b.txt"
        changed.write_bytes(report.read_bytes().replace(b"\t585\n", b"\t586\n"))
        load_all(tmp_path / "db.sqlite", changed)
        answers = list(pool.map(asker.ask, ["北仑2024年收到多少件申请"] * 16))

    assert {answer.figures[0].value for answer in answers} == {586}
    assert len(made) == 1


def test_reading_processes_are_told_no_secrets(monkeypatch):
    """Nor where the databases are."""
    monkeypatch.setenv("WENSHU_KEY", "secret")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "secret")
    seen = []
    monkeypatch.setattr("store.loading.box.subprocess.Popen", lambda *_, env, **__: seen.append(env))
    _Worker(Limits())

    assert not [name for name in seen[0] if name.startswith(("WENSHU_", "TELEGRAM_"))]
    assert "PATH" in seen[0]
