"""A paragraph of a Word document -> the text that is seen: raised and struck text kept apart, hidden and moved text left out,
pictures and equations marked as what cannot be read."""

import re

from lxml import etree

from store.document import TORN, tidy_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
TEXTS = {f"{W}t": "", f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": TORN}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
OBJECTS = (MATH, f"{W}drawing", f"{W}pict", f"{W}object", f"{W}ruby")
EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)  # a field that draws signs over one another: a digit in a ring
APART = ("vertAlign", "position", "strike", "dstrike")
HIDDEN = ("vanish", "webHidden", "specVanish")
OFF = ("0", "false", "off", "none", "baseline")
GONE = (f"{W}moveFrom", f"{W}del")


class Looks:
    """Which styles raise, strike or hide what they are given to."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.styles: dict[str, etree._Element] = {}
        for style in styles.iter(f"{W}style") if styles is not None else ():
            look = style.find(f"{W}rPr")
            if look is not None:
                self.styles[str(style.get(f"{W}styleId"))] = look

    def is_set(self, run: etree._Element, names: tuple[str, ...]) -> bool:
        """Whether a run, or its style, has one of the properties switched on."""
        look = run.find(f"{W}rPr")
        if look is None:
            return False
        style = look.find(f"{W}rStyle")
        looks = (look, self.styles.get(str(style.get(f"{W}val"))) if style is not None else None)
        return any(_is_on(found, name) for found in looks if found is not None for name in names)

    def text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph as lines."""
        parts: list[str] = []
        for node in paragraph.iter(*TEXTS):
            run = next(node.iterancestors(f"{W}r"), None)
            if run is None or next(node.iterancestors(f"{W}p")) is not paragraph:
                continue
            if next(node.iterancestors(FALLBACK), None) is not None:
                continue  # the same again, for older programs
            if self.is_set(run, HIDDEN) or next(run.iterancestors(*GONE), None) is not None:
                continue
            text = str(node.text or "") if node.tag == f"{W}t" else TEXTS[str(node.tag)]
            if any(map(str.isdigit, text)) and _is_white(run):
                text = TORN  # seen on a shade, not on paper
            parts.append(f"\n{text}\n" if self.is_set(run, APART) else text)
        return tidy_lines("".join(parts))

    def cell(self, cell: etree._Element) -> str:
        """The text of a cell; one that shows something else than text cannot be read, and is not blank."""
        text = "\n".join(line for p in cell.iter(f"{W}p") if (line := self.text(p)))
        drawn = next(cell.iter(*OBJECTS), None) is not None
        numbered = not text and next(cell.iter(f"{W}numPr"), None) is not None
        composed = any(EQUATION.match(code.text or "") for code in cell.iter(f"{W}instrText"))
        return text + TORN if drawn or numbered or composed else text


def _is_white(run: etree._Element) -> bool:
    color = run.find(f"{W}rPr/{W}color")
    return color is not None and str(color.get(f"{W}val")).upper() == "FFFFFF"


def _is_on(look: etree._Element, name: str) -> bool:
    found = look.find(f"{W}{name}")
    return found is not None and str(found.get(f"{W}val") or "1") not in OFF
