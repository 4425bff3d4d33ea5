"""What answers rest on, and what an answer is: a question with every step on the way to its reply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.figures.figure import Figure
from bot.question.corrections import Correction
from bot.question.normal_form import Simplify
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.question.words import Split
from bot.reading.query import Query
from bot.reading.readings import Fields, Reading
from bot.replies.reply import Reply
from store.facts.catalogue import Catalogue, Extract, Selection
from store.findings import Finding
from store.forms.form import FigureId
from store.forms.formula import Exact


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report: its number, document, day of loading, how many cells, and what it changed (label, before, after)."""

    number: int
    document: str
    loaded_at: str
    current: bool
    removed_at: str
    cells: int
    changes: tuple[tuple[FigureId, str | None, str | None], ...] = ()


Status = Literal["answered", "clarify", "no_data", "not_understood"]
Fetch = Callable[[Selection], Extract]
FetchYear = Callable[[int, tuple[FigureId, ...]], Mapping[FigureId, Mapping[int, Exact | None]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered, with every step on the way.  `fields` is what a next question may follow on."""

    question: str
    status: Status
    reply: Reply
    words: Words | None = None
    reading: Reading | None = None
    query: Query | None = None
    figures: tuple[Figure, ...] = ()
    passages: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    fields: Fields | None = field(default=None)


@dataclass(frozen=True)
class Knowledge:
    """What answers rest on: words, the loaded reports, and the edges as plain functions."""

    vocabulary: Vocabulary
    catalogue: Catalogue
    fetch: Fetch
    fetch_year: FetchYear
    all_findings: Callable[[int], tuple[Finding, ...]]
    correct: Callable[[str, str], Correction | None]
    split: Split
    simplify: Simplify
    versions: Callable[[str, int], tuple[Version, ...]] = lambda _agency, _year: ()
    homes: tuple[str, ...] = ()  # the bodies meant where none is named: a chat's own; of several it is asked which
    home_year: int = 0  # the year meant where none is said; 0: the newest
