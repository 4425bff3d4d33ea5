"""How often one person and one group may ask: told once, then silence until there is room again."""

import time
from collections import deque
from collections.abc import Callable

MINUTE = 60.0
PER_PERSON, PER_GROUP = (
    20,
    15,
)  # questions a minute; Telegram takes no more than 20 messages to a group, notices with them
MEMBERS = 3  # of a group, that its questions last for at least: one alone cannot use them up
MOST_KEYS = 10_000
Key = tuple[str, int, int]  # of what, of whom, in which group


class Quota:
    """Questions of the last minute by person and by group; kept in memory only."""

    def __init__(
        self,
        person: int = PER_PERSON,
        group: int = PER_GROUP,
        clock: Callable[[], float] = time.monotonic,
        members: int = MEMBERS,
    ) -> None:
        self._most = {"person": person, "group": group, "member": max(1, group // members)}
        self._clock = clock
        self._times: dict[Key, deque[float]] = {}
        self._told: set[Key] = set()

    def admit(self, user: int, group: int | None) -> str:
        """yes; tell, where the limit has just been reached; no after that."""
        now, keys = self._clock(), _keys(user, group)
        self._forget_old(now)
        full = [key for key in keys if len(self._recent(key, now)) >= self._most[key[0]]]
        if not full:
            for key in keys:
                self._times[key].append(now)
                self._told.discard(key)
            return "yes"
        first = any(key not in self._told for key in full)
        self._told.update(full)
        return "tell" if first else "no"

    def give_back(self, user: int, group: int | None) -> None:
        """What was admitted last asked nothing: it does not count."""
        for key in _keys(user, group):
            if times := self._times.get(key):
                times.pop()

    def _forget_old(self, now: float) -> None:
        if len(self._times) > MOST_KEYS:
            self._times = {k: times for k, times in self._times.items() if times and now - times[-1] < MINUTE}
            self._told &= self._times.keys()

    def _recent(self, key: Key, now: float) -> deque[float]:
        times = self._times.setdefault(key, deque())
        while times and now - times[0] >= MINUTE:
            times.popleft()
        return times


def _keys(user: int, group: int | None) -> list[Key]:
    """What a question counts for."""
    return [("person", user, 0)] if group is None else [("member", user, group), ("group", 0, group)]
