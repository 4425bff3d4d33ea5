"""The arithmetic of checks and measures: sums, differences, products and quotients over named figures, and equations.

    new + carried_in = closed + carried_out

A name is lower-case words joined by dots (`requests.new.person`).  Values are exact: `Fraction` in, `Fraction` out.
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

TOKEN = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*|\d+(?:\.\d+)?|[-+*/()=])")
PRECEDENCE = {"=": 0, "+": 1, "-": 1, "*": 2, "/": 2}


class FormulaError(ValueError):
    """A formula in a data file that cannot be read; the sentence says where it breaks."""


Exact = Fraction | int  # whole numbers stay ints: ten times as fast
CALCULATE: dict[str, Callable[[Exact, Exact], Exact]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@dataclass(frozen=True, slots=True)
class Name:
    """A figure by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts and the sign between them: one of + - * / ="""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Name | Number | Operation


def parse(text: str) -> Expression:
    """Read a formula; raises FormulaError naming the place where it cannot go on."""
    tokens = _tokens(text)
    expression, rest = _climb(tokens, 0, text)
    if rest < len(tokens):
        raise FormulaError(f"公式“{text}”在“{tokens[rest]}”处读不下去")
    return expression


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if not match:
            raise FormulaError(f"公式“{text}”里有不认识的符号“{text[at:].strip()[0]}”")
        found.append(match.group(1))
        at = match.end()
    return found


def _climb(tokens: list[str], at: int, text: str, lowest: int = 0) -> tuple[Expression, int]:
    """Precedence climbing: an atom, then every operator that binds at least as tightly as `lowest`."""
    left, at = _atom(tokens, at, text)
    while at < len(tokens) and PRECEDENCE.get(tokens[at], -1) >= lowest:
        sign = tokens[at]
        right, at = _climb(tokens, at + 1, text, PRECEDENCE[sign] + 1)
        left = Operation(sign, left, right)
    return left, at


def _atom(tokens: list[str], at: int, text: str) -> tuple[Expression, int]:
    first = tokens[at][0] if at < len(tokens) else ""
    if first == "(":
        inner, at = _climb(tokens, at + 1, text)
        if at >= len(tokens) or tokens[at] != ")":
            raise FormulaError(f"公式“{text}”少一个右括号")
        return inner, at + 1
    if first.isdigit():
        return Number(Fraction(tokens[at])), at + 1
    if first.isalpha():
        return Name(tokens[at]), at + 1
    raise FormulaError(f"公式“{text}”" + (f"在“{tokens[at]}”处应有一个名称" if first else "没有写完"))


def names(expression: Expression) -> Iterator[str]:
    """Every name in the formula, in order, repeats included."""
    match expression:
        case Name(name):
            yield name
        case Operation(_, left, right):
            yield from names(left)
            yield from names(right)


def renamed(expression: Expression, name: Callable[[str], str]) -> Expression:
    """The same formula of other figures."""
    if isinstance(expression, Name):
        return Name(name(expression.name))
    if isinstance(expression, Operation):
        return Operation(expression.sign, renamed(expression.left, name), renamed(expression.right, name))
    return expression


def value(expression: Expression, lookup: Callable[[str], Exact | None]) -> Exact | None:
    """What the formula gives; None where a figure is missing or a denominator is 0."""
    if isinstance(expression, Name):
        return lookup(expression.name)
    if isinstance(expression, Number):
        return expression.value
    a = value(expression.left, lookup)
    b = value(expression.right, lookup) if a is not None else None
    if a is None or b is None or (expression.sign == "/" and not b):
        return None
    return Fraction(a) / b if expression.sign == "/" else CALCULATE[expression.sign](a, b)


def sides(equation: Operation, lookup: Callable[[str], Exact | None]) -> tuple[Exact | None, Exact | None]:
    """What the two sides of an equation give."""
    return value(equation.left, lookup), value(equation.right, lookup)


def show(expression: Expression, word: Callable[[str], str] = str) -> str:
    """Print a formula so that `parse` gives it back; `word` may put another text in place of each name."""
    match expression:
        case Name(name):
            return word(name)
        case Number(number):
            return str(number.numerator) if number.denominator == 1 else str(float(number))
        case Operation(sign, left, right):
            level = PRECEDENCE[sign]
            parts = [show(left, word), show(right, word)]
            if isinstance(left, Operation) and PRECEDENCE[left.sign] < level:
                parts[0] = f"({parts[0]})"
            if isinstance(right, Operation) and PRECEDENCE[right.sign] <= level:
                parts[1] = f"({parts[1]})"
            return f" {sign} ".join(parts)
