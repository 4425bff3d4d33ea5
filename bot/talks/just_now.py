"""刚才象山的是多少, 前面那个复议，换成2021年: a message that points back by name -> the rest of it, and what was asked then."""

import re
from dataclasses import replace

from bot.reading.readings import Fields
from store.agencies.agency import Gazetteer
from store.facts.catalogue import Catalogue
from store.forms.form import Form

LEAD = re.compile(
    r"^\s*(?:那|那么|再|还是|再?看看?|再?问问?|回到)*(?:刚才|刚刚|方才|之前|前面|上面)(?:问|说|查|看)?(?:过|到)?的?(?:那个|那一个)?的?"
)
THAT_ONE = re.compile(r"(?:那个|那一个)(?=的|呢|[,，]|$)")
AMONG_THEM = re.compile(r"\s*的?(?:报告)?(?=其中|里面|里头|当中|之中)")
YEAR = re.compile(r"20\d\d|\d\d年|[去今前]年")


def just_now(
    message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer, form: Form
) -> tuple[str, Fields]:
    """Both as they are where nothing is pointed back at, or nothing of what was asked bears that name."""
    match = LEAD.match(message)
    rest = message[match.end() :] if match is not None else ""
    if not rest:
        return message, earlier
    history = [fields for fields in (*earlier.before, earlier) if fields.targets and fields.group is None]
    asked = [
        fields for fields in history if len(fields.bodies) == 1 and _names(rest, fields.bodies[0], catalogue, gazetteer)
    ]
    asked = asked or [fields for fields in history if _says(rest, fields, form)]
    if not asked:
        return message, earlier
    told = next((fields for fields in reversed(asked) if _says(rest, fields, form)), asked[-1])
    return THAT_ONE.sub("", rest), replace(told, before=earlier.before, newest=told.newest and not YEAR.search(rest))


def without_what_is_known(message: str, earlier: Fields, catalogue: Catalogue, gazetteer: Gazetteer) -> str:
    """海曙2024年其中自然人几件 after 海曙2024年不予公开: the body and year said again are not of a new question."""
    if len(earlier.bodies) != 1 or len(earlier.years) != 1 or earlier.group is not None or not earlier.targets:
        return message
    names = "|".join(sorted(map(re.escape, _called(earlier.bodies[0], catalogue, gazetteer)), key=len, reverse=True))
    (year,) = earlier.years
    said = re.match(rf"\s*(?:{names})\s*的?(?:(?:{year}|{year % 100})年?度?)?", message) if names else None
    among = AMONG_THEM.match(message, said.end()) if said is not None else None
    return message[among.end() :] if among is not None else message


def _called(body: str, catalogue: Catalogue, gazetteer: Gazetteer) -> list[str]:
    """The names of a body, in full and short."""
    if body not in catalogue.by_agency:
        return []
    entry = catalogue.newest(body)
    place = gazetteer.places.get(entry.place) if entry.place else None
    return [name for name in (entry.name, *((place.name, place.short) if place is not None else ())) if name]


def _names(text: str, body: str, catalogue: Catalogue, gazetteer: Gazetteer) -> bool:
    """Whether a text has the name of a body, in full or short."""
    return any(name in text for name in _called(body, catalogue, gazetteer))


def _says(text: str, fields: Fields, form: Form) -> bool:
    """Whether a text has a word of the row that was asked for."""
    rows = [form.tables[f.table].rows[f.row] for target in fields.targets for f in target.figures if f.row]
    return any(word in text for row in rows for word in row.words if len(word) > 1)
