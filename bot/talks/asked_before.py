"""What was asked before in a talk, as single figures: which of them differ in one thing alone, and in what."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.reading.parts_and_wholes import is_part
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.targets.target import Target
from store.facts.catalogue import Catalogue
from store.forms.form import FigureId, Form

MOST_NAMED = 10  # bodies that a question names
PLAIN = ("value", "breakdown", "trend", "rank", "rank_years", "sum", "sum_years", "mean_years", "mean")


class Atom(NamedTuple):
    """One figure that was asked for."""

    body: str
    year: int
    target: Target
    whole: tuple[Target, ...] | None = None  # of a share: what it was measured against, empty where that was not said

    def phrase(self, form: Form) -> str:
        """The words by which it can be asked for."""
        what = phrase(self.target, form)
        if self.whole is None:
            return what
        return f"{what}占{phrase(self.whole[0], form)}的比例" if self.whole else f"{what}占比"


def atoms_of(fields: Fields) -> list[Atom]:
    """Every figure of a question; none where it was no plain one."""
    group = fields.group
    share = fields.operation == "share" and group is None and len(fields.base) < 2
    plain = fields.operation in PLAIN and not (fields.share or fields.change or fields.base)
    some_years = fields.operation == "rank_years" and any(condition.value for condition in fields.conditions)
    some = group is not None or some_years  # 哪年超过5600
    if fields.open or (fields.conditions and some) or not (plain or share):
        return []
    if any(not (target.figures or target.rate) for target in fields.targets):
        return []
    whole = fields.base if share else None
    return [
        Atom(body, year, target, whole) for body in fields.listed for year in fields.years for target in fields.targets
    ]


def one_found(fields: Fields) -> Fields:
    """The one body that a ranking found, as a question of its own; else the question as it is."""
    found = fields.found if fields.operation == "rank" and fields.group is not None else None
    return found if found is not None and len(found.bodies) == 1 else fields


def last_alike(history: tuple[Fields, ...], count: int) -> tuple[list[Atom], bool]:
    """The figures last asked for that differ in one thing, and whether these are all; with a count, so many of them."""
    found: list[Atom] = []
    for number, fields in enumerate(reversed(history)):
        atoms = atoms_of(fields) if _of_a_kind(fields, history[-1]) else []
        if len(set(found) & set(atoms)) > 1:
            return found, True  # 去掉镇海: the list was made anew
        more = distinct((*atoms, *found))
        if not atoms or (count and len(found) >= count) or (len(more) > 1 and not varies_in(more)):
            of_the_same = (
                not fields.targets and fields.bodies == history[-1].bodies
            )  # a figure and its share in one message
            at_once = len(found) == len(atoms_of(history[-1])) and varies_in(found) == "bodies"  # 合计: of those
            return found, at_once or number == len(history) or not (atoms or of_the_same)
        found = more
    return found, True


def _of_a_kind(one: Fields, other: Fields) -> bool:
    """哪个多 after 什么原因 is among the reasons, unless two bodies were asked for theirs."""
    return (one.operation == "breakdown") == (other.operation == "breakdown")


def several_asked(history: tuple[Fields, ...]) -> bool:
    """Whether the last two questions asked for more than one figure; two of a ranking that was gone back to do not count."""
    asked = [f for f in history[-2:] if _of_a_kind(f, history[-1]) and (f is history[-1] or not f.picked)]
    return len(distinct(atom for fields in asked for atom in atoms_of(fields))) > 1


def last_two(earlier: Fields, catalogue: Catalogue) -> tuple[str, Atom, Atom] | None:
    """The two figures last asked for that differ in one thing alone, in the order in which they were asked for, and in what they
    differ; None where there are none, or more."""
    history = _without_rates_of_one(_without_shares_of_asked((*earlier.before, earlier)))
    for end in range(len(history), 0, -1):
        atoms, _ = last_alike(history[:end], 0)
        if len(atoms) > 2:
            return None
        if len(atoms) == 2 and (varies := varies_in(atoms)) and all(atom.body in catalogue.by_agency for atom in atoms):
            return varies, atoms[0], atoms[1]
    return None


def _without_shares_of_asked(history: tuple[Fields, ...]) -> tuple[Fields, ...]:
    """后者占比 after A, B, 前者占比 is of B: the share of one of the two is no third."""
    asked = {target for fields in history if fields.operation == "value" for target in fields.targets}
    kept = tuple(fields for fields in history if fields.operation != "share" or not asked.issuperset(fields.targets))
    return kept or history


def _without_rates_of_one(history: tuple[Fields, ...]) -> tuple[Fields, ...]:
    """后者呢 after 广州和深圳谁多, 前者的公开率: the two rates that one word stands for are no two things."""
    if len(history) < 2 or len(history[-1].bodies) != 1 or not all(target.rate for target in history[-1].targets):
        return history
    two_bodies = len(history[-2].listed) == 2 and set(history[-1].bodies) < set(history[-2].listed)
    return history[:-1] if two_bodies and len(history[-1].targets) > 1 else history


def distinct(atoms: Iterable[Atom]) -> list[Atom]:
    return list(dict.fromkeys(atoms))


def parts_alone(atoms: list[Atom], form: Form) -> list[Atom]:
    """谁更多 after 申请, 公益组织的, 法律服务机构呢: the two parts; a whole is more than each anyway, and so is what came in (新收) where
    the others are results."""
    named = [figure for atom in atoms for figure in atom.target.figures]
    wholes = {w for w in named if any(is_part(part, w, form) for part in named)}
    wholes |= {figure for figure in named if _came_in(figure, form) and any(_is_result(f, form) for f in named)}
    parts = [atom for atom in atoms if not wholes.intersection(atom.target.figures)]
    return parts if len(parts) > 1 else atoms


def _came_in(figure: FigureId, form: Form) -> bool:
    return bool(figure.row) and figure.row == form.tables[figure.table].default_row


def _is_result(figure: FigureId, form: Form) -> bool:
    """Whether its row is one of those that another row is made of."""
    table = form.tables[figure.table]
    return any(table.holds(FigureId(figure.table, whole, ""), figure._replace(column="")) for whole in table.rows)


def varies_in(atoms: list[Atom]) -> str:
    """In what the figures differ: bodies, years or targets; empty where in none or in several."""
    sizes = {
        "bodies": len({atom.body for atom in atoms}), "years": len({atom.year for atom in atoms}),
        "targets": len({(atom.target, atom.whole) for atom in atoms}),
    }  # fmt: skip
    several = [name for name, size in sizes.items() if size > 1]
    return several[0] if len(several) == 1 and sizes[several[0]] == len(atoms) else ""


def passed_on(earlier: Fields) -> bool:
    """Whether the last two figures are what one year passed on and what the next took over."""
    asked = distinct(atom for fields in (*earlier.before, earlier) for atom in atoms_of(fields))[-2:]
    rows = {atom.year: [figure.row for figure in atom.target.figures] for atom in asked}
    return len(rows) == 2 and rows[min(rows)] == ["carried_out"] and rows.get(min(rows) + 1) == ["carried_in"]
