"""Replies and tables in a terminal."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from bot.answer import Answer
from bot.reply import Reply
from store.catalogue import Entry
from store.facts import Fact
from store.findings import Finding
from store.form import FigureId, Form
from store.load import Outcome

STATUS = {"loaded": "已载入", "unchanged": "没有变化", "replaced": "已更新", "rejected": "未载入"}


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
        for block in form.layouts[layout].blocks[name]:
            table = Table(title=f"{form.tables[name].name} {block.title}", title_justify="left")
            table.add_column("")
            rows = block.rows or tuple(
                (row, ()) for row in dict.fromkeys(both.split("/")[0] for both, _ in block.columns)
            )
            columns = [c if block.rows else c.split("/")[1] for c, _ in block.columns]
            columns = list(dict.fromkeys(columns))
            for column in columns:
                table.add_column(form.tables[name].columns[column].name, justify="right")
            for row, _ in rows:
                ids = [FigureId(name, row, column) for column in columns]
                cells = [(facts[i].raw if i in facts else "—") + ("⚠" if i in marked else "") for i in ids]
                table.add_row(form.tables[name].rows[row].short, *cells)
            console.print(table)
    for finding in findings:
        console.print(f"⚠ {finding.sentence}", style="yellow", markup=False, highlight=False, soft_wrap=True)


def outcome_line(outcome: Outcome) -> str:
    """One line a file."""
    if outcome.status == "rejected":
        return f"{outcome.file}：{STATUS[outcome.status]}。{outcome.error}"
    found = f"，{outcome.findings} 处问题" if outcome.findings else ""
    return f"{outcome.file}：{STATUS[outcome.status]}，{outcome.agency} {outcome.year}年度，{outcome.form}年表式，{outcome.cells} 格{found}"
