"""Which chat wants to hear of which body's new reports, and what it has heard of already."""

import time
from collections.abc import Callable
from typing import IO, NamedTuple

from bot.kept.private_database import PrivateDatabase, locked
from bot.kept.seal import Seal

MOST = 20  # bodies a chat


class Watch(NamedTuple):
    """One body of one chat; `heard`: the newest report told of, by its id; `topic`: of a forum, in which it was asked for."""

    mark: str
    chat: int
    body: str
    heard: int
    topic: int


class Watches:
    """Chats are sealed; the same chat is known again by its mark."""

    def __init__(self, db: PrivateDatabase, seal: Seal) -> None:
        self._db, self._seal = db, seal
        columns = {"mark": str, "of": str, "chat": str, "body": str, "heard": int, "since": float, "topic": int}
        db.create("watches", columns, "mark")

    def alone(self) -> IO[bytes] | None:
        """Held by the one process that tells, until it is closed; None where another one does."""
        try:
            return locked(self._db.path.with_suffix(".telling"))
        except BlockingIOError:
            return None

    def add(self, chat: int, body: str, heard: int, topic: int = 0) -> bool:
        """Watch a body from now on; False where the chat watches as many as it may."""
        of = self._seal.mark(str(chat))
        with self._db.at_once():
            if len(self.bodies(chat)) >= MOST and body not in self.bodies(chat):
                return False
            self._db.run(
                "INSERT INTO watches (mark, of, chat, body, heard, since, topic) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (mark) DO UPDATE SET topic = excluded.topic",
                (self._mark(chat, body), of, self._seal.close(str(chat)), body, heard, time.time(), topic),
            )
        return True

    def end(self, chat: int, body: str) -> bool:
        """Watch no longer; False where it was not watched."""
        return self._db.run("DELETE FROM watches WHERE mark = ?", (self._mark(chat, body),)) > 0

    def bodies(self, chat: int) -> list[str]:
        """What a chat watches, the oldest first."""
        rows = self._db.rows("SELECT body FROM watches WHERE of = ? ORDER BY since", (self._seal.mark(str(chat)),))
        return [row[0] for row in rows]

    def chats(self) -> set[int]:
        """The chats that watch anything."""
        opened = (self._seal.open(chat) for (chat,) in self._db.rows("SELECT DISTINCT chat FROM watches"))
        return {int(chat) for chat in opened if chat}

    def due(self, newest: Callable[[str], int]) -> list[Watch]:
        """The watches whose body has another newest report than was told of: a new one, or the one told of was taken out.  `newest`:
        the id of a body's latest, 0 for none."""
        rows = self._db.rows("SELECT mark, chat, body, heard, topic FROM watches ORDER BY since")
        due = (row for row in rows if newest(row[2]) != row[3])
        opened = ((mark, self._seal.open(chat), body, heard, topic) for mark, chat, body, heard, topic in due)
        return [Watch(m, int(c), body, heard, topic) for m, c, body, heard, topic in opened if c]

    def heard(self, watch: Watch, report: int) -> None:
        """Told of a report, or that those after it are gone."""
        self._db.run("UPDATE watches SET heard = ? WHERE mark = ?", (report, watch.mark))

    def move(self, old: int, new: int) -> None:
        """A group has another number."""
        with self._db.at_once():
            for body in self.bodies(old):
                self._db.run(
                    "UPDATE OR REPLACE watches SET mark = ?, of = ?, chat = ? WHERE mark = ?",
                    (self._mark(new, body), self._seal.mark(str(new)), self._seal.close(str(new)), self._mark(old, body)),
                )  # fmt: skip

    def forget(self, chat: int) -> None:
        """Erase all of a chat."""
        self._db.run("DELETE FROM watches WHERE of = ?", (self._seal.mark(str(chat)),))

    def _mark(self, chat: int, body: str) -> str:
        return self._seal.mark(f"{chat} {body}")
