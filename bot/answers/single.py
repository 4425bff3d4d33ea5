"""One question through the steps in order: words, fields, query, figures, reply."""

import re
from dataclasses import replace
from functools import partial

from bot.answers.about_reply import answer_about
from bot.answers.described import as_described, put_as
from bot.answers.group_answer import MOST_KEPT, answer_group
from bot.answers.look_up import look_up
from bot.answers.said_in_text import as_said
from bot.figures.of_many import MOST_SHOWN
from bot.knowledge import Answer, Knowledge
from bot.question.bodies import named_bodies
from bot.question.corrections import Correction
from bot.question.loaded_bodies import resolve
from bot.question.meanings import GroupWord, OperationWord, YearWord
from bot.question.normal_form import of_published
from bot.question.said import may_name_body, words_doing, years_said
from bot.question.word import Words
from bot.question.words import read_words
from bot.reading.fields import read_fields
from bot.reading.followup import without_lacking
from bot.reading.groups import best_year
from bot.reading.readings import THANKED, About, Choice, Fields, Group, NothingThere, NotUnderstood, Reading, Unclear
from bot.replies.reply import reply_to_not_understood, reply_to_nothing, reply_to_unclear

LEAVING_OUT = frozenset({"without", "besides", "none"})  # operations that a choice would drop
# a number, what names a figure, what puts in order, a time
NUMERAL = re.compile(r"[\d二两三四五六七八九十百千万亿]|[率额量费列项最]|半|一[成倍多]|[以之年]前|[几连]年|年度?$")
SPELLED_APART = re.compile(r"(?<=[a-z]) +(?=[a-z])")
NEGATIVE = re.compile(
    r"[不没未非无别除莫勿毋弗禁含败外]|[奇偶双单]数?年"
)  # 禁止公开, 含2024年, 偶数年 too turn a question round


def answer_one(
    question: str,
    known: Knowledge,
    today: int,
    earlier: Fields | None = None,
    *,
    corrects: bool = True,
    describes: bool = True,
) -> Answer:
    """Answer one question; `today` is the year, `earlier` what was asked before in the same talk.  What is not understood is read once
    more with its slips put right (`corrects`), and with what describes a row put as its words (`describes`)."""
    words = read_words(question, known.vocabulary, known.split, known.simplify)
    if earlier is not None and not all(body in known.catalogue.by_agency for body in earlier.bodies):
        earlier = None
    reading = _at_home_year(
        read_fields(words, known.vocabulary, known.catalogue, today, earlier, known.homes), words, known
    )
    ask = partial(answer_one, known=known, today=today, earlier=earlier, describes=False)
    if describes and (described := as_described(words, reading, ask)) is not None:
        return replace(described, question=question)
    if (other := _otherwise(question, words, reading, earlier, known, today, corrects=corrects)) is not None:
        return other
    slips = known.vocabulary.form.slips
    slipped = [put_as(word.text, slips[word.text]) for word in words.words if word.text in slips]
    put_right = "，".join(filter(None, [*slipped, of_published(question)]))
    answer = _answer_to(reading, question, words, known, today, earlier)
    if answer.status == "no_data" and isinstance(reading, Fields) and all(t.stated for t in reading.targets):
        answer = as_said(words, reading, earlier, known, today) or answer
    return replace(answer, reply=answer.reply.reading_as(put_right)) if put_right else answer


def _at_home_year(reading: Reading, words: Words, known: Knowledge) -> Reading:
    """The chat's own year, where the newest was taken because none was said."""
    said = any(isinstance(meaning, YearWord) for word in words.words for meaning in word.meanings)
    if not known.home_year or said or not isinstance(reading, Fields) or not reading.newest:
        return reading
    return replace(reading, years=(known.home_year,), newest=False, kept=(*reading.kept, "home_year"))


