"""那件数呢, 具体多少件 after a share -> the full question for the figure that it is the share of."""

import re
from dataclasses import replace

from bot.question.pieces import HOW_MANY
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase, years_phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from store.facts.catalogue import Catalogue

FIGURE = re.compile(
    r"^\s*(?:那|那么|还是|我?要|我?想看|换成|改成|看|给我|的)*(?:具体|实际|绝对|对应)?的?"
    rf"(?:(?:是|有)?{HOW_MANY}[件个条]|件数|数量|绝对数|绝对值|原数|具体数字?|数字)"
    r"(?:呢|是多少|有多少|是几|吧|啊|了|[?？。.！!\s])*$"
)
OF_WHICH = "接着排名看件数（请说出是哪个单位）"


def figure_of_share(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where no share was asked for, or something else is said."""
    form = vocabulary.form
    if not FIGURE.match(words.text):
        return None
    of, group = earlier.found or earlier, earlier.group
    if group is not None and group.bodies and earlier.share:
        of = replace(earlier, bodies=group.bodies, operation="share", group=None)  # of both, after 高多少
    if of.operation != "share" or of.group is not None:
        shares = earlier.share or earlier.operation == "percent"
        return refused(words, OF_WHICH) if shares else None
    if not all(target.figures for target in of.targets) or any(body not in catalogue.by_agency for body in of.bodies):
        return None
    names, figures = "、".join(map(catalogue.name, of.bodies)), "、".join(phrase(target, form) for target in of.targets)
    return f"{names}{years_phrase(of.years)}{figures}分别多少"
