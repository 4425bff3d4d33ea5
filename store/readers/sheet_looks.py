"""An xlsx workbook -> the cells that show something else than the value they hold, and the rows and columns that are hidden.

A number format may scale, round or hide; a formula may not have been computed yet; part of a text may be raised or struck.
What is printed cannot be told from the value then, so the cell is none."""

import re
from dataclasses import dataclass, field

from lxml import etree

from store.readers.number_formats import BUILT_IN, DASHES, shown
from store.readers.packaged import optional_part

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ODD = ("vertAlign", "strike")


@dataclass
class Looks:
    """Rows and columns from 0.  `torn`: cells whose value is not what is seen; `seen`: what is seen instead, a dash or nothing."""

    torn: set[tuple[int, int]] = field(default_factory=set)
    seen: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def looks_of(data: bytes) -> dict[str, Looks]:
    """Sheet name -> looks; empty for a workbook of another kind, whose looks are not known."""
    book = optional_part(data, "xl/workbook.xml")
    links = optional_part(data, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return {}
    targets = {str(link.get("Id")): str(link.get("Target")).removeprefix("/xl/") for link in links}
    styles, strings = (
        _Styles(optional_part(data, "xl/styles.xml")),
        _odd_strings(optional_part(data, "xl/sharedStrings.xml")),
    )
    setting = book.find(f"{S}calcPr")
    stale = setting is not None and setting.get("fullCalcOnLoad") in ("1", "true")
    found: dict[str, Looks] = {}
    for sheet in book.iter(f"{S}sheet"):
        part = optional_part(data, f"xl/{targets.get(str(sheet.get(f'{R}id')), '')}")
        if part is not None:
            found[str(sheet.get("name"))] = _sheet(part, styles, strings, stale=stale)
    return found


class _Styles:
    """For each style of a cell the format of its numbers, empty where it is none of those that can be told; and whether it strikes."""

    def __init__(self, root: etree._Element | None) -> None:
        self.formats: list[str] = []
        self.struck: list[bool] = []
        if root is None:
            return
        own = {str(f.get("numFmtId")): str(f.get("formatCode")) for f in root.iter(f"{S}numFmt")}
        fonts = [_is_odd(font) for font in root.iterfind(f"{S}fonts/{S}font")]
        for style in root.iterfind(f"{S}cellXfs/{S}xf"):
            number, font = str(style.get("numFmtId") or "0"), int(style.get("fontId") or 0)
            self.formats.append(own.get(number) or BUILT_IN.get(int(number), ""))
            self.struck.append(font < len(fonts) and fonts[font])

    def shown(self, style: int, value: str) -> str | None:
        """What is seen of a number in this style; None where it is not the number."""
        if style >= len(self.formats):
            return value
        try:
            return shown(self.formats[style], float(value)) if self.formats[style] else None
        except (ValueError, OverflowError):
            return None


def _is_odd(look: etree._Element) -> bool:
    return any(found.get("val") not in ("0", "false", "baseline") for name in ODD for found in look.iter(f"{S}{name}"))


def _odd_strings(root: etree._Element | None) -> set[int]:
    strings = root.iterfind(f"{S}si") if root is not None else ()
    return {n for n, string in enumerate(strings) if _is_odd(string)}


def _sheet(root: etree._Element, styles: _Styles, strings: set[int], *, stale: bool) -> Looks:
    looks, found = Looks(), set[tuple[int, int]]()
    for columns in root.iterfind(f"{S}cols/{S}col"):
        if columns.get("hidden") in ("1", "true"):
            last = min(int(columns.get("max") or 0), 1000)
            looks.columns |= set(range(int(columns.get("min") or 1) - 1, last))
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        if row.get("hidden") in ("1", "true") and str(row.get("r") or "").isdigit():
            looks.rows.add(int(str(row.get("r"))) - 1)
        for cell in row.iterfind(f"{S}c"):
            match = REFERENCE.fullmatch(str(cell.get("r") or ""))
            if match is None:
                continue
            at = (int(match.group(2)) - 1, _number(match.group(1)) - 1)
            if at in found or _holds_two(cell):
                looks.torn.add(at)
            found.add(at)
            number = _as_number(cell)
            text = styles.shown(int(cell.get("s") or 0), number) if number else number
            if text is None or _is_torn(cell, styles, strings, stale=stale):
                looks.torn.add(at)
            elif number and text in DASHES:
                looks.seen[at] = text
    return looks


def _holds_two(cell: etree._Element) -> bool:
    """Whether a cell took in what stood in the next: its own start tag was lost."""
    loose = (cell.text or "") + "".join(part.tail or "" for part in cell)
    return len(cell.findall(f"{S}v")) > 1 or bool(loose.strip())


def _is_torn(cell: etree._Element, styles: _Styles, strings: set[int], *, stale: bool) -> bool:
    kind, value = cell.get("t") or "n", cell.findtext(f"{S}v")
    style = int(cell.get("s") or 0)
    if cell.find(f"{S}f") is not None and (stale or not value):
        return True
    if kind == "e" or (style < len(styles.struck) and styles.struck[style] and value):
        return True
    if kind == "s":
        return bool(value) and str(value).isdigit() and int(str(value)) in strings
    if kind == "inlineStr":
        return _is_odd(cell)
    return False


def _as_number(cell: etree._Element) -> str:
    """The number of a cell that holds one."""
    return str(cell.findtext(f"{S}v") or "") if (cell.get("t") or "n") == "n" else ""


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found
