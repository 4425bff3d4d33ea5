"""What is remembered of talks: the inbox, where each talk stands, what buttons mean.

A database of its own, since it is private, short-lived and written by the bot, while reports are public and mostly read.
An update's text is erased as soon as it is answered.  All calls may come from any thread."""

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import sqlite_utils

APPLICATION = 0x77656E63  # "wenc"
TALK_SECONDS = 30 * 60
BUTTON_SECONDS = 30 * 24 * 3600
INBOX_SECONDS = 24 * 3600  # Telegram itself keeps an update no longer
EDIT_SECONDS = 48 * 3600  # a bot can change its message no longer
MOST_TRIES = 3
KEYED = (
    ("talks", "key"),
    ("buttons", "key"),
    ("answers", "question"),
)  # tables whose rows begin with the chat's number


class Button(NamedTuple):
    """What a button does (`act`), with which question or figures, for whose talk."""

    act: str
    ask: str
    key: str


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
        buttons = self._db.table("buttons")
        buttons.create({"id": str, "ask": str, "key": str, "at": float}, pk="id", if_not_exists=True)
        if "act" not in buttons.columns_dict:
            buttons.add_column("act", str, not_null_default="ask")
        answers = {"question": str, "answer": int, "before": str, "at": float}
        self._db.table("answers").create(answers, pk="question", if_not_exists=True)
        self._db.table("settings").create({"chat": int, "settings": str, "at": float}, pk="chat", if_not_exists=True)

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

    def waiting(self) -> int:
        """How many updates are not handled yet."""
        with self._lock:
            return int(self._db.conn.execute("SELECT count(*) FROM inbox WHERE NOT done").fetchone()[0])

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

    def drop_talk(self, key: str) -> None:
        """Forget where a talk stands."""
        with self._lock:
            self._db.conn.execute("DELETE FROM talks WHERE key = ?", (key,))

    # ------------------------------------------------------------------------------------------------- buttons
    def keep_buttons(self, key: str, buttons: Iterable[tuple[str, str]]) -> list[str]:
        """An opaque id for each button: what it does, and the question or figures it does it with."""
        now = time.time()
        ids = [(secrets.token_urlsafe(9), act, ask) for act, ask in buttons]
        with self._lock, self._db.atomic():
            self._db.conn.executemany(
                "INSERT INTO buttons (id, act, ask, key, at) VALUES (?, ?, ?, ?, ?)",
                [(i, act, ask, key, now) for i, act, ask in ids],
            )
            self._db.conn.execute("DELETE FROM buttons WHERE at < ?", (now - BUTTON_SECONDS,))
        return [i for i, _, _ in ids]

    def button(self, button_id: str) -> Button | None:
        """What a button means, if it is known."""
        with self._lock:
            row = self._db.conn.execute("SELECT act, ask, key FROM buttons WHERE id = ?", (button_id,)).fetchone()
        return Button(*row) if row else None

    # ------------------------------------------------------------------------------------------------- answers
    def keep_answer(self, question: str, answer: int, before: str) -> None:
        """Which message answered which, and where the talk stood before: an edited question is answered anew."""
        now = time.time()
        with self._lock, self._db.atomic():
            self._db.conn.execute(
                "INSERT OR REPLACE INTO answers (question, answer, before, at) VALUES (?, ?, ?, ?)",
                (question, answer, before, now),
            )
            self._db.conn.execute("DELETE FROM answers WHERE at < ?", (now - EDIT_SECONDS,))

    def answer_to(self, question: str) -> tuple[int, str] | None:
        """The message that answered a question, and where the talk stood before it."""
        with self._lock:
            row = self._db.conn.execute(
                "SELECT answer, before FROM answers WHERE question = ? AND at > ?",
                (question, time.time() - EDIT_SECONDS),
            ).fetchone()
        return (row[0], row[1]) if row else None

    # ------------------------------------------------------------------------------------------------ settings
    def settings(self, chat: int) -> str | None:
        """What was set for a chat, as text."""
        with self._lock:
            row = self._db.conn.execute("SELECT settings FROM settings WHERE chat = ?", (chat,)).fetchone()
        return row[0] if row else None

    def keep_settings(self, chat: int, settings: str) -> None:
        """Set for a chat."""
        with self._lock:
            self._db.conn.execute(
                "INSERT OR REPLACE INTO settings (chat, settings, at) VALUES (?, ?, ?)", (chat, settings, time.time())
            )

    def move(self, old: int, new: int) -> None:
        """A group became a supergroup: all that is kept of it under its new number, at once."""
        with self._lock, self._db.atomic():
            self._db.conn.execute("UPDATE OR REPLACE settings SET chat = ? WHERE chat = ?", (new, old))
            for table, column in KEYED:
                self._db.conn.execute(
                    f"UPDATE OR REPLACE {table} SET {column} = ? || substr({column}, ?) WHERE {column} LIKE ?",  # noqa: S608
                    (str(new), len(str(old)) + 1, f"{old} %"),
                )

    def forget(self, chat: int, user: int | None = None) -> None:
        """Erase what is kept of a chat, or of one person in it."""
        keys = (str(chat), f"{chat} %") if user is None else (f"{chat} % {user}",)
        with self._lock, self._db.atomic():
            for table, column in KEYED:
                self._db.conn.executemany(f"DELETE FROM {table} WHERE {column} LIKE ?", [(key,) for key in keys])  # noqa: S608
            if user is None:
                self._db.conn.execute("DELETE FROM settings WHERE chat = ?", (chat,))

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()
