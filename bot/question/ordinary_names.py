"""宝山2025年申请: a place's short name that is an ordinary word too -> its full name, where what stands around it says that a place
is meant."""

import re
from collections.abc import Collection, Mapping

from store.agencies.agency import PlaceName

BEFORE = re.compile(r"(?:^|[\s、,，;；。:：和与跟及同比是换成那把查看年\d]|vs)$")
AFTER = re.compile(
    r"$|[\s\d、,，;；?？和与跟及同比的呢各哪谁]|vs|[去前今]年|新收|收到|收了|申请|复议|诉讼|不予|予以|公开"
)


class OrdinaryNames:
    """The places whose short names are no words for places by themselves; `loaded`: the codes of those that have reports."""

    def __init__(
        self, places: Mapping[str, PlaceName], names: Mapping[str, tuple[PlaceName, ...]], loaded: Collection[str]
    ) -> None:
        self._places, self._names, self._loaded = places, names, loaded

    def __call__(self, text: str, typed: str) -> str:
        """The full name; empty where no place is meant, or several that are loaded have other names."""
        named = self._names.get(typed, ())
        here = [place for place in named if place.code in self._loaded]
        spots = re.finditer(re.escape(typed), text)
        if not named or not any(self._is_place(at.start(), at.end(), text, here, named) for at in spots):
            return ""
        names = {place.name for place in here}
        if len(names) > 1:
            return ""
        return names.pop() if names else min(named, key=lambda place: place.level).name

    def _is_place(self, start: int, end: int, text: str, here: list[PlaceName], named: tuple[PlaceName, ...]) -> bool:
        """Whether a place is meant where the word stands; one that is loaded need not have the end of a name behind it."""
        if not (here or AFTER.match(text, end)):
            return False
        before = text[:start]
        return bool(BEFORE.search(before)) or any(self._follows(place, before) for place in here or named)

    def _follows(self, place: PlaceName, before: str) -> bool:
        """上海宝山, 天津的和平: the place that it lies in stands right before it."""
        before = before.removesuffix("的")
        outer = (self._places.get(code) for code in (place.code[:2] + "0000", place.code[:4] + "00"))
        return any(other is not None and before.endswith((other.name, other.short)) for other in outer)
