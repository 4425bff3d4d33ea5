"""Versions, removal, export, backup and archives, through the command."""

import csv
import json
import sqlite3
import zipfile

import pytest
import python_calamine
from standard_form import as_html, as_lines, sources

from store.forms.form_files import load_form

LAYOUT = load_form().layouts["2021"]


@pytest.fixture
def loaded(wenshu, tmp_path):
    """One report in a database of its own, and the file it came from."""
    report = tmp_path / "北仑区2024.txt"
    report.write_text(as_lines(sources()[0], LAYOUT), "utf-8")
    assert wenshu("load", "--db", "own.sqlite", report, process=True).returncode == 0
    return report


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_history_tells_each_version_and_what_it_changed(wenshu, loaded):
    """Cell by cell, with both texts."""
    loaded.write_bytes(loaded.read_bytes().replace(b"\t585\n", b"\t586\n"))
    wenshu("load", "--db", "own.sqlite", loaded)
    first, second = rows(wenshu("history", "--db", "own.sqlite", "--json", "北仑", 2024))

    assert [(v["version"], v["current"], v["cells"]) for v in (first, second)] == [(1, False, 200), (2, True, 200)]
    assert second["changes"] == [{"figure": "表三 本年新收政府信息公开申请数量 × 总计", "old": "585", "new": "586"}]
    assert "585 → 586" in wenshu("history", "--db", "own.sqlite", "北仑", 2024).stdout
    assert "585→586" in wenshu("ask", "--db", "own.sqlite", "北仑2024年的报告改过吗").stdout


def test_a_removed_report_is_gone_until_it_is_put_back(wenshu, loaded):
    """Nothing is deleted; loading the same file again brings it back too."""
    ask = ("ask", "--db", "own.sqlite", "--json", "北仑2024收到多少件申请")
    assert wenshu("remove", "--db", "own.sqlite", "北仑", 2024).returncode == 0
    gone = rows(wenshu(*ask))[0]["status"]
    assert wenshu("remove", "--db", "own.sqlite", "--undo", "北仑区人民政府", 2024).returncode == 0
    back = rows(wenshu(*ask))[0]
    again = wenshu("remove", "--db", "own.sqlite", "--undo", "北仑区人民政府", 2024)

    assert (gone, back["figures"][0]["value"]) == ("no_data", 585)
    assert (again.returncode, "没有移出过" in again.stderr) == (1, True)


def test_a_removed_report_comes_back_when_it_is_loaded_again(wenshu, loaded):
    """As a new version."""
    wenshu("remove", "--db", "own.sqlite", "北仑", 2024)
    (outcome,) = rows(wenshu("load", "--db", "own.sqlite", "--json", loaded))

    assert outcome["status"] == "loaded"
    assert wenshu("remove", "--db", "own.sqlite", "--undo", "北仑", 2024).returncode == 1


def test_a_removed_report_goes_by_any_name_that_is_its_own(wenshu, loaded):
    """局 ends no name of a place; what was taken out that year is listed."""
    undo = ("remove", "--db", "own.sqlite", "--undo")
    wenshu("remove", "--db", "own.sqlite", "北仑", 2024)
    unknown = wenshu(*undo, "局", 2024)
    in_full = wenshu(*undo, "浙江省宁波市北仑区人民政府", 2024)

    assert (unknown.returncode, "移出过的有：北仑区人民政府" in unknown.stderr) == (1, True)
    assert (in_full.returncode, in_full.stdout) == (0, "已恢复：北仑区人民政府 2024年度。\n")


def test_export_gives_every_cell_with_its_place_and_the_findings_beside(wenshu, loaded, tmp_path):
    """CSV that Excel opens: a mark in front, a row a cell, findings in a second file."""
    wenshu("export", "--db", "own.sqlite", "-o", "out.csv")
    found = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    problems = list(csv.DictReader((tmp_path / "out_问题.csv").read_text("utf-8-sig").splitlines()))
    new = next(r for r in found if r["row"].startswith("一、") and r["column"] == "总计")

    assert (len(found), len(problems)) == (200, 3)
    assert (new["value"], new["raw"], new["state"], new["unit"]) == ("585", "585", "printed", "件")
    assert (new["agency"], new["region"], new["year"]) == ("北仑区人民政府", "浙江省宁波市北仑区", "2024")
    assert new["place"].startswith("第 ")


def test_export_as_xlsx_has_two_sheets_and_numbers_as_numbers(wenshu, loaded, tmp_path):
    """A row a cell, or with --wide a row a report."""
    wenshu("export", "--db", "own.sqlite", "--format", "xlsx", "-o", "out.xlsx")
    wenshu("export", "--db", "own.sqlite", "--format", "xlsx", "--wide", "-o", "wide.xlsx")
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    wide = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "wide.xlsx")).get_sheet_by_index(0).to_python()
    figures = book.get_sheet_by_name("数").to_python()

    assert book.sheet_names == ["数", "问题"]
    assert {type(row[6]) for row in figures[1:]} <= {float, str}
    assert (len(figures), len(book.get_sheet_by_name("问题").to_python())) == (201, 4)
    assert (len(wide), len(wide[0])) == (2, 204)
    assert wide[1][wide[0].index("表三·一、本年新收政府信息公开申请数量·总计")] == 585


