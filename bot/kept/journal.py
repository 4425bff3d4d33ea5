"""What the operator may look at later: how answers went, what was asked in vain, what was loaded.  Never who asked."""

import json
import statistics
import time
from collections.abc import Iterable
from typing import NamedTuple

from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Seal

DAY = 24 * 3600
IN_VAIN = ("not_understood", "no_data")


class Counted(NamedTuple):
    """Answers of a time: how many by status, and milliseconds (the middle one, and what 95 of 100 stay under)."""

    by_status: dict[str, int]
    median: float
    p95: float


class Loaded(NamedTuple):
    """A report that was loaded, by the id of that version."""

    body: str
    year: int
    report: int


class Journal:
    """Kept for so many days.  Texts are kept only where there is a seal."""

    def __init__(self, db: PrivateDatabase, seal: Seal | None, days: int) -> None:
        self._db, self._seal, self._kept = db, seal, days * DAY
        db.create("outcomes", {"id": int, "at": float, "status": str, "ms": float}, "id")
        db.create("unanswered", {"mark": str, "at": float, "text": str, "times": int}, "mark")
        db.create("loads", {"id": int, "at": float, "reports": str}, "id")

    @property
    def keeps_texts(self) -> bool:
        """Whether questions can be kept at all."""
        return self._seal is not None

    def note(self, question: str, status: str, milliseconds: float) -> None:
        """One answer given."""
        now = time.time()
        with self._db.at_once():
            self._db.run("INSERT INTO outcomes (at, status, ms) VALUES (?, ?, ?)", (now, status, milliseconds))
            if self._seal is not None and status in IN_VAIN:
                self._db.run(
                    "INSERT INTO unanswered (mark, at, text, times) VALUES (?, ?, ?, 1)"
                    " ON CONFLICT (mark) DO UPDATE SET at = excluded.at, times = times + 1",
                    (self._seal.mark(question), now, self._seal.close(question)),
                )

    def throw_out_old(self) -> None:
        """Erase what is older than the days it is kept."""
        with self._db.at_once():
            for table in ("outcomes", "unanswered", "loads"):
                self._db.run(f"DELETE FROM {table} WHERE at < ?", (time.time() - self._kept,))  # noqa: S608

    def counted(self, days: int) -> Counted:
        """The answers of the last days."""
        rows = self._db.rows("SELECT status, ms FROM outcomes WHERE at > ?", (time.time() - days * DAY,))
        times = sorted(ms for _, ms in rows)
        by_status = {status: sum(s == status for s, _ in rows) for status in dict.fromkeys(s for s, _ in rows)}
        return (
            Counted(by_status, statistics.median(times), times[int(len(times) * 0.95)]) if rows else Counted({}, 0, 0)
        )

    def unanswered(self) -> list[tuple[str, int]]:
        """What was asked in vain and how often, the most frequent first."""
        rows = self._db.rows("SELECT text, times FROM unanswered ORDER BY times DESC, at DESC")
        texts = self._opened(text for text, _ in rows)
        return [(text, times) for text, (_, times) in zip(texts, rows, strict=True) if text]

    def keep_load(self, by: str, reports: list[Loaded]) -> None:
        """What somebody, by their mark, has loaded by message."""
        kept = json.dumps({"by": by, "reports": reports})
        self._db.run("INSERT INTO loads (at, reports) VALUES (?, ?)", (time.time(), kept))

    def last_load(self, by: str) -> tuple[int, list[Loaded]]:
        """What somebody's last load by message has stored, and its number for `drop_load`; 0 and nothing where there is none."""
        for number, text in self._db.rows("SELECT id, reports FROM loads ORDER BY id DESC"):
            kept = json.loads(text)
            if isinstance(kept, dict) and kept["by"] == by:
                return number, [Loaded(*report) for report in kept["reports"]]
        return 0, []

    def drop_load(self, number: int) -> None:
        """A load was taken back: the next one to take back is the one before."""
        self._db.run("DELETE FROM loads WHERE id = ?", (number,))

    def _opened(self, sealed: Iterable[str]) -> list[str | None]:
        return [self._seal.open(text) if self._seal is not None else None for text in sealed]
