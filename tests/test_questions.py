"""What people ask, and what they hear: every question and talk of tests/questions, over the bundled sample and over world.py."""

import random
import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge import Answer
from bot.reading.readings import Fields
from bot.talk import Talk, dump, parse
from bot.targets.target import Target

TODAY = date(2026, 11, 24)
FOLDER = Path(__file__).parent / "questions"


def entries(folder: str, kind: str) -> list:
    """The questions or talks of a folder's files, each with a name."""
    files = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted((FOLDER / folder).glob("*.toml"))]
    return [pytest.param(entry, id=f"{stem}: {named(entry)}") for stem, data in files for entry in data[kind]]


def named(entry: dict) -> str:
    """A question by its text, a talk by its messages."""
    return entry["ask"] if "ask" in entry else " / ".join(turn["ask"] for turn in entry["turns"])


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


@pytest.mark.parametrize("question", entries("sample", "question"))
def test_question(asker, question):
    """Each question gives its figures, a question back, or a refusal."""
    check(question, asker.ask(question["ask"], today=TODAY))


@pytest.mark.parametrize("question", entries("world", "question"))
def test_question_about_many_bodies_and_years(world_asker, question):
    """Rankings, filters, sums, trends, over the reports of world.py."""
    check(question, world_asker.ask(question["ask"], today=TODAY))


@pytest.mark.parametrize("question", entries("elsewhere", "question"))
def test_question_about_bodies_elsewhere(elsewhere_asker, question):
    """Bodies whose names are hard to tell."""
    check(question, elsewhere_asker.ask(question["ask"], today=TODAY))


def follow(asker, talk):
    """Each turn follows on the ones before, which are kept as text between them."""
    state = Talk()
    for turn in talk["turns"]:
        answer = asker.ask(state.question(turn["ask"]), state.earlier, TODAY)
        after = state.after(answer)
        state = parse(dump(after))
        assert state == after
        check(turn | {"ask": turn["ask"]}, answer)


@pytest.mark.parametrize("talk", entries("sample/talks", "talk"))
def test_talk(asker, talk):
    """Talks over the sample."""
    follow(asker, talk)


@pytest.mark.parametrize("talk", entries("world/talks", "talk"))
def test_talk_about_many_bodies(world_asker, talk):
    """Talks over the reports of world.py."""
    follow(world_asker, talk)


@pytest.mark.parametrize("talk", entries("elsewhere/talks", "talk"))
def test_talk_about_bodies_elsewhere(elsewhere_asker, talk):
    """Talks about bodies whose names are hard to tell."""
    follow(elsewhere_asker, talk)


@pytest.mark.parametrize("seed", range(4))
def test_messages_in_any_order_break_nothing(world_asker, seed):
    """Messages of other talks, put together at random: an answer to each, and no figure beside a question back."""
    asks = [turn["ask"] for entry in entries("world/talks", "talk") for turn in entry.values[0]["turns"]]
    asks += [entry.values[0]["ask"] for entry in entries("world", "question")]
    chance = random.Random(seed)
    for _ in range(100):
        state = Talk()
        for text in chance.choices(asks, k=5):
            answer = world_asker.ask(state.question(text), state.earlier, TODAY)
            state = state.after(answer)
            assert answer.status in ("answered", "no_data") or all(f.value is None for f in answer.figures), text


def test_a_figure_said_in_the_texts_own_words_is_kept_between_turns():
    """Where a talk is kept as text, its next turn still knows the words."""
    talk = Talk(Fields(("a",), (2024,), (Target(said=("人大代表", "建议")),)))
    assert parse(dump(talk)) == talk
    assert parse('{"fields": null, "choices": []}') == parse("no talk") == Talk()
