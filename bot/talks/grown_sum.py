"""同比呢, 比2024年多还是少 after what many bodies make together -> the full question about the change of the sum, not of each body."""

from bot.question.bodies import named_bodies
from bot.question.meanings import NoiseWord, OperationWord, UnitWord, YearWord
from bot.question.said import operations_said, says_only, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import group_question
from bot.reading.readings import OVER_ALL, Fields, NotUnderstood
from bot.reading.refusals import GROWN_SUM, refused
from store.facts.catalogue import Catalogue

GROWS = {"change", "versus", "difference"}
SAID = GROWS | {"how_many", "whether", "more", "less", "that_body", "within"}


def grown_sum(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where no growth, or more than it, is asked for, or nothing was added up; why not, where it was more than one sum of all
    bodies of a kind."""
    del catalogue
    says, group = operations_said(words), earlier.group
    apart = "difference" in says and bool(_year_of_sum_before(earlier))
    grows = "change" in says or ("versus" in says and bool(years_said(words.words))) or apart
    only = says_only(words, (NoiseWord, UnitWord, YearWord, OperationWord)) and says <= SAID and not named_bodies(words)
    if group is None or earlier.operation not in OVER_ALL or not (grows and only):
        return None
    years = _between(years_said(words.words), earlier)
    whole = earlier.operation == "sum" and len(earlier.targets) == 1 and not (earlier.conditions or earlier.share)
    every = (
        bool(group.kind) and not (group.bodies or group.without) and (earlier.order is None or not earlier.order.last)
    )
    if not (whole and every) or years is None:
        return refused(words, GROWN_SUM)
    where = vocabulary.gazetteer.listed(group.places)
    what = group_question(where, group.kind, f"{years[1]}年", earlier.targets[0], "sum", None, vocabulary.form)
    return f"{what}比{years[0]}年变化多少"


def _between(said: list[int], earlier: Fields) -> tuple[int, int] | None:
    """The older and the newer year: that said and that of before, the two sums asked for one after the other, else the year before."""
    others = (set(said) or _year_of_sum_before(earlier)) - {earlier.year}
    if len(earlier.years) != 1 or len(others) > 1:
        return None
    other = others.pop() if others else earlier.year - 1
    return min(other, earlier.year), max(other, earlier.year)


def _year_of_sum_before(earlier: Fields) -> set[int]:
    """The other year of the same sum, asked for just before."""
    before = earlier.before[-1] if earlier.before else None
    if before is None or not before.years or before.years == earlier.years:
        return set()
    alike = (before.group, before.targets, before.operation) == (earlier.group, earlier.targets, earlier.operation)
    return {before.year} if alike else set()
