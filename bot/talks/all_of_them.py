"""都看2022年的, 它们的无法提供, 两个的企业 after figures asked for one after the other -> the full question about all of them."""

import re

from bot.question.counts import number
from bot.question.meanings import FigureWord, NoiseWord, OperationWord, RefusedWord, UnitWord, YearWord
from bot.question.pieces import THEN
from bot.question.said import years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word, Words
from bot.reading.followup import in_columns
from bot.reading.phrases import phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from bot.talks.asked_before import Atom, atoms_of, distinct
from bot.talks.several import IN_SEVERAL
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

ALL = re.compile(
    rf"^\s*{THEN}"
    r"(?P<who>(?:它们|他们|[这那]?俩|两者|[这那]?(?:上面)?的?(?P<count>[两二三四五六]|\d)[个家](?:[区市县]|单位|地方)?)的?)?"
    r"(?P<all>都|全都?)?(?:是|要|看|换成?|改成?|用|按|查)?(?=.)"
)
SAID = (YearWord, FigureWord, NoiseWord, UnitWord)


def question_about_all(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where nothing but one figure was asked before, or more is said than a year or a figure."""
    match, form = ALL.match(words.text), vocabulary.form
    if match is None or not (match["who"] or match["all"]) or earlier.group is not None:
        return None
    rest = [word for word in words.words if word.end > match.end()]
    asked = _asked(earlier)
    if (
        len(asked) < 2
        or not _says_only(rest, words, match.end())
        or not {a.body for a in asked} <= set(catalogue.by_agency)
    ):
        return None
    bodies, targets = (tuple(dict.fromkeys(getattr(atom, part) for atom in asked)) for part in ("body", "target"))
    count = number(match["count"]) if match["count"] else None
    if (len(bodies) > 1) == (len(targets) > 1) or count not in (None, max(len(bodies), len(targets))):
        return refused(words, IN_SEVERAL)
    said, years = years_said(rest), {atom.year for atom in asked}
    what = _what(rest, words, asked, form)
    if not what or len(said) > 1 or not (said or len(years) == 1):
        return refused(words, IN_SEVERAL)
    return f"{'、'.join(map(catalogue.name, bodies))}{(said or list(years))[0]}年{what}分别多少"


def _says_only(rest: list[Word], words: Words, start: int) -> bool:
    """Whether the rest names a year or a figure and nothing else."""
    kinds = all(
        isinstance(m, (*SAID, RefusedWord)) or m == OperationWord("other_body") for w in rest for m in w.meanings
    )
    explained = all(words.text.find(unknown, start) < 0 for unknown in words.unknown)
    return kinds and explained and any(isinstance(w.meanings[0], YearWord | FigureWord) for w in rest)


def _asked(earlier: Fields) -> list[Atom]:
    """The figures last asked for: of one year or several, of one figure of several bodies, or several figures of one."""
    found: list[Atom] = []
    for fields in reversed((*earlier.before, earlier)):
        atoms = atoms_of(fields)
        more = distinct((*atoms, *found))
        if not atoms or (len({a.target for a in more}) > 1 and len({a.body for a in more}) > 1):
            break
        found = more
    return found if all(atom.whole is None for atom in found) else []


def _what(rest: list[Word], words: Words, asked: list[Atom], form: Form) -> str:
    """What is asked of all: the figure that is named, a column of the one before, else those of before; empty where unclear."""
    named, targets = mentions(rest), tuple(dict.fromkeys(atom.target for atom in asked))
    if not named:
        return "、".join(phrase(target, form) for target in targets)
    if len(targets) > 1:
        return ""
    if not all(mention.is_column for mention in named):
        return words.text[named[0].start : named[-1].end]
    before = Fields((), (), targets)
    moved = in_columns(before, tuple(m.figure for m in named if m.figure is not None), form)
    return phrase(moved[0], form) if len(moved) == 1 else ""
