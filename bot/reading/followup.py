"""What a question takes over from the one before: only what it leaves out, and never silently."""

from dataclasses import dataclass, replace

from bot.reading.readings import APART, OF_TWO, SHARES, Fields, NothingThere
from bot.targets.target import Target, Targets
from store.forms import formula
from store.forms.askable import Rate
from store.forms.form import FigureId, Form
from store.forms.narrower_rates import NARROWER, rate_at

# What goes on with another figure (同比 … 复议呢), what only with another year or body, since its other half would not fit
WITH_ANY_FIGURE = ("value", "share", "share_change", "change", "monthly", "daily", "trend", "breakdown")


@dataclass(frozen=True, slots=True)
class Followed:
    """The fields filled up, and which parts were kept."""

    fields: Fields
    kept: tuple[str, ...]


def follow(
    fields: Fields, targets: Targets, earlier: Fields, form: Form, *, names_body: bool, bare: bool
) -> Followed | None:
    """自然人的呢 keeps the row, 占比呢 keeps the figure, 2023年呢 keeps figure and operation; None where it can't be told.

    `bare`: the question says nothing but figures, years and bodies, no 多少."""
    kept = () if names_body else ("body",)
    if earlier.operation in OF_TWO and earlier.group is not None:
        return None  # 海曙呢 after 北仑是鄞州的几倍: against whom?
    if earlier.open and not fields.targets and earlier.operation != "value":
        return None
    earlier = _of_one(earlier)
    if not fields.targets:
        return _same_figure(fields, earlier, form, kept)
    same = fields.operation == "value"
    if _of_another_table(targets.columns, earlier) or _in_a_column(targets, earlier, form):
        return None
    goes_on = names_body and bare and same and only_columns(targets) and earlier.operation != "table"
    if goes_on and not fields.years and (moved := in_columns(earlier, targets.columns, form)):
        return _another_figure(
            replace(fields, targets=moved), targets, earlier, form, kept
        )  # 镇海的自然人 after 慈溪不予公开
    narrowed = fields.targets if names_body else narrowed_like(fields.targets, earlier, form)
    if narrowed is None:
        return None
    fields = replace(fields, targets=narrowed)
    if names_body or not bare or not same:
        # 鄞州企业几件 after 什么是不予公开 is of what was explained
        another = fields.operation in APART or (names_body and bool(earlier.bodies))
        moved = in_columns(earlier, targets.columns, form) if targets.columns and not another else ()
        return Followed(replace(fields, targets=moved or fields.targets), (*kept, *(("figure",) if moved else ())))
    return _another_figure(fields, targets, earlier, form, kept)


def _same_figure(fields: Fields, earlier: Fields, form: Form, kept: tuple[str, ...]) -> Followed | None:
    """2023年呢, 占比呢: of the figure asked for before; None after an order or a difference: of which of its figures?"""
    if fields.operation == "breakdown" and (whole := _whole(earlier.targets, form)):
        earlier = replace(earlier, targets=whole)
    if fields.operation == "value":
        return Followed(_same_of_another(fields, earlier), (*kept, "figure"))
    if earlier.operation not in (*WITH_ANY_FIGURE, "table"):
        return None
    return Followed(_of_same_figure(fields, earlier), (*kept, "figure"))


def only_columns(targets: Targets) -> bool:
    """自然人, 企业 without a row."""
    return bool(targets.columns) and not targets.bare_rows


def _same_of_another(fields: Fields, earlier: Fields) -> Fields:
    """2023年呢, 鄞州呢: the same of another year or body; 585件对吗 was asked of that year alone."""
    limits = tuple(c for c in earlier.conditions if not (fields.bodies == earlier.bodies and c.sign == "=" and c.value))
    return replace(
        fields, targets=earlier.targets, operation=earlier.operation, base=earlier.base, order=earlier.order,
        conditions=limits, share=earlier.share,
    )  # fmt: skip


def _of_same_figure(fields: Fields, earlier: Fields) -> Fields:
    """占比呢, 同比呢 after a figure; 同比呢 after a share is of the share."""
    shared = earlier.operation in SHARES
    operation = "share_change" if shared and fields.operation == "change" else fields.operation
    base = fields.base or (earlier.base if shared and operation in SHARES else ())
    return replace(fields, targets=earlier.targets, operation=operation, base=base)


def _of_one(earlier: Fields) -> Fields:
    """北仑呢 after a ranking of districts: its figure, its growth, its share."""
    if earlier.group is None:
        return earlier
    return replace(earlier, operation=earlier.plain, order=None, conditions=(), group=None, share=False, change="")


