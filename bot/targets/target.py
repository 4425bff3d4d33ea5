"""What can be asked for, and why it sometimes can't be told: the types that targets.py makes."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.question.meanings import AmbiguousWord, FigureWord, PassageWord, RateWord, SaidWord, StatedWord
from bot.question.word import Word, Words
from store.forms.form import FigureId, Form, figure_at


@dataclass(frozen=True, slots=True)
class Target:
    """One thing asked for: figures to give (`figures`, added up where there are several), a stated figure, a passage, a rate, or
    numbers that the text states with some words (`said`)."""

    figures: tuple[FigureId, ...] = ()
    stated: str = ""
    passage: str = ""
    rate: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeveralMeanings:
    """A word that can mean several targets; with `apart` two words that name things not counted together."""

    text: str
    start: int
    end: int
    targets: tuple[Target, ...]
    note: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class NoSuchFigure:
    """Something the form does not count; `nearest` is what it counts instead."""

    text: str
    note: str
    nearest: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What is asked for, with remarks on words that need one.

    `columns`: only columns were named.  `bare_rows`: rows were named and no column.  `expanded`: one word stands for
    several figures."""

    targets: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[FigureId, ...] = ()
    bare_rows: bool = False
    expanded: bool = False


NAMES_FIGURE = (FigureWord, StatedWord, PassageWord, SaidWord, RateWord)


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that names something, and where it stands."""

    text: str
    start: int
    end: int
    target: Target
    weak: bool = False

    @property
    def figure(self) -> FigureId | None:
        """The row, column or cell named, if it is one."""
        return self.target.figures[0] if len(self.target.figures) == 1 else None

    @property
    def is_column(self) -> bool:
        """A column alone."""
        return self.figure is not None and not self.figure.row


def mentions(words: Iterable[Word]) -> list[Mention]:
    """The words that name a figure, a stated figure, a passage or a rate, in order."""
    return [
        Mention(word.text, word.start, word.end, target, weak=isinstance(meaning, FigureWord) and meaning.weak)
        for word in words
        for meaning in word.meanings
        if isinstance(meaning, NAMES_FIGURE)
        for target in _targets(meaning)
    ]


def _targets(meaning: FigureWord | StatedWord | PassageWord | SaidWord | RateWord) -> tuple[Target, ...]:
    match meaning:
        case FigureWord(figure, _):
            return (Target((figure,)),)
        case StatedWord(name):
            return (Target(stated=name),)
        case PassageWord(name):
            return (Target(passage=name),)
        case SaidWord(texts):
            return (Target(said=texts),)
        case RateWord(ids):
            return tuple(Target(rate=name) for name in ids)


def is_one_rate(targets: tuple[Target, ...], words: Words) -> bool:
    """Whether one word names them all, and it is a rate (公开率, with what is published in part and without)."""
    named = {mention.start for mention in mentions(words.words) if mention.target in targets}
    return len(named) == 1 and all(target.rate for target in targets)


def ambiguous(words: Iterable[Word]) -> list[tuple[Word, AmbiguousWord]]:
    """The words with several meanings, in order."""
    return [(word, m) for word in words for m in word.meanings if isinstance(m, AmbiguousWord)]


def usual_cell(figure: FigureId, form: Form) -> FigureId:
    """The cell that a row alone, or a column alone, stands for: its total, the applications received."""
    table = form.tables[figure.table]
    return figure._replace(row=figure.row or table.default_row, column=figure.column or table.default_column)


def target_of(choice: str, form: Form) -> Target:
    """A choice of the form files: `prose/x`, `rate/x`, a figure, or figures joined by +."""
    if choice.startswith("rate/"):
        return Target(rate=choice.removeprefix("rate/"))
    if choice.startswith("prose/"):
        name = choice.removeprefix("prose/")
        return Target(passage=name) if name in form.passages else Target(stated=name)
    return Target(tuple(figure_at(name) for name in choice.split("+")))
