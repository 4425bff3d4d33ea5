"""A copy of the database while it is in use, and back: by SQLite's own backup, checked, and put in place whole."""

import os
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from store.database.database import StoreError, open_reader, open_writer, prove


def back_up(database: Path, target: Path) -> None:
    """Copy a database into a file that is either whole or not there; raises StoreError."""
    source = open_reader(database)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".wenshu-") as folder:
            draft = Path(folder) / target.name
            copy = sqlite3.connect(draft)
            source.backup(copy)
            _check(copy, draft)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            copy.close()
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            draft.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"备份没有写成：{error}。请检查磁盘空间和权限；原来的数据库没有动。") from error
    finally:
        source.close()


def restore(database: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a database that may be in use; what was there is kept in a file that is returned, a damaged one as
    it is."""
    kept = None
    source = open_reader(backup)
    try:
        _check(source, backup)
        if database.exists():
            now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            kept = database.with_name(f"{database.name}.before-restore-{now}")
            if _is_whole(database):
                back_up(database, kept)
            else:
                _put_aside(database, kept)
        writer = open_writer(database)
        source.backup(writer.conn)
        writer.close()
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"没有恢复成：{error}。请检查磁盘空间和权限。") from error
    finally:
        source.close()
    return kept


def _is_whole(database: Path) -> bool:
    """Whether a database can be copied."""
    try:
        connection = open_reader(database)
    except StoreError:
        return False
    try:
        _check(connection, database)
    except StoreError:
        return False
    finally:
        connection.close()
    return True


def _put_aside(database: Path, kept: Path) -> None:
    """A damaged database, with what SQLite left beside it: nobody can read it as it is."""
    for ending in ("", "-wal", "-shm"):
        beside = database.with_name(database.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """A database of ours without a broken page."""
    prove(connection, path)
    try:
        found = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} 已损坏：{error}。请换一份备份。") from error
    if found != "ok":
        raise StoreError(f"{path} 已损坏：{found}。请换一份备份。")