def _whole(targets: tuple[Target, ...], form: Form) -> tuple[Target, ...]:
    """全部理由 after one of them: of what it is a part; nothing where it has parts itself, or is none."""
    if len(targets) != 1 or len(targets[0].figures) != 1:
        return ()
    figure = targets[0].figures[0]
    rows = form.tables[figure.table].rows
    if rows[figure.row].sum or rows[figure.row].parts:
        return ()
    wholes = (name for name, row in rows.items() if figure.row in row.sum)
    return tuple(Target((FigureId(figure.table, name, figure.column),)) for name in wholes)[:1]


def _of_another_table(columns: tuple[FigureId, ...], earlier: Fields) -> bool:
    """企业呢 after 复议: that table does not tell who applied."""
    tables = {figure.table for target in earlier.targets for figure in target.figures}
    return bool(tables) and any(column.table not in tables for column in columns)


def _in_a_column(targets: Targets, earlier: Fields, form: Form) -> bool:
    """公开率呢 after 企业申请: a rate is of all applicants."""
    return any(target.rate for target in targets.targets) and of_some_column(earlier, form)


def of_some_column(earlier: Fields, form: Form) -> bool:
    """Whether what was asked before is of some applicants (企业), not of all."""
    figures = [f for target in earlier.targets for f in target.figures if form.tables[f.table].default_row]
    return any(form.tables[f.table].default_column not in ("", f.column) for f in figures)


def _another_figure(
    fields: Fields, targets: Targets, earlier: Fields, form: Form, kept: tuple[str, ...]
) -> Followed | None:
    """复议呢 after 申请同比: the change of the reconsiderations; after a difference or an order it can't be told."""
    if earlier.operation == "table":
        listed = in_columns(earlier, targets.columns, form) if targets.columns and not targets.bare_rows else ()
        return Followed(replace(fields, targets=listed, operation="table") if listed else fields, kept)
    if (same := _same_rate(fields.targets, earlier, form)) is not None:
        return Followed(replace(fields, targets=same, operation=earlier.operation), (*kept, "figure"))
    other_rate = all(target.rate for target in (*earlier.targets, *fields.targets)) and earlier.operation == "value"
    of_rates = any(target.rate for target in earlier.targets) and not other_rate
    if earlier.operation not in WITH_ANY_FIGURE or of_rates:
        return None
    moved = in_columns(earlier, targets.columns, form) if targets.columns else ()
    if earlier.operation == "breakdown" and not moved:
        return Followed(fields, kept)
    wanted = moved or fields.targets
    kept_limits = [c for c in earlier.conditions[:1] if c.sign != "="]  # 诉讼呢 after 复议17件对吗: not 17 as well
    limits = tuple(replace(c, target=target) for c in kept_limits for target in wanted)
    base, limits = earlier.base if earlier.operation in SHARES else fields.base, fields.conditions or limits
    changed = replace(fields, targets=wanted, operation=earlier.operation, conditions=limits, base=base)
    return Followed(changed, (*kept, *(("figure",) if moved else ())))


def _same_rate(targets: tuple[Target, ...], earlier: Fields, form: Form) -> tuple[Target, ...] | None:
    """诉讼的呢 after 复议纠错率: the rate that is worked out alike of the other row; None where there is none."""
    if len(targets) != 1 or len(targets[0].figures) != 1 or len(earlier.targets) != 1 or not earlier.targets[0].rate:
        return None
    figure, rate = targets[0].figures[0], form.rates[earlier.targets[0].rate]
    rows = {form.resolve(name)[:2] for name in formula.names(rate.quotient)}
    if len(rows) != 1 or figure[:2] in rows or {table for table, _ in rows} != {figure.table}:
        return None
    ((_, row),) = rows
    worked_out = _of_row(rate, row)
    made = [other.id for other in form.rates.values() if _of_row(other, figure.row) == worked_out]
    return (Target(rate=made[0]),) if len(made) == 1 else None


def _of_row(rate: Rate, row: str) -> str:
    """The formula of a rate with its row left open."""
    return formula.show(rate.quotient, lambda name: ".".join("" if part == row else part for part in name.split(".")))


def of_a_part(earlier: Fields, targets: Targets, form: Form) -> bool:
    """Whether what was asked before is of some applicants, or of one way in which cases ended, and what is asked now of all."""
    old = [f for target in earlier.targets for f in target.figures]
    new = [f for target in targets.targets for f in target.figures]
    usual = {name: table.default_column for name, table in form.tables.items() if table.default_column}
    part = any(f.column != usual.get(f.table, f.column) for f in old)
    return part and any(f.column == usual.get(f.table) and f.table in {o.table for o in old} for f in new)


