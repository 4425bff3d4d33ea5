"""Document -> whose report it is and of which year, with the evidence for each.

A title is a line (or lines that belong together) that is nothing but body, year and the report's name.  Of several, the
one counts that the statistics period, the signature and repetition bear out; links to other reports have none of these."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from store.agency import Agency, Gazetteer
from store.document import Document, Grid, Line, UnreadableError, squeeze
from store.findings import Finding

FIRST_LINES, LAST_LINES, LONGEST = 40, 15, 70
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
YEAR = r"(?<!\d)(?P<year>20(?:0[89]|[1-4]\d)|二[〇零○][〇零○一二三四][〇零○一二三四五六七八九])(?!\d)(?:年报)?年?(?:年?度)?的?"
NAME = r"[^，。；！？、,;!?\d()]{2,30}?"
SUBJECT = r"(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:情况)?(?:年度|年)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)"
TAIL = r"(?:\([^()]{0,20}\)|[-_|—－].{0,30})?"
TITLES = (
    re.compile(rf"(?P<name>{NAME})?{YEAR}(?P<rest>{NAME})??(?P<subject>{SUBJECT}){TAIL}"),
    re.compile(rf"(?P<name>{NAME})(?P<subject>{SUBJECT})\({YEAR}\)"),
)
PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-|－|~)(?:同年)?(?:(20\d\d)年)?12月31日")
DATE = re.compile(r"^20\d\d年\d{1,2}月\d{1,2}日$")
BEFORE = re.compile(r"^(?:[\d\s\-/.:年月日]+|[【\[#*《]+|现将|关于(?:印发|公布|发布)?|P\.\d+)+")
BRACKETS = str.maketrans("（）【】", "()  ")
NO_BODY = re.compile(
    r"上一篇|下一篇|上一条|下一条|链接|首页|印发|根据|修订|按照|附件|会议|格式|条例|网站|党务|目录|名称|标题|^[我本]|^(?:省|市|区|县|镇|乡)?(?:政府)?信息公开"
)
BODY = re.compile(
    r"(?:省|市|区|县|州|盟|旗|镇|乡|街道|政府|局|委|办|厅|署|部|处|会|院|所|站|队|中心|海关|公司|集团|学校|大学|厂|组|社|台|馆|室)$"
)
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Identity:
    """Agency and year, and the text each was read from."""

    agency: Agency
    year: int
    agency_evidence: str
    year_evidence: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    name: str
    year: str
    text: str


def identify(document: Document, gazetteer: Gazetteer) -> Identity:
    """Find agency and year; raises UnreadableError saying which of the two no text tells."""
    period, signature = _period(document), _signature(document)
    titles = [t for text in _texts(document) if (t := _read(text, gazetteer)) is not None]
    whole = _best([t for t in titles if t.name], period, signature)
    title = whole or _Title(signature, titles[0].year if titles else "", signature)
    if not title.name:
        file = _read(_file_title(document), gazetteer)
        title = _Title(file.name, title.year or file.year, file.text) if file and file.name else title
    year = title.year or (period[0] if period else "")
    if not title.name:
        raise UnreadableError(
            "看不出是哪个单位的报告：标题和落款里都没有单位名称。请把文件名改成“单位名称＋年份”再载入。"
        )
    if not year:
        raise UnreadableError(
            "看不出是哪一年的报告：标题和统计期限里都没有年份。请把文件名改成“单位名称＋年份”再载入。"
        )
    agency = gazetteer.agency_in(title.name, _running_text(document))
    return Identity(agency, int(year), title.text, title.text, _stale_period(year, period))


def _best(titles: list[_Title], period: tuple[str, str] | None, signature: str) -> _Title | None:
    """The title that other texts bear out; the first of equals."""
    if not titles:
        return None
    counts = Counter((t.name, t.year) for t in titles)

    def weight(title: _Title) -> int:
        agrees = 4 * (period is not None and period[0] == title.year) + 2 * (
            bool(signature) and signature in title.name
        )
        return agrees + min(counts[title.name, title.year], 3)

    return max(titles, key=weight)


def _texts(document: Document) -> Iterator[str]:
    """Texts that may be the title: single lines first, then lines joined, then cells."""
    lines = [squeeze(block.text) for block in document.blocks if isinstance(block, Line) and block.text][:FIRST_LINES]
    yield from lines
    for count in (2, 3):
        yield from (
            "".join(lines[i : i + count]) for i in range(len(lines)) if max(map(len, lines[i : i + count])) <= LONGEST
        )
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (squeeze(cell.text) for row in block.rows[:10] for cell in row)


def _file_title(document: Document) -> str:
    stem = re.sub(r"^\d{6,8}(?=\D)|\(\d+\)$|[\s_-]+", "", PurePath(document.name).stem.split(".")[0])
    return stem if re.search(SUBJECT, stem) else f"{stem}政府信息公开工作年度报告"


def _read(text: str, gazetteer: Gazetteer) -> _Title | None:
    """A text that is a title from end to end; its name is empty where it holds none that can be a body's."""
    if len(text) > LONGEST or "\ufffd" in text:
        return None
    plain = BEFORE.sub("", text.translate(NARROW).translate(BRACKETS).replace(" ", ""))
    candidates = [text.translate(NARROW).translate(BRACKETS).replace(" ", "").lstrip("#*"), plain]
    match = next((m for pattern in TITLES for t in candidates if (m := pattern.fullmatch(t))), None)
    if match is None:
        return None
    parts = [match.groupdict().get("rest") or "", match["name"] or ""]
    names = [_name(part, match["subject"]) for part in parts]
    name = next((n for n in names if n and _is_body(n, gazetteer)), "")
    year = match["year"] if match["year"].isdigit() else match["year"].replace("二", "2", 1).translate(DIGITS)
    return _Title(name, year, text)


def _name(part: str, subject: str) -> str:
    """The body in a part of a title; 政府 is shared by 人民政府 and 政府信息公开."""
    name = re.split(r"[:：_|]", BEFORE.sub("", part))[-1].removeprefix("年度").removesuffix("关于").strip("-—_|>《")
    return name + "政府" if name.endswith("人民") and subject.startswith("政府") else name


def _is_body(name: str, gazetteer: Gazetteer) -> bool:
    if NO_BODY.search(name):
        return False
    places, rest = gazetteer.chain(name)
    known = bool(places) and (not rest or BODY.search(rest) is not None)
    return known or (BODY.search(name) is not None and len(name.removesuffix("政府")) > 2)


def _running_text(document: Document) -> str:
    return "".join(block.text for block in document.blocks if isinstance(block, Line))[:50_000]


def _stale_period(year: str, period: tuple[str, str] | None) -> tuple[Finding, ...]:
    if not period or period[0] == year:
        return ()
    sentence = f"标题写{year}年，统计期限写{period[0]}年（“{period[1]}”）；按标题记为{year}年。"
    return (Finding("year_differs", sentence),)


def _signature(document: Document) -> str:
    """The name above the date at the end."""
    lines = [squeeze(block.text) for block in document.blocks if isinstance(block, Line) and block.text][-LAST_LINES:]
    for name, date in pairwise(lines):
        if DATE.match(date) and 3 <= len(name) <= 30 and BODY.search(name) and not NO_BODY.search(name):
            return name
    return ""


def _period(document: Document) -> tuple[str, str] | None:
    for block in document.blocks:
        if isinstance(block, Line) and (match := PERIOD.search(squeeze(block.text).translate(NARROW))):
            return match.group(1), match.group(0)
    return None
