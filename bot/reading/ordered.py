"""Questions that put the figures of one body in order: its years (哪一年最多), or the parts of a figure (最多的不予公开理由)."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.question.loaded_bodies import resolve
from bot.question.meanings import OrderWord
from bot.question.said import words_doing
from bot.reading.asks_twice import two_in_one
from bot.reading.choices import ask_figure, ask_one_of, cannot_compare
from bot.reading.conditions import ask_in_place, for_each
from bot.reading.followup import of_some_column
from bot.reading.parts_and_wholes import is_part
from bot.reading.query import shares_of
from bot.reading.reader import Reader
from bot.reading.readings import Condition, Fields, Reading
from bot.reading.refusals import FOLLOWING, SEVERAL, SEVERAL_PLACES, first_reason, refused
from bot.reading.spans import counted_from
from bot.reading.tables import all_applicants, applicants_of
from bot.reading.years_in_order import asks_for_growth, by_growth, of_share, one_share_of_years, years_compared
from bot.targets.operation import read_operation
from bot.targets.target import Target, Targets, mentions
from bot.targets.targets import read_targets
from store.forms.form import FigureId, Form

FIRST = OrderWord("most")
SHARES_OF_YEARS = "跨年的理由、占比排名"

NOT_ORDERED = {
    "results", "versus", "without", "besides", "change", "mean", "median", "spread",
    "difference", "ratio", "monthly", "daily", "total_of", "position",
}  # fmt: skip
SAYS_PARTS = re.compile(r"哪|什么|啥|[种类项]|理由|结果|原因|情形|申请人")
BODIES = re.compile(r"单位|机关|地区|的地方")  # 败诉最多的地方: of many bodies, whatever parts the figure has
WHO_IS_SUED = re.compile(
    r"谁(?:当|做|是)?(?:了)?(?:被告|被起诉|被诉)|(?:什么|哪[类种]|啥)(?:案件|案子|官司)"
)  # no table tells it


def is_ordered(reader: Reader) -> bool:
    """Whether one body's figures are to be put in order."""
    asked, ids = reader.asked, reader.asked.ids
    if "which_year" in ids or ("applicants" in ids and asked.orders and len(asked.named) < 2):
        return not asked.kind
    if (
        not (asked.orders or asked.limits or (ids & {"none", "whether"} and asked.groups))
        or asked.kind
        or "position" in ids
        or any(BODIES.search(word.text) for word, _ in asked.groups)
    ):
        return False
    own = len(reader.homes) == 1 and "breakdown" in ids  # 哪些理由一件都没有, of the chat's own body
    nobody = (
        "breakdown" in ids and reader.earlier is None and not reader.homes
    )  # 哪些理由一件都没有: whose is asked back
    before = own or nobody or (reader.earlier is not None and len(reader.earlier.bodies) == 1)
    if not (len(asked.named) == 1 or (not asked.named and before)):
        return False
    if asked.orders and asked.kind is None and (asked.span is not None or "trend" in ids or len(asked.years) > 1):
        return True
    if "breakdown" in ids and (asked.orders or asked.limits or asked.groups):
        return True
    if not asked.orders and not asked.groups:
        return False
    whose = not asked.named and "applicants" not in ids and any(word.text.startswith("谁") for word, _ in asked.groups)
    _, _, words = read_operation(reader.words, asked.operations)
    read = read_targets(words, reader.words.text, reader.vocabulary.form)
    if not isinstance(read, Targets) or whose:
        return False  # 谁不予公开最多 after a figure of 鄞州: which body
    if not read.targets and not asked.named and _parts_before(reader):
        return True
    parts = asked.named or SAYS_PARTS.search(reader.words.text)  # 诉讼最多的呢 after one city: of its two kinds?
    return len(read.targets) > 1 or bool(parts and any(parts_of(t, reader.vocabulary.form) for t in read.targets))


