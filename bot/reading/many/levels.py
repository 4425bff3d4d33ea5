"""A city beside its districts: what it counts may hold what they count."""

from bot.question.bodies import are_listed
from bot.reading.reader import Reader

HOLDS = "其中一个是另一个的上级，它的数可能已经包括下级的"


def nested(bodies: tuple[str, ...], reader: Reader) -> bool:
    """Whether one body's place lies in another's."""
    places = reader.vocabulary.gazetteer.places
    found = [places[home] for body in bodies if (home := reader.catalogue.newest(body).place)]
    return any(a.within(b.code) for a in found for b in found)


def names_both(reader: Reader) -> bool:
    """宁波和北仑谁高: both are named side by side; 海曙在宁波排名 is among the districts."""
    return len(reader.asked.named) > 1 and are_listed(reader.asked.named, reader.words.text)
