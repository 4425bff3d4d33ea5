"""两个加起来, 差多少, 哪个多 after figures that were asked for one after the other -> the full question about them.

Only where what was asked for differs in one thing: the bodies, the years, or the figures."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.question.counts import SOME_YEARS
from bot.question.kinds import KINDS
from bot.question.meanings import (
    LimitWord,
    OrderWord,
    SpanWord,
)
from bot.question.pieces import POINTS
from bot.question.said import words_doing
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.completed import BY_A_YEAR
from bot.reading.passing import in_passing
from bot.reading.readings import Choice, Fields, NotUnderstood, Unclear
from bot.reading.refusals import IN_SEVERAL, refused
from bot.talks.asked_before import (
    Atom,
    atoms_of,
    distinct,
    last_alike,
    one_found,
    parts_alone,
    several_asked,
    varies_in,
)
from bot.talks.full_question import question_of
from bot.talks.made_of_them import made_of_them, of_cases, of_kind, of_which
from bot.talks.one_more import one_more
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

MOST_REMEMBERED = 6  # questions of a talk that are remembered
AT_END = {
    "谁多": "谁", "谁少": "谁", "哪年最多": "哪年", "哪年最少": "哪年", "哪个最多": "哪个", "哪个最少": "哪个",
}  # how a full question ends -> whom it asks for  # fmt: skip
SAYS_BODIES = re.compile(r"谁|[两三几\d](?:家|个?(?:[区县市省局]|单位|地方|部门)|地)|哪(?:家|个(?:[区县市省]|单位))")
SOME_BODIES = re.compile(r"[两三四五几\d]个?(?:[区县市省局家地]|单位|地方|部门)")
OVER_TIME = re.compile(r"[增涨升降跌减变]|同比|[去前今上]年|提高|多收|少收")
AGAINST_YEAR = re.compile(r"比[上前去]一?年")
SAYS_FIGURES = re.compile(r"[两三四五\d](?:类|项|种)")
PARTS = ("sum", "ratio", "difference", "most", "least")  # 加起来 after 申请, 自然人, 企业 adds the parts


def remembered(fields: Fields, earlier: Fields | None) -> Fields:
    """What a next question may follow on, with what was asked before it."""
    if earlier is None:
        return fields
    if fields.instead:
        return replace(fields, before=earlier.before, instead=False)
    here = () if fields.before[: len(earlier.before)] == earlier.before else fields.before  # of the same message
    return replace(fields, before=(*earlier.before, replace(earlier, before=()), *here)[-MOST_REMEMBERED:])


def merged(asked: Iterable[Fields]) -> Fields | None:
    """Questions of one message as one question about several bodies or years; None where they differ in more."""
    found = list(asked)
    if len(found) < 2 or any(fields.group is not None or fields.operation != "value" for fields in found):
        return None
    atoms = distinct(atom for fields in found for atom in atoms_of(fields))
    if len({atom.target for atom in atoms}) > 1 or varies_in(atoms) not in ("bodies", "years"):
        return None
    bodies, years = tuple(dict.fromkeys(a.body for a in atoms)), tuple(sorted({a.year for a in atoms}))
    return replace(found[0], bodies=bodies, years=years)


def all_asked(asked: list[Fields]) -> Fields | None:
    """Several figures of one body and year, asked for in one message, as one question: 2023年呢 goes on with all of them."""
    plain = all(fields.group is None and fields.operation == "value" and not fields.conditions for fields in asked)
    if len(asked) < 2 or not plain or len({(fields.bodies, fields.years) for fields in asked}) > 1:
        return None
    return replace(asked[0], targets=tuple(dict.fromkeys(target for fields in asked for target in fields.targets)))


def _higher_first(atoms: list[Atom], wanted: str, earlier: Fields) -> list[Atom]:
    """多几倍 after 哪个多: the one that was found is measured against the other."""
    found = earlier.found if earlier.operation == "rank" and wanted == "ratio" else None
    higher = [a for a in atoms if found is not None and a.body in found.bodies[:1]]
    return [*higher, *(a for a in atoms if a not in higher)] if len(atoms) == 2 else atoms


def goes_on_with(asked: list[Fields]) -> Fields | None:
    """What a next question follows on: the last of them; of figures and a share among them none, 2023年呢 would be of all."""
    if not asked or any(fields.group is not None for fields in asked):
        return None
    alike = len({fields.operation for fields in asked}) == 1
    if len({(fields.bodies, fields.years) for fields in asked}) > 1 and len({fields.bodies for fields in asked}) > 1:
        each = tuple(replace(fields, before=()) for fields in asked)  # 复议呢 after two bodies each of its own year
        return replace(asked[-1], bodies=(), years=(), group=None, conditions=(), before=each)
    return asked[-1] if alike else replace(asked[-1], targets=(), base=(), operation="value", conditions=())


def question_about_several(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | Unclear | NotUnderstood | None:
    """The full question, or it asked back where more was asked before, or why there is none; None where nothing of the
    kind is asked."""
    form = vocabulary.form
    counted = _with_numbers_of_years(words)
    of_years = len(counted.words) < len(words.words)
    words, said = in_passing(counted)
    words, so = _without_limit(_without_what_was_asked(words, earlier, form))
    wanted = made_of_them(words)
    if not wanted or any(body not in catalogue.by_agency for body in earlier.bodies):
        return None
    history = (*earlier.before, earlier)
    if wanted == "add":
        return one_more(words, earlier, catalogue, form)
    atoms, all_of_them = _asked(history, max((one.number for one in said), default=0), wanted, catalogue)
    wanted = {"ahead": "most" if len(atoms) == 2 else "difference"}.get(wanted, wanted)
    varies = varies_in(atoms)
    if _of_others(words, wanted, atoms, varies, vocabulary.kinds):
        return None
    if _of_something_else(words, varies, of_years) or (_asked_before_of_another(history, varies, wanted)):
        return refused(words, IN_SEVERAL)
    atoms = _higher_first(parts_alone(atoms, form), wanted, earlier) if wanted in PARTS else atoms
    text = question_of(atoms, wanted, catalogue, form)
    if not text and several_asked(history):
        return refused(words, IN_SEVERAL)
    if not text or any(one.number != len(atoms) for one in said):
        return None
    text = _at_place(text, words) + so
    if kind := of_which(words):
        of_all = f"{atoms[0].year}年{kind}{atoms[0].phrase(form)}{'最多' if wanted == 'most' else '最少'}"
        return _which("您要比哪些？", text, of_all)
    if said and (two := _other_two(history, atoms, varies)):
        return _which("您要看哪两个？", question_of(two, wanted, catalogue, form), text)
    plain = all_of_them or said or _is_clear(atoms, wanted, earlier)
    return text if plain else _which("您是问这个吗？", text)


def _is_clear(atoms: list[Atom], wanted: str, earlier: Fields) -> bool:
    """Two held against each other; 谁高 after 纠错率呢 of all of them: those."""
    two = len(atoms) == 2 and wanted in ("difference", "ratio")
    of_both = set(atoms) == set(atoms_of(earlier)) and varies_in(atoms) == "bodies"
    return two or (wanted in ("most", "least") and of_both)


def _asked(history: tuple[Fields, ...], count: int, wanted: str, catalogue: Catalogue) -> tuple[list[Atom], bool]:
    """The figures last asked for, and whether these are all; 涨了多少 after a year that is not loaded and two that are is of the two,
    after 最多的是谁, 它2023年呢 of the one that was found."""
    apart = wanted in ("difference", "ratio")
    atoms, all_of_them = last_alike((*map(one_found, history[:-1]), history[-1]) if apart else history, count)
    there = [atom for atom in atoms if catalogue.entry(atom.body, atom.year)]
    return there if apart and len(there) > 1 else atoms, all_of_them


def _which(asked: str, *texts: str) -> Unclear:
    return Unclear(asked, tuple(Choice(text, text) for text in texts))


def _of_others(words: Words, wanted: str, atoms: list[Atom], varies: str, kinds: Mapping[str, str]) -> bool:
    """多少件案子 after applications, 哪个区最多 after figures of one district, 变化了多少 of the last one alone, 高了几个百分点 after
    counts, which is of their share."""
    if POINTS in words.text and all(atom.whole is None and not atom.target.rate for atom in atoms):
        return True
    if of_cases(words) and any(figure.table != "disputes" for atom in atoms for figure in atom.target.figures):
        return True
    if kind := of_kind(words):  # 哪个县 of 洪泽区、盱眙县 is said as loosely
        alike = {KINDS.get(kinds.get(atom.body, ""), "") for atom in atoms} == {KINDS.get(kind, kind)}
        return varies != "bodies" or not alike or wanted not in ("most", "least")
    return wanted == "difference" and _is_change_of_last(atoms, varies, words)


def _of_something_else(words: Words, varies: str, of_years: bool) -> bool:
    """两个区差多少 after two years, 两年合计 after two bodies, 三类一共 after three of either."""
    if (varies == "years" and SAYS_BODIES.search(words.text)) or (of_years and varies not in ("years", "")):
        return True
    if varies == "targets" and SOME_BODIES.search(words.text):
        return True  # 两个区一共 after 北仑, 鄞州呢, 不予公开呢
    return varies in ("years", "bodies") and SAYS_FIGURES.search(words.text) is not None


def _asked_before_of_another(history: tuple[Fields, ...], varies: str, wanted: str) -> bool:
    """两个差多少 after 申请、复议 of one body and of another: the two figures, or the two bodies?"""
    if len(history) < 2 or wanted not in ("difference", "ratio") or varies != "targets":
        return False
    before, last = history[-2:]
    return before.targets == last.targets and (before.bodies, before.years) != (last.bodies, last.years)


def _at_place(text: str, words: Words) -> str:
    """第二多的呢 after three bodies: the second, not all of them in order."""
    orders = [(w.text, m) for w in words.words for m in w.meanings if isinstance(m, OrderWord) and m.first > 1]
    last = next((end for end in AT_END if text.endswith(end)), "")
    return f"{text.removesuffix(last)}{orders[0][0].removesuffix('的')}的是{AT_END[last]}" if orders and last else text


def _is_change_of_last(atoms: list[Atom], varies: str, words: Words) -> bool:
    """变化了多少 of two bodies is the change of the last one, 少了多少 is between them; 同比呢 after 2022 and 2024 is against 2023."""
    if varies != "years" and AGAINST_YEAR.search(words.text):
        return True  # 比上一年多多少
    years = {atom.year for atom in atoms}
    apart = bool(years) and max(years) - min(years) > 1
    grows = bool(words_doing(words.words, "change")) and OVER_TIME.search(words.text) is not None
    return (varies != "years" and grows) or (apart and BY_A_YEAR.search(words.text) is not None)


def _other_two(history: tuple[Fields, ...], atoms: list[Atom], varies: str) -> list[Atom]:
    """两个差多少 after 武汉2024年, 长沙, 2025年: two years of one body, or two bodies of one year?"""
    if varies == "targets":
        return _last_of_each(history, atoms)
    before = [atom for fields in history for atom in atoms_of(fields)]
    if varies != "years" or len(atoms) != 2 or atoms[0] not in before or not before.index(atoms[0]):
        return []
    prior, last = before[before.index(atoms[0]) - 1], atoms[-1]
    other = prior._replace(year=last.year)
    return [other, last] if varies_in([prior, atoms[0]]) == "bodies" else []


def _last_of_each(history: tuple[Fields, ...], atoms: list[Atom]) -> list[Atom]:
    """两个区一共 after 北仑收到多少, 鄞州呢, 不予公开呢: the refusals of both, though they were asked of the last alone."""
    before = distinct(atom for fields in history[:-1] for atom in atoms_of(fields))
    alike = [atom for atom in before if (atom.target, atom.whole) == (atoms[0].target, atoms[0].whole)]
    each = [atom._replace(target=atoms[-1].target, whole=atoms[-1].whole) for atom in alike]
    return each if varies_in(each) in ("bodies", "years") else []


def _without_what_was_asked(words: Words, earlier: Fields, form: Form) -> Words:
    """这几个区一共收了多少 after applications: 收了 is what was asked for."""
    asked = {figure for target in earlier.targets for figure in target.figures}
    asked |= {f._replace(column="") for f in asked if f.column == form.tables[f.table].default_column}
    again = {mention.start for mention in mentions(words.words) if mention.figure in asked}
    return replace(words, words=tuple(word for word in words.words if word.start not in again)) if again else words


def _without_limit(words: Words) -> tuple[Words, str]:
    """一共18件对吗: without the number that what is worked out must be, and that as the end of a question."""
    limits = [word for word in words.words if isinstance(word.meanings[0], LimitWord)]
    if len(limits) != 1 or not words_doing(words.words, "whether"):
        return words, ""
    left = tuple(w for w in words.words if w not in limits and w not in words_doing(words.words, "whether"))
    return replace(words, words=left), f"{limits[0].text}吗"


def _with_numbers_of_years(words: Words) -> Words:
    """两年合计: here no span of years, but how many of those asked for."""
    spans = [w for w in words.words if isinstance(w.meanings[0], SpanWord) and SOME_YEARS.fullmatch(w.text)]
    left = tuple(word for word in words.words if word not in spans)
    return replace(words, words=left, unknown=(*words.unknown, *(word.text for word in spans)))
