"""Document -> whose report it is and of which year, with the evidence for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from store.agency import Agency, Gazetteer
from store.document import Document, Grid, Line, UnreadableError, squeeze
from store.findings import Finding

FIRST_LINES, LAST_LINES, LONGEST = 40, 12, 90
TITLE = re.compile(
    r"(?P<before>[^，。；！？]{0,40}?)(?P<year>20\d\d)年?(?:年?度)?(?P<after>[^，。；！？\d]{0,40}?)"
    r"(?P<subject>(?:政府)?信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?(?:年度)?报告",
)
PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-|－|~)(?:同年)?(?:(20\d\d)年)?12月31日")
DATE = re.compile(r"^20\d\d年\d{1,2}月\d{1,2}日$")
CRUMBS = re.compile(r"[>|_/\\【】\[\]《》#*：:－—-]")


@dataclass(frozen=True, slots=True)
class Identity:
    """Agency and year, and the text each was read from."""

    agency: Agency
    year: int
    agency_evidence: str
    year_evidence: str
    findings: tuple[Finding, ...]


def identify(document: Document, gazetteer: Gazetteer) -> Identity:
    """Find agency and year; raises UnreadableError saying which of the two no text tells."""
    (name, name_from), (year, year_from) = _in_titles(document)
    if not name:
        name = name_from = _signature(document)
    period = _period(document)
    if not year and period:
        year, year_from = period
    if not name:
        raise UnreadableError(
            "看不出是哪个单位的报告：标题和落款里都没有单位名称。请把文件名改成“单位名称＋年份”再载入。"
        )
    if not year:
        raise UnreadableError(
            "看不出是哪一年的报告：标题和统计期限里都没有年份。请把文件名改成“单位名称＋年份”再载入。"
        )
    return Identity(gazetteer.agency(name), int(year), name_from, year_from, _stale_period(year, period))


def _in_titles(document: Document) -> tuple[tuple[str, str], tuple[str, str]]:
    """(body, the text that names it) and (year, the text that names it); empty where no title tells."""
    name = year = ("", "")
    for text in _titles(document):
        if match := TITLE.search(text):
            name = name if name[0] else (_agency_in(match), text)
            year = year if year[0] else (match["year"], text)
            if name[0]:
                break
    return name, year


def _stale_period(year: str, period: tuple[str, str] | None) -> tuple[Finding, ...]:
    if not period or period[0] == year:
        return ()
    sentence = f"标题写{year}年，统计期限写{period[0]}年（“{period[1]}”）；按标题记为{year}年。"
    return (Finding("year_differs", sentence),)


def _titles(document: Document) -> Iterator[str]:
    """Texts that may hold the title, most trusted first: single and joined first lines, cells, the file's name."""
    lines = [squeeze(block.text) for block in document.blocks if isinstance(block, Line) and block.text][:FIRST_LINES]
    for start in range(len(lines)):
        for count in (1, 2, 3):
            joined = "".join(lines[start : start + count])
            if len(joined) <= LONGEST:
                yield joined
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (squeeze(cell.text) for row in block.rows[:10] for cell in row if len(cell.text) <= LONGEST)
    stem = squeeze(PurePath(document.name).stem)
    yield stem if "报告" in stem else stem + "政府信息公开工作年度报告"


def _agency_in(match: re.Match[str]) -> str:
    """The body a title names, before or after the year; 政府 is shared by 人民政府 and 政府信息公开."""
    for part in (match["after"], match["before"]):
        name = CRUMBS.split(part)[-1].removesuffix("关于").strip("年度的")
        if name.endswith("人民") and match["subject"].startswith("政府"):
            name += "政府"
        if len(name) >= 2:
            return name
    return ""


def _signature(document: Document) -> str:
    """The name above the date at the end."""
    lines = [squeeze(block.text) for block in document.blocks if isinstance(block, Line) and block.text][-LAST_LINES:]
    for name, date in pairwise(lines):
        if DATE.match(date) and 3 <= len(name) <= 30 and "。" not in name:
            return name
    return ""


def _period(document: Document) -> tuple[str, str] | None:
    for block in document.blocks:
        if isinstance(block, Line) and (match := PERIOD.search(squeeze(block.text))):
            return match.group(1), match.group(0)
    return None
