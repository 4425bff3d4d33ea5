"""占全市的比例, 北仑占多少, 占办结的比例 after figures that were asked for -> the full question, or which share is meant."""

import re

from bot.question.bodies import named_bodies
from bot.question.counts import number
from bot.question.loaded_bodies import holds, resolve
from bot.question.meanings import AreaWord, BodyWord, FigureWord, GroupWord, NoiseWord, UnitWord
from bot.question.pieces import END, HOW_MANY, THEN
from bot.question.said import says_only, words_doing
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word, Words
from bot.reading.phrases import phrase
from bot.reading.query import shares_of
from bot.reading.readings import Choice, Fields, NotUnderstood, Unclear
from bot.reading.refusals import refused
from bot.talks.asked_before import last_alike, varies_in
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

KINDS = (BodyWord, AreaWord, FigureWord, NoiseWord, UnitWord)
SAYS = {"share", "how_many", "each", "other_body", "total_of", "plus"}  # 占不予公开总数的多少, 加起来占办结多少
EVERYTHING = re.compile(r"占(?:了|比)?(?:全部|全体|总体|整体)(?!申请|办结|新收|的?(?:申请|办结|新收))")
TOGETHER = re.compile(
    rf"^{THEN}(?:[这那上]?面?(?P<n>[两二俩三四])个?(?:数|项|类|种)?|它们)?(?:(?:加起来|加在一起|加一起|合计|合起来|一共|总共)(?:起来)?一?共?|(?(n)|(?!)))"
    rf"占(?:了|到)?(?P<whole>[^,，。?？占]{{2,10}}?)的?"
    rf"(?:{HOW_MANY}|几成|比例|比重|百分之几|百分比)(?:呢|是{HOW_MANY})?{END}$"
)
OF_ALL = "占这样一个整体的比例（请说出占什么，或者哪一个单位）"
OF_MANY = "几个单位的数占另一个单位的比例"
OF_THEM = "一个单位占几个单位合计的比例"
WHOLE = "占什么的比例？"


