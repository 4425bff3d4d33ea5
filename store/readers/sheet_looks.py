"""An xlsx workbook -> the cells that show something else than the value they hold, and the rows and columns that are hidden.

A number format may scale, round or hide; a formula may not have been computed yet; part of a text may be raised or struck.
What is printed cannot be told from the value then, so the cell is none."""

import re
from dataclasses import dataclass, field

from lxml import etree

from store.readers.packaged import optional_part

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PLAIN = {
    "0": 15,
    "49": 15,
    "1": 0,
    "3": 0,
    "37": 0,
    "38": 0,
    "2": 2,
    "4": 2,
    "39": 2,
    "40": 2,
}  # built-in format -> decimals shown
FORMAT = re.compile(r"(?:#,##)?0(?:\.(0+))?(?:_ |_\))?")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ODD = ("vertAlign", "strike")


@dataclass
class Looks:
    """Rows and columns from 0.  `torn`: cells whose value is not what is seen."""

    torn: set[tuple[int, int]] = field(default_factory=set)
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
    """For each style of a cell how many decimals it shows, None where it shows something else than the number."""

    def __init__(self, root: etree._Element | None) -> None:
        self.decimals: list[int | None] = []
        self.struck: list[bool] = []
        if root is None:
            return
        own = {str(f.get("numFmtId")): str(f.get("formatCode")) for f in root.iter(f"{S}numFmt")}
        fonts = [_is_odd(font) for font in root.iterfind(f"{S}fonts/{S}font")]
        for style in root.iterfind(f"{S}cellXfs/{S}xf"):
            number, font = str(style.get("numFmtId") or "0"), int(style.get("fontId") or 0)
            self.decimals.append(_decimals(own[number]) if number in own else PLAIN.get(number))
            self.struck.append(font < len(fonts) and fonts[font])

    def hides(self, style: int, value: str) -> bool:
        """Whether a number in this style is shown as another."""
        if style >= len(self.decimals):
            return False
        shown = self.decimals[style]
        try:
            exact = shown is not None and round(float(value), shown) == float(value)
        except (ValueError, OverflowError):
            return True
        return not exact


def _decimals(code: str) -> int | None:
    if code in ("General", "@"):
        return 15
    match = FORMAT.fullmatch(code)
    return len(match.group(1) or "") if match else None


def _is_odd(look: etree._Element) -> bool:
    return any(found.get("val") not in ("0", "false", "baseline") for name in ODD for found in look.iter(f"{S}{name}"))


def _odd_strings(root: etree._Element | None) -> set[int]:
    strings = root.iterfind(f"{S}si") if root is not None else ()
    return {n for n, string in enumerate(strings) if _is_odd(string)}


def _sheet(root: etree._Element, styles: _Styles, strings: set[int], *, stale: bool) -> Looks:
    looks = Looks()
    for columns in root.iterfind(f"{S}cols/{S}col"):
        if columns.get("hidden") in ("1", "true"):
            last = min(int(columns.get("max") or 0), 1000)
            looks.columns |= set(range(int(columns.get("min") or 1) - 1, last))
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        if row.get("hidden") in ("1", "true") and str(row.get("r") or "").isdigit():
            looks.rows.add(int(str(row.get("r"))) - 1)
        for cell in row.iterfind(f"{S}c"):
            match = REFERENCE.fullmatch(str(cell.get("r") or ""))
            if match and _is_torn(cell, styles, strings, stale=stale):
                looks.torn.add((int(match.group(2)) - 1, _number(match.group(1)) - 1))
    return looks


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
    return kind == "n" and bool(value) and styles.hides(style, str(value))


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found
