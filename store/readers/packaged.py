"""One XML part of an office package (docx, odt, ods), unpacked and parsed within limits."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from lxml import etree

from store.document import Grid, Line, Place, UnreadableError

LARGEST = 60_000_000  # bytes of XML once unpacked; what a header declares is not believed
BROKEN = "这个文件坏了或不完整；请用 Word 或 WPS 打开后另存一次再载入。"
# "Strict Open XML" (ISO/IEC 29500-1 as Word can save it): the same elements in namespaces of their own
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def xml_part(data: bytes, name: str) -> etree._Element:
    """The root of a part; raises UnreadableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(name) as file:
            xml = file.read(LARGEST + 1)
    except RuntimeError as error:
        locked = not isinstance(error, NotImplementedError)
        raise UnreadableError("这个文件加了密码；请去掉密码另存后再载入。" if locked else BROKEN) from error
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise UnreadableError(BROKEN) from error
    if len(xml) > LARGEST:
        raise UnreadableError("这个文件展开后过大，不像一份年度报告；请只载入报告本身。")
    for strict, usual in STRICT:
        xml = xml.replace(strict, usual)
    return _parse(xml)


def dissolved(
    table: etree._Element, cell: str, blocks: Callable[[etree._Element], Iterator[Line | Grid]]
) -> Iterator[Line | Grid]:
    """What the cells of a table that holds tables hold, cell by cell."""
    for found in table.iter(cell):
        if next(found.iterancestors(str(table.tag))) is table:
            yield from blocks(found)
            yield Line("", Place())


def optional_part(data: bytes, name: str) -> etree._Element | None:
    """The root of a part that need not be there; None also where the file is no package.  A part that is there must be whole:
    other readers are laxer, and take half a cell for a cell."""
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            there = name in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError(BROKEN) from error
    return xml_part(data, name) if there else None


def _parse(xml: bytes) -> etree._Element:
    if b"<!DOCTYPE" in xml[:4096]:
        raise UnreadableError(BROKEN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(BROKEN) from error
