"""Forms + agencies + lexicon -> every known word with its meanings, and one automaton that finds the longest of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import ahocorasick_rs

from bot.question.articles import article_words
from bot.question.asides import Asides
from bot.question.folded import folded
from bot.question.kinds import kind_of
from bot.question.lexicon_files import lexicon
from bot.question.meanings import (
    OPEN_SPANS,
    AmbiguousWord,
    AreaWord,
    FigureWord,
    GroupWord,
    Meaning,
    MissingWord,
    NoiseWord,
    OperationWord,
    OrderWord,
    PassageWord,
    RateWord,
    RefusedWord,
    SpanWord,
    StatedWord,
    TableWord,
    TermWord,
    UnitWord,
    WithinYear,
    YearWord,
)
from bot.question.words_for_bodies import agency_words, place_words
from store.agencies.agency import Gazetteer
from store.facts.catalogue import Catalogue
from store.forms.form import FigureId, Form, figure_at
from store.forms.narrower_rates import NARROWER

PRINTED_NUMBER = re.compile(r"\([一二三四五六七]\)|\d(?=\.)")


@dataclass(frozen=True)
class Vocabulary:
    """Words and meanings, the form they come from, the closed list of words that may be dropped; `kinds`: of each loaded body."""

    form: Form
    gazetteer: Gazetteer
    meanings: Mapping[str, tuple[Meaning, ...]]
    patterns: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick
    noise: frozenset[str]
    asides: Asides
    glossary_words: Mapping[str, str]
    kinds: Mapping[str, str]
    open_years: re.Pattern[str]  # what makes a year the first of several, or the end of those before it
    open_spans: Mapping[str, SpanWord]
    address: re.Pattern[str]
    thanks: re.Pattern[str]
    leaves_out: re.Pattern[str]  # 除了, 不含: what stands before something that is left out


def build_vocabulary(form: Form, gazetteer: Gazetteer, catalogue: Catalogue) -> Vocabulary:
    """Collect all words; a later source never takes a word away from an earlier one."""
    asking, time, chatter, aside = map(lexicon, ("asking.toml", "time.toml", "chatter.toml", "asides.toml"))
    glossary = _glossary_words(form)
    found: dict[str, list[Meaning]] = {}
    sources = (
        _form_words(form), _numbered_words(form), article_words(form), agency_words(catalogue, gazetteer),
        _asking_words(asking), _time_words(time), _group_words(asking),
        ((word, TermWord(term)) for word, term in glossary.items()),
        ((word, NoiseWord()) for word in (*chatter["phrases"], *chatter["scope"])),
        ((word, AreaWord(kind)) for kind, words in chatter["area"].items() for word in words),
        place_words(gazetteer, frozenset(asking.get("ordinary", ()))),
    )  # fmt: skip
    for source in sources:
        taken = set(found)
        for word, meaning in source:
            if word not in taken and meaning not in found.setdefault(word, []):
                found[word].append(meaning)
    meanings = {word: tuple(items) for word, items in found.items()}
    patterns = tuple(meanings)
    automaton = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    noise = frozenset((*chatter["particles"], *chatter["polite"]))
    open_spans = {word: span for name, span in OPEN_SPANS.items() for word in time[name]["words"]}
    open_years = re.compile("|".join(sorted(open_spans, key=len, reverse=True)))
    open_spans = {word.partition("(")[0]: span for word, span in open_spans.items()}  # without what must follow
    kinds = {agency: kind_of(next(iter(years.values())), gazetteer) for agency, years in catalogue.by_agency.items()}
    return Vocabulary(
        form, gazetteer, meanings, patterns, automaton, noise, Asides(aside, noise), glossary, kinds, open_years, open_spans,
        _address(chatter["address"]), re.compile("|".join(map(re.escape, chatter["thanks"]))), _leaves_out(asking),
    )  # fmt: skip


def _leaves_out(asking: Mapping[str, Any]) -> re.Pattern[str]:
    """The words of `without`, and 除 where it is no part of another word (废除, 除名)."""
    words = next(operation["words"] for operation in asking["operation"] if operation["id"] == "without")
    named = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"\s*(?:{named}|(?<![废解消免扣删清拆开])除(?![以号法名]))")


def _address(words: list[str]) -> re.Pattern[str]:
    """我是记者, / 老师好, : a word of address with nothing but courtesy up to the next punctuation."""
    stop = r"[,。!?;:~…]"
    named = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?:^|(?<={stop}))\s*(?:我是|我们是|您好|你好|请问|各位|尊敬的)?(?:一名|一位|个)?(?:{named})们?(?:您好|你好|好)?\s*(?:$|(?={stop}))"
    )


def _form_words(form: Form) -> Iterable[tuple[str, Meaning]]:
    for table in form.tables.values():
        yield from ((folded(word), TableWord(table.id)) for word in table.words)
        axes = [(row, FigureId(table.id, row.id, "")) for row in table.rows.values()]
        axes += [(column, FigureId(table.id, "", column.id)) for column in table.columns.values()]
        for axis, figure in axes:
            yield from ((folded(word), FigureWord(figure)) for word in axis.words)
            yield from ((folded(word), FigureWord(figure, weak=True)) for word in axis.weak)
    for figure, words in form.cells:
        yield from ((folded(word), FigureWord(figure)) for word in words)
    yield from _askable_words(form)


def _numbered_words(form: Form) -> Iterable[tuple[str, Meaning]]:
    """（三）1, 表三（三）1: a row by the numbers that the newest layout prints before its labels."""
    newest = list(form.layouts.values())[-1]
    for figure, (label, _) in newest.labels.items():
        parts = [folded(part) for part in label.split("/")]
        found = [PRINTED_NUMBER.match(part) for part in parts]
        group = next((match[0] for match in found if match and match[0].startswith("(")), "")
        if group and figure.column == form.tables[figure.table].default_column:
            number = group + (match[0] if (match := found[-1]) and match[0] != group else "")
            ways = ("三", "表三", "") if number != group else ("三", "表三")
            yield from ((way + number, FigureWord(figure._replace(column=""))) for way in ways)


def _askable_words(form: Form) -> Iterable[tuple[str, Meaning]]:
    for stated in form.stated.values():
        yield from ((folded(word), StatedWord(stated.id)) for word in stated.words)
    for rate in form.rates.values():
        if NARROWER not in rate.id:  # of one column: told by the words of both
            yield from ((folded(word), RateWord((rate.id,))) for word in rate.words)
    yield from ((folded(word), RateWord(ids)) for word, ids in form.several_rates.items())
    for passage in form.passages.values():
        yield from ((folded(word), PassageWord(passage.id)) for word in passage.words)
    for ambiguity in form.ambiguities:
        yield from ((folded(word), AmbiguousWord(ambiguity)) for word in ambiguity.words)
    for missing in form.missing:
        yield from ((folded(word), MissingWord(missing)) for word in missing.words)


def _group_words(asking: Mapping[str, Any]) -> Iterable[tuple[str, Meaning]]:
    """哪个区, 几个县, 各单位: each way of asking before each kind."""
    asks = asking["group"]
    for kind in asking["kind"]:
        for way in ("which", "count", "each"):
            yield from ((first + word, GroupWord(way, kind["id"])) for first in asks[way] for word in kind["words"])
        bare = ((first, word) for first in asks["bare"] for word in kind.get("bare", kind["words"]))
        yield from ((a + word, GroupWord("which", kind["id"])) for a, word in bare if len(word) > 1 or a != "的")
        yield from ((word, GroupWord("which", kind["id"])) for word in kind.get("alone", ()))
    for way, words in asks["anyone"].items():
        yield from ((word, GroupWord(way, "")) for word in words)


def _glossary_words(form: Form) -> dict[str, str]:
    """Word -> term of the glossary: its own, and those of the rows and columns it is about."""
    found: dict[str, str] = {}
    for term in form.terms.values():
        for name in term.rows:
            table, row, column = figure_at(name)
            axis = form.tables[table].rows[row] if row else form.tables[table].columns[column]
            found |= {folded(word): term.id for word in axis.words if len(word) > 1}
    for term in form.terms.values():
        found |= {folded(word): term.id for word in (*term.words, term.id)}
    return found


def _asking_words(asking: Mapping[str, Any]) -> Iterable[tuple[str, Meaning]]:
    for order in asking["order"]:
        made = OrderWord(order["end"], 1, 0 if order.get("all") else 1, order.get("speed", False))
        yield from ((word, made) for word in order["words"])
    for refused in asking["refused"]:
        yield from ((word, RefusedWord(refused["reason"], refused.get("loose", False))) for word in refused["words"])
    yield from ((word, OperationWord("which_year")) for word in asking["which_year"]["words"])
    for operation in asking["operation"]:
        name = "" if operation.get("ready", True) else operation["name"]
        meant = OperationWord(operation["id"], name, operation.get("detail", ""))
        yield from ((word, meant) for word in operation["words"])
        yield from (("".join(parts), meant) for parts in product(*operation.get("joined", ())) if parts)
    for unit in asking["unit"]:
        yield from ((word, UnitWord(unit["id"])) for word in unit["words"])


def _time_words(time: Mapping[str, Any]) -> Iterable[tuple[str, Meaning]]:
    for entry in time["relative"]:
        yield from (
            (word, YearWord(back=entry["back"], of_talk=entry.get("of_talk", False))) for word in entry["words"]
        )
    for entry in time["range"]:
        years = tuple(range(entry["first"], entry["last"] + 1))
        yield from ((word, YearWord(years)) for word in entry["words"])
    for entry in time["latest"]:
        yield from ((word, YearWord()) for word in entry["words"])
    for entry in time["within_year"]:
        yield from ((word, WithinYear()) for word in entry["words"])
    for entry in time["at_end"]:
        yield from ((word, WithinYear(end=True)) for word in entry["words"])
