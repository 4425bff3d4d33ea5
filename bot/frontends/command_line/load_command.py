"""`wenshu load`: files into the database, each read in a process of its own; or only shown (`--dry-run`, `--explain`)."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot.frontends.command_line.options import Sentence, database_for, db_option, json_option, print_json, reported
from bot.frontends.command_line.terminal import show_reading
from bot.shown.as_json import reading_data
from bot.shown.outcome_text import STATUS, outcome_line
from store.database.database import open_writer
from store.facts.facts import Report
from store.forms.form_files import load_form
from store.identity.clues import Said
from store.loading.box import Limits, Reader, usual_reader
from store.loading.files import File, files_in
from store.loading.load import Outcome, load, preview

MEGABYTE = 1 << 20
DEFAULT = Limits()


class _Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.0f} 份/秒")


@click.command("load", help="载入报告：文件、文件夹、zip，或 - 表示标准输入。一份坏了，别的照常；再载入一次只读新的。")
@db_option
@json_option
@click.option("--agency", default="", help="这些报告是哪个单位的（文件里没写或写错时用）。")
@click.option("--year", type=click.IntRange(2008, 2099), default=None, help="这些报告是哪一年的。")
@click.option("--dry-run", is_flag=True, help="只读，不存。")
@click.option("--explain", is_flag=True, help="只读，不存，并写出每张表、每一行、单位和年份各是怎么认出来的。")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=DEFAULT.workers, envvar="WENSHU_WORKERS", help="同时读几份。"
)
@click.option(
    "--seconds", type=click.FloatRange(1), default=DEFAULT.seconds, envvar="WENSHU_SECONDS", help="一份最多读几秒。"
)
@click.option(
    "--memory", type=click.IntRange(256), default=DEFAULT.memory // MEGABYTE, envvar="WENSHU_MEMORY",
    help="读一份最多用多少 MB 内存。",
)  # fmt: skip
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def load_command(
    db: Path | None, as_json: bool, agency: str, year: int | None, dry_run: bool, explain: bool,
    workers: int, seconds: float, memory: int, paths: tuple[Path, ...],
) -> None:  # fmt: skip
    """Load files; one line each, a summary at the end.  Exit code 1 where one was refused."""
    files, said = files_in(paths), Said(agency, year or 0)
    if not files:
        raise Sentence("文件夹里没有文件。")
    box = usual_reader(Limits(memory * MEGABYTE, seconds, min(workers, len(files))))
    with reported():
        if dry_run or explain:
            refused = _show(files, box, said, explain=explain, as_json=as_json)
        else:
            writer = open_writer(database_for(db))
            seen = list(_told(load(writer, files, box, said=said), len(files), as_json=as_json))
            writer.close()
            refused = any(outcome.status == "rejected" for outcome in seen)
            if len(seen) > 1 and not as_json:
                _summarise(seen)
    if refused:
        sys.exit(1)


def _told(outcomes: Iterator[Outcome], total: int, *, as_json: bool) -> Iterator[Outcome]:
    """Print what became of each file, under a bar with rate and remaining time."""
    columns = (
        TextColumn("载入"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TextColumn("还要"),
        TimeRemainingColumn(),
    )
    live = sys.stderr.isatty()
    with Progress(
        *columns, console=Console(stderr=True), transient=True, disable=not live, redirect_stdout=sys.stdout.isatty()
    ) as progress:
        task = progress.add_task("", total=total)
        for outcome in outcomes:
            if as_json:
                print_json(asdict(outcome))
            else:
                click.echo(outcome_line(outcome))
            sys.stdout.flush()  # what has been said is stored, whatever happens next
            progress.advance(task)
            yield outcome


def _summarise(seen: list[Outcome]) -> None:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for name in ("", "份", "格", "处问题"):
        table.add_column(name, justify="right" if name else "left")
    for status, words in STATUS.items():
        if found := [outcome for outcome in seen if outcome.status == status]:
            cells, findings = sum(o.cells for o in found), sum(o.findings for o in found)
            table.add_row(words, f"{len(found):,}", f"{cells:,}", f"{findings:,}")
    Console().print(table)


def _show(files: list[File], box: Reader, said: Said, *, explain: bool, as_json: bool) -> bool:
    """Print what would be read; whether some file was refused."""
    refused, form = False, load_form()
    for file, result in preview(files, box, said):
        refused |= not isinstance(result, Report)
        if as_json:
            print_json(reading_data(file, result, form, explain=explain))
        else:
            show_reading(file, result, form, Console(soft_wrap=True), explain=explain)
    return refused
