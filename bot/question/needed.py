"""A regular expression -> the characters of which one must stand in every text that it matches, so that others need no try."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")  # the standard library's own reading of a pattern; there is no public one
_op: Any = import_module("re._constants")

DIGITS = frozenset("0123456789")
WIDEST = 40  # characters of a range; a wider one (any Chinese character) tells nothing

Characters = frozenset[str]


def needed(pattern: str, frequency: Callable[[str], int]) -> Characters:
    """The rarest such characters; empty where any text may match."""
    found = list(_each(_parser.parse(pattern)))
    return min(found, key=lambda characters: sum(map(frequency, characters)), default=frozenset())


def _each(sequence: Iterable[tuple[Any, Any]]) -> Iterator[Characters]:
    """For each part that a match cannot be without, the characters of which it must have one."""
    for operator, argument in sequence:
        if operator is _op.LITERAL:
            yield frozenset(chr(argument))
        elif operator is _op.IN:
            yield from _one_of(argument)
        elif operator is _op.BRANCH:
            yield from _in_any(argument[1])
        elif operator is _op.SUBPATTERN:
            yield from _each(argument[3])
        elif operator in (_op.MAX_REPEAT, _op.MIN_REPEAT) and argument[0]:
            yield from _each(argument[2])
        elif operator is _op.ASSERT:
            yield from _each(argument[1])


def _one_of(members: list[tuple[Any, Any]]) -> Iterator[Characters]:
    """A class of characters; nothing for a class that leaves out, or is too wide."""
    found: set[str] = set()
    for kind, argument in members:
        if kind is _op.LITERAL:
            found.add(chr(argument))
        elif kind is _op.RANGE and argument[1] - argument[0] <= WIDEST:
            found |= {chr(code) for code in range(argument[0], argument[1] + 1)}
        elif kind is _op.CATEGORY and argument is _op.CATEGORY_DIGIT:
            found |= DIGITS
        else:
            return
    yield frozenset(found)


def _in_any(branches: list[Any]) -> Iterator[Characters]:
    """One of those of each branch, where every branch needs some."""
    each = [min(_each(branch), key=len, default=None) for branch in branches]
    if all(characters is not None for characters in each):
        yield frozenset().union(*(characters for characters in each if characters is not None))
