"""What is remembered of talks: where each stands, what buttons mean, which message answered which.

Private and short-lived, so not in the database of reports; numbers of chats and persons stand in it as marks only, and sealed where
they are needed again.  All calls may come from any thread."""

import secrets
import time
from collections.abc import Iterable
from typing import NamedTuple

from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Marks, Seal

TALK_SECONDS = 30 * 60
ANSWER_SECONDS = 7 * 24 * 3600  # where a talk stood at an answer, for those who reply to it later
BUTTON_SECONDS = 30 * 24 * 3600
EDIT_SECONDS = 48 * 3600  # a bot can change its message no longer
AT_ANSWER = " at "
CHART, SHEET, REPORT, COMPLAIN, SET_OF = "chart", "sheet", "report", "complain", "set of"  # what a button does
SEALED = (CHART, SHEET, COMPLAIN, SET_OF)  # kept with a question as somebody typed it, or with the number of a chat
KEYED = (
    ("talks", "key"),
    ("buttons", "key"),
    ("answers", "question"),
)  # tables whose rows begin with the chat's mark


class Button(NamedTuple):
    """What a button does (`act`), with which question or figures, for whose talk."""

    act: str
    ask: str
    key: str


class Sent(NamedTuple):
    """An answer that was sent to a person: which question of theirs it answers (`key`), what was asked, the number of the message, and
    where the talk stood before."""

    key: str
    asked: str
    answer: int
    before: str
    person: int


class Answered(NamedTuple):
    """The message that answered a question, where the talk stood before it, and the mark of what was asked."""

    answer: int
    before: str
    asked: str

    def is_of(self, question: str, chats: "Chats") -> bool:
        """Whether it answers this question, letter for letter."""
        return self.asked == chats.mark_asked(question)


