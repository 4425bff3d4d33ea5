"""A page's style sheets and attributes -> how its elements look: hidden, apart from the text around them, or not to be told.

What a browser does not show is not read; a number that may or may not be seen (white, off the page, on some screens) is unreadable."""

import re
from collections.abc import Mapping
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

Look = Literal["plain", "hidden", "apart", "unsure"]
PLAIN: Look = "plain"
HIDES: Look = "hidden"  # a browser does not show it
STANDS_APART: Look = "apart"  # raised, struck through, or on a line of its own
UNTOLD: Look = "unsure"  # it cannot be told that it is seen as it stands
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"(?P<selector>[^{}@;]{1,2000})\{(?P<style>[^{}]{0,4000})\}")
MEDIA = re.compile(r"@media(?P<where>[^{}]{0,200})\{(?P<rules>(?:[^{}]{0,2000}\{[^{}]{0,4000}\}){0,500}\s*)\}")
EVERYWHERE, ELSEWHERE = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*"), re.compile(r"\s*print\s*")
MOST_RULES = 2000
HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?<![\w-])font-size:0(?:px|pt|r?em|%)?(?![\d.])|(?<![\w-])opacity:0(?:\.0*)?(?![\d.])"
)
SETS_APART = re.compile(r"line-through|vertical-align:(?:super|sub|text-top)|text-raise")
BREAKS_LINE = re.compile(r"display:block")
UNSURE = re.compile(
    r"(?<![\w-])color:(?:transparent|white|#fff(?:fff)?(?![\da-f])|rgba?\(255,255,255)|(?:left|top|right|text-indent|margin-left):-\d{3}"
    r"|clip(?:-path)?:|(?<![\w-])(?:width|height):[01](?:px)?(?![\d.%])|direction:rtl|unsure:"
)
NO_SELECTOR = re.compile(r":(?!not\(|first-child|last-child|nth)|@")


def with_style_sheets(tree: LexborHTMLParser) -> None:
    """Write what the style sheets of a page say of looks into the elements' own `style`, before what they say themselves."""
    sheets = COMMENT.sub("", "\n".join(node.text() for node in tree.css("style")))
    if not (HIDDEN.search(_plain(sheets)) or SETS_APART.search(_plain(sheets)) or UNSURE.search(_plain(sheets))):
        return
    rules = [(m["selector"], m["style"]) for m in RULE.finditer(MEDIA.sub("", sheets))]
    for media in MEDIA.finditer(sheets):
        if ELSEWHERE.fullmatch(media["where"]):
            continue
        unsure = "" if EVERYWHERE.fullmatch(media["where"]) else "unsure:1"
        rules += [(m["selector"], unsure or m["style"]) for m in RULE.finditer(media["rules"]) if _matters(m["style"])]
    for selector, style in rules[:MOST_RULES]:
        if _matters(style) and not NO_SELECTOR.search(selector):
            _apply(tree, selector.strip(), _plain(style))


def _matters(style: str) -> bool:
    plain = _plain(style)
    return any(look.search(plain) for look in (HIDDEN, SETS_APART, UNSURE)) or "unsure:" in style


def _apply(tree: LexborHTMLParser, selector: str, style: str) -> None:
    try:
        nodes = tree.css(selector)
    except (
        ValueError,
        RuntimeError,
    ):  # a selector that the parser does not know: no element of a report's table has it
        return
    for node in nodes:
        node.attrs["style"] = f"{style};{node.attributes.get('style') or ''}"


def _plain(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()


def look_of(said: Mapping[str, str | None]) -> Look:
    """How an element looks by its attributes."""
    style = _plain(said.get("style") or "") if "style" in said else ""
    if "hidden" in said or (style and HIDDEN.search(style)):
        return HIDES
    if said.get("dir") == "rtl" or (style and UNSURE.search(style)):
        return UNTOLD
    return STANDS_APART if style and (SETS_APART.search(style) or BREAKS_LINE.search(style)) else PLAIN
