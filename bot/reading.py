"""What a question can turn out to be: fields to look up, a question back, words not understood, or nothing there."""

from dataclasses import dataclass

from bot.target import Target


@dataclass(frozen=True, slots=True)
class Fields:
    """A question that can be looked up.  `kept` names the parts taken over from the question before."""

    bodies: tuple[str, ...]
    years: tuple[int, ...]
    targets: tuple[Target, ...]
    operation: str = "value"
    base: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()
    newest: bool = False
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question back: what it says and the full question it stands for."""

    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question back.  `about`: what is clear already, for the next question to follow on."""

    question: str
    choices: tuple[Choice, ...]
    about: Fields | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that nothing explains, or a kind of question that is not answered yet (`operation`)."""

    unknown: tuple[str, ...]
    understood: tuple[str, ...]
    operation: str = ""


@dataclass(frozen=True, slots=True)
class NothingThere:
    """Understood, but there is no such body, report or figure; `choices` is what there is."""

    sentence: str
    choices: tuple[Choice, ...]


Reading = Fields | Unclear | NotUnderstood | NothingThere
EndsHere = Unclear | NotUnderstood | NothingThere
