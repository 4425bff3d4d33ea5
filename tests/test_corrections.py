"""What a word typed wrong is taken for."""

from bot.question.corrections import Correction, Corrections

PLACES = (("南京市", "320100"), ("沭阳县", "321322"), ("北仑区", "330206"))
WORDS = frozenset({"东京市"})
SOUNDS = {"北伦区": "beilunqu", "北仑区": "beilunqu"}


def corrections() -> Corrections:
    return Corrections(PLACES, {}, lambda text: SOUNDS.get(text, text), WORDS.__contains__)


def test_a_name_with_a_character_of_the_same_sound_is_that_name():
    """北伦区 sounds like 北仑区."""
    assert corrections()("北伦区2024年", "北伦区") == Correction("北伦区", "北仑区")


def test_a_name_with_one_character_off_is_that_name():
    """沐阳县 is no word, and one name alone looks like it."""
    assert corrections()("沐阳县2024年", "沐阳县") == Correction("沐阳县", "沭阳县")


def test_a_place_that_is_not_known_but_looks_like_one_has_to_be_asked():
    """东京市 is a word of its own, and may be meant."""
    assert corrections()("东京市2024年", "东京市") == Correction("东京市", "南京市", sure=False)
