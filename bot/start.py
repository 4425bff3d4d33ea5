"""Wire the parts once: data files, database, jieba, script conversion -> `Asker`, which answers questions.

Reading connections are one a thread.  When another connection has changed the data, the list of reports is read anew."""

import logging
import os
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import platformdirs

from bot.answers.answer import answer
from bot.answers.single import answer_fields
from bot.knowledge import Answer, Knowledge, Version
from bot.question.bodies import named_bodies
from bot.question.corrections import Corrections
from bot.question.loaded_bodies import resolve
from bot.question.meanings import AmbiguousWord, BodyWord, FigureWord, Meaning, NoiseWord, RateWord
from bot.question.ordinary_names import OrdinaryNames
from bot.question.said import says_only
from bot.question.vocabulary import Vocabulary, build_vocabulary
from bot.question.words import Split, read_words
from bot.reading.readings import Fields
from store.agencies.agency import load_gazetteer
from store.database.database import open_reader, open_writer
from store.database.fetching import (
    changes,
    current_reports,
    fetch,
    fetch_year,
    read_all_findings,
    read_catalogue,
    read_facts,
    read_versions,
)
from store.facts.catalogue import Catalogue, Extract, Selection, one_name_each
from store.facts.facts import Fact
from store.facts.tidy import differences
from store.findings import Finding
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.forms.formula import Exact
from store.loading.load import load_sample

APP = "wenshu"
REMEMBERED = 10_000  # reports whose findings are kept in memory
COLUMNS = 24  # figures of a year that are kept in memory, each of all reports
KEPT_AS_IS = frozenset("乾")  # traditional and simplified at once: 乾县 is not 干县
CHINA = timezone(timedelta(hours=8))  # 去年 is that of the reports, wherever this runs


def default_database() -> Path:
    """WENSHU_DB, else a file in the user's data folder."""
    named = os.environ.get("WENSHU_DB")
    return Path(named) if named else Path(platformdirs.user_data_dir(APP)) / "wenshu.sqlite"


def prepare_default(path: Path) -> None:
    """Make the default database with the bundled sample, where there is none yet."""
    if not path.exists() and not os.environ.get("WENSHU_DB"):
        db = open_writer(path)
        load_sample(db)
        db.close()


def build_split() -> Split:
    """jieba's cut; jieba and its dictionary are read with the first question that needs one."""
    return lambda text: _tokenizer().lcut(text, HMM=False)


@cache
def _tokenizer() -> Any:
    """A tokenizer of our own; its cache lies in our own folder, not in the shared temporary one."""
    import jieba  # noqa: PLC0415  # a quarter of a second that most commands are spared

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    folder = Path(platformdirs.user_cache_dir(APP))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(folder)
    return tokenizer


def _year(today: date | None) -> int:
    return (today or datetime.now(CHINA).date()).year


def sound(text: str) -> str:
    """Pinyin without tones."""
    import pypinyin  # noqa: PLC0415  # its dictionary is only needed for slips

    return "".join(pypinyin.lazy_pinyin(text))


def _of_figures(meanings: tuple[Meaning, ...]) -> bool:
    return all(isinstance(meaning, FigureWord | RateWord | AmbiguousWord) for meaning in meanings)


