"""Bytes -> text.  Byte order mark, then strict UTF-8, then GB18030; what a page says of itself is not asked."""

from store.document import UNSEEN, WIDE_BLANK, UnreadableError

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SUBJECT = "政府信息公开"
TOLERATED = 0.01  # share of bytes that may be beyond reading before the file counts as no text


def decode(data: bytes) -> str:
    """The text of a file without the signs that nobody sees; raises UnreadableError where it is no text."""
    return UNSEEN.sub("", _decoded(data).replace(WIDE_BLANK, " "))


def _decoded(data: bytes) -> str:
    for mark, charset in MARKS:
        if data.startswith(mark):
            return _tolerant(data, charset)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", errors="replace")
        if SUBJECT in damaged and damaged.count("\ufffd") <= len(damaged) * TOLERATED:
            return damaged  # a few bytes are broken, the rest is plainly UTF-8
        return _tolerant(data, "gb18030")
    if "\0" in text:
        raise UnreadableError("文件里有空字节，不是文本；请另存为 HTML 或 UTF-8 文本再载入。")
    return text


def _tolerant(data: bytes, charset: str) -> str:
    text = data.decode(charset, errors="replace")
    if text.count("\ufffd") > len(text) * TOLERATED or "\0" in text:
        raise UnreadableError("看不出文件的编码（不是 UTF-8，也不是 GB18030）；请另存为 UTF-8 文本或 HTML 再载入。")
    return text
