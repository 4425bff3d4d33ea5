"""鄞州呢 after 北仑是鄞州的几倍, 占宁波市的比例, 海曙比鄞州多多少 -> the full question, or which two bodies are meant."""

import re

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import BodyWord, FigureWord, NoiseWord, UnitWord, YearWord
from bot.question.said import says_only, words_doing, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.followup import in_columns
from bot.reading.phrases import phrase
from bot.reading.readings import Choice, Fields, Unclear
from bot.targets.target import Target, mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

KINDS = (BodyWord, YearWord, FigureWord, NoiseWord, UnitWord)
BESIDE = ("versus", "other_body", "how_many", "each", "share")
WITH = re.compile(r"^\s*(?:那|再|要是|如果)?[跟和与同比]")
WHICH_TWO = "您要比哪两个？"


def question_about_two(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | Unclear | None:
    """None where the question says more than another body, year or figure, or does not follow on two bodies."""
    form = vocabulary.form
    if not says_only(words, KINDS, BESIDE) or len(earlier.bodies) != 2 or len(earlier.targets) != 1:
        return None
    if any(body not in catalogue.by_agency for body in earlier.bodies):
        return None
    places = tuple(place for body in earlier.bodies if (place := catalogue.newest(body).place))
    named = resolve(said, catalogue, places).found if (said := named_bodies(words)) else ()
    if said and not named:
        return None  # 教育局呢: of which place is asked back
    new = [body for body in named if body not in earlier.bodies]
    years = years_said(words.words)
    when = f"{years[0] if len(years) == 1 else earlier.years[-1]}年"
    share = bool(words_doing(words.words, "share"))
    if earlier.operation == "percent" and len(named) < 2 and not share:
        what = _figure(words, earlier, form)
        body, whole = (new or earlier.bodies)[0], catalogue.name(earlier.bodies[1])
        return f"{catalogue.name(body)}{when}{what}占{whole}的比例" if what and named in ((), (body,)) else None
    plain = earlier.operation == "rank" and not (earlier.share or earlier.change)
    plain = plain and all(condition.unit for condition in earlier.conditions)
    if not plain or len(new) != 1 or len(named) != 1 or mentions(words.words):
        return None
    first, second, other = (catalogue.name(body) for body in (*earlier.bodies, new[0]))
    what = phrase(earlier.targets[0], form)
    asks = [f"{first}{when}{what}比{other}多多少", f"{other}{when}{what}比{second}多多少"]
    if WITH.match(words.text):
        return asks[0]
    asks.append(f"{first}、{second}、{other}{when}{what}谁多")
    return Unclear(WHICH_TWO, tuple(Choice(ask, ask) for ask in asks))


def _figure(words: Words, earlier: Fields, form: Form) -> str:
    """What is asked of both: what is named now, a column at the row of before, else the figure of before."""
    named = mentions(words.words)
    if not named:
        return phrase(earlier.targets[0], form)
    if not all(mention.is_column for mention in named):
        return words.text[named[0].start : named[-1].end]
    columns = tuple(m.figure for m in named if m.figure is not None)
    moved: tuple[Target, ...] = in_columns(earlier, columns, form)
    return phrase(moved[0], form) if len(moved) == 1 else ""
