"""What a chat wishes: the body meant where none is named, short answers, traditional script.  Kept as text in the database of talks."""

import json
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Wishes:
    """`home` is a body's id; empty: none.  `year`: the one meant where none is said; 0: the newest.

    `anyone`: whoever is in the group may press buttons.  `tidy`: notices in the group go away by themselves."""

    home: str = ""
    year: int = 0
    short: bool = False
    traditional: bool = False
    anyone: bool = False
    tidy: bool = False


def wishes_of(kept: str | None) -> Wishes:
    """The wishes kept, or those of everybody."""
    if not kept:
        return Wishes()
    known = {field.name for field in fields(Wishes)}
    return Wishes(**{name: value for name, value in json.loads(kept).items() if name in known})


def as_text(wishes: Wishes) -> str:
    """What is kept."""
    return json.dumps(asdict(wishes), ensure_ascii=False)
