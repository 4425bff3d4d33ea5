"""前三名的新收, 第二个呢, 最后一名呢 after a ranking or a list of bodies -> the message with the names of those on these places."""

import re
from dataclasses import replace

from bot.question.counts import number
from bot.question.pieces import THEN
from bot.reading.readings import Fields
from bot.talks.just_now import YEAR
from bot.talks.ranked_before import on_place, ranking_before
from store.facts.catalogue import Catalogue

COUNT = r"[一二三四五六七八九十]|\d{1,2}"
WHO = r"(?:谁|哪一?[个家](?:区县|[区县市省局]|单位|地方|城市)?)"
REST = r"(?P<rest>(?![是谁哪呢区县市吗]|单位|地方).{2,})$"
FIRST = re.compile(rf"^{THEN}(?:排名)?前(?P<count>[两二三四五六七八九十]|\d{{1,2}})[名位个家]的{REST}")
NEXT = re.compile(rf"^{THEN}排?在?第(?P<nth>{COUNT})[名位]的?呢?[?？]?$")
LISTED = re.compile(
    rf"^{THEN}第(?P<nth>{COUNT})[个家](?:单位|地方|[区县市])?"
    rf"(?:的?(?!问题|换成|改成|换|改|20\d\d|理由|原因|数|指标|项|年|情况|答案|呢|[?？]){REST}|的?呢?[?？]?$)"
)
NEXT_ONE = re.compile(
    rf"^{THEN}(?:其次|再次|接下来|往下|紧接着|后面)(?:的)?(?:呢|是(?:谁|哪一?个|什么))[呢啊]?[?？。]?$"
)
LAST_ONE = re.compile(rf"^{THEN}(?:排在?)?最后(?:面)?的?(?:一个|那个|一家)?(?:是?{WHO})?[呢啊]?[?？。]?$")
WHO_IS = re.compile(
    rf"^{THEN}(?P<place>最[多少高低]|(?:倒数)?第(?:{COUNT}))(?P<unit>[多少高低]|[名位])?的?(?:又|呢)?是{WHO}[呢啊]?[?？。]?$"
)  # 第二的是谁 after a ranking: 第二名呢
ON_PLACE = re.compile(
    rf"^{THEN}(?:排名?)?(?:最[多少高低]|(?:倒数)?第(?:{COUNT})[名位]?|最后一[名位个]|垫底|榜首)的?(?:是?{WHO})?[呢啊]?[?？。]?$"
)  # 最后一名呢 after what was asked of one of those ranked
OF_ONE = re.compile(rf"^{THEN}.{{2,12}}?(?:在里面|在其中)?(?:排|位列|是)?第几[名位]?[呢啊]?[?？。]?$")
NTH_NAME = re.compile(rf"^{THEN}第(?:{COUNT})[名位]")
FIRST_NAME = re.compile(rf"^{THEN}第[一1](?:[名位])")
NTH_OF_YEAR = re.compile(rf"^{THEN}排?在?第(?:{COUNT})[名位]?的?(?:20\d\d|\d\d年|[去前]年)")


def the_nth(message: str, earlier: Fields, catalogue: Catalogue) -> tuple[str, Fields] | None:
    """Both as they are where no place is pointed at; None where it is not clear who is on it."""
    message = _last_one(message, earlier)
    turned = _from_the_top(message, earlier)
    if turned is None:
        return None
    earlier, ranked = turned, ranking_before(turned)
    top = earlier.order is not None and earlier.order.last == 1 and earlier.operation in ("rank", "rank_parts")
    if top and earlier.order is not None and NEXT_ONE.match(message):
        return f"第二{'少' if earlier.order.end == 'least' else '多'}的呢", earlier  # 其次呢 after the first
    if ranked is earlier and (who := WHO_IS.match(message)) is not None:
        unit = who["unit"] or ("的一个" if who["place"].startswith("最") else "名")
        return f"{who['place']}{unit}呢", earlier
    if (listed := LISTED.match(message)) is not None:
        return _on_the_list(listed, message, earlier, catalogue)
    if ranked is None:
        return message, earlier
    if NTH_OF_YEAR.match(message):
        return None  # 第五名2024年多少: of the one that was fifth, or of the fifth of that year?
    if (first := FIRST.match(message)) is not None:
        return _first(first, ranked, earlier, catalogue)
    return (message, earlier) if ranked is earlier else _ranked_again(message, ranked, earlier, catalogue)


