"""谁的处罚多, 哪个区复议最多 after figures of some bodies, one after the other -> of those, or of all that are loaded?"""

import re

from bot.question.bodies import named_bodies
from bot.question.meanings import GroupWord, OrderWord
from bot.question.pieces import END, THEN
from bot.question.said import operations_said, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.groups import fits
from bot.reading.readings import Choice, Fields, Unclear
from bot.talks.asked_before import atoms_of, last_alike
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

WHICH = "您要比哪些？"
WHO_MORE = re.compile(
    rf"^\s*{THEN}(?:(?:谁|哪个|哪边|哪家)的?(?P<what>[^,，。?？最]{{2,10}}?)(?:更|比较)?(?P<end>[多少高低])|(?P<that>[^,，。?？最]{{2,10}}?)(?:谁|哪个|哪边|哪家)(?:更|比较)?(?P<more>[多少高低])){END}$"
)


def who_of_them(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """谁的处罚多 after one figure of two bodies: of those two; None where more is named than a figure."""
    match, named = WHO_MORE.match(words.text), mentions(words.words)
    if match is None or not named or words.unknown or named_bodies(words) or years_said(words.words):
        return None
    atoms, _ = last_alike((*earlier.before, earlier), 0)
    bodies = list(dict.fromkeys(atom.body for atom in atoms))
    last = [body for fields in (*earlier.before, earlier)[-2:] for body in fields.listed]
    if len(bodies) < 2 or earlier.group is not None or not set(last) <= set(bodies) <= set(catalogue.by_agency):
        return None
    del vocabulary
    what, end = match["what"] or match["that"], match["end"] or match["more"]
    return f"{'、'.join(map(catalogue.name, bodies))}{earlier.years[-1]}年{what}谁{end}"


def which_of_asked(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> Unclear | None:
    """None where a place or no figure is named, no order is asked for, or not several bodies of that kind were asked for before."""
    kinds = [
        m.kind
        for w in words.words
        for m in w.meanings
        if isinstance(m, GroupWord) and m.kind and w.text.startswith("哪")
    ]
    orders = [m.end for w in words.words for m in w.meanings if isinstance(m, OrderWord) and m.first == m.last == 1]
    named = mentions(words.words)
    if len(kinds) != 1 or len(orders) != 1 or not named or words.unknown or named_bodies(words):
        return None
    asked = [atom for fields in (*earlier.before, earlier) for atom in atoms_of(fields)]
    of_kind = [a for a in asked if fits(vocabulary.kinds.get(a.body, ""), kinds[0]) and a.body in catalogue.by_agency]
    bodies = list(dict.fromkeys(atom.body for atom in of_kind))
    if len(bodies) < 2 or earlier.group is not None or not asked or asked[-1].body not in bodies:
        return None
    what = words.text[named[0].start : named[-1].end] + ("占比" if "share" in operations_said(words) else "")
    ends = ("最低", "最高") if "share" in operations_said(words) else ("最少", "最多")
    year, end = asked[-1].year, ends[orders[0] != "least"]
    asks = (f"{'、'.join(map(catalogue.name, bodies))}{year}年{what}谁{end}", f"{year}年哪个{kinds[0]}{what}{end}")
    return Unclear(WHICH, tuple(Choice(ask, ask) for ask in asks))
