"""加上镇海, 加上2024年的 after figures of some bodies or years -> the full question about one more."""

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import BodyWord, NoiseWord, OperationWord, UnitWord, YearWord
from bot.question.said import says_only, years_said
from bot.question.word import Words
from bot.reading.phrases import years_phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import IN_SEVERAL, refused
from bot.talks.asked_before import Atom, atoms_of, last_alike, varies_in
from store.facts.catalogue import Catalogue
from store.forms.form import Form


def one_more(words: Words, earlier: Fields, catalogue: Catalogue, form: Form) -> str | NotUnderstood:
    """加上镇海 after figures of some bodies: the same of one more; 加上2024的: what one body's years make together."""
    if says_only(words, (YearWord, NoiseWord, UnitWord), {"plus", "total_of", "how_many"}):
        together = _with_years(words, earlier, catalogue, form)
        return together or refused(words, IN_SEVERAL)
    rest = (w for w in words.words if not isinstance(w.meanings[0], BodyWord | NoiseWord))
    more = all(isinstance(m, OperationWord) and m.id in ("plus", "versus", "each") for w in rest for m in w.meanings)
    added, atoms = resolve(named_bodies(words), catalogue).found, _asked(earlier, "bodies")
    bodies = tuple(dict.fromkeys((*(atom.body for atom in atoms), *added)))
    if not (more and added) or len({(atom.target, atom.whole) for atom in atoms}) != 1:
        return ""
    names, what = "、".join(map(catalogue.name, bodies)), atoms[0].phrase(form)
    years = sorted({atom.year for atom in atoms})
    if len(years) > 1:
        return f"{names}{years_phrase(years)}{what}分别多少"
    ends = {"sum": "合计", "mean": "平均"}
    end = ends.get(earlier.operation, "谁多" if earlier.group is not None else "分别多少")
    return f"{names}{atoms[0].year}年{what}{end}"


def _asked(earlier: Fields, differ: str) -> list[Atom]:
    """The figures last asked for, in one question or one after the other: 加上镇海 after 北仑, 鄞州呢 is with both."""
    several, _ = last_alike((*earlier.before, earlier), 0)
    return several if varies_in(several) == differ else atoms_of(earlier)


def _with_years(words: Words, earlier: Fields, catalogue: Catalogue, form: Form) -> str:
    """Empty where not one figure of one body was asked for."""
    years = set(years_said(words.words))
    asked = _asked(earlier, "years")
    if len({(atom.body, atom.target) for atom in asked}) != 1 or asked[0].whole is not None:
        return ""
    all_years = sorted(years | {atom.year for atom in asked})
    return f"{catalogue.name(asked[0].body)}{years_phrase(all_years)}{asked[0].phrase(form)}合计"