def _last_one(message: str, earlier: Fields) -> str:
    """最后一个 of a list: the last that was shown, which is the most where it rises."""
    if not LAST_ONE.match(message) or ranking_before(earlier) is None:
        return message
    order = earlier.order
    rising = earlier.operation == "rank" and order is not None and order.end == "least" and not order.last
    return "最多的呢" if rising else "倒数第一名呢"


def _from_the_top(message: str, earlier: Fields) -> Fields | None:
    """第一名 after 最少的 is first of all; None for 第二名 after it: from which end?  In a list from below it is the second there."""
    order = earlier.order
    from_below = earlier.operation == "rank" and order is not None and order.end == "least" and order.last
    if not from_below or order is None or not NTH_NAME.match(message):
        return earlier
    return replace(earlier, order=replace(order, end="most"), found=None) if FIRST_NAME.match(message) else None


def _first(first: re.Match[str], ranked: Fields, earlier: Fields, catalogue: Catalogue) -> tuple[str, Fields] | None:
    """前三名的新收: of the three that were found, no three by 新收."""
    found, count = ranked.found, int(number(first["count"]) or 0)
    if found is None or not 1 < count <= len(found.bodies) or (found.order is None and count < len(found.bodies)):
        return None
    of = replace(found, bodies=found.bodies[:count], order=None, before=earlier.before)
    names = "、".join(map(catalogue.name, of.bodies))
    return f"{names}{_year_of(found, first['rest'])}{first['rest']}", of


def _year_of(found: Fields, rest: str) -> str:
    """The year of what was found, where the message says none."""
    return f"{found.years[-1]}年" if len(found.years) == 1 and not YEAR.search(rest) else ""


def _next(
    following: re.Match[str], message: str, ranked: Fields, earlier: Fields, catalogue: Catalogue
) -> tuple[str, Fields] | None:
    """第二名呢 after 第一名的占比 is the share of the second, after what was ranked by the second itself."""
    found = ranked.found
    if earlier.group is not None or len(earlier.bodies) != 1 or found is None or earlier.bodies[0] not in found.bodies:
        return message, earlier
    if earlier.years == found.years and earlier.targets == found.targets and earlier.operation == found.operation:
        return message, replace(ranked, before=earlier.before)
    body = on_place(int(number(following["nth"]) or 0), ranked)
    return (f"{catalogue.name(body)}呢", earlier) if body else None


def _ranked_again(message: str, ranked: Fields, earlier: Fields, catalogue: Catalogue) -> tuple[str, Fields] | None:
    """最后一名呢 goes on with the ranking; 余姚第几 after another figure of one of those ranked may be of either."""
    if (following := NEXT.match(message)) is not None:
        return _next(following, message, ranked, earlier, catalogue)
    if earlier.group is not None or len(earlier.bodies) != 1:
        return message, earlier
    if ON_PLACE.match(message):
        return message, replace(ranked, before=earlier.before)
    if not OF_ONE.match(message):
        return message, earlier
    return (
        (message, replace(ranked, years=earlier.years, before=earlier.before))
        if earlier.targets == ranked.targets
        else None
    )


def _on_the_list(
    listed: re.Match[str], message: str, earlier: Fields, catalogue: Catalogue
) -> tuple[str, Fields] | None:
    """第二个呢, 第一个的自然人 after several bodies; None where one of them has no report, or a ranking showed them in another order."""
    of, among = _list_before(earlier)
    if of is None:
        return None if listed["rest"] else (message, earlier)
    place, loaded = int(number(listed["nth"]) or 0), all(set(of.years) <= set(catalogue.years(b)) for b in of.bodies)
    if not loaded or not 1 <= place <= len(of.bodies):
        return None
    name, rest = catalogue.name(of.bodies[place - 1]), listed["rest"] or "呢"
    if among:
        return f"{name}{rest}", earlier
    one = replace(of, bodies=of.bodies[place - 1 : place], order=None, before=earlier.before)
    return f"{name}{_year_of(of, rest)}{rest}", one


def _list_before(earlier: Fields) -> tuple[Fields | None, bool]:
    """The question that listed bodies, and whether one of them was asked about since."""
    for asked in (earlier, *reversed(earlier.before)):
        of = asked.found if asked.group is not None and not asked.group.bodies else asked
        among = asked is not earlier
        if asked.operation == "rank" and len(asked.bodies) > 1:
            return replace(asked, bodies=()), among  # 排名 of three that were named: which is the second is not kept
        if of is not None and len(of.bodies) > 1:
            return (of, among) if not among or earlier.bodies[0] in of.bodies else (None, False)
        if asked.group is not None or len(asked.bodies) != 1:
            break
    return None, False
