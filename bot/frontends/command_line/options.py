"""What all commands share: options, the database they mean, JSON lines, one-sentence errors."""

import json
import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bot.start import Asker, default_database, prepare_default
from store.database.database import StoreError

db_option = click.option(
    "--db", type=click.Path(path_type=Path, dir_okay=False), help="数据库文件；不写则用 WENSHU_DB 或默认位置。"
)
json_option = click.option("--json", "as_json", is_flag=True, help="每行输出一个 JSON 对象。")
sample_option = click.option("--no-sample", is_flag=True, help="不算内置的示例报告。")


class Sentence(click.ClickException):
    """An error told in one sentence.  Exit code 2: wrong use; 1: some input was refused."""

    exit_code: int  # type: ignore[misc]  # click declares it once for the class

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.exit_code = code

    def show(self, file: Any = None) -> None:
        """The sentence alone, without the usage lines."""
        click.echo(self.message, file=file or sys.stderr)


@contextmanager
def reported() -> Iterator[None]:
    """A database that cannot be used is wrong use."""
    try:
        yield
    except StoreError as error:
        raise Sentence(str(error)) from error
    except sqlite3.Error as error:
        logging.getLogger(__name__).exception("the database failed")
        raise Sentence(
            f"数据库出错：{error}。它可能已损坏，或正被别的程序占用；请稍后再试，或用 wenshu restore 恢复备份。"
        ) from error


def database_for(db: Path | None) -> Path:
    """The database named, else the default one, made with the sample on first use."""
    path = db or default_database()
    if db is None:
        prepare_default(path)
    return path


def asker_for(db: Path | None, *, no_sample: bool) -> Asker:
    """An asker over the database meant."""
    return Asker(database_for(db), sample=not no_sample)


def print_json(data: dict[str, Any]) -> None:
    """One object, one line."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
