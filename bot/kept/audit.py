"""Who changed what, in order: settings, exports, deletions, what those who run the bot did.  Never the text of a message.

Nothing of it is changed later; a chat that has itself forgotten takes its own lines along."""

import time
from typing import NamedTuple

from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Seal

KEEP_DAYS = 30
OF_THE_BOT = 0  # in the place of a chat: what concerns all


class Line(NamedTuple):
    """One act: when (local time), who (their number at Telegram), what."""

    at: str
    who: str
    act: str


class Audit:
    """Kept only where there is a seal, since it says who."""

    def __init__(self, db: PrivateDatabase, seal: Seal | None, keep_days: int = KEEP_DAYS) -> None:
        self._db, self._seal, self._keep = db, seal, keep_days * 24 * 3600
        db.create("audit", {"id": int, "at": float, "chat": str, "who": str, "act": str}, "id")

    @property
    def is_kept(self) -> bool:
        """Whether there is a seal."""
        return self._seal is not None

    def note(self, chat: int, who: int, act: str) -> None:
        """Add a line; nothing where there is no seal."""
        if self._seal is not None:
            self._db.run(
                "INSERT INTO audit (at, chat, who, act) VALUES (?, ?, ?, ?)",
                (time.time(), self._seal.mark(str(chat)), self._seal.close(str(who)), act),
            )

    def of(self, chat: int) -> list[Line]:
        """The lines of a chat, or of the bot, the oldest first."""
        if self._seal is None:
            return []
        rows = self._db.rows("SELECT at, who, act FROM audit WHERE chat = ? ORDER BY id", (self._seal.mark(str(chat)),))
        when = [time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)) for at, _, _ in rows]
        return [Line(at, self._seal.open(who) or "", act) for at, (_, who, act) in zip(when, rows, strict=True)]

    def throw_out_old(self) -> None:
        """Erase what is older than is kept."""
        self._db.run("DELETE FROM audit WHERE at < ?", (time.time() - self._keep,))

    def move(self, old: int, new: int) -> None:
        """A group has another number."""
        if self._seal is not None:
            self._db.run(
                "UPDATE audit SET chat = ? WHERE chat = ?", (self._seal.mark(str(new)), self._seal.mark(str(old)))
            )

    def forget(self, chat: int) -> None:
        """Erase all of a chat."""
        if self._seal is not None:
            self._db.run("DELETE FROM audit WHERE chat = ?", (self._seal.mark(str(chat)),))
