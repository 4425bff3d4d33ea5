"""Document + whose it is -> the document without the tables that its captions give to another year, another period or another body:
附表：2021年收到和处理政府信息公开申请情况, 其中：公安分局, 附件：大田县教育局."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from store.agencies.agency import GOVERNMENT, Gazetteer
from store.document import Cell, Document, Grid, Line, squeeze
from store.findings import Finding
from store.forms.form import Form
from store.identity.clues import alike
from store.identity.identity import AREA, Identity
from store.identity.title import is_body
from store.identity.wider import wider_than
from store.readers.cells import is_value
from store.tables.names import Names, names_of

ABOVE = 3  # lines above a table that can be its caption
LONGEST = 45  # characters of a caption
ENDS = ("。", "；", "！", "？")  # of sentences
NUMBER = r"(?:[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])"
BEFORE = rf"[#*]*{NUMBER}?(?:附[表件]?[一二三四五\d]*[:：、.]?|表[一二三四五\d][:：、.]?)?"
END = r"[^，。；\d]{0,30}(?:表|情况|统计|数据?|对比|比较|年|年度)(?:如下|[（(][^（）()]{1,10}[)）])?[:：]?"
YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?=年(?!\d{1,2}月\d{1,2}日?(?![-—－~至到起]))|[)）])"
)  # a date tells no year of figures
NOT_OF_FIGURES = re.compile(r"版|修订|印发|格式|[〔\[]20\d\d|条例")  # of the form and the rules
OTHER_PERIOD = re.compile(
    r"(?<![比较与同和])(?:上一?年|去年|前年)(?!.*(?:结转|项目))|往年|历年|[上下]半年|[一二三四]季度|填表说明|示例|样例|样表|范例|模板"
    r"|(?:截[至止]|(?!20\d\d年\d{1,2}月\d{1,2}日?(?![-—－~至到])))20\d\d年(?:1月1日|1月|1)?[-—－~至到]{0,2}(?:20\d\d年)?(?:[1-9]|1[01])月(?:\d{1,2}日)?"
)
OF_NO_YEAR = re.compile(r"对比|对照|比较|同期")
IN_BRACKETS = re.compile(r"^[（(]([^（）()]{4,})[)）]$")
NAMED = re.compile(
    rf"{BEFORE}(?P<name>[^，。；、\d]{{2,20}}?)(?:20\d\d年度?)?(?:收到|依申请|主动公开|政府信息|信息公开){END}"
)
APART = re.compile(
    rf"(?:附件?[一二三四五\d]*[:：]|其中[:：]|[一二三四五六七八九十]+、|{NUMBER})(?P<name>[^，。；、:：\d]{{3,24}}?)(?:的?(?:有关|相关)?(?:情况|数据|统计)+表?)?[:：]?"
)
EVERY = re.compile(
    r"(?:附件?[一二三四五\d]*[:：]|其中[:：])各(?:区县?|县|乡|镇|街道|部门|单位|科室|所属)|[下所直区市县局委]属(?:各)?(?:单位|部门)"
)
APPENDED = re.compile(rf"附[件表]?|其中[:：]|[一二三四五六七八九十]+、|{NUMBER}")  # what opens an appendix
OF_EACH = re.compile(r"全[省市区县州盟旗]各|各(?:区县?|县|乡|镇|街道|部门|单位)")  # more than one part of government
OF_ONE_TABLE = re.compile(r"申请|主动公开|复议|诉讼")
LEAST_PIECE = 4  # characters of a label that a line ends in
OURS = re.compile(r"本(?:机关|单位|局|委|级|部门)|我[局委办区市县镇]")
SECTION = re.compile(
    r"[#*]*[一二三四五六七]、(?:总体|主动公开|收到和处理|政府信息公开行政复议|因政府信息|存在|其他需要|政府信息公开)"
)


@dataclass(frozen=True, slots=True)
class _Captions:
    identity: Identity
    gazetteer: Gazetteer
    names: Names
    wider: re.Pattern[str]

    def is_label(self, text: str) -> bool:
        """Whether a text is a label of the form or a piece of one, which may speak of bodies and years as a caption does:
        1.本机关不掌握相关政府信息, 二、上年结转政府."""
        piece = len(text) >= LEAST_PIECE and any(text in squeeze(label) for label in self.names.official.values())
        return piece or self.names.meant(text) in self.names.official

    def other(self, text: str) -> Finding | None:
        """What a caption says of another report's table; one that names the report's own year as well says nothing."""
        text = IN_BRACKETS.sub(r"\g<1>", text)
        if len(text) > LONGEST or text.endswith(ENDS) or SECTION.match(text) or self.is_label(text):
            return None
        return self._of_another_time(text) or self._of_another_body(text)

    def _of_another_time(self, text: str) -> Finding | None:
        own = self.identity.year
        if OTHER_PERIOD.search(text):
            return Finding("other_year", f"“{text}”下面的表不是{own}年全年的，没有读。")
        years = set() if NOT_OF_FIGURES.search(text) else set(map(int, YEAR.findall(text)))
        if years and own not in years:
            return Finding("other_year", f"“{text}”下面的表不是{own}年的，没有读。")
        if OF_NO_YEAR.search(text) and not years:
            return Finding("other_year", f"“{text}”下面的表看不出是不是{own}年的，没有读。")
        return None

    def _of_another_body(self, text: str) -> Finding | None:
        if self.identity.agency.name in text:
            return None
        several = EVERY.search(text) or (self.identity.agency.organ != GOVERNMENT and OF_EACH.search(text))
        named = NAMED.fullmatch(text) or APART.fullmatch(text)
        other = several or self.wider.search(text) or (named and self._another(named["name"]))
        return self._not_ours(text) if other else None

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
    captions = _Captions(identity, gazetteer, names_of(form), wider_than(identity.agency, gazetteer))
    in_lines = not any(isinstance(block, Grid) for block in document.blocks)
    findings: list[Finding] = []
    kept = _kept_lines(document, captions, findings) if in_lines else _kept_tables(document, captions, findings)
    return Document(document.origin, tuple(kept)), tuple(dict.fromkeys(findings))


def _kept_tables(document: Document, captions: _Captions, findings: list[Finding]) -> Iterator[Line | Grid]:
    """Without the tables, and the parts of them, that stand under such a caption; what an appendix holds is all of its body and year,
    up to what is the report's own."""
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
            elif APPENDED.match(text) and (found := captions.other(text)) is not None:
                appendix = found
            yield block
            continue
        other = next((found for text in above if (found := captions.other(text)) is not None), appendix)
        other = other or (captions.named_alone(above[-1]) if above else None)
        above = []
        kept = tuple(_kept_rows(block, other, captions, findings))
        if kept:
            yield replace(block, rows=kept)


