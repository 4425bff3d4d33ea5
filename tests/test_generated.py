"""Questions made by program: every word of the form gives its own figure, noise gives none."""

import random
from datetime import date

import pytest
from generating import noise, run

TODAY = date(2026, 11, 24)


def test_no_word_gives_another_figure(asker):
    """A share of all questions; `make questions` asks every one."""
    found = run(asker, 0.08)

    assert found["WRONG"] == found["asked, none of the choices is it"] == found["negation lost"] == 0
    assert found["right"] > 0.9 * (found["right"] + found["asked"] + found["silent"])


@pytest.mark.parametrize("seed", range(8))
def test_noise_gets_no_figure(asker, seed):
    """Fifty thousand strings of any characters in all: no exception, no figure.  `make questions` asks a million and times them."""
    chance = random.Random(seed)
    for _ in range(6_250):
        text = noise(chance)

        assert not [figure for figure in asker.ask(text, today=TODAY).figures if figure.value is not None], text
