"""A city beside its districts: what it counts may hold what they count."""

from bot.question.bodies import are_listed
from bot.question.loaded_bodies import holds
from bot.reading.reader import Reader

HOLDS = "其中一个是另一个的上级，它的数可能已经包括下级的"


def nested(bodies: tuple[str, ...], reader: Reader) -> bool:
    """Whether one body is the government of the place that another lies in; a city's office holds no district."""
    entries = [reader.catalogue.newest(body) for body in bodies]
    return any(holds(one, other) and one.place != other.place for one in entries for other in entries)


def names_both(reader: Reader) -> bool:
    """宁波和北仑谁高: both are named side by side; 海曙在宁波排名 is among the districts."""
    return len(reader.asked.named) > 1 and are_listed(reader.asked.named, reader.words.text)
