"""What a question takes over from the one before: only what it leaves out, and never silently."""

from dataclasses import dataclass, replace

from bot.reading import Fields
from bot.target import Target, Targets
from store.form import FigureId, Form


@dataclass(frozen=True, slots=True)
class Followed:
    """The fields filled up, and which parts were kept."""

    fields: Fields
    kept: tuple[str, ...]


def follow(fields: Fields, targets: Targets, earlier: Fields, form: Form, *, names_body: bool) -> Followed:
    """自然人的呢 keeps the row, 占比呢 keeps the figure, 2023年呢 keeps figure and operation."""
    kept = () if names_body else ("body",)
    operation = earlier.operation if fields.operation == "value" else fields.operation
    if targets.columns and not names_body and (moved := _in_columns(earlier, targets.columns, form)):
        return Followed(replace(fields, targets=moved, operation=operation), (*kept, "figure"))
    if fields.targets:
        return Followed(fields, kept)
    base = fields.base or (earlier.base if operation == "share" else ())
    return Followed(replace(fields, targets=earlier.targets, operation=operation, base=base), (*kept, "figure"))


def _in_columns(earlier: Fields, columns: tuple[FigureId, ...], form: Form) -> tuple[Target, ...]:
    """The rows asked before, in the columns named now."""
    rows = [figure for target in earlier.targets for figure in target.figures]
    if any(row.table != columns[0].table for row in rows):
        return ()
    moved = (FigureId(row.table, row.row, column.column) for row in rows for column in columns)
    return tuple(Target((figure,)) for figure in dict.fromkeys(moved) if form.exists(figure))


def with_earlier_column(targets: tuple[Target, ...], earlier: Fields, form: Form) -> tuple[Target, ...]:
    """予以公开呢 after 企业申请: of the enterprises, or of all?  Both, where both exist; else nothing."""
    old = [figure for target in earlier.targets for figure in target.figures]
    new = [figure for target in targets for figure in target.figures]
    if len(old) != 1 or len(new) != 1 or old[0].table != new[0].table:
        return ()
    if new[0].column != form.tables[new[0].table].default_column:
        return ()
    moved = FigureId(new[0].table, new[0].row, old[0].column)
    if moved == new[0] or not form.exists(moved):
        return ()
    return Target((moved,)), Target((new[0],))
