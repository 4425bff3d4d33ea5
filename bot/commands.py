"""The `wenshu` command.  Results go to standard output, everything else to standard error.

Exit codes: 0 did what was asked, 1 some input was refused, 2 wrong use."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from bot.answer import Answer
from bot.as_json import answer_data, finding_data, form_of, report_data
from bot.bodies import named_bodies, resolve
from bot.frontends.terminal import outcome_line, show_reply, show_steps, show_tables
from bot.start import Asker, default_database, prepare_default
from bot.talk import Talk
from bot.words import read_words
from store.catalogue import Entry
from store.database import StoreError, open_writer, read_facts, read_findings
from store.form_files import load_form
from store.load import Outcome, files_in, load

db_option = click.option(
    "--db", type=click.Path(path_type=Path, dir_okay=False), help="数据库文件；不写则用 WENSHU_DB 或默认位置。"
)
json_option = click.option("--json", "as_json", is_flag=True, help="每行输出一个 JSON 对象。")
sample_option = click.option("--no-sample", is_flag=True, help="不算内置的示例报告。")


@click.group(
    help="问数：问政府信息公开工作年度报告里的数，答案带出处。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="wenshu", message="wenshu %(version)s")
def main() -> None:
    """Entry point."""


@contextmanager
def _reported() -> Iterator[None]:
    """A database that cannot be used is wrong use: one sentence, exit 2."""
    try:
        yield
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def _database(db: Path | None) -> Path:
    path = db or default_database()
    if db is None:
        prepare_default(path)
    return path


def _asker(db: Path | None, *, no_sample: bool) -> Asker:
    return Asker(_database(db), sample=not no_sample)


def _print_json(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")


@main.command("load", help="载入报告：文件或文件夹。一份坏了，别的照常。")
@db_option
@json_option
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def load_command(db: Path | None, as_json: bool, paths: tuple[Path, ...]) -> None:
    """Load files; one line each."""
    refused = 0
    with _reported():
        writer = open_writer(_database(db))
        files = files_in(paths)
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("载入", total=len(files))
            for outcome in load(writer, files):
                refused += outcome.status == "rejected"
                progress.advance(task)
                _print_outcome(outcome, as_json=as_json)
        writer.close()
    if not files:
        raise click.UsageError("文件夹里没有文件。")
    if refused:
        sys.exit(1)


def _print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        fields = ("file", "status", "agency", "year", "form", "cells", "findings", "error")
        _print_json({name: getattr(outcome, name) for name in fields})
    else:
        click.echo(outcome_line(outcome))


@main.command("ask", help="问一个问题；不写问题就从标准输入一行读一个。")
@db_option
@json_option
@sample_option
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="把哪一天当作今天（算“去年”用）。")
@click.option("--chat", is_flag=True, help="后一个问题可以接着前一个问。")
@click.option("--explain", is_flag=True, help="写出从问题到答案的每一步。")
@click.argument("question", nargs=-1)
def ask_command(
    db: Path | None,
    as_json: bool,
    no_sample: bool,
    today: Any,
    chat: bool,
    explain: bool,
    question: tuple[str, ...],
) -> None:
    """Answer questions from the arguments or from standard input."""
    questions = [" ".join(question)] if question else (line.rstrip("\n") for line in sys.stdin)
    with _reported():
        asker = _asker(db, no_sample=no_sample)
        conversation = Conversation(asker, today.date() if today else None)
        for text in questions:
            if not text.strip():
                continue
            answer, milliseconds = conversation.ask(text)
            if not chat:
                conversation.forget()
            if as_json:
                _print_json(answer_data(answer, milliseconds))
            else:
                _print_answer(answer, explain=explain, with_question=not question)
            sys.stdout.flush()


class Conversation:
    """Questions one after the other."""

    def __init__(self, asker: Asker, today: date | None = None) -> None:
        self.asker, self.today, self.talk = asker, today, Talk()

    def ask(self, text: str) -> tuple[Answer, float]:
        """Answer a question that may follow on the one before, or pick a choice; with the time it took."""
        start = time.perf_counter()
        answer = self.asker.ask(self.talk.question(text), self.talk.earlier, self.today)
        self.talk = self.talk.after(answer)
        return answer, (time.perf_counter() - start) * 1000

    def forget(self) -> None:
        """Begin anew."""
        self.talk = Talk()


def _print_answer(answer: Answer, *, explain: bool, with_question: bool = False) -> None:
    console = Console(soft_wrap=True)
    if with_question:
        console.print(f"问：{answer.question}", markup=False, highlight=False)
    if explain:
        show_steps(answer, console)
    show_reply(answer.reply, console)
    if with_question:
        console.print()


@main.command("chat", help="在终端里一问一答，可以接着上一问问。")
@db_option
@sample_option
def chat_command(db: Path | None, no_sample: bool) -> None:
    """A talk in the terminal, with history and line editing."""
    with _reported():
        conversation = Conversation(_asker(db, no_sample=no_sample))
    _use_readline()
    click.echo("直接打问题；选项可以只回数字；空行或 Ctrl-D 结束。", err=True)
    while True:
        try:
            text = input("问> ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if not text:
            break
        answer, _ = conversation.ask(text)
        _print_answer(answer, explain=False)


def _use_readline() -> None:
    try:
        import readline  # noqa: PLC0415  # not there on every system; its import alone gives history and editing
    except ImportError:
        return
    readline.set_history_length(1000)


@main.command("show", help="按表式列出一份报告的三张表。")
@db_option
@json_option
@sample_option
@click.argument("agency")
@click.argument("year", type=int)
def show_command(db: Path | None, as_json: bool, no_sample: bool, agency: str, year: int) -> None:
    """Print the tables of one report."""
    with _reported():
        asker = _asker(db, no_sample=no_sample)
        (entry,) = _entries(asker, agency, year)
        facts, findings = read_facts(asker.connection(), entry.id), read_findings(asker.connection(), entry.id)
        if as_json:
            _print_json(report_data(entry, facts, load_form()))
        else:
            show_tables(entry, facts, findings, load_form(), Console())


@main.command("check", help="列出报告里对不上的数。")
@db_option
@json_option
@sample_option
@click.argument("agency", required=False)
@click.argument("year", type=int, required=False)
def check_command(db: Path | None, as_json: bool, no_sample: bool, agency: str | None, year: int | None) -> None:
    """Print the findings of all reports, of one body, or of one report."""
    with _reported():
        asker = _asker(db, no_sample=no_sample)
        for entry in _entries(asker, agency, year) if agency else asker.catalogue().entries:
            facts = read_facts(asker.connection(), entry.id)
            findings = read_findings(asker.connection(), entry.id)
            for finding in findings:
                cells = report_data(entry, {f: facts[f] for f in finding.figures if f in facts}, load_form())["cells"]
                places = [cell for cell in cells if cell["state"] != "absent"]
                if as_json:
                    _print_json(finding_data(entry, finding, places))
                else:
                    click.echo(f"{entry.name} {entry.year}：{finding.sentence}")
                    click.echo("    " + "；".join(_place_words(cell) for cell in places[:6]))
            if not findings and not as_json:
                click.echo(f"{entry.name} {entry.year}：各项校验都对得上。")


def _place_words(cell: dict[str, Any]) -> str:
    place = cell["place"]
    where = f"第{place['line']}行" if place["line"] else f"网页第{place['grid']}个表格第{place['grid_row']}行"
    return f"{cell['table']} {cell['row'].split('/')[-1]}×{cell['column'].split('/')[-1]}＝{cell['raw']}（{where}）"


def _entries(asker: Asker, agency: str, year: int | None) -> list[Entry]:
    """The reports of a body named in words; a sentence and exit 1 where there is none or more than one body."""
    words = read_words(agency, asker.knowledge().vocabulary, asker.knowledge().split, asker.knowledge().simplify)
    bodies = resolve(named_bodies(words), asker.catalogue())
    names = "、".join(asker.catalogue().name(a) for a in bodies.candidates or asker.catalogue().by_agency)
    if len(bodies.found) != 1:
        problem = f"“{agency}”不止一个单位" if bodies.unclear else f"没有收录“{agency}”"
        raise click.ClickException(f"{problem}；有：{names}。")
    years = asker.catalogue().by_agency[bodies.found[0]]
    if year is not None and year not in years:
        raise click.ClickException(f"没有收录{agency}{year}年度的报告；收录了{'、'.join(map(str, years))}年度。")
    return [entry for y, entry in years.items() if year in (None, y)]


@main.command("reports", help="列出收录了哪些报告。")
@db_option
@json_option
@sample_option
def reports_command(db: Path | None, as_json: bool, no_sample: bool) -> None:
    """Print what is loaded."""
    with _reported():
        asker = _asker(db, no_sample=no_sample)
        for entry in asker.catalogue().entries:
            cells, found = (
                len(read_facts(asker.connection(), entry.id)),
                len(read_findings(asker.connection(), entry.id)),
            )
            if as_json:
                _print_json({
                    "agency": entry.name, "year": entry.year, "form": form_of(entry), "cells": cells, "findings": found,
                    "document": entry.document, "version": entry.version, "sample": entry.sample,
                })  # fmt: skip
            else:
                mark = "　示例" if entry.sample else ""
                click.echo(
                    f"{entry.name}　{entry.year}年度　{form_of(entry)}年表式　{cells} 格　{found} 处问题　{entry.document}{mark}"
                )


@main.command("bot", help="运行 Telegram 机器人；令牌在 TELEGRAM_BOT_TOKEN 里。")
@db_option
@sample_option
@click.option("--healthy", is_flag=True, help="不运行，只看正在运行的机器人是否还在收消息（健康检查用）。")
def bot_command(db: Path | None, no_sample: bool, healthy: bool) -> None:
    """Run the Telegram bot until it is stopped."""
    from bot.frontends.telegram_chat.app import is_alive, run  # noqa: PLC0415  # half a second
    from bot.frontends.telegram_chat.settings import SettingsError, read_settings  # noqa: PLC0415

    try:
        settings = read_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    if healthy:
        sys.exit(0 if is_alive(settings) else 1)
    with _reported():
        code = run(settings, _asker(db, no_sample=no_sample))
    sys.exit(code)
