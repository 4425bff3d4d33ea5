"""Printed labels -> normal form, and whether a label is the one the form prints.

Compared are labels without numbering, blanks, quotes and remarks in brackets.  A damaged label (国家****, 其他法律行政止公开)
matches where it fits exactly one label of the whole form; nothing is matched by its position.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from store.document import squeeze

NUMBERING = re.compile(r"^(?:\([一二三四五六七八九十\d]{1,3}\)|第?[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[.、,])")
CIRCLED = re.compile(r"^[①-⑳⑴-⒇]")  # a number of its own: NFKC would make it a digit of the label
FOOTNOTE = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?:[①-⑳]|[\[［【]\d{1,2}[\]］】]|[*＊※](?![*＊]))+$"
)  # 规章①, 行政许可[1]
RESULT_OF = re.compile(
    r"^本年度?办理结果(?=\()\([一二三四五六七]\)(?:(?:不予公开|无法提供|不予处理|其他处理)\d[.、])?(?=.)"
)  # both labels in one cell
SIXTH = re.compile(r"^\(六\)其[他它]$")  # （六）其他处理, cut short; 其他 alone names a column too
DATED = (  # the year in figures, as the report's own
    (re.compile(r"^20\d\d年度?(?=新收)"), "本年"), (re.compile(r"^20\d\d年度?(?=结转政府信息)"), "上年"),
    (re.compile(r"^20\d\d年度?(?=办理结果)"), "本年度"), (re.compile(r"(?<=^结转)至?20\d\d年度?(?=继续办理)"), "下年度"),
    (re.compile(r"^20\d\d年度?(?=制发|废止|新制|新公开|处理决定数|收费金额)"), "本年"),
)  # fmt: skip
REMARK = re.compile(r"\([^()]*\)")
OPEN_REMARK = re.compile(r"\([^()]*$")  # cut off before its bracket closes
QUOTES = str.maketrans("", "", "“”\"'‘’「」『』:：;。\\")  # the last where a converter to Markdown wrote 1\\.
LEAST = 5  # characters of a damaged label that can still be told
LEAST_START = 4  # characters of a label whose end is cut off
ENDED = re.compile(r"(?:…+|\.{2,})$")  # by a page that has no room for more
TURNS = set("不未无没非新上下")  # without them a label says something else
WHICH_YEAR = set("本历去往前")  # 历年废止件数 is not 本年废止件数 misread
STARS = re.compile(r"[*×xX＊]{2,}")


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """The part of a label that carries its meaning: `（三）不予公开` -> `不予公开`."""
    text = _with_remark(label)
    return REMARK.sub("", text) or text


@lru_cache(maxsize=1024)  # of every text that is no label all labels are looked at
def _with_remark(label: str) -> str:
    text = unicodedata.normalize(
        "NFKC", ENDED.sub("", CIRCLED.sub("", FOOTNOTE.sub("", squeeze(_once(label)))))
    ).translate(QUOTES)
    text = RESULT_OF.sub("", NUMBERING.sub("", SIXTH.sub(r"\g<0>处理", text)))
    for dated, plain in DATED:
        text = dated.sub(plain, text)
    return text.replace("其它", "其他")


def _once(label: str) -> str:
    """A label without a line, or all of them, that a page drew at its foot and the next at its head."""
    lines = [line.strip() for line in label.split("\n")]
    if len(lines) % 2 == 0 and lines[: len(lines) // 2] == lines[len(lines) // 2 :]:
        lines = lines[: len(lines) // 2]
    return "\n".join(line for at, line in enumerate(lines) if not at or line != lines[at - 1])


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
    """Whether a printed label can be this official one: the same normal form, or a damaged one.

    Numbers are not looked at: a row that is missing may have renumbered the others.  Damaged is a label with stars over a word,
    whose end is cut off, with some characters lost, or with one character that is another.  A label that lost or changed a 不 or
    新 inside is none."""
    have, want = normal(printed), normal(official)
    if have == want:
        return True
    if STARS.search(have):
        pattern = ".+".join(re.escape(part) for part in STARS.split(have))
        damaged = len(STARS.sub("", have)) >= 2 and re.fullmatch(pattern, want) is not None
    else:
        damaged = _is_start(have, want, official) or _is_cut(have, want) or _is_misread(have, want)
    return damaged


def _is_start(have: str, want: str, official: str) -> bool:
    """The end is cut off: what is left says the same as far as it goes, in an open bracket too."""
    start = OPEN_REMARK.sub("", have)
    remark = REMARK.search(_with_remark(official))
    if start != have and remark is not None and not remark.group().startswith(have[len(start) :]):
        return False
    return len(start) >= LEAST_START and want.startswith(start)


def _is_cut(have: str, want: str) -> bool:
    """Characters are lost, and those that are there stand in their order."""
    if len(have) < LEAST or not 0.6 * len(want) <= len(have) < len(want):
        return False
    rest = iter(want)
    return all(character in rest for character in have) and not (Counter(want) - Counter(have)).keys() & TURNS


def _is_misread(have: str, want: str) -> bool:
    """One character is another, as readers of pictures write it."""
    if len(have) < LEAST or len(have) != len(want):
        return False
    other = [pair for pair in zip(have, want, strict=True) if pair[0] != pair[1]]
    return len(other) == 1 and not set(other[0]) & (TURNS | WHICH_YEAR)
