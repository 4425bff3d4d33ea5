"""跟宁波比哪个不予公开多 after a figure of 杭州 -> the full question about the two; after one of 杭州市公安局 it is 宁波市公安局."""

import re

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import BodyWord, NoiseWord, UnitWord
from bot.question.pieces import END, THEN
from bot.question.said import says_only
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.talks.same_office import same_office
from store.facts.catalogue import Catalogue

WHO = r"(?:谁|哪一?[个边家])的?(?:更|要|比较)?"
HELD = r"的?(?:相比|比)(?:起来|一下|一比)?[,，]?"
AGAINST = re.compile(
    rf"^\s*{THEN}(?:如果|要是)?[跟和与同](?P<other>[\u4e00-\u9fff]{{2,10}}?)"
    rf"(?:(?:{HELD})?{WHO}(?P<what>[^,，。?？多少高低]{{2,12}}?)?(?:更|要)?(?P<way>[多少高低])|{HELD})[呢吧]?{END}$"
)

HOLDS_AGAINST = re.compile(rf"^\s*{THEN}(?:它)?[比跟和与同]")
LESS = re.compile(r"[少低]")
COMPARED = (BodyWord, NoiseWord, UnitWord)
COMPARES = {"versus", "more", "less", "whether", "difference", "how_many", "each"}

TIMES = re.compile(rf"^\s*{THEN}(?:它)?(?:是)?(?P<other>[\u4e00-\u9fff]{{2,8}}?)的?(?:几|多少)倍{END}$")


def against_another(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where no figure is named and the other is no office, or more than one was asked for before."""
    if (times := TIMES.match(words.text)) is not None:
        return _times(times["other"], earlier, catalogue, vocabulary)
    if (several := _against_several(words, earlier, catalogue, vocabulary)) is not None:
        return several
    match, form = AGAINST.match(words.text), vocabulary.form
    if match is None or not (match["what"] or _is_plain(earlier)) or not _is_of_one(earlier, catalogue):
        return None
    other = same_office(f"{match['other']}呢", earlier, catalogue, vocabulary.gazetteer) or ""
    other = other.removesuffix("呢")
    if not other or (other == match["other"] and not match["what"]):
        return None
    what = match["what"] or phrase(earlier.targets[0], form)
    return f"{catalogue.name(earlier.bodies[0])}和{other}{earlier.years[0]}年{what}谁{match['way'] or '多'}"


def _against_several(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """比海曙、鄞州多吗 after a figure of 北仑: the three of them, not the two."""
    if not HOLDS_AGAINST.match(words.text) or not (_is_plain(earlier) and _is_of_one(earlier, catalogue)):
        return None
    others = resolve(named_bodies(words), catalogue).found if says_only(words, COMPARED, COMPARES) else ()
    if len(others) < 2 or earlier.bodies[0] in others:
        return None
    names = "、".join(map(catalogue.name, (earlier.bodies[0], *others)))
    end = "少" if LESS.search(words.text) else "多"
    return f"{names}{earlier.years[0]}年{phrase(earlier.targets[0], vocabulary.form)}谁{end}"


def _times(other: str, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """浦东的几倍 after a figure of 徐汇."""
    if other not in vocabulary.gazetteer.named or not _is_plain(earlier) or not _is_of_one(earlier, catalogue):
        return None
    other = (same_office(f"{other}呢", earlier, catalogue, vocabulary.gazetteer) or "").removesuffix("呢")
    what = phrase(earlier.targets[0], vocabulary.form)
    return f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{what}是{other}的几倍" if other else None


def _is_of_one(earlier: Fields, catalogue: Catalogue) -> bool:
    """Whether one office that reports was asked about, for one year."""
    one = len(earlier.bodies) == len(earlier.years) == 1 and earlier.group is None
    return one and earlier.bodies[0] in catalogue.by_agency


def _is_plain(earlier: Fields) -> bool:
    """Whether one figure was asked for, not what is worked out of several."""
    return len(earlier.targets) == 1 and earlier.operation == "value"
