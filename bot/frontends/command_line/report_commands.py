"""`wenshu show`, `check` and `reports`: what is loaded, as it is printed, and what is wrong with it."""

import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from bot.frontends.command_line.options import (
    Sentence,
    asker_for,
    db_option,
    json_option,
    print_json,
    reported,
    sample_option,
)
from bot.frontends.command_line.terminal import show_tables
from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.words import read_words
from bot.shown.as_json import finding_data, report_data
from bot.start import Asker
from store.database.fetching import count_cells, read_all_findings, read_facts, read_findings
from store.facts.catalogue import Entry
from store.forms.form_files import load_form

MOST_PLACES = 6
WIDE = 160  # columns, where the output goes to a file


@click.command("show", help="按表式列出一份报告的三张表。")
@db_option
@json_option
@sample_option
@click.argument("agency")
@click.argument("year", type=int)
def show_command(db: Path | None, as_json: bool, no_sample: bool, agency: str, year: int) -> None:
    """Print the tables of one report."""
    with reported():
        asker = asker_for(db, no_sample=no_sample)
        (entry,) = entries_of(asker, agency, year)
        facts, findings = read_facts(asker.connection(), entry.id), read_findings(asker.connection(), entry.id)
        if as_json:
            print_json(report_data(entry, facts, load_form()))
        else:
            show_tables(entry, facts, findings, load_form(), Console(width=None if sys.stdout.isatty() else WIDE))


@click.command("check", help="列出报告里对不上的数。")
@db_option
@json_option
@sample_option
@click.argument("agency", required=False)
@click.argument("year", type=int, required=False)
def check_command(db: Path | None, as_json: bool, no_sample: bool, agency: str | None, year: int | None) -> None:
    """Print the findings of all reports, of one body, or of one report."""
    with reported():
        asker = asker_for(db, no_sample=no_sample)
        for entry in entries_of(asker, agency, year) if agency else asker.catalogue().entries:
            _print_findings(asker, entry, as_json=as_json)


def _print_findings(asker: Asker, entry: Entry, *, as_json: bool) -> None:
    facts, form = read_facts(asker.connection(), entry.id), load_form()
    findings = read_all_findings(asker.connection(), entry.id)
    for finding in findings:
        touched = {figure: facts[figure] for figure in finding.figures if figure in facts}
        places = [cell for cell in report_data(entry, touched, form)["cells"] if cell["state"] != "absent"]
        if as_json:
            print_json(finding_data(entry, finding, places, form))
        else:
            click.echo(f"{entry.name} {entry.year}：{finding.sentence}")
            click.echo("".join(f"    {_place_words(cell)}\n" for cell in places[:MOST_PLACES]), nl=False)
    if not findings and not as_json:
        click.echo(f"{entry.name} {entry.year}：各项校验都对得上。")


def _place_words(cell: dict[str, Any]) -> str:
    place = cell["place"]
    where = f"第 {place['line']} 行" if place["line"] else f"网页第 {place['grid']} 个表格第 {place['grid_row']} 行"
    row, column = cell["row"].split("/")[-1], cell["column"].split("/")[-1]
    return f"{cell['table']} {row} × {column} ＝ {cell['raw']}（{where}）"


def entries_of(asker: Asker, agency: str, year: int | None) -> list[Entry]:
    """The reports of a body named in words; a sentence and exit 1 where there is none or more than one body."""
    known = asker.knowledge()
    words = read_words(agency, known.vocabulary, known.split, known.simplify)
    bodies = resolve(named_bodies(words), known.catalogue)
    if len(bodies.found) != 1 or words.unknown:
        names = "、".join(known.catalogue.name(a) for a in bodies.candidates or known.catalogue.by_agency)
        problem = f"“{agency}”不止一个单位" if bodies.unclear else f"没有收录“{agency}”"
        raise Sentence(f"{problem}；有：{names}。", 1)
    years = known.catalogue.by_agency[bodies.found[0]]
    if year is not None and year not in years:
        loaded = "、".join(map(str, years))
        raise Sentence(f"没有收录{agency}{year}年度的报告；收录了{loaded}年度。", 1)
    return [entry for y, entry in years.items() if year in (None, y)]


@click.command("reports", help="列出收录了哪些报告。")
@db_option
@json_option
@sample_option
def reports_command(db: Path | None, as_json: bool, no_sample: bool) -> None:
    """Print what is loaded."""
    with reported():
        asker = asker_for(db, no_sample=no_sample)
        for entry in asker.catalogue().entries:
            cells = count_cells(asker.connection(), entry.id)
            findings = len(read_findings(asker.connection(), entry.id))
            if as_json:
                print_json(_entry_data(entry, cells, findings))
            else:
                mark = "　示例" if entry.sample else ""
                what = f"{entry.form}年表式　{cells} 格　{findings} 处问题"
                click.echo(f"{entry.name}　{entry.year}年度　{what}　{entry.document}{mark}")


def _entry_data(entry: Entry, cells: int, findings: int) -> dict[str, Any]:
    return {
        "agency": entry.name,
        "year": entry.year,
        "form": entry.form,
        "cells": cells,
        "findings": findings,
        "document": entry.document,
        "version": entry.version,
        "sample": entry.sample,
    }
