"""南京的呢, 同比呢 after 宁波2024年新收, 南京2023年呢 -> the full question of the one named, or asked back of which of them."""

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import BodyWord, NoiseWord, UnitWord
from bot.question.said import operations_said, says_only
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.readings import Choice, Fields, Unclear
from bot.talks.asked_before import Atom, atoms_of, distinct
from store.facts.catalogue import Catalogue

GROWS = {"change", "how_many"}
WHICH = "您问的是哪一个？"


def each_its_year(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | Unclear | None:
    """None where the bodies of before are of one year, or more is said than a body or a growth."""
    says = operations_said(words)
    if earlier.bodies or earlier.years or earlier.group is not None or says - GROWS:
        return None
    form = vocabulary.form
    asked = _asked(earlier, catalogue)
    if len(asked) < 2 or not says_only(words, (BodyWord, NoiseWord, UnitWord), says):
        return None
    named = resolve(named_bodies(words), catalogue).found
    wanted = [atom for atom in asked if not named or atom.body in named]
    if named and len(wanted) != 1:
        return None
    grown = "同比" if "change" in says else ""
    full = [f"{catalogue.name(atom.body)}{atom.year}年{atom.phrase(form)}{grown}" for atom in wanted]
    if named:
        return full[0]
    return Unclear(WHICH, tuple(Choice(text, text) for text in full), earlier) if grown else None


def _asked(earlier: Fields, catalogue: Catalogue) -> list[Atom]:
    """The figures last asked for of different bodies and years: one of each body."""
    found: list[Atom] = []
    for fields in reversed(earlier.before):
        atoms = [atom for atom in atoms_of(fields) if atom.body in catalogue.by_agency]
        if len(atoms) != 1 or any(atom.body == atoms[0].body for atom in found):
            break
        found += atoms
    return list(distinct(found[::-1]))
