"""和2023年的结转下年一致吗 after a figure -> the full question: the figure of before against the one that is named now."""

import re

from bot.question.words import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

AGAINST = re.compile(
    r"^\s*(?:那|那么)?(?:和|跟|与)(?P<other>[^,，。?？]{2,20}?)(?:是否|是不是)?"
    r"(?:一致|一样|相符|吻合|对得上)(?:吗|么|不|呢)?[?？\s]*$"
)


def held_against(words: Words, earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """None where nothing is held against the figure, or more than one was asked for."""
    match = AGAINST.match(words.text)
    one = len(earlier.bodies) == len(earlier.years) == len(earlier.targets) == 1 and earlier.operation == "value"
    if match is None or not one or earlier.group is not None or words.unknown or not mentions(list(words.words)):
        return None
    if not earlier.targets[0].figures or earlier.bodies[0] not in catalogue.by_agency:
        return None
    return f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{phrase(earlier.targets[0], form)}和{match['other']}一致吗"
