"""Forms + agencies + lexicon -> every known word with its meanings, and one automaton that finds the longest of them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ahocorasick_rs

from store.agency import Gazetteer, PlaceName
from store.catalogue import Catalogue
from store.form import Ambiguity, FigureId, Form, Missing

QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "\u3000": " "})
LEXICON = Path(__file__).with_name("lexicon")


@dataclass(frozen=True, slots=True)
class FigureWord:
    """Names a row, a column, or both.  `weak` words give way to others."""

    figure: FigureId
    weak: bool = False


@dataclass(frozen=True, slots=True)
class StatedWord:
    """Names a figure of the text."""

    id: str


@dataclass(frozen=True, slots=True)
class PassageWord:
    """Names a passage of the text."""

    id: str


@dataclass(frozen=True, slots=True)
class AmbiguousWord:
    """Has several meanings."""

    ambiguity: Ambiguity


@dataclass(frozen=True, slots=True)
class MissingWord:
    """Asks for what the form does not count."""

    missing: Missing


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """Names a place, or several of one name.  `full`: with 市, 区 or 县."""

    places: tuple[PlaceName, ...]
    full: bool


@dataclass(frozen=True, slots=True)
class OrganWord:
    """Names a part of a government."""

    organ: str


@dataclass(frozen=True, slots=True)
class AgencyWord:
    """Names a loaded body whose name tells no place."""

    agency: str


@dataclass(frozen=True, slots=True)
class YearWord:
    """A year: named, `back` years before today's (`of_talk`: before the one spoken of), or the latest loaded (neither)."""

    years: tuple[int, ...] = ()
    back: int | None = None
    of_talk: bool = False


@dataclass(frozen=True, slots=True)
class WithinYear:
    """A part of a year: half, quarter, month; or its `end`, which some figures count."""

    end: bool = False


@dataclass(frozen=True, slots=True)
class AreaWord:
    """All of a place of one kind: 全市."""

    kind: str


@dataclass(frozen=True, slots=True)
class OperationWord:
    """What is to be done with the figure; `name` where that is not answered yet."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A measure word."""

    unit: str


@dataclass(frozen=True, slots=True)
class NoiseWord:
    """A fixed phrase without meaning for a figure."""


Meaning = (
    FigureWord | StatedWord | PassageWord | AmbiguousWord | MissingWord | PlaceWord | OrganWord | AgencyWord
    | YearWord | WithinYear | AreaWord | OperationWord | UnitWord | NoiseWord
)  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """Words and meanings, the form they come from, and the closed list of words that may be dropped."""

    form: Form
    gazetteer: Gazetteer
    meanings: Mapping[str, tuple[Meaning, ...]]
    patterns: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick
    noise: frozenset[str]
    address: re.Pattern[str]


def build_vocabulary(form: Form, gazetteer: Gazetteer, catalogue: Catalogue) -> Vocabulary:
    """Collect all words; a later source never takes a word away from an earlier one."""
    asking, time, chatter = (_toml(name) for name in ("asking.toml", "time.toml", "chatter.toml"))
    found: dict[str, list[Meaning]] = {}
    sources = (
        _form_words(form), _agency_words(catalogue), _asking_words(asking), _time_words(time),
        ((word, NoiseWord()) for word in (*chatter["phrases"], *chatter["scope"])),
        ((word, AreaWord(kind)) for kind, words in chatter["area"].items() for word in words),
        _place_words(gazetteer, frozenset(asking.get("ordinary", ()))),
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
    return Vocabulary(form, gazetteer, meanings, patterns, automaton, noise, _address(chatter["address"]))


def _address(words: list[str]) -> re.Pattern[str]:
    """我是记者, / 老师好, : a word of address with nothing but courtesy up to the next punctuation."""
    stop = r"[,。!?;:~…]"
    named = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?:^|(?<={stop}))\s*(?:我是|我们是|您好|你好|请问|各位|尊敬的)?(?:一名|一位|个)?(?:{named})们?(?:您好|你好|好)?\s*(?:$|(?={stop}))"
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON / name).read_text("utf-8"))


def folded(text: str) -> str:
    """Half width, one kind of quotes, lower case: the form in which words and questions meet."""
    return unicodedata.normalize("NFKC", text).translate(QUOTES).lower()


def _form_words(form: Form) -> Iterable[tuple[str, Meaning]]:
    for table in form.tables.values():
        for row in table.rows.values():
            yield from ((folded(word), FigureWord(FigureId(table.id, row.id, ""))) for word in row.words)
            yield from ((folded(word), FigureWord(FigureId(table.id, row.id, ""), weak=True)) for word in row.weak)
        for column in table.columns.values():
            yield from ((folded(word), FigureWord(FigureId(table.id, "", column.id))) for word in column.words)
            yield from (
                (folded(word), FigureWord(FigureId(table.id, "", column.id), weak=True)) for word in column.weak
            )
    for figure, words in form.cells:
        yield from ((folded(word), FigureWord(figure)) for word in words)
    for stated in form.stated.values():
        yield from ((folded(word), StatedWord(stated.id)) for word in stated.words)
    for passage in form.passages.values():
        yield from ((folded(word), PassageWord(passage.id)) for word in passage.words)
    for ambiguity in form.ambiguities:
        yield from ((folded(word), AmbiguousWord(ambiguity)) for word in ambiguity.words)
    for missing in form.missing:
        yield from ((folded(word), MissingWord(missing)) for word in missing.words)


def _asking_words(asking: Mapping[str, Any]) -> Iterable[tuple[str, Meaning]]:
    for operation in asking["operation"]:
        name = "" if operation.get("ready", True) else operation["name"]
        yield from ((word, OperationWord(operation["id"], name)) for word in operation["words"])
    for unit in asking["unit"]:
        yield from ((word, UnitWord(unit["id"])) for word in unit["words"])


def _time_words(time: Mapping[str, Any]) -> Iterable[tuple[str, Meaning]]:
    for entry in time["relative"]:
        yield from (
            (word, YearWord(back=entry["back"], of_talk=entry.get("of_talk", False))) for word in entry["words"]
        )
    for entry in time["latest"]:
        yield from ((word, YearWord()) for word in entry["words"])
    for entry in time["within_year"]:
        yield from ((word, WithinYear()) for word in entry["words"])


def _agency_words(catalogue: Catalogue) -> Iterable[tuple[str, Meaning]]:
    for agency, years in catalogue.by_agency.items():
        for entry in years.values():
            if not entry.place:
                names = {entry.name, entry.name.removesuffix("人民政府")} - {""}
                yield from ((folded(name), AgencyWord(agency)) for name in names if len(name) > 1)


def _place_words(gazetteer: Gazetteer, ordinary: frozenset[str]) -> Iterable[tuple[str, Meaning]]:
    for name, places in gazetteer.named.items():
        full = any(place.name == name for place in places)
        if full or name not in ordinary:
            yield name, PlaceWord(places, full)
    for name, organ in gazetteer.organs.items():
        yield name, OrganWord(organ)
