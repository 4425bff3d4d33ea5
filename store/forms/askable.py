"""What can be asked of a form besides its cells: figures and passages of the text, rates, words of several meanings, and what it
does not count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from store.forms import formula


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that texts usually state; where it is not stated, the sentences of `instead` are shown."""

    id: str
    name: str
    units: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]
    equals: tuple[formula.Expression, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the text that can be asked for: a section, or its paragraphs that hold one of some words."""

    id: str
    name: str
    section: str
    contains: tuple[str, ...]
    whole: bool
    words: tuple[str, ...]

    def of(self, paragraphs: Iterable[tuple[str, str]]) -> list[str]:
        """The texts that belong to it, of (section, text): those that hold a word, with `whole` all where one does."""
        own = [text for section, text in paragraphs if self.section in ("", section)]
        held = [text for text in own if not self.contains or any(word in text for word in self.contains)]
        return own if self.whole and held else held


@dataclass(frozen=True, slots=True)
class Rate:
    """A quotient that people ask for by name.  Where the figure `pending` is not 0, `besides` is shown beside it."""

    id: str
    name: str
    words: tuple[str, ...]
    quotient: formula.Expression
    note: str = ""
    pending: str = ""
    besides: formula.Expression | None = None
    besides_name: str = ""

    def names(self) -> tuple[str, ...]:
        """Every figure that has to be looked up for it."""
        both = (*formula.names(self.quotient), *(formula.names(self.besides) if self.besides else ()))
        return tuple(dict.fromkeys((*both, *((self.pending,) if self.pending else ()))))


@dataclass(frozen=True, slots=True)
class Term:
    """What a word of the form means, in our own words; `rows` are the rows and columns whose words name it."""

    id: str
    rows: tuple[str, ...]
    words: tuple[str, ...]
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words with several meanings; a choice is a figure, or several joined by + ; `by_unit` settles it, and `after` where a row was
    asked for before (收到多少，办了多少).

    `usual`: the choice that is meant where neither the words beside it nor what was asked before name the row of another."""

    words: tuple[str, ...]
    choices: tuple[str, ...]
    by_unit: Mapping[str, str]
    generic: bool
    note: str
    usual: str = ""
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """Words for what this form does not count, with what comes nearest; `stated`: some texts state a number for it, or one for
    each of its `parts` (建议提案: 人大 建议, 政协 提案), told by the words of each.

    `by_unit`: what is meant all the same where a measure word is said (主动公开多少条); `yields_to`: the table of which a row
    that is named too is what is asked for (被告知国家秘密), or `stated`: any figure of the text (微博推送)."""

    words: tuple[str, ...]
    note: str
    nearest: tuple[str, ...]
    stated: bool = False
    by_unit: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, ...], ...] = ()
    yields_to: str = ""