def test_the_ending_of_the_file_says_the_format(wenshu, loaded, tmp_path):
    """And a format that contradicts it is refused before anything is written."""
    by_ending = wenshu("export", "--db", "own.sqlite", "-o", "out.xlsx")
    refused = wenshu("export", "--db", "own.sqlite", "--format", "xlsx", "-o", "out.csv")

    assert (by_ending.returncode, (tmp_path / "out.xlsx").read_bytes()[:2]) == (0, b"PK")
    assert (refused.returncode, "不一致" in refused.stderr) == (2, True)
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_cannot_be_written_is_told_and_no_trace_is_shown(wenshu, loaded):
    """A folder that is not there."""
    for name in ("no/x.xlsx", "no/x.csv", "no/x.json"):
        refused = wenshu("export", "--db", "own.sqlite", "--format", name[-4:].strip("."), "-o", name)

        assert (refused.returncode, refused.stderr.startswith("写不了")) == (1, True)


def test_exported_text_never_becomes_a_formula(wenshu, tmp_path):
    """A cell that says =1+1 and a body whose name begins with @ stay text."""
    source = sources()[0]
    figure = next(iter(source.cells))
    source.cells[figure] = "=1+1"
    (tmp_path / "bad.html").write_text(as_html(source, LAYOUT), "utf-8")
    wenshu("load", "--db", "own.sqlite", "bad.html")
    wenshu("export", "--db", "own.sqlite", "-o", "out.csv")
    wenshu("export", "--db", "own.sqlite", "--format", "xlsx", "-o", "out.xlsx")
    sheet = zipfile.ZipFile(tmp_path / "out.xlsx").read("xl/worksheets/sheet1.xml").decode()

    assert "\n=" not in (tmp_path / "out.csv").read_text("utf-8-sig").replace(",", "\n")
    assert "<f>" not in sheet


def test_export_as_json_is_one_document(wenshu, loaded):
    """Figures and findings under two keys."""
    data = json.loads(wenshu("export", "--db", "own.sqlite", "--format", "json", "北仑", 2024).stdout)

    assert (len(data["figures"]), len(data["findings"])) == (200, 3)


def test_a_backup_restores_what_was_there(wenshu, loaded, tmp_path):
    """What is replaced is kept too; a broken backup is refused and nothing changes."""
    assert wenshu("backup", "--db", "own.sqlite", "copy.sqlite").returncode == 0
    wenshu("remove", "--db", "own.sqlite", "北仑", 2024)
    assert wenshu("restore", "--db", "own.sqlite", "copy.sqlite").returncode == 0
    (report,) = rows(wenshu("reports", "--db", "own.sqlite", "--json"))
    broken = bytearray((tmp_path / "copy.sqlite").read_bytes())
    broken[4096 * 3 : 4096 * 9] = b"\xff" * (4096 * 6)
    (tmp_path / "broken.sqlite").write_bytes(broken)
    refused = wenshu("restore", "--db", "own.sqlite", "broken.sqlite")

    assert report["agency"] == "北仑区人民政府"
    assert len(list(tmp_path.glob("own.sqlite.before-restore-*"))) == 1
    assert refused.returncode == 2
    assert "损坏" in refused.stderr
    assert len(rows(wenshu("reports", "--db", "own.sqlite", "--json"))) == 1