def read_ordered(reader: Reader) -> Reading:
    """The body, the figures in question, and which of them are wanted."""
    asked = reader.asked
    _, _, words = read_operation(reader.words, asked.operations)
    targets = reader.targets(words)
    if not isinstance(targets, Targets):
        return targets
    bodies = reader.bodies()
    if not isinstance(bodies, tuple):
        return bodies
    if len(bodies) > 1:
        return refused(reader.words, "几个单位的几个数一起排")
    if reason := _too_much(targets, reader):
        return refused(reader.words, reason)
    wanted = targets.targets or _parts_before(reader) or (reader.earlier.targets if reader.earlier is not None else ())
    if "applicants" in asked.ids:
        wanted = wanted or (all_applicants(reader.vocabulary.form),)
    if not wanted and (asked.limits or len(asked.years) > 1):
        return refused(reader.words, "没说是哪个数的问题")
    if not wanted:
        return ask_figure(reader.prefix())
    fields = Fields(bodies, asked.years, wanted, notes=targets.notes, order=asked.order, kept=_kept(targets, reader))
    if years := years_compared(reader, bodies):
        gone = [year for year in asked.years if reader.catalogue.entry(bodies[0], year) is None]
        if gone and 1 < len(asked.years) < len(gone) + 2:  # two are left
            return cannot_compare(bodies, gone[0], reader.catalogue)
        return _among_years(fields, years, reader)
    newest = reader.catalogue.years(bodies[0])[-1]
    earlier = reader.earlier.years[-1:] if reader.earlier is not None and not asked.named else ()
    fields = replace(fields, years=asked.years or earlier or (newest,), newest=not asked.years and not earlier)
    return _among_parts(fields, reader)


def _without_wholes(targets: tuple[Target, ...], form: Form) -> tuple[Target, ...]:
    """哪一项最多 after the results: not their total."""
    if len(targets) < 3:
        return targets
    figures = [f for target in targets for f in target.figures]
    wholes = {w for w in figures if sum(is_part(part, w, form) for part in figures) > 1}
    return tuple(target for target in targets if not wholes.intersection(target.figures))


def _of_whom(targets: Targets, reader: Reader) -> bool:
    """最多的办理结果呢 after 律所申请: of theirs, or of all?"""
    before, form = reader.earlier, reader.vocabulary.form
    follows_on = before is not None and not reader.asked.named and of_some_column(before, form)
    return follows_on and not targets.columns and targets.bare_rows


def _among_years(fields: Fields, years: tuple[int, ...], reader: Reader) -> Reading:
    """哪年最多, 哪几年超过500件."""
    wanted, asked = fields.targets, reader.asked
    if len(wanted) > 1:
        asked_in_place = ask_in_place(wanted, "按哪个数比？", reader) if asked.named else None
        if asked_in_place is not None and asked_in_place.choices:
            return asked_in_place
        return ask_one_of("按哪个数比？", reader.prefix(with_year=False), wanted, reader.vocabulary.form)
    if asks_for_growth(reader):
        return by_growth(fields, years, reader)
    fields = of_share(fields, reader)
    if fields.share and (
        asked.limits or len(shares_of(wanted[0].figures[0], fields.base, reader.vocabulary.form)) != 1
    ):
        return refused(reader.words, SHARES_OF_YEARS)
    conditions = for_each(wanted, reader, percent=False)
    if not isinstance(conditions, tuple):
        return conditions
    if fields.order is None and not conditions:
        conditions = (Condition(wanted[0], "=" if "none" in asked.ids else ">", Decimal(0)),)
    notes = (*fields.notes, *counted_from(asked, fields.bodies, reader.catalogue))
    return replace(fields, years=years, operation="rank_years", conditions=conditions, notes=notes)


def _among_parts(fields: Fields, reader: Reader) -> Reading:
    """Among the figures named, else among the parts of the one named."""
    form, asked = reader.vocabulary.form, reader.asked
    if "figure" in fields.kept and reader.earlier is not None and reader.earlier.open and len(fields.targets) > 1:
        return refused(reader.words, FOLLOWING)  # 哪种最多 after 被拒多少 was asked back
    fields = replace(fields, targets=_without_wholes(fields.targets, form))
    if len(fields.targets) == 1:
        parts = (applicants_of if "applicants" in asked.ids else parts_of)(fields.targets[0], form)
        if not parts:
            return refused(reader.words, "把这样的数排名")
        fields = replace(fields, base=fields.targets, targets=parts, share="share" in asked.ids)
    if any(not target.figures for target in fields.targets):
        return refused(reader.words, "把正文里的数排名")
    none = "none" in asked.ids
    conditions = for_each(fields.targets, reader, percent="share" in asked.ids)
    if not isinstance(conditions, tuple):
        return conditions
    if not asked.orders and not conditions:
        conditions = tuple(Condition(target, "=" if none else ">", Decimal(0)) for target in fields.targets)
    return replace(fields, operation="rank_parts", conditions=conditions)


