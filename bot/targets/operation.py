"""Words -> what is to be done with the figures, and which words name the figure it is done against.

占, 比, 减, 除以 and the like have two sides: the words of the other side are read by themselves."""

import re
from itertools import pairwise
from typing import Literal, get_args

from bot.question.meanings import OperationWord, OrderWord
from bot.question.pieces import HOW_MANY
from bot.question.word import Word, Words
from bot.targets.calculation import Calculation, Doing
from bot.targets.target import mentions

Operations = list[tuple[Word, OperationWord]]
BETWEEN = re.compile(r"\s|是|(?<![同相对环])比|除以|减去|减|和|跟|与|同|、|/|较|对")
AGAINST = re.compile(
    r"(?<![同相对环])比|较|减|超过|超出|[多高大]于|[少低小]于|[高多]过|不如|不及"
)  # 许可、处罚同比 are two changes, 许可比处罚多 is one difference
ITS_TOTAL = re.compile(rf"[,，]\s*(?:一共|总共|共计|共)(?:是|有|了)?{HOW_MANY}[件起宗次条]?[?。呢啊吗]*\s*$")
INSIDE = re.compile(r"(?:件数|的)?(?:理由|原因)?的?(?:里|中|内|当中)(?!止)")
JOINT = re.compile(r"[和与及、]")
OPENS, CLOSES = re.compile(r"[(]?"), re.compile(r"[)]?[,，]?")
LISTED = re.compile(r"、$")
ROW_TOTAL = ("总数", "总量", "总额")
TwoSided = Literal["without", "besides", "ratio", "difference"]
TWO_SIDED: tuple[TwoSided, ...] = get_args(TwoSided)


def without_its_total(operations: Operations, text: str) -> Operations:
    """申请最多的是哪个区，一共多少件: the figure of the one that was found, no sum."""
    own = ITS_TOTAL.search(text)
    return [
        (w, m) for w, m in operations if own is None or m.id != "total_of" or not own.start() <= w.start < own.end()
    ]


def without_row_totals(operations: Operations, words: Words) -> Operations:
    """新收总数和办结总数各多少, 各区新收总量排名: the total of a row is its figure, and no sum is asked for."""
    ends = {mention.end for mention in mentions(words.words)}
    totals = [word for word, m in operations if m.id == "total_of" and word.text in ROW_TOTAL and word.start in ends]
    listed = [
        w
        for w, m in operations
        if m.id == "total_of" and w.text in (*ROW_TOTAL, "总计") and LISTED.search(words.text, 0, w.start)
    ]
    if listed:  # 复议维持数、纠正数、总数
        return [(word, m) for word, m in operations if word not in listed]
    columns = [mention.start for mention in mentions(words.words) if mention.is_column]
    beside = [
        w for w, m in operations if m.id == "total_of" and w.start in ends and _before_column(w, columns, words.text)
    ]
    if beside:  # 新收总数、企业数
        return [(word, m) for word, m in operations if word not in beside]
    each = any(m.id == "each" for _, m in operations)
    orders = {w.start for w in words.words if any(isinstance(m, OrderWord) for m in w.meanings)}
    totals += [w for w, m in operations if m.id == "total_of" and _of_a_row(w, ends, orders, words.text)]
    ordered = any(isinstance(m, OrderWord) for word in words.words for m in word.meanings)
    ordered = ordered or any(m.id == "change" for _, m in operations)  # 复议总量变化
    return [(w, m) for w, m in operations if w not in totals] if len(totals) > 1 or each or ordered else operations


def _of_a_row(word: Word, ends: set[int], orders: set[int], text: str) -> bool:
    """诉讼合计排名, 诉讼（合计）排名: between a figure and the order of the bodies by it."""
    after = any(OPENS.fullmatch(text, end, word.start) for end in ends if end <= word.start)
    return after and any(CLOSES.fullmatch(text, word.end, start) for start in orders if start >= word.end)


def _before_column(word: Word, columns: list[int], text: str) -> bool:
    return any(JOINT.fullmatch(text, word.end, start) for start in columns if start > word.end)