def _kept_rows(
    grid: Grid, other: Finding | None, captions: _Captions, findings: list[Finding]
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table but those below a caption that stands in a row of its own."""
    for row in grid.rows:
        texts = {squeeze(cell.text) for cell in row if cell.text}
        text = texts.pop() if len(texts) == 1 else ""
        if text and (found := captions.other(text)) is not None:
            other = found
        elif text and captions.own(text) and not captions.is_label(text):
            other = None
        if other is None:
            yield row
        elif any(is_value(cell.text) for cell in row if cell.text):
            findings.append(other)


def _kept_lines(document: Document, captions: _Captions, findings: list[Finding]) -> Iterator[Line | Grid]:
    """The same where tables are lines too: up to the next caption, sentence, or section that was not there yet."""
    other: Finding | None = None
    sections = _Sections()
    texts = [squeeze(block.text) if isinstance(block, Line) else "" for block in document.blocks]
    for at, (block, text) in enumerate(zip(document.blocks, texts, strict=True)):
        found = captions.other(text) if text else None
        found = None if found is not None and _stands_in_a_table(at, texts, captions) else found
        new = sections.opens(text)
        if found is not None:
            other = found
        elif text and (new or text.endswith("。") or (captions.own(text) and not captions.is_label(text))):
            other = None
        if other is None or found is not None or not text:
            yield block
        elif is_value(text):  # a date above a heading leaves nothing out
            findings.append(other)


def _stands_in_a_table(at: int, texts: list[str], captions: _Captions) -> bool:
    """Whether a line is a label with its numbers below, or one among those of a header: 行政许可（上年）, 上年处理决定数量."""
    before = next((text for text in reversed(texts[:at]) if text), "")
    after = next((text for text in texts[at + 1 :] if text), "")
    return is_value(after) or captions.is_label(before)
