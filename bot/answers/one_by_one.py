"""A question about the bodies of several places (宁波和绍兴各区县合计哪个大), about the rank of several bodies (海曙和镇海各排第几) -> the
answer of each, and which is the most."""

from dataclasses import replace
from fractions import Fraction

from bot.answers.group_answer import answer_group
from bot.figures.figure import Figure
from bot.knowledge import Answer, Knowledge
from bot.question.bodies import Named
from bot.question.kinds import LEVEL_OF_KIND
from bot.question.meanings import OperationWord, OrderWord, YearWord
from bot.question.said import operations_said
from bot.question.word import Word, Words
from bot.reading.asked import Asked, read_asked
from bot.reading.fields import read_fields
from bot.reading.groups import best_year
from bot.reading.many.ill_ordered import HOLDS_TWO, SIDES
from bot.reading.many.named_places import codes_of, regions_and_bodies
from bot.reading.many.order_wanted import ALL
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL, Fields, Group, NotUnderstood
from bot.reading.refusals import EACH_PLACE, EACH_RANK
from bot.replies.reply import joined
from store.facts.numbers import as_decimal, grouped, rounded

BETWEEN = ("each", "more", "less", "versus")  # operations between the places
MOST = 5  # places


def one_by_one(message: str, whole: Answer, known: Knowledge, today: int) -> Answer | None:
    """Each place's or body's answer, and how the places stand to each other; None where one of them cannot be answered."""
    words, reading = whole.words, whole.reading
    if words is None or not isinstance(reading, NotUnderstood) or reading.operation not in (EACH_PLACE, EACH_RANK):
        return None
    asked = read_asked(words, None)
    if not isinstance(asked, Asked):
        return None
    regions, bodies = regions_and_bodies(Reader(words, known.vocabulary, known.catalogue, None, asked))
    each = bodies if reading.operation == EACH_RANK else regions
    if (bodies and each is regions) or not 1 < len(each) <= MOST:
        return None
    group = Group(asked.kind or "", codes_of(regions, LEVEL_OF_KIND.get(asked.kind or "", 0)))
    year = 0 if asked.years else best_year(group, known.catalogue, known.vocabulary)
    parts = [(one.text, _of_one(_in_year(words, year), one, each, known, today)) for one in each]
    answered = [(name, part) for name, part in parts if part is not None and part.figures]
    if len(answered) < len(parts):
        return None
    reply = joined(tuple(part.reply for _, part in answered))
    lines = tuple(f"{name}：{line}" for name, part in answered for line in part.reply.headline)
    figures = tuple(figure for _, part in answered for figure in part.figures)
    held = asked.orders and each is regions
    compared = _compared([(name, part.figures[0]) for name, part in answered]) if held else ()
    return replace(
        answered[-1][1], question=message, words=words, reply=replace(reply, headline=(*lines, *compared)), figures=figures,
        fields=None,
    )  # fmt: skip


def _in_year(words: Words, year: int) -> Words:
    """All places in one year: where none is said, the one with the most reports."""
    end = len(words.text)
    return replace(words, words=(*words.words, Word(f"{year}年", end, end, (YearWord((year,)),)))) if year else words


def _of_one(words: Words, one: Named, each: list[Named], known: Knowledge, today: int) -> Answer | None:
    """What the question gives of one place or body; None where it is none about many bodies of one year."""
    others = [other for other in each if other != one]
    kept = tuple(w for w in words.words if not any(o.start <= w.start < o.end for o in others))
    does = operations_said(words)
    sums = bool(does & {"total_of", "plus", "mean", "median", "spread"})
    sides = any(word.text.startswith(SIDES) for word in kept)
    alone = [w for w in kept if not _between(w, ordered=sums or sides)]
    if sides and not sums:  # 哪边区县败诉多: of all of each side together
        end = len(words.text)
        alone.append(Word("合计", end, end, (OperationWord("total_of"),)))
    fields = read_fields(
        replace(words, words=tuple(alone)), known.vocabulary, known.catalogue, today, None, known.homes
    )
    if not isinstance(fields, Fields) or fields.group is None or len(fields.group.places) > 1 or fields.change:
        return None
    if (sums or sides) and fields.operation not in OVER_ALL:
        fields = replace(fields, operation="sum", order=ALL)  # 复议加诉讼合计: of the bodies too
    return answer_group("", words, fields, known) if len(fields.targets) == 1 or not sums else None


def _between(word: Word, *, ordered: bool) -> bool:
    """Whether a word holds the places against each other; `ordered`: 哪个大 is asked of the sums, not of the bodies."""
    return any(
        (isinstance(m, OperationWord) and m.id in BETWEEN)
        or word.text in SIDES
        or (ordered and isinstance(m, OrderWord) and word.text.startswith(HOLDS_TWO))
        for m in word.meanings
    )


def _compared(sums: list[tuple[str, Figure]]) -> tuple[str, ...]:
    """宁波多，相差 961件; nothing where one of them is no number."""
    known = [(name, figure, Fraction(figure.exact)) for name, figure in sums if figure.exact is not None]
    if len(known) < len(sums) or any(figure.kind != "computed" for _, figure, _ in known):
        return ()
    (first, figure, most), (_, _, next_one), *_ = sorted(known, key=lambda one: one[2], reverse=True)
    if most == next_one:
        return ("一样多",)
    distance = most - next_one
    unit = "个百分点" if figure.unit == "%" else figure.unit
    shown = grouped(rounded(distance) if figure.unit == "%" or distance.denominator > 1 else as_decimal(distance))
    more = "高" if figure.unit == "%" else "多"
    return (f"{first}{more} {shown}{unit}" if len(sums) == 2 else f"{first}最{more}，比第二的{more} {shown}{unit}",)
