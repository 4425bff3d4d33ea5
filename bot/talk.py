"""What is remembered of a talk: the last question's fields, and the choices of the last question back."""

import json
from dataclasses import dataclass
from typing import Any

from bot.knowledge import Answer
from bot.reading import Choice, Fields
from bot.target import Target
from store.form import FigureId


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk stands."""

    earlier: Fields | None = None
    choices: tuple[Choice, ...] = ()

    def question(self, text: str) -> str:
        """What a message asks: the choice it picks by number or by its words, else itself."""
        picked = text.strip().rstrip("。.、）)")
        if picked.isascii() and picked.isdigit() and 1 <= int(picked) <= len(self.choices):
            return self.choices[int(picked) - 1].ask
        exact = [choice for choice in self.choices if picked in (choice.label, choice.label.split("（")[0])]
        inside = [choice for choice in self.choices if len(picked) > 1 and picked in choice.label]
        return next((found[0].ask for found in (exact, inside) if len(found) == 1), text)

    def after(self, answer: Answer) -> "Talk":
        """Where the talk stands after an answer."""
        return Talk(answer.fields or self.earlier, answer.reply.choices)


def dump(talk: Talk) -> str:
    """A talk as JSON."""
    fields = talk.earlier
    kept = fields and {
        "bodies": fields.bodies,
        "years": fields.years,
        "targets": [_target_data(target) for target in fields.targets],
        "operation": fields.operation,
        "base": [_target_data(target) for target in fields.base],
    }
    return json.dumps({"fields": kept, "choices": [[c.label, c.ask] for c in talk.choices]}, ensure_ascii=False)


def parse(text: str) -> Talk:
    """A talk from the JSON of `dump`."""
    data = json.loads(text)
    kept = data["fields"]
    fields = kept and Fields(
        tuple(kept["bodies"]),
        tuple(kept["years"]),
        tuple(_target(target) for target in kept["targets"]),
        kept["operation"],
        tuple(_target(target) for target in kept["base"]),
    )
    return Talk(fields, tuple(Choice(label, ask) for label, ask in data["choices"]))


def _target_data(target: Target) -> dict[str, Any]:
    return {"figures": target.figures, "stated": target.stated, "passage": target.passage}


def _target(data: dict[str, Any]) -> Target:
    return Target(tuple(FigureId(*figure) for figure in data["figures"]), data["stated"], data["passage"])
