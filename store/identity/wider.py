"""A body -> the words with which a text speaks of an area around it: 全市, 市局 and 省政府 in the report of a district's body."""

import re

from store.agencies.agency import Agency, Gazetteer, level_of

AROUND = {2: "省", 3: "省市州盟", 4: "省市州盟区县旗"}  # level of a body -> the areas that it lies in
REGIONS = ("15", "45", "54", "64", "65")  # 自治区: a city there lies in 全区
ORGAN = (
    r"(?!场|容|民|政[^府])[^，。]{0,5}?(?:局|厅|委(?![托员])|政府(?!门户|网|信息|公报))"  # 市场监管局 is of any place
)
NOBODY = re.compile(r"(?!)")


def wider_than(agency: Agency, gazetteer: Gazetteer) -> re.Pattern[str]:
    """What a clause, or the caption of a table, has in it that is of a wider area; 市政府网站 is where the body itself publishes."""
    level = level_of(agency)
    around = AROUND.get(level, "")
    place = gazetteer.places.get(agency.place)
    if level == 3 and place is not None and place.name.endswith("市"):  # 全市 is a county-level city's own
        around = "省"
    if level == 2 and agency.place[:2] in REGIONS:
        around += "区"
    if not around:
        return NOBODY
    return re.compile(rf"(?<![向对为给于])全[{around}]|^(?:20\d\d年度?)?[{around}]{ORGAN}")
