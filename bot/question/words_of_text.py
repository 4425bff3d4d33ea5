"""Words of a question that may be found in the text of a report, where no figure of a table is named by them."""

from dataclasses import replace

from bot.question.meanings import MissingWord, SaidWord, StatedWord
from bot.question.words import Word, Words


def said_words(words: Words) -> Words | None:
    """The same question with what nothing explains taken as words of the text; None where that is no word."""
    if not words.unknown or not all(len(word) > 1 and word.isalpha() for word in words.unknown):
        return None
    found = list(words.words)
    for word in words.unknown:
        start = words.text.find(word)
        if start < 0:
            return None
        found.append(Word(word, start, start + len(word), (SaidWord(word),)))
    return Words(words.text, tuple(sorted(found, key=lambda w: w.start)), ())


def stated_only(words: Words) -> Words | None:
    """The same with words for what only texts state (留言, 公报) taken as words of the text; None where there are none."""
    found = [replace(word, meanings=(SaidWord(word.text),)) if _only_stated(word) else word for word in words.words]
    return replace(words, words=tuple(found)) if found != list(words.words) else None


def _only_stated(word: Word) -> bool:
    return any(
        isinstance(meaning, StatedWord) or (isinstance(meaning, MissingWord) and meaning.missing.stated)
        for meaning in word.meanings
    )