def share_of_what_was_asked(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | Unclear | NotUnderstood | None:
    """None where no share of it is asked for, or the question says more."""
    form = vocabulary.form
    share = next(iter(words_doing(words.words, "share")), None)
    if share is None or not share.text.startswith("占"):
        return None
    if earlier.group is None and (
        (named_bodies(words) and _of_a_group(words, share)) or EVERYTHING.search(words.text, share.start)
    ):
        return refused(words, OF_ALL)
    if not says_only(words, KINDS, SAYS):
        return None
    if any(body not in catalogue.by_agency for body in earlier.bodies):
        return None
    after = [word for word in words.words if word.start >= share.end]
    figures, whole = mentions(words.words), _whole(after)
    if whole and not figures:
        return _of_a_body(words, share, whole, earlier, catalogue, form)
    if figures and not whole and len(mentions(after)) == len(figures):
        return _of_the_sum(words.text[figures[0].start : figures[-1].end], words, earlier, catalogue, form)
    if figures or whole:
        return None
    if named_bodies(words) and (earlier.group is not None or len(earlier.bodies) > 1):
        return _of_the_group(words, earlier, catalogue, vocabulary) or refused(words, OF_THEM)
    return _of_which(words, earlier, catalogue, form)


def share_of_their_sum(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """两个加起来占办结的多少 after 予以公开, 部分公开; None where these are not figures of one body and year."""
    match = TOGETHER.match(words.text)
    if match is None:
        return None
    count = int(number(match["n"]) or 0) if match["n"] else 0
    atoms = last_alike((*earlier.before, earlier), count)[0][-count:]  # 两项合起来 after three: the last two
    plain = (
        len(atoms) > 1 and len(atoms) >= count and varies_in(atoms) == "targets" and all(a.whole is None for a in atoms)
    )
    if not plain or atoms[0].body not in catalogue.by_agency:
        return None
    told = "和".join(atom.phrase(vocabulary.form) for atom in atoms)
    return f"{catalogue.name(atoms[0].body)}{atoms[0].year}年{told}合计占{match['whole']}的比例"


def _of_the_group(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str:
    """北仑占多少 after the districts of 宁波 were added up or put in order; empty after a list, a share, a part of them."""
    form, places = vocabulary.form, vocabulary.gazetteer.places
    group, named = earlier.group, resolve(named_bodies(words), catalogue).found
    if group is None or not group.kind or group.bodies or group.without or earlier.conditions or len(named) != 1:
        return ""
    plain = earlier.operation in ("sum", "mean", "rank") and not (earlier.share or earlier.change)
    if not plain or len(earlier.targets) != 1 or not earlier.targets[0].figures or len(group.places) > 1:
        return ""
    own = any(shares_of(figure, (), form) for figure in earlier.targets[0].figures)
    if own and any(word.text.startswith("占比") for word in words_doing(words.words, "share")):
        return ""  # 鄞州占比 after 予以公开: of its own 办结, or of all of them?
    where = "".join(places[code].name for code in group.places)
    return f"{catalogue.name(named[0])}{earlier.years[-1]}年{phrase(earlier.targets[0], form)}占{where}各{group.kind}的比例"


def _of_a_group(words: Words, share: Word) -> bool:
    """占宁波市所有区县的多少."""
    after = (meaning for word in words.words if word.start >= share.end for meaning in word.meanings)
    return any(isinstance(meaning, GroupWord) and meaning.kind for meaning in after)


def _whole(after: list[Word]) -> str:
    """The body after 占, or 全市; empty where neither is named."""
    bodies = [word.text for word in after if any(isinstance(m, BodyWord) for m in word.meanings)]
    areas = [word.text for word in after if any(isinstance(m, AreaWord) for m in word.meanings)]
    return "".join(bodies) or next(iter(areas), "")


def _of_a_body(
    words: Words, share: Word, whole: str, earlier: Fields, catalogue: Catalogue, form: Form
) -> str | NotUnderstood | None:
    before = [w.text for w in words.words if w.end <= share.start and any(isinstance(m, BodyWord) for m in w.meanings)]
    one = earlier.operation == "percent" or (earlier.group is None and len(earlier.bodies) == 1)
    if not one:
        return refused(words, OF_MANY)
    if (
        len(earlier.targets) != 1
        or not earlier.targets[0].figures
        or earlier.operation not in ("value", "share", "percent", "change")
    ):
        return None
    part = "".join(before) or catalogue.name(earlier.bodies[0])
    return f"{part}{earlier.years[-1]}年{phrase(earlier.targets[0], form)}占{whole}的比例"


def _of_the_sum(whole: str, words: Words, earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """占办结的比例 after 予以公开、部分公开合计."""
    named = any(isinstance(m, BodyWord) for word in words.words for m in word.meanings)
    one = earlier.group is None and len(earlier.bodies) == len(earlier.years) == 1
    if earlier.operation != "sum" or not one or named or len(earlier.targets) < 2:
        return None
    told = "和".join(phrase(target, form) for target in earlier.targets)
    return f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{told}合计占{whole}的比例"


def _of_which(words: Words, earlier: Fields, catalogue: Catalogue, form: Form) -> Unclear | None:
    """北仑占多少 after a figure of the city: of the city's, or of its own?"""
    named = named_bodies(words)
    plain = earlier.operation == "value" and earlier.group is None and len(earlier.bodies) == len(earlier.targets) == 1
    if not plain or len(named) != 1 or not earlier.targets[0].figures:
        return None
    whole, parts = catalogue.newest(earlier.bodies[0]), resolve(named, catalogue).found
    inside = [body for body in parts if body != whole.agency and holds(whole, catalogue.newest(body))]
    if len(inside) != 1:
        return None
    ask = f"{catalogue.name(inside[0])}{earlier.years[-1]}年{phrase(earlier.targets[0], form)}占"
    return Unclear(
        WHOLE,
        (
            Choice(f"占{catalogue.name(whole.agency)}的比例", f"{ask}{catalogue.name(whole.agency)}的比例"),
            Choice("占它自己办结的比例", f"{ask}办结的比例"),
        ),
    )
