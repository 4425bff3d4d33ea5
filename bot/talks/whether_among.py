"""北仑在里面吗 after those over a limit -> whether it is over that limit; after the first five -> on which place it is."""

import re

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import GroupWord
from bot.question.pieces import END, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.groups import members
from bot.reading.phrases import limits_phrase, phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from store.facts.catalogue import Catalogue

INSIDE = "(?:(?:这|名单|列表|榜单|它们|其)?(?:里面?|里头|里边|上面?|当中|之中|中间)|其中|之列|名单上?|榜上?)"
WHETHER = re.compile(
    rf"^{THEN}(?P<body>[^,，。?？在有是]{{2,14}}?)(?:也|还)?(?:在不在|在|是不是|是|有没有在)(?:这|那)?(?:个|些)?{INSIDE}?(?:之一)?(?:吗|么|没有|没|不|吧)?{END}$"
    rf"|^{THEN}(?:{INSIDE}|这些|这里面?)?(?:有没有|没有|有|包括|含)(?P<named>[^,，。?？]{{2,14}}?)(?:在{INSIDE})?(?:吗|么|没有|没)?{END}$"
)
ONE_OF_THEM = "接着上面的名单问某一个在不在（请把问题说全）"


def whether_among(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where no one body is named, or nothing was picked out of a kind before; refused where the limit is no number."""
    match, group = WHETHER.match(words.text), earlier.group
    top = earlier.operation == "rank" and not earlier.conditions
    if (
        match is None
        or group is None
        or group.bodies
        or not (top or (earlier.operation == "filter" and earlier.conditions))
    ):
        return None
    if any(isinstance(m, GroupWord) and m.kind for word in words.words for m in word.meanings):
        return refused(words, ONE_OF_THEM)  # 里面有宁波的区县吗
    named = named_bodies(words)
    bodies = resolve(named, catalogue).found if named else ()
    inside = {entry.agency for entry in members(group, earlier.year, catalogue, vocabulary)}
    if len(bodies) != 1 or bodies[0] not in inside or len(earlier.targets) != 1 or earlier.share:
        return refused(words, ONE_OF_THEM) if bodies else None
    asked = f"{catalogue.name(bodies[0])}{earlier.year}年{phrase(earlier.targets[0], vocabulary.form)}"
    if top:
        where = vocabulary.gazetteer.listed(group.places) or "各"
        return f"{asked}在{where}{group.kind}里排第几" if group.kind else f"{asked}在全部单位里排第几"
    plain = not (earlier.change or earlier.either) and len(earlier.conditions) == 1
    limit = earlier.conditions[0]
    if not plain or limit.mean or limit.of or limit.other is not None:
        return refused(words, ONE_OF_THEM)
    return f"{asked}{limits_phrase(earlier.conditions, catalogue.name)}吗"
