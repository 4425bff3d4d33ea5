"""Places that one word names together, in a text -> each by its name: 苏锡常三市 is 苏州市、无锡市、常州市."""

import re
from functools import cache

from bot.question.lexicon_files import lexicon

FILE = "places_together.toml"
BEGINS = r"(?<![\u4e00-\u9fff])|(?<=[年度那对比较看看查问下是跟和与在成把说拿给的问换])"  # 那广深呢; 杭 alone in a name is no place
COUNTED = r"(?:[二两三四五2-5]个?(?:[市地城省]|直辖市)|这[两三四几]?[市地城省])?"


def named_apart(text: str) -> str:
    """The same text, each of the places by its own name."""
    word, places = _places_together()
    return word.sub(lambda match: places[match[1]], text)


@cache
def _places_together() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a word of the file, the longest first, and what stands in its place."""
    read = lexicon(FILE)
    places = {word: "、".join(named) for word, named in read["places"].items()}
    either = "|".join(sorted(places, key=len, reverse=True))
    return re.compile(rf"(?:{BEGINS})((?>{either})){COUNTED}(?!{read['no_place']})"), places
