"""A question that is not understood as a whole, but names figures -> those figures, of the bodies and years it names, asked back."""

import re
from dataclasses import replace
from itertools import pairwise, product

from bot.answers.single import LEAVING_OUT, NEGATIVE, answer_one
from bot.answers.together import is_plain, together
from bot.knowledge import Answer, Knowledge
from bot.question.meanings import MissingWord
from bot.question.said import may_name_body, operations_said, years_said
from bot.question.word import Words
from bot.reading.asked import Asked, read_asked
from bot.reading.choices import ask_one_of
from bot.reading.reader import Reader
from bot.reading.readings import Choice, Fields, NotUnderstood, Unclear
from bot.reading.refusals import SEVERAL
from bot.reading.spans import dated
from bot.replies.reply import reply_to_unclear
from bot.targets.target import Mention, Target, Targets, ambiguous, mentions, target_of
from bot.targets.targets import read_targets
from store.forms.form import FigureId

ALL_OF_THEM = "这几个都要"
MOST = 8  # figures
ASKS_PLAINLY = {"how_many", "each", "within"}  # operations that ask for the figures themselves
LEAVES_OUT = re.compile(r"不要|不算|不含|不看|不是|别|除|含|外")
OF_TIME = re.compile(
    r"[以之]?[前后]|截[至止]到?|除|自|期间|.*\d+年.*|[前上后][两几三]年"
)  # 2022年后, 2023年底以前: which years, is not known
APART = re.compile(r"[()\"“”—,:;、]")  # “一问三不知”（不掌握）
SHARE = re.compile(r"的?(?:占比|比例|比重)")
LISTED = re.compile(r"[和与及跟、,，。;；?？]")
CLAUSE = re.compile(r"[,，。;；?？]")
NEAR = 3  # characters between a 不 and what it may turn round


def figures_named(message: str, refused: Answer, known: Knowledge, today: int, earlier: Fields | None) -> Answer | None:
    """The figures that the words of a refused message name, as a question back; None where it asks of many bodies or of none.

    What is never answered (RefusedWord) stays refused: the figures beside it are not what was asked for."""
    reading, words = refused.reading, refused.words
    if not isinstance(reading, NotUnderstood) or reading.refused or words is None or _turns_round(reading, words):
        return None
    words = dated(words, today, earlier)
    asked = read_asked(words, earlier)
    missing = may_name_body(words) or any(isinstance(m, MissingWord) for word in words.words for m in word.meanings)
    if (
        missing
        or not isinstance(asked, Asked)
        or asked.groups
        or asked.orders
        or asked.limits
        or asked.ids & LEAVING_OUT
    ):
        return None
    reader = Reader(replace(words, unknown=()), known.vocabulary, known.catalogue, earlier, asked, known.homes)
    where = _where(reader)
    choices = _choices(where, reader, known, today) if where else ()
    if not choices:
        return None
    if reading.operation and reading.operation != SEVERAL:
        headline = (f"{reading.operation}还不会答。{where}的这些数可以查：",)
        return replace(refused, reply=replace(refused.reply, headline=headline, notes=(), choices=choices))
    missed = f"没看懂“{'”“'.join(reading.unknown)}”" if reading.unknown else f"{SEVERAL}还不会答"
    unclear = Unclear(f"{missed}。您要查{where}的哪一个？", choices)
    return Answer(message, "clarify", reply_to_unclear(unclear), words, unclear)


def each_named(message: str, refused: Answer, known: Knowledge, today: int, earlier: Fields | None) -> Answer | None:
    """收了多少申请、公开了几件、几个复议几个官司: each of its figures, in their order, where the message names nothing else."""
    words, form = refused.words, known.vocabulary.form
    several = isinstance(refused.reading, NotUnderstood) and refused.reading.operation == SEVERAL
    if not several or words is None or len(years_said(words.words)) > 1 or not operations_said(words) <= ASKS_PLAINLY:
        return None
    named = mentions(words.words)
    found = figures_named(message, refused, known, today, earlier)
    choices = [choice for choice in found.reply.choices if choice.label != ALL_OF_THEM] if found is not None else []
    asked_for = len({mention.target for mention in named}) + len(ambiguous(words.words))
    crossed = any(m.is_column and form.tables[m.figure.table].default_row for m in named if m.figure is not None)
    rates = any(mention.target.rate for mention in named)  # 复议和诉讼纠错率: one or two?
    if crossed or rates or len(choices) < 2 or len(choices) != asked_for:
        return None
    parts = [answer_one(choice.ask, known, today) for choice in choices]
    return together(message, parts, known, today) if all(map(is_plain, parts)) else None


