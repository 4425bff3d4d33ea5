"""`wenshu evaluate`: score a file of questions, so that anyone can bring their own."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.frontends.command_line.evaluation import EvaluationError, Scored, Verdict, score
from bot.frontends.command_line.options import (
    Sentence,
    asker_for,
    db_option,
    json_option,
    print_json,
    reported,
    sample_option,
)
from bot.knowledge import Answer
from bot.start import Asker
from bot.talk import Talk

WORDS: dict[Verdict, str] = {"right": "对", "asked back": "反问", "silent": "没答", "WRONG": "答错"}


@click.command("evaluate", help="给一份问题打分（JSON Lines：question、status、figures、after、today）。")
@db_option
@json_option
@sample_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def evaluate_command(db: Path | None, as_json: bool, no_sample: bool, file: Path) -> None:
    """Print how many were right, asked back, silent, wrong, and each wrong one in full.  Exit code 1 where one is wrong."""
    with reported():
        asker = asker_for(db, no_sample=no_sample)
        scored = [_scored(asker, number, line) for number, line in enumerate(_lines(file), 1) if line.strip()]
    counts = Counter(one.verdict for one in scored)
    if as_json:
        for one in scored:
            print_json(_data(one))
    else:
        for one in scored:
            if one.verdict == "WRONG":
                click.echo(f"答错：{one.question}\n应为：{_wanted(one)}\n答了：{one.answer.reply.text()}\n")
        summary = "，".join(f"{words} {counts[verdict]}" for verdict, words in WORDS.items())
        click.echo(f"共 {len(scored)} 问：{summary}。")
    if counts["WRONG"]:
        raise SystemExit(1)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise Sentence(f"{file} 不是 UTF-8 文字；请先转成 UTF-8。") from error


def _scored(asker: Asker, number: int, line: str) -> Scored:
    try:
        wanted: dict[str, Any] = json.loads(line)
        today = date.fromisoformat(wanted["today"]) if "today" in wanted else None

        def ask(text: str, talk: Talk) -> Answer:
            return asker.ask(talk.question(text), talk.earlier, today)

        return score(wanted, ask)
    except (ValueError, TypeError, AttributeError) as error:
        reason = str(error) if isinstance(error, EvaluationError) else f"不是一个 JSON 对象（{error}）"
        raise Sentence(f"第 {number} 行读不懂：{reason}") from error


def _wanted(one: Scored) -> str:
    return json.dumps({k: v for k, v in one.expected.items() if k != "question"}, ensure_ascii=False)


def _data(one: Scored) -> dict[str, Any]:
    return {
        "question": one.question, "verdict": one.verdict, "status": one.answer.status, "expected": dict(one.expected),
        "reply": one.answer.reply.text(),
    }  # fmt: skip
