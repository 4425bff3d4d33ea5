"""The data files agree with themselves and with the code."""

import re
import shutil
import tomllib
from typing import get_args

import pytest
from word_table import PATH, table

from bot.question.lexicon_files import LEXICON, lexicon
from bot.question.meanings import AmbiguousWord, FigureWord
from bot.question.needed import needed
from bot.question.normal_form import DESCRIBED, WORDINGS, as_described, normal_form
from bot.question.patterns import put_in
from bot.question.places_together import FILE as PLACES_TOGETHER
from bot.question.places_together import named_apart
from bot.question.vocabulary import build_vocabulary
from bot.question.who_won import FILE as WHO_WON
from bot.question.who_won import ways, who_won
from bot.question.words import read_words
from bot.reading.phrases import phrase
from bot.talks.turns import TURNS
from bot.targets.calculation import Calculation
from bot.targets.target import Target, Targets
from bot.targets.targets import read_targets
from store.agencies.agency import load_gazetteer
from store.facts.catalogue import Catalogue
from store.forms import formula
from store.forms.form_files import FORMS, load_form
from store.forms.proved import FormError

FORM = load_form()
VOCABULARY = build_vocabulary(FORM, load_gazetteer(), Catalogue(()))


def read(text: str):
    return read_words(text, VOCABULARY, list, lambda t: t)


def test_the_form_of_2021_prints_200_figures():
    """10 of table 2, 175 of table 3, 15 of table 4."""
    counts = {table: sum(f.table == table for f in FORM.layouts["2021"].labels) for table in FORM.tables}

    assert counts == {"active": 10, "requests": 175, "disputes": 15}


def test_labels_of_a_layout_are_unique():
    """No two figures stand under the same row and column label."""
    for layout in FORM.layouts.values():
        labels = [(figure.table, *label) for figure, label in layout.labels.items()]

        assert len(labels) == len(set(labels))


def test_each_word_has_one_meaning_or_is_declared_ambiguous():
    """Two figures share a word only where fields.toml lists it under [[ambiguous]]."""
    shared = {
        word: meanings
        for word, meanings in VOCABULARY.meanings.items()
        if len(meanings) > 1 and not any(isinstance(m, AmbiguousWord) for m in meanings)
    }

    assert shared == {}


def test_the_table_of_shared_words_is_up_to_date():
    """`make words` writes it."""
    assert PATH.read_text("utf-8") == table()


def test_words_are_in_the_form_in_which_questions_are_read():
    """Half width, lower case: a word in another form would never be found."""
    for word in VOCABULARY.meanings:
        assert word == read(word).text


@pytest.mark.parametrize("figure", list(FORM.figures[""]), ids=str)
def test_every_figure_can_be_asked_for_by_its_own_phrase(figure):
    """The words on a button name exactly that figure."""
    words = read(phrase(Target((figure,)), FORM))
    targets = read_targets(list(words.words), words.text, FORM)

    assert words.unknown == ()
    assert isinstance(targets, Targets)
    assert targets.targets == (Target((figure,)),)


def test_every_word_of_a_row_or_column_gives_that_row_or_column():
    """Each word reaches its own axis and no other."""
    for word, meanings in VOCABULARY.meanings.items():
        for meaning in meanings:
            if not isinstance(meaning, FigureWord):
                continue
            targets = read_targets(list(read(word).words), word, FORM)

            assert isinstance(targets, Targets), word
            for target in targets.targets:
                (figure,) = target.figures
                assert meaning.figure.table == figure.table, word
                assert meaning.figure.row in ("", figure.row), word
                assert meaning.figure.column in ("", figure.column), word


def test_formulas_print_as_they_are_read():
    """parse(show(x)) is x, for every formula of the data files."""
    texts = ["a + b * (c - d) / 2 = e - (f - g)"]
    texts += [formula.show(check.equation) for check in FORM.checks]
    texts += [formula.show(rule) for stated in FORM.stated.values() for rule in stated.equals]
    for text in texts:
        parsed = formula.parse(text)

        assert parsed == formula.parse(formula.show(parsed))


