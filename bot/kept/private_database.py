"""The database of talks and people, apart from the public one of reports; one connection, safe to call from several threads."""

import fcntl
import secrets
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import sqlite_utils

SOUGHT = {"at", "done"}  # columns by which old and open rows are found
APPLICATION = 0x77656E63  # "wenc"


class PrivateDatabaseError(Exception):
    """The database cannot be used; the sentence says why."""


def secret_in(path: Path) -> bytes:
    """The secret of a file, which is made where there is none; for those who have set no key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle, made = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with open(handle, "wb") as file:  # noqa: PTH123  # a handle
            file.write(secrets.token_bytes(32))
        with suppress(FileExistsError):  # another process was first
            path.hardlink_to(made)
        Path(made).unlink()
    return path.read_bytes()


def locked(file: Path) -> IO[bytes]:
    """The file, held by this process alone until it is closed; raises BlockingIOError where another one holds it."""
    held = file.open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise
    return held


class PrivateDatabase:
    """A file that only its owner may read."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # SQLite makes the files beside it as readable as this one
            path.chmod(0o600)
            connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if connection.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION):
                raise PrivateDatabaseError(f"{path} 不是问数的会话库；请用 WENSHU_CHATS 另指一个文件。")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        except (sqlite3.Error, OSError) as error:
            raise PrivateDatabaseError(f"打不开会话库 {path}：{error}。") from error
        self.path = path
        self._db = sqlite_utils.Database(connection)
        self._lock = threading.RLock()

    def create(self, table: str, columns: dict[str, type], key: str) -> None:
        """Make a table, or add the columns it lacks; what is old or open is found by an index."""
        with self.at_once():
            made = self._db.table(table).create(columns, pk=key, if_not_exists=True)
            for name, kind in columns.items():
                if name not in made.columns_dict:
                    made.add_column(name, kind, not_null_default="" if kind is str else 0)
            for name in SOUGHT & columns.keys():
                made.create_index([name], if_not_exists=True)

    def run(self, sql: str, values: Iterable[Any] = ()) -> int:
        """Change rows; how many were."""
        with self.at_once():
            return self._db.conn.execute(sql, tuple(values)).rowcount

    def run_each(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """The same change for many."""
        with self.at_once():
            self._db.conn.executemany(sql, rows)

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question."""
        with self._lock:
            return self._db.conn.execute(sql, tuple(values)).fetchall()

    def row(self, sql: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        return next(iter(self.rows(sql, values)), None)

    @contextmanager
    def at_once(self, *, flushed: bool = True) -> Iterator[None]:
        """What is done inside is kept as a whole or not at all; inside another one, it is part of that.

        `flushed`: on the disk when it ends.  Without, a kill takes nothing back, a power cut the last seconds."""
        with self._lock:
            if self._db.conn.in_transaction:
                yield
                return
            if flushed:
                self._db.conn.execute("PRAGMA synchronous = FULL")
            try:
                with self._writing():
                    yield
            finally:
                if flushed:
                    self._db.conn.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that waits for other processes before its first statement: begun later, it could not wait."""
        self._db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.conn.execute("COMMIT")
        except BaseException:
            if self._db.conn.in_transaction:
                self._db.conn.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()
