"""增长了多少 after a row of years -> from which year to which?  占比变化了多少 after counts of two -> the change of their share."""

from bot.question.meanings import FigureWord, NoiseWord, OperationWord, UnitWord
from bot.question.pieces import POINTS
from bot.question.said import operations_said, says_only, words_doing
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import years_phrase
from bot.reading.readings import Choice, Fields, Unclear
from bot.talks.asked_before import last_alike, last_two, varies_in
from bot.talks.made_of_them import OF_A_SHARE, made_of_them
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue

SEVERAL = 3  # years, of which the last has two it may be held against
GROWS = {"change", "how_many", "more", "less"}
WHICH = "您要比哪两年？"


def growth_of_years(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> Unclear | None:
    """None where more is said, or no row of years of one figure was asked for."""
    asks = bool(operations_said(words))
    if not asks or not says_only(words, (NoiseWord, UnitWord, OperationWord)) or made_of_them(words) != "difference":
        return None
    atoms, _ = last_alike((*earlier.before, earlier), 0)
    there = sorted((a for a in atoms if catalogue.entry(a.body, a.year)), key=lambda atom: atom.year)
    if len(there) < SEVERAL or varies_in(there) != "years":
        return None
    first, *_, before, last = there
    what = f"{catalogue.name(last.body)}{last.year}年{last.phrase(vocabulary.form)}"
    asked = (f"{what}比{year}年变化多少" for year in (first.year, before.year))
    return Unclear(WHICH, tuple(Choice(ask, ask) for ask in asked), earlier)  # 合计多少 next is of those years still


def growth_of_each(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """同比各多少 after one body and another, or after several years: of each; None where more is said, or only one was asked for."""
    says = operations_said(words)
    if not says >= {"change", "each"} or says - GROWS - {"each"} or not says_only(words, (NoiseWord, UnitWord), says):
        return None
    atoms, _ = last_alike((*earlier.before, earlier), 0)
    varies = varies_in(atoms) if len(atoms) > 1 and atoms[0].whole is None else ""
    what = atoms[0].phrase(vocabulary.form) if varies in ("bodies", "years") else ""
    if varies == "bodies" and len(earlier.bodies) == 1:
        return f"{'、'.join(catalogue.name(atom.body) for atom in atoms)}{atoms[0].year}年{what}同比各多少"
    if varies == "years" and len(earlier.years) > 1:
        return f"{catalogue.name(atoms[0].body)}{years_phrase(sorted(atom.year for atom in atoms))}{what}逐年增幅"
    return None


def change_of_share(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where more is said, or no count of two years was asked for."""
    says = operations_said(words)
    points = POINTS in words.text and says >= {"change"}
    shares = points or (
        "change" in says and any(w.text.startswith(OF_A_SHARE) for w in words_doing(words.words, "share"))
    )
    if (
        not shares
        or not says_only(words, (NoiseWord, UnitWord), says)
        or says - {"share", "change", "how_many", "more", "less"}
    ):
        return None
    found = last_two(earlier, catalogue)
    if found is None or found[0] != "years" or found[1].whole is not None or not found[1].target.figures:
        return None
    before, after = sorted(found[1:], key=lambda atom: atom.year)
    what = f"{catalogue.name(after.body)}{after.year}年{after.phrase(vocabulary.form)}"
    return f"{what}占比比{before.year}年变化多少"


def growth_of_one(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> Unclear | None:
    """许可涨了多少 after figures of 2025, 2024年呢: between these two, or against the year before the last?  None where more is said."""
    del vocabulary
    named = mentions(words.words)
    says = operations_said(words)
    asks = "change" in says and says_only(words, (FigureWord, NoiseWord, UnitWord), says) and not says - GROWS
    before = earlier.before[-1] if earlier.before else None
    if len(named) != 1 or not asks or before is None or before.group is not None or earlier.group is not None:
        return None
    one = len(earlier.bodies) == len(earlier.years) == len(before.years) == 1 and before.bodies == earlier.bodies
    if not one or before.years == earlier.years or earlier.bodies[0] not in catalogue.by_agency:
        return None
    last, name = earlier.years[0], catalogue.name(earlier.bodies[0])
    first, after = sorted((before.years[0], last))
    pairs = dict.fromkeys(((after, first), (last, last - 1)))
    asked = [f"{name}{year}年{named[0].text}比{base}年变化多少" for year, base in pairs]
    return Unclear(WHICH, tuple(Choice(ask, ask) for ask in asked)) if len(asked) > 1 else None
