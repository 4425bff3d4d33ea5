"""What is remembered of a talk: the last question's fields, and the choices of the last question back."""

import json
import re
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from bot.followup import without
from bot.knowledge import Answer
from bot.meanings import (
    AgencyWord,
    GroupWord,
    LimitWord,
    NoiseWord,
    OperationWord,
    OrderWord,
    OrganWord,
    PlaceWord,
    RefusedWord,
    SpanWord,
    UnitWord,
    YearWord,
)  # fmt: skip
from bot.reading import Choice, Condition, Fields, Group
from bot.target import Target
from store.form import FigureId

PLACES_AND_YEARS = (PlaceWord, OrganWord, AgencyWord, GroupWord, YearWord, SpanWord)
NO_FIGURES = (NoiseWord, OperationWord, UnitWord, RefusedWord, OrderWord, LimitWord)
BODY = re.compile(r"[省市区县旗镇乡村局委办厅院校所]$|街道|公司|中心")  # an unknown word that may be a body
ENDING = re.compile(r"(?:的|那个|呢|吧|那一个)+$")
PLACES = {"前者": 0, "第一个": 0, "第1个": 0, "后者": -1, "第二个": 1, "第2个": 1, "第三个": 2, "最后一个": -1}


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk stands.  `asked_back`: the choices answer a question back, so that words of theirs pick them too."""

    earlier: Fields | None = None
    choices: tuple[Choice, ...] = ()
    asked_back: bool = False

    def question(self, text: str) -> str:
        """What a message asks: the choice it picks by number or by its words, else itself."""
        picked = ENDING.sub("", text.strip().rstrip("。.、）)"))
        if picked.isascii() and picked.isdigit() and 1 <= int(picked) <= len(self.choices):
            return self.choices[int(picked) - 1].ask
        if not self.asked_back:
            return text
        if picked in PLACES and len(self.choices) > 1:
            place = PLACES[picked]
            return self.choices[place].ask if place < len(self.choices) else text
        exact = [choice for choice in self.choices if picked in (choice.label, choice.label.split("（")[0])]
        inside = [choice for choice in self.choices if len(picked) > 1 and picked in choice.label]
        return next((found[0].ask for found in (exact, inside) if len(found) == 1), text)

    def after(self, answer: Answer) -> "Talk":
        """Where the talk stands after an answer."""
        return Talk(answer.fields or self._left(answer), answer.reply.choices, answer.status == "clarify")

    def _left(self, answer: Answer) -> Fields | None:
        """What still holds after a question that was not answered: nothing of what it spoke of itself."""
        if self.earlier is None or answer.words is None or answer.status == "answered":
            return self.earlier
        meanings = [meaning for word in answer.words.words for meaning in word.meanings]
        other = any(BODY.search(word) for word in answer.words.unknown)
        if other or any(isinstance(meaning, PLACES_AND_YEARS) for meaning in meanings):
            return None
        figures = any(not isinstance(meaning, NO_FIGURES) for meaning in meanings)
        return without("figure", self.earlier) if figures else self.earlier


def dump(talk: Talk) -> str:
    """A talk as JSON."""
    kept = asdict(talk.earlier) if talk.earlier is not None else None
    return json.dumps(
        {"fields": kept, "choices": [[c.label, c.ask] for c in talk.choices], "asked_back": talk.asked_back},
        ensure_ascii=False,
        default=str,
    )


def parse(text: str) -> Talk:
    """A talk from the JSON of `dump`."""
    data = json.loads(text)
    kept = data["fields"]
    return Talk(
        kept and _fields(kept),
        tuple(Choice(label, ask) for label, ask in data["choices"]),
        data.get("asked_back", False),
    )


def _fields(kept: dict[str, Any]) -> Fields:
    group, order = kept.get("group"), kept.get("order")
    return Fields(
        bodies=tuple(kept["bodies"]),
        years=tuple(kept["years"]),
        targets=tuple(map(_target, kept["targets"])),
        operation=kept["operation"],
        base=tuple(map(_target, kept["base"])),
        group=group and Group(group["kind"], tuple(group["places"]), tuple(group["bodies"]), group["counts"]),
        share=kept.get("share", False),
        change=kept.get("change", ""),
        either=kept.get("either", False),
        order=order and OrderWord(**order),
        conditions=tuple(
            Condition(_target(c["target"]), c["sign"], Decimal(c["value"]), c.get("mean", False))
            for c in kept.get("conditions", ())
        ),
    )


def _target(data: dict[str, Any]) -> Target:
    figures = tuple(FigureId(*figure) for figure in data["figures"])
    return Target(figures, data["stated"], data["passage"], data.get("rate", ""), tuple(data.get("said", ())))