def read_operation(words: Words, operations: Operations) -> tuple[Doing, list[Word], list[Word]]:
    """What to do; the words of the other side (base of a share, what is taken away); the words of the figure itself."""
    ids = [meaning.id for _, meaning in operations]
    every = list(words.words)
    if "share" in ids:
        return "share", *_split_share(every, operations, words.text)
    if two_sided := next((kind for kind in TWO_SIDED if kind in ids), None):
        return _against(two_sided, words, operations)
    if "versus" in ids or "change" in ids:
        own, other = _two_sides(words, AGAINST)
        if other:
            return "difference", other, own
        return "change", [], every
    kinds: tuple[Doing, ...] = ("yearly", "plus", "total_of", "breakdown", "monthly", "daily", "mean")
    return next((kind for kind in kinds if kind in ids), "value"), [], every


def _against(kind: TwoSided, words: Words, operations: Operations) -> tuple[Doing, list[Word], list[Word]]:
    """Both sides of a difference, a ratio, an exclusion."""
    every = list(words.words)
    if kind == "without":
        own, other = _without(every, operations, words.text)
    elif kind == "besides":
        own, other = _besides(every, operations)
        kind = "without"
    else:
        own, other = _two_sides(words, BETWEEN)
    return (kind, other, own) if other else (kind, [], every)


def _besides(words: list[Word], operations: Operations) -> tuple[list[Word], list[Word]]:
    """国家秘密以外的原因: what is taken away stands right before the word."""
    at = next(word for word, meaning in operations if meaning.id == "besides")
    taken = [word for word in words if word.end == at.start and mentions([word])]
    return [word for word in words if word not in taken], taken


def _split_share(words: list[Word], operations: Operations, text: str) -> tuple[list[Word], list[Word]]:
    """X占Y的比例, Y里头X占几成, X在Y里占多少: Y is the base, where it is named."""
    share_start = next(word.start for word, meaning in operations if meaning.id == "share")
    inside = next((m for m in mentions(words) if INSIDE.match(text, m.end)), None)
    if inside is not None and not any(m.start > share_start for m in mentions(words)):
        base = _phrase_before(inside.end, words, text)
        return base, [word for word in words if word not in base]
    share = next(word for word, meaning in operations if meaning.id == "share")
    within = next((w for w, m in operations if m.id == "within" and w.start < share.start), None)
    told = share.text.startswith("占") and any(m.start >= share.end for m in mentions(words))
    if within is not None and not told:  # 里面予以公开占办结多少: the whole is told after 占
        return [w for w in words if w.end <= within.start], [w for w in words if w.start >= within.end]
    if share.text.startswith("占") and not share.text.startswith("占比"):
        return [w for w in words if w.start >= share.end], [w for w in words if w.end <= share.start]
    return [], words


def _phrase_before(end: int, words: list[Word], text: str) -> list[Word]:
    """法人申请 in 法人申请里企业占多少: the words of figures that stand together before the place."""
    found: list[Word] = []
    for word in reversed(words):
        if (word.end == end or (found and JOINT.fullmatch(text, word.end, end))) and mentions([word]):
            found.insert(0, word)
            end = word.start
    return found


def _two_sides(words: Words, between: re.Pattern[str]) -> tuple[list[Word], list[Word]]:
    """部分公开比不予公开少多少: the words on each side of what stands between two things; nothing where there is but one."""
    named = mentions(words.words)
    for first, second in pairwise(named):
        sides = [{m.target for m in named if m.end <= first.end}, {m.target for m in named if m.start >= second.start}]
        mark = between.search(words.text, first.end, second.start)
        if sides[0] != sides[1] and mark is not None:
            left = [word for word in words.words if word.end <= mark.start()]
            return left, [word for word in words.words if word.start >= mark.end()]
    return list(words.words), []


def _without(words: list[Word], operations: Operations, text: str) -> tuple[list[Word], list[Word]]:
    """除了自然人还有多少申请, 不予处理扣掉重复申请: what is taken away is the first thing named after the word."""
    at = next(word for word, meaning in operations if meaning.id == "without")
    after = mentions([word for word in words if word.start >= at.end])
    if not after:
        return words, []
    taken, end = [], after[0].start
    for mention in after:  # 科研机构的逾期不补正
        if text[end : mention.start] not in ("", "的"):
            break
        taken += [word for word in words if word.start == mention.start and word not in taken]
        end = mention.end
    return [word for word in words if word not in taken], taken


def settled_operation(operation: Doing, figures: int) -> Calculation:
    """合计 of one figure is that figure; 合计 of several, and 加, is a sum."""
    if operation == "total_of":
        return "sum" if figures > 1 else "value"
    return "sum" if operation == "plus" else operation
