"""Folders, archives and standard input -> the files to load, one by one, each with the name people know it by."""

import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from store.document import UnreadableError

LARGEST = 50_000_000  # bytes
MOST_MEMBERS = 20_000
STANDARD_INPUT = Path("-")
ZIP = b"PK\x03\x04"
DOCUMENTS = {"[Content_Types].xml", "mimetype", "OFD.xml"}  # an office file is an archive too
HIDDEN = (".", "__MACOSX")
TOO_LARGE = f"文件超过 {LARGEST // 1_000_000} MB，不像一份年度报告；请只载入报告本身。"


@dataclass(frozen=True, slots=True)
class File:
    """A file to load: on disk, inside an archive (`member`), or standard input."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """As people name it: archive.zip/inner.html."""
        return f"{self.path}/{_readable(self.member)}" if self.member else str(self.path)

    @property
    def short(self) -> str:
        """The last part of the name, fit to be stored."""
        name = _readable(self.member).rsplit("/", 1)[-1] if self.member else self.path.name
        return "标准输入" if self.path == STANDARD_INPUT else name.encode("utf-8", "replace").decode()

    def read(self) -> bytes:
        """The content; raises UnreadableError.  What an archive declares of its size is not believed."""
        try:
            if self.path == STANDARD_INPUT:
                data = sys.stdin.buffer.read(LARGEST + 1)
            elif self.member:
                with _archive(self.path, self.path.stat().st_mtime_ns).open(self.member) as file:
                    data = file.read(LARGEST + 1)
            elif self.path.exists() and not self.path.is_file():
                raise UnreadableError("这不是普通文件；请给出报告文件或文件夹。")
            else:
                with self.path.open("rb") as file:
                    data = file.read(LARGEST + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as error:
            locked = isinstance(error, RuntimeError) and not isinstance(error, NotImplementedError)
            raise UnreadableError(
                "压缩包加了密码；请解压后再载入。" if locked else "压缩包里的这个文件坏了；请重新下载压缩包。"
            ) from error
        except OSError as error:
            raise UnreadableError(f"打不开文件：{error.strerror or error}。请检查路径和权限。") from error
        if len(data) > LARGEST:
            raise UnreadableError(TOO_LARGE)
        return data


@lru_cache(maxsize=1)
def _archive(path: Path, _changed: int) -> zipfile.ZipFile:
    """An archive with its list of files read once, not again for each of them."""
    return zipfile.ZipFile(path)


def _readable(member: str) -> str:
    """Names in archives made on Chinese Windows are GB18030, taken for code page 437."""
    try:
        return member.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member


def files_in(paths: Iterable[Path]) -> list[File]:
    """The files named, those below the folders named, and those in archives; hidden ones and figures.json left out."""
    found: list[File] = []
    for path in paths:
        if not path.is_dir():
            found += _members(path)
            continue
        inside = sorted(p for p in path.rglob("*") if p.is_file())
        kept = (p for p in inside if not p.name.startswith(".") and p.name != "figures.json")
        found += [file for p in kept for file in _members(p)]
    return found


def _members(path: Path) -> Iterator[File]:
    """The files in an archive; a file that is none stands for itself, and so does an archive that cannot be opened."""
    names = _names(path)
    if names is None or DOCUMENTS & set(names):
        yield File(path)
        return
    for name in names:
        if not name.endswith("/") and not name.rsplit("/", 1)[-1].startswith(".") and not name.startswith(HIDDEN):
            yield File(path, name)


def _names(path: Path) -> list[str] | None:
    if path == STANDARD_INPUT or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            if file.read(4) != ZIP:
                return None
        with zipfile.ZipFile(path) as archive:
            names = list(dict.fromkeys(archive.namelist()))
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return names if len(names) <= MOST_MEMBERS else None
