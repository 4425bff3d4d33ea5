"""Short names of places that are ordinary words too: a place where what stands around them says so, else a word."""

from bot.question.ordinary_names import OrdinaryNames
from store.agencies.agency import load_gazetteer

GAZETTEER = load_gazetteer()
NAMES = OrdinaryNames(GAZETTEER.places, GAZETTEER.named, {"310113", "120101"})


def test_a_short_name_before_a_year_is_the_place():
    assert NAMES("宝山2025年申请多少", "宝山") == "宝山区"


def test_a_short_name_after_the_city_it_lies_in_is_the_place():
    assert NAMES("天津和平申请多少", "和平") == "和平区"


def test_a_word_inside_a_sentence_is_no_place():
    assert NAMES("海曙2025年出于安全不公开的", "安全") == ""
    assert NAMES("申请和平利用的文件", "和平") == ""


def test_of_a_name_that_no_report_has_the_larger_place_is_meant():
    assert NAMES("河南2025年申请", "河南") == "河南省"


def test_a_name_that_two_loaded_places_share_is_not_settled():
    both = OrdinaryNames(GAZETTEER.places, GAZETTEER.named, {"130000", "120105"})
    assert both("河北2025年申请", "河北") == ""
