"""What is remembered of talks: the inbox, where each talk stands, what buttons mean.

A database of its own, since it is private, short-lived and written by the bot, while reports are public and mostly read.
An update's text is erased as soon as it is answered.  All calls may come from any thread."""

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import sqlite_utils

APPLICATION = 0x77656E63  # "wenc"
TALK_SECONDS = 30 * 60
BUTTON_SECONDS = 30 * 24 * 3600
INBOX_SECONDS = 24 * 3600  # Telegram itself keeps an update no longer
MOST_TRIES = 3


class ChatsError(Exception):
    """The database of talks cannot be used; the sentence says why."""


class Chats:
    """The one connection to the database of talks."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            if connection.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION):
                raise ChatsError(f"{path} 不是问数的会话库；请用 WENSHU_CHATS 另指一个文件。")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        except (sqlite3.Error, OSError) as error:
            raise ChatsError(f"打不开会话库 {path}：{error}。") from error
        path.chmod(0o600)
        self._db = sqlite_utils.Database(connection)
        self._lock = threading.Lock()
        with self._db.atomic():
            self._create()

    def _create(self) -> None:
        inbox = {"update_id": int, "raw": str, "done": int, "tries": int, "at": float}
        self._db.table("inbox").create(inbox, pk="update_id", if_not_exists=True)
        self._db.table("talks").create({"key": str, "talk": str, "at": float}, pk="key", if_not_exists=True)
        self._db.table("buttons").create({"id": str, "ask": str, "key": str, "at": float}, pk="id", if_not_exists=True)

    # --------------------------------------------------------------------------------------------------- inbox
    def receive(self, update_id: int, raw: str) -> bool:
        """Keep an update before it is confirmed.  False where it was here before."""
        with self._lock:
            row = self._db.conn.execute(
                "INSERT OR IGNORE INTO inbox (update_id, raw, done, tries, at) VALUES (?, ?, 0, 0, ?)",
                (update_id, raw, time.time()),
            )
            return row.rowcount == 1

    def finish(self, update_id: int) -> None:
        """An update is handled: its text is erased, its number kept so that a repeated delivery is known."""
        with self._lock:
            self._db.conn.execute("UPDATE inbox SET done = 1, raw = '' WHERE update_id = ?", (update_id,))

    def unfinished(self) -> list[str]:
        """Updates received but not handled, oldest first; one that failed too often stays parked."""
        now = time.time()
        with self._lock, self._db.atomic():
            self._db.conn.execute("DELETE FROM inbox WHERE at < ?", (now - 7 * INBOX_SECONDS,))
            rows = self._db.conn.execute(
                "SELECT raw FROM inbox WHERE NOT done AND tries < ? AND at > ? ORDER BY update_id",
                (MOST_TRIES, now - INBOX_SECONDS),
            ).fetchall()
            self._db.conn.execute("UPDATE inbox SET tries = tries + 1 WHERE NOT done")
        return [row[0] for row in rows]

    # --------------------------------------------------------------------------------------------------- talks
    def talk(self, key: str) -> str | None:
        """Where a talk stands, unless it was too long ago."""
        with self._lock:
            row = self._db.conn.execute(
                "SELECT talk FROM talks WHERE key = ? AND at > ?", (key, time.time() - TALK_SECONDS)
            ).fetchone()
        return row[0] if row else None

    def keep_talk(self, key: str, talk: str) -> None:
        """Remember where a talk stands; forget the ones of long ago."""
        now = time.time()
        with self._lock, self._db.atomic():
            self._db.conn.execute("INSERT OR REPLACE INTO talks (key, talk, at) VALUES (?, ?, ?)", (key, talk, now))
            self._db.conn.execute("DELETE FROM talks WHERE at < ?", (now - TALK_SECONDS,))

    # ------------------------------------------------------------------------------------------------- buttons
    def keep_buttons(self, key: str, asks: Iterable[str]) -> list[str]:
        """An opaque id for each question that a button asks."""
        now = time.time()
        ids = [(secrets.token_urlsafe(9), ask) for ask in asks]
        with self._lock, self._db.atomic():
            self._db.conn.executemany(
                "INSERT INTO buttons (id, ask, key, at) VALUES (?, ?, ?, ?)", [(i, ask, key, now) for i, ask in ids]
            )
            self._db.conn.execute("DELETE FROM buttons WHERE at < ?", (now - BUTTON_SECONDS,))
        return [i for i, _ in ids]

    def button(self, button_id: str) -> tuple[str, str] | None:
        """(question, key of the talk) of a button, if it is known."""
        with self._lock:
            row = self._db.conn.execute("SELECT ask, key FROM buttons WHERE id = ?", (button_id,)).fetchone()
        return (row[0], row[1]) if row else None

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()
