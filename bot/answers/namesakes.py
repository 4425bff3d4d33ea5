"""江北区2024年新收, of which one alone is loaded -> that there are others of the name: the asker may mean one of those."""

from bot.knowledge import Knowledge
from bot.question.bodies import named_bodies
from bot.question.word import Words
from bot.reading.readings import Fields
from store.agencies.agency import GOVERNMENT, Gazetteer, PlaceName

MOST = 4
OTHERS = "同名的还有{}，没有收录。"
COUNTY = 3


def unloaded_namesakes(words: Words, fields: Fields, known: Knowledge) -> tuple[str, ...]:
    """A note for each county that is named without where it lies, while places of its name that are not loaded lie elsewhere."""
    if fields.group is not None or not named_bodies(words):
        return ()
    gazetteer, catalogue = known.vocabulary.gazetteer, known.catalogue
    own = (gazetteer.places.get(catalogue.newest(body).place) for body in fields.bodies if body in catalogue.by_agency)
    notes = []
    for place in dict.fromkeys(p for p in own if p is not None and p.level == COUNTY and p.short in words.text):
        if any(home.short in words.text for home in _around(place, gazetteer)):
            continue
        alike = (
            p for p in gazetteer.named.get(place.name, ()) if p.name == place.name and p.level == COUNTY and not p.until
        )
        gone = [p for p in alike if p.code != place.code and f"{p.code}/{GOVERNMENT}" not in catalogue.by_agency]
        names = [f"{homes[-1].name}{p.name}" for p in gone if (homes := _around(p, gazetteer))]
        more = f"等 {len(names)} 个" if len(names) > MOST else ""
        notes += [OTHERS.format("、".join(names[:MOST]) + more)] if names else []
    return tuple(notes)


def _around(place: PlaceName, gazetteer: Gazetteer) -> list[PlaceName]:
    """The province and the city that a place lies in."""
    codes = (f"{place.code[:2]}0000", f"{place.code[:4]}00")
    return [gazetteer.places[code] for code in codes if code in gazetteer.places]
