"""Words + what was asked before -> Fields: bodies, years, figures and what to do with them.

Or a question back (Unclear), or which words were not understood (NotUnderstood), or what is not there (NothingThere).
Only what the question leaves out is taken over from before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.bodies import Bodies, named_bodies, resolve
from bot.targets import NoSuchFigure, SeveralMeanings, Target, Targets, read_targets
from bot.vocabulary import OperationWord, Vocabulary, WithinYear, YearWord
from bot.words import Word, Words, has_content
from store.catalogue import Catalogue
from store.form import FigureId

MOST_BODIES = 6


@dataclass(frozen=True, slots=True)
class Fields:
    """A question that can be looked up.  `kept` names the parts taken over from the question before."""

    bodies: tuple[str, ...]
    years: tuple[int, ...]
    targets: tuple[Target, ...]
    operation: str = "value"
    base: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()
    newest: bool = False
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question back: what it says and the full question it stands for."""

    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question back."""

    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that nothing explains, or a kind of question that is not answered yet (`operation`)."""

    unknown: tuple[str, ...]
    understood: tuple[str, ...]
    operation: str = ""


@dataclass(frozen=True, slots=True)
class NothingThere:
    """Understood, but there is no such body, report or figure; `choices` is what there is."""

    sentence: str
    choices: tuple[Choice, ...]


Reading = Fields | Unclear | NotUnderstood | NothingThere
Phrase = Callable[[Target], str]


def read_fields(
    words: Words, vocabulary: Vocabulary, catalogue: Catalogue, phrase: Phrase, today: int, earlier: Fields | None = None,
) -> Reading:
    """Read a question.  `phrase` gives the words by which a target is asked for; `today` is the year."""
    if words.unknown:
        return NotUnderstood(words.unknown, _understood(words))
    if not has_content(words):
        return NotUnderstood((), ())
    if operation := _not_ready(words):
        return NotUnderstood((), _understood(words), operation)
    reader = _Reader(words, vocabulary, catalogue, phrase, today, earlier)
    return reader.read()


def _understood(words: Words) -> tuple[str, ...]:
    return tuple(word.text for word in words.words)


def _operations(words: Words) -> list[tuple[Word, OperationWord]]:
    return [(w, m) for w in words.words for m in w.meanings if isinstance(m, OperationWord)]


def _not_ready(words: Words) -> str:
    return next((f"{m.name}（“{w.text}”）" for w, m in _operations(words) if m.name), "")


