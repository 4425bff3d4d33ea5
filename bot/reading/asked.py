"""Words -> what a question asks besides its figures: years, operations, places of an order, limits, groups of bodies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.question.bodies import Named, named_bodies
from bot.question.kinds import KINDS
from bot.question.meanings import (
    GroupWord,
    LimitWord,
    NoiseWord,
    OperationWord,
    OrderWord,
    RefusedWord,
    SpanWord,
    TableWord,
    UnitWord,
    WithinYear,
    YearWord,
)
from bot.question.word import Word, Words
from bot.reading.choices import only_whole_years
from bot.reading.kinds_asked import any_body, kinds_named
from bot.reading.orders import ENDS, one_place, read_orders
from bot.reading.readings import EndsHere, Fields, NotUnderstood
from bot.reading.sides import alike, sign_between
from bot.targets.operation import Operations, without_its_total, without_row_totals
from bot.targets.target import mentions

NEGATED = re.compile(r"(?<![有是])(?P<no>没有?|未|并非|不是|不)(?:在|是)?\s*$")
WHICH_BODY = "请说出单位的名称，说不准是哪一个。"
NO_SPEED = "报告不登记办得快慢、好坏；可以问增长最快，或者件数最多。"
MORE_THAN = ("多收", "多收了", "少收", "少收了", "多了", "少了")
ALL, EACH = ("全部", "所有"), ("各", "每个")
LISTS_PARTS = ("有哪些", "都有哪些", "哪些")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a question.  `newest`: the latest year was asked for; `span`: several years not named one by one."""

    operations: Operations
    years: tuple[int, ...]
    newest: bool
    span: SpanWord | None
    orders: tuple[tuple[Word, OrderWord], ...]
    limits: tuple[tuple[Word, LimitWord], ...]
    groups: tuple[tuple[Word, GroupWord], ...]
    named: list[Named]
    sign: str = ""  # of two figures or years held against each other: > or <
    ids: frozenset[str] = field(init=False)  # the operations by name

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", frozenset(meaning.id for _, meaning in self.operations))

    @property
    def alike(self) -> bool:
        """Whether two things are asked to be the same."""
        return any(meaning.detail == "alike" for _, meaning in self.operations)

    @property
    def growth(self) -> bool:
        """Whether what became of a figure is asked for: 增长, or 2024年比2023年多多少."""
        return "change" in self.ids or (len(self.years) > 1 and bool(self.ids & {"versus", "difference"}))

    @property
    def counts_bodies(self) -> bool:
        """Whether the number of bodies is asked for: 几个区."""
        return any(group.asks == "count" for _, group in self.groups)

    @property
    def every_kind(self) -> bool:
        """Whether bodies of all kinds are meant: 全部单位, 各单位."""
        return any(not group.kind and word.text.startswith((*ALL, *EACH)) for word, group in self.groups)

    @property
    def all_together(self) -> bool:
        """Whether it is all of them together: 全部单位合计; in 各单位合计 each may be meant."""
        return any(not group.kind and word.text.startswith(ALL) for word, group in self.groups)

    @property
    def order(self) -> OrderWord | None:
        """The places wanted: 倒数 or 从少到多 beside 前三名 turns them round."""
        orders = [order for _, order in self.orders]
        if not orders:
            return None
        chosen = next((order for order in orders if order.last), orders[0])
        turned = any(not order.last and order.end == "least" for order in orders)
        return OrderWord("least" if turned and chosen.end else chosen.end, chosen.first, chosen.last)

    @property
    def kind(self) -> str | None:
        """The kind of bodies asked for; None where no group is named at all."""
        kinds = [group.kind for _, group in self.groups]
        named = dict.fromkeys(kind for kind in kinds if kind)
        wider = {KINDS.get(kind, kind) for kind in named}
        if len(named) > 1 and len(wider) == 1:
            return wider.pop()  # 上海的区、浙江的区县
        return next(iter(named), kinds[0] if kinds else None)


def never_answered(words: Words) -> NotUnderstood | None:
    """What this bot never answers, said of something it knows: 为什么北仑申请多, 明年会有多少."""
    refused = [(word, m) for word in words.words for m in word.meanings if isinstance(m, RefusedWord)]
    others = [
        w
        for w in words.words
        if not isinstance(w.meanings[0], RefusedWord | NoiseWord | UnitWord | OperationWord | WithinYear)
    ]
    told = [(word, m) for word, m in refused if not m.loose or others or not words.unknown]
    if not told:
        return None  # 怎么做红烧肉
    word, meaning = told[0]
    return NotUnderstood((), (), f"“{word.text}”：{meaning.reason}", refused=True)


