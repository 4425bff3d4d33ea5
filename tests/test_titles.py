"""Whose report it is and of which year, from what pages print: tests/titles.toml."""

import tomllib
from pathlib import Path

import pytest

from store.agencies.agency import load_gazetteer
from store.document import Document, Line, Origin, Place, UnreadableError
from store.identity.clues import Said
from store.identity.identity import identify

TITLES = tomllib.loads((Path(__file__).parent / "titles.toml").read_text("utf-8"))["title"]
GAZETTEER = load_gazetteer()


def name_of(entry) -> str:
    return "/".join((*entry.get("lines", ()), *entry.get("body", ()), entry.get("file", "")))[:40]


def document(entry) -> Document:
    lines = [Line(text, Place()) for text in (*entry.get("lines", ()), *entry.get("body", ()))]
    links = [Line(text, Place(), linked=True) for text in entry.get("links", ())]
    placed = (*links, *lines) if entry.get("links_first") else (*lines, *links)
    return Document(Origin(entry.get("file", "x.html"), "html", ""), placed)


def test_there_are_enough():
    """As many as it takes to cover what is out there."""
    assert len(TITLES) >= 150


@pytest.mark.parametrize("entry", TITLES, ids=name_of)
def test_a_title_is_read_as_people_read_it(entry):
    """Agency by identity, year, scope; refused where no text tells."""
    if entry.get("refused"):
        with pytest.raises(UnreadableError, match=r"--agency|--year"):
            identify(document(entry), GAZETTEER)
        return
    found = identify(document(entry), GAZETTEER)

    own = entry.get("id") or GAZETTEER.agency(entry["agency"]).id
    assert (found.agency.id, found.year) == (own, entry["year"])
    assert found.scope == entry.get("scope", "")
    assert entry.get("finding", "") in ("", *(finding.code for finding in found.findings))


@pytest.mark.parametrize("entry", [t for t in TITLES if t.get("refused")], ids=name_of)
def test_what_the_loader_says_goes_before_everything(entry):
    """--agency and --year make any report readable."""
    found = identify(document(entry), GAZETTEER, Said("宁波市北仑区人民政府", 2024))

    assert (found.agency.id, found.year) == ("330206/人民政府", 2024)
