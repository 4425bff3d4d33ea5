"""Document + whose it is -> the document without the tables that its captions give to another year, another period or another body:
附表：2021年收到和处理政府信息公开申请情况, 其中：公安分局, 附件：大田县教育局."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.agencies.agency import GOVERNMENT, Gazetteer
from store.document import Document, Grid, Line, squeeze
from store.findings import Finding
from store.forms.form import Form
from store.identity.clues import alike
from store.identity.identity import AREA, Identity
from store.identity.title import is_body
from store.readers.cells import is_value
from store.tables.names import Names, names_of

ABOVE = 3  # lines above a table that can be its caption
LONGEST = 45  # characters of a caption
NUMBER = r"(?:[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])"
BEFORE = rf"[#*]*{NUMBER}?(?:附[表件]?[一二三四五\d]*[:：、.]?|表[一二三四五\d][:：、.]?)?"
END = r"[^，。；\d]{0,30}(?:表|情况|统计|数据?|对比|比较|年|年度)(?:如下|[（(][^（）()]{1,10}[)）])?[:：]?"
DATED = re.compile(rf"{BEFORE}[^，。；]{{0,20}}?(?P<year>20\d\d)(?:(?=年)(?!年度?1?\d月){END}|年度?[)）][:：]?)")
OTHER_PERIOD = re.compile(
    rf"{BEFORE}(?:[（(]对比[)）])?[^，。；]{{0,24}}?(?:上年(?=度|情况|数据|申请)|上一年度?|去年|往年|[上下]半年|[一二三四]季度)(?!.*(?:结转|项目))[^，。；]{{0,24}}"
    rf"|{BEFORE}[^，。；]{{0,14}}?(?:填表)?(?:示例|样例|样表|范例|模板)表?"
    r"|(?:截[至止]|(?!20\d\d年\d{1,2}月\d{1,2}日(?![-—－~至到])))20\d\d年(?:1月1日|1月|1)?[-—－~至到]{0,2}(?:20\d\d年)?(?:[1-9]|1[01])月(?:\d{1,2}日)?[^，。；\d]{0,20}"
)
OF_NO_YEAR = re.compile(rf"{BEFORE}[^，。；\d]{{0,20}}?(?:对比|对照|比较|同期)(?:情况|数据)?表?(?:如下)?[:：]?")
IN_BRACKETS = re.compile(r"^[（(]([^（）()]{4,})[)）]$")
YEAR_ALONE = re.compile(r"[（(]?(?:对比表?[:：])?(?P<year>20\d\d)年(?:度|1[-—－至]12月)?[)）]?(?:数据|情况)?")
NAMED = re.compile(
    rf"{BEFORE}(?P<name>[^，。；、\d]{{2,20}}?)(?:20\d\d年度?)?(?:收到|依申请|主动公开|政府信息|信息公开){END}"
)
APART = re.compile(
    rf"(?:附件?[一二三四五\d]*[:：]|其中[:：]|[一二三四五六七八九十]+、|{NUMBER})(?P<name>[^，。；、:：\d]{{3,24}})"
)
EVERY = re.compile(
    r"(?:附件?[一二三四五\d]*[:：]|其中[:：])各(?:区县?|县|乡|镇|街道|部门|单位|科室|所属)[^，。；]{0,16}(?:汇总|统计|情况)[^，。；]{0,8}"
    rf"|{BEFORE}[^，。；]{{0,4}}(?:[下所直]属)(?:各)?单位[^，。；]{{0,16}}"
)
PIECE = re.compile(
    r"[（(][^）)]*$|(?:新收|结转)政府$"
)  # of a label over two lines: a bracket that is not closed, 二、上年结转政府
OURS = re.compile(r"本(?:机关|单位|局|委|级|部门)|我[局委办区市县镇]")
SECTION = re.compile(
    r"[#*]*[一二三四五六七]、(?:总体|主动公开|收到和处理|政府信息公开行政复议|因政府信息|存在|其他需要|政府信息公开)"
)


@dataclass(frozen=True, slots=True)
class _Captions:
    identity: Identity
    gazetteer: Gazetteer
    names: Names

    def is_label(self, text: str) -> bool:
        """Whether a text is a label of the form, which may speak of the body as a caption does: 1.本机关不掌握相关政府信息."""
        return self.names.meant(text) in self.names.official

    def other(self, text: str) -> Finding | None:
        """What a caption says of another report's table; one that names the report's own year as well says nothing."""
        text = IN_BRACKETS.sub(r"\g<1>", text)
        if len(text) > LONGEST or PIECE.search(text):
            return None
        if OTHER_PERIOD.fullmatch(text):
            return Finding("other_year", f"“{text}”下面的表不是{self.identity.year}年全年的，没有读。")
        if OF_NO_YEAR.fullmatch(text):
            return Finding("other_year", f"“{text}”下面的表看不出是不是{self.identity.year}年的，没有读。")
        dated = DATED.fullmatch(text) or YEAR_ALONE.fullmatch(text)
        if dated is not None and int(dated["year"]) != self.identity.year and not self.own(text):
            return Finding("other_year", f"“{text}”下面的表不是{self.identity.year}年的，没有读。")
        if self.identity.agency.name in text:
            return None
        named = NAMED.fullmatch(text) or APART.fullmatch(text)
        return self._not_ours(text) if EVERY.fullmatch(text) or (named and self._another(named["name"])) else None

    def named_alone(self, text: str) -> Finding | None:
        """A line right over a table that is nothing but another body's name."""
        if len(text) > LONGEST or not is_body(text) or self.own(text) or not self._another(text):
            return None
        return self._not_ours(text)

    def _not_ours(self, text: str) -> Finding:
        return Finding("other_body", f"“{text}”下面的表不是“{self.identity.agency.name}”的，没有读。")

    def own(self, text: str) -> bool:
        """Whether a line speaks of the report's own year, or of its own body."""
        return f"{self.identity.year}年" in text or self.identity.agency.name in text or OURS.search(text) is not None

    def _another(self, name: str) -> bool:
        """Whether a name is that of another body: a place of its own, or a part of government; 市教育局 may be 宁波市教育局."""
        own, read = self.identity.agency, self.gazetteer.agency(name)
        if alike(own.name, name) or read.id == own.id or AREA.fullmatch(name):
            return False
        office = own.organ == GOVERNMENT and re.search(r"(?:政府)?办公[室厅]$", name) is not None
        if read.place:
            return bool(own.place) and not (read.place == own.place and office)
        return is_body(name) and len(name) > len("政府") and not office


