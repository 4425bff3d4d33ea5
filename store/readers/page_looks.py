"""A page's style sheets and attributes -> how its elements look: hidden, apart from the text around them, or not to be told.

What a browser does not show is not read; a number that may or may not be seen (white, off the page, on some screens) is unreadable."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from store.document import UnreadableError

Look = Literal["plain", "hidden", "apart", "unsure"]
PLAIN: Look = "plain"
HIDES: Look = "hidden"  # a browser does not show it
STANDS_APART: Look = "apart"  # raised, struck through, or on a line of its own
UNTOLD: Look = "unsure"  # it cannot be told that it is seen as it stands
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
BRACES = re.compile(r"([{}])")
EVERYWHERE = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*")
ELSEWHERE = re.compile(r"print|max-width|max-device-width")  # on paper, on a small screen
MOST_RULES, LONGEST_SELECTOR, LONGEST_STYLE = 2000, 2000, 4000
GONE = re.compile(r"display:none")
HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?<![\w-])font-size:0(?:px|pt|r?em|%)?(?![\d.])|(?<![\w-])opacity:0(?:\.0*)?(?![\d.])"
)
SHOWN = re.compile(
    r"(?<![\w-])(?:display:(?!none)|visibility:visible|font-size:(?!0(?:px|pt|r?em|%)?(?![\d.]))|opacity:(?!0(?:\.0*)?(?![\d.])))"
)
SETS_APART = re.compile(
    r"line-through|vertical-align:(?:super|sub|text-top|-?(?!0+(?:\.0+)?(?:[a-z%;]|$))[\d.]+(?:pt|px|r?em|ex|%))|text-raise"
    r"|transform:translate|position:relative.*(?<![\w-])(?:top|bottom):-?[\d.]*[1-9]|(?<![\w-])(?:top|bottom):-?[\d.]*[1-9].*position:relative"
)  # raised by a length too: what Word writes, and what is left of it
SIZE = re.compile(r"(?<![\w-])font-size:(?P<size>\d{1,3}(?:\.\d{1,3})?)(?P<unit>pt|px|r?em|%)")
POINTS = {"pt": 1.0, "px": 0.75, "em": 10.5, "rem": 10.5, "%": 0.105}  # beside text of the usual size
FONT_SIZES = {"1": 7.5, "-1": 7.5, "-2": 6.0, "2": 10.0, "3": 12.0}  # <font size>
BREAKS_LINE = re.compile(r"display:block")
WHITE_FONTS = ("white", "#fff", "#ffffff")  # <font color>
WHITE = re.compile(r"(?<![\w-])color:(?:transparent|white|#fff(?:fff)?(?![\da-f])|rgba?\(255,255,255)")
UNSURE = re.compile(
    r"(?:left|top|right|text-indent|margin-left):-\d{3}|(?<![\w-])clip(?:-path)?:|direction:rtl|unsure:|transform:scale\(0|zoom:0"
    r"|(?<![\w-])(?:max-)?(?:width|height):[01](?:px)?(?![\d.%]).*overflow:hidden|overflow:hidden.*(?<![\w-])(?:max-)?(?:width|height):[01](?:px)?(?![\d.%])"
)
CHANGES = (HIDDEN, SETS_APART, UNSURE, WHITE)
MOST_TOLD = 300_000  # elements, once for each rule that holds for them
NO_SELECTOR = re.compile(r":(?!not\(|first-child|last-child|nth)|@")


def with_style_sheets(tree: LexborHTMLParser) -> None:
    """Write what the style sheets of a page say of looks into the elements' own `style`, before what they say themselves."""
    sheets = COMMENT.sub("", "\n".join(node.text() for node in tree.css("style") if _is_for_screens(node)))
    rules = list(dict.fromkeys(islice(_rules(sheets), MOST_RULES)))
    changes = [rule for rule in rules if any(look.search(rule[1]) for look in CHANGES)]
    shows = [rule for rule in rules if not any(look.search(rule[1]) for look in CHANGES)]
    left = _apply_each(tree, changes, MOST_TOLD, only_hidden=False)
    if tree.css_first('[style*="none"],[style*="hidden"],[style*="opacity"],[style*="font-size"]') is not None:
        _apply_each(tree, shows, left, only_hidden=True)


