"""The last lines of a report -> who signed it."""

import re
from itertools import pairwise

from store.agencies.agency import Gazetteer
from store.identity.title import is_body

LAST_LINES, LONGEST = 15, 30
SENT_TO = re.compile(r"(?:抄送|主送|抄报|分送|发送|报送)(?:单位|机关)?[:：]")  # no signature
DATE = re.compile(r"^20\d\d年\d{1,2}月(?:\d{1,2}日)?$")
SIGNED = re.compile(r"^(?P<name>\D{3,30}?)20\d\d年\d{1,2}月(?:\d{1,2}日)?$")


def signed_by(lines: list[str], gazetteer: Gazetteer) -> str:
    """The name beside the date at the end: above it, below it, or on its line; else a body's name that stands last, alone."""
    last = [line for line in lines[-LAST_LINES:] if not SENT_TO.match(line)]
    for first, second in pairwise(last):
        for name, date in ((first, second), (second, first)):
            if DATE.match(date) and 3 <= len(name) <= LONGEST and is_body(name):
                return name
    signed = [m["name"] for line in last if (m := SIGNED.match(line)) and is_body(m["name"])]
    alone = [line for line in last[-1:] if len(line) <= LONGEST and is_body(line) and gazetteer.chain(line)[0]]
    return next(iter((*signed, *alone)), "")
