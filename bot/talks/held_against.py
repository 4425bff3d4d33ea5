"""和2023年的结转下年一致吗, 比全省平均高吗, 这两个数对得上吗 after figures -> the full question: one figure against the other."""

import re

from bot.question.pieces import END_OF_LINE, HOW_MANY, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.talks.asked_before import atoms_of, distinct, passed_on
from bot.targets.target import mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

AGAINST = re.compile(
    rf"^\s*{THEN}(?:和|跟|与)(?P<other>[^,，。?？]{{2,20}}?)(?:是否|是不是)?"
    rf"(?:一致|一样|相符|吻合|对得上)(?:吗|么|不|呢)?{END_OF_LINE}$"
)
BY_HOW_MUCH = re.compile(
    rf"^\s*{THEN}(?P<by>比[^,，。?？比]{{2,12}}?[多少高低](?:了|出)?{HOW_MANY}[件项个万元]?)[呢?？\s]*$"
)
BY_MEAN = re.compile(
    rf"^\s*{THEN}(?P<by>(?:(?:比|跟|和|与|是|高于|低于|超过|达到|不到)(?:了)?)全[省市]的?(?:平均|均值)[^,，。]{{0,12}}?){END_OF_LINE}$"
)
SHARE_OF_ALL = re.compile(
    rf"^\s*{THEN}(?P<by>占[^,，。?？]{{2,12}}各(?:区县|[市县区])(?:的?(?:合计|总数|总和))?的?(?:{HOW_MANY}|几成|百分之几|比例|比重)){END_OF_LINE}$"
)
BOTH = re.compile(
    rf"^\s*{THEN}(?:(?:[这那]|上面|前面)(?:的)?(?:两个?(?:数字?|数据)?|俩数?)(?:之间)?|(?=(?:是否|是不是)?(?:一致|吻合|相符)))(?:能|是否|是不是)?"
    rf"(?:对得上|合得上|一致|吻合|相符|衔接得?上)(?:吗|么|不)?{END_OF_LINE}$"
)

AGREE = re.compile(rf"^\s*{THEN}(?:它们)?(?:能|是否|是不是)?(?:对得上|合得上|衔接得?上)(?:吗|么|不)?{END_OF_LINE}$")


def held_against(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where nothing is held against the figure, or more than one was asked for."""
    form = vocabulary.form
    if BOTH.match(words.text) or (AGREE.match(words.text) and passed_on(earlier)):
        return _both(earlier, catalogue, form)
    all_bodies = BY_MEAN.match(words.text) or SHARE_OF_ALL.match(words.text)
    match = AGAINST.match(words.text) or BY_HOW_MUCH.match(words.text) or all_bodies
    one = len(earlier.bodies) == len(earlier.years) == len(earlier.targets) == 1 and earlier.operation == "value"
    if match is None or not one or earlier.group is not None or words.unknown:
        return None
    if all_bodies is None and not mentions(words.words):
        return None
    if not earlier.targets[0].figures or earlier.bodies[0] not in catalogue.by_agency:
        return None
    what = f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{phrase(earlier.targets[0], form)}"
    return f"{what}和{match['other']}一致吗" if match.re is AGAINST else f"{what}{match['by']}"


def _both(earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """The two figures last asked for, of one body."""
    asked = distinct(atom for fields in (*earlier.before, earlier) for atom in atoms_of(fields))[-2:]
    if len(asked) != 2 or asked[0].body != asked[1].body or asked[0].body not in catalogue.by_agency:
        return None
    one, other = asked
    if one.target == other.target or one.whole is not None or other.whole is not None:
        return None
    year = "" if one.year == other.year else f"{other.year}年"
    return f"{catalogue.name(one.body)}{one.year}年{one.phrase(form)}和{year}{other.phrase(form)}一致吗"
