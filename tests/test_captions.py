"""What a line beside a table says of whose it is: captions.toml holds the wordings."""

import tomllib
from pathlib import Path

import pytest

from store.agencies.agency import load_gazetteer
from store.forms.form_files import load_form
from store.identity.captions import captions_of
from store.identity.identity import Identity

WORDINGS = tomllib.loads(Path(__file__).with_name("captions.toml").read_text("utf-8"))
OFFICE = load_gazetteer().agency("宁波市北仑区教育局")
CAPTIONS = captions_of(Identity(OFFICE, 2024, "", "", "", ()), load_gazetteer(), load_form())


@pytest.mark.parametrize("text", WORDINGS["own"])
def test_dates_makers_and_years_in_passing_take_no_table_away(text):
    """报送时间：2025年1月, 制表：办公室, 含2023年结转."""
    assert CAPTIONS.other(text) is None
    assert CAPTIONS.looking_back(text) is None


@pytest.mark.parametrize("code", ["other_year", "other_body"])
def test_a_caption_gives_its_table_to_another_year_or_body(code):
    """Whatever it is worded like."""
    told = {text: getattr(CAPTIONS.other(text) or CAPTIONS.looking_back(text), "code", "") for text in WORDINGS[code]}

    assert told == dict.fromkeys(WORDINGS[code], code)


@pytest.mark.parametrize("text", WORDINGS["looking_back"])
def test_a_note_under_a_table_speaks_of_the_table_above(text):
    """Though it is a sentence."""
    assert CAPTIONS.looking_back(text) is not None
