"""Scans and photos (PNG, JPEG, PDF without text) -> lines and grids, by ruled lines and optical character recognition.

Needs the extra `ocr`.  A cell is what four ruled lines enclose; a text belongs to the cell its middle lies in.  What is read
is kept only where the sums of its table prove it (store/checks/proof.py)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import cv2
import numpy as np
import pypdfium2
from rapidocr import RapidOCR

from store.document import Blocks, Grid, Line, Place, UnreadableError
from store.readers.edges import Edged, column, distinct, grids_of
from store.readers.ruled import PAGE_MARK

DOTS = 200  # an inch, of a page of a PDF
MOST_PAGES, MOST_PIXELS = 30, 60_000_000
NEAR = 12  # pixels by which the rules of one line may differ
LEAST = 12  # pixels of a cell's side
SURE = 0.5  # confidence below which a text is none
INK = 15  # how much darker than its surroundings a rule is
Rows = list[list[Edged]]
Words = list[tuple[float, float, str]]  # middle of a text, text
Rectangle = tuple[int, int, int, int]  # left, top, width, height


def read(data: bytes) -> Blocks:
    """Every page in order."""
    engine = RapidOCR(params={"Global.log_level": "error"})
    parts: list[Line | Rows] = []
    for number, picture in enumerate(_pages(data), 1):
        straight = _straightened(picture)
        parts += _parts(straight, list(_words(engine, straight)), number)
    blocks: list[Line | Grid] = []
    for is_line, group in groupby(parts, lambda part: isinstance(part, Line)):
        found = list(group)
        tables = [part for part in found if not isinstance(part, Line)]
        first = 1 + sum(isinstance(block, Grid) for block in blocks)
        blocks += [p for p in found if isinstance(p, Line)] if is_line else grids_of(tables, first, NEAR)
    if not blocks:
        raise UnreadableError("图片里认不出文字；请换一份清楚的扫描件，或找带文字的版本。")
    return tuple(blocks)


def _pages(data: bytes) -> Iterator[Any]:
    if not data[:1024].count(b"%PDF"):
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None or picture.shape[0] * picture.shape[1] > MOST_PIXELS:
            raise UnreadableError("这张图片坏了或过大；请重新扫描（200 dpi 左右）再载入。")
        yield picture
        return
    document = pypdfium2.PdfDocument(data)
    if len(document) > MOST_PAGES:
        raise UnreadableError(f"扫描件超过 {MOST_PAGES} 页，不像一份年度报告；请只载入报告本身。")
    for page in document:
        yield page.render(scale=DOTS / 72).to_numpy()[:, :, :3]


def _straightened(picture: Any) -> Any:
    """Turned so that its long level rules are level."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    lines = cv2.HoughLinesP(
        cv2.Canny(grey, 50, 150), 1, np.pi / 1800, 200, minLineLength=picture.shape[1] // 4, maxLineGap=20
    )
    angles = (
        [] if lines is None else [np.degrees(np.arctan2(y2 - y1, x2 - x1)) for x1, y1, x2, y2 in lines.reshape(-1, 4)]
    )
    level = [angle for angle in angles if abs(angle) < 5]
    if not level or abs(turn := float(np.median(level))) < 0.05:
        return picture
    height, width = picture.shape[:2]
    rotation = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1)
    return cv2.warpAffine(picture, rotation, (width, height), borderValue=(255, 255, 255))


def _words(engine: Any, picture: Any) -> Iterator[tuple[float, float, str]]:
    found = engine(picture)
    if found.boxes is None:
        return
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score >= SURE and text.strip():
            yield float(box[:, 0].mean()), float(box[:, 1].mean()), text.strip()


def _cells(picture: Any) -> list[Rectangle]:
    """What the ruled lines enclose."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(~grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, -INK)
    height, width = grey.shape
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (max(width // 40, 10), 1)))
    upright = cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, max(height // 90, 10)))
    )
    rules = cv2.dilate(level | upright, np.ones((3, 3), np.uint8))
    contours, tree = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    holes = [] if tree is None else [c for c, links in zip(contours, tree[0], strict=True) if links[3] >= 0]
    boxes = (cv2.boundingRect(contour) for contour in holes)
    return [(x, y, w, h) for x, y, w, h in boxes if w > LEAST and h > LEAST]


def _tables(cells: list[Rectangle]) -> list[list[Rectangle]]:
    """Cells that touch one another, from the top of the page down."""
    tables: list[list[Rectangle]] = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        touching = [table for table in tables if any(_touch(cell, other) for other in table)]
        joined = [cell for table in touching for cell in table]
        tables = [table for table in tables if table not in touching]
        tables.append([*joined, cell])
    return sorted((t for t in tables if len(t) > 1), key=lambda table: min(cell[1] for cell in table))


def _touch(a: Rectangle, b: Rectangle) -> bool:
    apart_x = max(a[0], b[0]) - min(a[0] + a[2], b[0] + b[2])
    apart_y = max(a[1], b[1]) - min(a[1] + a[3], b[1] + b[3])
    return apart_x < NEAR and apart_y < NEAR


def _parts(picture: Any, words: Words, page: int) -> Iterator[Line | Rows]:
    """The tables of a page, and the texts outside them as lines, in reading order."""
    top = 0.0
    rest = list(words)
    for table in _tables(_cells(picture)):
        start, end = min(c[1] for c in table), max(c[1] + c[3] for c in table)
        yield from _lines([word for word in rest if top <= word[1] < start], page)
        yield _rows(table, [word for word in rest if start <= word[1] < end])
        rest, top = [word for word in rest if word[1] >= end], end
    yield from _lines([word for word in rest if word[1] >= top], page)


def _lines(words: Words, page: int) -> Iterator[Line]:
    rows = distinct((y for _, y, _ in words), NEAR)
    for n in range(len(rows)):
        found = sorted(word for word in words if column(rows, word[1], NEAR) == n)
        text = "".join(text for _, _, text in found)
        if not PAGE_MARK.match(text):
            yield Line(text, Place(page=page))


def _rows(table: list[Rectangle], words: Words) -> Rows:
    tops = distinct((float(cell[1]) for cell in table), NEAR)
    rows: list[list[Edged]] = [[] for _ in tops]
    for left, top, width, height in sorted(table):
        inside = sorted((y, x, text) for x, y, text in words if left <= x <= left + width and top <= y <= top + height)
        rows[column(tops, top, NEAR)].append(Edged(left, left + width, "\n".join(text for _, _, text in inside)))
    return rows
