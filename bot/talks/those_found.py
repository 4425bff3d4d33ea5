"""这几个里谁的复议最多, 它们的自然人, 谁涨了 after a list of bodies -> the message with their names: they alone are meant, not all
of their kind."""

import re
from dataclasses import replace

from bot.question.counts import number
from bot.question.pieces import THEN
from bot.reading.readings import Fields
from bot.talks.asked_before import MOST_NAMED, last_alike
from bot.talks.found_in_a_row import found_in_a_row
from bot.talks.growth_between import WHICH as GREW
from bot.talks.growth_between import years_of_several
from bot.talks.share_of_first import SHARE_OF_THEM
from store.facts.catalogue import Catalogue

KIND = r"(?:区县|县市区|县区|[区县市局]|单位|地方|部门|城市|省|镇|街道|乡镇)"
INSIDE = r"(?:里头|里面?|中间?|之中|当中)的?"
POINTS = r"(?:[这那]|上面|以上|前面|上述|刚才)(?:的)?[这那]?"
BEFORE = r"(?=谁|哪[个家]?|加起来|合计|总共|一共|共|平均|[的都各,，呢]|分别|20\d\d)"
OF_WHOM = r"的?(?:谁|哪[个家]|最[多少高低])"
THOSE = re.compile(
    rf"{POINTS}(?:(?P<count>[几两二三四五六七八九十]|\d{{1,2}})[个家]?|些)(?P<kind>{KIND})?(?:(?P<inside>{INSIDE})|的|{BEFORE})"
    rf"|(?P<they>它们|他们|各自)(?:[俩几]|[两三四五]个)?(?:(?P<within>{INSIDE})|的)?"
    rf"|^{THEN}[这那](?P<here>{INSIDE})"
    rf"|^{THEN}(?P<three>[两三四五六七八九十]|\d{{1,2}})[个家]{KIND}?(?:份|{INSIDE})?(?={OF_WHOM}|(?<=[里头面间中的]))"
    rf"|^{THEN}(?P<all>[两三四五六七八九十]|\d{{1,2}})[个家](?=的?(?:加起来|加一起|合计|总共|一共|平均))"
)
WHOM = re.compile(OF_WHOM)
SOME_KIND = re.compile(rf"(?P<some>{POINTS}[几些][个家]?){KIND}")  # no 各区: of those that were asked for
OF_THEM = re.compile(rf"^{THEN}其中(?!.*最).*(?:哪些|哪几|几个|多少个|是谁)")
BESIDE_ANOTHER = re.compile(rf"^{THEN}(?:把|拿)?[这那上][面]?[两三几]个{KIND}?[和跟与](?!.{{0,3}}(?:之间|其中)).+比")
STILL = re.compile(r"还是(?:这|那|它们|他们)(?![年里])")  # whether they are the same ones
WHO = re.compile(
    rf"^{THEN}(?:\d{{4}}年?|\d\d年)?(?:(?:谁|哪[个家])(?=的|更|[涨升降跌增减]|下降|上升)"
    r"|(?:谁|哪[个家])(?!理由|原因|[年月项类种])[\u4e00-\u9fff]{1,5}?(?:得更?|更)[多少]"
    r"|谁(?!理由|原因)[\u4e00-\u9fff]{2,4}?[多少](?=[?？呢\s]*$)"
    r"|(?:谁|哪[个家])的?[\u4e00-\u9fff]{2,6}?率(?:更|比较)?[高低](?=[?？呢些\s]*$)"
    r"|(?:在)?[^,，。?？]{0,10}?(?:各自?|分别)(?:排|位列|居)?在?第几"
    rf"|哪一?[个家]?{KIND}(?!理由|原因)[\u4e00-\u9fff]{{2,6}}?(?:得|更)?[多少高低](?=[?？呢\s]*$)"
    rf"|哪一?个?(?:家|{KIND})(?:的|更|\d{{4}}年?)*(?:[多少高低大小]|[涨升降跌增减]|下降|上升))"
)  # no 最: of those that were asked for
AMONG = re.compile(rf"^{THEN}其中的?")  # after 前三名: of those
SOME_OF_THEM = re.compile(r"(?:没有?|有|[\u4e00-\u9fff]{2,6}(?:超过|不到|大于|小于|多于|少于|高于|低于)).*的")
YEAR = re.compile(r"20\d\d|\d\d年|[去今前]年|[一二]〇|零")