@dataclass
class _Sections:
    """The headings met so far: an appendix repeats those of the report."""

    met: set[str] = field(default_factory=set)

    def opens(self, text: str) -> bool:
        """Whether a text opens a section that was not there yet."""
        match = SECTION.match(text)
        new = match is not None and match.group() not in self.met
        self.met |= {match.group()} if match is not None else set()
        return new


def without_others(
    document: Document, identity: Identity, gazetteer: Gazetteer, form: Form
) -> tuple[Document, tuple[Finding, ...]]:
    """Also what was left out."""
    captions = _Captions(identity, gazetteer, names_of(form))
    in_lines = not any(isinstance(block, Grid) for block in document.blocks)
    findings: list[Finding] = []
    kept = _kept_lines(document, captions, findings) if in_lines else _kept_tables(document, captions, findings)
    return Document(document.origin, tuple(kept)), tuple(dict.fromkeys(findings))


def _kept_tables(document: Document, captions: _Captions, findings: list[Finding]) -> Iterator[Line | Grid]:
    """Without the tables that stand under such a caption; what an appendix of another body holds is all its own."""
    above: list[str] = []
    sections = _Sections()
    appendix: Finding | None = None
    for block in document.blocks:
        if isinstance(block, Line):
            text = squeeze(block.text)
            above = [*above, text][-ABOVE:] if text else above
            new = sections.opens(text)
            if text and (captions.own(text) or new):  # a section that was not there yet is the report's own
                appendix = None
            elif APART.fullmatch(text) and (found := captions.other(text)) is not None:
                appendix = found
            yield block
            continue
        other = next((found for text in above if (found := captions.other(text)) is not None), appendix)
        other = other or (captions.named_alone(above[-1]) if above else None)
        above = []
        if other is not None:
            findings.append(other)
        else:
            yield block


def _kept_lines(document: Document, captions: _Captions, findings: list[Finding]) -> Iterator[Line | Grid]:
    """The same where tables are lines too: up to the next caption, sentence, or section that was not there yet.  A label of the
    form (1.本机关不掌握…) is no caption."""
    other: Finding | None = None
    sections = _Sections()
    for block in document.blocks:
        text = squeeze(block.text) if isinstance(block, Line) else ""
        found = captions.other(text) if text else None
        new = sections.opens(text)
        if found is not None:
            other = found
        elif text and (new or text.endswith("。") or (captions.own(text) and not captions.is_label(text))):
            other = None
        if other is None or found is not None or not text:
            yield block
        elif is_value(text):  # a date above a heading leaves nothing out
            findings.append(other)
