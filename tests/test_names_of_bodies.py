"""Names of places hold characters that mean something elsewhere (成都 都, 中山 after 2023年, 元氏 after 2024): whose report it is
changes nothing of how a question is read."""

import tomllib
from pathlib import Path

import pytest
from standard_form import as_html
from world import FORM, world

from bot.start import Asker
from store.database.database import open_writer
from store.loading.box import read_here
from store.loading.files import File
from store.loading.load import load

PLAIN = ("溧水区", "溧水")
DATA = tomllib.loads((Path(__file__).parent / "questions" / "names_of_bodies.toml").read_text("utf-8"))
NAMES, QUESTIONS = DATA["names"], DATA["questions"]
YEARS = {2022: 6, 2023: 8, 2024: 10}


@pytest.fixture(scope="module")
def asker(tmp_path_factory) -> Asker:
    folder = tmp_path_factory.mktemp("names")
    db = open_writer(folder / "names.sqlite")
    for source in world({f"{name}人民政府": YEARS for name in (PLAIN[0], *NAMES)}):
        (folder / f"{source.file}.html").write_text(as_html(source, FORM.layouts["2021"]), "utf-8")
    outcomes = list(load(db, map(File, sorted(folder.glob("*.html"))), read_here))
    assert all(outcome.status == "loaded" for outcome in outcomes), outcomes
    db.close()
    return Asker(folder / "names.sqlite")


def short(name: str) -> str:
    return name.removesuffix("自治区") if name.endswith("自治区") else name[:-1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_name_of_the_body_changes_nothing(asker, question):
    """In full and short."""
    plain = [asker.ask(question.format(name)) for name in PLAIN]
    for name in NAMES:
        for typed, expected in zip((name, short(name)), plain, strict=True):
            found = asker.ask(question.format(typed))
            values = [(figure.name, figure.year, figure.value) for figure in found.figures]
            assert (found.status, values) == (
                expected.status, [(figure.name, figure.year, figure.value) for figure in expected.figures]
            ), question.format(typed)  # fmt: skip