class Chats:
    """The talks of a bot.  Keys come with numbers (`7`, `-100 0 9`, `-100 at 12`) and are kept with marks."""

    def __init__(
        self, db: PrivateDatabase, marks: Marks, seal: Seal | None = None, talk_seconds: float = TALK_SECONDS
    ) -> None:
        self._db, self._marks, self._seal = db, marks, seal
        self._talk_seconds = talk_seconds
        db.create("talks", {"key": str, "talk": str, "at": float, "person": str}, "key")
        db.create("buttons", {"id": str, "ask": str, "key": str, "at": float, "act": str}, "id")
        db.create(
            "answers",
            {"question": str, "answer": int, "before": str, "at": float, "person": str, "asked": str},
            "question",
        )
        db.create("told", {"id": str, "at": float}, "id")
        db.create("maintenance", {"id": int}, "id")
        self._mark_old_rows()

    def _mark_old_rows(self) -> None:
        """What was kept under numbers, by earlier versions, is kept under marks; what is short-lived is erased."""
        with self._db.at_once():
            for table, column in KEYED:
                self._db.run(f"DELETE FROM {table} WHERE {column} NOT LIKE ?", (f"{Marks.SIGN}%",))  # noqa: S608

    def mark(self, number: int | str) -> str:
        """What stands for the number of a person or a chat."""
        return self._marks.of(number)

    def mark_asked(self, question: str) -> str:
        """What stands for a question: whether an edited one is the same can be told, not what it says."""
        return self.mark(f"asked {question}")

    def _key(self, key: str) -> str:
        """The key with marks for its numbers."""
        chat, *rest = key.split(" ")
        if rest and rest[0].isdigit():  # topic and person
            rest[-1] = self.mark(rest[-1])
        return " ".join([self.mark(chat), *rest])

    # --------------------------------------------------------------------------------------------------- talks
    def talk(self, key: str) -> str | None:
        """Where a talk stands, or stood at an answer (`-100 at 12`), unless it was too long ago."""
        seconds = ANSWER_SECONDS if AT_ANSWER in key else self._talk_seconds
        row = self._db.row("SELECT talk FROM talks WHERE key = ? AND at > ?", (self._key(key), time.time() - seconds))
        return row[0] if row else None

    def keep_talk(self, key: str, talk: str, person: int | None = None) -> None:
        """Remember where a talk stands; at an answer (`-100 at 12`) also whose it is, whose key does not say it."""
        self._db.run(
            "INSERT OR REPLACE INTO talks (key, talk, at, person) VALUES (?, ?, ?, ?)",
            (self._key(key), talk, time.time(), self.mark(person) if person is not None else ""),
        )

    def drop_talk(self, key: str) -> None:
        """Forget where a talk stands."""
        self._db.run("DELETE FROM talks WHERE key = ?", (self._key(key),))

    # ------------------------------------------------------------------------------------------------- buttons
    def keep_buttons(self, key: str, buttons: Iterable[tuple[str, str]]) -> list[str]:
        """An opaque id for each button: what it does, and the question or figures it does it with."""
        key, now = self._key(key), time.time()
        ids = [(secrets.token_urlsafe(9), act, self._sealed(act, ask)) for act, ask in buttons]
        with self._db.at_once():
            self._db.run_each(
                "INSERT INTO buttons (id, act, ask, key, at) VALUES (?, ?, ?, ?, ?)",
                [(i, act, ask, key, now) for i, act, ask in ids],
            )
        return [i for i, _, _ in ids]

    def button(self, button_id: str) -> Button | None:
        """What a button means, if it is known."""
        row = self._db.row("SELECT act, ask, key FROM buttons WHERE id = ?", (button_id,))
        if row is None:
            return None
        act, ask, key = row
        opened = self._seal.open(ask) if self._seal is not None and act in SEALED else None
        return Button(act, opened or ask, key)

    def _sealed(self, act: str, ask: str) -> str:
        """What people typed is kept sealed, where there is a key."""
        return self._seal.close(ask) if self._seal is not None and act in SEALED else ask

    def keep_reply(self, at: str, key: str, act: str, ask: str) -> None:
        """What a reply to one of the bot's pages (`-100 at 12`) does, as a button would."""
        self._db.run(
            "INSERT OR REPLACE INTO buttons (id, act, ask, key, at) VALUES (?, ?, ?, ?, ?)",
            (self._key(at), act, self._sealed(act, ask), self._key(key), time.time()),
        )

    def reply(self, at: str) -> Button | None:
        """What a reply to this message does; None where it is no page of that kind."""
        return self.button(self._key(at))

    def claim(self, button_id: str, chat: int) -> bool:
        """Whether a chat has still to be told what a button tells to all: true once, however often it is pressed, and after a kill."""
        told = (f"{button_id} {self.mark(chat)}", time.time())
        return self._db.run("INSERT OR IGNORE INTO told (id, at) VALUES (?, ?)", told) == 1

    # ------------------------------------------------------------------------------------------------- answers
    def keep_sent(self, sent: Sent, at: str, talk: str) -> None:
        """Where the talk stands at an answer (`-100 at 12`), and what an edited question is answered anew with."""
        asked, person = self.mark_asked(sent.asked), self.mark(sent.person)
        with self._db.at_once():
            self.keep_talk(at, talk, sent.person)
            self._db.run(
                "INSERT OR REPLACE INTO answers (question, answer, before, at, person, asked) VALUES (?, ?, ?, ?, ?, ?)",
                (self._key(sent.key), sent.answer, sent.before, time.time(), person, asked),
            )

    def answer_to(self, question: str) -> Answered | None:
        """How a question was answered."""
        row = self._db.row(
            "SELECT answer, before, asked FROM answers WHERE question = ? AND at > ?",
            (self._key(question), time.time() - EDIT_SECONDS),
        )
        return Answered(*row) if row else None

    def drop_answer(self, question: str) -> None:
        """The answer to a question is no more."""
        self._db.run("DELETE FROM answers WHERE question = ?", (self._key(question),))

    # --------------------------------------------------------------------------------------------- maintenance
    def in_maintenance(self) -> bool:
        """Whether questions are put off."""
        return self._db.row("SELECT 1 FROM maintenance") is not None

    def set_maintenance(self, *, on: bool) -> None:
        """Put questions off, or answer them again; other processes and a restart know of it."""
        with self._db.at_once():
            self._db.run("DELETE FROM maintenance")
            if on:
                self._db.run("INSERT INTO maintenance (id) VALUES (1)")

    # ----------------------------------------------------------------------------------------------------- all
    def throw_out_old(self) -> None:
        """Erase what is too old to be of use."""
        now = time.time()
        kept = {"talks": ANSWER_SECONDS, "buttons": BUTTON_SECONDS, "answers": EDIT_SECONDS, "told": BUTTON_SECONDS}
        with self._db.at_once():
            self._db.run(
                "DELETE FROM talks WHERE at < ? AND key NOT LIKE ?", (now - self._talk_seconds, f"%{AT_ANSWER}%")
            )
            for table, seconds in kept.items():
                self._db.run(f"DELETE FROM {table} WHERE at < ?", (now - seconds,))  # noqa: S608

    def move(self, old: int, new: int) -> None:
        """A group became a supergroup: all that is kept of it under its new number, at once."""
        was, now = self.mark(old), self.mark(new)
        with self._db.at_once():
            for table, column in KEYED:
                self._db.run(
                    f"UPDATE OR REPLACE {table} SET {column} = ? || substr({column}, ?) WHERE {column} LIKE ?",  # noqa: S608
                    (now, len(was) + 1, f"{was} %"),
                )

    def forget(self, chat: int, user: int | None = None) -> None:
        """Erase what is kept of a chat, or of one person in it."""
        mark = self.mark(chat)
        with self._db.at_once():
            if user is None:
                for table, column in KEYED:
                    self._db.run_each(f"DELETE FROM {table} WHERE {column} LIKE ?", [(mark,), (f"{mark} %",)])  # noqa: S608
                return
            person = self.mark(user)
            for table, column in KEYED:
                self._db.run(f"DELETE FROM {table} WHERE {column} LIKE ?", (f"{mark} % {person}",))  # noqa: S608
            for table, column in (("talks", "key"), ("answers", "question")):
                self._db.run(f"DELETE FROM {table} WHERE {column} LIKE ? AND person = ?", (f"{mark} %", person))  # noqa: S608