def _turns_round(reading: NotUnderstood, words: Words) -> bool:
    """Whether a 不 that nothing explains stands right before a figure (没打赢的官司), or says what is not wanted (2022年的先不要)."""
    if LEAVES_OUT.search("".join(reading.unknown)) or any(map(OF_TIME.fullmatch, reading.unknown)):
        return True
    found = ((words.text.find(text), len(text)) for text in reading.unknown if NEGATIVE.search(text))
    denied = [(at, at + length) for at, length in found]  # 非商业 of 非商业企业 ends inside it
    starts = [m.start for m in mentions(words.words)] + [w.start for w, _ in ambiguous(words.words)]
    near = ((end, start) for start in starts for at, end in denied if at <= start and start - end < NEAR)
    return any(APART.search(words.text, end, start) is None for end, start in near)


def _where(reader: Reader) -> str:
    """The bodies and years that are named, in words; nothing where no body is clear."""
    bodies = reader.bodies(partly=True)
    if not isinstance(bodies, tuple):
        return ""
    years = reader.asked.years or _spoken_of(bodies, reader) or (reader.catalogue.years(bodies[0])[-1],)
    return "和".join(map(reader.name, bodies)) + "和".join(f"{year}年" for year in years)


def _spoken_of(bodies: tuple[str, ...], reader: Reader) -> tuple[int, ...]:
    """The years of before, where the same bodies are spoken of."""
    return reader.spoken_of() if reader.earlier is not None and reader.earlier.bodies == bodies else ()


def _choices(where: str, reader: Reader, known: Knowledge, today: int) -> tuple[Choice, ...]:
    """Each figure, and all of them."""
    targets, form = _targets(reader), reader.vocabulary.form
    shares = _shares_asked(reader)
    offered = (
        _as_share(choice) if shares.intersection(target.figures) else choice
        for target, choice in zip(targets, ask_one_of("", where, targets, form).choices, strict=True)
    )
    named = list({c.label: c for c in offered if _answered(c, known, today)}.values())
    named = named[:MOST]
    together = Choice(
        ALL_OF_THEM, "；".join(choice.ask for choice in named)
    )  # each by itself: a 自然人 of one is not of all
    return (*named, together) if len(named) > 1 else tuple(named)


def _shares_asked(reader: Reader) -> set[FigureId]:
    """The figures of which the share is asked for: 自然人申请占比."""
    words, text = list(reader.words.words), reader.words.text
    named, found = mentions(words), set[FigureId]()
    for before, mention in zip([None, *named], named, strict=False):
        if not SHARE.match(text, mention.end):
            continue
        start = before.start if before is not None and before.end == mention.start else mention.start
        read = read_targets([w for w in words if start <= w.start < mention.end], text, reader.vocabulary.form)
        found |= {f for target in read.targets for f in target.figures} if isinstance(read, Targets) else set()
    return found


def _as_share(choice: Choice) -> Choice:
    return Choice(f"{choice.label.split('（')[0]}占比", f"{choice.ask}占比")


def _targets(reader: Reader) -> tuple[Target, ...]:
    """What the words name together, else each by itself; where a row and a column stand apart, their cells first."""
    form, words = reader.vocabulary.form, list(reader.words.words)
    read = read_targets(words, reader.words.text, form)
    clauses = any(CLAUSE.search(reader.words.text, a.end, b.start) for a, b in pairwise(mentions(words)))
    if isinstance(read, Targets) and not clauses:
        return read.targets
    strong = [m for m in mentions(words) if not m.weak]
    named = [m for m in mentions(words) if not m.weak or _stands_apart(m, strong, reader.words.text)]
    rows = [m.figure for m in named if m.figure is not None and m.figure.row]
    columns = [m.figure for m in named if m.is_column and m.figure is not None]
    cells = (row._replace(column=column.column) for row, column in product(rows, columns) if row.table == column.table)
    alone = (read_targets([w for w in words if w.start == m.start], reader.words.text, form) for m in named)
    single = [
        (m.start, t) for m, read in zip(named, alone, strict=True) if isinstance(read, Targets) for t in read.targets
    ]
    unclear = [(w.start, target_of(choice, form)) for w, m in ambiguous(words) for choice in m.ambiguity.choices]
    in_order = sorted((*single, *unclear), key=lambda at: at[0]) if strong else (*unclear, *single)
    crossed = [Target((cell,)) for cell in cells if form.exists(cell)]
    return tuple(dict.fromkeys((*crossed, *(target for _, target in in_order))))  # 被拒的申请: 被拒 before 申请


def _stands_apart(weak: Mention, strong: list[Mention], text: str) -> bool:
    """收到多少申请，其中自然人多少: 申请 is asked for too; in 被拒的申请 it says nothing more."""
    gaps = (text[min(weak.end, m.end) : max(weak.start, m.start)] for m in strong)
    return all(LISTED.search(gap) for gap in gaps)


def _answered(choice: Choice, known: Knowledge, today: int) -> bool:
    answer = answer_one(choice.ask, known, today)
    return answer.status == "answered" and bool(answer.figures or answer.passages)
