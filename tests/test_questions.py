"""What people ask, and what they hear: every question of tests/questions, over the bundled sample."""

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


def read(folder: Path) -> tuple[list, list]:
    """The questions and the talks of a folder's files."""
    files = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]
    return [(stem, q) for stem, data in files for q in data.get("question", ())], [
        talk for _, data in files for talk in data.get("talk", ())
    ]


QUESTIONS, TALKS = read(FOLDER)
OF_MANY, TALKS_OF_MANY = read(FOLDER / "many_bodies")


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


@pytest.mark.parametrize("question", [pytest.param(q, id=f"{stem}: {q['name']}") for stem, q in OF_MANY])
def test_question_about_many_bodies_and_years(world_asker, question):
    """Rankings, filters, sums, trends, over the reports of world.py."""
    check(question, world_asker.ask(question["ask"], today=TODAY))


def follow(asker, talk):
    """Each turn follows on the ones before, which are kept as text between them."""
    state = Talk()
    for turn in talk["turns"]:
        answer = asker.ask(state.question(turn["ask"]), state.earlier, TODAY)
        state = parse(dump(state.after(answer)))
        check(turn | {"ask": turn["ask"]}, answer)


@pytest.mark.parametrize("talk", [pytest.param(talk, id=talk["name"]) for talk in TALKS])
def test_talk(asker, talk):
    """Talks over the sample."""
    follow(asker, talk)


@pytest.mark.parametrize("talk", [pytest.param(talk, id=talk["name"]) for talk in TALKS_OF_MANY])
def test_talk_about_many_bodies(world_asker, talk):
    """Talks over the reports of world.py."""
    follow(world_asker, talk)


def test_there_are_enough_questions():
    """The set covers what is promised."""
    assert len(QUESTIONS) + len(OF_MANY) + sum(len(talk["turns"]) for talk in (*TALKS, *TALKS_OF_MANY)) >= 150


def test_a_figure_said_in_the_texts_own_words_is_kept_between_turns():
    """Where a talk is kept as text, its next turn still knows the words."""
    talk = Talk(Fields(("a",), (2024,), (Target(said=("人大代表", "建议")),)))
    assert parse(dump(talk)) == talk