class Asker:
    """Answers questions over one database; safe to call from several threads."""

    def __init__(self, path: Path, *, sample: bool = True) -> None:
        self.path, self.sample = path, sample
        self._form, self._gazetteer = load_form(), load_gazetteer()
        self._split, self._convert = build_split(), opencc.OpenCC("t2s").convert
        self._local, self._lock = threading.local(), threading.Lock()
        self._known: Knowledge | None = None
        self._loaded: tuple[int, ...] = ()
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._of_year: dict[tuple[tuple[int, ...], int, FigureId], dict[int, Exact | None]] = {}
        self.catalogue()

    def ask(
        self,
        question: str,
        earlier: Fields | None = None,
        today: date | None = None,
        homes: tuple[str, ...] = (),
        home_year: int = 0,
    ) -> Answer:
        """Answer one question; `homes` are the bodies meant where none is named, `home_year` the year."""
        return answer(question, replace(self.knowledge(), homes=homes, home_year=home_year), _year(today), earlier)

    def answer_fields(self, fields: Fields, today: date | None = None, *, whole: bool = False) -> Answer:
        """What was read before, looked up again; `whole` with every body of a long list."""
        return answer_fields(fields, self.knowledge(), _year(today), whole=whole)

    def warm_up(self) -> None:
        """Read the dictionaries of words and of sounds now, so that no question has to wait for them; takes about a second."""
        self._split("问")
        sound("问")

    def body_named(self, text: str) -> str:
        """The body that a text names, if it names one alone and nothing else; else empty."""
        known = self.knowledge()
        words = read_words(text, known.vocabulary, known.split, known.simplify)
        if words.unknown or not says_only(words, (BodyWord, NoiseWord)):
            return ""
        found = resolve(named_bodies(words), known.catalogue).found
        return found[0] if len(found) == 1 else ""

    def bodies_like(self, text: str) -> list[str]:
        """The bodies whose name, alone or with city and province, holds a text, in any script."""
        found, text = self.catalogue(), self._simplify(text)
        named = ((body, found.newest(body)) for body in found.by_agency)
        return [
            b for b, e in named if text in e.name or (e.place and text in self._gazetteer.full_name(e.place, e.organ))
        ]

    def full_name(self, body: str) -> str:
        """A body's name, with its city where another has the same; also of one that is no longer loaded."""
        found = self.catalogue()
        if body in found.by_agency:
            return found.name(body)
        place, _, organ = body.partition("/")
        return self._gazetteer.full_name(place, organ) if place in self._gazetteer.places else organ or body

    def catalogue(self) -> Catalogue:
        """The reports as they are now."""
        return self.knowledge().catalogue

    def connection(self) -> sqlite3.Connection:
        """This thread's reading connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = open_reader(self.path)
        return found

    def knowledge(self) -> Knowledge:
        """What answers rest on, as it is now."""
        now, seen = changes(self.connection()), getattr(self._local, "seen", None)
        if now != seen and (self._known is None or seen is not None or self._is_stale()):
            with self._lock:
                self._findings.clear()  # those across years change with the other year's report
                if self._known is None or self._is_stale():  # else another thread has just done it
                    self._read()
        self._local.seen = now
        assert self._known is not None
        return self._known

    def _read(self) -> None:
        loaded = current_reports(self.connection())
        catalogue = one_name_each(read_catalogue(self.connection(), sample=self.sample), self._gazetteer)
        vocabulary = build_vocabulary(self._form, self._gazetteer, catalogue)
        self._known = Knowledge(
            vocabulary, catalogue, self._fetch, self._fetch_year, self._findings_of, self._corrections(catalogue, vocabulary),
            self._split, self._simplify, self.versions
        )  # fmt: skip
        # after the list itself: until then another thread must not take the old one for new
        self._loaded = loaded

    def versions(self, agency: str, year: int) -> tuple[Version, ...]:
        """All versions of a report, oldest first, each with what it changed."""
        found: list[Version] = []
        before: Mapping[FigureId, Fact] | None = None
        for v in read_versions(self.connection(), agency, year):
            facts = read_facts(self.connection(), v.id)
            changed = tuple(differences(before, facts, self._form)) if before is not None else ()
            found.append(Version(v.number, v.document, v.loaded_at, v.current, v.removed_at, len(facts), changed))
            before = facts
        return tuple(found)

    def _is_stale(self) -> bool:
        """Whether other reports are current than when the list was read: a thread's first connection cannot tell by itself."""
        return self._loaded != current_reports(self.connection())

    def _corrections(self, catalogue: Catalogue, vocabulary: Vocabulary) -> Corrections:
        """For slips in the names of the loaded places and in the words for figures."""
        places = {entry.place for entry in catalogue.entries if entry.place}
        found = [self._gazetteer.places[code] for code in sorted(places)]
        names = ((name, p.code) for p in found for name in (p.name, p.short) if len(name) > 1)
        meant = {word: meanings for word, meanings in vocabulary.meanings.items() if _of_figures(meanings)}
        words = {word: meanings for word, meanings in meant.items() if len(word) > 1 and word not in self._form.slips}
        plain = {name: named for name, named in self._gazetteer.named.items() if name not in vocabulary.meanings}
        ordinary = OrdinaryNames(self._gazetteer.places, plain, places)
        return Corrections(names, words, sound, lambda text: len(self._split(text)) == 1, ordinary)

    def _fetch(self, selection: Selection) -> Extract:
        return fetch(self.connection(), selection, self._findings_of(selection.report))

    def _fetch_year(self, year: int, figures: tuple[FigureId, ...]) -> dict[FigureId, dict[int, Exact | None]]:
        """Read once until the data change: what comes next in a talk (第二呢, 平均呢) is of the same figure."""
        kept, of_these = self._of_year, self._loaded  # data that change meanwhile are kept under what they were
        found = {figure: kept[of_these, year, figure] for figure in figures if (of_these, year, figure) in kept}
        read = fetch_year(self.connection(), year, tuple(f for f in figures if f not in found), self._form)
        if len(kept) + len(read) > COLUMNS:
            kept.clear()
        kept.update({(of_these, year, figure): numbers for figure, numbers in read.items()})
        return found | read

    def _findings_of(self, report: int) -> tuple[Finding, ...]:
        """Findings are read once a report, until the data change."""
        if (findings := self._findings.get(report)) is None:
            if len(self._findings) >= REMEMBERED:
                self._findings.clear()
            findings = self._findings[report] = read_all_findings(self.connection(), report)
        return findings

    def _simplify(self, text: str) -> str:
        simple: str = self._convert(text)
        if KEPT_AS_IS & set(text) and len(simple) == len(text):
            return "".join(a if a in KEPT_AS_IS else b for a, b in zip(text, simple, strict=True))
        return simple