def those_found(message: str, earlier: Fields, catalogue: Catalogue) -> tuple[str, Fields] | None:
    """Both as they are where no such list is pointed at; None where it is not clear which bodies are meant."""
    if (_is_top(earlier) and OF_THEM.match(message)) or BESIDE_ANOTHER.match(message) or STILL.search(message):
        return None
    if _is_top(earlier) and SHARE_OF_THEM.match(message):
        return message, earlier  # 它们占全市的比例 after 前三名 is of the three together
    found = earlier.found if earlier.found is not None and 1 < len(earlier.found.bodies) <= MOST_NAMED else None
    if earlier.group is not None and earlier.group.bodies and not _is_top(earlier):
        found = None  # 这几个 after 海曙鄞州镇海哪个最多: the three, though two are first
    match = THOSE.search(message) or (AMONG.match(message) if found is not None and _is_top(earlier) else None)
    if match is None:
        return _of_those_two(message, earlier, catalogue), earlier
    said = match.groupdict()
    each = said.get("three") or (said.get("they") and WHOM.match(message, match.end()))
    of = replace(found, order=None) if found is not None else _listed(earlier, one_by_one=bool(each))
    if of is None and _is_part(earlier):
        of = found = _found_one_by_one(earlier)
    if of is None and _is_part(earlier):
        return None
    of_bodies = any(said.get(name) for name in ("inside", "within", "here", "kind", "three"))
    of_bodies = of_bodies or (bool(said.get("they")) and len(earlier.targets) == 1)
    made = earlier.group is not None and bool(earlier.group.bodies) and said.get("count") not in (None, "几")
    if of is None or (found is None and not of_bodies and not made):  # 这三个的复议 after 三家平均 is of those
        return SOME_KIND.sub(r"\g<some>", message, count=1), earlier  # 这两个加起来, 这几个区加起来 is of figures
    if said.get("all") and number(said["all"]) != len(of.bodies):
        return message, earlier
    told = said.get("count") or said.get("three")
    count = number(told) if told not in (None, "几") else None
    if count is not None and count != len(of.bodies):
        return None
    year = f"{of.years[-1]}年" if len(of.years) == 1 and not YEAR.search(message) else ""
    names = "、".join(map(catalogue.name, of.bodies))
    rest = message[match.end() :].removeprefix("的")
    which = "有哪些" if said.get("inside") is None and SOME_OF_THEM.fullmatch(rest) and not said.get("they") else ""
    return f"{message[: match.start()]}{names}{year}{rest}{which}", of


def _of_those_two(message: str, earlier: Fields, catalogue: Catalogue) -> str:
    """谁涨了, 哪个区多: of the bodies that were asked for, in one question or one after the other."""
    if not WHO.match(message) or "最" in message or (GREW.match(message) and years_of_several(earlier) is not None):
        return message
    asked, _ = last_alike((*earlier.before, earlier), 0)
    bodies = dict.fromkeys(atom.body for atom in asked) or (earlier.bodies if earlier.group is None else ())
    years = {atom.year for atom in asked} or set(earlier.years)
    if len(bodies) < 2 or (len(years) != 1 and not YEAR.search(message)):
        return message
    year = "" if YEAR.search(message) else f"{years.pop()}年"
    return f"{'、'.join(map(catalogue.name, bodies))}{year}{message}"


def _found_one_by_one(earlier: Fields) -> Fields | None:
    """它们 after 最多的, 第二呢: those two."""
    each = found_in_a_row(earlier)
    bodies = tuple(dict.fromkeys(body for found in each for body in found.bodies))
    return replace(each[0], bodies=bodies, before=earlier.before) if len(bodies) > 1 else None


def _listed(earlier: Fields, *, one_by_one: bool) -> Fields | None:
    """The bodies that were named in one question, as a question of its own; `one_by_one`: also 高淳, 溧水呢, 浦口呢."""
    bodies = earlier.group.bodies if earlier.group is not None else earlier.bodies
    if len(bodies) < 2 and one_by_one:
        asked, _ = last_alike((*earlier.before, earlier), 0)
        bodies = tuple(dict.fromkeys(atom.body for atom in asked))
    return Fields(bodies, earlier.years, earlier.targets, before=earlier.before) if len(bodies) > 1 else None


def _is_part(earlier: Fields) -> bool:
    """Whether only some of a kind were listed, so that those listed are not all."""
    group = earlier.group
    return group is not None and not group.bodies and (bool(earlier.conditions) or _is_top(earlier))


def _is_top(earlier: Fields) -> bool:
    return earlier.operation == "rank" and earlier.order is not None and earlier.order.last > 1
