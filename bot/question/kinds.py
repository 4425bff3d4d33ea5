"""What kind of body a report is of: the government of a 省, 市, 区 or 县, a township's, or another part of government."""

import re

from store.agencies.agency import GOVERNMENT, TOWNSHIPS, Gazetteer
from store.facts.catalogue import Entry

UNLISTED = re.compile(r"(市|区|县)(?:人民政府)?$")  # a government whose place is in no table
KINDS = {
    "省": "省",
    "市": "市",
    "区": "区县",
    "县": "区县",
    "县级市": "区县",
    "镇街": "镇街",
    "局": "部门",
    "部门": "部门",
}  # kind -> how it is asked for
LEVEL_OF_KIND = {"省": 1, "市": 2, "区": 3, "县": 3, "县级市": 3, "区县": 3}  # kind -> level of its places


def kind_of(entry: Entry, gazetteer: Gazetteer) -> str:
    """省, 市, 区, 县, 县级市: the government of such a place; 镇街; any other part of government: 部门."""
    if entry.organ.endswith(TOWNSHIPS) or (not entry.place and entry.name.endswith(TOWNSHIPS)):
        return "镇街"
    if not entry.place and (unlisted := UNLISTED.search(entry.name)):
        return unlisted[1]
    if not entry.place or entry.organ != GOVERNMENT:
        return "局" if (entry.organ or entry.name).endswith("局") else "部门"
    place = gazetteer.places[entry.place]
    if place.level < 3:
        return "省" if place.level == 1 else "市"
    return "区" if place.name.endswith("区") else "县级市" if place.name.endswith("市") else "县"