def _apply_each(tree: LexborHTMLParser, rules: list[tuple[str, str]], left: int, *, only_hidden: bool) -> int:
    """Apply rules to no more than so many elements; how many are left."""
    for selector, style in rules:
        left -= _apply(tree, selector, style, only_hidden=only_hidden)
        if left < 0:
            raise UnreadableError("网页的样式多得不像一份年度报告；请只载入报告本身。")
    return left


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """Selectors with what they say of looks, in one pass; `unsure` where it holds on some screens only."""
    around: list[str] = []
    text = ""
    for part in BRACES.split(sheets):
        if part == "{":
            around.append(text.rsplit(";", 1)[-1].strip())
        elif part == "}" and around:
            selector = around.pop()
            where = [at.removeprefix("@media") for at in around if at.startswith("@media")]
            fits = len(selector) <= LONGEST_SELECTOR and len(text) <= LONGEST_STYLE and not NO_SELECTOR.search(selector)
            style = _plain(text) if fits and not any(map(ELSEWHERE.search, where)) else ""
            if any(look.search(style) for look in (*CHANGES, SHOWN)):
                yield selector, style if all(map(EVERYWHERE.fullmatch, where)) else "unsure:1"
        text = part if part not in ("{", "}") else ""


def _is_for_screens(node: LexborNode) -> bool:
    """Whether a sheet is for what one sees in a browser that runs scripts."""
    scripted = node.parent is None or node.parent.tag != "noscript"
    return scripted and EVERYWHERE.fullmatch(node.attributes.get("media") or "") is not None


def _apply(tree: LexborHTMLParser, selector: str, style: str, *, only_hidden: bool) -> int:
    """How many elements were told; `only_hidden`: what shows an element matters only where another rule hides it."""
    try:
        nodes = tree.css(selector)
    except (ValueError, RuntimeError, SelectolaxError):  # a selector that the parser does not know
        return 0
    for node in nodes[: MOST_TOLD + 1]:
        own = node.attributes.get("style") or ""
        if len(own) <= LONGEST_STYLE and not (only_hidden and HIDDEN.search(own) is None):
            node.attrs["style"] = f"{style};{own}"
    return len(nodes)


def _plain(style: str) -> str:
    style = style[: 4 * LONGEST_STYLE]  # an element may have several rules' styles
    return re.sub(r"\s+", "", style).lower()


def size_of(said: Mapping[str, str | None]) -> float:
    """The size of letters that an element says itself, in points; 0 where it says none, or in words."""
    if not said:
        return 0.0
    told = _size_of_style(style) if (style := said.get("style")) else 0.0
    return told or FONT_SIZES.get((said.get("size") or "").strip(), 0.0)


def is_gone(said: Mapping[str, str | None]) -> bool:
    """Whether nothing inside an element is shown, whatever that says of itself."""
    style = _plain(said.get("style") or "") if "style" in said else ""
    return "hidden" in said or (bool(style) and GONE.search(style) is not None and SHOWN.search(style) is None)


def look_of(said: Mapping[str, str | None]) -> Look:
    """How an element looks by its attributes; hidden by one rule and shown by another is not to be told."""
    if not said:
        return PLAIN
    look = _look_of_style(style) if (style := said.get("style")) else PLAIN
    if "hidden" in said or look == HIDES:
        return HIDES
    white = (said.get("color") or "").strip().lower() in WHITE_FONTS
    return UNTOLD if white or said.get("dir") == "rtl" else look


@lru_cache(maxsize=4096)  # cells of a page are alike
def _size_of_style(raw: str) -> float:
    told = SIZE.search(_plain(raw))
    return float(told["size"]) * POINTS[told["unit"]] if told is not None else 0.0


@lru_cache(maxsize=4096)
def _look_of_style(raw: str) -> Look:
    style = _plain(raw)
    hidden = HIDDEN.search(style) is not None
    if hidden and SHOWN.search(style) is None:
        return HIDES
    if hidden or ("background" not in style and WHITE.search(style)) or UNSURE.search(style):
        return UNTOLD
    return STANDS_APART if SETS_APART.search(style) or BREAKS_LINE.search(style) else PLAIN
