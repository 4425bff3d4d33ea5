"""The database file: opened, made, brought up to date, written to in whole transactions.

WAL, synchronous=FULL, one writing connection, BEGIN IMMEDIATE; readers open read-only, one connection a thread.  A file
that is missing or empty where data was expected is refused: SQLite itself would open it as a new, empty database.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION = 0x77656E73  # "wens"
VERSION = 2
SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATIONS = Path(__file__).with_name("migrations")  # N.sql brings version N - 1 to N
BUSY = 10.0  # seconds to wait for another writer


class StoreError(Exception):
    """The database cannot be used; the sentence says why and what to do next."""


def open_writer(path: Path) -> sqlite_utils.Database:
    """The one writing connection; makes the database where there is no file yet."""
    import sqlite_utils  # noqa: PLC0415  # a fifth of a second that readers are spared

    if path.exists() and path.stat().st_size == 0:
        raise StoreError(f"数据库 {path} 是空文件（0 字节），可能是磁盘写满时留下的；请恢复备份，或删去它再载入。")
    try:
        if not path.exists():
            _create(path)
        connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if prove(connection, path) < VERSION:
            _migrate(connection)
        _prove_columns(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"打不开数据库 {path}：{error}。请检查磁盘空间和权限。") from error
    return sqlite_utils.Database(connection)


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection."""
    if not path.exists():
        raise StoreError(f"没有数据库 {path}。先用 wenshu load 载入报告，或检查 --db 和 WENSHU_DB。")
    if path.stat().st_size == 0:
        raise StoreError(f"数据库 {path} 是空文件（0 字节）；请恢复备份，或删去它再载入。")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY, isolation_level=None
        )
        if prove(connection, path) < VERSION:
            open_writer(path).close()
        _prove_columns(connection, path)
    except sqlite3.Error as error:
        raise StoreError(f"打不开数据库 {path}：{error}。它可能不是问数的数据库，或已损坏；请恢复备份。") from error
    return connection


@contextmanager
def writing(db: sqlite_utils.Database) -> Iterator[sqlite_utils.Database]:
    """One transaction that holds the write lock from its first statement; all or nothing."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        with db.atomic():
            yield db
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def _create(path: Path) -> None:
    """Made whole under another name, then renamed: killed half-way, there is no database rather than an empty one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".wenshu-") as folder:
        draft = Path(folder) / path.name
        connection = sqlite3.connect(draft, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA.read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
        _migrate(connection)
        connection.close()
        if not path.exists():
            draft.rename(path)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an older database up to date, a version a transaction."""
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for number in range(version + 1, VERSION + 1):
        for statement in (MIGRATIONS / f"{number}.sql").read_text("utf-8").split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("COMMIT")


def _prove_columns(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreError where a table or column is not there: written by a trial version, or changed by another program."""
    missing = sorted(_expected() - _columns(connection))
    if missing:
        raise StoreError(
            f"数据库 {path} 缺少 {'、'.join(missing[:3])}，可能是早期试用版写的；请把它改名留存，再重新载入报告。"
        )


def _columns(connection: sqlite3.Connection) -> frozenset[str]:
    """Every column as table.column."""
    rows = connection.execute(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
    )
    return frozenset(f"{table}.{column}" for table, column in rows)


@cache
def _expected() -> frozenset[str]:
    """The columns of a new database."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA.read_text("utf-8"))
    connection.execute("PRAGMA user_version = 1")
    _migrate(connection)
    found = _columns(connection)
    connection.close()
    return found


def prove(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a database of ours; raises StoreError for any other file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        raise StoreError(f"{path} 不是问数的数据库；请用 --db 另指一个文件。")
    if version > VERSION:
        raise StoreError(f"数据库 {path} 是更新版本的问数写的（{version} > {VERSION}）；请升级 wenshu。")
    return int(version)