def read_asked(words: Words, earlier: Fields | None) -> Asked | EndsHere:
    """Gather the parts, or end here: what is never answered says so."""
    named = named_bodies(words)
    asked = _by_kind(words)
    if (ended := _not_answered(words, asked, named, earlier)) is not None:
        return ended
    years: dict[int, None] = {}
    for _, year in asked.get(YearWord, ()):
        years |= dict.fromkeys(year.years)
    orders = read_orders(words, asked, named, follows=_one_figure_before(earlier))
    if not isinstance(orders, tuple):
        return orders
    if (fast := _speed(asked, orders, earlier)) is not None:
        return fast
    parts = _parts_listed(words, asked, named)
    if parts:
        kind = "tables" if asked.get(TableWord) else "breakdown"
        asked.setdefault(OperationWord, []).append((parts, OperationWord(kind)))
    operations = without_row_totals(_operations(asked.get(OperationWord, ()), named), words)
    operations = alike(operations, words, len(named))
    return Asked(
        operations=without_its_total(operations, words.text) if one_place(orders) and len(named) < 2 else operations,
        years=tuple(sorted(years)),
        newest=any(year == YearWord() for _, year in asked.get(YearWord, ())),
        span=next((span for _, span in asked.get(SpanWord, ())), None),
        orders=orders,
        limits=tuple(asked.get(LimitWord, ())),
        groups=() if parts else kinds_named(words, asked.get(GroupWord, ()), named) or any_body(words, asked, earlier),
        named=named,
        sign=sign_between(words) if asked.get(GroupWord) else "",
    )


def _by_kind(words: Words) -> dict[type, list]:  # type: ignore[type-arg]
    """Kind of meaning -> (word, meaning) of all that have one of it."""
    asked: dict[type, list] = {}  # type: ignore[type-arg]
    for word in words.words:
        for meaning in word.meanings:
            asked.setdefault(type(meaning), []).append((word, meaning))
    return asked


def _not_answered(
    words: Words, asked: dict[type, list], named: list[Named], earlier: Fields | None  # type: ignore[type-arg]
) -> EndsHere | None:  # fmt: skip
    """What is understood and not answered: an operation that is not there yet, 它 of nobody, a part of a year, a limit turned round."""
    operations, understood = asked.get(OperationWord, ()), tuple(word.text for word in words.words)
    if (undone := next(((w, m) for w, m in operations if m.name), None)) is not None:
        return NotUnderstood((), understood, f"{undone[1].name}（“{undone[0].text}”）")
    that = next((word for word, meaning in operations if meaning.id == "that_body"), None)
    if that is not None and not _one_before(earlier, named):
        return NotUnderstood((), (), f"“{that.text}”：{WHICH_BODY}", refused=True)
    if (part := next((word for word, within in asked.get(WithinYear, ()) if not within.end), None)) is not None:
        return only_whole_years(part.text, words.text)
    no = _negated_limit(words, asked.get(LimitWord, ()))
    return NotUnderstood((no,), understood) if no else None


def _one_figure_before(earlier: Fields | None) -> bool:
    return earlier is not None and earlier.group is None and len(earlier.targets) == 1


def _one_before(earlier: Fields | None, named: list[Named]) -> bool:
    """Whether 它 can be but one body: that of the question before, or the one that is named."""
    before = earlier is not None and earlier.group is None and len(earlier.bodies) == 1 and not named
    return before or len(named) == 1  # 淮安市2024年报告，该市…


def _operations(found: Iterable[tuple[Word, OperationWord]], named: list[Named]) -> Operations:
    """Without 多 and 少, which are orders; 我区北仑 is 北仑; 增长了百分之几 asks for the growth, not for a share."""
    starts = {body.start for body in named}
    kept = [(w, m) for w, m in found if m.id not in ENDS and not (m.id == "own_body" and w.end in starts)]
    counted = any(meaning.id == "how_many" for _, meaning in kept)  # 想核对诉讼有几件 asks for the figure
    kept = [(word, m) for word, m in kept if not (counted and word.text == "核对")]
    if len(named) == 2 and any(m.id == "versus" for _, m in kept):  # 海曙比镇海多收多少: no growth
        kept = [(word, m) for word, m in kept if not (m.id == "change" and word.text in MORE_THAN)]
    grows = any(meaning.id == "change" for _, meaning in kept)
    return [(word, m) for word, m in kept if not (grows and m.id == "share" and word.text.startswith("百分之"))]


def _speed(
    asked: dict[type, list], orders: tuple[tuple[Word, OrderWord], ...], earlier: Fields | None  # type: ignore[type-arg]
) -> NotUnderstood | None:  # fmt: skip
    """办结最快: a growth can be fast, the work on applications is not timed."""
    changes = any(meaning.id in ("change", "versus", "trend") for _, meaning in asked.get(OperationWord, ()))
    changes |= earlier is not None and bool(earlier.change)  # 最慢呢 after 增长最快
    fast = next((word.text for word, order in orders if order.speed), "")
    return NotUnderstood((), (), f"“{fast}”：{NO_SPEED}", refused=True) if fast and not changes else None


def _parts_listed(words: Words, asked: dict[type, list], named: list[Named]) -> Word | None:  # type: ignore[type-arg]
    """办理结果都有哪些, of one body: the parts of a figure, no bodies."""
    groups = asked.get(GroupWord, ())
    figures = bool(mentions(words.words)) or bool(asked.get(TableWord))
    plain = len(named) == 1 and not asked.get(OrderWord) and not asked.get(LimitWord) and figures
    listing = [word for word, group in groups if not group.kind and word.text in LISTS_PARTS]
    others = any(m.id in ("catalogue", "which_year", "none") for _, m in asked.get(OperationWord, ()))
    return listing[0] if plain and not others and len(listing) == len(groups) == 1 else None


def _negated_limit(words: Words, limits: Iterable[tuple[Word, LimitWord]]) -> str:
    """没有低于600, 没有600件以上: the limit turned round; empty where none is.  有没有低于600 only asks."""
    found = (m for word, _ in limits if (m := NEGATED.search(words.text[: word.start])) is not None)
    return next((match["no"] for match in found), "")
