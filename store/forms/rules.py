"""What must hold in a report: types, read from the form's files."""

from dataclasses import dataclass

from store.forms import formula

BEFORE = "before."  # stands before the names of last year's figures


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its name, and how sure it is: 确定 (it is so), 可能 (a reading of the text), 提示 (worth a look)."""

    name: str
    sure: str


@dataclass(frozen=True, slots=True)
class Check:
    """An equation that must hold in each column (or row) of a table; one across years calls last year's figures before.x.

    What breaks it is a finding with its id, `name`对不上 and as `sure` as it says.
    """

    id: str
    name: str
    sure: str
    table: str
    each: str
    equation: formula.Operation
    source: str


@dataclass(frozen=True, slots=True)
class Jump:
    """How many times over a figure must change to be worth a hint, and from what size on."""

    times: int
    least: int


@dataclass(frozen=True, slots=True)
class Impossible:
    """Rows that only some bodies can have anything in; `levels`: 1 province, 2 city, 3 county, 4 township."""

    table: str
    rows: tuple[str, ...]
    levels: tuple[int, ...]
    reason: str
