"""What was called wrong: the answer and its question, why, and where it stands, so that it is told there when it is looked at.

Never who said so."""

import json
import time
from typing import NamedTuple

from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Seal

DAY = 24 * 3600


class Complaint(NamedTuple):
    """An answer that was called wrong; `mark` tells it from others, `why` is what was said of it, `chat` and `message` where it stands
    (0 where that was not kept)."""

    mark: str
    day: str
    question: str
    shown: str
    why: tuple[str, ...] = ()
    chat: int = 0
    message: int = 0


class Complaints:
    """Kept for so many days, and only where there is a seal."""

    def __init__(self, db: PrivateDatabase, seal: Seal | None, keep_days: int) -> None:
        self._db, self._seal, self._keep = db, seal, keep_days * DAY
        db.create("complaints", {"mark": str, "at": float, "text": str, "chat": str}, "mark")

    def add(self, chat: int, message: int, question: str, shown: str) -> str | None:
        """The mark of a new one; None where the same answer was called wrong before, or nothing can be kept."""
        if self._seal is None:
            return None
        mark = self._seal.mark(f"{chat} at {message} {shown}")
        text = {"question": question, "shown": shown, "why": [], "chat": chat, "message": message}
        kept = self._db.run(
            "INSERT OR IGNORE INTO complaints (mark, at, text, chat) VALUES (?, ?, ?, ?)",
            (mark, time.time(), self._closed(text), self._seal.mark(str(chat))),
        )
        return mark if kept == 1 else None

    def explain(self, mark: str, why: str) -> bool:
        """Why it is wrong, after what was said of it before; False where it is looked at already."""
        with self._db.at_once():
            if (found := self.one(mark)) is None:
                return False
            self._keep_changed(found._replace(why=(*found.why, why)))
        return True

    def all(self) -> list[Complaint]:
        """The newest first."""
        rows = self._db.rows("SELECT mark, at, text FROM complaints ORDER BY at DESC")
        return [found for row in rows if (found := self._opened(*row)) is not None]

    def one(self, mark: str) -> Complaint | None:
        """The one of that mark; None where it is looked at already."""
        row = self._db.row("SELECT mark, at, text FROM complaints WHERE mark = ?", (mark,))
        return self._opened(*row) if row is not None else None

    def close(self, mark: str) -> None:
        """It was looked at."""
        self._db.run("DELETE FROM complaints WHERE mark = ?", (mark,))

    def throw_out_old(self) -> None:
        """Erase what is older than it is kept."""
        self._db.run("DELETE FROM complaints WHERE at < ?", (time.time() - self._keep,))

    def move(self, old: int, new: int) -> None:
        """A group has another number."""
        if self._seal is None:
            return
        with self._db.at_once():
            was, now = self._seal.mark(str(old)), self._seal.mark(str(new))
            self._db.run("UPDATE complaints SET chat = ? WHERE chat = ?", (now, was))
            for found in self.all():
                if found.chat == old:
                    self._keep_changed(found._replace(chat=new))

    def forget(self, chat: int) -> None:
        """Erase all of a chat."""
        if self._seal is not None:
            self._db.run("DELETE FROM complaints WHERE chat = ?", (self._seal.mark(str(chat)),))

    def _keep_changed(self, changed: Complaint) -> None:
        text = {name: value for name, value in changed._asdict().items() if name not in ("mark", "day")}
        self._db.run("UPDATE complaints SET text = ? WHERE mark = ?", (self._closed(text), changed.mark))

    def _closed(self, text: dict[str, object]) -> str:
        assert self._seal is not None
        return self._seal.close(json.dumps(text, ensure_ascii=False))

    def _opened(self, mark: str, at: float, sealed: str) -> Complaint | None:
        text = self._seal.open(sealed) if self._seal is not None else None
        if text is None:
            return None
        said = json.loads(text)
        if isinstance(said, list):  # as earlier versions kept it
            said = dict(zip(("question", "shown"), said, strict=True))
        day = time.strftime("%Y-%m-%d", time.localtime(at))
        return Complaint(mark, day, **said | {"why": tuple(said.get("why", ()))})