@dataclass(frozen=True, slots=True)
class _Reader:
    """One question being read; each step gives its part or the reply that ends the reading."""

    words: Words
    vocabulary: Vocabulary
    catalogue: Catalogue
    phrase: Phrase
    today: int
    earlier: Fields | None

    def read(self) -> Reading:
        for word in self.words.words:
            if any(isinstance(m, WithinYear) for m in word.meanings):
                return NothingThere(f"年度报告只有全年数，没有“{word.text}”的数。", ())
        operation, base_words, words = self._operation()
        targets = self._targets(words)
        if not isinstance(targets, Targets):
            return targets
        base = self._targets(base_words)
        if not isinstance(base, Targets):
            return base
        bodies = self._bodies(bool(targets.targets))
        if not isinstance(bodies, tuple):
            return bodies
        return self._complete(Fields(bodies, (), targets.targets, operation, base.targets, targets.notes), targets.columns)

    def _operation(self) -> tuple[str, list[Word], list[Word]]:
        """What to do; the words of the base of a share; the other words."""
        words, found = list(self.words.words), _operations(self.words)
        ids = [m.id for _, m in found]
        if "share" in ids:
            return "share", *self._split_share(words, found)
        if "change" in ids or self._two_years_compared(ids):
            return "change", [], words
        if "plus" in ids:
            return "sum", [], words
        return ("breakdown" if "breakdown" in ids else "value"), [], words

    @staticmethod
    def _split_share(words: list[Word], found: list[tuple[Word, OperationWord]]) -> tuple[list[Word], list[Word]]:
        """X占Y的比例 and Y里头X占几成: Y is the base, where it is named."""
        share = next(w for w, m in found if m.id == "share")
        within = next((w for w, m in found if m.id == "within" and w.start < share.start), None)
        if within is not None:
            return [w for w in words if w.end <= within.start], [w for w in words if w.start >= within.end]
        if share.text.startswith("占"):
            return [w for w in words if w.start >= share.end], [w for w in words if w.end <= share.start]
        return [], words

    def _two_years_compared(self, ids: list[str]) -> bool:
        return "versus" in ids and len(self._named_years()) == 2

    def _targets(self, words: list[Word]) -> Targets | Unclear | NothingThere:
        read = read_targets(words, self.vocabulary.form)
        if isinstance(read, Targets):
            return read
        if isinstance(read, SeveralMeanings):
            return self._ask_meaning(read)
        return self._no_such(read)

    def _ask_meaning(self, read: SeveralMeanings) -> Unclear:
        text = self.words.text
        prefix = self._missing_prefix()
        choices = tuple(
            Choice(self.label(target), f"{prefix}{text[: read.word.start]}{self.phrase(target)}{text[read.word.end :]}")
            for target in read.targets
        )
        note = f"（{read.note}）" if read.note else ""
        return Unclear(f"“{read.word.text}”在报告里有几个意思，您问的是哪一个？{note}", choices)

    def _no_such(self, read: NoSuchFigure) -> NothingThere:
        prefix = self._full_prefix()
        choices = tuple(Choice(self.label(target), f"{prefix}{self.phrase(target)}") for target in read.nearest)
        return NothingThere(f"没有“{read.text}”这个数：{read.note}。", choices)

    def label(self, target: Target) -> str:
        return self.phrase(target)

    def _missing_prefix(self) -> str:
        """Body and year of before, where this question names none: a choice must stand by itself."""
        if self.earlier is None:
            return ""
        body = "" if named_bodies(self.words) else self.catalogue.name(self.earlier.bodies[0])
        return body + ("" if self._named_years() else f"{self.earlier.years[-1]}年")

    def _full_prefix(self) -> str:
        """The body and year asked about, in words."""
        bodies = self._bodies(asked=True)
        if not isinstance(bodies, tuple):
            return ""
        years = self._years(bodies)
        year = years[0][-1] if isinstance(years, tuple) and years[0] else self.catalogue.years(bodies[0])[-1]
        return f"{self.catalogue.name(bodies[0])}{year}年"

    # ------------------------------------------------------------------------------------------------- bodies
    def _bodies(self, asked: bool) -> tuple[str, ...] | Unclear | NothingThere:
        named = named_bodies(self.words)
        if named:
            read = resolve(named, self.catalogue)
            return read.found or self._ask_body(read)
        if self.earlier is not None:
            return self.earlier.bodies
        loaded = list(self.catalogue.by_agency)
        if len(loaded) == 1:
            return (loaded[0],)
        if not loaded:
            return NothingThere("还没有载入任何报告。请先用 wenshu load 载入。", ())
        choices = tuple(self._body_choice(agency, (0, 0)) for agency in loaded[:MOST_BODIES])
        more = f"（共收录 {len(loaded)} 个单位，也可以直接打单位名称）" if len(loaded) > MOST_BODIES else ""
        return Unclear(f"您问的是哪个单位？{more}", choices)

    def _ask_body(self, read: Bodies) -> Unclear | NothingThere:
        choices = tuple(self._body_choice(agency, read.span) for agency in read.candidates)
        if read.unclear:
            return Unclear(f"“{read.unclear}”在收录的报告里不止一个单位，您问的是哪一个？", choices)
        near = "，相近的有：" if choices else f"。现在收录了 {len(self.catalogue.by_agency)} 个单位。"
        return NothingThere(f"没有收录“{read.absent}”的报告{near}", choices)

    def _body_choice(self, agency: str, span: tuple[int, int]) -> Choice:
        text, name = self.words.text, self.full_name(agency)
        return Choice(name, f"{text[: span[0]]}{name}{text[span[1] :]}")

    def full_name(self, agency: str) -> str:
        """The printed name; with city and province where another loaded body has the same."""
        entry = next(reversed(self.catalogue.by_agency[agency].values()))
        twins = [a for a in self.catalogue.by_agency if self.catalogue.name(a) == entry.name]
        if len(twins) < 2 or not entry.place:
            return entry.name
        return self.vocabulary.gazetteer.full_name(entry.place, entry.organ)

    # -------------------------------------------------------------------------------------------------- years
    def _named_years(self) -> list[int]:
        years: list[int] = []
        for word in self.words.words:
            for meaning in word.meanings:
                if isinstance(meaning, YearWord):
                    years += meaning.years or ([self.today - meaning.back] if meaning.back is not None else [])
        return sorted(dict.fromkeys(years))

    def _years(self, bodies: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        """The years asked about, and whether the newest was taken because none is named."""
        if named := self._named_years():
            return tuple(named), False
        newest = [self.catalogue.years(body)[-1] for body in bodies]
        return (max(newest),), True

    # -------------------------------------------------------------------------------------------------- whole
    def _complete(self, fields: Fields, columns: tuple[FigureId, ...]) -> Reading:
        """Fill what the question leaves out: from before, where this follows on; else the newest year."""
        kept: list[str] = []
        named_body = bool(named_bodies(self.words))
        if self.earlier is not None:
            fields, kept = self._follow(fields, columns, named_body)
        if not fields.targets:
            return self._ask_figure(fields)
        follows = self.earlier is not None and not (named_body and "figure" not in kept)
        if self._named_years() or not follows or self._asks_newest():
            years, newest = self._years(fields.bodies)
        else:
            assert self.earlier is not None
            years, newest = self.earlier.years, False
            kept.append("year")
        return replace(fields, years=years, newest=newest, kept=tuple(kept))

    def _asks_newest(self) -> bool:
        return any(m == YearWord() for w in self.words.words for m in w.meanings)

    def _follow(self, fields: Fields, columns: tuple[FigureId, ...], named_body: bool) -> tuple[Fields, list[str]]:
        """自然人的呢 keeps the row, 占比呢 keeps the figure, 2023年呢 keeps figure and operation."""
        assert self.earlier is not None
        kept = [] if named_body else ["body"]
        old = [t for t in self.earlier.targets if t.figures]
        if columns and old and not named_body and all(f.table == columns[0].table for t in old for f in t.figures):
            moved = tuple(Target((FigureId(f.table, f.row, c.column),)) for t in old for f in t.figures for c in columns)
            moved = tuple(t for t in moved if self.vocabulary.form.exists(t.figures[0]))
            return replace(fields, targets=moved, operation=self._kept_operation(fields)), [*kept, "figure"]
        if fields.targets:
            return fields, kept
        operation = self._kept_operation(fields)
        base = fields.base or (self.earlier.base if operation == "share" else ())
        return replace(fields, targets=self.earlier.targets, operation=operation, base=base), [*kept, "figure"]

    def _kept_operation(self, fields: Fields) -> str:
        assert self.earlier is not None
        return self.earlier.operation if fields.operation == "value" else fields.operation

    def _ask_figure(self, fields: Fields) -> Unclear:
        years = self._named_years()
        name = self.full_name(fields.bodies[0])
        prefix = f"{name}{years[-1] if years else self.catalogue.years(fields.bodies[0])[-1]}年"
        asks = ("新收申请", "予以公开", "不予公开", "行政复议", "行政诉讼", "行政处罚")
        return Unclear(f"想看{prefix}的哪个数？", tuple(Choice(ask, f"{prefix}{ask}多少件") for ask in asks))

