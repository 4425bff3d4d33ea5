"""Files made to hurt, from a seed: bombs, loops, lies, floods.  The bytes are made when asked for; none lies in the repository."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

OFFICE = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
ODF = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body>{}</office:body></office:document-content>"
)
TITLE = "北仑区人民政府2024年政府信息公开工作年度报告"


def archive(members: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(body: str | bytes) -> bytes:
    xml = OFFICE.format(body) if isinstance(body, str) else body
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def ods(body: str) -> bytes:
    return archive({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": ODF.format(f"<office:spreadsheet>{body}</office:spreadsheet>"),
    })  # fmt: skip


def xlsx(sheet: str, book: str = "") -> bytes:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return archive({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": book or f'<workbook {names} xmlns:r="{relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',  # noqa: E501
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',  # noqa: E501
        "xl/worksheets/sheet1.xml": f"<worksheet {names}>{sheet}</worksheet>",
    })  # fmt: skip


def pdf(objects: list[str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        data = body.encode("latin-1") if isinstance(body, str) else body
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF".encode())


def stream(data: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(data)} {extra} >>\nstream\n".encode() + data + b"\nendstream"


CATALOG, PAGES = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {} >> >>"


def one_page(content: bytes, resources: str = "", extra: str = "") -> bytes:
    return pdf([CATALOG, PAGES, PAGE.format(resources), stream(content, extra)])


def ole(name: str, *, fat_loop: bool = False, directory_loop: bool = False, size: int = 4096, shift: int = 9) -> bytes:
    """A compound file with one stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, shift, 6)
    struct.pack_into("<IIIIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0, 0xFFFFFFFF)
    struct.pack_into("<I", header, 76, 0)
    for n in range(1, 109):
        struct.pack_into("<I", header, 76 + 4 * n, 0xFFFFFFFF)
    fat = [0xFFFFFFFD, 1 if directory_loop else 0xFFFFFFFE, *(range(3, 10)), 2 if fat_loop else 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    directory = b""
    for entry, kind, child, first, length in (("Root Entry", 5, 1, 0xFFFFFFFE, 0), (name, 2, 0xFFFFFFFF, 2, size)):
        text = entry.encode("utf-16-le")
        directory += text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
        )
        directory += bytes(36) + struct.pack("<IQ", first, length)
    body = struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + bytes(512 * 8)
    return bytes(header) + body


def hostile(seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """(what it is, content)."""
    chance = random.Random(seed)
    yield from _text(chance)
    yield from _html()
    yield from _packages(chance)
    yield from _sheets()
    yield from _pdfs(chance)
    yield from _old(chance)


def _text(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "blanks", b" \n\t" * 1000
    yield "NULs", bytes(100_000)
    yield "noise", chance.randbytes(200_000)
    yield "noise that is GB18030", bytes(chance.choice(range(0x81, 0xFE)) for _ in range(200_000))
    yield "half an UTF-16", b"\xff\xfe" + "自然人".encode("utf-16-le")[:-1]
    yield "UTF-16 of lone surrogates", b"\xff\xfe" + b"\x00\xd8" * 5000
    yield "one line of 20 MB", ("1" * 20_000_000).encode()
    yield "digits and commas", (TITLE + "\n" + "1," * 100_000 + "元").encode()
    yield "a bar of bars", ("|" * 2_000_000).encode()
    yield "200,000 lines", b"1\n" * 200_000
    yield "numbers past all measure", (TITLE + "\n规章\n1e100000000\n" + "9" * 5000 + "\nnan\ninf\n").encode()
    yield "labels without end", ("一、本年新收政府信息公开申请数量\n" * 60_000).encode()
    yield "brackets", ("（" * 200_000 + "）" * 200_000).encode()
    yield "direction marks and zero widths", (TITLE + "\u202e\u200b" * 50_000).encode()


def _html() -> Iterator[tuple[str, bytes]]:
    yield "100,000 nested tags", b"<html>" + b"<div>" * 100_000 + b"x"
    yield "50,000 nested tables", b"<table><tr><td>" * 50_000
    yield "a million cells", b"<table>" + b"<tr>" + b"<td>1</td>" * 1_000_000 + b"</table>"
    yield (
        "colspan 10^9",
        f"<h1>{TITLE}</h1><table><tr><td colspan=1000000000 rowspan=1000000000>1</td></tr></table>".encode(),
    )
    yield "spans upon spans", b"<table>" + b"<tr><td colspan=1000 rowspan=65534>1</td></tr>" * 3000 + b"</table>"
    yield "300,000 attributes", b"<html><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">x"
    yield "a tag of 2 MB", b"<html><p a='" + b"x" * 2_000_000 + b"'>x"
    yield "formatting elements", b"<html>" + b"<b><i><a><font>" * 3000 + b"<p>" * 3000
    yield "entities", b"<html>" + b"&#x110000;&#0;&amp&lt;" * 50_000
    yield "a NUL in a tag", b"<html><ta\0ble><t\0d>1" * 5000
    rules = b"".join(b".a li{color:#fff;x:%d}" % n for n in range(900))
    yield "900 rules over 3,000 items", b"<html><style>" + rules + b"</style><ul class=a>" + b"<li>1" * 3000 + b"</ul>"
    yield "a font of 1 MB in a style", b"<html><style>.a{x:url(data:font;base64," + b"A" * 1_000_000 + b")}</style><p>1"
    yield "open rules", b"<html><style>" + b"@media screen{" * 50_000 + b".a{display:none}</style><p>1"
    yield "a script of 5 MB", b"<html><script>" + b"<td>1</td>" * 500_000


def _packages(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "zip bomb in a docx", docx(b"<" + b"0" * 300_000_000)
    lying = bytearray(docx(b"<" + b"0" * 100_000_000))
    at = lying.rfind(b"PK\x01\x02", 0, lying.rfind(b"word/document.xml"))
    struct.pack_into("<I", lying, at + 24, 100)
    yield "docx with a lying header", bytes(lying)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "billion laughs", docx(f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><w:document>&l9;</w:document>'.encode())
    yield "a file of the system as an entity", docx(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    yield "XML a million deep", docx("<w:p>" * 1_000_000)
    yield (
        "docx with a million cells",
        docx("<w:tbl><w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 200_000 + "</w:tr></w:tbl>"),
    )
    yield (
        "gridSpan 10^9",
        docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr></w:tc></w:tr></w:tbl>'),
    )
    yield "docx without a body", docx(b"<a/>")
    yield "docx without its document", archive({"[Content_Types].xml": "", "word/styles.xml": "<a/>"})
    yield "docx cut in half", docx("<w:p/>" * 1000)[:300]
    yield "zip of zips", archive({"a.zip": archive({"b.zip": archive({"c": b"x"})})})
    yield "zip with a way out", archive({"../../../../tmp/x.txt": TITLE, "/etc/passwd": b"x"})
    yield "zip of 30,000 names", archive({f"{n}.txt": b"" for n in range(30_000)}, stored=True)
    yield "zip with a bomb", archive({"bomb.html": b"0" * 200_000_000})
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", chance.randbytes(5000))
    yield "odt of noise", twice.getvalue()
    cell = '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"/></table:table-row>'  # noqa: E501
    yield "ods that repeats 10^18 cells", ods(f"<table:table>{cell}</table:table>")
    yield "ods of 2,000 repeated rows", ods(f"<table:table>{cell * 2000}</table:table>")


def _sheets() -> Iterator[tuple[str, bytes]]:
    corners = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    yield "xlsx with cells in both corners", xlsx(corners)
    yield (
        "xlsx row 4294967295",
        xlsx('<sheetData><row r="4294967295"><c r="A4294967295"><v>1</v></c></row></sheetData>'),
    )
    yield (
        "xlsx of a million cells",
        xlsx("<sheetData>" + "<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row></sheetData>"),
    )
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield "xlsx merged all over", xlsx(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>{merges}')
    yield "xlsx without sheets", xlsx("", "<workbook/>")
    yield (
        "xlsx of numbers past all measure",
        xlsx('<sheetData><row r="1"><c r="A1"><v>1e400</v></c><c r="B1"><v>nan</v></c></row></sheetData>'),
    )
    yield "xlsx of broken XML", xlsx("<sheetData><row")


def _pdfs(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "pdf that is only a head", b"%PDF-1.4"
    yield "pdf of noise", b"%PDF-1.4\n" + chance.randbytes(50_000)
    yield "pdf without pages", pdf([CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>"])
    yield "pdf whose pages hold themselves", pdf([CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])
    yield "pdf object that is itself", pdf(["1 0 R", PAGES])
    yield (
        "pdf of 10,000 pages",
        pdf(
            [
                CATALOG,
                f"<< /Type /Pages /Kids [{' '.join(['3 0 R'] * 10_000)}] /Count 10000 >>",
                PAGE.format(""),
                stream(b""),
            ]
        ),
    )
    bomb = zlib.compress(zlib.compress(b"0" * 500_000_000))
    yield "pdf bomb", one_page(bomb, extra="/Filter [/FlateDecode /FlateDecode]")
    yield "pdf of a million signs", one_page(b"BT /F1 1 Tf " + b"(a) Tj " * 1_000_000 + b"ET")
    yield "pdf of 300,000 rectangles", one_page(b"0 0 1 1 re S " * 300_000)
    yield "pdf with an open string", one_page(b"(" * 3_000_000)
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {} 0 R >> >> /Length 40 >>\nstream\n"
        + "/X Do " * 6
        + "\nendstream"
    )
    forms = [form.format(n) for n in range(6, 16)] + [form.format(6)]
    yield (
        "pdf whose forms hold forms",
        pdf([CATALOG, PAGES, PAGE.format("/XObject << /X 5 0 R >>"), stream(b"/X Do"), *forms]),
    )
    yield (
        "pdf whose length is itself",
        pdf([CATALOG, PAGES, PAGE.format(""), "<< /Length 4 0 R >>\nstream\nx\nendstream"]),
    )
    yield (
        "pdf of a page without end",
        pdf([CATALOG, PAGES, PAGE.format("").replace("600 800", "1e9 1e9"), stream(b"0 0 1e9 1e9 re S")]),
    )
    yield "pdf before before", pdf([CATALOG, PAGES], "/Root 1 0 R /Prev 9")
    yield (
        "pdf said to be locked",
        pdf([CATALOG, PAGES, "<< /Filter /Standard /V 9 /R 9 >>"], "/Root 1 0 R /Encrypt 3 0 R"),
    )


def _old(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "doc of zeros", ole("WordDocument")
    yield "doc whose chain is a loop", ole("WordDocument", fat_loop=True, size=1 << 30)
    yield "doc whose directory is a loop", ole("WordDocument", directory_loop=True)
    yield "doc of 2^62 bytes", ole("WordDocument", size=1 << 62)
    yield "doc of sectors of 2^31 bytes", ole("WordDocument", shift=31)
    yield "doc of noise", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(20_000)
    yield "xls of zeros", ole("Workbook")
    yield "a locked office file", ole("EncryptedPackage")
    yield "rtf 100,000 deep", b"{\\rtf1" + b"{" * 100_000
    yield "rtf of a million cells", b"{\\rtf1" + b"\\trowd\\cellx1 1\\cell\\row" * 300_000
    yield "rtf of numbers past all measure", b"{\\rtf1\\u99999999999 \\uc999999999\\cellx99999999999999 x}"
    yield "rtf cut short", b"{\\rtf1\\ansi\\trowd\\cellx1 1\\cell"
    yield "rtf of binary", b"{\\rtf1\\bin2000000000 " + chance.randbytes(5000)
    yield "mht without a page", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--"
    yield (
        "mht in itself",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/related; boundary=x\n\n" * 3000,
    )
    yield "a picture", b"\x89PNG\r\n\x1a\n" + chance.randbytes(3000)
    yield "a program", b"\x7fELF" + chance.randbytes(3000)
