"""Questions back about many bodies; every choice is the whole question again."""

from dataclasses import replace

from bot.question.loaded_bodies import resolve
from bot.reading.many.named_places import regions_and_bodies
from bot.reading.many.which_bodies import where
from bot.reading.phrases import figure_phrase, group_question, label, limits_phrase, phrase
from bot.reading.query import shares_of
from bot.reading.reader import Reader
from bot.reading.readings import Choice, EndsHere, Fields, Group, Unclear
from bot.reading.refusals import FOLLOWING, refused
from bot.targets.target import Target
from store.forms.form import Form

LISTED = {"rank": "谁多", "sum": "合计", "mean": "平均"}  # how it is asked of bodies named one by one
GROWN = {
    ("", False): "", ("number", False): "增加", ("number", True): "减少",
    ("percent", False): "同比增长", ("percent", True): "同比下降",
}  # how a change is compared, and whether downwards, in words  # fmt: skip
HIGHER = str.maketrans("多少", "高低")  # a share, a growth is high, not many
EVERY_BODY = "全部单位"
ALL_LEVELS = "不分级别，全部一起"
WHICH_KIND = "收录的有{}，不在一起比。您要比哪一类？"


def _question(fields: Fields, kind: str, target: Target, reader: Reader) -> str:
    """The whole question again, with one kind and one figure."""
    group, form = fields.group or Group(), reader.vocabulary.form
    when = f"{fields.year}年" if fields.year and not fields.newest else ""  # of each kind the newest
    if group.bodies and fields.operation in LISTED and not fields.change:
        least = fields.operation == "rank" and fields.order is not None and fields.order.end == "least"
        names = "、".join(map(reader.name, group.bodies))
        return f"{names}{when}{phrase(target, form)}{'谁少' if least else LISTED[fields.operation]}"
    if fields.operation == "filter":
        return f"{where(group, reader)}哪些{kind or '单位'}{when}{phrase(target, form)}{limits_phrase(fields.conditions, reader.name)}"
    order = fields.order
    fell = bool(fields.change) and order is not None and order.end == "least" and order.last > 0
    if fell and order is not None:
        order = replace(order, end="most")  # 降幅最大, not 增长最少
    grown = GROWN[fields.change, fell] + _share_phrase(fields, form)
    asked = group_question(where(group, reader), kind or "单位", when, target, fields.operation, order, form, grown)
    return asked.translate(HIGHER) if fields.share or fields.change == "percent" else asked


def _share_phrase(fields: Fields, form: Form) -> str:
    if not fields.share:
        return ""
    return f"占{phrase(fields.base[0], form)}的比例" if fields.base else "占比"


def ask_which(fields: Fields, reader: Reader) -> EndsHere:
    """By which of the figures named?"""
    group, form = fields.group or Group(), reader.vocabulary.form
    if fields.operation == "position":
        return _ask_whose_place(fields, reader)
    asks = ((label(target, form), _question(fields, group.kind, target, reader)) for target in fields.targets)
    return Unclear("按哪个数比？", tuple(Choice(name, ask) for name, ask in asks), replace(fields, open=True))


def _ask_whose_place(fields: Fields, reader: Reader) -> EndsHere:
    """北仑排第几 after 公开率, which is two rates: by which of them?"""
    _, subjects = regions_and_bodies(reader)
    named = resolve(subjects, reader.catalogue).found if subjects else ()
    bodies = named or (reader.earlier.bodies if reader.earlier is not None else ())
    if len(bodies) != 1:
        return refused(reader.words, "几个数的名次（请一个一个问）")  # a choice would be without the body
    group, form, name = fields.group or Group(), reader.vocabulary.form, reader.name(bodies[0])
    among = f"在{where(group, reader)}各{group.kind}里" if group.places and group.kind else ""
    end = f"{among}排第几" if named else reader.words.text  # 全省第几
    asks = ((label(t, form), f"{name}{fields.year}年{phrase(t, form)}{end}") for t in fields.targets)
    choices = tuple(Choice(said, ask) for said, ask in asks)
    return Unclear("按哪个数排？", choices, replace(fields, open=True), each="each" in reader.asked.ids)


def ask_applicants(prefix: str, target: Target, form: Form) -> Unclear:
    """谁 of one body: the form tells kinds of applicants, no names."""
    asks = [f"{prefix}{phrase(target, form)}{ask}" for ask in ("申请人构成", "哪类申请人最多")]
    return Unclear("报告不写是谁，只分六类申请人。您是问这个吗？", tuple(Choice(ask, ask) for ask in asks))


def ask_kind(fields: Fields, kinds: list[str], reader: Reader) -> Unclear:
    """Of which kind, where several are loaded, or of all in one row; sums are of each kind by itself."""
    choices = tuple(Choice(kind, _question(fields, kind, fields.targets[0], reader)) for kind in kinds)
    adds = fields.operation in ("sum", "first_in_sum")
    every = _question(fields, EVERY_BODY, fields.targets[0], reader).replace(f"各{EVERY_BODY}", EVERY_BODY)
    alike = () if adds else (Choice(ALL_LEVELS, every),)
    return Unclear(
        WHICH_KIND.format("、".join(kinds)), (*choices, *alike), fields, each=adds and reader.asked.all_together
    )


def ask_base(fields: Fields, reader: Reader) -> Unclear:
    """A share of what?"""
    group, form = fields.group or Group(), reader.vocabulary.form
    name = phrase(fields.targets[0], form)
    when = f"{fields.year}年" if fields.year else ""
    shares = shares_of(fields.targets[0].figures[0], fields.base, form)
    asks = [
        f"{where(group, reader)}{when}各{group.kind or '单位'}{name}占{figure_phrase(s.whole, form)}的比例从高到低"
        for s in shares
    ]
    return Unclear(f"“{name}”占什么的比例？", tuple(Choice(ask, ask) for ask in asks))


def share_of_what(fields: Fields, reader: Reader) -> EndsHere | None:
    """Of rates there is no share (各区呢 after 分母换成新收); of several wholes it is asked which."""
    if not all(target.figures for target in fields.targets):
        return refused(reader.words, FOLLOWING)
    wholes = shares_of(fields.targets[0].figures[0], fields.base, reader.vocabulary.form)
    return ask_base(fields, reader) if len(wholes) != 1 else None
