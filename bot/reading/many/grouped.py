"""Questions about many bodies at once: who has the most, which are over a limit, where one stands, what they add up to.

Bodies of different kinds are never put in one row unasked: a city counts what its districts count."""

from dataclasses import replace

from bot.question.meanings import FigureWord, NoiseWord, UnitWord
from bot.question.said import says_only
from bot.reading.added import added_up
from bot.reading.changes import read_change
from bot.reading.choices import ask_group_figure
from bot.reading.conditions import adds_limit, against_figure, limited, one_is_enough
from bot.reading.judged import between_two, for_two
from bot.reading.many.as_before import AS_BEFORE, as_before, loses_what_was_left_out, share_before
from bot.reading.many.both_sides import against_body, on_both_sides
from bot.reading.many.named_places import only_there
from bot.reading.many.order_wanted import read_order
from bot.reading.many.settled_group import settled_group
from bot.reading.many.spoken_of import lists_bodies
from bot.reading.many.wanted import limits_growth, read_wanted
from bot.reading.many.which_bodies import read_group, where
from bot.reading.many.which_years import follows, read_years
from bot.reading.parts_and_wholes import cannot_share
from bot.reading.reader import Reader
from bot.reading.readings import AGAINST_ALL, OF_TWO, OVER_ALL, Condition, EndsHere, Fields, Group, Reading
from bot.reading.refusals import NO_PART, refused
from bot.reading.tables import tables_named
from bot.reading.unsaid_limits import unlimited
from bot.targets.calculation import Calculation
from bot.targets.operation import read_operation
from bot.targets.target import Target, Targets, mentions

AMONG = {"versus", "difference", "ratio", "total_of", "plus"}  # of several bodies named: between them, all together


def is_grouped(reader: Reader) -> bool:
    """Whether a question is about many bodies."""
    asked, earlier = reader.asked, reader.earlier
    if asked.groups or asked.orders or {"position", "median", "spread"} & asked.ids:
        return True
    if "mean" in asked.ids and asked.span is None and len(asked.years) < 2:
        return len(asked.named) != 1 or lists_bodies(reader)
    if asked.ids & AMONG and "each" not in asked.ids and len(asked.years) < 2 and lists_bodies(reader):
        return "change" not in asked.ids
    if "versus" in asked.ids and "change" not in asked.ids and len(asked.years) < 2:
        return bool(asked.named) and earlier is not None and bool(earlier.bodies)
    before = reader.group_before
    if before is not None and (not asked.named or _next_place(reader) or only_there(reader)):
        return True
    summed = (
        before is not None and before.operation in OVER_ALL and before.group is not None and bool(before.group.bodies)
    )
    if summed and len(asked.named) > 1 and follows(reader) and asked.ids <= {"other_body", "how_many"}:
        return True  # 换成北仑、镇海 after what two others make together
    return bool(asked.limits) and not asked.named and not (earlier is not None and earlier.bodies)


def _change(
    targets: Targets,
    conditions: tuple[Condition, ...],
    shown: tuple[Target, ...],
    operation: Calculation,
    reader: Reader,
) -> tuple[str, str]:
    """Whether growth is compared, said now or before; and why that cannot be done."""
    asked, earlier, group_before = reader.asked, reader.earlier, reader.group_before
    change, _ = read_change(reader)
    before = group_before.change if group_before is not None and follows(reader) else ""
    if not (change or before):
        return "", ""
    if "share" in asked.ids or operation in OVER_ALL:
        return "", "增长和别的算法合在一起"
    within = "within" in asked.ids and earlier is not None and bool(earlier.conditions)
    limited_before = group_before is not None and bool(group_before.conditions) and not group_before.change
    if change and limited_before and not asked.limits and follows(reader):
        return "", AS_BEFORE
    if (
        (len(conditions) > 1 and len(asked.limits) != 1)
        or shown
        or within
        or (change and asked.limits and not limits_growth(reader))
    ):
        return "", "又按数、又按增长筛选"
    only_figures = says_only(reader.words, (FigureWord, NoiseWord, UnitWord))  # 诉讼呢: how that grew
    if not change and (asked.limits or (targets.targets and not only_figures)):
        return "", AS_BEFORE
    return change or before, ""


def _next_place(reader: Reader) -> bool:
    """海曙呢 after 北仑排第几: its place."""
    asked, earlier = reader.asked, reader.earlier
    bare = not asked.operations and not asked.years and not mentions(reader.words.words)
    return bare and earlier is not None and earlier.operation in ("position", *AGAINST_ALL)


