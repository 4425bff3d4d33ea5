"""An element of a page -> its text as it is seen: what stands apart keeps apart, what may or may not be seen makes it no number."""

import re
from itertools import pairwise

from selectolax.lexbor import LexborNode

from store.document import TORN, tidy_lines
from store.readers.cells import is_value
from store.readers.page_looks import HIDES, STANDS_APART, UNTOLD, look_of, size_of

SKIPPED = {"script", "style", "head", "noscript", "template", "-comment", "_comment", "select", "option", "button"}
BREAKS = {"p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "td", "th", "tr", "ul", "ol",
    "dd", "dt", "blockquote", "hr", "center", "pre", "title"}  # fmt: skip
APART = {"sup", "sub", "del", "s", "strike", "ins", "table", "small", "rt", "rp", "details"}
UNREAD = {"select", "bdo", "progress", "meter", "iframe"}  # shows one of several, or backwards, or what is not its text
MAY_SHOW = {"button", "svg", "object", "details", "noscript", "template"}  # a number in them is seen, or not
UNSEEN = SKIPPED | {"title", "svg", "object", "audio"}
HAS_DIGIT = re.compile(r"\d")
OBJECTS = {"img", "canvas", "video"}
UNSEEN_INPUTS = ("hidden", "checkbox", "radio", "button", "submit", "image", "file")
USUAL, SMALLER = 10.5, 0.8  # points of text in a table; of the size beside it
NOTE_CLASS = re.compile(r"footnote|endnote|note-?ref|\bsup(?:er(?:script)?)?\b", re.IGNORECASE)  # MsoFootnoteReference
NOTE = re.compile(r"#.|[^#]*#_?(?:ftn|edn|fn|foot|note)", re.IGNORECASE)  # where a link to a note leads: down the page
FILLED = re.compile(r"-?\d[\d,.]*%?")  # an attribute from which a script fills an element


def cell_text(cell: LexborNode) -> str:
    """A cell's text as it is seen.  Inline tags join (a number with each digit in a tag of its own is one number), line
    breaks, raised, struck and inserted text keep apart: 58<br>2 is no 582."""
    only = cell.first_child
    if only is not None and only.next is None and only.tag == "-text":  # most cells: a number
        return tidy_lines(only.text_content or "")
    return _seen(cell)


def _seen(cell: LexborNode) -> str:
    """The same of any element."""
    parts: list[str] = []
    torn, sized = "", False
    todo: list[tuple[LexborNode, bool]] = [(child, False) for child in reversed(list(cell.iter(include_text=True)))]
    while todo:
        node, leaving = todo.pop()
        tag = node.tag
        if leaving:
            parts.append("\n")
        elif tag == "-text":
            parts.append(node.text_content or "")
        elif tag in UNREAD or (tag in MAY_SHOW and HAS_DIGIT.search(node.text())) or _is_filled_later(node):
            torn = TORN
        elif (
            tag in UNSEEN
            or (tag == "dialog" and "open" not in node.attributes)
            or (look := look_of(node.attributes)) == HIDES
        ):
            continue
        elif look == UNTOLD and HAS_DIGIT.search(node.text()):
            torn = TORN
        else:
            if tag == "input" and node.attributes.get("type") not in UNSEEN_INPUTS:
                parts.append(node.attributes.get("value") or "")  # a form that was saved with what is filled in
            if tag in OBJECTS and (not (before := "".join(parts).strip()) or is_value(before)):
                parts.append(TORN)  # a picture: what it shows is not read, a digit behind others neither
            sized = sized or bool(size_of(node.attributes))
            if tag in BREAKS or tag in APART or look == STANDS_APART or _is_note_mark(node):
                parts.append("\n")
                todo.append((node, True))
            todo.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    torn = TORN if sized and _has_two_sizes(cell) else torn
    return tidy_lines("".join(parts)) + torn


def _is_note_mark(node: LexborNode) -> bool:
    """Whether an element is the mark of a note, or leads to one: the digit that it shows is none of the number beside it."""
    linked = node.tag == "a" and NOTE.match(node.attributes.get("href") or "") is not None
    return linked or NOTE_CLASS.search(node.attributes.get("class") or "") is not None


def _has_two_sizes(cell: LexborNode) -> bool:
    """Whether the digits of a number are of two sizes: the small ones may be the mark of a note."""
    sizes: list[float | None] = []  # of the digits in order; None between lines
    todo = [(child, 0.0) for child in reversed(list(cell.iter(include_text=True)))]
    while todo:
        node, size = todo.pop()
        if node.tag != "-text":
            own = size_of(node.attributes) or size
            todo.extend((child, own) for child in reversed(list(node.iter(include_text=True))))
            sizes += [None] if node.tag in BREAKS or node.tag in APART else []
        elif (text := (node.text_content or "").strip()) and HAS_DIGIT.search(text):
            sizes.append(size)
    return any(one is not None and other is not None and _is_smaller(one, other) for one, other in pairwise(sizes))


def _is_smaller(one: float, other: float) -> bool:
    """Whether of two sizes one is that of a mark; where one is not said it is taken for usual."""
    least, most = sorted((one or USUAL, other or USUAL))
    return least < SMALLER * most and (least < USUAL or bool(one and other))


def _is_filled_later(node: LexborNode) -> bool:
    """Whether a browser sets numbers where there are no words: before the items of a list, from an element's data, by a script."""
    said = node.attributes.items()
    if node.tag == "script":
        return "write" in node.text() and HAS_DIGIT.search(node.text()) is not None
    if not node.text().strip() and any(k.startswith("data-") and v and FILLED.fullmatch(v.strip()) for k, v in said):
        return True
    return node.tag == "ol" and (not (text := node.text().strip()) or is_value(text))
