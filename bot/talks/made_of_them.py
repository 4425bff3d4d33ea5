"""两个加起来, 差多少, 哪个多: what is to be made of figures that were asked for one after the other."""

import re

from bot.question.meanings import (
    AmbiguousWord,
    BodyWord,
    GroupWord,
    Meaning,
    NoiseWord,
    OperationWord,
    OrderWord,
    UnitWord,
    YearWord,
)
from bot.question.pieces import HOW_MANY
from bot.question.said import words_doing
from bot.question.word import Word, Words
from bot.reading.orders import ENDS

BESIDE = {"how_many", "each", "within", "tables"}
KINDS = {
    "total_of": "sum", "plus": "sum", "mean": "mean", "difference": "difference", "versus": "difference", "change": "difference",
    "ratio": "ratio",
}  # fmt: skip
BY_HOW_MUCH = ("more", "less", "share")  # 高了几个百分点, 增长百分之几: no more than how it changed
OF_A_SHARE = ("占", "比例", "比重")  # 占比变化了多少 is of no count
AHEAD = re.compile(
    rf"(?<!最)[多高][,\s]*[多高]出?了?{HOW_MANY}"
)  # 哪个多，多多少: the first of two is shown with how far it is ahead
WHOLE = ("总数", "总量")  # of a row, not of what was asked
SOME_OF_THEM = re.compile(r"(?:[这那]|上面|前面)几$|[两三四五六七八九十]个$")
ALIKE = {"checks": ("一致", "一致吗", "是否一致", "吻合", "吻合吗", "相符"), "meaning": ("一样吗",)}


def made_of_them(words: Words) -> str:
    """sum, mean, difference, ratio, most, least, ahead, or add where more are named; empty where something else is said too."""
    doing = {what: bool(words_doing(words.words, what)) for what in ("plus", "mean", "change")}
    if words.unknown:
        return ""
    if doing["plus"] and any(isinstance(word.meanings[0], BodyWord) for word in words.words):
        return "add"
    asked = [word for word in words.words if not _of_those(word, words.text)]
    found = {_said_by(word.text, word.meanings[0], doing) for word in asked} - {""}
    if found == {"add", "sum"}:  # 加上2024的
        return "add"
    if found == {"most", "difference"} and AHEAD.search(words.text):
        return "ahead"
    return found.pop() if len(found) == 1 and "other" not in found else ""


def of_cases(words: Words) -> bool:
    """一共多少件案子: nothing but cases of 表四."""
    return any(isinstance(word.meanings[0], AmbiguousWord) for word in words.words)


def of_which(words: Words) -> str:
    """哪个区 of 哪个区最多, as it is said; empty where none is."""
    return next((word.text for word in words.words if _kind(word)), "")


def of_kind(words: Words) -> str:
    """区 of 哪个区最多: of those that were asked for, or of all?  Empty where none is said."""
    return next((kind for word in words.words if (kind := _kind(word))), "")


def _kind(word: Word) -> str:
    meaning = word.meanings[0]
    return meaning.kind if isinstance(meaning, GroupWord) and word.text.startswith("哪") else ""


def _of_those(word: Word, text: str) -> bool:
    """几个区 of 这几个区一共多少, 个省 of 三个省里谁最多."""
    return isinstance(word.meanings[0], GroupWord) and SOME_OF_THEM.search(text, 0, word.start + 1) is not None


def _said_by(text: str, meaning: Meaning, doing: dict[str, bool]) -> str:
    """What one word asks for; empty where it only stands beside, other where it is not of these."""
    if isinstance(meaning, NoiseWord | UnitWord):
        return ""
    if isinstance(meaning, GroupWord | AmbiguousWord):
        known = (
            text.startswith("哪") or not meaning.kind if isinstance(meaning, GroupWord) else meaning.ambiguity.generic
        )
        return "" if known else "other"
    if isinstance(meaning, OrderWord):
        return meaning.end or "most"
    if isinstance(meaning, YearWord):
        return "add" if doing["plus"] else "other"
    if not isinstance(meaning, OperationWord):
        return "other"
    if meaning.id in KINDS:
        return KINDS[meaning.id] if text not in WHOLE else "other"
    if doing["change"] and meaning.id in BY_HOW_MUCH and not text.startswith(OF_A_SHARE):
        return ""
    if text in ALIKE.get(meaning.id, ()):
        return "difference"
    beside = meaning.id in BESIDE or (doing["mean"] and meaning.id == "trend")  # 平均每年
    return ENDS.get(meaning.id, "" if beside else "other")
