"""Questions with what they should get -> how each did: right, asked back, silent, or WRONG."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from bot.figures.figure import Figure
from bot.knowledge import Answer
from bot.talk import Talk

Verdict = Literal["right", "asked back", "silent", "WRONG"]
Ask = Callable[[str, Talk], Answer]
COMPARED = ("agency", "year", "name", "unit", "field", "column")


class EvaluationError(ValueError):
    """A line that is no question with an expectation; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One question with what it got."""

    question: str
    expected: Mapping[str, Any]
    answer: Answer
    verdict: Verdict


def score(line: Mapping[str, Any], ask: Ask) -> Scored:
    """Ask one question, after the turns of `after`, and compare.

    Keys: question; status (default answered); figures: numbers, or objects with value and any of agency, year, name, unit,
    field, column; after: questions asked before in the same talk."""
    if not isinstance(line.get("question"), str):
        raise EvaluationError("每行要有 question（问题）。")
    talk = Talk()
    for earlier in line.get("after", ()):
        talk = talk.after(ask(earlier, talk))
    answer = ask(line["question"], talk)
    return Scored(line["question"], line, answer, _verdict(line, answer))


def _verdict(expected: Mapping[str, Any], answer: Answer) -> Verdict:
    wanted = expected.get("status", "answered")
    shown = [figure for figure in answer.figures if figure.headline and figure.value is not None]
    if wanted != "answered":
        return "WRONG" if shown else "right" if answer.status == wanted else "silent"
    if answer.status == "answered":
        return "right" if _same(shown, expected.get("figures", ())) else "WRONG"
    return "asked back" if answer.status == "clarify" else "silent"


def _same(shown: list[Figure], wanted: Iterable[Any]) -> bool:
    """Whether every figure shown is expected and none is missing; without expected figures none is compared."""
    rest = list(wanted)
    if not rest:
        return True
    for figure in shown:
        fitting = next((w for w in rest if _fits(figure, w)), None)
        if fitting is None:
            return False
        rest.remove(fitting)
    return not rest


def _fits(figure: Figure, wanted: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return figure.value == _number(wanted)
    same = figure.value == _number(wanted["value"]) if "value" in wanted else True
    return same and all(getattr(figure, key) == wanted[key] for key in COMPARED if key in wanted)


def _number(wanted: Any) -> Decimal:
    try:
        return Decimal(str(wanted))
    except InvalidOperation as error:
        raise EvaluationError(f"figures 里的“{wanted}”不是数。") from error
