"""A message -> its answer: by its sentences, as a whole, or by its clauses, each following on the one before."""

import re
from dataclasses import replace

from bot.answers.apart_in_years import each_in_its_year, parts_in_each_year, two_of_different_years
from bot.answers.each_choice import each_choice
from bot.answers.follows import full_question
from bot.answers.group_years import group_over_years
from bot.answers.one_by_one import one_by_one
from bot.answers.pairs import question_of_each_pair
from bot.answers.parts import (
    ADDED,
    AND_RATE,
    CLAUSES,
    COMMAS,
    GOES_ON,
    LISTS,
    OF_THOSE_WHO,
    SENTENCES,
    SUM_AT_END,
    TOTALS_LISTED,
    asking_clauses,
    clauses,
    each_asks,
    leaves_out,
    sentences,
    year_first,
)  # fmt: skip
from bot.answers.single import answer_one
from bot.answers.together import (
    all_again,
    asked_alike,
    asks_more,
    completed_by_next,
    each_again,
    in_its_place,
    is_again,
    is_no_question,
    is_of_many,
    is_plain,
    names_body,
    of_no_known_body,
    of_the_same,
    together,
    year_before,
)
from bot.answers.told import told_apart
from bot.answers.two_questions import two_questions
from bot.knowledge import Answer, Knowledge
from bot.question.bodies import named_bodies
from bot.reading.readings import About, Fields, NotUnderstood, Unclear
from bot.replies.reply import reply_to_not_understood
from bot.talks.points_at import what_it_points_at
from bot.talks.remains import remains_of
from bot.talks.several import all_asked, remembered
from bot.talks.turns import in_usual_words
from bot.targets.operation import ITS_TOTAL

MOST = 8  # questions of a message
COUNTS = re.compile(r"多少|几[件起宗条次]|哪些|有几[个家]|哪[^,，]{0,8}最[多少高低]|谁[^,，]{0,4}[多少高低]")
RATE_THEN = re.compile(r"率[,，](?:那)?(?:行政)?(?:复议|诉讼|官司|直接起诉|复议后起诉)的?呢")
WHO_MORE = re.compile(r"\s*(?:谁|哪一?[个家边])(?:更|比较)?[多少高低]")
WHICH_BODIES = re.compile(r"哪些(?:区县|[区县市省局]|单位|部门)|(?:的|区县|[区县市省局]|单位|部门)有哪些")
TOTAL_OF = re.compile(r"(?:总数|总量)$")


def of_several(message: str, known: Knowledge, today: int, earlier: Fields) -> Answer | None:
    """两个加起来, 哪个多: of what was asked before."""
    full = full_question(message, earlier, known, today)
    if full is None or isinstance(full, Answer):
        return full
    found = whole_or_parts(full.text, known, today, None)
    told = replace(found, fields=remains_of(found, None, known, today)) if isinstance(found.reading, About) else found
    return full.answered(told, message, earlier)


def whole_or_parts(message: str, known: Knowledge, today: int, earlier: Fields | None) -> Answer:
    """By sentences, as a whole, by clauses."""
    message = year_first(told_apart(message))
    asked = sentences(message)
    message = message if len(asked) != 1 else asked[0]
    if 1 < len(asked) <= MOST and (parts := _in_order(asked, known, today, earlier, listed=True)) is not None:
        return completed_by_next(message, asked, parts, known, today, earlier) or together(message, parts, known, today)
    if (parts := _two_at_once(message, known, today, earlier)) is not None:
        return together(message, parts, known, today)
    message = OF_THOSE_WHO.sub(r"\g<row>的", message)
    whole = answer_one(message, known, today, earlier)
    if whole.status in ("answered", "not_understood", "no_data") and (
        parts := _asked_apart(message, whole, known, today, earlier)
    ):
        return together(message, parts, known, today)
    return _apart(message, whole, known, today, earlier) or whole


