"""A page's style sheets and attributes -> how its elements look: hidden, apart from the text around them, or not to be told.

What a browser does not show is not read; a number that may or may not be seen (white, off the page, on some screens) is unreadable."""

import re
from collections.abc import Mapping
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

Look = Literal["plain", "hidden", "apart", "unsure"]
PLAIN: Look = "plain"
HIDES: Look = "hidden"  # a browser does not show it
STANDS_APART: Look = "apart"  # raised, struck through, or on a line of its own
UNTOLD: Look = "unsure"  # it cannot be told that it is seen as it stands
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
RULE = re.compile(r"(?P<selector>[^{}@;]{1,2000})\{(?P<style>[^{}]{0,4000})\}")
MEDIA = re.compile(r"@media(?P<where>[^{}]{0,200})\{(?P<rules>(?:[^{}]{0,2000}\{[^{}]{0,4000}\}){0,500}\s*)\}")
EVERYWHERE = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*")
ELSEWHERE = re.compile(r"print|max-width|max-device-width")  # on paper, on a small screen
MOST_RULES = 2000
GONE = re.compile(r"display:none")
HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?<![\w-])font-size:0(?:px|pt|r?em|%)?(?![\d.])|(?<![\w-])opacity:0(?:\.0*)?(?![\d.])"
)
SHOWN = re.compile(
    r"(?<![\w-])(?:display:(?!none)|visibility:visible|font-size:(?!0(?:px|pt|r?em|%)?(?![\d.]))|opacity:(?!0(?:\.0*)?(?![\d.])))"
)
SETS_APART = re.compile(r"line-through|vertical-align:(?:super|sub|text-top)|text-raise")
BREAKS_LINE = re.compile(r"display:block")
WHITE = re.compile(r"(?<![\w-])color:(?:transparent|white|#fff(?:fff)?(?![\da-f])|rgba?\(255,255,255)")
UNSURE = re.compile(
    r"(?:left|top|right|text-indent|margin-left):-\d{3}|(?<![\w-])clip(?:-path)?:|direction:rtl|unsure:|transform:scale\(0|zoom:0"
    r"|(?<![\w-])(?:max-)?(?:width|height):[01](?:px)?(?![\d.%]).*overflow:hidden|overflow:hidden.*(?<![\w-])(?:max-)?(?:width|height):[01](?:px)?(?![\d.%])"
)
NO_SELECTOR = re.compile(r":(?!not\(|first-child|last-child|nth)|@")


def with_style_sheets(tree: LexborHTMLParser) -> None:
    """Write what the style sheets of a page say of looks into the elements' own `style`, before what they say themselves."""
    sheets = COMMENT.sub("", "\n".join(node.text() for node in tree.css("style") if _is_for_screens(node)))
    plain = _plain(sheets)
    if not any(look.search(plain) for look in (HIDDEN, SETS_APART, UNSURE, WHITE)):
        return
    rules = [(m["selector"], m["style"]) for m in RULE.finditer(MEDIA.sub("", sheets))]
    for media in MEDIA.finditer(sheets):
        if ELSEWHERE.search(media["where"]):
            continue
        unsure = "" if EVERYWHERE.fullmatch(media["where"]) else "unsure:1"
        rules += [(m["selector"], unsure or m["style"]) for m in RULE.finditer(media["rules"]) if _matters(m["style"])]
    for selector, style in rules[:MOST_RULES]:
        if _matters(style) and not NO_SELECTOR.search(selector):
            _apply(tree, selector.strip(), _plain(style))


def _is_for_screens(node: LexborNode) -> bool:
    """Whether a sheet is for what one sees in a browser that runs scripts."""
    scripted = node.parent is None or node.parent.tag != "noscript"
    return scripted and EVERYWHERE.fullmatch(node.attributes.get("media") or "") is not None


def _matters(style: str) -> bool:
    plain = _plain(style)
    return any(look.search(plain) for look in (HIDDEN, SHOWN, SETS_APART, UNSURE, WHITE))


def _apply(tree: LexborHTMLParser, selector: str, style: str) -> None:
    try:
        nodes = tree.css(selector)
    except (ValueError, RuntimeError, SelectolaxError):  # a selector that the parser does not know
        return
    for node in nodes:
        node.attrs["style"] = f"{style};{node.attributes.get('style') or ''}"


def _plain(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()


def is_gone(said: Mapping[str, str | None]) -> bool:
    """Whether nothing inside an element is shown, whatever that says of itself."""
    style = _plain(said.get("style") or "") if "style" in said else ""
    return "hidden" in said or (bool(style) and GONE.search(style) is not None and SHOWN.search(style) is None)


def look_of(said: Mapping[str, str | None]) -> Look:
    """How an element looks by its attributes; hidden by one rule and shown by another is not to be told."""
    style = _plain(said.get("style") or "") if "style" in said else ""
    hidden = bool(style) and HIDDEN.search(style) is not None
    if "hidden" in said or (hidden and SHOWN.search(style) is None):
        return HIDES
    white = bool(style) and "background" not in style and WHITE.search(style) is not None
    if hidden or white or said.get("dir") == "rtl" or (style and UNSURE.search(style)):
        return UNTOLD
    return STANDS_APART if style and (SETS_APART.search(style) or BREAKS_LINE.search(style)) else PLAIN