def read_grouped(reader: Reader) -> Reading:
    """The figure and what is wanted of it."""
    operation, reason = read_wanted(reader)
    if reason or loses_what_was_left_out(reader):
        return refused(reader.words, reason or AS_BEFORE)
    read = _read_limits(operation, reader)
    if not isinstance(read, tuple):
        return read
    conditions, shown = read
    if conditions and adds_limit(reader) and reader.group_before is not None:
        conditions = (*reader.group_before.conditions, *conditions)  # 其中复议超过15件的
    share = "share" in reader.asked.ids and operation != "first_in_sum"
    targets, base = _figure_and_whole(reader, share=share, told=bool(conditions or shown), shown=shown)
    if not (isinstance(targets, Targets) and isinstance(base, Targets)):
        return next(part for part in (targets, base) if not isinstance(part, Targets))
    if not (conditions or shown) and (targets := as_before(targets, reader)) is None:  # type: ignore[assignment]
        return refused(reader.words, AS_BEFORE)
    wanted = shown or tuple(dict.fromkeys(c.target for c in conditions)) or targets.targets or _before(reader)
    if share and wanted and cannot_share(wanted, base.targets, reader.vocabulary.form):
        return refused(reader.words, NO_PART)
    if not share and (before := share_before(operation, reader)) is not None:
        if targets.targets or conditions or operation in OVER_ALL:
            return refused(reader.words, AS_BEFORE)
        share, base = True, Targets(before.base)  # 2023年呢 after 自然人占比最高的区
    base = _whole_of_before(operation, targets, reader) or base if share and not base.targets else base
    change, reason = _change(targets, conditions, shown, operation, reader)
    if reason:
        return refused(reader.words, reason)
    kept = _kept(targets, conditions, reader)
    fields = Fields((), (), wanted, operation, base.targets, targets.notes, kept=kept, share=share, change=change)
    return _of_group(fields, conditions, targets, reader, together=bool(shown))


def _read_limits(operation: Calculation, reader: Reader) -> tuple[tuple[Condition, ...], tuple[Target, ...]] | EndsHere:
    """What figures must be, and which figures are wanted beside them."""
    if reader.than is not None:
        return against_body(reader)
    if reader.asked.limits and not (operation in ("rank", "ratio") and between_two(reader)):
        return limited(reader)
    return against_figure(reader) or on_both_sides(operation, reader)


def _figure_and_whole(
    reader: Reader, *, share: bool, told: bool, shown: tuple[Target, ...]
) -> tuple[Targets | EndsHere, Targets | EndsHere]:
    """What is compared, and what it is a share of; `told`: limits say it already."""
    _, base_words, words = read_operation(reader.words, reader.asked.operations)
    figure = Targets(shown) if told else reader.targets(words) if share else reader.all_targets
    figure = added_up(figure, reader) if isinstance(figure, Targets) else figure
    return figure, reader.targets(base_words) if share and base_words else Targets()


def _whole_of_before(operation: Calculation, targets: Targets, reader: Reader) -> Targets | None:
    """哪个市的比例最高 after 予以公开占新收多少: in the same whole."""
    before = share_before(operation, reader) if not targets.targets else None
    return Targets(before.base) if before is not None and before.base else None


def _before(reader: Reader) -> tuple[Target, ...]:
    return reader.earlier.targets if reader.earlier is not None else ()


def _of_group(
    fields: Fields, conditions: tuple[Condition, ...], targets: Targets, reader: Reader, *, together: bool
) -> Reading:
    """With the bodies and the year; `together`: it is clear which of several figures says who, and the others are shown."""
    group = read_group(reader)
    if not isinstance(group, Group):
        return group
    years = read_years(group, reader)
    if not fields.targets:
        said = reader.earlier is None or reader.asked.years or not years
        return ask_group_figure(
            reader.words.text if said else f"{where(group, reader)}{years[-1]}年{reader.words.text}",
            tables_named(reader.words),
        )
    if fields.operation in OF_TWO and len(fields.targets) > 1:
        return refused(reader.words, AS_BEFORE)  # 镇江是扬州的几倍 after a filter on two figures: of which?
    if group.counts and not group.kind and targets.columns:
        return refused(reader.words, "数申请人的个数")
    if not conditions:
        found = for_two(fields, reader) if between_two(reader) else _unsaid(fields, targets, reader)
        if not isinstance(found, tuple):
            return found
        conditions = found
    unsaid = not reader.asked.years and not reader.asked.newest and "year" not in fields.kept
    fields = replace(
        fields, bodies=group.bodies, years=years, group=group, order=read_order(reader), newest=unsaid,
        conditions=conditions, either=one_is_enough(reader),
    )  # fmt: skip
    return settled_group(fields, reader, together=together)


def _unsaid(fields: Fields, targets: Targets, reader: Reader) -> tuple[Condition, ...] | EndsHere:
    """What the bodies must be where no limit is said: 下降最多 is of those that fell, 增长最慢 of all."""
    order = read_order(reader)
    along = (order.end == "least") == read_change(reader)[1]
    grown = bool(fields.change) and fields.operation == "rank" and bool(order.last) and along
    filters = fields.operation == "filter" or grown
    return unlimited(fields.targets, reader, filters=filters, own=bool(targets.targets))


def _kept(targets: Targets, conditions: tuple[Condition, ...], reader: Reader) -> tuple[str, ...]:
    """What was taken over from the question before."""
    if reader.earlier is None:
        return ()
    said = bool(targets.targets) or any(c.target not in reader.earlier.targets for c in conditions)
    year = not reader.asked.years and (follows(reader) or bool(reader.earlier.years and not reader.asked.named))
    return (*(() if said else ("figure",)), *(("year",) if year else ()))
