"""`wenshu export`: figures with their places, and the findings, for spreadsheets and programs."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from bot.frontends.command_line.options import Sentence, asker_for, db_option, reported, sample_option
from bot.frontends.command_line.report_commands import entries_of
from bot.frontends.report_rows import cells_of, findings_of
from bot.shown.spreadsheets import write_csv, write_xlsx
from bot.start import Asker
from store.facts.catalogue import Entry
from store.facts.tidy import FindingRow, TidyRow, wide_columns

FORMATS = ("csv", "xlsx", "json")
WHOSE = ("agency", "region", "year", "document")


@click.command("export", help="导出数和问题：全部，或一个单位、一年的。")
@db_option
@sample_option
@click.option("--format", "kind", type=click.Choice(FORMATS), help="格式；默认看文件的结尾，没有文件时是 csv。")
@click.option("--wide", is_flag=True, help="一份报告一行，一格一列。")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件；不写则写到标准输出。"
)
@click.argument("agency", required=False)
@click.argument("year", type=int, required=False)
def export_command(
    db: Path | None,
    no_sample: bool,
    kind: str | None,
    wide: bool,
    output: Path | None,
    agency: str | None,
    year: int | None,
) -> None:
    """Write the figures; findings on a second sheet, in a second file beside it, or under a second key."""
    kind = _kind(kind, output)
    with reported():
        asker = asker_for(db, no_sample=no_sample)
        entries = entries_of(asker, agency, year) if agency else list(asker.catalogue().entries)
        figures, findings = _figures(asker, entries, wide=wide), findings_of(asker, entries)
        try:
            if kind == "xlsx" and output is not None:
                with output.open("wb") as file:
                    write_xlsx(file, {"数": figures, "问题": findings})
            elif kind == "json":
                _write_json(output, figures, findings)
            else:
                _write_csv(output, figures, findings)
        except OSError as error:
            if output is None:  # nobody reads on at the other end
                raise
            raise Sentence(f"写不了 {output}：{error.strerror}。请检查路径、空间和权限。", 1) from error


def _kind(said: str | None, output: Path | None) -> str:
    """The format that is said, else that of the file's ending."""
    ending = output.suffix.lstrip(".").lower() if output is not None else ""
    if said == "xlsx" and output is None:
        raise Sentence("xlsx 要写到文件里：请加 --output 文件名.xlsx。")
    if said is not None and ending in FORMATS and ending != said:
        raise Sentence(f"--format {said} 和文件名 {output} 的结尾不一致；请改其中一个。")
    return said or (ending if ending in FORMATS else "csv")


def _figures(asker: Asker, entries: list[Entry], *, wide: bool) -> Iterator[dict[str, str | int]]:
    found = cells_of(asker, entries)
    if not wide:
        yield from (row._asdict() for _, rows in found for row in rows)
        return
    everything = list(found)
    columns = list(dict.fromkeys(name for _, rows in everything for name in wide_columns(rows)))
    for entry, rows in everything:
        line: dict[str, str | int] = (
            {name: getattr(rows[0], name) for name in WHOSE} if rows else {"agency": entry.name}
        )
        line |= dict.fromkeys(columns, "")
        line |= zip(wide_columns(rows), (row.value for row in rows), strict=True)
        yield line


def _write_csv(
    output: Path | None, figures: Iterable[dict[str, str | int]], findings: Iterable[dict[str, str | int]]
) -> None:
    """UTF-8 with a mark, as Excel wants it; the findings in a file of their own."""
    if output is None:
        write_csv(sys.stdout, figures, TidyRow._fields)
        return
    with output.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(file, figures, TidyRow._fields)
    beside = output.with_name(f"{output.stem}_问题{output.suffix}")
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(file, findings, FindingRow._fields)


def _write_json(
    output: Path | None, figures: Iterable[dict[str, str | int]], findings: Iterable[dict[str, str | int]]
) -> None:
    text = json.dumps({"figures": list(figures), "findings": list(findings)}, ensure_ascii=False)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", "utf-8")
