"""What a chat wishes: the bodies meant where none is named, short answers, traditional script.  Kept as text in the database of talks."""

import json
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Wishes:
    """`homes` are bodies' ids.  `year`: the one meant where none is said; 0: the newest.

    `anyone`: whoever is in the group may press buttons.  `tidy`: notices in the group go away by themselves.
    `silent`: what the operator announces is not sent here."""

    homes: tuple[str, ...] = ()
    year: int = 0
    short: bool = False
    traditional: bool = False
    anyone: bool = False
    tidy: bool = False
    silent: bool = False


def wishes_of(kept: str | None) -> Wishes:
    """The wishes kept, or those of everybody."""
    if not kept:
        return Wishes()
    said = json.loads(kept)
    known = {name: said[name] for name in (field.name for field in fields(Wishes)) if name in said}
    earlier = [said["home"]] if said.get("home") else []  # as it was kept when a chat could have but one
    return Wishes(**known | {"homes": tuple(said.get("homes", earlier))})


def as_text(wishes: Wishes) -> str:
    """What is kept."""
    return json.dumps(asdict(wishes), ensure_ascii=False)
