"""萧山也要 after a figure of 西湖 -> what a next question goes on with: both."""

import re

from bot.reading.readings import Fields
from bot.talks.several import merged

ALSO_WANTED = re.compile(r"也(?:一起)?(?:要|给|看|查|算上|加上|列|来)|(?:再)?(?:加上|算上|带上|添上)")  # 萧山也要


def with_those_before(message: str, fields: Fields, earlier: Fields) -> Fields:
    """What a next question goes on with after 萧山也要: both, where they differ in body or year alone."""
    return (merged((earlier, fields)) if ALSO_WANTED.search(message) else None) or fields
