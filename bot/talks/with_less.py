"""去掉海曙, 不算2022年 after several bodies or years -> the full question about those that are left."""

import re

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import BodyWord, NoiseWord, UnitWord, YearWord
from bot.question.said import says_only, words_doing, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.groups import fits
from bot.reading.phrases import group_question, limits_phrase, phrase, years_phrase
from bot.reading.readings import Fields
from bot.talks.asked_before import Atom, atoms_of, last_alike, varies_in
from bot.talks.full_question import question_of
from store.facts.catalogue import Catalogue

WITHOUT = re.compile(r"^\s*(?:那|那么|要是|如果|再|请)*(?:不要|不看|不管)")  # beside the words for it (去掉, 不算 …)
KINDS = (BodyWord, YearWord, NoiseWord, UnitWord)
SAYS = {"without", "besides", "total_of", "plus", "mean", "how_many", "each"}
WANTED = {"sum": "sum", "sum_years": "sum", "mean": "mean", "mean_years": "mean", "rank": "most", "rank_years": "most"}


def question_with_less(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where nothing is left out, or not one of those that were asked for."""
    form = vocabulary.form
    without = bool(words_doing(words.words, "without")) or WITHOUT.match(words.text) is not None
    if not without or not says_only(words, KINDS, SAYS):
        return None
    if earlier.group is not None and not earlier.group.bodies:
        return _of_a_kind(earlier, words, catalogue, vocabulary)
    asked = atoms_of(earlier)
    asked = asked if len(asked) > 1 else last_alike((*earlier.before, earlier), 0)[0]
    left = _left(asked, words, catalogue)
    if not left or any(atom.body not in catalogue.by_agency for atom in left):
        return None
    wanted = wanted_of(words, earlier)
    if len(left) > 1 and wanted:
        return question_of(left, wanted, catalogue, form)
    names = "、".join(dict.fromkeys(catalogue.name(atom.body) for atom in left))
    years = years_phrase(sorted({atom.year for atom in left}))
    return f"{names}{years}{left[0].phrase(form)}{'' if left[0].whole is not None else '分别多少'}"


def _of_a_kind(earlier: Fields, words: Words, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """去掉海曙 after 宁波各区新收排名: without it, and without those left out before."""
    group, named = earlier.group, named_bodies(words)
    assert group is not None
    bodies = resolve(named, catalogue).found if named and not years_said(words.words) else ()
    limits = earlier.conditions if earlier.operation == "filter" else ()
    limited = bool(earlier.conditions) and (not limits or any(limit.other is not None for limit in limits))
    plain = not (limited or earlier.share or earlier.change) and len(earlier.targets) == 1
    of_kind = all(fits(vocabulary.kinds[body], group.kind) for body in bodies) if group.kind else bool(limits)
    if not bodies or not plain or not of_kind:
        return None
    gone = "、".join(map(catalogue.name, dict.fromkeys((*group.without, *bodies))))
    where = f"除{gone}外{vocabulary.gazetteer.listed(group.places)}"
    when, target = f"{earlier.year}年", earlier.targets[0]
    if limits:
        what = phrase(target, vocabulary.form) + limits_phrase(limits, catalogue.name)
        return f"{where}哪些{group.kind or '单位'}{when}{what}"
    return group_question(where, group.kind, when, target, earlier.operation, earlier.order, vocabulary.form)


def _left(asked: list[Atom], words: Words, catalogue: Catalogue) -> list[Atom]:
    """Those that are not named; none where what is named was not among them, or nothing would be left."""
    named = named_bodies(words)
    bodies = set(resolve(named, catalogue).found) if named else set()
    years = set(years_said(words.words))
    varies = varies_in(asked)
    gone, those = (bodies, {a.body for a in asked}) if varies == "bodies" else (years, {a.year for a in asked})
    if varies not in ("bodies", "years") or bool(bodies) == bool(years) or not gone or not gone < those:
        return []
    return [atom for atom in asked if (atom.body if varies == "bodies" else atom.year) not in gone]


def wanted_of(words: Words, earlier: Fields) -> str:
    """What is made of them: said now, else as before."""
    if words_doing(words.words, "total_of") or words_doing(words.words, "plus"):
        return "sum"
    if words_doing(words.words, "mean"):
        return "mean"
    least = earlier.order is not None and earlier.order.end == "least"
    wanted = WANTED.get(earlier.operation, "")
    return "least" if wanted == "most" and least else wanted
