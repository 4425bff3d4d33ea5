"""Questions about many bodies at once: who has the most, which are over a limit, where one stands, what they add up to.

Bodies of different kinds are never put in one row unasked: a city counts what its districts count."""

from dataclasses import replace

from bot.bodies import Named, resolve
from bot.choices import ask_body, ask_group_figure, ask_one_of, ask_which_order, no_such_group
from bot.conditions import limited, unlimited
from bot.groups import best_year, fits, kinds_in, members
from bot.meanings import OrderWord
from bot.operation import read_operation
from bot.phrases import figure_phrase, group_question, phrase
from bot.query import shares_of
from bot.reader import Reader
from bot.reading import Choice, Condition, EndsHere, Fields, Group, NotUnderstood, Reading, Unclear
from bot.refusals import cannot_share, refused
from bot.target import Targets

WHICH_KIND = "收录的有{}，不在一起比。您要比哪一类？"
IN_ORDER = ("rank", "sum", "mean", "median", "position")
ALL = OrderWord("most", 1, 0)


def is_grouped(reader: Reader) -> bool:
    """Whether a question is about many bodies."""
    asked, earlier = reader.asked, reader.earlier
    if asked.groups or asked.orders or {"position", "median"} & asked.ids:
        return True
    if "mean" in asked.ids and asked.span is None and len(asked.years) < 2:
        return not asked.named
    if "versus" in asked.ids and len(asked.years) < 2:
        return len(asked.named) > 1 or (bool(asked.named) and earlier is not None and bool(earlier.bodies))
    if earlier is not None and earlier.group is not None and not asked.named:
        return True
    return bool(asked.limits) and not asked.named and not (earlier is not None and earlier.bodies)


def read_grouped(reader: Reader) -> Reading:
    """The group, the figure, the year, and what is wanted of them."""
    conditions = limited(reader) if reader.asked.limits else ()
    if not isinstance(conditions, tuple):
        return conditions
    _, base_words, words = read_operation(reader.words, reader.asked.operations)
    share = "share" in reader.asked.ids
    targets = Targets() if conditions else reader.targets(words if share else list(reader.words.words))
    base = reader.targets(base_words) if share and base_words else Targets()
    if not isinstance(targets, Targets):
        return targets
    if not isinstance(base, Targets):
        return base
    before = reader.earlier.targets if reader.earlier is not None else ()
    wanted = tuple(dict.fromkeys(c.target for c in conditions)) or targets.targets or before
    if share and wanted and cannot_share(wanted, base.targets):
        return refused(reader.words, "拿不同的表相比")
    kept = _kept(targets, conditions, reader)
    return _of_group(
        Fields((), (), wanted, "", base.targets, targets.notes, kept=kept, share=share), conditions, reader
    )


def _of_group(fields: Fields, conditions: tuple[Condition, ...], reader: Reader) -> Reading:
    """With the bodies and the year."""
    group = _group(reader)
    if not isinstance(group, Group):
        return group
    if len(reader.asked.years) > 1:
        return refused(reader.words, "一次在几年里比")
    year = _year(group, reader)
    if not fields.targets:
        return ask_group_figure(_where(group, reader), group.kind, year)
    operation = _operation(reader)
    fields = replace(
        fields, bodies=group.bodies, years=(year,), operation=operation, group=group, order=_order(reader),
        newest=not reader.asked.years and "year" not in fields.kept,
        conditions=conditions or unlimited(fields.targets, reader, filters=operation == "filter"),
    )  # fmt: skip
    return _settled(fields, reader)


def _kept(targets: Targets, conditions: tuple[Condition, ...], reader: Reader) -> tuple[str, ...]:
    """What was taken over from the question before."""
    if reader.earlier is None:
        return ()
    said = bool(targets.targets) or any(c.target not in reader.earlier.targets for c in conditions)
    figure = () if said else ("figure",)
    return (*figure, *(("year",) if _year_kept(reader) else ()))


# -------------------------------------------------------------------------------------------------------- group
def _group(reader: Reader) -> Group | EndsHere:
    """The bodies: those listed, or all of a kind within the places named."""
    asked, earlier = reader.asked, reader.earlier
    counts = any(group.asks == "count" for _, group in asked.groups)
    regions, subjects = _regions(reader)
    if subjects:
        read = resolve(subjects, reader.catalogue)
        if not read.found:
            return ask_body(read, reader.words.text, reader.catalogue, reader.vocabulary.gazetteer)
        bodies = read.found
        if len(bodies) == 1 and "versus" in asked.ids and earlier is not None and earlier.bodies:
            bodies = tuple(dict.fromkeys((*earlier.bodies, *bodies)))
        if "position" not in asked.ids:
            alone = _one_body(bodies[0], reader) if asked.orders else refused(reader.words, "在一个单位里比")
            return Group(bodies=bodies) if len(bodies) > 1 else alone
        kind = asked.kind or _wider(reader.vocabulary.kinds[bodies[0]])
        return Group(kind, _codes(regions), bodies=(), counts=counts)
    if not regions and asked.kind is None and earlier is not None and earlier.group is not None:
        return replace(earlier.group, counts=counts)
    return Group(asked.kind or "", _codes(regions), counts=counts)


def _where(group: Group, reader: Reader) -> str:
    return "、".join(dict.fromkeys(reader.vocabulary.gazetteer.places[code].name for code in group.places[:3]))