@pytest.mark.parametrize("text", ["a +", "(a", "a b", "a # b", "+"])
def test_a_broken_formula_says_where(text):
    """The error quotes the formula."""
    with pytest.raises(formula.FormulaError, match="公式"):
        formula.parse(text)


def test_an_unknown_name_in_a_form_file_is_told_with_the_nearest_known(tmp_path):
    """File, id and the name that was probably meant."""
    folder = tmp_path / "disclosure"
    shutil.copytree(FORMS / "disclosure", folder)
    fields = folder / "fields.toml"
    fields.write_text(fields.read_text("utf-8").replace('"refused_query"]', '"refused_qurey"]'), "utf-8")

    with pytest.raises(
        FormError, match=r"disclosure/fields.toml requests 行 refused：不认识“refused_qurey”，是不是“refused_query”"
    ):
        load_form(folder)


def test_chatter_and_words_with_meaning_do_not_overlap():
    """A word that means something may not be dropped as chatter, unless it is a single character."""
    chatter = tomllib.loads((LEXICON / "chatter.toml").read_text("utf-8"))
    overlapping = {w for w in (*chatter["particles"], *chatter["polite"]) if len(w) > 1 and w in VOCABULARY.meanings}

    assert overlapping == set()


def test_negations_are_never_chatter():
    """不 未 没 无 非 change what is asked."""
    assert {"不", "未", "没", "无", "非", "没有"} & VOCABULARY.noise == set()


@pytest.mark.parametrize(
    "entry",
    [
        entry
        for name in (WORDINGS, DESCRIBED)
        for read in [tomllib.loads((LEXICON / name).read_text("utf-8"))]
        for entry in (
            wording | {"pattern": put_in(wording["pattern"], read.get("part", {}))} for wording in read["wording"]
        )
    ],
    ids=lambda e: e["example"],
)
def test_every_way_of_saying_becomes_what_its_entry_says(entry):
    """An example for each; what calls for its pattern is in it."""
    assert needed(entry["pattern"], len) & set(entry["example"])
    assert re.sub(entry["pattern"], entry["to"], entry["example"]) == entry["result"]


@pytest.mark.parametrize("entry", lexicon(TURNS)["wording"], ids=lambda entry: entry["example"])
def test_every_way_of_going_on_becomes_what_its_entry_says(entry):
    """An example for each, and what may have been asked before is a calculation."""
    pattern = put_in(entry["pattern"], lexicon(TURNS)["part"])
    assert re.sub(pattern, entry["to"], entry["example"]) == entry["result"]
    assert set(entry.get("after", ())) <= set(get_args(Calculation))


@pytest.mark.parametrize(
    "form", tomllib.loads((LEXICON / WHO_WON).read_text("utf-8"))["form"], ids=lambda form: form["example"]
)
def test_every_way_of_telling_who_won_becomes_the_outcome_its_form_says(form):
    """Told of one side; what names no side stays as it is."""
    assert who_won(form["example"]) == form["result"]
    assert {way.side for way in ways()} == {"applicant", "official", "unknown"}
    assert who_won("北仑2024年败诉几件") == "北仑2024年败诉几件"


@pytest.mark.parametrize(
    ("word", "named"), lexicon(PLACES_TOGETHER)["places"].items(), ids=lambda value: str(value)[:8]
)
def test_every_word_for_several_places_names_each_of_them(word, named):
    """And no other than the file of places knows; a railway between two of them is no place."""
    assert named_apart(f"{word}2024新收") == "、".join(named) + "2024新收"
    assert named_apart(f"{word}高铁2024新收") == f"{word}高铁2024新收"


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["example"]) for e in lexicon(DESCRIBED)["wording"]])
def test_what_is_described_becomes_words_that_are_all_understood(asker, entry):
    """In as few other words as it takes; bodies and years aside, nothing is left that nobody knows."""
    known = asker.knowledge()
    text = normal_form(entry["example"], known.simplify)
    ways = (text, *(described.text for described in as_described(text)))

    assert any(not read_words(way, known.vocabulary, known.split, known.simplify).unknown for way in ways)
