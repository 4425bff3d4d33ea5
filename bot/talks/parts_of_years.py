"""哪一项最多 after a figure of two years -> the full question about those years: the newest alone is not meant."""

import re

from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase, years_phrase
from bot.reading.readings import Fields
from store.facts.catalogue import Catalogue

MOST = re.compile(
    rf"^{THEN}(?:其中)?(?:哪一?|什么)(?:[项类种个])?(?:理由|原因|情形|情况|申请人|人)?(?:的)?最[多少](?:的)?(?:呢|是什么|是哪个)?{END}$|^{THEN}最[多少]的(?:是)?(?:哪一?[项类种个]|理由|原因)(?:理由|原因)?(?:是什么|呢)?{END}$"
)


def parts_of_years(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where another thing is asked for, or not one figure of one body in several years was asked for before."""
    one = earlier.group is None and len(earlier.bodies) == len(earlier.targets) == 1 and len(earlier.years) > 1
    if not one or MOST.match(words.text) is None or earlier.bodies[0] not in catalogue.by_agency:
        return None
    what = phrase(earlier.targets[0], vocabulary.form)
    return f"{catalogue.name(earlier.bodies[0])}{years_phrase(earlier.years)}{what}{words.text}"
