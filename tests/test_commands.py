"""The `wenshu` command as programs and people use it."""

import json
from dataclasses import replace

import pytest
from standard_form import as_lines, sources

from store.forms.form import FigureId
from store.forms.form_files import load_form

LAYOUT = load_form().layouts["2021"]


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_first_question_is_answered_at_once_from_the_sample(wenshu):
    """With no database, the bundled sample is loaded on first use; nothing but JSON on standard output."""
    result = wenshu("ask", "--json", "北仑区2024年收到多少件政府信息公开申请", process=True)
    (data,) = lines(result)
    (figure,) = data["figures"]

    assert (result.returncode, result.stderr) == (0, "")
    assert list(data) == ["question", "status", "reading", "figures", "passages", "findings", "choices", "reply", "ms"]
    assert (data["status"], figure["value"], figure["unit"], figure["kind"]) == ("answered", 585, "件", "printed")
    assert (figure["field"], figure["column"]) == ("一、本年新收政府信息公开申请数量", "总计")
    assert (figure["agency"], figure["year"]) == ("北仑区人民政府", 2024)
    assert figure["places"][0]["table"] == "表三"


def test_a_percentage_is_a_number(wenshu):
    """60.03 with the unit %."""
    (data,) = lines(wenshu("ask", "--json", "北仑2024予以公开占比"))

    assert tuple(data["figures"][0][k] for k in ("value", "unit", "kind")) == (60.03, "%", "computed")
    assert "356 ÷" in data["figures"][0]["formula"]


def test_questions_come_a_line_each_from_standard_input(wenshu):
    """One answer a line; --chat lets each follow the one before; a number picks a choice."""
    questions = "北仑2024结转\n2\n那自然人呢\n"
    alone = lines(wenshu("ask", "--json", stdin=questions))
    chat = lines(wenshu("ask", "--json", "--chat", stdin=questions))

    assert [d["status"] for d in alone] == ["clarify", "not_understood", "clarify"]
    assert [d["status"] for d in chat] == ["clarify", "answered", "answered"]
    assert [f["value"] for d in chat for f in d["figures"]] == [2, 1]
    assert [d["question"] for d in chat] == questions.split("\n")[:3]


def test_today_says_what_last_year_is(wenshu):
    """去年 on a day of 2025 is 2024."""
    (data,) = lines(wenshu("ask", "--json", "--today", "2025-03-01", "北仑去年收到多少件申请"))

    assert data["figures"][0]["value"] == 585


def test_load_tells_a_line_a_file_and_exits_1_when_one_was_refused(wenshu, tmp_path):
    """loaded, unchanged, rejected; the default database keeps its sample."""
    source = sources()[0]
    source.agency = "宁波市鄞州区人民政府"
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(as_lines(source, LAYOUT), "utf-8")
    bad.write_text("", "utf-8")
    first = wenshu("load", "--json", good)
    both = wenshu("load", "--json", good, bad)
    reports = lines(wenshu("reports", "--json"))
    own = lines(wenshu("reports", "--json", "--no-sample"))

    assert [(r.returncode, [d["status"] for d in lines(r)]) for r in (first, both)] == [
        (0, ["loaded"]),
        (1, ["unchanged", "rejected"]),
    ]
    assert list(lines(first)[0]) == [
        "file",
        "status",
        "agency",
        "year",
        "form",
        "cells",
        "findings",
        "error",
        "note",
        "body",
    ]
    assert tuple(lines(first)[0][k] for k in ("cells", "findings", "form")) == (200, 3, "2021")
    assert sorted((r["sample"] for r in reports), reverse=True) == [True] * 6 + [False]
    assert [r["agency"] for r in own] == ["宁波市鄞州区人民政府"]


def test_show_prints_the_200_cells_under_official_labels(wenshu):
    """Row and column as the form has them, nested ones joined by /."""
    (data,) = lines(wenshu("show", "--json", "北仑区", 2024))
    cells = {(c["row"], c["column"]): c for c in data["cells"]}

    assert 200 == len(data["cells"]) == len(cells)
    assert cells["三、本年度办理结果/（三）不予公开/1.属于国家秘密", "自然人"]["value"] == 0
    assert cells["行政诉讼/复议后起诉", "尚未审结"]["value"] == 1
    assert cells["行政事业性收费", "本年收费金额（单位：万元）"]["value"] == 33608
    assert "表三" in wenshu("show", "北仑", 2024).stdout


