"""哪边多, 加起来 after what the bodies of one place make together and then those of another, or those of another year -> the full question
about both; a sum of the last alone would leave out the other."""

from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import OVER_GROUP, phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import IN_SEVERAL, refused
from bot.talks.made_of_them import made_of_them
from store.facts.catalogue import Catalogue

MADE = ("sum", "mean")
COMPARED = ("most", "least", "difference")


def two_groups(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where the last two questions were not such, or are not put together; why not, where they differ in more than one thing."""
    del catalogue
    before, wanted = earlier.before[-1] if earlier.before else None, made_of_them(words)
    if before is None or not wanted or "最" in words.text:
        return None
    if _is_listed(before) and _is_listed(earlier) and before.group != earlier.group:
        return refused(words, IN_SEVERAL)  # 哪边多 after 余姚慈溪合计, 宁海象山呢: of the sums, no order of the four
    if not (_is_made(before) and _is_made(earlier)):
        return None
    differ = [
        name for name in ("operation", "group", "years", "targets") if getattr(before, name) != getattr(earlier, name)
    ]
    if not differ:
        return None
    made = OVER_GROUP[earlier.operation]
    if differ == ["group"] and _alike(before, earlier):
        both, kind, year = f"{_where(before, vocabulary)}和{_where(earlier, vocabulary)}", _kind(earlier), earlier.year
        what = f"{both}各{kind}{year}年{phrase(earlier.targets[0], vocabulary.form)}{made}"
        if wanted in COMPARED:
            return f"{what}{'哪个小' if wanted == 'least' else '哪个大'}"
        return f"{what}一共多少" if wanted == earlier.operation == "sum" else refused(words, IN_SEVERAL)
    if differ == ["years"] and wanted == earlier.operation == "sum":
        first, last = sorted((before.year, earlier.year))
        what = phrase(earlier.targets[0], vocabulary.form)
        return f"{_where(earlier, vocabulary)}各{_kind(earlier)}{first}年和{last}年{what}合计"
    return refused(words, IN_SEVERAL)


def _is_made(fields: Fields) -> bool:
    """One figure that is made of all bodies of a kind."""
    group, order = fields.group, fields.order
    plain = not (fields.conditions or fields.share or fields.change) and len(fields.targets) == len(fields.years) == 1
    whole = group is not None and bool(group.kind and group.places) and not (group.bodies or group.without)
    return fields.operation in MADE and plain and whole and (order is None or not order.last)


def _is_listed(fields: Fields) -> bool:
    """One figure that is made of bodies that were named."""
    return fields.operation in MADE and fields.group is not None and bool(fields.group.bodies)


def _alike(one: Fields, other: Fields) -> bool:
    """Whether they are of one kind of bodies in places that do not hold each other."""
    places = [code for fields in (one, other) if fields.group is not None for code in fields.group.places]
    apart = len(places) == 2 and not any(a != b and b.startswith(a.rstrip("0")) for a in places for b in places)
    return _kind(one) == _kind(other) and apart


def _kind(fields: Fields) -> str:
    return fields.group.kind if fields.group is not None else ""


def _where(fields: Fields, vocabulary: Vocabulary) -> str:
    return vocabulary.gazetteer.listed(fields.group.places if fields.group is not None else ())
