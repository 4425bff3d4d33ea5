"""上年的呢 after one of the two 结转: the year before, or the other row?  Asked back."""

from dataclasses import replace

from bot.question.meanings import FigureWord, YearWord
from bot.reading.phrases import phrase
from bot.reading.reader import Reader
from bot.reading.readings import Choice, EndsHere, Fields, Unclear
from bot.targets.target import Target, target_of


def year_or_row(earlier: Fields, reader: Reader) -> EndsHere | None:
    """上年的呢 after 结转下年, which was chosen for 结转: the year before, or 上年结转?  None where it can only be the year."""
    years = [w for w in reader.words.words if any(isinstance(m, YearWord) and m.back is not None for m in w.meanings)]
    if len(years) != 1 or len(earlier.targets) != 1 or reader.asked.named or earlier.group is not None:
        return None
    form, meanings = reader.vocabulary.form, reader.vocabulary.meanings
    asked = {figure[:2] for figure in earlier.targets[0].figures}
    for ambiguity in form.ambiguities:
        rows = {choice: {f[:2] for f in target_of(choice, form).figures} for choice in ambiguity.choices}
        named = (m for word in ambiguity.words for m in meanings.get(years[0].text + word, ()))
        said = {meaning.figure[:2] for meaning in named if isinstance(meaning, FigureWord)}
        other = [choice for choice, row in rows.items() if row and row <= said and row != asked]
        if asked in rows.values() and len(other) == 1:
            return _ask_year_or_row(years[0].text, target_of(other[0], form), earlier, reader)
    return None


def _ask_year_or_row(said: str, other: Target, earlier: Fields, reader: Reader) -> Unclear:
    body, year, form = reader.name(earlier.bodies[0]), earlier.years[-1], reader.vocabulary.form
    asks = (f"{body}{year}年{phrase(other, form)}", f"{body}{year - 1}年{phrase(earlier.targets[0], form)}")
    about = replace(earlier, open=True, unsure=True)  # 东城区呢 is asked back as well
    return Unclear(f"“{said}”是哪一个？", tuple(Choice(ask, ask) for ask in asks), about=about)
