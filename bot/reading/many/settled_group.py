"""What many bodies are asked for -> the question as it is looked up, or what still has to be asked: which figure, which kind of
body, a share of what."""

from dataclasses import replace

from bot.reading.choices import cannot_compare, no_such_group
from bot.reading.groups import kinds_in, members
from bot.reading.many.group_choices import ask_applicants, ask_kind, share_of_what
from bot.reading.many.levels import HOLDS, names_both, nested
from bot.reading.many.position import with_subject
from bot.reading.many.which_bodies import where
from bot.reading.many.which_figures import which_figures
from bot.reading.reader import Reader
from bot.reading.readings import OVER_ALL, EndsHere, Fields, Group, Reading
from bot.reading.refusals import refused

IN_ORDER = ("rank", *OVER_ALL, "position")
ADDS = ("sum", "first_in_sum")  # in which a city's figure would be counted with its districts'
ALL_KINDS = "{}放在一起比；上级的数可能包括下级的"
SHARES_OF_ALL = "{}放在一起比；只比一类，请说出是哪一类"


def settled_group(fields: Fields, reader: Reader, *, together: bool) -> Reading:
    """`together`: it is clear which of several figures says who, and the others are shown."""
    group = fields.group
    assert group is not None
    if any(not (target.figures or target.rate) for target in fields.targets):
        return refused(reader.words, "拿正文里的数在单位之间比")
    several = which_figures(fields, reader, together=together)
    if not isinstance(several, Fields):
        return several
    fields = several
    here = members(group, fields.year, reader.catalogue, reader.vocabulary)
    if lacking := _not_there(fields, len(here), reader):
        about = Fields(group.bodies, fields.years, fields.targets) if group.bodies else None  # 2023年呢: of both still
        return replace(cannot_compare(lacking, fields.year, reader.catalogue), about=about)
    if not here:
        return _nobody(group, fields, reader)
    if group.bodies and nested(group.bodies, reader):
        if fields.operation in OVER_ALL or not names_both(reader):
            return refused(reader.words, "把一个市和它的区县放在一起比")
        fields = replace(fields, notes=(*fields.notes, HOLDS))
    in_order = fields.operation in IN_ORDER or any(condition.mean for condition in fields.conditions)
    kinds = kinds_in(here, reader.vocabulary) if in_order and not group.kind else []
    of_one_kind = _of_one_kind(fields, group, kinds, reader) if len(kinds) > 1 else fields
    if not isinstance(of_one_kind, Fields):
        return of_one_kind
    if fields.share and (ended := share_of_what(fields, reader)) is not None:
        return ended
    return with_subject(of_one_kind, reader) if fields.operation == "position" else of_one_kind


def _of_one_kind(fields: Fields, group: Group, kinds: list[str], reader: Reader) -> Fields | EndsHere:
    """Bodies of several kinds in one row where they are listed, or were asked for as all of them; else it is asked which."""
    if group.bodies:
        return refused(reader.words, "把不同级的单位加在一起") if fields.operation in OVER_ALL else fields
    in_percent = fields.operation in ("rank", "filter") and (
        fields.share or all(target.rate for target in fields.targets)
    )  # how large a share is does not hang on how large the body is
    before = reader.group_before  # 最多的是谁 after 超过1000件的单位
    found = (
        fields.operation == "rank" and bool(fields.conditions) and before is not None and before.operation == "filter"
    )
    if not (reader.asked.every_kind or group.every or in_percent or found) or fields.operation in ADDS:
        return ask_kind(fields, kinds, reader)
    notes = (*fields.notes, (SHARES_OF_ALL if in_percent else ALL_KINDS).format("、".join(kinds)))
    return replace(fields, group=replace(group, every=True), notes=notes)


def _not_there(fields: Fields, loaded: int, reader: Reader) -> tuple[str, ...]:
    """The bodies that cannot be compared: those that are measured against and not loaded, or those listed, if fewer than two are."""
    assert fields.group is not None
    lacking = tuple(c.of for c in fields.conditions if c.of and reader.catalogue.entry(c.of, fields.year) is None)
    return lacking or (fields.group.bodies if loaded < 2 else ())


def _nobody(group: Group, fields: Fields, reader: Reader) -> EndsHere:
    """No such body is loaded; 谁 of one body (鄞州区的申请是谁的) is of its applicants."""
    who = any(word.text.startswith("谁") for word, _ in reader.asked.groups)
    if who and len(reader.asked.named) == 1 and isinstance(reader.bodies(), tuple):
        return ask_applicants(reader.prefix(), fields.targets[0], reader.vocabulary.form)
    return no_such_group(where(group, reader), group.kind, fields.year, reader.catalogue)
