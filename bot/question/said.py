"""What the words of a question say: which of them ask for something, whether anything else is said, the measure words."""

import re
from collections.abc import Collection, Iterable
from types import UnionType

from bot.question.meanings import BodyWord, NoiseWord, OperationWord, UnitWord, YearWord
from bot.question.word import Word, Words

MAY_BE_BODY = re.compile(
    r"(?:[局委厅署院镇乡村旗校所]|(?<!全)[省市区县]|街道|中心|公司|[支大]队|工业园|产业园|科技园|管委会)$"
)  # ends of an unknown word
COUNTS_PIECES = ("几个", "多少个")  # words for how many that hold a measure word


def words_doing(words: Iterable[Word], operation: str) -> list[Word]:
    """The words that ask for one operation, in order."""
    return [w for w in words if any(isinstance(m, OperationWord) and m.id == operation for m in w.meanings)]


def operations_said(words: Words) -> set[str]:
    """The operations that are asked for."""
    return {m.id for word in words.words for m in word.meanings if isinstance(m, OperationWord)}


def says_only(words: Words, kinds: tuple[type | UnionType, ...], operations: Collection[str] = ()) -> bool:
    """Whether nothing is said but words of some kinds and some operations."""
    meanings = (meaning for word in words.words for meaning in word.meanings)
    return not words.unknown and all(
        isinstance(m, kinds) or (isinstance(m, OperationWord) and m.id in operations) for m in meanings
    )


def single_years(words: Words) -> list[Word]:
    """The words that name one year each, in order."""
    return [word for word in words.words if any(isinstance(m, YearWord) and len(m.years) == 1 for m in word.meanings)]


def years_said(words: Iterable[Word]) -> list[int]:
    """The years that words name, each as often as it is said, in order."""
    return [year for word in words for m in word.meanings if isinstance(m, YearWord) for year in m.years]


def beside_bodies(words: Words) -> str:
    """The text with blanks in the place of bodies' names: 成都 asks for no 都."""
    text = words.text
    for word in words.words:
        if isinstance(word.meanings[0], BodyWord):
            text = text[: word.start] + " " * (word.end - word.start) + text[word.end :]
    return text


def may_name_body(words: Words) -> bool:
    """Whether an unknown word may be the name of a body (苏州高新区): what is asked of it is not asked of the city."""
    return any(MAY_BE_BODY.search(word) for word in words.unknown)


def has_content(words: Words) -> bool:
    """Whether a question says anything besides chatter and measure words."""
    meanings = (m for word in words.words for m in word.meanings)
    return any(not isinstance(m, NoiseWord | UnitWord) and m != OperationWord("whether") for m in meanings)


def has_unit(words: Words) -> bool:
    """Whether a measure word is said."""
    return any(isinstance(meaning, UnitWord) for word in words.words for meaning in word.meanings)


def units_said(words: Iterable[Word]) -> list[str]:
    """The measure words that are said, 个 in 几个 too, in order."""
    said = [(word.text, meaning) for word in words for meaning in word.meanings]
    return [
        m.unit if isinstance(m, UnitWord) else "个"
        for text, m in said
        if isinstance(m, UnitWord) or text in COUNTS_PIECES
    ]
