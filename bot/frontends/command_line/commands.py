"""The `wenshu` command.  Results go to standard output, everything else to standard error.

Exit codes: 0 did what was asked, 1 some input was refused, 2 wrong use."""

import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console

from bot.frontends.command_line.evaluate_command import evaluate_command
from bot.frontends.command_line.export_command import export_command
from bot.frontends.command_line.load_command import load_command
from bot.frontends.command_line.options import (
    Sentence,
    asker_for,
    db_option,
    json_option,
    print_json,
    reported,
    sample_option,
)
from bot.frontends.command_line.report_commands import check_command, reports_command, show_command
from bot.frontends.command_line.store_commands import backup_command, history_command, remove_command, restore_command
from bot.frontends.command_line.terminal import show_reply, show_steps
from bot.kept.seal import new_key as make_key
from bot.knowledge import Answer
from bot.shown.as_json import answer_data
from bot.start import Asker
from bot.talk import Talk

ABOUT = "问数：问政府信息公开工作年度报告里的数，答案带出处。"


@click.group(help=ABOUT, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wenshu", message="wenshu %(version)s")
def main() -> None:
    """Entry point."""


COMMANDS = (
    load_command, show_command, check_command, reports_command, history_command, remove_command, export_command,
    backup_command, restore_command, evaluate_command,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)


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
    today: datetime | None,
    chat: bool,
    explain: bool,
    question: tuple[str, ...],
) -> None:
    """Answer questions from the arguments or from standard input."""
    questions = [" ".join(question)] if question else _lines_of_input()
    with reported():
        conversation = Conversation(asker_for(db, no_sample=no_sample), today.date() if today else None)
        for text in questions:
            if not text.strip():
                continue
            answer, milliseconds = conversation.ask(text)
            if not chat:
                conversation.forget()
            if as_json:
                print_json(answer_data(answer, milliseconds, question=text))
            else:
                _print_answer(answer, explain=explain, question="" if question else text)
            sys.stdout.flush()


def _lines_of_input() -> Iterator[str]:
    """The questions on standard input, one a line."""
    try:
        yield from (line.rstrip("\n") for line in sys.stdin)
    except UnicodeDecodeError as error:
        raise Sentence(f"标准输入不是 UTF-8 文字（{error.reason}）；请先转成 UTF-8。") from error


def _print_answer(answer: Answer, *, explain: bool = False, question: str = "") -> None:
    """A reply; with its question above and an empty line below where there are several."""
    console = Console(soft_wrap=True)
    if question:
        console.print(f"问：{question}", markup=False, highlight=False)
    if explain:
        show_steps(answer, console)
    show_reply(answer.reply, console)
    if question:
        console.print()


@main.command("chat", help="在终端里一问一答，可以接着上一问问。")
@db_option
@sample_option
def chat_command(db: Path | None, no_sample: bool) -> None:
    """A talk in the terminal, with history and line editing."""
    with reported():
        conversation = Conversation(asker_for(db, no_sample=no_sample))
    _use_readline()
    click.echo("直接打问题；选项可以只回数字；空行或 Ctrl-D 结束。", err=True)
    while True:
        try:
            text = input("问> ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if not text:
            break
        with reported():
            answer, _ = conversation.ask(text)
        _print_answer(answer)


def _use_readline() -> None:
    try:
        import readline  # noqa: PLC0415  # not there on every system; its import alone gives history and editing
    except ImportError:
        return
    readline.set_history_length(1000)


@main.command("bot", help="运行 Telegram 机器人；令牌在 TELEGRAM_BOT_TOKEN 里。")
@db_option
@sample_option
@click.option("--healthy", is_flag=True, help="不运行，只看正在运行的机器人是否还在收消息（健康检查用）。")
@click.option("--new-key", is_flag=True, help="不运行，只造一个密钥（放进 WENSHU_KEY）。")
def bot_command(db: Path | None, no_sample: bool, healthy: bool, new_key: bool) -> None:
    """Run the Telegram bot until it is stopped."""
    if new_key:
        click.echo(make_key())
        return
    from bot.frontends.telegram_chat.alive import is_alive  # noqa: PLC0415  # half a second that others are spared
    from bot.frontends.telegram_chat.app import run  # noqa: PLC0415
    from bot.frontends.telegram_chat.environment import SettingsError, read_settings  # noqa: PLC0415

    try:
        settings = read_settings()
    except SettingsError as error:
        raise Sentence(str(error)) from error
    if healthy:
        sys.exit(0 if is_alive(settings) else 1)
    with reported():
        code = run(settings, asker_for(db, no_sample=no_sample))
    sys.exit(code)
