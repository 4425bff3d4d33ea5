"""政府呢 after 申请人赢了几件, 直接起诉的呢 after 败诉率: the message in full, of the other side, or of the other cases."""

import re

from bot.question.pieces import END_OF_LINE, THEN
from bot.reading.phrases import figure_phrase
from bot.reading.readings import Fields
from store.forms.form import Form
from store.forms.narrower_rates import NARROWER

PARTY = re.compile(
    rf"{THEN}(?:政府|机关|行政机关|官方|被告|被申请人|申请人|原告|起诉人|老百姓|百姓|群众|市民|当事人)(?:这?一?方|方面|们)?的?呢{END_OF_LINE}"
)
CASES = re.compile(
    rf"{THEN}(?P<kind>(?:未经复议)?直接起诉|复议后(?:再|又)?起诉|行政复议|复议|行政诉讼|诉讼|官司)的?呢{END_OF_LINE}"
)
OTHER = {"upheld": "corrected", "corrected": "upheld"}  # what one side won the other lost
RATES = {
    "corrected": ("纠错率", "败诉率"),
    "lost": ("纠错率", "败诉率"),
    "review_upheld": ("维持率",) * 2,
    "suit_upheld": ("维持率",) * 2,
}


def of_other_party(message: str, earlier: Fields, form: Form) -> str:
    """The message as it is where nothing of the kind was asked before."""
    if len({target.rate.split(NARROWER)[0] for target in earlier.targets}) == 1 and (kind := CASES.fullmatch(message)):
        rates = RATES.get(earlier.targets[0].rate.split(NARROWER)[0])
        row = kind["kind"].replace("官司", "诉讼")
        return f"{row}{rates[0 if row.endswith('复议') else 1]}呢" if rates is not None else message
    if len(earlier.targets) != 1 or len(earlier.targets[0].figures) != 1 or not PARTY.fullmatch(message):
        return message
    (figure,) = earlier.targets[0].figures
    other = figure._replace(column=OTHER.get(figure.column, ""))
    return f"{figure_phrase(other, form)}呢" if figure.table == "disputes" and other.column else message
