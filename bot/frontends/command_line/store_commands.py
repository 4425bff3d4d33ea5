"""`wenshu history`, `remove`, `backup`, `restore`: versions of reports, and the database as a whole."""

from pathlib import Path

import click

from bot.frontends.command_line.options import (
    Sentence,
    asker_for,
    database_for,
    db_option,
    json_option,
    print_json,
    reported,
)
from bot.frontends.command_line.report_commands import entries_of
from bot.knowledge import Version
from bot.start import Asker
from store.agencies.agency import GOVERNMENT
from store.database.backup import back_up, restore
from store.database.database import open_writer
from store.database.fetching import removed_reports
from store.database.saving import put_back, remove
from store.forms.form import FigureId, Form
from store.forms.form_files import load_form


@click.command("history", help="一份报告有过哪些版本，各改了哪些格。")
@db_option
@json_option
@click.argument("agency")
@click.argument("year", type=int)
def history_command(db: Path | None, as_json: bool, agency: str, year: int) -> None:
    """Print the versions of a report, oldest first, each with what it changed."""
    with reported():
        asker, form = asker_for(db, no_sample=False), load_form()
        (entry,) = entries_of(asker, agency, year)
        for version in asker.versions(entry.agency, year):
            _print_version(version, form, as_json=as_json)


def _print_version(version: Version, form: Form, *, as_json: bool) -> None:
    named = [(_name(figure, form), old, new) for figure, old, new in version.changes]
    if as_json:
        print_json({
            "version": version.number, "document": version.document, "loaded_at": version.loaded_at,
            "current": version.current, "removed_at": version.removed_at, "cells": version.cells,
            "changes": [{"figure": name, "old": old, "new": new} for name, old, new in named],
        })  # fmt: skip
        return
    state = "现在用的" if version.current else "已移除" if version.removed_at else "旧版"
    click.echo(f"第 {version.number} 版　{version.loaded_at[:10]}　{version.document}　{version.cells} 格　{state}")
    for name, old, new in named:
        click.echo(f"    {name}：{_shown(old)} → {_shown(new)}")


def _shown(raw: str | None) -> str:
    return "（没有这一格）" if raw is None else raw or "（空）"


def _name(figure: FigureId, form: Form) -> str:
    table = form.tables[figure.table]
    return f"{table.name} {table.rows[figure.row].name} × {table.columns[figure.column].name}"


@click.command("remove", help="把一份报告移出；什么也不删，--undo 可恢复。")
@db_option
@click.option("--undo", is_flag=True, help="恢复移出的报告。")
@click.argument("agency")
@click.argument("year", type=int)
def remove_command(db: Path | None, undo: bool, agency: str, year: int) -> None:
    """Take a report out, or put it back."""
    with reported():
        path, form = database_for(db), load_form()
        asker = asker_for(db, no_sample=False)
        writer = open_writer(path)
        try:
            if undo:
                body, name = _removed(asker, agency, year)
                if not put_back(writer, body, year, form):
                    raise Sentence(f"{name}{year}年度的报告已有新的版本，没有恢复。", 1)
                click.echo(f"已恢复：{name} {year}年度。")
            else:
                (entry,) = entries_of(asker, agency, year)
                remove(writer, entry.agency, year, form)
                click.echo(f"已移出：{entry.name} {year}年度。恢复：wenshu remove --undo {entry.name} {year}")
        finally:
            writer.close()


def _removed(asker: Asker, agency: str, year: int) -> tuple[str, str]:
    """The body and name of the one report that was taken out and goes by that name, in full or without what it is of."""
    gone = list(dict.fromkeys((body, name) for body, name, y in removed_reports(asker.connection()) if y == year))
    said = agency.removesuffix(GOVERNMENT)
    named = [(b, n) for b, n in gone if said == n.removesuffix(GOVERNMENT) or _ends_with(said, asker.full_name(b))]
    if len(named) != 1:
        listed = "、".join(name for _, name in named or gone)
        there = f"；{year}年度移出过的有：{listed}" if listed else ""
        raise Sentence(
            f"说不准是哪一份：{agency}{there}。" if named else f"没有移出过{agency}{year}年度的报告{there}。", 1
        )
    return named[0]


def _ends_with(said: str, full_name: str) -> bool:
    """北仑区 of 浙江省宁波市北仑区人民政府; 局 says nothing."""
    return len(said) > 1 and full_name.removesuffix(GOVERNMENT).endswith(said)


@click.command("backup", help="把数据库备份成一个文件；载入、问答时也可以。")
@db_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(db: Path | None, file: Path) -> None:
    """Copy the database."""
    with reported():
        if not file.absolute().parent.is_dir():
            raise Sentence(f"没有文件夹 {file.absolute().parent}。")
        back_up(database_for(db), file.absolute())
    click.echo(f"已备份到 {file}（{file.stat().st_size:,} 字节），已检查。")


@click.command("restore", help="用备份换下现在的数据库；换下的也留一份。")
@db_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore_command(db: Path | None, file: Path) -> None:
    """Put a backup back."""
    with reported():
        kept = restore(database_for(db), file.absolute())
    click.echo(f"已恢复 {file}。" + (f"换下的数据库留在 {kept}。" if kept else ""))
