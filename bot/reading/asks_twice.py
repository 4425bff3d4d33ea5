"""A question that holds two: 被告了几回，输了没; 数量及占比; 2022年申请，2024年复议.  One of them would be dropped."""

import re
from collections.abc import Iterable
from itertools import pairwise

from bot.question.meanings import YearWord
from bot.question.pieces import END_OF_LINE, HOW_MANY
from bot.question.said import words_doing
from bot.question.word import Word, Words
from bot.reading.asked import Asked
from bot.targets.target import ambiguous, mentions

AMONG = re.compile(r"[,，]\s*其中")
ASKS_EACH = re.compile(rf"[各别](?:自|是|有)?{HOW_MANY}$")  # 各几件
COUNTED = re.compile(r"[件起回次条宗个]?的?\s*[,，]")
AND_SHARE = re.compile(r"(?:以及|及|和|与|、|，|,)其?(?:占比|比例|同比|增幅|增长率|平均数?|中位数)")  # 数量及占比
BOTH = re.compile(r"的?(?:申请)?\s*(?:[、和与及跟]|以及)\s*")
SUBJECT = re.compile(
    r"(?:依申请公开|信息公开|政务公开)的?(?:数量|件数|数)?(?:以及|和|与|及|、)"
)  # 依申请公开的数量以及不予公开的

AGAINST_TWO = re.compile(rf"比[^,，]+[多少高低]{HOW_MANY}[^,，]*[,，]\s*比[^,，]+[多少高低]{HOW_MANY}")
COMPARED_AGAIN = re.compile(
    rf"[比较与和跟同][^,，。?？]{{0,6}}?\d{{2,4}}年?[^,，。?？]*[,，]\s*(?:那)?[比较与和跟同]\d{{2,4}}年?(?:相比|比)?(?:呢|多多少|增加多少)?{END_OF_LINE}$"
)  # 2025年和2022年相比多了几件，和2024年相比呢
SUM_AND_EACH = re.compile(rf"(?:一共|总共|合计|加起来)[^,，。?？]{{0,6}}{HOW_MANY}[件起个]?[,，]\s*各占")
TWO_ORDERS = re.compile(
    r"谁[^\s,，?？]{0,6}[多少高低快慢][\s,，]+[^,，]*谁[^,，]{0,6}[多少高低快慢]|哪[类个种项][^,，]*最[多少高低][^,，]*[,，][^,，]*哪[类个种项][^,，]*最[多少高低]"
)


WHO_IS_FIRST = re.compile(r"谁多|谁少|谁第一|冠军|榜首|头名|第一名|第一大|倒数第一")
FIRST_AND_ALL = re.compile(
    r"(?:前|最[多少高低]的)[一二两三四五六七八九十\d]+(?:名|家|个)?(?:区县|[区县市]|单位)?(?:和|以及|与|及)(?:全部|所有)?(?:的)?(?:合计|总数|总和|均值|平均)"
)  # 前三名和合计: of the three, or of all?
TWICE = (FIRST_AND_ALL, AND_SHARE, SUBJECT, TWO_ORDERS, AGAINST_TWO, COMPARED_AGAIN, SUM_AND_EACH)


def two_clauses(words: Words) -> bool:
    """被告了几回，输了没; 申请等于337件吗？办了多少: what is counted or whether it is so, and in the next clause something else."""
    each = (word for word in words_doing(words.words, "each") if ASKS_EACH.search(word.text))
    ends = (_clause_end(words, (*words_doing(words.words, "how_many"), *each)), _whether_end(words))
    end = min((end for end in ends if end is not None), default=None)
    if end is None:
        return False
    spans = [(m.start, m.end) for m in mentions(words.words) if not m.weak]
    spans += [(word.start, word.end) for word, _ in ambiguous(words.words)]
    return any(start >= end for start, _ in spans) and any(stop <= end for _, stop in spans)


def _clause_end(words: Words, counted: Iterable[Word]) -> int | None:
    """Where the first clause ends that closes with what is counted (几件，); None where none does."""
    return min((found.end() for word in counted if (found := COUNTED.match(words.text, word.end))), default=None)


def _whether_end(words: Words) -> int | None:
    """Where the first clause ends that closes with 吗."""
    asked = (word.end for word in words_doing(words.words, "whether") if word.text.endswith("吗"))
    return next((end for end in asked if words.text[end : end + 1] in (",", "?")), None)


def two_in_one(words: Words) -> bool:
    """数量及占比, 依申请公开的数量以及不予公开的: one of the two would be dropped."""
    return any(pattern.search(words.text) is not None for pattern in TWICE)


