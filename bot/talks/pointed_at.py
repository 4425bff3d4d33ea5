"""它占多少, 那一年呢 after 哪个区最多, 哪年最多: the one that was found is what a next question is about."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.figures.figure import Figure
from bot.question.meanings import OrderWord
from bot.question.pieces import THEN
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.targets.calculation import Calculation
from bot.targets.target import Target
from store.forms.form import FigureId, Form

MOST_FOUND = 20  # bodies of a list that are remembered
ORDERED = ("rank", "filter", "rank_years", "rank_parts")
BODY = re.compile(r"它的?(?!们)|[这那该]个?(?:区县|[区县市]|单位|地方|家)的?")
OF_IT = re.compile(rf"^{THEN}其中的?(?!.*(?:最|谁|哪|几个|多少个))")
YEAR = re.compile(r"(?:就?[这那]一?年|该年)(?:度)?的?")
THAT_YEAR = re.compile(rf"^{THEN}{YEAR.pattern}(?=.{{2,}})")
PART = re.compile(r"它的?(?!们)|[这那该]一?[个项条](?:理由|原因|情形|数)?的?")
REASON = re.compile(
    r"(?:就?因为?|由于|按照?|以|出于)?[这此该]一?[种类项条个]?(?:理由|原因|情形|情况)(?:而)?|(?:就?因为?|由于)[这此]个?(?:而)?|因此(?:而)?"
)  # 镇海因此无法提供的
OVERTURNED = re.compile(rf"^(?P<lead>\s*{THEN})(?=(?:纠错|纠正)率)")
SUITS = ("诉讼", "起诉")
DISPUTES = ("复议", *SUITS)
CLOSED = re.compile(rf"^(?P<lead>\s*{THEN}(?:其中)?(?:已经?)?)(?:结案|办结)(?=率|的|了|多少|几|呢|[?？]|$)")
SHARE = re.compile(rf"^{THEN}占(?!比?最)|^{THEN}占?(?:比|比例|比重)(?:呢|是|多|几|[?？]|$)")


def with_found(fields: Fields, figures: tuple[Figure, ...], agencies: Mapping[str, str]) -> Fields:
    """The question with the one body, year or figure that it found, or the several bodies; without where there are none."""
    top = [figure for figure in figures if figure.headline]
    if fields.operation == "position" and len(top) == 1 and top[0].rank:
        return replace(fields, found=_standing(fields, top[0].rank))
    if fields.operation == "rank" and fields.group is not None and fields.group.bodies:
        top = [figure for figure in top if figure.rank == 1]  # 它 after 三个区哪个最多: the first of them
    if fields.operation not in ORDERED or (fields.group is not None and fields.group.counts):
        return fields
    if len(top) != 1:
        return _with_several(fields, top, agencies)
    (figure,) = top
    body = agencies.get(figure.agency, fields.bodies[0] if fields.bodies else "")
    targets = (Target((figure.of,)),) if fields.operation == "rank_parts" and figure.of else fields.targets
    if not body:
        return fields
    operation: Calculation = "value" if fields.operation == "rank_years" else fields.plain  # 那年的复议呢 is no growth
    return replace(fields, found=Fields((body,), (figure.year,), targets, operation, fields.base))


def _standing(fields: Fields, rank: int) -> Fields:
    """海曙排第九: the body with its place."""
    end = fields.order.end if fields.order is not None else "most"
    return Fields(fields.bodies, fields.years[-1:], fields.targets, order=OrderWord(end, rank, rank))


def _with_several(fields: Fields, top: list[Figure], agencies: Mapping[str, str]) -> Fields:
    """前三名, 超过100件的区: the bodies that were found, as a question about each."""
    bodies = tuple(dict.fromkeys(agencies[figure.agency] for figure in top if figure.agency in agencies))
    if fields.group is None or not 1 < len(bodies) <= MOST_FOUND:
        return fields
    operation: Calculation = "share" if fields.share else "value"
    in_order = [figure.rank for figure in top] == list(range(1, len(bodies) + 1))  # none left out, no two on one place
    from_top = fields.operation == "rank" and (fields.order is None or fields.order.end != "least")
    order = OrderWord("most", 1, len(bodies)) if from_top and in_order else None
    return replace(fields, found=Fields(bodies, fields.years[-1:], fields.targets, operation, fields.base, order=order))


def with_those_added(asked: Fields, bodies: list[str]) -> Fields:
    """前三名合计: the three bodies, for 它们的自然人 next."""
    order = asked.order
    if order is None or len(bodies) != order.last - order.first + 1 or len(asked.targets) != 1:
        return asked
    found = Fields(tuple(bodies), asked.years[-1:], asked.targets, order=order if order.end != "least" else None)
    return replace(asked, found=found)


def reason_named(message: str, earlier: Fields, form: Form) -> str:
    """因为这个不公开的 after one reason: the message with its name; as it is where none or several were spoken of."""
    of = earlier if earlier.found is None or len(earlier.found.bodies) > 1 else earlier.found
    named = [figure for target in of.targets for figure in target.figures]
    if len(of.targets) != 1 or len(named) != 1 or not _is_reason(named[0], form):
        return message
    return REASON.sub(phrase(of.targets[0], form), message, count=1)


def of_disputes(message: str, earlier: Fields, form: Form) -> str:
    """纠错率呢 after 行政诉讼 is that of the suits, with nothing before it that of 行政复议; 结案 after either is no 办结."""
    asked = [_row_of(target, form) for target in earlier.targets]  # 败诉 is a suit too
    if asked and all(any(word in one for word in DISPUTES) for one in asked):
        message = CLOSED.sub(r"\g<lead>审结", message)  # 结案率呢: not that of the applications
    suits = [any(word in one for word in SUITS) for one in asked]
    if any(suits) and not all(suits) and all(any(word in one for word in DISPUTES) for one in asked):
        return OVERTURNED.sub(r"\g<lead>复议纠错率和诉讼", message)  # after 复议 and 诉讼 together
    return OVERTURNED.sub(r"\g<lead>诉讼", message) if suits and all(suits) else message


def _row_of(target: Target, form: Form) -> str:
    return phrase(
        Target(tuple(figure._replace(column="") for figure in target.figures)) if target.figures else target, form
    )


def _is_reason(figure: FigureId, form: Form) -> bool:
    """Whether a figure is one of those that a sum of its table is made of."""
    return any(figure.row in row.sum for row in form.tables[figure.table].rows.values())


def which_year_is_open(message: str, earlier: Fields) -> bool:
    """那一年新收 after 近三年, 哪年最多 that were both asked back: no one year was found."""
    several = earlier.group is None and earlier.found is None and (len(earlier.years) > 1 or earlier.open)
    return several and THAT_YEAR.match(message) is not None


def pointed_at(message: str, earlier: Fields) -> tuple[str, Fields]:
    """A message that points at the one that was found, and that as what was asked before; else both as they are."""
    found = earlier.found
    if found is None and earlier.group is None and len(earlier.years) == 1 and not earlier.newest:
        return THAT_YEAR.sub("", message, count=1), earlier  # 那年的复议 after 那年的不予公开
    if found is None or len(found.bodies) > 1:
        return message, earlier
    pattern = {"rank_years": YEAR, "rank_parts": PART}.get(earlier.operation, BODY)
    if earlier.operation == "rank" and earlier.order is not None and earlier.order.last == 1 and OF_IT.match(message):
        pattern = OF_IT  # 其中企业 after 哪个区最多
    share = earlier.operation == "rank_parts" and SHARE.search(message) is not None
    if not share and not pattern.search(message):
        return message, earlier
    before = replace(found, before=earlier.before)
    return (message if share else pattern.sub("", message, count=1)), before
