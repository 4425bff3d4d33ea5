"""Words of a question that may be found in the text of a report, where no figure of a table is named by them."""

from dataclasses import replace

from bot.question.meanings import MissingWord, NoiseWord, OperationWord, SaidWord, StatedWord, UnitWord
from bot.question.word import Word, Words


def said_words(words: Words) -> Words | None:
    """The same question with what nothing explains taken as words of the text; None where that is no word."""
    if not words.unknown or not all(len(word) > 1 and word.isalpha() for word in words.unknown):
        return None
    said: list[Word] = []
    for word in words.unknown:
        start = words.text.find(word, said[-1].end if said else 0)
        if start < 0:
            return None
        said.append(Word(word, start, start + len(word), (SaidWord((word,)),)))
    if len(said) > 1 and (one := _as_one(said, words)) is not None:
        left = (word for word in words.words if word.end <= one.start or one.end <= word.start)
        return Words(words.text, tuple(sorted((*left, one), key=lambda w: w.start)), ())
    return Words(words.text, tuple(sorted((*words.words, *said), key=lambda w: w.start)), ())


def _as_one(said: list[Word], words: Words) -> Word | None:
    """发出多少次催办提示: what is said around 多少 is one phrase of the text; None where something else stands between."""
    start, end = said[0].start, said[-1].end
    between = [m for word in words.words if start < word.start < end for m in word.meanings]
    asks = all(isinstance(m, UnitWord | NoiseWord) or m == OperationWord("how_many") for m in between)
    return Word(words.text[start:end], start, end, (SaidWord(words.unknown),)) if asks else None


def stated_only(words: Words) -> Words | None:
    """The same with words for what only texts state (留言, 公报) taken as words of the text; None where there are none."""
    found = [replace(word, meanings=(SaidWord((word.text,)),)) if _only_stated(word) else word for word in words.words]
    return replace(words, words=tuple(found)) if found != list(words.words) else None


def stated_parts(words: Words) -> Words | None:
    """The same with each part of such a word (建议提案) as words of the text; None where none has parts."""
    found = [replace(word, meanings=_parts(word) or word.meanings) for word in words.words]
    return replace(words, words=tuple(found)) if found != list(words.words) else None


def _parts(word: Word) -> tuple[SaidWord, ...]:
    missing = (meaning.missing for meaning in word.meanings if isinstance(meaning, MissingWord))
    return tuple(SaidWord(part) for one in missing for part in one.parts)


def _only_stated(word: Word) -> bool:
    return any(
        isinstance(meaning, StatedWord) or (isinstance(meaning, MissingWord) and meaning.missing.stated)
        for meaning in word.meanings
    )
