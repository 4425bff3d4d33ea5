"""A word typed wrong -> the word that was meant.  A place's name: written in pinyin, with a homophone, or with one character off; a
word for a figure: with a homophone, or with one character that looks like it (行政夏议).

Only where what was typed is no word itself and one place, or one meaning, alone is that near: 宿州 is never taken for 苏州.  A
correction that would add, drop or change 不, 未, 无, 没 or 非, or that is known by its shape alone, is not sure: it has to be asked."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Sound = Callable[[str], str]  # text -> its pinyin without tones, joined
LEAST, LONGEST = 2, 8
LEAST_BY_SHAPE = 3  # with two characters too many names are one character apart
KINDS = "市区县"
ZONES = ("高新区", "经开区", "开发区", "保税区", "工业园区", "管委会", "新区")
ENDS = "省市区县州旗"  # a name is known by its shape only with its last character
NEGATIONS = frozenset("不未没无非")
OPPOSITES = frozenset("胜败赢输增减升降涨跌高低大小前后上下有是原被经")
KEPT = NEGATIONS | OPPOSITES | frozenset("〇零一二两三四五六七八九十百千万亿几多少")  # never taken for something else
LEAST_OF_FIGURE = 4
LEAST_SPELLED = 4  # letters of a word in pinyin


class Correction(NamedTuple):
    """What was typed, and what was meant."""

    typed: str
    right: str
    sure: bool = True


class Corrections:
    """The names of the loaded places and the words for figures by their sound; worked out when the first unknown word comes."""

    def __init__(
        self,
        places: Iterable[tuple[str, str]],
        words: Mapping[str, object],
        sound: Sound,
        is_word: Callable[[str], bool],
        ordinary: Callable[[str, str], str] = lambda _text, _typed: "",
    ) -> None:
        self._ordinary = ordinary  # text, word -> the place that it is the short name of there
        self._places = dict(places)  # name -> code of the place
        self._words = words  # word -> what it means
        self._sound, self._is_word = sound, is_word  # 执法 is a word of its own, no slip of 制发
        self._by_sound: dict[str, set[str]] = {}
        self._words_by_sound: dict[str, set[str]] = {}
        self._words_but_one: dict[tuple[int, str], set[str]] = {}  # place of a character, the word without it

    def __call__(self, text: str, typed: str) -> Correction | None:
        """The correction of an unknown word of a text; None where it cannot be told."""
        if name := self._ordinary(text, typed):
            return Correction(typed, name)
        if (name := self._of_other_kind(typed)) and name != typed:
            return Correction(typed, name, sure=False)
        nameable = len(typed) >= LEAST and typed not in self._places and not NEGATIONS & set(typed)
        if nameable and (place := self._place(typed)) is not None:
            return place
        if len(typed) < LEAST and (beside := self._beside(text, typed)) is not None:
            return beside
        return self._word(text, typed) or self._shape(text, typed)

    def _place(self, typed: str) -> Correction | None:
        """By its sound, else by its shape; 东京市, a word of its own that looks like 南京市, has to be asked."""
        if not self._by_sound:
            self._by_sound = self._sounds(self._places)
        if typed.endswith(ZONES):
            return None  # 高新区 is a name of its own, no slip of 高淳区
        same = self._by_sound.get(typed if typed.isascii() else self._sound(typed), set())
        found = same or {name for name in self._places if _one_off(typed, name)}
        if len({self._places[name] for name in found}) == 1:
            name = min(found)
            sounds = bool(same) and (typed.isascii() or _alike(name, typed))  # 宿洲 is 宿州 as well as 苏州
            return Correction(typed, name, sure=sounds or not (same or self._is_word(typed)))
        near = {name for name in same or self._nearly(typed) if _alike(name, typed)}  # 台洲 is 台州 rather than 泰州
        return Correction(typed, min(near), sure=False) if len({self._places[name] for name in near}) == 1 else None

    def _nearly(self, typed: str) -> set[str]:
        """Places that sound nearly so, as many say them: 昆三, 太昌."""
        if typed.isascii() or self._is_word(typed):
            return set()
        sound = _blurred(self._sound(typed))
        return {name for by, names in self._by_sound.items() if _blurred(by) == sound for name in names}

    def _of_other_kind(self, typed: str) -> str:
        """诸暨市 for 诸暨县, where no such county is known."""
        code = self._places.get(typed[:-1]) if len(typed) > LEAST and typed[-1] in KINDS else None
        named = [name for name, place in self._places.items() if place == code and name[:-1] == typed[:-1]]
        return named[0] if code and typed not in self._places and named else ""

    def _beside(self, text: str, typed: str) -> Correction | None:
        """诸既 for 诸暨, of which only 诸 is unknown: a stretch around it that sounds like a place."""
        if not self._by_sound:
            self._by_sound = self._sounds(self._places)
        at = text.find(typed)
        for stretch in _around(text, at, at + len(typed)) if at >= 0 else ():
            same = self._by_sound.get(self._sound(stretch), set())
            plain = not NEGATIONS & set(stretch) and not self._is_word(stretch) and stretch not in self._places
            if plain and len({self._places[name] for name in same if _alike(name, stretch)}) == 1:
                return Correction(stretch, min(name for name in same if _alike(name, stretch)))
        return None

    def _word(self, text: str, typed: str) -> Correction | None:
        """The longest stretch around the unknown word that sounds like a word for a figure."""
        if not self._words_by_sound:
            self._words_by_sound = self._sounds(self._words)
        if typed.isascii():
            return self._spelled(typed)
        at = text.find(typed)
        if at < 0:
            return None
        for stretch in _around(text, at, at + len(typed)):
            right = {w for w in self._words_by_sound.get(self._sound(stretch), ()) if _alike(w, stretch)}
            if not right or self._is_word(stretch):
                continue
            word = min(right)
            one = all(self._words[other] == self._words[word] for other in right)
            known = stretch in right  # a word already, that the question uses in another way
            return Correction(stretch, word, _same_negations(word, stretch)) if one and not known else None
        return None

    def _spelled(self, typed: str) -> Correction | None:
        """shenqing: a word for figures in pinyin, where one meaning alone sounds like it."""
        right = self._words_by_sound.get(typed, set())
        one = len({repr(self._words[word]) for word in right}) == 1
        return (
            Correction(typed, min(right), not NEGATIONS & set(min(right)))
            if one and len(typed) >= LEAST_SPELLED
            else None
        )

    def _shape(self, text: str, typed: str) -> Correction | None:
        """The longest stretch around the unknown word that is a word for a figure but for one character, and never a 不 or the like."""
        if not self._words_but_one:
            for word in self._words:
                for at in range(len(word) if len(word) >= LEAST_OF_FIGURE else 0):
                    self._words_but_one.setdefault((at, word[:at] + word[at + 1 :]), set()).add(word)
        at = text.find(typed)
        if at < 0 or typed.isascii() or len(typed) > LONGEST:
            return None
        for stretch in _around(text, at, at + len(typed)):
            places = (n for n, char in enumerate(stretch) if char not in KEPT and len(stretch) >= LEAST_OF_FIGURE)
            found = {
                word
                for n in places
                for word in self._words_but_one.get((n, stretch[:n] + stretch[n + 1 :]), ())
                if word[n] not in KEPT
            }
            near = sorted(w for w in found if w != stretch and _same_negations(w, stretch))
            if near and all(self._words[word] == self._words[near[0]] for word in near):
                return Correction(stretch, near[0], sure=False)
        return None

    def _sounds(self, names: Iterable[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in names:
            found.setdefault(self._sound(name), set()).add(name)
        return found


def _blurred(sound: str) -> str:
    """Without what is not told apart in the south: zh, ch, sh."""
    return sound.replace("zh", "z").replace("ch", "c").replace("sh", "s")


def _around(text: str, start: int, end: int) -> Iterable[str]:
    """The stretches of a text that hold the part from start to end, the longest first."""
    for size in range(LONGEST, max(LEAST, end - start) - 1, -1):
        for first in range(max(0, end - size), min(start, len(text) - size) + 1):
            stretch = text[first : first + size]
            if stretch.isalpha() and not stretch.isascii():
                yield stretch


def _alike(word: str, typed: str) -> bool:
    """As long, and at least half of its characters the same: 治罚 is no 制发."""
    return len(word) == len(typed) and 2 * sum(a == b for a, b in zip(word, typed, strict=True)) >= len(word)


def _same_negations(word: str, typed: str) -> bool:
    return all(a == b for a, b in zip(word, typed, strict=True) if {a, b} & NEGATIONS)


def _one_off(typed: str, name: str) -> bool:
    """As long, with one character in another's place."""
    if len(typed) != len(name) or len(name) < LEAST_BY_SHAPE:
        return False
    if name[-1] not in ENDS or typed[-1] != name[-1] or set(ENDS) & set(typed[:-1]):  # 三省市 is no 三亚市
        return False
    return sum(a != b for a, b in zip(typed, name, strict=True)) == 1
