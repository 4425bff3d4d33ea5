"""What a word of a question can mean."""

from dataclasses import dataclass
from decimal import Decimal

from store.agencies.agency import PlaceName
from store.forms.askable import Ambiguity, Missing
from store.forms.form import FigureId


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


BodyWord = PlaceWord | OrganWord | AgencyWord  # any word that names whose report is meant


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
    """What is to be done with the figure; `name` where that is not answered; `detail`: which way of it."""

    id: str
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A measure word."""

    unit: str


@dataclass(frozen=True, slots=True)
class RateWord:
    """Names a rate, or several that are shown together."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableWord:
    """Names a whole table; beside a figure it only says where that stands."""

    id: str


@dataclass(frozen=True, slots=True)
class TermWord:
    """Names something of the glossary that is no figure."""

    id: str


@dataclass(frozen=True, slots=True)
class SaidWord:
    """No words of ours: a number that the text states with all of them may be meant."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderWord:
    """Which places of an order are wanted, counted from the `most` or the `least`; `last` 0: as many as are shown.

    `end` empty: the order of before (第二呢); `speed`: 最快, of a growth alone."""

    end: str
    first: int = 1
    last: int = 1
    speed: bool = False


@dataclass(frozen=True, slots=True)
class LimitWord:
    """超过100件: a sign of > >= < <= = and a number, with its unit where one is said; or with `mean` 高于平均数."""

    sign: str
    value: Decimal
    unit: str = ""
    mean: bool = False


@dataclass(frozen=True, slots=True)
class SpanWord:
    """The last so many report years; 0: all loaded.

    `since`: from the year named on (0) or the next (1); `until`: to the one before it (-1) or to it (0)."""

    years: int = 0
    since: int | None = None
    until: int | None = None


OPEN_SPANS = {
    "since": SpanWord(since=0), "after": SpanWord(since=1), "until": SpanWord(until=-1), "through": SpanWord(until=0),
}  # as the parts of time.toml are called  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupWord:
    """Bodies of a kind: asked for (哪个区), counted (几个区), or all of them (各区).  Kind empty: of any."""

    asks: str
    kind: str


@dataclass(frozen=True, slots=True)
class RefusedWord:
    """Asks for what this bot never answers; `reason` is the sentence for it.  `loose`: the word may stand beside anything (怎么)."""

    reason: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class NoiseWord:
    """A fixed phrase without meaning for a figure."""


Meaning = (
    FigureWord | StatedWord | PassageWord | AmbiguousWord | MissingWord | PlaceWord | OrganWord | AgencyWord
    | YearWord | WithinYear | AreaWord | OperationWord | UnitWord | RateWord | TableWord | TermWord | OrderWord | LimitWord | SpanWord
    | GroupWord | SaidWord | RefusedWord | NoiseWord
)  # fmt: skip