def _apart(message: str, whole: Answer, known: Knowledge, today: int, earlier: Fields | None) -> Answer | None:
    """What is not understood, or has several meanings, as a whole: each year, body, pair or clause by itself."""
    apart = whole.status == "not_understood" and (
        each_in_its_year(message, whole, known, today)
        or two_of_different_years(whole, known, today)
        or parts_in_each_year(message, whole, known, today)
        or group_over_years(message, whole, known, today)
        or one_by_one(message, whole, known, today)
    )
    if apart:
        return apart
    if isinstance(whole.reading, Unclear):
        return each_choice(message, whole.reading, known, today) or (
            _clauses_apart(message, known, today, earlier) if whole.reading.apart else None
        )
    if whole.status != "not_understood" or not (isinstance(whole.reading, NotUnderstood) and whole.reading.apart):
        return None
    if whole.words is not None and not ADDED.search(message) and (pairs := question_of_each_pair(whole.words)):
        parts = [answer_one(pair, known, today) for pair in pairs]
        apart = replace(together(message, parts, known, today), fields=None)  # a next question follows on none of them
        return apart if all(map(is_plain, parts)) else None
    return _number_and_rate(message, known, today, earlier) or _by_clauses_together(message, known, today, earlier)


def _number_and_rate(message: str, known: Knowledge, today: int, earlier: Fields | None) -> Answer | None:
    """数量及占比: each by itself."""
    two = AND_RATE.split(message, maxsplit=1)
    parts = _in_order(two, known, today, earlier) if len(two) > 1 and not ADDED.search(two[0]) else None
    return together(message, parts, known, today) if parts is not None else None


def _asked_apart(
    message: str, whole: Answer, known: Knowledge, today: int, earlier: Fields | None
) -> list[Answer] | None:
    """收到多少申请，哪个区县最多: both, where the whole would leave out the first; None where each clause is not a question."""
    texts = asking_clauses(clauses(message, COMMAS))
    asking = each_asks(texts)
    rate = RATE_THEN.search(message) is not None
    counts = bool(texts) and (COUNTS.search(texts[0]) or TOTAL_OF.search(texts[0]))
    if not 1 < len(texts) <= MOST or not (counts or rate) or not asking:
        return None
    parts = _in_order(texts, known, today, earlier)
    lists = WHICH_BODIES.search(texts[0]) is not None  # there may be none
    fit = ("answered", "no_data") if lists else ("answered",)
    if parts is None or len(parts) < len(texts) or parts[0].status not in fit:
        return None
    if any(part.status not in (*fit, "clarify") for part in parts[1:]):
        return None
    told, first, last = ({(f.agency, f.year, f.name) for f in one.figures} for one in (whole, parts[0], parts[-1]))
    lost = told == first and ADDED.search(texts[0]) and WHO_MORE.match(texts[-1])  # 一共多少 谁高: the sum alone
    left = not first <= told or ((lists or GOES_ON.search(texts[-1])) and not last <= told)
    return parts if (first or lists) and (rate or lost or left) else None


def _two_at_once(message: str, known: Knowledge, today: int, earlier: Fields | None) -> list[Answer] | None:
    """最多和最少的区, 有多少件占几成: two questions that share their words; None where there are none."""
    for texts, of_one in two_questions(message):
        parts = _in_order(texts, known, today, earlier)
        if parts is not None and (not of_one or of_the_same(parts)):
            return parts
    return None


def _by_clauses_together(message: str, known: Knowledge, today: int, earlier: Fields | None) -> Answer | None:
    """By commas, else by every mark of a list."""
    if ITS_TOTAL.search(message):
        return None
    ways = dict.fromkeys(tuple(clauses(message, marks)) for marks in (SENTENCES, CLAUSES))
    for way in ways:
        if (parts := _of_clauses(list(way), known, today, earlier)) is not None:
            if SUM_AT_END.search(message) and not SUM_AT_END.fullmatch(way[-1]):
                return None  # 越城2024年新收、柯桥2025年新收合计: the sum would be left out
            return together(message, parts, known, today)
    parts = _of_clauses(message.split(), known, today, earlier) or []  # 北仑2023申请 镇海2024复议
    apart = parts and all(is_plain(part) and part.words and named_bodies(part.words) for part in parts)
    return together(message, parts, known, today) if apart else None


