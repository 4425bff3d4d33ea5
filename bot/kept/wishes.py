"""What a chat wishes: the bodies meant where none is named, short answers, traditional script.  Kept as text in the database of talks."""

import json
import time
from dataclasses import asdict, dataclass, fields

from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Marks, Seal

LEFT_SECONDS = 30 * 24 * 3600  # what was set for a chat stays as long after the bot has left it


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


class WishesOfChats:
    """The wishes by the marks of chats.  All calls may come from any thread."""

    def __init__(self, db: PrivateDatabase, marks: Marks, seal: Seal | None) -> None:
        self._db, self._marks, self._seal = db, marks, seal
        db.create("wishes", {"chat": str, "number": str, "settings": str, "at": float, "left": float}, "chat")
        with db.at_once():  # what earlier versions kept under numbers
            if db.row("SELECT 1 FROM sqlite_master WHERE name = 'settings'") is not None:
                for chat, settings in db.rows("SELECT chat, settings FROM settings"):
                    self.keep(chat, wishes_of(settings))
                db.run("DROP TABLE settings")

    def of(self, chat: int) -> Wishes:
        """What was set for a chat, or what holds for everybody."""
        row = self._db.row("SELECT settings FROM wishes WHERE chat = ?", (self._marks.of(chat),))
        return wishes_of(row[0] if row else None)

    def keep(self, chat: int, wishes: Wishes) -> None:
        """Set for a chat; its number is kept too, sealed, where there is a key."""
        number = self._seal.close(str(chat)) if self._seal is not None else ""
        self._db.run(
            "INSERT OR REPLACE INTO wishes (chat, number, settings, at, left) VALUES (?, ?, ?, ?, 0)",
            (self._marks.of(chat), number, as_text(wishes), time.time()),
        )

    def all(self) -> dict[int, Wishes]:
        """Chats whose number can be told, and what was set for them."""
        if self._seal is None:
            return {}
        rows = self._db.rows("SELECT number, settings FROM wishes WHERE number <> ''")
        opened = ((self._seal.open(number), settings) for number, settings in rows)
        return {int(number): wishes_of(settings) for number, settings in opened if number}

    def leave(self, chat: int) -> None:
        """The bot was taken out of a chat: what was set for it is erased after a while, unless it comes back."""
        self._db.run("UPDATE wishes SET left = ? WHERE chat = ?", (time.time(), self._marks.of(chat)))

    def come_back(self, chat: int) -> None:
        """The bot is in a chat again."""
        self._db.run("UPDATE wishes SET left = 0 WHERE chat = ?", (self._marks.of(chat),))

    def throw_out_old(self) -> None:
        """Erase what was set for chats that were left long ago."""
        self._db.run("DELETE FROM wishes WHERE left > 0 AND left < ?", (time.time() - LEFT_SECONDS,))

    def move(self, old: int, new: int) -> None:
        """A group has another number."""
        with self._db.at_once():
            if self._db.row("SELECT 1 FROM wishes WHERE chat = ?", (self._marks.of(old),)) is not None:
                self.keep(new, self.of(old))
                self.forget(old)

    def forget(self, chat: int) -> None:
        """Erase what was set for a chat."""
        self._db.run("DELETE FROM wishes WHERE chat = ?", (self._marks.of(chat),))