def test_an_archive_and_standard_input_are_read_like_files(wenshu, loaded, tmp_path):
    """Each file in an archive has an outcome of its own; names made on Chinese Windows are readable."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(loaded, "北仑区2024.txt".encode("gb18030").decode("cp437"))
        archive.writestr("dir/empty.txt", "")
        archive.writestr("__MACOSX/x", "x")
    outcomes = rows(wenshu("load", "--db", "new.sqlite", "--json", "all.zip"))
    piped = rows(wenshu("load", "--db", "third.sqlite", "--json", "-", stdin=loaded.read_text("utf-8")))

    assert [(o["file"], o["status"]) for o in outcomes] == [
        ("all.zip/北仑区2024.txt", "loaded"),
        ("all.zip/dir/empty.txt", "rejected"),
    ]
    assert [o["status"] for o in piped] == ["loaded"]


def test_dry_run_stores_nothing_and_explain_says_how(wenshu, loaded, tmp_path):
    """What would be read; by which labels, and whose report by which text."""
    loaded.write_bytes(loaded.read_bytes().replace("北仑区人民政府".encode(), "鄞州区人民政府".encode()))
    plain = rows(wenshu("load", "--dry-run", "--json", loaded))
    shown = wenshu("load", "--explain", loaded).stdout
    (explained,) = rows(wenshu("load", "--explain", "--json", loaded))

    assert [(o["status"], o["agency"], o["cells"]) for o in plain] == [("readable", "鄞州区人民政府", 200)]
    assert "“规章” → 规章" in shown
    assert "330212/人民政府" in shown
    assert explained["agency_id"] == "330212/人民政府"
    assert {"printed": "规章", "row": "规章", "table": "表二"} in explained["rows"]
    assert [r["agency"] for r in rows(wenshu("reports", "--json", "--no-sample"))] == []


def test_agency_and_year_can_be_said_where_the_file_does_not(wenshu, loaded, tmp_path):
    """They go before what the file says; a contradiction is a finding."""
    (outcome,) = rows(wenshu("load", "--json", "--agency", "宁波市鄞州区人民政府", "--year", 2023, loaded))
    checks = [d["code"] for d in rows(wenshu("check", "--json", "鄞州", 2023))]

    assert (outcome["agency"], outcome["year"]) == ("宁波市鄞州区人民政府", 2023)
    assert {"agency_differs", "year_differs"} <= set(checks)


def test_a_file_that_breaks_a_limit_is_reported_and_the_rest_go_on(wenshu, loaded, tmp_path):
    """Too slow or too large for its process; the good one is loaded."""
    deep = tmp_path / "deep.html"
    deep.write_text("<html>" + "<div>" * 90_000 + "x", "utf-8")
    outcomes = rows(wenshu("load", "--db", "new.sqlite", "--json", "--seconds", 6, deep, loaded))

    assert [o["status"] for o in outcomes] == ["rejected", "loaded"]
    assert outcomes[0]["error"]


def test_the_same_file_twice_in_one_load_is_one_report(wenshu, loaded, tmp_path):
    """Under two names too."""
    (tmp_path / "z.txt").write_bytes(loaded.read_bytes())
    outcomes = rows(wenshu("load", "--db", "new.sqlite", "--json", loaded, tmp_path / "z.txt", process=True))
    codes = [d["code"] for d in rows(wenshu("check", "--db", "new.sqlite", "--json", "北仑", 2024))]

    assert [o["status"] for o in outcomes] == ["loaded", "unchanged"]
    assert "two_documents" not in codes


@pytest.mark.parametrize("broken", [b"", b"not a database", None])
def test_a_backup_is_put_in_the_place_of_a_broken_database(wenshu, loaded, tmp_path, broken):
    """Which is what backups are for; what was there is put aside as it is."""
    assert wenshu("backup", "--db", "own.sqlite", "copy.sqlite").returncode == 0
    own = tmp_path / "own.sqlite"
    whole = own.read_bytes()
    damaged = whole[: 4096 * 3] + b"\xff" * (4096 * 6) + whole[4096 * 9 :] if broken is None else broken
    own.write_bytes(damaged)
    restored = wenshu("restore", "--db", "own.sqlite", "copy.sqlite")

    assert restored.returncode == 0
    aside = min(tmp_path.glob("own.sqlite.before-restore-*"), key=lambda path: len(path.name))
    assert aside.read_bytes() == damaged
    assert rows(wenshu("reports", "--db", "own.sqlite", "--json"))[0]["agency"] == "北仑区人民政府"


def test_two_files_that_claim_one_report_leave_a_finding(wenshu, loaded, tmp_path):
    """The later one counts, and loading both again changes nothing."""
    other = tmp_path / "z.html"
    other.write_text(as_html(sources()[0], LAYOUT), "utf-8")
    both = ("load", "--db", "new.sqlite", "--json", loaded, other)
    first, second = rows(wenshu(*both)), rows(wenshu(*both))
    codes = [d["code"] for d in rows(wenshu("check", "--db", "new.sqlite", "--json", "北仑", 2024))]

    assert [o["status"] for o in first] == ["loaded", "replaced"]
    assert "two_documents" in codes
    assert [(o["status"], o["note"]) for o in second] == [("unchanged", "已被“z.html”取代"), ("unchanged", "")]


def test_a_database_of_an_older_version_is_brought_up_to_date(wenshu, loaded, tmp_path):
    """A database of version 1 keeps its reports."""
    connection = sqlite3.connect(tmp_path / "own.sqlite")
    connection.execute("DROP INDEX reports_document")
    connection.execute("DROP TABLE across")
    for column in ("dated", "scope", "reader", "removed_at"):
        connection.execute(f"ALTER TABLE reports DROP COLUMN {column}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()

    assert len(rows(wenshu("reports", "--db", "own.sqlite", "--json"))) == 1
    (outcome,) = rows(wenshu("load", "--db", "own.sqlite", "--json", loaded))
    assert outcome["status"] == "unchanged"
