"""A paragraph of a Word document -> the text that is seen: raised and struck text kept apart, hidden and moved text left out,
pictures and equations marked as what cannot be read."""

import re
from collections.abc import Iterator

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
            self.styles[str(style.get(f"{W}styleId"))] = style

    def is_set(self, run: etree._Element, names: tuple[str, ...]) -> bool:
        """Whether a run has one of the properties switched on, by itself, else by its style, else by its paragraph's."""
        looks = list(self._looks(run))
        said = (next((on for look in looks if (on := _is_on(look, name)) is not None), False) for name in names)
        return any(said)

    def _looks(self, run: etree._Element) -> Iterator[etree._Element]:
        """What tells how a run looks, the nearest first."""
        if (own := run.find(f"{W}rPr")) is not None:
            yield own
            yield from self._of_style(own.find(f"{W}rStyle"))
        paragraph = next(run.iterancestors(f"{W}p"), None)
        if self.styles and paragraph is not None:
            yield from self._of_style(paragraph.find(f"{W}pPr/{W}pStyle"))

    def _of_style(self, named: etree._Element | None) -> Iterator[etree._Element]:
        """The looks of a style and of those that it is based on."""
        met: set[str] = set()
        while named is not None and (name := str(named.get(f"{W}val"))) not in met and name in self.styles:
            met.add(name)
            style = self.styles[name]
            if (look := style.find(f"{W}rPr")) is not None:
                yield look
            named = style.find(f"{W}basedOn")

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


def _is_on(look: etree._Element, name: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said of it."""
    found = look.find(f"{W}{name}")
    return None if found is None else str(found.get(f"{W}val") or "1") not in OFF
