"""Document + Form -> the paragraphs of the text sections, and every number they state, with phrase, unit and sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from store.document import Document, Line, Place, squeeze
from store.forms.form import Form
from store.tables.labels import normal
from store.tables.sections import section_headings

UNITS = "条件次期场个家篇份起宗人元户项例册部%"
NUMBER = re.compile(
    r"(?<![\d.,+〔\[第])(?P<vague>近|约|逾|超过|超|将近)?(?P<number>\d{1,15}(?:,\d{3})*(?:\.\d{1,6})?)(?P<scale>[万亿]?)(?P<more>[余多]?)"
    rf"(?P<unit>人次|[{UNITS}])(?P<about>以上|以下|左右|上下)?",
)
STOPS = re.compile(r"[，,。；;：:、（）()！？!?]|\d")
SENTENCE = re.compile(r"[^。！？]*[。！？]?")
LONGEST, NEAR = 3000, 80  # characters of a sentence that is read; before a number that are looked at
CLAUSE = re.compile(r"[，,。；;：:！？!?]")
YEAR = re.compile(r"(20\d\d)年")
OTHERWISE = re.compile(
    r"[少多]公开|计划|预计|拟|目标|上年(?![度]?[结转])|去年|前年|上一年(?![度]?[结转])|日均|月均|平均|近[一二两三四五六七八九十几\d]+年|[上下]半年|季度|截[至止]\d{1,2}月|十[一二三四五]五|以来|力争|争取|公租房|各镇|镇街|通过(?:网络|信函|当面|邮|平台|书面|电子)|(?<![年\d])\d{1,2}月(?![\d日])|同比|比上|较上|比去|较去|增加|减少|撤销|其中.*[局委办厅镇乡]|街道"
    r"|撤回|撤下|整改|取消|筹备|协助|配合|参加|出席|应(?:当)?(?:主动)?公开|抽查|检查|审核|审查|转载|转发|删除|清理|被[^，,。]{0,6}纠正的"
    r"|(?:信函|当面|邮寄|网络|网上|在线|平台|邮件)(?:方式|渠道|提交|收到|递交)|[区县市][^，,。]{0,6}[局委办厅]收到|(?<![及和])(?:下属|所属|直属)"
)
SINCE_EVER = re.compile(r"新增[^。]*累计[^，,。]*$")  # 新增56条，累计12800条
AFTER = re.compile(
    r"\s*[（(][^（）()]{0,4}(?:历年|往年|以前年度)|的(?:有|部门|单位|区|县)"
)  # 超过2000条的有7个: a limit
TRAILING = re.compile(r"(?:共计|总计|合计|累计|共|为|达到|达|了|约|有|数量|数|》)+$")
CHANNELS = (  # 微博公开信息: of one alone
    "网站", "微博", "微信", "公众号", "客户端", "平台", "头条", "抖音", "快手", "视频号", "新媒体", "专栏", "栏目", "报纸",
)  # fmt: skip
REVERSES = ("不", "未", "没", "无", "非", "不予", "未予", "免予", "拒绝", "申请", "及", "和", "与", "或", *CHANNELS)
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
Phrase = tuple[str, str, tuple[str, ...]]  # normal form, id of the figure, units
Phrases = dict[str, list[Phrase]]  # by their last character
FULL, MANY = 0.78, 6  # of the usual width; full lines of a text that was broken
NARROWEST, WIDEST = 20.0, 45.0  # characters of such a line
STARTS = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、]|[#|*])")
ENDS = "。！？；：:;"
TABLE_SECTIONS = ("active", "requests", "disputes")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text and the section it belongs to (`preface` before the first heading)."""

    section: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number in the text.  `id` is empty where prose.toml has no name for it; `exact` is False for 近, 余 and the like."""

    id: str
    phrase: str
    value: Decimal
    raw: str
    unit: str
    exact: bool
    sentence: str
    section: str
    place: Place


def read_paragraphs(document: Document, form: Form) -> tuple[Paragraph, ...]:
    """The text outside the tables, by section."""
    headings = section_headings(form)
    section, found = "preface", []
    for block in unwrapped([block for block in document.blocks if isinstance(block, Line)]):
        text = squeeze(block.text).lstrip("#* ")
        if (heading := headings.get(normal(text))) is not None:
            section = heading
        elif text and section not in TABLE_SECTIONS:
            found.append(Paragraph(section, text, block.place))
    return tuple(found)


def unwrapped(lines: list[Line]) -> list[Line]:
    """The lines of a text that was broken at a fixed width (a PDF put into text) as paragraphs; any other text as it is."""
    widths = Counter(_width(line.text) for line in lines if line.place.line and len(line.text) <= 2 * WIDEST)
    wide = [w for w in widths if NARROWEST <= w <= WIDEST]
    full = {widest: sum(widths[w] for w in wide if FULL * widest <= w <= widest) for widest in wide}
    widest = max(full, key=lambda w: (full[w], w), default=0.0)
    if not widest or full[widest] < MANY:
        return lines
    joined: list[Line] = []
    last = 0  # the line that the last paragraph ends with, where it goes on
    for line in lines:
        at = line.place.line or 0
        if last and at == last + 1 and line.text and not STARTS.match(line.text):
            joined[-1] = Line(joined[-1].text + line.text, joined[-1].place)
        else:
            joined.append(line)
        goes_on = FULL * widest <= _width(line.text) <= widest and line.text[-1] not in ENDS
        last = at if goes_on else 0
    return joined


def _width(text: str) -> float:
    """In characters of full width."""
    return sum(0.5 if char.isascii() else 1.0 for char in text.strip())


def read_stated(
    paragraphs: tuple[Paragraph, ...], form: Form, year: int, wider: re.Pattern[str]
) -> tuple[StatedFigure, ...]:
    """Every number with a unit in the text sections, named where prose.toml knows the words before it.

    A number of another year, of a wider area (`wider`: the words for it), a plan, an average or a part of the whole keeps its
    sentence and gets no name."""
    others = _Others(year, wider)
    phrases = _phrases(form)
    found: list[StatedFigure] = []
    for paragraph in paragraphs:
        if paragraph.section == "preface":
            continue
        for sentence in SENTENCE.findall(paragraph.text):
            found += _in_sentence(sentence[:LONGEST], paragraph, phrases, others)
    return tuple(found)


@cache
def _phrases(form: Form) -> Phrases:
    """The phrases of all named figures, the longest first."""
    found = ((normal(text), stated.id, stated.units) for stated in form.stated.values() for text in stated.phrases)
    by_end: Phrases = {}
    for phrase in sorted(found, key=lambda entry: -len(entry[0])):
        by_end.setdefault(phrase[0][-1], []).append(phrase)
    return by_end


@dataclass(frozen=True, slots=True)
class _Others:
    """What a report also speaks of: other years, wider areas, parts of the whole, plans, averages."""

    year: int
    wider: re.Pattern[str]

    def speak_before(self, near: str) -> bool:
        """Whether the words before a number make it one of another year, area or body, a plan, an average, or a difference."""
        clause = CLAUSE.split(near)[-1]
        years = YEAR.findall(near)
        of_others = OTHERWISE.search(clause) or SINCE_EVER.search(near) or self.wider.search(clause)
        return of_others is not None or (bool(years) and int(years[-1]) != self.year)


def _in_sentence(sentence: str, paragraph: Paragraph, phrases: Phrases, others: _Others) -> Iterator[StatedFigure]:
    told: set[str] = set()
    narrow = sentence.translate(NARROW)  # character for character, so that places in both are the same
    for match in NUMBER.finditer(narrow):
        near = narrow[max(0, match.start() - NEAR) : match.start()]
        before, unit = STOPS.split(near)[-1], match["unit"]
        value = Decimal(match["number"].replace(",", "")) * SCALES[match["scale"]]
        other = others.speak_before(near) or AFTER.match(narrow, match.end()) is not None
        name = "" if other else _name(normal(before), unit, phrases)
        if name in told and "其中" in near:
            name = ""  # a part of what was told before
        told.add(name)
        yield StatedFigure(
            id=name,
            phrase=before,
            value=value,
            raw=match.group(0),
            unit=unit,
            exact=not (match["vague"] or match["more"] or match["about"] or match["scale"]),  # 1.2万 is rounded
            sentence=sentence.strip(),
            section=paragraph.section,
            place=paragraph.place,
        )


def _name(before: str, unit: str, phrases: Phrases) -> str:
    """The named figure whose phrase ends right before the number; a 不, 依申请, 及 or 微博 before the phrase makes it another."""
    for text in (before, TRAILING.sub("", before)):
        for phrase, name, units in phrases.get(text[-1:], ()):
            if text.endswith(phrase) and unit in units and not text[: -len(phrase)].endswith(REVERSES):
                return name
    return ""
