"""What a chat wishes: the body meant where none is named, short answers, traditional script.  Kept as text in the database of talks."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """`home` is a body's id; empty: none.  `changer`: who changed it last, by Telegram's number."""

    home: str = ""
    short: bool = False
    traditional: bool = False
    changer: int = 0


def wishes_of(kept: str | None) -> Wishes:
    """The wishes kept, or those of everybody."""
    return Wishes(**json.loads(kept)) if kept else Wishes()


def as_text(wishes: Wishes) -> str:
    """What is kept."""
    return json.dumps(asdict(wishes), ensure_ascii=False)
