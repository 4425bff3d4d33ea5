"""Questions about the data themselves: what is loaded, what adds up, what a word means, what can be asked."""

from bot.bodies import resolve
from bot.reader import Reader
from bot.reading import About, EndsHere
from bot.target import mentions

ABLE = "able"


def read_about(reader: Reader) -> About | EndsHere | None:
    """The question about the data, or None where figures are asked for."""
    asked, ids = reader.asked, reader.asked.ids
    if asked.orders or asked.limits:
        return None
    if "meaning" in ids and (terms := _terms(reader)):
        return About("meaning", terms=terms)
    named = mentions(list(reader.words.words))
    if "checks" in ids:
        bodies = reader.bodies()
        if not isinstance(bodies, tuple):
            return bodies
        earlier = reader.earlier.years if reader.earlier is not None and not asked.named else ()
        return About("checks", bodies, asked.years or earlier)
    if "catalogue" in ids and not named:
        return _catalogue(reader)
    if ABLE in ids and not named:
        return About(ABLE)
    return None


def _terms(reader: Reader) -> tuple[str, ...]:
    """The terms of the glossary that the question names, the longest of those that lie in each other."""
    text, words = reader.words.text, reader.vocabulary.glossary_words
    found = [(text.index(word), word) for word in words if word in text]
    kept = [w for at, w in found if not any(w != other and w in other for _, other in found)]
    return tuple(dict.fromkeys(words[word] for word in sorted(kept, key=text.index)))[:3]


def _catalogue(reader: Reader) -> About:
    """Which reports there are: of the bodies named, or of all."""
    asked = reader.asked
    if not asked.named:
        earlier = reader.earlier
        bodies = earlier.bodies if earlier is not None and any("年" in w.text for w, m in asked.operations) else ()
        return About("catalogue", bodies, asked.years)
    read = resolve(asked.named, reader.catalogue)
    return About(
        "catalogue", read.found or read.candidates, asked.years, () if read.found else (read.absent or read.unclear,)
    )