def _of_clauses(texts: list[str], known: Knowledge, today: int, earlier: Fields | None) -> list[Answer] | None:
    """Each clause as a question; None where one of them is none."""
    return _in_order(texts, known, today, earlier) if 1 < len(texts) <= MOST else None


def _clauses_apart(message: str, known: Knowledge, today: int, earlier: Fields | None) -> Answer | None:
    """行政处罚多少件，行政许可呢: each by itself, where each is a plain question about the same body."""
    if SUM_AT_END.search(message):
        return None
    listed = TOTALS_LISTED if TOTALS_LISTED.search(message) else CLAUSES
    parts = _of_clauses(clauses(message, listed), known, today, earlier)
    plain = parts is not None and len(parts) > 1 and all(map(is_plain, parts)) and of_the_same(parts)
    return together(message, parts, known, today) if parts is not None and plain else None


def _in_order(
    texts: list[str], known: Knowledge, today: int, earlier: Fields | None, *, listed: bool = False
) -> list[Answer] | None:
    """Each part as a question of its own that follows on the one before; None where one of them is none.  `listed`: a part may
    itself be a list of questions."""
    parts: list[Answer] = []
    if leaves_out(texts, known.vocabulary.leaves_out):
        return None
    last: list[Answer] = []  # of the sentence before
    for at, said in enumerate(texts):
        goes_on = _several_in(said, last, known, today, earlier) if listed else all_again(said, parts, known, today)
        each = [] if at > len(parts) and is_of_many(said, parts[-1], known) else goes_on
        if each == []:
            return None  # 江北收到几件，公开几件，海曙呢, where there is no 江北: both of 海曙
        part = _next_part(said, parts, known, today, earlier) if each is None else each[-1]
        if listed and part.status == "not_understood" and LISTS.search(said):
            each = _in_order(clauses(said, LISTS), known, today, earlier)
        if each is not None:
            parts += each  # 复议几件、诉讼几件？诸暨呢？ goes on with both
            last = each
            of_all = [one.fields for one in each if one.fields is not None]
            earlier = remembered(all_asked(of_all) or of_all[-1], earlier) if of_all else earlier
            continue
        last = [part]
        again = is_again(part, parts)
        if is_no_question(part, parts) or (again and part.figures and asks_more(said, part)):
            return None
        if part.fields is None:
            part = replace(part, fields=remains_of(part, earlier, known, today))
        if not again:
            parts.append(part)  # 最多的是哪个？多少件？ is answered once
        if part.fields is not None:
            earlier = remembered(asked_alike(parts, known.vocabulary.form) or part.fields, earlier)
    return parts if any(part.status != "clarify" for part in parts) else None  # one question back is enough


def _several_in(
    said: str, last: list[Answer], known: Knowledge, today: int, earlier: Fields | None
) -> list[Answer] | None:
    """A sentence that holds several questions, or goes on with each of the several before; None where it does neither."""
    if (each := each_again(said, last, known, today)) is not None:
        return each
    return _two_at_once(said, known, today, earlier) if LISTS.search(said) else None


def _next_part(said: str, parts: list[Answer], known: Knowledge, today: int, earlier: Fields | None) -> Answer:
    """A clause as the next turn of a talk: 2022年申请多少？2024年呢？哪年多？ points at those two."""
    if parts and of_no_known_body(parts[-1]) and not names_body(said, known):
        return parts[-1]
    text = in_its_place(said, parts, known)
    if parts and earlier is not None:
        text = in_usual_words(text, earlier, known.vocabulary.form)
        pointed = what_it_points_at(text, earlier, known.catalogue, known.vocabulary)
        if isinstance(pointed, NotUnderstood):
            return Answer(text, "not_understood", reply_to_not_understood(pointed, ()))
        text, earlier = pointed
    part = (earlier and of_several(text, known, today, earlier)) or answer_one(text, known, today, earlier)
    if parts and part.fields is not None and part.fields.newest and (year := year_before(parts)):
        return answer_one(f"{year}年{text}", known, today, earlier)  # the year of the first holds for all
    return part
