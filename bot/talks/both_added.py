"""两项加起来谁多 after 复议 and 诉讼 of the same bodies -> the full question about what both make in each."""

import re

from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import IN_SEVERAL, refused
from store.facts.catalogue import Catalogue

ADDED = re.compile(
    r"^(?:那|那么)?这两项加起来(?:谁|哪个|哪边|哪家|哪一?个区?)(?:更|比较)?(?P<end>[多少高低])[?？。\s]*$"
)


def both_added(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where nothing of the kind is asked; refused where not two figures of the same bodies and year were asked before."""
    match = ADDED.match(words.text)
    if match is None:
        return None
    last = [fields for fields in (*earlier.before, earlier) if fields.operation == "rank" and len(fields.targets) == 1]
    asked: list[Fields] = []
    for fields in reversed(last):
        if not any(fields.targets == other.targets for other in asked):
            asked.append(fields)
    bodies = earlier.listed
    alike = [f for f in asked[:2] if set(f.listed) == set(bodies) and f.years[-1:] == earlier.years[-1:]]
    if len(alike) != 2 or len(bodies) < 2 or not all(body in catalogue.by_agency for body in bodies):
        return refused(words, IN_SEVERAL)
    what = "加".join(phrase(fields.targets[0], vocabulary.form) for fields in reversed(alike))
    end = "少" if match["end"] in "少低" else "多"
    return f"{'、'.join(map(catalogue.name, bodies))}{earlier.years[-1]}年{what}谁{end}"
