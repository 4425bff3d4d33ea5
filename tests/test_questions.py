"""What people ask, and what they hear: every question of tests/questions, over the bundled sample."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge import Answer
from bot.talk import Talk

TODAY = date(2026, 11, 24)
FILES = sorted((Path(__file__).parent / "questions").glob("*.toml"))
QUESTIONS = [(path.stem, q) for path in FILES for q in tomllib.loads(path.read_text("utf-8")).get("question", ())]
TALKS = [talk for path in FILES for talk in tomllib.loads(path.read_text("utf-8")).get("talk", ())]


def check(expected: dict, answer: Answer) -> None:
    """The answer is the expected one, and no figure comes with a question back or a refusal."""
    status = expected.get("status", "answered")
    assert (expected["ask"], status) == (expected["ask"], answer.status), answer.reply.text()
    if "reply" in expected:
        assert expected["reply"] == list(answer.reply.headline)
    if status != "answered":
        assert all(figure.value is None for figure in answer.figures)
    if "kind" in expected:
        assert {expected["kind"]} == {figure.kind for figure in answer.figures}
    if "unknown" in expected:
        assert tuple(expected["unknown"]) == answer.reading.unknown
    labels = "\n".join(choice.label for choice in answer.reply.choices)
    for label in expected.get("choices", ()):
        assert label in labels
    for text in expected.get("says", ()):
        assert text in answer.reply.text()
    if "passage" in expected:
        assert expected["passage"] in "".join(answer.passages)


@pytest.mark.parametrize("question", [pytest.param(q, id=f"{stem}: {q['name']}") for stem, q in QUESTIONS])
def test_question(asker, question):
    """Each question gives its figures, a question back, or a refusal."""
    check(question, asker.ask(question["ask"], today=TODAY))


@pytest.mark.parametrize("talk", [pytest.param(talk, id=talk["name"]) for talk in TALKS])
def test_talk(asker, talk):
    """Each turn follows on the ones before."""
    state = Talk()
    for turn in talk["turns"]:
        answer = asker.ask(state.question(turn["ask"]), state.earlier, TODAY)
        state = state.after(answer)
        check(turn | {"ask": turn["ask"]}, answer)


def test_there_are_enough_questions():
    """The set covers what is promised."""
    assert len(QUESTIONS) + sum(len(talk["turns"]) for talk in TALKS) >= 150
