"""Updates received and not yet handled; their text is erased as soon as they are.

Several processes may share one inbox.  Each holds a lock file for as long as it lives, so that what a dead one left behind is taken
up by the next that starts, and what a living one works on is not."""

import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bot.kept.private_database import PrivateDatabase, locked
from bot.kept.seal import Seal

KEPT_SECONDS = 24 * 3600  # Telegram itself keeps an update no longer
MOST_TRIES, MOST_FINISHED = 3, 10_000


class Received(NamedTuple):
    """An update as it came: its number, its text, the mark of who waits for it."""

    number: int
    raw: str
    asker: str = ""


class Inbox:
    """The updates of one bot."""

    def __init__(self, db: PrivateDatabase, seal: Seal | None = None) -> None:
        self._db, self._seal = db, seal
        columns = {"update_id": int, "raw": str, "done": int, "tries": int, "at": float, "owner": str}
        columns |= {"asker": str, "held": int}
        db.create("inbox", columns, "update_id")
        self._finished: set[int] = set()  # by this process, of late: they need no second look
        self._owner = secrets.token_hex(8)
        self._alive = locked(self._lock_file(self._owner))

    def receive(self, updates: Iterable[Received]) -> list[int]:
        """Keep updates before they are confirmed, sealed where there is a key; the numbers of those that were not here before."""
        now = time.time()
        with self._db.at_once():
            return [update.number for update in updates if self._is_new(update, now)]

    def _is_new(self, update: Received, now: float) -> bool:
        raw = self._seal.close(update.raw) if self._seal is not None else update.raw
        return self._db.run(
            "INSERT OR IGNORE INTO inbox (update_id, raw, done, tries, at, owner, asker, held) VALUES (?, ?, 0, 0, ?, ?, ?, 0)",
            (update.number, raw, now, self._owner, update.asker),
        ) == 1  # fmt: skip

    def hold(self, update_id: int) -> None:
        """An update could not be answered: it is not finished, so that the next start takes it up."""
        self._finished.discard(update_id)
        self._db.run("UPDATE inbox SET held = 1 WHERE update_id = ?", (update_id,))

    def release(self, update_id: int) -> None:
        """An update that was held is worked on again."""
        self._finished.discard(update_id)
        self._db.run("UPDATE inbox SET held = 0 WHERE update_id = ?", (update_id,))

    def waits_for(self, update_id: int, asker: str) -> bool:
        """Whether another living process still works on an earlier update of the same asker."""
        owners = self._db.rows(
            "SELECT DISTINCT owner FROM inbox WHERE done = 0 AND held = 0 AND asker = ? AND update_id < ? AND owner <> ?",
            (asker, update_id, self._owner),
        )
        return not all(self._is_gone(owner) for (owner,) in owners)

    def finish(self, update_id: int) -> None:
        """An update is handled: its text is erased, its number kept so that a repeated delivery is known."""
        if update_id in self._finished:
            return
        if len(self._finished) > MOST_FINISHED:
            self._finished.clear()
        self._finished.add(update_id)
        with self._db.at_once(flushed=False):
            self._db.run(
                "UPDATE inbox SET done = 1, raw = '' WHERE update_id = ? AND done = 0 AND held = 0", (update_id,)
            )

    def throw_out_old(self) -> None:
        """Erase the text of what can no longer be answered, and what is too old to come twice."""
        now = time.time()
        with self._db.at_once():
            self._db.run("UPDATE inbox SET done = 1, raw = '' WHERE done = 0 AND at < ?", (now - KEPT_SECONDS,))
            self._db.run("DELETE FROM inbox WHERE at < ?", (now - 7 * KEPT_SECONDS,))

    def forget(self, asker: str) -> None:
        """Erase the text of what one asker still waits for."""
        self._db.run("UPDATE inbox SET done = 1, raw = '' WHERE asker = ? AND done = 0 AND held = 1", (asker,))

    def take_over(self) -> list[str]:
        """Updates that a dead process left unhandled, oldest first; one that failed too often stays parked."""
        now = time.time()
        self.throw_out_old()
        with self._db.at_once():
            owners = [row[0] for row in self._db.rows("SELECT DISTINCT owner FROM inbox WHERE done = 0")]
            for owner in filter(self._is_gone, owners):
                self._db.run(
                    "UPDATE inbox SET owner = ?, tries = tries + 1, held = 0 WHERE done = 0 AND owner = ?",
                    (self._owner, owner),
                )
            self._tidy_locks()
            rows = self._db.rows(
                "SELECT raw FROM inbox WHERE done = 0 AND owner = ? AND tries <= ? AND at > ? ORDER BY update_id",
                (self._owner, MOST_TRIES, now - KEPT_SECONDS),
            )
        return [text for (raw,) in rows if (text := self._opened(raw))]

    def _opened(self, raw: str) -> str | None:
        """None where it was sealed with another key."""
        if raw.startswith("{"):
            return raw
        return self._seal.open(raw) if self._seal is not None else None

    def waiting(self) -> int:
        """How many updates are not handled yet."""
        return int(self._db.rows("SELECT count(*) FROM inbox WHERE done = 0")[0][0])

    def close(self) -> None:
        """Let go of the lock."""
        self._alive.close()
        self._lock_file(self._owner).unlink(missing_ok=True)

    def _lock_file(self, owner: str) -> Path:
        return self._db.path.with_suffix(f".{owner}.lock")

    def _is_gone(self, owner: str) -> bool:
        if owner == self._owner:
            return False
        file = self._lock_file(owner) if owner else None
        if file is None or not file.exists():
            return True
        try:
            locked(file).close()
        except BlockingIOError:
            return False
        return True

    def _tidy_locks(self) -> None:
        """Take away the lock files of dead processes."""
        for file in self._db.path.parent.glob(f"{self._db.path.stem}.*.lock"):
            owner = file.name.removeprefix(f"{self._db.path.stem}.").removesuffix(".lock")
            if self._is_gone(owner):
                file.unlink(missing_ok=True)
