"""都看2022年的, 它们的无法提供, 两个的企业 after figures asked for one after the other -> the full question about all of them."""

import re

from bot.question.counts import number
from bot.question.meanings import (
    AmbiguousWord,
    FigureWord,
    NoiseWord,
    OperationWord,
    RateWord,
    RefusedWord,
    UnitWord,
    YearWord,
)
from bot.question.pieces import THEN
from bot.question.said import operations_said, says_only, words_doing, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word, Words
from bot.reading.followup import in_columns
from bot.reading.phrases import phrase, years_phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import IN_SEVERAL, refused
from bot.talks.asked_before import Atom, atoms_of, distinct
from bot.targets.target import Target, mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

ALL = re.compile(
    rf"^\s*{THEN}"
    r"(?P<who>(?:它们|他们|[这那]?俩|两者|[这那]?(?:上面)?的?(?P<count>[两二三四五六]|\d)[个家](?:[区市县]|单位|地方)?)的?)?"
    r"(?P<all>都|全都?)?(?:是|要|看|换成?|改成?|用|按|查)?(?=.)"
)
THOSE = re.compile(
    rf"^{THEN}(?:20\d\d|\d\d)年?(?:度)?的?[这那](?P<count>[几两二三四五六])[个项类](?:数字?|指标|数据)?(?:也|都)?要?(?:呢|各?是?(?:多少|几件))?"
    r"[?？。]?$"
)
EACH = re.compile(r"各(?!区|县|市|省|镇|局|单位|部门|地|类|项|种|个|理由|原因)|分别")
SAID = (YearWord, FigureWord, NoiseWord, UnitWord)
ASKS_OF_EACH = {"other_body", "each", "how_many", "within"}
WORKED_OUT = {"ratio", "share", "change", "difference"}


def question_about_all(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where nothing but one figure was asked before, those asked differ in more than one thing, or more is said than a year or
    a figure."""
    those = THOSE.match(words.text)  # 2025年这三个数
    match = those or ALL.match(words.text)
    told = those is not None or (match is not None and bool(match["who"] or match["all"]))
    each = bool(words_doing(words.words, "each")) and len(atoms_of(earlier)) == 1 and len(mentions(words.words)) < 2
    if not (told or each) or earlier.group is not None:
        return None
    start = match.end() if match is not None and told and those is None else 0
    rest, asked = [word for word in words.words if word.end > start], _asked(earlier)
    known = {atom.body for atom in asked} <= set(catalogue.by_agency)
    if len(asked) < 2 or not known or not _says_only(rest, words, start):
        return None
    count = int(number(match["count"]) or 0) if match is not None and match["count"] else 0
    return _of_each(asked, rest, words, count, catalogue, vocabulary.form) or None


def unclear_of_each(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> NotUnderstood | None:
    """都看2022年的, 维持率各多少 after figures that differ in more than one thing: an answer about the last would leave out the others."""
    del catalogue, vocabulary
    match = ALL.match(words.text)
    told = (
        match is not None and bool(match["who"] or match["all"]) and _says_only(list(words.words), words, match.end())
    )
    each = EACH.search(words.text) is not None and _is_of_each(words) and len(years_said(words.words)) < 2
    another = earlier.group is None and len(atoms_of(earlier)) < 2 and _is_another(earlier)
    return refused(words, IN_SEVERAL) if (told or each) and another else None


def _of_each(asked: list[Atom], rest: list[Word], words: Words, count: int, catalogue: Catalogue, form: Form) -> str:
    """The full question; empty where those asked before differ in more than one thing, or it is unclear what is asked of them."""
    bodies, years = list(dict.fromkeys(a.body for a in asked)), sorted({a.year for a in asked})
    said = years_said(rest)
    many = (len(bodies), len({a.target for a in asked}), 1 if said else len(years))
    differ = [number for number in many if number > 1]
    what = what_of_all(rest, words, tuple(dict.fromkeys(atom.target for atom in asked)), form)
    if len(differ) != 1 or count not in (0, differ[0]) or not what or len(said) > 1:
        return ""
    return f"{'、'.join(map(catalogue.name, bodies))}{years_phrase(said or years)}{what}分别多少"


def _says_only(rest: list[Word], words: Words, start: int) -> bool:
    """Whether the rest names a year or a figure and nothing else."""
    kinds = all(
        isinstance(m, (*SAID, RefusedWord)) or (isinstance(m, OperationWord) and m.id in ASKS_OF_EACH)
        for w in rest
        for m in w.meanings
    )
    explained = all(words.text.find(unknown, start) < 0 for unknown in words.unknown)
    return kinds and explained and any(isinstance(w.meanings[0], YearWord | FigureWord) for w in rest)


def _is_of_each(words: Words) -> bool:
    """维持率各多少, 分别是2022年的几倍: asked of each, and of nobody new."""
    operations = operations_said(words)
    kinds = (*SAID, RateWord, AmbiguousWord, OperationWord)
    return not words.unknown and operations <= ASKS_OF_EACH | WORKED_OUT and says_only(words, kinds, operations)


def _is_another(earlier: Fields) -> bool:
    """Whether the question before the last was of another figure, so that both may be meant."""
    before = atoms_of(earlier.before[-1]) if earlier.before else []
    return bool(before) and before != atoms_of(earlier)


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


def what_of_all(rest: list[Word], words: Words, targets: tuple[Target, ...], form: Form) -> str:
    """What is asked of all: the figure that is named, a column of the one before, else those of before; empty where unclear."""
    named = mentions(rest)
    if not named:
        return "、".join(phrase(target, form) for target in targets)
    if len(targets) > 1:
        return ""
    if not all(mention.is_column for mention in named):
        return words.text[named[0].start : named[-1].end]
    before = Fields((), (), targets)
    moved = in_columns(before, tuple(m.figure for m in named if m.figure is not None), form)
    return phrase(moved[0], form) if len(moved) == 1 else ""
