"""A place's name typed wrong -> the loaded place that was meant: written in pinyin, with a homophone, or with one character off.

Only where what was typed is no place itself and one loaded place alone is that near: 宿州 is never taken for 苏州."""

from collections.abc import Callable, Iterable

Sound = Callable[[str], str]  # text -> its pinyin without tones, joined
LEAST = 2
LEAST_BY_SHAPE = 3  # with two characters too many names are one character apart
ENDS = "省市区县州旗"  # a name is known by its shape only with its last character
NEGATIONS = frozenset("不未没无非")


class Corrections:
    """The names of the loaded places by their sound; worked out when the first unknown word comes."""

    def __init__(self, names: Iterable[tuple[str, str]], sound: Sound) -> None:
        self._names = dict(names)  # name -> code of the place
        self._sound = sound
        self._by_sound: dict[str, set[str]] = {}

    def __call__(self, typed: str) -> str:
        """The right name; empty where there is none, or more than one place that is as near."""
        if len(typed) < LEAST or NEGATIONS & set(typed) or typed in self._names:
            return ""
        if not self._by_sound:
            for name in self._names:
                self._by_sound.setdefault(self._sound(name), set()).add(name)
        same = self._by_sound.get(typed if typed.isascii() else self._sound(typed), set())
        found = same or {name for name in self._names if _one_off(typed, name)}
        return min(found) if len({self._names[name] for name in found}) == 1 else ""


def _one_off(typed: str, name: str) -> bool:
    """As long, with one character in another's place."""
    if len(typed) != len(name) or len(name) < LEAST_BY_SHAPE:
        return False
    if name[-1] not in ENDS or typed[-1] != name[-1]:
        return False
    return sum(a != b for a, b in zip(typed, name, strict=True)) == 1
