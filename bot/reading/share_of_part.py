"""Share of a part of what was asked before -> measured against that, as well as against what it usually is."""

from dataclasses import replace

from bot.reading.parts_and_wholes import is_part
from bot.reading.query import shares_of
from bot.reading.readings import Fields
from bot.targets.target import Target
from store.forms.form import Form


def of_those_before_too(fields: Fields, earlier: Fields, form: Form) -> Fields:
    """企业占几成 after 法人申请: of those by 法人, as well as of all."""
    part, before = ([f for target in asked.targets for f in target.figures] for asked in (fields, earlier))
    if fields.operation != "share" or fields.base or len(part) != 1 or len(before) != 1:
        return fields
    usual = [share.whole for share in shares_of(part[0], (), form)]
    some = part[0].row == before[0].row and before[0] not in usual and is_part(part[0], before[0], form)
    return replace(fields, base=tuple(Target((whole,)) for whole in (before[0], *usual))) if some else fields