def narrowed_like(targets: tuple[Target, ...], earlier: Fields, form: Form) -> tuple[Target, ...] | None:
    """不予公开率呢 after 企业公开率: of the enterprises too; None where there is no such rate."""
    kinds = {t.rate.partition(NARROWER)[2] for t in earlier.targets if t.rate}
    if not any(target.rate for target in targets) or not kinds - {""}:
        return targets
    if len(kinds) > 1:
        return None
    (kind,) = kinds
    made = [replace(t, rate=f"{t.rate}{NARROWER}{kind}") if t.rate and NARROWER not in t.rate else t for t in targets]
    return tuple(made) if all(not t.rate or t.rate in form.rates for t in made) else None


def in_columns(earlier: Fields, columns: tuple[FigureId, ...], form: Form) -> tuple[Target, ...]:
    """The rows and rates asked before, in the columns named now."""
    if rates := [target.rate.partition(NARROWER)[0] for target in earlier.targets if target.rate]:
        made = [rate_at(rate, column) for rate in rates for column in columns]
        return tuple(Target(rate=rate) for rate in made) if all(rate in form.rates for rate in made) else ()
    rows = [figure for target in earlier.targets for figure in target.figures]
    if any(row.table != columns[0].table for row in rows):
        return ()
    moved = (FigureId(row.table, row.row, column.column) for row in rows for column in columns)
    return tuple(Target((figure,)) for figure in dict.fromkeys(moved) if form.exists(figure))


def with_earlier_column(targets: tuple[Target, ...], earlier: Fields, form: Form) -> tuple[Target, ...]:
    """予以公开呢 after 企业申请: of the enterprises, or of all?  Both, where both exist; else nothing."""
    old = [figure for target in earlier.targets for figure in target.figures]
    new = [figure for target in targets for figure in target.figures]
    if len(new) != 1 or any(f.table != new[0].table for f in old):
        return ()
    table = form.tables[new[0].table]
    usual = table.default_column
    columns = {f.column for f in old} - {usual}  # 企业的 and of all, where it was asked which
    columns |= {t.rate.partition(NARROWER)[2] for t in earlier.targets} & table.columns.keys()
    if new[0].column != usual or len(columns) != 1:
        return ()
    moved = FigureId(new[0].table, new[0].row, columns.pop())
    if moved == new[0] or not form.exists(moved):
        return ()
    return Target((moved,)), Target((new[0],))


def with_earlier_part(targets: tuple[Target, ...], earlier: Fields, form: Form) -> tuple[Target, ...]:
    """败诉呢, 败诉率呢 after 复议后起诉: of these suits, or of all?  Both; nothing where it is no cell or rate of the whole."""
    named = {(figure.table, figure.row) for target in earlier.targets for figure in target.figures}
    rows = {(t, r) for t, r in named if not any((t, part) in named for part in form.tables[t].rows[r].sum)}
    if len(rows) != 1 or len(targets) != 1:
        return ()
    ((table, row),) = rows  # where it was asked which, the part
    of_part = FigureId(table, row, "")
    if targets[0].rate:
        narrower = rate_at(targets[0].rate, of_part)
        return (Target(rate=narrower), targets[0]) if narrower in form.rates else ()
    (figure,) = targets[0].figures if len(targets[0].figures) == 1 else (of_part,)
    usual = form.tables[table].default_column
    if figure.table != table or figure.column in ("", usual) or row not in form.tables[table].rows[figure.row].sum:
        return ()
    return Target((of_part._replace(column=figure.column),)), targets[0]


def without_lacking(reading: NothingThere, earlier: Fields | None) -> Fields | None:
    """What a next question may take over: 2023年呢 after a body that is not loaded is not about the body before it."""
    return earlier if earlier is None or not reading.lacks else without(reading.lacks, earlier)


def without(lacks: str, earlier: Fields) -> Fields:
    """What was asked before, without its bodies or its figures; what is no growth any more is of one year."""
    empty = replace(earlier, order=None, conditions=(), share=False, change="", operation="value", base=(), found=None)
    if lacks == "body":
        return replace(empty, bodies=(), group=None)
    years = earlier.years[-1:] if earlier.change else earlier.years
    return replace(empty, years=years, targets=(), open=True, operation="rank" if earlier.group else "value")