def _answer_to(
    reading: Reading, question: str, words: Words, known: Knowledge, today: int, earlier: Fields | None
) -> Answer:
    match reading:
        case NotUnderstood():
            thanked = reading.operation.startswith(THANKED)
            reply = reply_to_not_understood(reading, () if thanked else _suggestions(known, words, earlier))
            refused = Answer(question, "not_understood", reply, words, reading)
            return _half_understood(refused, reading, words, known, today, earlier) or refused
        case Unclear():
            return Answer(question, "clarify", reply_to_unclear(reading), words, reading, fields=reading.about)
        case NothingThere():
            no_figure = reading.lacks == "figure" and reading.about is None  # told by what is clear of the question
            kept = None if no_figure else reading.about or without_lacking(reading, earlier)
            return Answer(question, "no_data", reply_to_nothing(reading), words, reading, fields=kept)
        case About():
            return answer_about(question, words, reading, known)
        case Fields(group=Group()):
            return answer_group(question, words, reading, known)
        case Fields():
            return look_up(question, words, reading, known, today)


def answer_fields(fields: Fields, known: Knowledge, today: int, *, whole: bool = False) -> Answer:
    """The answer to what was read before: figures anew, without the question; `whole` with every body of a long list."""
    words = Words("", (), ())
    if not all(body in known.catalogue.by_agency for body in fields.bodies):
        return Answer("", "no_data", reply_to_nothing(NothingThere("这份报告已经不在库里了。", ())))
    if fields.group is None:
        return look_up("", words, fields, known, today)
    return answer_group("", words, fields, known, MOST_KEPT if whole else MOST_SHOWN)


def _otherwise(
    question: str,
    words: Words,
    reading: Reading,
    earlier: Fields | None,
    known: Knowledge,
    today: int,
    *,
    corrects: bool,
) -> Answer | None:
    """What is not understood as it stands, with a slip put right or in the text's own words."""
    if corrects and isinstance(reading, NotUnderstood) and (corrected := _corrected(words, known)) is not None:
        text, slips = corrected
        answer = answer_one(
            text, known, today, earlier, corrects=False, describes=False
        )  # what is put right once is not put right again
        if not all(slip.sure for slip in slips):
            return _ask_slip(question, text, slips, answer.fields) if answer.status == "answered" else None
        if answer.status != "not_understood":
            put_right = "，".join(put_as(slip.typed, slip.right) for slip in slips)
            return replace(answer, question=question, reply=answer.reply.reading_as(put_right))
    if isinstance(reading, NotUnderstood | NothingThere):
        said = as_said(words, reading, earlier, known, today)
        return replace(said, question=question) if said is not None else None
    return None


def _asks_each_of_one(heard: Fields, words: Words) -> bool:
    """五类分别几件: where one figure is all that is left, what each would be is lost."""
    each = bool(words_doing(words.words, "each"))
    return each and heard.operation == "value" and len(heard.targets) == len(heard.bodies) == len(heard.years) == 1


def _half_understood(
    refused: Answer, reading: NotUnderstood, words: Words, known: Knowledge, today: int, earlier: Fields | None
) -> Answer | None:
    """What the question would be without the words that nothing explains, asked back; never answered.

    None where such a word holds a number or a 不: without it the question would be another one."""
    unknown = "".join(words.unknown)
    if any(isinstance(m, OperationWord) and m.id in LEAVING_OUT for word in words.words for m in word.meanings):
        return None
    if (
        not unknown
        or may_name_body(words)
        or reading.unknown != words.unknown
        or NUMERAL.search(unknown)
        or NEGATIVE.search(unknown)
    ):
        return None
    heard = read_fields(replace(words, unknown=()), known.vocabulary, known.catalogue, today, earlier, known.homes)
    if not isinstance(heard, Fields) or heard.kept or _asks_each_of_one(heard, words):
        return None
    answer = _answer_to(heard, "", words, known, today, None)
    text = words.text
    for word in words.unknown:
        text = text.replace(word, " ", 1)
    if answer.status != "answered" or read_words(text, known.vocabulary, known.split, known.simplify).unknown:
        return None
    if answer_one(text, known, today, corrects=False, describes=False).fields != heard:
        return None
    dropped = "”“".join(words.unknown)
    unclear = Unclear(
        f"没看懂“{dropped}”。您是问这个吗？",
        (Choice(f"{answer.reply.reading.split('（没说')[0]}（去掉“{dropped}”）", text),),
    )
    return replace(refused, status="clarify", reply=reply_to_unclear(unclear), fields=_unsure(heard))


