"""Figures of different years in one question (2023年结转下年和2024年上年结转一致吗, 海曙2022和鄞州2024谁多) -> both, and how far apart."""

from dataclasses import replace

from bot.answers.group_years import MOST as MOST_YEARS
from bot.answers.pairs import held_together, question_of_each_year, two_held_together
from bot.answers.single import answer_fields, answer_one
from bot.answers.together import is_plain, together
from bot.figures.figure import Figure
from bot.knowledge import Answer, Knowledge
from bot.question.said import years_said
from bot.reading.fields import read_fields
from bot.reading.ordered import SHARES_OF_YEARS
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.spans import in_year
from bot.replies.figure_text import value_text


def each_in_its_year(message: str, whole: Answer, known: Knowledge, today: int) -> Answer | None:
    """2023年结转下年和2024年上年结转一致吗: each figure of its own year, and by how much they differ."""
    texts, held = question_of_each_year(whole.words) if whole.words is not None else ([], False)
    if not (parts := _one_figure_each(texts, known, today)):
        return None
    both = replace(together(message, parts, known, today), fields=None)  # a next question follows on none of them
    made = held_together(both.figures) if held else None
    if made is None:
        return both
    verdict = "一样，差 0" if not made.exact else f"不一样：{made.name}是 {value_text(made)}"
    reply = replace(
        both.reply, headline=(*both.reply.headline, verdict),
        calculation=(*both.reply.calculation, f"{made.name} ＝ {made.formula}"),
    )  # fmt: skip
    return replace(both, reply=reply, figures=(*both.figures, made))


def two_of_different_years(whole: Answer, known: Knowledge, today: int) -> Answer | None:
    """海曙2022和鄞州2024申请谁多: both figures, and which is more by how much."""
    texts = two_held_together(whole.words) if whole.words is not None else []
    if not (parts := _one_figure_each(texts, known, today)):
        return None
    both = replace(together(whole.question, parts, known, today), fields=None)
    figures = tuple(replace(f, name=f"{f.agency}{f.year}年{f.name}") for f in both.figures)
    made = held_together(figures)
    if made is None or made.exact is None:
        return both
    more = _which_is_more(figures, made)
    reply = replace(both.reply, headline=(*both.reply.headline, more))
    return replace(both, reply=reply, figures=(*both.figures, made))


def parts_in_each_year(message: str, whole: Answer, known: Knowledge, today: int) -> Answer | None:
    """奉化2023、2024年哪个理由最多: of each year by itself."""
    words, reading = whole.words, whole.reading
    if words is None or not isinstance(reading, NotUnderstood) or reading.operation != SHARES_OF_YEARS:
        return None
    years = sorted(set(years_said(words.words)))
    each = [
        read_fields(in_year(words, year), known.vocabulary, known.catalogue, today, None, known.homes) for year in years
    ]
    found = [fields for fields in each if isinstance(fields, Fields) and fields.operation == "rank_parts"]
    answered = [answer_fields(fields, known, today) for fields in found]
    if not 1 < len(years) == len(answered) <= MOST_YEARS or any(part.status != "answered" for part in answered):
        return None
    lines = tuple(
        f"{year}年：{line}" for year, part in zip(years, answered, strict=True) for line in part.reply.headline
    )
    both = together(message, answered, known, today)
    return replace(both, words=words, fields=None, reply=replace(both.reply, headline=lines))


def _one_figure_each(texts: list[str], known: Knowledge, today: int) -> list[Answer]:
    """The answers, each of one plain figure; none where one of them is not."""
    parts = [answer_one(text, known, today) for text in texts]
    return parts if all(is_plain(part) and len(part.figures) == 1 for part in parts) else []


def _which_is_more(figures: tuple[Figure, ...], made: Figure) -> str:
    """海曙区人民政府2022年多，相差 81件."""
    if not made.exact or made.value is None:
        return "一样多"
    more = figures[0] if made.exact > 0 else figures[1]
    return f"{more.agency}{more.year}年多，相差 {value_text(replace(made, value=abs(made.value)))}"
