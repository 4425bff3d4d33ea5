"""The standard form as office programs write it: xlsx, ods, odt, rtf, mht; and whatever LibreOffice makes of the page."""

import base64
import io
import shutil
import subprocess
import zipfile
from html import escape
from pathlib import Path

import xlsxwriter
from standard_form import Box, Source, as_html, placed, tables_of, text_sections

from store.forms.form import Layout

OFFICE = shutil.which("soffice")
ODF = "urn:oasis:names:tc:opendocument:xmlns"
EDGE = 1000  # twips


def blocks(source: Source, layout: Layout):
    """Headings, paragraphs and tables in order."""
    yield source.title
    yield f"统计期限：{source.year}年1月1日至{source.year}年12月31日。"
    for heading, content in text_sections(source, layout):
        yield heading
        if isinstance(content, str):
            yield list(placed(tables_of(source, layout)[content]))
        else:
            yield from content


def as_xlsx(source: Source, layout: Layout) -> bytes:
    """Everything on one sheet, numbers as numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, line = book.add_worksheet("年报"), 0
    for block in blocks(source, layout):
        if isinstance(block, str):
            sheet.write_string(line, 0, block)
            line += 1
            continue
        for n, row in enumerate(block, line):
            for column, box, covered in row:
                if covered:
                    continue
                value = int(box.text) if box.text.isascii() and box.text.isdigit() else box.text
                if box.wide * box.tall > 1:
                    sheet.merge_range(n, column, n + box.tall - 1, column + box.wide - 1, value)
                else:
                    sheet.write(n, column, value)
        line += len(block)
    book.close()
    return out.getvalue()


def _odf_table(rows) -> str:
    lines = []
    for row in rows:
        cells = ""
        for _, box, covered in row:
            spans = f' table:number-columns-spanned="{box.wide}" table:number-rows-spanned="{box.tall}"'
            start = "<table:covered-table-cell/>" if covered else f"<table:table-cell{spans}><text:p>{escape(box.text)}</text:p></table:table-cell>"  # fmt: skip  # noqa: E501
            cells += start + "<table:covered-table-cell/>" * (box.wide - 1)
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    return "".join(lines)


def _odf(kind: str, body: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
    return out.getvalue()


def as_odt(source: Source, layout: Layout) -> bytes:
    """A text with three tables."""
    parts = [
        f"<text:p>{escape(b)}</text:p>" if isinstance(b, str) else f"<table:table>{_odf_table(b)}</table:table>"
        for b in blocks(source, layout)
    ]
    return _odf("text", f"<office:text>{''.join(parts)}</office:text>")


def as_ods(source: Source, layout: Layout) -> bytes:
    """Each table on a sheet of its own, the text on the first."""
    found = list(blocks(source, layout))
    lines = "".join(_odf_table([[(0, Box(b), False)]]) for b in found if isinstance(b, str))
    tables = [_odf_table(b) for b in found if not isinstance(b, str)]
    sheets = "".join(f'<table:table table:name="{n}">{rows}</table:table>' for n, rows in enumerate([lines, *tables]))
    return _odf("spreadsheet", f"<office:spreadsheet>{sheets}</office:spreadsheet>")


def _rtf_text(text: str) -> str:
    return "".join(c if c.isascii() and c not in "\\{}" else f"\\u{ord(c)}?" for c in text)


def as_rtf(source: Source, layout: Layout, *, charset: str = "") -> bytes:
    """Rows with edges; with a charset its bytes as \\'hh instead of Unicode numbers."""

    def text(value: str) -> str:
        return "".join(f"\\'{b:02x}" for b in value.encode(charset)) if charset else _rtf_text(value)

    lines = ["{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}"]
    for block in blocks(source, layout):
        if isinstance(block, str):
            lines.append(f"\\pard {text(block)}\\par")
            continue
        for row in block:
            edges = "".join(
                ("\\clvmrg" if covered else "\\clvmgf" if box.tall > 1 else "") + f"\\cellx{(column + box.wide) * EDGE}"
                for column, box, covered in row
            )
            cells = "".join(f"{'' if covered else text(box.text)}\\cell " for _, box, covered in row)
            lines.append(f"\\trowd{edges}\\pard\\intbl {cells}\\row")
        lines.append("\\pard\\par")
    return "\n".join([*lines, "}"]).encode("ascii")


def as_mht(source: Source, layout: Layout, *, encoded: bool = True) -> bytes:
    """The page in a web archive, in base64 or as it is."""
    text = as_html(source, layout)
    page = base64.encodebytes(text.encode("gb18030")).decode() if encoded else text
    head = (
        'From: <Saved by a browser>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    )
    part = (
        f"--b\nContent-Type: text/html\nContent-Transfer-Encoding: {'base64' if encoded else '8bit'}\n\n{page}\n--b--\n"
    )
    return (head + part).encode()


def by_office(source: Source, layout: Layout, kind: str, folder: Path) -> bytes:
    """The page with ruled tables, converted by LibreOffice."""
    page = folder / "page.html"
    page.write_text(
        as_html(source, layout).replace("<table>", '<table border="1" cellspacing="0" width="100%">'), "utf-8"
    )
    program = "StarCalc" if kind in ("xls", "xlsx", "ods") else "StarWriter"
    filters = {
        "doc": "doc:MS Word 97",
        "docx": "docx:MS Word 2007 XML",
        "rtf": "rtf:Rich Text Format",
        "odt": "odt:writer8",
    }
    command = [
        OFFICE, f"-env:UserInstallation=file://{folder}/office", "--headless", f"--infilter=HTML ({program})",
        "--convert-to", filters.get(kind, "pdf:writer_pdf_Export" if kind == "pdf" else kind), "--outdir", str(folder), str(page),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"page.{kind}").read_bytes()
