"""Questions of one message -> one answer: what a part takes over of the one before it, and all parts put together."""

import re
from dataclasses import replace

from bot.answers.parts import ASKS, GOES_ON
from bot.answers.single import answer_fields, answer_one
from bot.knowledge import Answer, Knowledge
from bot.question.bodies import named_bodies
from bot.question.kinds import LEVEL_OF_KIND
from bot.question.meanings import BodyWord, GroupWord, NoiseWord, YearWord
from bot.question.pieces import HOW_MANY
from bot.question.said import says_only, single_years, years_said
from bot.question.word import Words
from bot.question.words import read_words
from bot.reading.readings import About, Fields, Group, NotUnderstood
from bot.replies.reply import joined
from bot.talks.several import all_asked, goes_on_with, merged
from bot.targets.target import ambiguous, mentions
from store.forms.form import Form

HOW_MANY_AT_END = re.compile(rf"(?:各?(?:是|有)?{HOW_MANY}[件起个]?)$")
BY_HOW_MUCH = re.compile(rf"差|(?<!最)[多少高低]出?了?{HOW_MANY}")


def is_plain(part: Answer) -> bool:
    """Whether a part gives the figures of its one body and year as they are."""
    fields = part.fields
    return (
        part.status == "answered"
        and fields is not None
        and fields.group is None
        and fields.operation in ("value", "share")
    )


def is_no_question(part: Answer, parts: list[Answer]) -> bool:
    """Whether a clause is no question of its own, after `parts`."""
    checks = isinstance(part.reading, About) and part.reading.kind == "checks"
    if checks and len(parts) > 1:
        return True  # 结转下年多少，上年结转多少，对得上吗: of those two, not of the report
    menu = part.status == "clarify" and part.fields is not None and (part.fields.group is None or part.fields.open)
    half = part.status == "clarify" and isinstance(part.reading, NotUnderstood)  # 每收到100件申请，多少件公开
    return part.status == "not_understood" or menu or half


def is_again(part: Answer, parts: list[Answer]) -> bool:
    """Whether a part was answered before: the same figures of the same bodies, or that there is no such body."""
    return any(
        part.figures == before.figures and _group(part) == _group(before)
        if part.figures
        else of_no_known_body(part) and part.reply == before.reply
        for before in parts
    )


def _group(part: Answer) -> Group | None:
    return part.fields.group if part.fields is not None else None


def of_no_known_body(part: Answer) -> bool:
    """Whether a part asks of a body that is not loaded: what follows, 复议8件对吗, is of it too."""
    return part.status == "no_data" and (part.fields is None or not part.fields.bodies)


def is_of_many(said: str, before: Answer, known: Knowledge) -> bool:
    """海曙呢 after several clauses about a body that is not loaded: which of them?"""
    return of_no_known_body(before) and _of_another(said, known)


def names_body(text: str, known: Knowledge) -> bool:
    """Whether a clause says whom it asks of."""
    return bool(named_bodies(read_words(text, known.vocabulary, known.split, known.simplify)))


def of_the_same(parts: list[Answer]) -> bool:
    """Whether all are of one body: 北仑有几件，占海曙的百分之几 is no share of 海曙's own."""
    return len({part.fields.bodies for part in parts if part.fields is not None}) == 1


def in_its_place(text: str, parts: list[Answer], known: Knowledge) -> str:
    """宁波复议多少，哪个区县复议最多: the districts of 宁波.  制发规章几件、规范性文件几件: both 制发."""
    fields = parts[-1].fields if parts else None
    if fields is None or fields.group is not None or len(fields.bodies) != 1:
        return text
    words = read_words(text, known.vocabulary, known.split, known.simplify)
    if column := _column_before(fields, words, known.vocabulary.form):
        return f"{column}{text}"
    kinds = [m.kind for word in words.words for m in word.meanings if isinstance(m, GroupWord) and m.kind]
    place = known.vocabulary.gazetteer.places.get(known.catalogue.newest(fields.bodies[0]).place)
    if not kinds or place is None or named_bodies(words) or place.level >= LEVEL_OF_KIND.get(kinds[0], 0):
        return text
    return f"{place.name}{text}"


def _column_before(fields: Fields, words: Words, form: Form) -> str:
    """The column of the one cell asked before, where a row of its table is named now and no column; empty where none is."""
    asked = [figure for target in fields.targets for figure in target.figures]
    named = mentions(words.words)
    if len(asked) != 1 or not named or any(m.figure is None or m.figure.column for m in named):
        return ""
    table = form.tables[asked[0].table]
    rows = {asked[0].row, *(m.figure.row for m in named if m.figure is not None and m.figure.table == table.id)}
    several = not table.default_column and not any(table.rows[row].usual for row in rows)
    alike = all(m.figure is not None and m.figure.table == table.id for m in named)
    cells = (m.figure._replace(column=asked[0].column) for m in named if m.figure is not None)
    return table.columns[asked[0].column].name if several and alike and all(map(form.exists, cells)) else ""


