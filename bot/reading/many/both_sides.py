"""What stands before a kind of bodies and what stands after it: 没有诉讼的区县申请多少, 申请最多的区复议几件."""

from dataclasses import replace
from decimal import Decimal

from bot.question.loaded_bodies import resolve
from bot.question.meanings import YearWord
from bot.question.word import Word
from bot.reading.choices import ask_body
from bot.reading.groups import best_year
from bot.reading.reader import Reader
from bot.reading.readings import Condition, EndsHere, Group
from bot.reading.refusals import refused
from bot.reading.unsaid_limits import unlimited
from bot.targets.calculation import Calculation
from bot.targets.target import Target, Targets, mentions
from store.forms.form import FigureId


def on_both_sides(
    operation: Calculation, reader: Reader
) -> tuple[tuple[Condition, ...], tuple[Target, ...]] | EndsHere:
    """没有诉讼的区县申请多少, 申请最多的区复议几件: what stands before the kind says which, what stands after it is wanted of them."""
    kinds = [word for word, _ in reader.asked.groups if reader.words.text[word.start : word.end + 1] != "谁的"]
    orders = [word for word, _ in reader.asked.orders]
    marks = sorted((*kinds, *orders), key=lambda word: word.start)
    if not marks:
        return (), ()
    words = list(reader.words.words)
    before = reader.targets([w for w in words if w.end <= marks[-1].start])
    after = reader.targets([w for w in words if w.start >= marks[-1].end])
    if not isinstance(before, Targets) or not isinstance(after, Targets) or not before.targets or not after.targets:
        return (), ()
    if before.expanded and operation == "filter":
        return refused(reader.words, "几个数里有没有")  # 有纠正的区: of the reconsiderations, or of the suits?
    if after.columns and not (after := _in_rows_of(before, after, reader)).targets:
        return refused(reader.words, "先排名再问别的数")
    first = _ordered_before(marks[-1], reader)
    if set(before.targets) == set(after.targets) or (
        not after.columns and not first and _one_thing(before, after, reader)
    ):
        return (), ()
    if operation == "rank" and first and (marks[-1] in kinds or any(order.last for _, order in reader.asked.orders)):
        return (), (*before.targets, *after.targets)  # 申请最多的区复议几件
    if operation != "filter":
        return refused(reader.words, "先排名再问别的数")
    conditions = unlimited(before.targets, reader, filters=True, own=True)
    return (conditions, after.targets) if isinstance(conditions, tuple) else conditions


def _in_rows_of(before: Targets, after: Targets, reader: Reader) -> Targets:
    """申请最多的市企业几件: a column alone is taken at the row that stands before."""
    rows = [figure for target in before.targets for figure in target.figures if figure.row]
    cells = (FigureId(row.table, row.row, c.column) for row in rows for c in after.columns if c.table == row.table)
    found = tuple(Target((cell,)) for cell in dict.fromkeys(cells) if reader.vocabulary.form.exists(cell))
    return replace(after, targets=found)


def _one_thing(before: Targets, after: Targets, reader: Reader) -> bool:
    """打官司谁输得多: what stands after is the same thing told more closely."""
    whole = reader.all_targets
    rows = [{figure[:2] for target in side.targets for figure in target.figures} for side in (before, after)]
    return isinstance(whole, Targets) and whole.targets == after.targets and rows[0] == rows[1]


def _ordered_before(kind: Word, reader: Reader) -> bool:
    """Whether one order stands before the kind, or is what is looked at, with no figure inside it, and no share after it
    nor a year other than the one that the order is taken in."""
    orders = [word for word, _ in reader.asked.orders]
    words = reader.words.words
    years = [word for word in words if any(isinstance(m, YearWord) for m in word.meanings)]
    inside = (m for m in mentions(words) if orders and orders[0].end <= m.start < orders[-1].start)
    late = any(word.start >= kind.end and word != kind for word in (*orders, *(years if _another_year(reader) else ())))
    return bool(orders) and not late and not any(inside) and "share" not in reader.asked.ids


def _another_year(reader: Reader) -> bool:
    """Whether the year named is not the one that many bodies are looked at in where none is."""
    group = Group(reader.asked.kind or "")
    return reader.asked.years != (best_year(group, reader.catalogue, reader.vocabulary),)


def against_body(reader: Reader) -> tuple[tuple[Condition, ...], tuple[Target, ...]] | EndsHere:
    """比北仑申请多的区: more than that body's own figure."""
    assert reader.than is not None
    body, read = resolve([reader.than.named], reader.catalogue), reader.all_targets
    if len(body.found) != 1:
        return ask_body(body, reader.words.text, reader.catalogue)
    if not isinstance(read, Targets):
        return read
    if len(read.targets) != 1 or not (read.targets[0].figures or read.targets[0].rate):
        return refused(reader.words, "没说是哪个数、和另一个单位比的筛选")
    return (Condition(read.targets[0], reader.than.sign, Decimal(0), of=body.found[0]),), ()
