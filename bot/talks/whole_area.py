"""全市呢 after figures of a district or a department -> the full question about the city's own report."""

from bot.question.meanings import AreaWord, FigureWord, NoiseWord, OperationWord, UnitWord, YearWord
from bot.question.said import operations_said, says_only, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.many.which_bodies import AREAS
from bot.reading.phrases import phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from store.agencies.agency import GOVERNMENT
from store.facts.catalogue import Catalogue

KINDS = (AreaWord, NoiseWord, UnitWord, YearWord)
FIGURES = (FigureWord, OperationWord)
LEVELS = AREAS | {"区": 3, "县": 3}
BODIES = ("value", "sum", "percent", "rank")


def question_about_area(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where more than 全市 and a year is said, or many bodies were looked at: there it says which of them."""
    form = vocabulary.form
    areas = [(word, meaning) for word in words.words for meaning in word.meanings if isinstance(meaning, AreaWord)]
    bodies = earlier.group.bodies if earlier.group is not None else earlier.bodies
    with_figures = not says_only(words, KINDS)
    counts = operations_said(words) <= {"how_many"}
    other = (
        counts
        and len(bodies) == 1
        and not bodies[0].endswith(f"/{GOVERNMENT}")
        and says_only(words, (*KINDS, *FIGURES))
    )
    if len(areas) != 1 or not earlier.targets or (with_figures and not other):
        return None
    ((word, area),) = areas
    level = LEVELS.get(area.kind, 0)
    if not (level and bodies) or any(body not in catalogue.by_agency for body in bodies):
        return None
    codes = {catalogue.newest(body).place[: 2 * level].ljust(6, "0") for body in bodies}
    whole = f"{next(iter(codes))}/{GOVERNMENT}"
    if len(codes) > 1 or whole not in catalogue.by_agency or earlier.operation not in BODIES:
        return refused(words, f"换成“全{area.kind}”接着问")
    years = years_said(words.words)
    if with_figures:  # 全市的不予公开 after a department's
        year = "" if years else f"{earlier.years[-1]}年"
        return words.text.replace(word.text, f"{catalogue.name(whole)}{year}")
    figures = "、".join(phrase(target, form) for target in earlier.targets)
    done = "占比" if earlier.share else "同比" if earlier.change else ""  # 哪个增幅最大, 全省呢
    return f"{catalogue.name(whole)}{(years or earlier.years)[-1]}年{figures}{done}"