def asked_alike(parts: list[Answer], form: Form) -> Fields | None:
    """复议几件，诉讼几件，纠正几件: what the last clauses asked for alike, which the next goes on with; None where that is one."""
    alike: list[Fields] = []
    for part in reversed(parts):
        if part.fields is None or (alike and not _are_alike(part.fields, alike[-1], form)):
            break
        alike.append(part.fields)
    return all_asked(alike[::-1])


def _are_alike(one: Fields, other: Fields, form: Form) -> bool:
    """Figures of one column (复议, 诉讼), or of one row for different applicants; not 复议 and 复议维持."""
    figures = [f for fields in (one, other) for target in fields.targets for f in target.figures]
    if len(figures) != len(one.targets) + len(other.targets):
        return False
    parts = all(f.column != form.tables[f.table].default_column for f in figures)
    return len({f.column for f in figures}) == 1 or (parts and len({f[:2] for f in figures}) == 1)


def asks_more(said: str, part: Answer) -> bool:
    """哪个区最多？多几件？ and 输了几件，打赢了几件: what gave the figure of before once more was asked for something else."""
    figures = part.words is not None and (mentions(part.words.words) or ambiguous(part.words.words))
    return bool(figures) or BY_HOW_MUCH.search(said) is not None


def each_again(said: str, last: list[Answer], known: Knowledge, today: int) -> list[Answer] | None:
    """自然人多少，占多少？北仑呢: both of the other body; None where those before go on as one, or something else is said."""
    asked = [part.fields for part in last if part.fields is not None]
    if len(asked) < 2 or all_asked(asked) is not None or not all(map(is_plain, last)) or not _of_another(said, known):
        return None
    each = [answer_one(said, known, today, fields) for fields in asked]
    return each if all(map(is_plain, each)) else None


def all_again(said: str, parts: list[Answer], known: Knowledge, today: int) -> list[Answer] | None:
    """发布会几场，解读几篇，镇海呢: both of 镇海, as the next clause would go on with the last alone; empty where that cannot be told."""
    asked = [part.fields for part in parts if part.fields is not None]
    one = len({(fields.bodies, fields.years) for fields in asked}) == 1
    if len(parts) < 2 or asked_alike(parts, known.vocabulary.form) is not None or not _of_another(said, known):
        return None
    if len(asked) < len(parts) or not one:
        return None if all(map(is_plain, parts)) else []
    each = [answer_one(said, known, today, fields) for fields in asked]
    return each if all(map(is_plain, each)) else []


def _of_another(said: str, known: Knowledge) -> bool:
    """Whether nothing is said but another body or year."""
    words = read_words(said, known.vocabulary, known.split, known.simplify)
    named = any(isinstance(word.meanings[0], BodyWord | YearWord) for word in words.words)
    return named and not words.unknown and says_only(words, (BodyWord, YearWord, NoiseWord))


def year_before(parts: list[Answer]) -> int:
    """The year that the part before was asked for; 0 where none was."""
    fields, words = parts[-1].fields, parts[-1].words
    if fields is None and words is not None:  # of many bodies, asked back
        said = set(years_said(single_years(words)))
        return said.pop() if len(said) == 1 else 0
    return fields.years[-1] if fields is not None and fields.years and not fields.newest else 0


def completed_by_next(
    message: str, asked: list[str], parts: list[Answer], known: Knowledge, today: int, earlier: Fields | None
) -> Answer | None:
    """徐州和苏州差多少？就说2022年的申请: what the first leaves open, the second says; None where they are two questions."""
    if parts[0].status != "clarify" or len(asked) != 2:
        return None
    first = asked[0].rstrip("?？")
    if not names_body(asked[1], known):
        one = answer_one(f"{first}，{asked[1]}", known, today, earlier)
        return replace(one, question=message) if one.status == "answered" else None
    open_end = parts[0].words is not None and not (mentions(parts[0].words.words) or named_bodies(parts[0].words))
    data = HOW_MANY_AT_END.sub("", asked[1])
    if ASKS.search(data) or GOES_ON.search(data) or not open_end:
        return None
    one = answer_one(f"{data}，{first}", known, today, earlier)  # 哪个区最多？宁波2024复议
    return replace(one, question=message)


def together(message: str, parts: list[Answer], known: Knowledge, today: int) -> Answer:
    """One answer of several; a question back among them is asked, the others stand."""
    told = [(part.reply.headline, part.figures) for part in parts]  # 没有找到 is said of each figure
    parts = [p for at, p in enumerate(parts) if p.status != "no_data" or told[at] not in told[:at]]
    if len(parts) == 1:
        return replace(parts[0], question=message)
    answered = [part for part in parts if part.status == "answered"]
    fields = [part.fields for part in parts if part.fields is not None]
    if len(answered) == len(parts) and (one := merged(fields)) is not None:
        return replace(answer_fields(one, known, today), question=message)
    status = "answered" if answered else parts[-1].status
    return replace(
        parts[-1], question=message, status=status, reply=joined(tuple(part.reply for part in parts)),
        figures=tuple(figure for part in parts for figure in part.figures),
        passages=tuple(text for part in parts for text in part.passages),
        findings=tuple(dict.fromkeys(finding for part in parts for finding in part.findings)),
        fields=all_asked(fields) or goes_on_with(fields),
    )  # fmt: skip