def _unsure(heard: Fields | None) -> Fields | None:
    """What a next question may follow on where it was asked back whether this was meant; of many bodies nothing."""
    plain = heard is not None and heard.group is None and heard.operation == "value" and not heard.conditions
    return replace(heard, open=True, unsure=True) if plain and heard is not None else None


def _corrected(words: Words, known: Knowledge) -> tuple[str, list[Correction]] | None:
    """The question with its slips put right, and what was put right; None where there is none.  haishu qu is spelled as one."""
    joined = SPELLED_APART.sub("", words.text)
    as_one = read_words(joined, known.vocabulary, known.split, known.simplify) if joined != words.text else None
    return _put_right(words, known) or (_put_right(as_one, known) if as_one is not None else None)


def _put_right(words: Words, known: Knowledge) -> tuple[str, list[Correction]] | None:
    text, slips = words.text, []
    for unknown in dict.fromkeys(words.unknown):  # each is put right wherever it stands
        slip = known.correct(text, unknown)
        if slip is None:
            return None
        text = text.replace(slip.typed, slip.right)
        slips.append(slip)
    return (text, slips) if slips else None


def _ask_slip(question: str, text: str, slips: list[Correction], heard: Fields | None) -> Answer:
    """部予公开 for 不予公开: a 不 more or less makes another figure, so it is asked."""
    slip = next(slip for slip in slips if not slip.sure)
    unclear = Unclear(f"没看懂“{slip.typed}”，您是说“{slip.right}”吗？", (Choice(slip.right, text),))
    return Answer(question, "clarify", reply_to_unclear(unclear), None, unclear, fields=_unsure(heard))


def _suggestions(known: Knowledge, words: Words, earlier: Fields | None) -> tuple[Choice, ...]:
    """Three questions that work, about the body named, else one that the talk is about, else in its first question the newest
    report; none about a body that nobody spoke of."""
    catalogue = known.catalogue
    bodies = resolve(named_bodies(words), catalogue).found or _spoken_of(earlier)
    if not bodies and (of_many := _about_many(known, words)):
        return of_many
    if not catalogue.entries or (earlier is not None and not bodies):
        return ()
    newest = catalogue.newest(bodies[0]) if bodies else max(catalogue.entries, key=lambda entry: entry.year)
    years = years_said(words.words)
    years += earlier.years if earlier is not None else ()
    newest = next((entry for year in years if (entry := catalogue.entry(newest.agency, year))), newest)
    asks = (f"{newest.name}{newest.year}年{what}多少件" for what in ("新收申请", "不予公开", "行政复议"))
    return tuple(Choice(ask, ask) for ask in asks)


def _about_many(known: Knowledge, words: Words) -> tuple[Choice, ...]:
    """Three questions about the kind of bodies that was asked for, of a year of which some are loaded."""
    kinds = [m.kind for word in words.words for m in word.meanings if isinstance(m, GroupWord) and m.kind]
    if not kinds:
        return ()
    year = best_year(Group(kinds[0]), known.catalogue, known.vocabulary)
    asks = (f"{year}年各{kinds[0]}{what}" for what in ("新收申请排名", "新收申请合计", "行政复议最多的是哪个"))
    return tuple(Choice(ask, ask) for ask in asks) if year else ()


def _spoken_of(earlier: Fields | None) -> tuple[str, ...]:
    """The bodies last named or found in a talk."""
    for fields in (earlier, *reversed(earlier.before)) if earlier is not None else ():
        listed = fields.group.bodies if fields.group is not None else ()
        if bodies := fields.bodies or listed or (fields.found.bodies if fields.found is not None else ()):
            return bodies
    return ()
