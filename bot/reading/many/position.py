"""海曙排第几: the body whose place among many is asked for."""

import re
from dataclasses import replace

from bot.question.loaded_bodies import resolve
from bot.reading.choices import cannot_compare
from bot.reading.groups import fits, members
from bot.reading.many.as_before import AS_BEFORE
from bot.reading.many.named_places import only_there, regions_and_bodies
from bot.reading.many.which_bodies import wider
from bot.reading.reader import Reader
from bot.reading.readings import Fields, Reading
from bot.reading.refusals import refused, unfit

IN_ONE_REPORT = "一份报告里各项的名次（可以问“办理结果排名”“不予公开理由排名”）"
AMONG_ROWS = re.compile(r"(?:结果|理由|原因|情形|类型?|种类?|几?项|组织|申请人)(?:里面|里头|里|当中|之中|中)(?!级)")


def with_subject(fields: Fields, reader: Reader) -> Reading:
    """The fields with that body; why not, where it is not said, not loaded, or none of those it is to stand among."""
    if AMONG_ROWS.search(reader.words.text):
        return refused(reader.words, IN_ONE_REPORT)
    _, subjects = regions_and_bodies(reader)
    bodies = resolve(subjects, reader.catalogue).found if subjects else ()
    if not bodies and reader.earlier is not None:
        found = reader.earlier.found  # 全省第几 after 南通和盐城谁多
        bodies = found.bodies if found is not None and len(found.bodies) == 1 else reader.earlier.bodies
    if not bodies:
        return refused(reader.words, "没说是哪个单位的名次")
    if reader.catalogue.entry(bodies[0], fields.year) is None:
        return cannot_compare(bodies[:1], fields.year, reader.catalogue)
    group, kind = fields.group, reader.vocabulary.kinds[bodies[0]]
    assert group is not None
    before = reader.group_before
    listed = before.group.bodies if before is not None and before.group is not None else ()
    if listed and bodies[0] not in listed and not group.places and not reader.asked.groups:
        return refused(reader.words, AS_BEFORE)  # 昌平第几 after 海淀、朝阳谁多
    if only_there(reader) and bodies[0] not in [
        e.agency for e in members(group, fields.year, reader.catalogue, reader.vocabulary)
    ]:
        return refused(reader.words, AS_BEFORE)  # 绍兴的呢 after 海曙排第几
    if reader.asked.kind and wider(kind) != wider(group.kind):
        return unfit(f"{reader.name(bodies[0])}不在这些{group.kind}里，排不出名次；它可以和别的{kind}一起排")
    if not (reader.asked.every_kind or group.every) and (not group.kind or not fits(kind, group.kind)):
        fields = replace(fields, group=replace(group, kind=wider(kind)))
    return replace(fields, bodies=bodies[:1])