def test_check_tells_findings_with_both_numbers_and_places(wenshu):
    """The three findings of 北仑区 2024."""
    data = lines(wenshu("check", "--json", "北仑区", 2024))

    assert [d["code"] for d in data] == ["balance", "balance", "prose"]
    assert all(d["places"] for d in data)
    assert "589" in wenshu("check", "北仑").stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["show", "鄞州区", "2024"], 1, "没有收录"),
        (["show", "北仑区", "2020"], 1, "收录了2024年度"),
        (["ask", "--db", "gone.sqlite", "北仑"], 2, "没有数据库"),
        (["bot"], 2, "TELEGRAM_BOT_TOKEN"),
        (["load"], 2, ""),
        (["load", "--json", "gone.txt"], 1, ""),
    ],
)
def test_wrong_use_is_one_sentence_and_an_exit_code(wenshu, words, code, says):
    """2 for wrong use, 1 for refused input; the sentence on standard error."""
    result = wenshu(*words)

    assert code == result.returncode
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_named_by_the_environment_gets_no_sample(wenshu, tmp_path):
    """WENSHU_DB means that file and nothing else."""
    result = wenshu("ask", "北仑", WENSHU_DB=str(tmp_path / "own.sqlite"))

    assert result.returncode == 2
    assert not (tmp_path / "own.sqlite").exists()


def test_explain_prints_each_step(wenshu):
    """Words with their meanings, the reading, the look-ups."""
    shown = wenshu("ask", "--explain", "北仑2024部分公开几件").stdout

    assert "部分公开　FigureWord" in shown
    assert "Fields(bodies=('330206/人民政府',)" in shown


def test_chat_talks_until_an_empty_line(wenshu):
    """Questions and follow-ups in a terminal."""
    shown = wenshu("chat", stdin="北仑2024行政复议几件\n维持的呢\n\n").stdout

    assert "15件" in shown
    assert "5件" in shown


def test_healthy_is_1_where_no_bot_is_polling(wenshu, tmp_path):
    """The health check of the container."""
    result = wenshu("bot", "--healthy", TELEGRAM_BOT_TOKEN="1:a", WENSHU_CHATS=str(tmp_path / "chats.sqlite"))

    assert result.returncode == 1


def test_amounts_in_two_units_are_not_compared_by_their_digits(wenshu, tmp_path):
    """251000元 under 万元 is shown as printed, and neither ranked beside 30万元 nor subtracted from it."""
    for year, amount in ((2023, "30"), (2024, "251000元")):
        source = replace(sources()[0], year=year)
        source.cells = {**source.cells, FigureId("active", "fees", "amount"): amount}
        (tmp_path / f"{year}.txt").write_text(as_lines(source, load_form().layouts["2021"]), "utf-8")
    wenshu("load", "--db", "own.sqlite", "2023.txt", "2024.txt")
    ask = ("ask", "--db", "own.sqlite")

    assert "251,000元" in wenshu(*ask, "北仑2024年行政事业性收费多少钱").stdout
    assert "-29" not in wenshu(*ask, "北仑2024年行政事业性收费比2023年少多少").stdout
    assert "没有换算" in wenshu(*ask, "北仑2024年行政事业性收费是2023年的几倍").stdout
    assert "251,000" not in wenshu(*ask, "2024年行政事业性收费超过100万元的有哪些区").stdout


def test_questions_that_are_no_utf_8_are_told_so(wenshu, tmp_path):
    """From a file to evaluate; a figure that is no number there too."""
    (tmp_path / "gbk.jsonl").write_bytes('{"question": "北仑2024收到多少件"}'.encode("gb18030"))
    (tmp_path / "bad.jsonl").write_text('{"question": "北仑2024收到多少件", "figures": ["abc"]}', "utf-8")
    gbk, bad = wenshu("evaluate", "gbk.jsonl"), wenshu("evaluate", "bad.jsonl")

    assert (gbk.returncode, "UTF-8" in gbk.stderr) == (2, True)
    assert (bad.returncode, "不是数" in bad.stderr) == (2, True)
