"""Print figures on the standard form as a Word document."""

import html
import io
import zipfile

from standard_form import Box, Source, placed, tables_of, text_sections

from store.forms.form import Layout

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_docx(source: Source, layout: Layout) -> bytes:
    """A Word document as word processors write it: gridSpan, vMerge, runs cut anywhere."""
    parts = [_text(source.title), _text(f"统计期限：{source.year}年1月1日至{source.year}年12月31日。")]
    for heading, content in text_sections(source, layout):
        parts.append(_text(heading))
        if isinstance(content, str):
            parts.append(_table(tables_of(source, layout)[content]))
        else:
            parts += [_text(line) for line in content]
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
    types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def _text(text: str) -> str:
    half = len(text) // 2
    return (
        "<w:p>"
        + "".join(f"<w:r><w:t>{html.escape(part)}</w:t></w:r>" for part in (text[:half], text[half:]))
        + "</w:p>"
    )


def _table(rows: list[list[Box]]) -> str:
    """Word has no rowspan: a cell is repeated empty with vMerge in each further row it covers."""
    lines = []
    for row in placed(rows):
        cells = [
            _cell("", box.wide, '<w:vMerge w:val="continue"/>')
            if covered
            else _cell(box.text, box.wide, '<w:vMerge w:val="restart"/>' if box.tall > 1 else "")
            for _, box, covered in row
        ]
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _cell(text: str, wide: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_text(text)}</w:tc>"
