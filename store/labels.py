"""Printed labels -> normal form, and whether a label is the one the form prints.

Compared are labels without numbering, blanks, quotes and remarks in brackets.  A label in which the site has put stars
over a word (国家****) matches where it fits exactly one label; nothing is matched by its position.
"""

import re
import unicodedata
from functools import lru_cache

from store.document import squeeze

NUMBERING = re.compile(r"^(?:\([一二三四五六七八九十\d]{1,3}\)|第?[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[.、,])")
REMARK = re.compile(r"\([^()]*\)")
QUOTES = str.maketrans("", "", "“”\"'‘’「」『』:：;。")
STARS = re.compile(r"[*×xX＊]{2,}")


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """The part of a label that carries its meaning: `（三）不予公开` -> `不予公开`."""
    text = unicodedata.normalize("NFKC", squeeze(label)).translate(QUOTES)
    text = NUMBERING.sub("", text)
    return REMARK.sub("", text) or text


def is_numbered(label: str) -> bool:
    """Whether the label carries its number: `3.其他`, `（七）总计`."""
    return NUMBERING.match(unicodedata.normalize("NFKC", squeeze(label))) is not None


def same_number(printed: str, official: str) -> bool:
    """Whether two labels carry the same number, where both carry one."""
    numbers = (_number(printed), _number(official))
    return not all(numbers) or numbers[0] == numbers[1]


def _number(label: str) -> str:
    match = NUMBERING.match(unicodedata.normalize("NFKC", squeeze(label)))
    return match.group().strip("().、,") if match else ""


def fits(printed: str, official: str) -> bool:
    """Whether a printed label can be this official one: the same normal form, or the same round the stars."""
    have, want = normal(printed), normal(official)
    if have == want:
        return True
    if not STARS.search(have) or len(STARS.sub("", have)) < 2:
        return False
    if not same_number(printed, official):
        return False
    pattern = ".+".join(re.escape(part) for part in STARS.split(have))
    return re.fullmatch(pattern, want) is not None
