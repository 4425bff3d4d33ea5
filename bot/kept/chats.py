"""What is remembered of talks: where each stands, what buttons mean, which message answered which, what was set for a chat.

Private and short-lived, so not in the database of reports.  All calls may come from any thread."""

import secrets
import time
from collections.abc import Iterable
from typing import NamedTuple

from bot.kept.private_database import PrivateDatabase

TALK_SECONDS = 30 * 60
BUTTON_SECONDS = 30 * 24 * 3600
EDIT_SECONDS = 48 * 3600  # a bot can change its message no longer
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


class Chats:
    """The talks of a bot."""

    def __init__(self, db: PrivateDatabase) -> None:
        self._db = db
        db.create("talks", {"key": str, "talk": str, "at": float}, "key")
        db.create("buttons", {"id": str, "ask": str, "key": str, "at": float, "act": str}, "id")
        db.create("answers", {"question": str, "answer": int, "before": str, "at": float}, "question")
        db.create("settings", {"chat": int, "settings": str, "at": float}, "chat")

    # --------------------------------------------------------------------------------------------------- talks
    def talk(self, key: str) -> str | None:
        """Where a talk stands, unless it was too long ago."""
        row = self._db.row("SELECT talk FROM talks WHERE key = ? AND at > ?", (key, time.time() - TALK_SECONDS))
        return row[0] if row else None

    def keep_talk(self, key: str, talk: str) -> None:
        """Remember where a talk stands."""
        self._db.run("INSERT OR REPLACE INTO talks (key, talk, at) VALUES (?, ?, ?)", (key, talk, time.time()))

    def drop_talk(self, key: str) -> None:
        """Forget where a talk stands."""
        self._db.run("DELETE FROM talks WHERE key = ?", (key,))

    # ------------------------------------------------------------------------------------------------- buttons
    def keep_buttons(self, key: str, buttons: Iterable[tuple[str, str]]) -> list[str]:
        """An opaque id for each button: what it does, and the question or figures it does it with."""
        now = time.time()
        ids = [(secrets.token_urlsafe(9), act, ask) for act, ask in buttons]
        with self._db.at_once():
            self._db.run_each(
                "INSERT INTO buttons (id, act, ask, key, at) VALUES (?, ?, ?, ?, ?)",
                [(i, act, ask, key, now) for i, act, ask in ids],
            )
        return [i for i, _, _ in ids]

    def button(self, button_id: str) -> Button | None:
        """What a button means, if it is known."""
        row = self._db.row("SELECT act, ask, key FROM buttons WHERE id = ?", (button_id,))
        return Button(*row) if row else None

    # ------------------------------------------------------------------------------------------------- answers
    def keep_answer(self, question: str, answer: int, before: str) -> None:
        """Which message answered which, and where the talk stood before: an edited question is answered anew."""
        self._db.run(
            "INSERT OR REPLACE INTO answers (question, answer, before, at) VALUES (?, ?, ?, ?)",
            (question, answer, before, time.time()),
        )

    def keep_sent(self, key: str, talk: str, question: str, answer: int, before: str) -> None:
        """An answer was sent: where the talk stands at it, and which question it answers."""
        with self._db.at_once():
            self.keep_talk(key, talk)
            self.keep_answer(question, answer, before)

    def answer_to(self, question: str) -> tuple[int, str] | None:
        """The message that answered a question, and where the talk stood before it."""
        row = self._db.row(
            "SELECT answer, before FROM answers WHERE question = ? AND at > ?",
            (question, time.time() - EDIT_SECONDS),
        )
        return (row[0], row[1]) if row else None

    # ------------------------------------------------------------------------------------------------ settings
    def settings(self, chat: int) -> str | None:
        """What was set for a chat, as text."""
        row = self._db.row("SELECT settings FROM settings WHERE chat = ?", (chat,))
        return row[0] if row else None

    def keep_settings(self, chat: int, settings: str) -> None:
        """Set for a chat."""
        self._db.run(
            "INSERT OR REPLACE INTO settings (chat, settings, at) VALUES (?, ?, ?)", (chat, settings, time.time())
        )

    # ----------------------------------------------------------------------------------------------------- all
    def throw_out_old(self) -> None:
        """Erase what is too old to be of use."""
        now = time.time()
        kept = {"talks": TALK_SECONDS, "buttons": BUTTON_SECONDS, "answers": EDIT_SECONDS}
        with self._db.at_once():
            for table, seconds in kept.items():
                self._db.run(f"DELETE FROM {table} WHERE at < ?", (now - seconds,))  # noqa: S608

    def move(self, old: int, new: int) -> None:
        """A group became a supergroup: all that is kept of it under its new number, at once."""
        with self._db.at_once():
            self._db.run("UPDATE OR REPLACE settings SET chat = ? WHERE chat = ?", (new, old))
            for table, column in KEYED:
                self._db.run(
                    f"UPDATE OR REPLACE {table} SET {column} = ? || substr({column}, ?) WHERE {column} LIKE ?",  # noqa: S608
                    (str(new), len(str(old)) + 1, f"{old} %"),
                )

    def forget(self, chat: int, user: int | None = None) -> None:
        """Erase what is kept of a chat, or of one person in it."""
        keys = (str(chat), f"{chat} %") if user is None else (f"{chat} % {user}",)
        with self._db.at_once():
            for table, column in KEYED:
                self._db.run_each(f"DELETE FROM {table} WHERE {column} LIKE ?", [(key,) for key in keys])  # noqa: S608
            if user is None:
                self._db.run("DELETE FROM settings WHERE chat = ?", (chat,))
