"""差多少, 它们的复议 after 最多的, 最少的呢 -> the two that were found one after the other, and what lies between them."""

import re
from dataclasses import replace

from bot.question.counts import number
from bot.question.pieces import END, HOW_MANY, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from bot.talks.asked_before import Atom, atoms_of
from bot.talks.full_question import question_of
from bot.talks.ranked_before import found_on_place, ranking_before
from store.facts.catalogue import Catalogue
from store.forms.form import Form

ORDERED = ("rank", "rank_years", "rank_parts")
APART = re.compile(
    rf"^{THEN}(?:它们|这?两者|二者|两个)?(?:之间)?(?:相?差距?|[多高]出?|[少低])了?(?:是|有)?{HOW_MANY}(?:[件起]|个百分点)?呢?{END}$"
)
COUNT = r"(?:[一二三四五六七八九十]|\d{1,2})"
PLACES = re.compile(
    rf"^{THEN}第(?P<a>{COUNT})[名位]?(?:和|与|跟|同|比)第(?P<b>{COUNT})[名位]?(?:之间)?(?:相?差距?|[多高]出?|[少低]|(?P<sum>合计|一共|总共|加起来))了?"
    rf"(?:是|有)?(?:{HOW_MANY})?(?:[件起]|个百分点)?呢?{END}$"
)
AGAINST_PLACE = re.compile(
    rf"^{THEN}(?:它)?(?:比|和|跟|与|距|离)第(?P<n>{COUNT})[名位]?(?:相?差|[多高]出?|[少低])了?(?:{HOW_MANY})?(?:[件起]|个百分点)?呢?{END}$"
)
FOUND_IN_EACH = re.compile(
    rf"^{THEN}(?:这)?[两三]个?[省市区县](?:里面?)?(?:各自)?(?:的)?最[多少高低]的?(?:那个|那两个|两个)?(?:来|再)?(?:比|对比|比较|差)"
)  # 两个省最多的比一下: no provinces are put in order
GROWN = re.compile(
    rf"^{THEN}(?:[涨增升降跌减]|增长|增加|减少|下降|上升)了?(?:{HOW_MANY}[件起]?|百分之{HOW_MANY})呢?{END}$"
)


def found_in_a_row(earlier: Fields) -> tuple[Fields, ...]:
    """What the last two questions found of one and the same row, bodies, years or parts: one each; nothing where they did not."""
    if not earlier.before:
        return ()
    before, last = earlier.before[-1], earlier
    alike = all(
        getattr(before, name) == getattr(last, name)
        for name in ("operation", "group", "bodies", "years", "targets", "base")
    )
    plain = last.operation in ORDERED and not (last.share or last.change or last.conditions or before.conditions)
    if not (alike and plain) or before.found is None or last.found is None:
        return ()
    each = (before.found, last.found)
    apart = before.found != last.found and all(len(found.bodies) == 1 for found in each)
    return each if apart else ()


def between_found(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """差多少: the full question about the two last found, the first two, or the two that were put in order; 涨了多少 of the one that
    grew most.  None where nothing of the kind is asked."""
    form = vocabulary.form
    if GROWN.match(words.text):
        return _growth(earlier, catalogue, vocabulary)
    if (places := PLACES.match(words.text)) is not None:
        return _between_places(places, earlier, catalogue, form)
    if (against := AGAINST_PLACE.match(words.text)) is not None:
        return _against_place(against, earlier, catalogue, form)
    if FOUND_IN_EACH.match(words.text):
        return refused(words, "接着上面找到的几个问（请把单位的名称说全）")
    if not APART.match(words.text):
        return None
    atoms = [atom for fields in found_in_a_row(earlier) for atom in atoms_of(fields)] or _both(earlier)
    return question_of(atoms, "difference", catalogue, form) or None if len(atoms) == 2 else None


def _between_places(places: re.Match[str], earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """第五名和第一名差多少: those on these places of the ranking before; None where it is not told who they are."""
    ranked = ranking_before(earlier)
    bodies = (
        [found_on_place(int(number(places[one]) or 0), ranked, earlier)[0] for one in "ab"]
        if ranked is not None
        else []
    )
    if ranked is None or not all(bodies) or bodies[0] == bodies[1]:
        return None
    return _of_two(tuple(bodies), ranked, "sum" if places["sum"] else "difference", catalogue, form)


def _against_place(against: re.Match[str], earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """比第一名少多少 after 南京排第几: that body and the one on the place; None where one of them is not told."""
    ranked = ranking_before(earlier)
    body = found_on_place(int(number(against["n"]) or 0), ranked, earlier)[0] if ranked is not None else ""
    own = earlier.bodies[0] if len(earlier.bodies) == 1 and earlier.operation in ("position", "value") else ""
    if (
        ranked is None
        or not (body and own)
        or body == own
        or (earlier.years, earlier.targets) != (ranked.years, ranked.targets)
    ):
        return None
    return _of_two((body, own), ranked, "difference", catalogue, form)


def _of_two(bodies: tuple[str, ...], ranked: Fields, wanted: str, catalogue: Catalogue, form: Form) -> str | None:
    """The full question about two bodies of a ranking."""
    asked = replace(ranked, operation="value", group=None, order=None, bodies=bodies)
    return question_of(atoms_of(asked), wanted, catalogue, form) or None


def _both(earlier: Fields) -> list[Atom]:
    """The first two of a ranking, or both figures of one of two."""
    found, plain = earlier.found, not (earlier.share or earlier.change)
    if earlier.order is not None and earlier.order.first == earlier.order.last and earlier.operation == "rank":
        return []  # two that share one place
    if earlier.operation == "rank" and earlier.group is not None and plain and found is not None:
        return atoms_of(replace(found, order=None)) if len(found.bodies) == 2 else []
    two = earlier.operation == "rank_parts" and len(earlier.targets) == 2 and plain
    return atoms_of(replace(earlier, operation="value", order=None, base=(), conditions=())) if two else []


def _growth(earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """Of the body that grew most, since the year before."""
    found = earlier.found
    one = earlier.operation == "rank" and bool(earlier.change) and found is not None and len(found.bodies) == 1
    if not one or found is None or found.bodies[0] not in catalogue.by_agency:
        return None
    what = phrase(found.targets[0], vocabulary.form)
    return f"{catalogue.name(found.bodies[0])}{earlier.year}年{what}比{earlier.year_before}年变化多少"
