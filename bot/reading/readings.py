"""What a question can turn out to be: fields to look up, a question back, words not understood, nothing there, or a question
about the data themselves."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.question.meanings import OrderWord
from bot.targets.calculation import Calculation
from bot.targets.target import Target

THANKED = "不客气，接着问就行"
Several = tuple[Calculation, ...]
SHARES: Several = ("share", "share_change")  # operations that need a whole
APART: Several = ("difference", "without", "ratio", "sum_share")  # operations that set one figure against another
GROWTH: Several = ("change", "share_change", "times", "yearly")  # operations from one year to another

OVER_ALL: Several = (
    "sum",
    "mean",
    "median",
    "spread",
    "first_in_sum",
)  # operations that make one figure of many bodies
AGAINST_ALL: Several = (
    "part_of_sum",
    "over_mean",
    "times_mean",
)  # operations that set one body's figure against such a one
OF_TWO: Several = ("ratio", "percent", *AGAINST_ALL)  # operations that make one figure of two


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies taken together: all of a kind (empty: of any) within places (none: anywhere), or those listed.

    `counts`: their number is asked for.  `without`: bodies that are left out.  `every`: bodies of all kinds were asked for by name."""

    kind: str = ""
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    counts: bool = False
    without: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What a figure must be: > >= < <= = a number, with `mean` the mean of the bodies looked at, with `of` that body's own figure,
    with `other` a figure more.

    `worked_out`: that mean or that body's figure, once it is known.  `unit`: of several figures that are worked out the one in
    this unit is meant."""

    target: Target
    sign: str
    value: Decimal
    mean: bool = False
    worked_out: Fraction | None = None
    other: Target | None = None
    unit: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """A question that can be looked up.  `kept` names the parts taken over from the question before.

    With `group` the bodies are those of the group; `order` and `conditions` say which of them (or of years, or of the targets)
    are wanted."""

    bodies: tuple[str, ...]
    years: tuple[int, ...]
    targets: tuple[Target, ...]
    operation: Calculation = "value"
    base: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()
    newest: bool = False
    kept: tuple[str, ...] = ()
    group: Group | None = None
    share: bool = False  # of a group: not the figure, but its share in its whole
    change: str = ""  # of a group: what became of the figure since the year before, as number or percent
    order: OrderWord | None = None
    conditions: tuple[Condition, ...] = ()
    either: bool = False  # one of the conditions is enough
    alike: bool = False  # whether the difference is none is asked
    open: bool = False  # which of the figures is meant was asked back
    unsure: bool = False  # whether that was asked at all was asked back: some word of it nothing explains
    instead: bool = False  # it stands in the place of the question before it (去掉海曙)
    explained: bool = False  # what its figure means was asked, not the figure
    area: str = ""  # 全省 that was said before any body was named
    picked: bool = False  # its bodies were picked out of the ranking before it (两者差多少)
    found: "Fields | None" = None  # the one body, year or figure that an order found, as a question of its own
    before: tuple["Fields", ...] = ()  # what was asked before this in the talk, oldest first

    @property
    def plain(self) -> Calculation:
        """What it is about one body alone: the figure, its growth, its share."""
        return "change" if self.change else "share" if self.share else "value"

    @property
    def listed(self) -> tuple[str, ...]:
        """The bodies that were named one by one."""
        return self.bodies if self.group is None else self.group.bodies

    @property
    def adds_first(self) -> bool:
        """Whether it is one figure of those on the first places: 前三名合计."""
        return self.operation in OVER_ALL and self.order is not None and self.order.last > 1

    @property
    def year(self) -> int:
        """Of a group: the year of its figures."""
        return self.years[-1]

    @property
    def year_before(self) -> int:
        """Of a group: the year that a change is counted from."""
        return self.years[0] if len(self.years) > 1 else self.year - 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question back: what it says and the full question it stands for."""

    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question back.  `about`: what is clear already, for the next question to follow on; `apart`: it names figures that are not
    one together, so that its clauses may be questions; `each`: every choice is wanted, by itself."""

    question: str
    choices: tuple[Choice, ...]
    about: Fields | None = None
    apart: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that nothing explains, or a kind of question that is not answered: `operation` names it, or with `refused` is the
    sentence that says why; `apart`: its clauses may be questions that are answered one by one."""

    unknown: tuple[str, ...]
    understood: tuple[str, ...]
    operation: str = ""
    refused: bool = False
    apart: bool = False

    @property
    def asks_nothing(self) -> bool:
        """哈哈, 谢谢: no word of it is known to ask for something."""
        return not self.understood and (not self.operation or self.operation.startswith(THANKED))


@dataclass(frozen=True, slots=True)
class NothingThere:
    """Understood, but there is no such body, report or figure; `choices` is what there is.

    `lacks`: what a next question may not take over from before, since another was asked for: body or figure."""

    sentence: str
    choices: tuple[Choice, ...]
    lacks: str = ""
    about: Fields | None = None  # what is clear already, for the next question to follow on


@dataclass(frozen=True, slots=True)
class About:
    """A question about the data: what is loaded (catalogue), from which files (documents), what adds up (checks), what a word
    means (meaning), what can be asked (able)."""

    kind: str
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()
    group: Group | None = None


Reading = Fields | Unclear | NotUnderstood | NothingThere | About
EndsHere = Unclear | NotUnderstood | NothingThere