def _wider(kind: str) -> str:
    return "区县" if kind in ("县", "县级市") else kind


def _codes(regions: list[Named]) -> tuple[str, ...]:
    return tuple(place.code for named in regions for place in named.places)


def _regions(reader: Reader) -> tuple[list[Named], list[Named]]:
    """The named places that only say where, and the bodies themselves: 宁波各区县 is a place, 北仑排第几 a body."""
    asked, named = reader.asked, reader.asked.named
    if not asked.groups:
        return [], list(named)
    if "position" not in asked.ids:
        several = len(named) > 1 and not any(group.kind for _, group in asked.groups)
        return ([], list(named)) if several or any(n.organ for n in named) else (list(named), [])
    before = [n for n in named if any(n.end <= word.start and word.start - n.end <= 1 for word, _ in asked.groups)]
    regions = before if len(named) > len(before) else []
    return regions, [n for n in named if n not in regions]


def _one_body(body: str, reader: Reader) -> Unclear:
    """北仑2024申请最多: of whom, or in which year?"""
    read = reader.targets(list(reader.words.words))
    what = phrase(read.targets[0], reader.vocabulary.form) if isinstance(read, Targets) and read.targets else "新收申请"
    least = any(order.end == "least" for order in reader.asked.orders)
    return ask_which_order(reader.name(body), what, "最少" if least else "最多")


# --------------------------------------------------------------------------------------------------------- year
def _year(group: Group, reader: Reader) -> int:
    """The year said, the one of the talk, or the one with the most reports."""
    asked, earlier = reader.asked, reader.earlier
    if asked.years:
        return asked.years[0]
    if earlier is not None and _year_kept(reader):
        return earlier.years[-1]
    return best_year(group, reader.catalogue, reader.vocabulary)


def _year_kept(reader: Reader) -> bool:
    asked, earlier = reader.asked, reader.earlier
    if earlier is None or asked.years or asked.newest:
        return False
    return earlier.group is not None or not asked.groups


# ------------------------------------------------------------------------------------------------ what is wanted
def _operation(reader: Reader) -> str:
    ids, asked = reader.asked.ids, reader.asked
    if "position" in ids:
        return "position"
    if asked.orders:
        return "rank"
    for operation in ("median", "mean"):
        if operation in ids:
            return operation
    if any(group.asks == "each" for _, group in asked.groups) and ids & {"total_of", "plus"}:
        return "sum"
    if asked.limits or ids & {"none", "whether"} or any(group.asks != "each" for _, group in asked.groups):
        return "filter"
    if reader.earlier is not None and reader.earlier.group is not None and not asked.groups:
        return reader.earlier.operation
    return "rank"


def _order(reader: Reader) -> OrderWord:
    """The places wanted; 第二呢 goes on in the order of before."""
    earlier = reader.earlier.order if reader.earlier is not None else None
    if not reader.asked.orders:
        return earlier if earlier is not None and not reader.asked.groups else ALL
    order = max(reader.asked.orders, key=lambda o: (o.last != 1, o.end == "least"))
    end = order.end or (earlier.end if earlier is not None else "most")
    return OrderWord(end, order.first, order.last)


def _settled(fields: Fields, reader: Reader) -> Reading:
    """What still has to be asked: which figure, which kind of body."""
    form, group = reader.vocabulary.form, fields.group
    assert group is not None
    prefix = f"{fields.years[0]}年" if fields.years[0] else ""
    if len(fields.targets) > 1 and fields.operation != "filter":
        return ask_one_of("按哪个数比？", "", fields.targets, form)
    if any(not (target.figures or target.rate) for target in fields.targets):
        return refused(reader.words, "拿正文里的数在单位之间比")
    here = members(group, fields.years[0], reader.catalogue, reader.vocabulary)
    if not here:
        return no_such_group(_where(group, reader), group.kind, fields.years[0], reader.catalogue)
    kinds = kinds_in(here, reader.vocabulary)
    if fields.operation in IN_ORDER and not group.bodies and not group.kind and len(kinds) > 1:
        where = _where(group, reader)
        choices = tuple(
            Choice(kind, group_question(where, kind, prefix, fields.targets[0], fields.operation, fields.order, form))
            for kind in kinds
        )
        return Unclear(WHICH_KIND.format("、".join(kinds)), choices)
    if fields.share and len(shares := shares_of(fields.targets[0].figures[0], fields.base, form)) != 1:
        name = phrase(fields.targets[0], form)
        asks = [f"{prefix}各{group.kind or '单位'}{name}占{figure_phrase(s.whole, form)}的比例从高到低" for s in shares]
        return Unclear(f"“{name}”占什么的比例？", tuple(Choice(ask, ask) for ask in asks))
    return _with_subject(fields, reader) if fields.operation == "position" else fields


def _with_subject(fields: Fields, reader: Reader) -> Reading:
    """The body whose place is asked for."""
    _, subjects = _regions(reader)
    bodies = resolve(subjects, reader.catalogue).found if subjects else ()
    if not bodies and reader.earlier is not None:
        bodies = reader.earlier.bodies
    if not bodies:
        return NotUnderstood((), tuple(word.text for word in reader.words.words), "没说是哪个单位的名次")
    group, kind = fields.group, reader.vocabulary.kinds[bodies[0]]
    assert group is not None
    if not group.kind or not fits(kind, group.kind):
        fields = replace(fields, group=replace(group, kind=_wider(kind)))
    return replace(fields, bodies=bodies[:1])