def sums_twice(words: Words) -> bool:
    """一共收了多少，一共办结多少: two sums, the first of which would be dropped."""
    sums = words_doing(words.words, "total_of")
    return len(sums) > 1 and "," in words.text[sums[0].end : sums[-1].start]


def column_and_row(words: Words) -> bool:
    """自然人和其他处理合计: an applicant and an outcome in one list, not the outcome of the applicant."""
    figures = [(m, m.target.figures[0]) for m in mentions(words.words) if len(m.target.figures) == 1]
    rows = [m.target for m, figure in figures if figure.row]
    own = {m.end for m, figure in figures if figure.row and rows.count(m.target) > 1}  # 复议维持和复议
    columns = {m.start for m, figure in figures if not figure.row}  # 行政许可决定、行政处罚决定: each row has its own
    return any(
        not one.row and a.start not in own and b.end not in columns and other.row and not other.column and one.table == other.table
        and BOTH.fullmatch(words.text, a.end, b.start) is not None
        for (a, one), (b, other) in pairwise(figures)
    )  # fmt: skip


def crossed(words: Words, asked: Asked) -> bool:
    """2022年申请，2024年复议; 北仑2024年和鄞州2023年: each year has its own figure or body."""
    years = [word for word in words.words if any(isinstance(m, YearWord) for m in word.meanings)]
    if len(years) < 2:
        return False
    said = [m.years for word in years for m in word.meanings if isinstance(m, YearWord)]
    if len(set(said)) == 1 and said[0]:
        return False  # 鄞州2024比海曙2024
    first, last = years[0], years[-1]
    named = mentions(words.words)
    between = [m for m in named if first.end <= m.start < last.start]
    bodies = [n for n in asked.named if first.end <= n.start < last.start]
    others = {m.target for m in named if m not in between} - {m.target for m in between}
    return (bool(between) and bool(others)) or (bool(bodies) and len(asked.named) > 1)


def counts_then_orders(words: Words, asked: Asked) -> bool:
    """不予公开多少，最多的理由是什么: a figure, and after a comma an order."""
    end = _clause_end(words, (word for word, meaning in asked.operations if meaning.id == "how_many"))
    return end is not None and any(word.start >= end for word, _ in asked.orders)


def counts_then_more(words: Words, asked: Asked) -> bool:
    """复议多少件，结果怎么样; 各区复议几件，其中纠正几件: a figure, and after a comma another thing."""
    end = _clause_end(words, (word for word, meaning in asked.operations if meaning.id == "how_many"))
    later = {m.id for word, m in asked.operations if end is not None and word.start >= end}
    among = AMONG.search(words.text)
    named = mentions(words.words)
    of_them = (
        among is not None and any(m.end <= among.start() for m in named) and any(m.start >= among.end() for m in named)
    )
    return bool(later & {"results", "change"}) or bool(asked.groups and (of_them or ("how_many" in later and named)))


def place_then_more(words: Words, asked: Asked) -> bool:
    """排第几名，第一名是哪家; 谁多，各排第几: the place of one body, and before or after a comma another order."""
    places = [word for word, meaning in asked.operations if meaning.id == "position"]
    spans = [(w.start, w.end) for w, _ in asked.orders] + [m.span() for m in WHO_IS_FIRST.finditer(words.text)]
    return any(
        "," in words.text[min(place.end, end) : max(place.start, start)] for place in places for start, end in spans
    )


def limit_then_change(words: Words, asked: Asked) -> bool:
    """有没有超过350件，比上年多几件: a limit of the figure, and after a comma its change."""
    ends = [limit.end for limit, _ in asked.limits]
    changes = [word.start for word, meaning in asked.operations if meaning.id in ("change", "versus", "difference")]
    apart = any("," in words.text[end:start] for end in ends for start in changes if end <= start)
    return apart and not asked.groups


def counts_then_checks(words: Words) -> bool:
    """新收申请多少，数字准不准: a figure, and after a comma whether the figures agree."""
    counted = words_doing(words.words, "how_many")
    checks = words_doing(words.words, "checks")
    return any("," in words.text[one.end : other.start] for one in counted for other in checks)


def leaves_and_lists(words: Words, asked: Asked) -> bool:
    """除了国家秘密，不予公开还有哪些: what is left over one by one."""
    return bool(asked.ids & {"without", "besides"}) and re.search(r"还有哪|哪些|哪几", words.text) is not None


TWO_QUESTIONS = (counts_then_orders, counts_then_more, place_then_more, limit_then_change)
