"""`wenshu evaluate` scores anyone's questions."""

import json

import pytest
from click.testing import CliRunner

from bot.frontends.command_line.commands import main

RIGHT = [
    {"question": "北仑区2024年收到多少件申请", "figures": [585]},
    {"question": "北仑2024予以公开和部分公开各多少件", "figures": [{"value": 356, "name": "予以公开"}, 16]},
    {"question": "其中自然人的呢", "after": ["北仑区2024年收到多少件申请"], "figures": [{"value": 580, "year": 2024}]},
    {"question": "北仑2024结转", "status": "clarify"},
    {"question": "北仑去年新收多少件", "today": "2026-11-24", "status": "no_data"},
]
WRONG = [
    {"question": "北仑区2024年收到多少件申请", "figures": [586]},
    {"question": "北仑2024新收申请", "status": "clarify"},
]


def evaluate(sample_db, tmp_path, lines, *options):
    file = tmp_path / "questions.jsonl"
    file.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    )
    return CliRunner().invoke(main, ["evaluate", "--db", str(sample_db), str(file), *options])


def test_right_answers_are_counted(sample_db, tmp_path):
    """Values, names, follow-ups, questions back, dates."""
    result = evaluate(sample_db, tmp_path, RIGHT)

    assert (result.exit_code, result.output) == (0, "共 5 问：对 5，反问 0，没答 0，答错 0。\n")


def test_wrong_ones_are_printed_in_full(sample_db, tmp_path):
    """A figure too many, a figure where a question back was expected."""
    result = evaluate(sample_db, tmp_path, [*RIGHT, *WRONG, {"question": "北仑2024结转", "figures": [10]}])

    assert result.exit_code == 1
    assert "共 8 问：对 5，反问 1，没答 0，答错 2。" in result.output
    assert "586" in result.output
    assert "585件" in result.output


def test_as_data(sample_db, tmp_path):
    """One object a question."""
    result = evaluate(sample_db, tmp_path, WRONG, "--json")

    assert [json.loads(line)["verdict"] for line in result.output.splitlines()] == ["WRONG", "WRONG"]


@pytest.mark.parametrize("line", ["北仑", "[1]", "{}", '{"question": 5}'])
def test_a_line_that_is_no_question_says_which(sample_db, tmp_path, line):
    """Its number, and what is wrong."""
    result = evaluate(sample_db, tmp_path, [RIGHT[0], line])

    assert result.exit_code == 2
    assert "第 2 行读不懂" in result.output
