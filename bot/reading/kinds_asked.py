"""Words -> which kinds of bodies are asked for, and whether it is which of them, each of them, or how many they are."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.question.bodies import Named
from bot.question.meanings import GroupWord, LimitWord, OperationWord, OrderWord
from bot.question.pieces import HOW_MANY
from bot.question.word import Word, Words
from bot.reading.readings import Fields

ONLY_TOLD = re.compile(r"[\s的]*这?[两二三四五六七八九十仨俩\d]+(?:个|家)?(?:区|县|市|地方|单位|部门|街道)*")
HOW_MANY_OF = re.compile(rf"[的了过]有{HOW_MANY}[个家][呢啊吗]*[?。\s]*$")
AMONG = re.compile(rf"(?:里面?|之?中|当中)有{HOW_MANY}个(?![区县市])")
ANY_BODY = ("单位", "机构")  # applicants beside a kind of body (单位申请最多的区), else the bodies themselves


def kinds_named(
    words: Words, found: Iterable[tuple[Word, GroupWord]], named: list[Named]
) -> tuple[tuple[Word, GroupWord], ...]:
    """Without 两个区 after the bodies themselves (北仑和鄞州两个区); 几个区 beside 多少 asks of each, not for their number."""
    after = named[-1].end if len(named) > 1 else len(words.text) + 1
    kept = [pair for pair in found if not _only_told(words.text, after, pair[0])]
    orders = any(isinstance(meaning, OrderWord) for word in words.words for meaning in word.meanings)
    kept = _counted_at_end(kept, words.text)
    which = orders or any(meaning.asks == "which" for _, meaning in kept)  # 几个区里哪个最多
    return tuple((w, replace(m, asks="each") if _each_of_some(words, w, m, which=which) else m) for w, m in kept)


def _counted_at_end(groups: list[tuple[Word, GroupWord]], text: str) -> list[tuple[Word, GroupWord]]:
    """区县里申请涨的有几个, 三个区县里有几个败诉了: the number of the bodies named before."""
    if (
        len(groups) != 1
        or not groups[0][1].kind
        or not (HOW_MANY_OF.search(text) or AMONG.match(text, groups[0][0].end))
    ):
        return groups
    return [(word, replace(group, asks="count")) for word, group in groups]


def _only_told(text: str, after: int, word: Word) -> bool:
    """Whether 两个区, 这五个地方 stands right after the bodies that were named."""
    return word.start >= after and ONLY_TOLD.fullmatch(text, after, word.end) is not None


def _each_of_some(words: Words, word: Word, group: GroupWord, *, which: bool) -> bool:
    """宁波几个区的复议多少."""
    if group.asks != "count" or not word.text.startswith("几个"):
        return False
    operations = ((w, m) for w in words.words for m in w.meanings if isinstance(m, OperationWord))
    return which or any(w.start >= word.end and m.id in ("how_many", "each", "total_of") for w, m in operations)


def any_body(words: Words, asked: dict[type, list], earlier: Fields | None) -> tuple[tuple[Word, GroupWord], ...]:  # type: ignore[type-arg]
    """有没有单位超过5000件: the bodies themselves, where something is asked of many."""
    many = asked.get(LimitWord) or asked.get(OrderWord) or (earlier is not None and earlier.group is not None)
    found = next((word for word in words.words if word.text in ANY_BODY), None)
    return ((found, GroupWord("which", "")),) if many and found is not None else ()