def _kept(targets: Targets, reader: Reader) -> tuple[str, ...]:
    """What was taken over from the question before."""
    if reader.earlier is None or reader.asked.named:
        return ()
    left_out = {
        "body": True,
        "figure": not targets.targets,
        "year": not reader.asked.years and bool(reader.earlier.years),
    }
    over_years = "which_year" in reader.asked.ids or reader.asked.span is not None
    return tuple(name for name, out in left_out.items() if out and not (name == "year" and over_years))


def _parts_before(reader: Reader) -> tuple[Target, ...]:
    """第二多的呢 after 最多的理由: what was taken apart before; nothing where that was not asked."""
    earlier = reader.earlier
    if earlier is None or earlier.group is not None or earlier.operation not in ("rank_parts", "breakdown"):
        return ()
    by_rows = len(earlier.base) == 1 and bool(parts_of(earlier.base[0], reader.vocabulary.form))
    return (
        earlier.base if earlier.operation == "rank_parts" and by_rows else earlier.targets
    )  # 第二多的呢 after 哪类申请人最多


def _too_much(targets: Targets, reader: Reader) -> str:
    """What an order of one body's figures does not answer."""
    asked, ids, words = reader.asked, reader.asked.ids, reader.words
    summed = len(targets.targets) > 1 and bool(words_doing(words.words, "total_of"))
    added = summed or bool(words_doing(words.words, "plus"))  # 新收加上年结转最多的: of their sum
    places = {(order.first, order.last, order.end) for _, order in asked.orders}
    before = reader.earlier.years if reader.earlier is not None and not (asked.years or asked.named) else ()
    over_years = "which_year" in ids or asked.span is not None or "trend" in ids or len(asked.years or before) > 1
    reasons = {
        "谁是被告、是哪种案件": WHO_IS_SUED.search(words.text) is not None,
        FOLLOWING: bool(targets.targets) and _of_whom(targets, reader),
        "带加减、增长、平均的名次": bool(NOT_ORDERED & ids - ({"change"} if asks_for_growth(reader) else set()))
        or added,
        "又问最多、又问是零的": "none" in ids and bool(asked.orders),
        SEVERAL_PLACES: len(places) > 1 or len(asked.limits) > 1,
        SEVERAL: two_in_one(words),
        "没说是哪些单位、还是哪一项的名次": _of_bodies_there(reader),
        "先找年份、再查别的数": _two_questions(reader),
        SHARES_OF_YEARS: over_years
        and (bool(ids & {"breakdown", "applicants"}) or ("share" in ids and not one_share_of_years(targets, reader))),
    }
    return first_reason(reasons)


def _of_bodies_there(reader: Reader) -> bool:
    """2025年宁波败诉最多的前三: of the districts there, or of the parts of the city's own figure?"""
    kinds = {
        reader.vocabulary.kinds[body] for one in reader.asked.named for body in resolve([one], reader.catalogue).found
    }
    placed = any(order.last > 1 for _, order in reader.asked.orders)
    return bool(kinds & {"省", "市"}) and placed and SAYS_PARTS.search(reader.words.text) is None


def _two_questions(reader: Reader) -> bool:
    """复议最多的一年申请几件: the figure after the order is another one."""
    orders = [word for word, _ in reader.asked.orders]
    if not orders or "which_year" not in reader.asked.ids:
        return False
    found = mentions(reader.words.words)
    before = {m.target for m in found if m.end <= orders[0].start}
    after = {m.target for m in found if m.start >= orders[-1].end}
    return bool(before) and bool(after - before)


def parts_of(target: Target, form: Form) -> tuple[Target, ...]:
    """The rows (or columns) that a figure of several is made of."""
    if len(target.figures) != 1:
        return ()
    figure = target.figures[0]
    table = form.tables[figure.table]
    rows = table.rows[figure.row].sum or table.rows[figure.row].parts
    named = [FigureId(figure.table, row, figure.column) for row in rows]
    if not named and figure.column in table.columns:  # 法人或其他组织里哪一类最多
        named = [FigureId(figure.table, figure.row, column) for column in table.columns[figure.column].sum]
    return tuple(Target((part,)) for part in named if form.exists(part))
