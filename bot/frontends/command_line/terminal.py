"""Replies and tables in a terminal."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bot.knowledge import Answer
from bot.replies.reply import Reply
from store.document import UnreadableError
from store.facts.catalogue import Entry
from store.facts.facts import Fact, Report
from store.findings import Finding
from store.forms.form import FigureId, Form


def show_reply(reply: Reply, console: Console) -> None:
    """The figure in bold, the rest below it."""
    lines = reply.text().split("\n")
    for number, line in enumerate(lines):
        style = "bold" if number < len(reply.headline) else "yellow" if line.startswith("⚠") else "dim"
        console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def show_steps(answer: Answer, console: Console) -> None:
    """Each step between question and reply."""
    words = answer.words
    if words is not None:
        console.print(f"正文：{words.text}", markup=False, highlight=False)
        for word in words.words:
            console.print(f"  {word.text}　{'；'.join(map(str, word.meanings))[:160]}", markup=False, highlight=False)
        console.print(f"没看懂：{'、'.join(words.unknown) or '无'}", markup=False, highlight=False)
    console.print(f"读法：{answer.reading}", markup=False, highlight=False)
    for look in answer.query.lookups if answer.query else ():
        console.print(f"查：{look.agency} {look.year} {look.selection}", markup=False, highlight=False)


def show_tables(
    entry: Entry, facts: Mapping[FigureId, Fact], findings: Iterable[Finding], form: Form, console: Console
) -> None:
    """The three tables as the form lays them out; cells that a finding touches carry a mark."""
    marked = {figure for finding in findings for figure in finding.figures}
    console.print(f"{entry.name} {entry.year}年度政府信息公开工作年度报告", style="bold", markup=False, highlight=False)
    for name, layout in entry.layouts.items():
        rows: dict[str, list[tuple[FigureId, str]]] = {}
        for figure, (row, column) in form.layouts[layout].labels.items():
            if figure.table == name:
                rows.setdefault(row, []).append((figure, column.split("/")[-1]))
        console.print(f"{form.tables[name].name} {form.tables[name].title}", markup=False, highlight=False)
        for columns, group in groupby(rows.items(), key=lambda item: [column for _, column in item[1]]):
            table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
            table.add_column("", overflow="fold")
            for column in columns:
                table.add_column(column, justify="right", overflow="fold")
            opened: set[str] = set()
            for row, cells in group:
                *above, label = row.split("/")
                for depth, part in enumerate(above):
                    if part not in opened:
                        opened.add(part)
                        table.add_row("　" * depth + part)
                table.add_row("　" * len(above) + label, *(_cell(facts.get(f), f in marked) for f, _ in cells))
            console.print(table)
    for finding in findings:
        console.print(f"⚠ {finding.sentence}", style="yellow", markup=False, highlight=False, soft_wrap=True)


def _cell(fact: Fact | None, marked: bool) -> str:
    return (fact.raw if fact else "（缺）") + ("⚠" if marked else "")


def show_reading(file: str, result: Report | UnreadableError, form: Form, console: Console, *, explain: bool) -> None:
    """What would be read of a file; with `explain` how: texts, layouts, printed label → row of the form."""
    if not isinstance(result, Report):
        console.print(f"{file}：读不了。{result}", markup=False, highlight=False)
        return
    console.print(
        f"{file}：{result.agency.name} {result.year}年度，{result.form}年表式，{len(result.facts)} 格，"
        f"{len(result.stated)} 个正文里的数，{len(result.findings)} 处问题",
        markup=False, highlight=False, style="bold" if explain else None,
    )  # fmt: skip
    for line in _steps(result, form) if explain else ():
        console.print(line, markup=False, highlight=False)


def _steps(report: Report, form: Form) -> Iterator[str]:
    yield f"  种类：{report.origin.kind}　sha256 {report.origin.sha256[:16]}"
    yield f"  单位：“{report.title}” → {report.agency.id}" + (f"　范围：{report.scope}" if report.scope else "")
    yield f"  年份：“{report.dated}” → {report.year}"
    for table, layout in report.layouts.items():
        yield f"  {form.tables[table].name}：{form.layouts[layout].name}"
        rows: dict[tuple[str, str], list[Fact]] = {}
        for figure, fact in report.facts.items():
            if figure.table == table:
                rows.setdefault((fact.row_label, figure.row), []).append(fact)
        for (label, row), facts in rows.items():
            place = facts[0].place
            where = f"第 {place.line} 行" if place.line else f"第 {place.grid} 个表格第 {place.row} 行"
            values = "｜".join(fact.raw for fact in facts)
            yield f"    “{label}” → {form.tables[table].rows[row].name}　{where}　{values}"
    for finding in report.findings:
        yield f"  ⚠ {finding.sentence}"
