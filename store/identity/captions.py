"""A short text over, in or under a table -> whose table it says that it is: of another year (附表：2021年情况), of another body
(附件：大田县教育局), or nothing of the kind."""

import re
from dataclasses import dataclass

from store.agencies.agency import GOVERNMENT, Gazetteer
from store.findings import Finding
from store.forms.form import Form
from store.identity.clues import alike
from store.identity.identity import AREA, Identity
from store.identity.periods import time_told
from store.identity.title import is_body
from store.identity.wider import wider_than
from store.tables.names import Names, names_of

LONGEST = 45  # characters of a caption
ENDS = ("。", "；", "！", "？")  # of sentences
NUMBER = r"(?:[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])"
BEFORE = rf"[#*]*{NUMBER}?(?:其中[，,])?(?:附[表件]?[一二三四五\d]*[:：、.]?|表[一二三四五\d][:：、.]?)?"
END = r"[^，。；\d]{0,30}(?:表|情况|统计|数据?|对比|比较|年|年度)(?:如下|[（(][^（）()]{1,10}[)）])?[:：]?"
IN_BRACKETS = re.compile(r"^[（(]([^（）()]{4,})[)）]$")
BACK = re.compile(r"(?:注|备注|说明|附注)?[:：]?(?:以上|上表|上述|本表|此表|该表)")  # of the table above it
NAMED = re.compile(
    rf"{BEFORE}(?P<name>[^，。；、\d]{{2,20}}?)(?:20\d\d年度?)?(?:收到|依申请|主动公开|政府信息|信息公开){END}"
)
APART = re.compile(
    rf"(?:附件?[一二三四五\d]*[:：]|其中[:：]|[一二三四五六七八九十]+、|{NUMBER})(?P<name>[^，。；、:：\d]{{3,24}}?)(?:的?(?:有关|相关)?(?:情况|数据|统计)+表?)?[:：]?"
)
FILLED_IN = re.compile(r"(?:填报|报送|上报|编制|填表|制表|报告|汇总)(?:单位|部门|机构|机关)[:：](?P<name>[^:：]{2,30})")
# Who made a page, and whom a number counts in: no caption
MADE_BY = re.compile(
    r"(?:来源|主办|承办|协办|监制|审核|联系|报|编印|发布|录入|责编|编辑|供稿|作者|审签|签发|牵头|责任|制表|填表|编制|填报|报送|上报|公开)"
    r"(?:单位|部门|机构|机关|处室|科室|人|者)?[:：]|统一受理|转办|牵头|部署|要求"
    r"|(?:含|包括|包含|及|以及|和|与)(?:其|本[局委市县区])?(?:各|[下所直局]属|派出|二级)|(?:口径|范围)[:：]?(?:全[局委系]|本)"
)
INTERNAL = re.compile(
    r"(?:办公[室厅]|(?:公开|信息)办|[科股室]|(?<!办事)处)$"
)  # a part of a body that fills in its table
SECTORS = "公安|司法|教育|卫健|卫生|税务|法院|检察|市场监管|自然资源|城管|交通|水利|农业|民政|财政|人社|住建|生态环境|应急|海关|气象|烟草"
OF_IT = r"(?:的?(?:政府信息|信息|政务)?公开|收到|办理|受理|依申请)?"
SOME = re.compile(  # some of the applications, other kinds of bodies, numbers that were put right since, or none at all
    rf"{BEFORE}(?:其中[，,:：]?)?(?:(?:[^，。；\d]{{0,8}}[所下直]属)?(?:公共)?企?事业单位|[市区县全]{{0,2}}(?:{SECTORS})系统"
    rf"|村[（(]?(?:社区|居)[)）]?|各(?:部门|单位)(?:汇总|合计)|原(?:公布|发布|公开)|测算|模拟|表样|样表|填表示例){OF_IT}(?:{END}|如下)?[:：]?"
    r"|[（(]?(?:更正|修改|调整|修订)前(?:的?(?:数据|情况|表))?[)）]?[:：]?"
    rf"|{BEFORE}(?:其中[，,:：]?)?(?:通过)?(?:(?:网上|网络|在线|平台|信函|当面|传真|邮箱|邮件|窗口)申请|咨询类(?:申请)?|[省市国]家?级?平台){OF_IT}{END}"
)  # 网上申请 alone is a link of the page
EVERY = re.compile(
    r"(?:附件?[一二三四五\d]*[:：]|其中[:：])各(?:区县?|县|乡|镇|街道|部门|单位|科室|所属)|[下所直区市县局委]属(?:各)?(?:事业|企业|二级)?(?:单位|部门)"
)
OF_EACH = re.compile(r"全[省市区县州盟旗]各|各(?:区县?|县|乡|镇|街道|部门|单位)")  # more than one part of government
OF_AREA = re.compile(
    r"全[省市区县州盟旗](?:[\u4e00-\u9fff]{2,4}系统)?(?:汇总|合计|总计|数据)|全域|直属(?:学校|单位|机构)(?:合计|汇总)"
)
LEAST_PIECE = 4  # characters of a label that a line ends in
TIME_ALONE = re.compile(
    r"[上前]一?年度?|[本今去]年度?"
)  # 上一年度 begins a label, and is a caption where it stands alone
OURS = re.compile(r"本(?:机关|单位|局|委|级|部门)|我[局委办区市县镇]")
NOT_OURS = re.compile(r"不(?:代表|含|包括|是)本")
SECTION = re.compile(
    r"[#*]*[一二三四五六七]、(?:总体|主动公开|收到和处理|政府信息公开行政复议|因政府信息|存在|其他需要|政府信息公开)"
)


