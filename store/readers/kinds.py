"""Bytes -> document: what a file is, told by its content and never by its name, and the reader for it.

Readers are named, not imported: their libraries are loaded where a file of their kind is met."""

import io
import re
import zipfile
from importlib import import_module

import olefile

from store.document import RECOGNITION, Document, NeedsRecognitionError, Origin, UnreadableError, digest
from store.readers.charset import decode

MAGIC = ((b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"))
PACKAGES = (("word/document.xml", "docx"), ("xl/workbook.xml", "sheet"), ("xl/workbook.bin", "sheet"))
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
STREAMS = (("WordDocument", "doc"), ("Workbook", "sheet"), ("Book", "sheet"))
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
MARKUP = re.compile(r"<\s*(?:!doctype|html|body|table|tr|td|div|p)\b", re.IGNORECASE)
MAIL = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
HEAD = 2048
FOREIGN = (
    (b"GIF8", "GIF 图片"), (b"BM", "BMP 图片"), (b"II*\0", "TIFF 图片"), (b"MM\0*", "TIFF 图片"), (b"Rar!", "rar 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"), (b"\x1f\x8b", "gz 压缩包"), (b"SQLite format 3", "数据库"), (b"\x7fELF", "程序"), (b"MZ", "程序"),
)  # fmt: skip
EXPECTED = "目前读 HTML、mht、Word（docx、doc、wps、rtf）、Excel（xlsx、xls、ods）、带文字的 PDF 和纯文本"


def read_document(name: str, data: bytes, *, recognise: bool = False) -> Document:
    """Bytes -> document; raises UnreadableError, and NeedsRecognitionError for a picture unless it is to be recognised."""
    if not data.strip():
        raise UnreadableError("文件是空的；请重新下载或另存一次。")
    kind = kind_of(data)
    if kind == "image" and not recognise:
        raise NeedsRecognitionError(f"这是图片；{RECOGNITION}")
    if kind == "pdf" and recognise:
        return Document(Origin(name, "scan", digest(data)), import_module("store.readers.from_image").read(data))
    reader = import_module(f"store.readers.from_{kind}")
    return Document(Origin(name, kind, digest(data)), reader.read(data))


def kind_of(data: bytes) -> str:
    """The kind of a file's content; raises UnreadableError for what no reader is there for."""
    if PDF in data[:1024]:
        return "pdf"
    if data.startswith(ZIP):
        return _package(data)
    if data.startswith(OLE):
        return _compound(data)
    if kind := next((kind for mark, kind in MAGIC if data.startswith(mark)), ""):
        return kind
    if what := next((what for mark, what in FOREIGN if data.startswith(mark)), ""):
        raise _foreign(what)
    text = decode(data)
    if MAIL.search(text[:HEAD]):
        return "mht"
    return "html" if MARKUP.search(text) else "text"


def _foreign(what: str) -> UnreadableError:
    return UnreadableError(f"这是{what}，{EXPECTED}；请打开后另存为其中一种再载入。")


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mime = package.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableError("这个文件坏了或不完整（压缩包打不开）；请重新下载或另存一次再载入。") from error
    if mime.startswith(OPEN_DOCUMENT) and "content.xml" in names:
        return "opendocument"
    if kind := next((kind for name, kind in PACKAGES if name in names), ""):
        return kind
    if "OFD.xml" in names:
        raise _foreign("OFD 文件")
    raise _foreign("压缩包或别的办公软件的文件")


def _compound(data: bytes) -> str:
    """Word, Excel and locked files of the old office format."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            names = {entry[0] for entry in file.listdir()}
    except (OSError, ValueError, IndexError, TypeError, KeyError) as error:
        raise UnreadableError("这个文件坏了或不完整；请用原来的程序打开后另存一次再载入。") from error
    if "EncryptedPackage" in names:
        raise UnreadableError("这个文件加了密码；请去掉密码另存后再载入。")
    if kind := next((kind for name, kind in STREAMS if name in names), ""):
        return kind
    raise _foreign("别的办公软件的文件")
