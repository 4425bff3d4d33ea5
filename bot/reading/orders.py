"""The places of an order that a question asks for (最多, 前三名, 第二), and what 多 and 少 are in it."""

import re
from dataclasses import replace

from bot.question.bodies import Named
from bot.question.meanings import GroupWord, OperationWord, OrderWord, YearWord
from bot.question.word import Word, Words
from bot.reading.readings import NotUnderstood
from bot.reading.sides import sign_between
from bot.targets.target import mentions

ENDS = {"more": "most", "less": "least"}
AGAINST = re.compile(r"(?<!相)(?:比|较)[^,，。;；?？\s]+$")


def read_orders(
    words: Words, asked: dict[type, list], named: list[Named], *, follows: bool  # type: ignore[type-arg]
) -> tuple[tuple[Word, OrderWord], ...] | NotUnderstood:  # fmt: skip
    """The places of an order; 多 in 哪年申请多 is the most, elsewhere it may not be dropped.

    `follows`: a figure of one body was asked for before, so that 比2023年多吗 holds two against each other."""
    found = _joined(tuple(asked.get(OrderWord, ())), words, named)
    operations = asked.get(OperationWord, ())
    extremes = [(w, OrderWord(ENDS[m.id])) for w, m in operations if m.id in ENDS]
    if extremes and not found and asked.get(GroupWord) and sign_between(words):
        return found  # 复议比诉讼多的区
    held = _of_two(words, asked, named) or (follows and _one_other(asked, named))
    if extremes and not found and all(group.asks == "each" for _, group in asked.get(GroupWord, ())) and held:
        return found  # 余姚比镇海高吗, 2024年比2023年多吗: both are shown, and by how much they differ
    return _with_extremes(words, asked, found, extremes, named) if extremes else found


def _joined(
    found: tuple[tuple[Word, OrderWord], ...], words: Words, named: list[Named]
) -> tuple[tuple[Word, OrderWord], ...]:
    """最多前2, 前三名最高的, 最多的宁波区县前三: one order, that of the number."""
    if len(found) != 2 or not _stand_together(found[0][0], found[1][0], words, named):
        return found
    bare, other = sorted(found, key=lambda pair: pair[1].last)
    one = bare[1].first == bare[1].last == 1 and other[1].last > 1 and other[1].end in ("", bare[1].end)
    return ((other[0], replace(other[1], end=bare[1].end)),) if one else found


def _stand_together(first: Word, second: Word, words: Words, named: list[Named]) -> bool:
    """Whether nothing but a kind of bodies, and where they are, stands between two orders."""
    spans = [(w.start, w.end) for w in words.words if isinstance(w.meanings[0], GroupWord)]
    spans += [(body.start, body.end) for body in named]
    between = range(first.end, second.start)
    left = "".join(words.text[at] for at in between if not any(start <= at < end for start, end in spans))
    return not left.strip(" 的里中排名位列,，") or second.start - first.end < 2


def _of_two(words: Words, asked: dict[type, list], named: list[Named]) -> bool:  # type: ignore[type-arg]
    """Whether two bodies, years or figures are held against each other, or one against a mean."""
    ids = {meaning.id for _, meaning in asked.get(OperationWord, ())}
    if "versus" not in ids:
        return False
    if "mean" in ids and len(named) in (1, 2):
        return True  # 比全市平均高吗, 比宁波各区平均高吗
    sides = {mention.target for mention in mentions(words.words) if not mention.weak}
    return len(named) == 2 or len(asked.get(YearWord, ())) > 1 or (len(sides) > 1 and len(named) < 2)


def _one_other(asked: dict[type, list], named: list[Named]) -> bool:  # type: ignore[type-arg]
    """比2023年多吗, 比沭阳高吗: one year or one body after 比."""
    versus = any(meaning.id == "versus" for _, meaning in asked.get(OperationWord, ()))
    return versus and len(named) + len(asked.get(YearWord, ())) == 1


def _with_extremes(
    words: Words, asked: dict[type, list], found: tuple[tuple[Word, OrderWord], ...], extremes: list[tuple[Word, OrderWord]],  # type: ignore[type-arg]
    named: list[Named],
) -> tuple[tuple[Word, OrderWord], ...] | NotUnderstood:  # fmt: skip
    """多 and 少 as orders, where they can be nothing else."""
    operations, groups = asked.get(OperationWord, ()), asked.get(GroupWord, ())
    (word, order), *more = extremes
    between = words.text[word.end : more[0][0].start] if more else ""
    if len(more) == 1 and order == more[0][1] and "还是" in between:
        return ((word, OrderWord(order.end, 1, 0)),)  # 直接起诉的多还是复议后起诉的多
    changes = any(m.id == "change" for _, m in operations)
    against = not changes and AGAINST.search(words.text[: word.start]) is not None  # 比宁波市少的区
    if more or against or words.text.startswith(("于", "过", "出"), word.end):  # 申请多复议少的区, 低于宁波市的区
        return NotUnderstood((word.text,), tuple(w.text for w in words.words))
    if not found and (groups or any(m.id == "which_year" for _, m in operations)):
        several = len(named) > 1 or any(group.text.startswith(("哪些", "哪几")) for group, _ in groups)
        return ((word, OrderWord(order.end, 1, 0)),) if several else ((word, order),)
    if changes or any(m.id == "versus" for _, m in operations):
        return found
    return NotUnderstood((word.text,), tuple(w.text for w in words.words))


def one_place(orders: tuple[tuple[Word, OrderWord], ...]) -> bool:
    """Whether a single body is asked for: of the first three 一共多少 is the sum."""
    return bool(orders) and all(order.first == order.last == 1 for _, order in orders)