HEADING = re.compile(rf"^{SECTION.pattern}[^，。；\d]{{0,30}}?情况(?=.)")


@dataclass(frozen=True, slots=True)
class Captions:
    """What captions say in the report of one body and year."""

    identity: Identity
    gazetteer: Gazetteer
    names: Names
    wider: re.Pattern[str]

    def is_label(self, text: str) -> bool:
        """Whether a text is a label of the form or a piece of one, which may speak of bodies and years as a caption does:
        1.本机关不掌握相关政府信息, 二、上年结转政府."""
        if TIME_ALONE.fullmatch(text):
            return False
        piece = len(text) >= LEAST_PIECE and any(text in label for label in self.names.squeezed)
        return piece or self.names.meant(text) in self.names.official

    def other(self, text: str) -> Finding | None:
        """What a caption says of another report's table; one that names the report's own year as well says nothing."""
        text = IN_BRACKETS.sub(r"\g<1>", text)
        text = HEADING.sub("", text)  # 三、收到和处理政府信息公开申请情况 2023年, in one line
        if not text or len(text) > LONGEST or text.endswith(ENDS) or SECTION.match(text) or self.is_label(text):
            return None
        return self._of_another_time(text) or self._of_another_body(text) or self._of_some(text)

    def looking_back(self, text: str) -> Finding | None:
        """The same of a note under or in a table, which may be a sentence: 注：以上为2022年数据。"""
        if not BACK.match(text):
            return None
        told = BACK.sub("", text).strip("。；")
        return self._of_another_time(told) or self._of_another_body(told) if len(told) <= LONGEST else None

    def _of_another_time(self, text: str) -> Finding | None:
        own = self.identity.year
        told = {"other": f"不是{own}年全年的", "unclear": f"看不出是不是{own}年的", "": ""}[time_told(text, own)]
        return Finding("other_year", f"“{text}”说的表{told}，没有读。") if told else None

    def _of_another_body(self, text: str) -> Finding | None:
        text = text.rsplit("。", 1)[-1]
        ours = OURS.search(text) is not None and NOT_OURS.search(text) is None
        if self.identity.agency.name in text or ours:
            return None
        if (filled := FILLED_IN.fullmatch(text)) is not None:
            inside = INTERNAL.search(filled["name"]) is not None or len(filled["name"]) <= LEAST_PIECE
            return self._not_ours(text) if not inside and self._another(filled["name"]) else None
        if MADE_BY.search(text) and not OF_AREA.search(text):
            return None
        office = self.identity.agency.organ != GOVERNMENT
        several = EVERY.search(text) or (office and (OF_EACH.search(text) or OF_AREA.search(text)))
        named = NAMED.fullmatch(text) or APART.fullmatch(text)
        other = several or self.wider.search(text) or (named and self._another(named["name"]))
        return self._not_ours(text) if other else None

    def _of_some(self, text: str) -> Finding | None:
        some = SOME.fullmatch(text) is not None and not self.own(text) and not MADE_BY.search(text)
        return Finding("other_body", f"“{text}”说的表只是一部分，或者不是现在的，没有读。") if some else None

    def named_alone(self, text: str) -> Finding | None:
        """A line right over a table that is nothing but another body's name."""
        if (
            len(text) > LONGEST
            or not is_body(text)
            or self.own(text)
            or MADE_BY.search(text)
            or not self._another(text)
        ):
            return None
        return self._not_ours(text)

    def _not_ours(self, text: str) -> Finding:
        return Finding("other_body", f"“{text}”说的表不是“{self.identity.agency.name}”的，没有读。")

    def own(self, text: str) -> bool:
        """Whether a line speaks of the report's own year, or of its own body."""
        return f"{self.identity.year}年" in text or self.identity.agency.name in text or OURS.search(text) is not None

    def _another(self, name: str) -> bool:
        """Whether a name is that of another body: a place of its own, or a part of government; 市教育局 may be 宁波市教育局."""
        own, read = self.identity.agency, self.gazetteer.agency(name)
        around = self.gazetteer.places.get(read.place)
        if around is not None and name == around.name and own.place != read.place and self._lies_in(read.place):
            return True  # 宁波市 over a table, in the report of 北仑区
        if alike(own.name, name) or read.id == own.id or AREA.fullmatch(name):
            return False
        office = own.organ == GOVERNMENT and re.search(r"(?:政府)?办公[室厅]$", name) is not None
        if read.place:
            return bool(own.place) and not (read.place == own.place and office)
        return is_body(name) and len(name) > len("政府") and not office

    def _lies_in(self, place: str) -> bool:
        own = self.gazetteer.places.get(self.identity.agency.place)
        return own is not None and own.within(place)


def captions_of(identity: Identity, gazetteer: Gazetteer, form: Form) -> Captions:
    """What captions say in that report."""
    return Captions(identity, gazetteer, names_of(form), wider_than(identity.agency, gazetteer))
