"""Print figures on the standard form as pictures of pages, as a scanner or a telephone gives them."""

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from standard_form import Box, Source, placed, tables_of, text_sections

from store.forms.form import Layout

FONT = Path(__file__).parents[1] / "bot" / "shown" / "fonts" / "NotoSansSC-Regular.otf"
PAGE = (8.27, 11.69)  # inches
MARGIN, SIZE = 0.7, 9  # inches; points
LINE, PADDING = 1.45, 0.05  # of the size; inches


class _Paper:
    """Pages that are written on from the top down."""

    def __init__(self, dpi: int) -> None:
        self.dpi, self.size = dpi, round(SIZE * dpi / 72)
        self.font = ImageFont.truetype(str(FONT), self.size)
        self.left, self.width = round(MARGIN * dpi), round((PAGE[0] - 2 * MARGIN) * dpi)
        self.pages: list[Image.Image] = []
        self.turn()

    def turn(self) -> None:
        self.pages.append(Image.new("L", (round(PAGE[0] * self.dpi), round(PAGE[1] * self.dpi)), 255))
        self.draw, self.top = ImageDraw.Draw(self.pages[-1]), round(MARGIN * self.dpi)

    def room(self, height: int) -> None:
        if self.top + height > self.pages[-1].height - round(MARGIN * self.dpi):
            self.turn()

    def wrapped(self, text: str, width: int) -> list[str]:
        lines = [""]
        for sign in text:
            if self.font.getlength(lines[-1] + sign) > width:
                lines.append("")
            lines[-1] += sign
        return lines

    def height(self, lines: int) -> int:
        return round(lines * self.size * LINE)

    def write(self, lines: list[str], left: int, top: int) -> None:
        for number, line in enumerate(lines):
            self.draw.text((left, top + self.height(number)), line, font=self.font, fill=0)


def pictures(source: Source, layout: Layout, dpi: int) -> list[Image.Image]:
    """The pages of a report; a table goes on over the page between two rows."""
    paper = _Paper(dpi)
    texts = [source.title, f"统计期限：{source.year}年1月1日至{source.year}年12月31日。"]
    for heading, content in text_sections(source, layout):
        _paragraphs(paper, [*texts, heading])
        texts = []
        if isinstance(content, str):
            _table(paper, tables_of(source, layout)[content])
        else:
            _paragraphs(paper, content)
    return paper.pages


def _paragraphs(paper: _Paper, texts: list[str]) -> None:
    for text in texts:
        for line in paper.wrapped(text, paper.width):
            paper.room(paper.height(1))
            paper.write([line], paper.left, paper.top)
            paper.top += paper.height(1)


def _table(paper: _Paper, rows: list[list[Box]]) -> None:
    grid = list(placed(rows))
    count = max(x + box.wide for row in grid for x, box, _ in row)
    edges = [round(paper.width * n / count) for n in range(count + 1)]
    pad = round(PADDING * paper.dpi)

    def lines(x: int, box: Box) -> list[str]:
        return paper.wrapped(box.text, edges[x + box.wide] - edges[x] - 2 * pad)

    heights = []
    for row in grid:
        own = [len(lines(x, box)) for x, box, covered in row if not covered and box.tall == 1]
        heights.append(paper.height(max(own, default=1)) + 2 * pad)
    for y, row in enumerate(grid):
        for x, box, covered in row:  # a label that spans rows must have room in them
            if not covered and box.tall > 1:
                need = paper.height(len(lines(x, box))) + 2 * pad
                heights[y + box.tall - 1] += max(0, need - sum(heights[y : y + box.tall]))
    _draw(paper, grid, heights, edges, lines)


def _draw(paper: _Paper, grid, heights: list[int], edges: list[int], lines) -> None:
    pad = round(PADDING * paper.dpi)
    for y, row in enumerate(grid):
        page = len(paper.pages)
        paper.room(heights[y])
        for x, box, covered in row:
            left, right = paper.left + edges[x], paper.left + edges[x + box.wide]
            if covered:  # a cell that goes on over the page is open above only on the page before
                paper.draw.line((left, paper.top, left, paper.top + heights[y]), fill=0)
                if len(paper.pages) > page:
                    paper.draw.line((left, paper.top, right, paper.top), fill=0)
                continue
            below = paper.pages[-1].height - round(MARGIN * paper.dpi)
            end = min(paper.top + sum(heights[y : y + box.tall]), below)
            paper.draw.rectangle((left, paper.top, right, end), outline=0)
            paper.write(lines(x, box), left + pad, paper.top + pad)
        paper.top += heights[y]
    paper.top += pad


def scanned(page: Image.Image, skew: float, noise: float, quality: int) -> Image.Image:
    """A page turned and speckled, as JPEG keeps it."""
    turned = page.rotate(skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
    dots = np.asarray(turned).astype(int) + np.random.default_rng(1).normal(0, noise, (turned.height, turned.width))
    out = io.BytesIO()
    Image.fromarray(np.clip(dots, 0, 255).astype("uint8")).save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue()))


def as_scan(source: Source, layout: Layout, dpi: int, skew: float = 0, noise: float = 0, quality: int = 90) -> bytes:
    """A PDF of pictures, without text."""
    first, *rest = [scanned(page, skew, noise, quality) for page in pictures(source, layout, dpi)]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=dpi)
    return out.getvalue()
