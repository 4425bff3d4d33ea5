"""Print figures on the standard form as a PDF with ruled tables that go on over the page."""

import html
import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table
from standard_form import Box, Source, placed, tables_of, text_sections

from store.forms.form import Layout

registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("text", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
WIDTH = 500.0  # points
FRAME = 438.0  # of the text on a page
ROWS = 16  # of a table on its first page


def as_pdf(
    source: Source, layout: Layout, password: str = "", *, rules: str = "GRID", heads: bool = False, under=None
) -> bytes:
    """Tables by the form's own spans, page numbers at the foot; `password` locks the file.

    `rules`: all (GRID), none at the sides (INNERGRID), or none; `heads`: a title as wide as the page, a head and a foot on every
    page, as browsers and official gazettes print them; `under`: draws on the canvas of each page before its text."""
    wide = min(FRAME / len(source.title), 20.0)
    title = ParagraphStyle("title", STYLE, fontSize=wide, leading=1.3 * wide) if heads else STYLE
    foot = under or (_head_and_foot if heads else _foot)
    story: list[Flowable] = [
        Paragraph(source.title, title),
        Paragraph(f"统计期限：{source.year}年1月1日至{source.year}年12月31日。", STYLE),
    ]
    for heading, content in text_sections(source, layout):
        story.append(Paragraph(heading, STYLE))
        if isinstance(content, str):
            story += [*_tables(tables_of(source, layout)[content], rules=rules), Spacer(1, 12)]
        else:
            story += [Paragraph(line, STYLE) for line in content]
    buffer = io.BytesIO()
    locked = StandardEncryption(password) if password else None
    SimpleDocTemplate(buffer, pagesize=A4, encrypt=locked).build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def as_scan() -> bytes:
    """A page with a picture of nothing: a PDF without text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(50, 50, 400, 700, fill=1)
    canvas.save()
    return buffer.getvalue()


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("STSong-Light", 9)
    canvas.drawCentredString(300, 30, f"- {document.page} -")


def _head_and_foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(40, 810, f"2025/1/20 10:{document.page:02}")
    canvas.drawCentredString(300, 810, "政府公报")
    canvas.drawCentredString(300, 30, f"第 {document.page} 页 共 3 页")


def _tables(rows: list[list[Box]], *, rules: str) -> list[Flowable]:
    """A table; a long one is cut by the end of the page, through the cells that span rows."""
    boxes = [(x, y, box) for y, row in enumerate(placed(rows)) for x, box, covered in row if not covered]
    wide = max(x + box.wide for x, _, box in boxes)
    pages = [(0, len(rows))] if len(rows) <= ROWS else [(0, ROWS), (ROWS, len(rows))]
    parts: list[Flowable] = []
    for first, end in pages:
        parts += [*([PageBreak()] if first else []), _page(boxes, first, end, wide, rules=rules)]
    return parts


def _page(boxes: list[tuple[int, int, Box]], first: int, end: int, wide: int, *, rules: str) -> Table:
    cells = [[""] * wide for _ in range(first, end)]
    style = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
    style += [(rules, (0, 0), (-1, -1), 0.5, "black")] if rules else []
    style += (
        [("LINEABOVE", (0, 0), (-1, 0), 0.5, "black"), ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black")] if rules else []
    )
    for x, y, box in boxes:
        top, bottom = max(y, first), min(y + box.tall, end) - 1
        if top <= bottom:
            style.append(("SPAN", (x, top - first), (x + box.wide - 1, bottom - first)))
            if top == y:
                cells[y - first][x] = Paragraph(html.escape(box.text), STYLE)
    return Table(cells, colWidths=[WIDTH / wide] * wide, style=style)
