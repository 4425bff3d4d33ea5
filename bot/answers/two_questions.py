"""最多和最少的区, 各多少合计多少, 有多少件占几成: one message -> the two questions in it that share their words."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bot.answers.two_gaps import YEAR, two_gaps
from bot.answers.two_lists import two_lists
from bot.question.pieces import END, HOW_MANY, THEN

COUNT_AND_SHARE = re.compile(rf"(?:有|是|为)?{HOW_MANY}(?:件|起|条)?[,，、?？]?\s*(?=占)")  # 有多少件，占办结的百分之几
COUNT_AND_RATE = re.compile(
    r"的?(?:件[数數]|数量|數量|个数|(?<=的)申请[量数])(?:以及|及|和|与|與|、)其?的?(?=(?:占比|比例|比率|百分比|占[^,，。占]{2,10}比例?)[^,，。]*$)"
)  # 不予公开件数及比率
FIGURE_AND_RATE = re.compile(
    rf"(?P<figure>[^,，。?？和与及、率]{{2,30}}(?:新收|申请|件数|数量|总量|总数|申请[数量]))(?:以及|和|与|及|、)"
    rf"(?P<rate>(?!行政|复议|诉讼|[^率]*增)[\u4e00-\u9fff]{{1,8}}率)(?:各|分别)?(?:是|有|为)?(?:多少)?{END}"
)  # 新收和公开率各多少
SUM_AND_MORE = re.compile(
    r"(合计|总和|总量|总数|平均数|平均值|均值|中位数)(?:及|和|与|、|以及)(合计|总和|平均数|平均值|平均|均值|中位数|排名|排序|从[多高]到[少低])"
)
TOTAL_AND_RESULTS = re.compile(
    r"(?P<figure>[^,，。?？]{4,40}?)的?(?:案件|案子)?(?:总数|总量|总件数|件数|数量|合计|总计)(?:及|和|与|、|以及|[,，]\s*)其?"
    rf"各?(?:项|种|类|个)?的?(?:处理|审理|裁判|裁决)?结果(?:的?(?:件数|数量))?(?:各|分别)?(?:是|有|为)?{HOW_MANY}?件?{END}"
)  # 复议总数及结果
ADDED_AND_MORE = re.compile(
    r"(?P<sum>[^,，。?？]+加[^,，。?？加]{2,12}?)的?(?:总数|总量|总件数|合计)(?:及|和|与|、|以及)其?(?P<more>[^,，。?？和与及]{2,8})"
)  # 复议加诉讼总数及纠正数
COUNT_AND_PART = re.compile(
    rf"(?P<first>[^,，。?？]{{4,40}}?(?:件数|数量|总数|案件数|总计|总量|合计))(?:以及|和|与|及|、|[,，]\s*(?=其中))(?P<more>(?:其中|最终|最后|里面|被|遭)[^,，。?？和与及、]{{1,14}}){END}"
)  # 复议案件数量以及最终被纠正的数量
TOTAL_THEN_ANOTHER = re.compile(
    rf"(?P<first>[^,，]*(?:共|合计|总计|总量|总数)[^,，]*)[,，]\s*(?P<more>{THEN}[^,，]{{1,12}}(?:呢|又(?:是|有)?{HOW_MANY}[件起宗条次]?){END})"
)  # 2021年一共收了多少件，2025年呢
EACH_AND_MORE = re.compile(
    rf"(?:各|分别)(?:自)?(?P<what>[^,，、]{{0,6}}?)(?:是|有|为)?{HOW_MANY}[件起宗次条个]?(?:\s*[,，、]\s*|\s+)"
    r"(?P<more>(?:一共|总共|合计|共计|总数|加起来|相差|差|哪个|谁).*)$"
)
AND_ANOTHER_PLACE = re.compile(
    rf"(?P<first>[^,，]*(?:多少|几[件个家起宗]|哪[个些家]|谁)[^,，]*)[,，]\s*(?P<more>{THEN}[\u4e00-\u9fff]{{2,6}}呢{END})"
)  # 绍兴败诉的区县有几个，宁波呢
WHO_AND_TIMES = re.compile(
    rf"^(?P<head>[^,，。?？]*(?:谁|哪一?[个家边]))(?:更|比较)?(?P<most>[多高])[,，、]?\s*(?:多|高|是)了?(?:几倍|多少倍){END}"
)  # 哪个多，多几倍
WHICH_YEAR_AND_BY = re.compile(
    rf"(?P<which>哪一?年[多少高低])[,，、]\s*(?:又|那|各)?(?P<by>[多少高低]了?(?:多少|几件)|相差(?:多少|几件)|差(?:多少|几件))[件起]?{END}$"
)  # 2023和2025的申请哪年多，多多少
EXTREMES = re.compile(  # 最多和最少差多少 is one question
    r"(?!.*差)(?P<what>[^\W\d年]{2,8})?(最[多高大])(?:的?(?P<kind>区县|[区县市]|单位))?(?:和|与|及|、|以及)?(?:(?P=what))?(最[少低小])(?:的?(?:各|分别)(?=是))?"
    r"|(?!.*差)(最[多高大])的?(?:是(?:谁|哪个[区县市]?))?(?:[,，]\s*|(?=谁))(?:那|又|谁|哪个)?(最[少低小])的?(?:又|呢)?(?:是(?:谁|哪个|哪一个))?"
)
BOTH_ENDS = re.compile(
    r"(?!.*差)(?P<top>前(?:[两二三四五]|\d)[名个位]?|最[多高]的前?(?:[两二三四五]|\d)[个家名](?:区县|[区县市]|单位)?)(?:和|与|及|、|以及)"
    r"(?P<least>(?:后|倒数)(?:[两二三四五]|\d)[名个位]?|最[少低]的后?(?:[两二三四五]|\d)[个家名](?:区县|[区县市]|单位)?)"
)  # 前两名和后两名, 最多的三个区和最少的三个区

ORDER_AND_SPREAD = re.compile(
    r"的?(?:排名|排序|排行)[,，]\s*(?P<more>最[多高大][^,，]{0,6}最[少低小][^,，]*差[^,，]*)$"
)  # 申请量排名，最多和最少差多少

FIRST_BY = re.compile(
    r"(?P<head>.*?)(?:谁|哪一?[个家]?(?P<kind>区县|[区县市省局]|单位|部门|地方)?)(?P<what>[^,，?？]*?)最[多高][^,，?？]{0,4}[,，?？;；\s]+"
    rf"(?:比第二[名位个]?[多高]出?了?(?:多少|几[件起个]?)|[多高]出?了?(?:多少|几[件起个]?)?比第二[名位个]?|领先第二[名位]?(?:多少|几[件起个]?)){END}"
)  # 哪个区申请最多，比第二名多几件

FOUND_THEN_YEAR = re.compile(
    rf"(?P<first>.*{YEAR}.*(?:最[多高大少低小]|第[一二三四五六七八九十\d]+名?|倒数第[一二三]|(?P<several>前[二两三四五六七八九十\d]+[名个位]?))的?那?[个几]?"
    r"(?:[\u4e00-\u9fff]{2}省?)?(?:城市|区县|[省市区县]|单位|部门|地方))的?[,，]?\s*(?:它|其)?(?:在|到了?|于|的)?"
    rf"(?P<more>(?:{YEAR}|(?:前|上|后|下)一年|[次来]年|第二年)(?:(?!还|仍|排第|名次)[^,，])*)"
)  # 2024年新收最多的市2023年收了多少
TOP_OF_TWO = re.compile(
    r"(?P<head>.*(?:年度?|区县|[区县市的]|单位|部门))(?P<a>[\u4e00-\u9fff]{2,6})(?P<top>[前后](?:[两二三四五]|\d)[名个位]?)"
    rf"(?:和|与|及|、|以及)(?P<b>[\u4e00-\u9fff]{{2,6}})(?P=top){END}"
)  # 复议前三名和诉讼前三名
ONE_FOUND_THEN_YEAR = re.compile(
    rf"(?P<first>.*{YEAR}.*(?:第[一二三四五六七八九十\d]+名?|倒数第[一二三]|最[多高大少低小]))的?[,，]?\s*(?:它|其)?(?:在|到了?)?"
    rf"(?P<more>{YEAR}(?:又|也)?(?:[\u4e00-\u9fff]{{0,6}}?{HOW_MANY}[件起个]?)){END}"
)  # 2023新收第二名2024年收了多少
YEAR_FOUND_THEN = re.compile(
    rf"(?P<head>[^,，]{{4,24}}?)(?P<most>最[多少高低])的?那个?一?年(?:份)?的?(?P<more>[\u4e00-\u9fff]{{3,12}}?{HOW_MANY}[件起个条]?){END}"
)  # 新收最高的那年不予公开几件
VALUES = re.compile(rf"(?P<head>.{{6,}}?)的?最[大高]值(?:和|与|及|、)最[小低]值(?:分别|各)?(?:是|为)?{HOW_MANY}?{END}")


KINDS_COUNTED = re.compile(
    rf"^(?P<head>[^,，。?？几多]*(?:收录|有)了?)(?P<kinds>(?:(?:几|多少)个(?:省份?|市|区县|[区县]|部门|公安局|单位)[、,，和\s]*){{2,}}){END}$"
)  # 收录了几个省、几个市
ROW = "新收|申请|办结|予以公开|部分公开|不予公开|无法提供|不予处理|复议|诉讼|处罚|许可|强制|收费"
OF_ONE_AND_OTHER = re.compile(
    rf"^(?P<when>20\d\d年?)?(?P<a>[\u4e00-\u9fff]{{2,8}}?)的?(?P<x>{ROW})(?:和|与|跟|及|\s)(?P<b>[\u4e00-\u9fff]{{2,8}}?)的(?!(?P=x))(?P<y>{ROW})[,，\s]*(?P<later>20\d\d年?)?(?:各|分别)?{HOW_MANY}?{END}$"
)  # 杭州的新收和宁波的复议
SUM_THEN_EACH = re.compile(
    rf"^(?P<head>[^,，?？]{{6,}}?)(?:合计|一共|总共|总数|加起来)(?:是|有)?(?:{HOW_MANY}[件个]?)?[,，?？]\s*(?:各自?|分别)[市区县个]?(?:是|有)?(?:{HOW_MANY}[件个]?)?{END}$"
)  # 新收合计，各自多少
TWO_CIRCLES = re.compile(
    r"^(?P<head>[^,，。?？在]{4,}?)(?:在|(?<=新收|申请|复议|诉讼|公开|处罚|许可|强制|收费|办结|总量|件数))(?P<a>[全本][省市国]|[\u4e00-\u9fff]{2,4}?)(?:范围)?(?:[里内中])?(?:排名?)?第几(?:名|位)?(?:\s*[,，、;；?？]\s*|和|与)"
    rf"{THEN}(?:在)?(?P<b>[全本][省市国]|[\u4e00-\u9fff]{{2,4}}?)(?:范围)?(?:[里内中])?(?:排名?)?(?:又)?(?:排名?)?第几(?:名|位)?呢?{END}$"
)  # 北仑新收在全省排第几，在宁波排第几
REPORTS_AND_THOSE = re.compile(
    rf"^(?P<head>[^,，。?？]{{2,}}?)有(?:几|多少)份报告[,，?？]\s*其中(?P<limit>[^,，。?？]*?(?:超过|不到|大于|小于|多于|少于)\d+件?的)有?(?:几|多少)份{END}$"
)  # 宁波有几份报告，其中申请超过300件的几份
AMONG_OFFICES = re.compile(
    r"^(?P<head>[^,，。?？]{4,}?)(?:在|是)?(?:各地的?|所有|全部|各)?(?P<office>公安局|教育局|税务局|财政局|自规局|市场监管局)(?:里面?|中|当中)"
    rf"(?:排(?:名)?第几|第几|最多的?(?:吗|么)?){END}$"
)  # 宁波公安2024收到在公安局里排第几
IN_TEXT_AND_TABLE = re.compile(
    rf"^(?P<head>[^,，。?？]{{2,20}}?)(?:的)?(?:正文|文字|文中)(?:部分)?[里中上]?(?:说|写|讲|提|写明)?的?(?P<what>[^,，。?？]{{1,12}}?)(?:是|有)?{HOW_MANY}[件次条]?"
    rf"[,，、;；?？\s]*(?:而|那|跟)?表(?:格|[一二三四])?[里中上]?(?:的)?(?:又|呢|又?是?{HOW_MANY}|写的?{HOW_MANY})[件次条]?呢?{END}$"
)  # 正文说收到多少，表里呢
OF_TEXT_AND_TABLE = re.compile(
    rf"^(?P<head>[^,，。?？]{{2,20}}?)(?:的)?(?:正文|文字)(?:部分)?[里中上]?(?:和|与|跟|、)表(?:格|[一二三四])?[里中上]?(?:的)?(?P<what>[^,，。?？]{{2,12}}?)(?:各|分别)?(?:是|有)?{HOW_MANY}{END}$"
)  # 正文和表里的收到数各是多少
TEXT_THEN_TABLE = re.compile(
    r"^(?P<head>[^,，。?？]{2,20}?)(?:的)?(?:正文|文字)(?:部分)?[里中上]?的?(?P<text>[^,，。?？表]{2,10}?)数?(?:和|与|跟|、)表(?:格|[一二三四])?[里中上]?的?"
    rf"(?P<table>[^,，。?？]{{2,12}}?)数?(?:各|分别)?(?:是|有)?(?:{HOW_MANY})?{END}$"
)  # 正文答复数和表三办结数
TABLE_THEN_TEXT = re.compile(
    rf"^(?P<head>[^,，。?？]{{2,20}}?)(?P<what>新收|申请|收到|办结|答复|不予公开|予以公开|复议|诉讼)(?:{HOW_MANY}[件次条]?)?[,，]\s*(?:而|那)?(?:正文|文字)(?:部分)?[里中上]?(?:又)?(?:是)?(?:怎么|咋|如何)?(?:写|说|讲|提)?的?(?:呢|{HOW_MANY})?{END}$"
)  # 新收，正文怎么写的
COUNTED_KIND = re.compile(r"(?:几|多少)个(?:省份?|市|区县|[区县]|部门|公安局|单位)")


class Way(NamedTuple):
    """What a message that says two things looks like, and the two; `of_one`: only where both are of the same body."""

    pattern: re.Pattern[str]
    two: Callable[[re.Match[str]], list[str]]
    of_one: bool = False
    whole: bool = False  # nothing else may stand around it


def two_questions(message: str) -> Iterator[tuple[list[str], bool]]:
    """Each way to take the message apart; with True only where both questions are of the same body."""
    yield from ((two, False) for two in (*two_gaps(message), *two_lists(message)))
    for way in WAYS:
        both = way.pattern.fullmatch(message) if way.whole else way.pattern.search(message)
        if both is not None:
            yield way.two(both), way.of_one


def _put(both: re.Match[str], *instead: str) -> list[str]:
    """The message with each of these in the place of what says both."""
    before, after = both.string[: both.start()], both.string[both.end() :]
    return [before + one + after for one in instead]


def _extremes(both: re.Match[str]) -> list[str]:
    """最多和最少的区: the kind of body goes with the first as well."""
    before, after, kind = (
        both.string[: both.start()] + (both["what"] or ""),
        both.string[both.end() :],
        both["kind"] or "",
    )
    first, *rest = (end for end in both.groups()[1:] if end and end != kind)
    return [before + first + (f"的{kind}" if kind else after), *(before + end + after for end in rest)]


def _each_and_more(both: re.Match[str]) -> list[str]:
    before = both.string[: both.start()] + both["what"]
    return [before + "各多少", before + both["more"]]


def _first_and_lead(both: re.Match[str]) -> list[str]:
    first = re.split(r"[,，?？;；\s]+", both.string, maxsplit=1)[0]
    return [first, f"{both['head']}{'各' + both['kind'] if both['kind'] else ''}{both['what']}前两名相差多少"]


def _of_one_and_other(both: re.Match[str]) -> list[str]:
    when = both["when"] or both["later"] or ""
    return [f"{both['a']}{when}{both['x']}多少", f"{both['b']}{when}{both['y']}多少"]


def _in_text_and_table(both: re.Match[str]) -> list[str]:
    what = both["what"].removesuffix("数")
    return [f"{both['head']}正文{what}多少", f"{both['head']}{what}多少"]


def _count_and_rate(both: re.Match[str]) -> list[str]:
    before = both.string[: both.start()]
    return [before + "多少", before + both.string[both.end() :]]


WAYS = (
    Way(TWO_CIRCLES, lambda both: [f"{both['head']}在{both[circle]}排第几" for circle in "ab"], whole=True),
    Way(OF_ONE_AND_OTHER, _of_one_and_other, whole=True),
    Way(SUM_THEN_EACH, lambda both: [both["head"] + "合计", both["head"] + "各多少"], whole=True),
    Way(
        REPORTS_AND_THOSE,
        lambda both: [f"{both['head']}有几份报告", f"{both['head']}{both['limit']}单位有几个"],
        whole=True,
    ),
    Way(AMONG_OFFICES, lambda both: [f"{both['head']}多少", f"各{both['office']}里排第几"], whole=True),
    Way(IN_TEXT_AND_TABLE, _in_text_and_table, whole=True),
    Way(OF_TEXT_AND_TABLE, _in_text_and_table, whole=True),
    Way(
        TEXT_THEN_TABLE,
        lambda both: [f"{both['head']}正文{both['text']}多少", f"{both['head']}{both['table']}多少"],
        whole=True,
    ),
    Way(TABLE_THEN_TEXT, lambda both: _in_text_and_table(both)[::-1], whole=True),
    Way(KINDS_COUNTED, lambda both: [both["head"] + kind for kind in COUNTED_KIND.findall(both["kinds"])], whole=True),
    Way(YEAR_FOUND_THEN, lambda both: [f"{both['head']}哪年{both['most']}", f"那年{both['more']}"], whole=True),
    Way(VALUES, lambda both: [f"{both['head']}{most}" for most in ("最多", "最少")], whole=True),
    Way(
        FOUND_THEN_YEAR, lambda both: [both["first"], ("它们" if both["several"] else "它") + both["more"]], whole=True
    ),
    Way(ONE_FOUND_THEN_YEAR, lambda both: [both["first"], f"它{both['more']}"], whole=True),
    Way(AND_ANOTHER_PLACE, lambda both: [both["first"], both["more"]], whole=True),
    Way(FIRST_BY, _first_and_lead, whole=True),
    Way(WHICH_YEAR_AND_BY, lambda both: _put(both, both["which"], "相差多少")),
    Way(WHO_AND_TIMES, lambda both: [both["head"] + both["most"], "多几倍"], whole=True),
    Way(ORDER_AND_SPREAD, lambda both: _put(both, "排名", both["more"])),
    Way(EXTREMES, _extremes),
    Way(TOP_OF_TWO, lambda both: [both["head"] + both[one] + both["top"] for one in "ab"], whole=True),
    Way(BOTH_ENDS, lambda both: _put(both, *both.groups())),
    Way(EACH_AND_MORE, _each_and_more),
    Way(SUM_AND_MORE, lambda both: _put(both, *both.groups())),
    Way(TOTAL_THEN_ANOTHER, lambda both: [both["first"], both["more"]], whole=True),
    Way(
        TOTAL_AND_RESULTS, lambda both: [both["figure"] + "多少件", both["figure"] + "的结果"], of_one=True, whole=True
    ),
    Way(
        ADDED_AND_MORE,
        lambda both: [both["sum"] + "一共多少", both["sum"] + "的" + both["more"]],
        of_one=True,
        whole=True,
    ),
    Way(COUNT_AND_PART, lambda both: [both["first"] + "多少", both["more"]], of_one=True, whole=True),
    Way(FIGURE_AND_RATE, lambda both: [both["figure"] + "多少", both["rate"]], of_one=True, whole=True),
    Way(COUNT_AND_SHARE, lambda both: [both.string[: both.end()], *_put(both, "")], of_one=True),
    Way(COUNT_AND_RATE, _count_and_rate, of_one=True),
)
