"""Document -> what each of its places says of the body and the year: the clues, the one to believe first.

Asked in this order: what the one who loads it says, the title, the opening sentence, the signature, the statistics period,
the file's name."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from store.agencies.agency import Gazetteer
from store.document import Document, Grid, Line, squeeze
from store.identity.signature import signed_by
from store.identity.title import LONGEST, NARROW, Title, file_title, is_body, read_title

FIRST_LINES = 40
PERIOD = re.compile(
    r"(20\d\d)年?1月?1日?(?:起|开始)?(?:至|到|—|-|－|~)+(?:同年)?(?:(20\d\d)年?)?12月?31日?(?:止|期间)?"
)
FIRST_HEADING = re.compile(
    r"^[#*]*(?:第[一1]部分|[（(]?[一1][）)]?[、.．:：]?)?(?:本机关|政府信息公开)?(?:总体|基本|概|整体)(?:工作|落实|公开)?(?:情况|概况|概述|述)[:：]?$"
    r"|^[#*]*(?:一、|1[.、])?总体(?:工作|落实)?情况"
)
SECOND_HEADING = re.compile(r"^[#*]*(?:[二2][、.．])?主动公开政府信息(?:的)?情况")
YEAR_SAID = re.compile(r"(?<!\d)(20\d\d)年")
OF_TEXT = 3  # what the year weighs that the text speaks of most
NEAREST = 5  # what the title right above the report weighs
SENTENCE = 30  # characters of a line that is no title
WRITTEN_BY = re.compile(r"报告由(?P<name>[^，。；、]{4,30}?)(?:根据|依据|按照|编制|编写|负责)")
OPENING = re.compile(r"(?:公布|发布|印发|编制|形成|撰写|现将)了?[《“]?(?P<title>[^《》“”。；]{4,60}?(?:报告|年报))")
METADATA = re.compile(
    r"^(?:发布|发文|公开|所属|主办|承办|制作|成文|信息|文章|稿件)?(?:机构|机关|单位|部门|主体|来源|作者|责任编辑|编辑)[:：]"
)  # of the page: often another body than the report's


@dataclass(frozen=True, slots=True)
class Said:
    """Agency and year as the one who loads a file gives them: they go before whatever the file says."""

    agency: str = ""
    year: int = 0


NOTHING_SAID = Said()
LINK = "链接"


@dataclass(frozen=True, slots=True)
class Clue:
    """What one place of the document says; name or year may be empty.

    `elsewhere`: a title of the page, where the report's own names no body: it may be a link's."""

    where: str
    name: str
    year: str
    text: str
    elsewhere: bool = False


def clues_of(document: Document, gazetteer: Gazetteer, said: Said) -> Iterator[Clue]:
    """What each place says, the one to believe first."""
    yield Clue("载入时指定", said.agency, str(said.year or ""), said.agency)
    period, signature = _period(document), signed_by(_lines(document), gazetteer)
    titles = [t for text in _texts(document) if (t := read_title(text, gazetteer)) is not None]
    yield from _titled(document, titles, period, signature, gazetteer)
    if (opening := _opening(document, gazetteer)) is not None:
        yield Clue("正文开头", opening.name, opening.year, opening.text)
    if (author := _author(document)) is not None:
        yield author
    if signature:
        yield Clue("落款", signature, "", signature)
    if not any(title.name for title in titles) and (unsure := _yearless(document, gazetteer)) is not None:
        yield Clue("标题", unsure.name, "", unsure.text)
    if period:
        yield Clue("统计期限", "", *period)
    name = file_title(document.origin.name)
    file = read_title(name, gazetteer) or read_title(name, gazetteer, yearless=True)
    if file is not None:
        yield Clue("文件名", file.name, file.year, document.origin.name)
    for title in _links(document, gazetteer) if not titles else []:
        yield Clue(LINK, title.name, title.year, title.text, elsewhere=True)


def _titled(
    document: Document, titles: list[Title], period: tuple[str, str] | None, signature: str, gazetteer: Gazetteer
) -> Iterator[Clue]:
    """What the titles say."""
    best = _best(titles, _Borne(period[0] if period else "", signature, _year_of_text(document)), gazetteer)
    if best is None:
        yield from (Clue("标题", "", title.year, title.text) for title in titles[:1])
        return
    if signature and not titles[0].name and not alike(best.name, signature):
        yield Clue("落款", signature, "", signature)  # 2024年政府信息公开工作年度报告 under the site's name
    unsure = _yearless(document, gazetteer) if period and period[0] != best.year else None
    if unsure is not None and period and unsure.text != best.text:
        nearest = next(text for text in _texts(document) if text in (best.text, unsure.text))
        if nearest == unsure.text:  # without a year: what the period says goes before a link's
            yield Clue("标题", unsure.name, "", unsure.text)
            yield Clue("统计期限", "", *period)
    elsewhere = not titles[0].name and best.text in _lines(document)  # not its own title, broken over lines
    yield Clue("标题", best.name, best.year, best.text, elsewhere)


def _yearless(document: Document, gazetteer: Gazetteer) -> Title | None:
    """The nearest title without a year, which says less."""
    found = (read_title(text, gazetteer, yearless=True) for text in _texts(document))
    return next((title for title in found if title is not None and title.name), None)


@dataclass(frozen=True, slots=True)
class _Borne:
    """What other texts than titles say: the year of the period, who signed, the year that the running text speaks of most."""

    period: str
    signature: str
    text: str


def _year_of_text(document: Document) -> str:
    """The year that sentences name most; empty where none does, or two as often."""
    told = Counter(
        year for line in _lines(document) if len(line) >= SENTENCE for year in YEAR_SAID.findall(line)
    ).most_common(2)
    return told[0][0] if told and (len(told) < 2 or told[0][1] > told[1][1]) else ""


def _best(titles: list[Title], borne: _Borne, gazetteer: Gazetteer) -> Title | None:
    """Of those with a name the title that other texts bear out; the first of equals."""
    first, titles = titles[:1], [title for title in titles if title.name]
    counts = Counter((t.name, t.year) for t in titles)

    def weight(title: Title) -> int:
        agrees = 4 * (borne.period == title.year) + 2 * (bool(borne.signature) and borne.signature in title.name)
        # a period may be last year's, left standing; a title may stand on two lines, of which the nearer names nobody
        own = title is first[0] or (not first[0].name and first[0].text in title.text and first[0].year == title.year)
        told = OF_TEXT if borne.text == title.year else 0
        return agrees + told + (NEAREST if own else 0) + min(counts[title.name, title.year], 3)

    best = max(titles, key=weight, default=None)
    if best is None or gazetteer.chain(best.name)[0]:
        return best
    # a title broken over lines is found in parts too: the name with its place goes before its end alone
    whole = [t for t in titles if t.year == best.year and t.name.endswith(best.name) and gazetteer.chain(t.name)[0]]
    return max(whole, key=lambda title: len(title.name), default=best)


def alike(one: str, other: str) -> bool:
    """Whether two names can be one body's."""
    return one in other or other in one


def _texts(document: Document) -> Iterator[str]:
    """Texts that may be the title: single lines first, then lines joined, then cells; the nearest above the first heading before
    what stands further up (a list of links) or below."""
    lines = [line for line in _lines(document, linked=False) if not METADATA.match(line)]
    start = _start(lines)
    above, below = lines[max(start - FIRST_LINES, 0) : start], lines[start:FIRST_LINES]
    yield from (*reversed(above), *below)
    for count in (2, 3, 4, 5):
        for part in (above, below):
            joined = ["".join(part[i : i + count]) for i in range(len(part) - count + 1)]
            yield from (text for text in reversed(joined) if len(text) <= LONGEST)
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (squeeze(cell.text) for row in block.rows[:10] for cell in row)


def _links(document: Document, gazetteer: Gazetteer) -> list[Title]:
    """The titles that are links, most of them to other reports."""
    lines = (squeeze(block.text) for block in document.blocks if isinstance(block, Line) and block.linked)
    return [title for text in lines if (title := read_title(text, gazetteer)) is not None]


def _start(lines: list[str]) -> int:
    """Where the report's text begins: at its first heading, else at the first sentence."""
    first = next((n for n, line in enumerate(lines) if FIRST_HEADING.match(line)), None)
    if first is not None:
        return first
    ends = (
        n
        for n, line in enumerate(lines)
        if SECOND_HEADING.match(line) or (line.endswith("。") and len(line) >= SENTENCE)
    )
    return next(ends, len(lines))


def _opening(document: Document, gazetteer: Gazetteer) -> Title | None:
    """The report that the opening announces: 现公布《X 2024年政府信息公开工作年度报告》."""
    lines = _lines(document)[:FIRST_LINES]
    found = (read_title(m["title"], gazetteer) for text in lines if (m := OPENING.search(text)))
    return next((title for title in found if title is not None), None)


def _author(document: Document) -> Clue | None:
    """The body that the text names as the report's author."""
    for text in _lines(document):
        if (m := WRITTEN_BY.search(text)) and is_body(m["name"]):
            return Clue("正文", m["name"], "", m.group())
    return None


def _period(document: Document) -> tuple[str, str] | None:
    for text in _lines(document):
        if match := PERIOD.search(text.translate(NARROW)):
            return match.group(1), match.group(0)
    return None


def _lines(document: Document, *, linked: bool = True) -> list[str]:
    """The lines that hold a text, without blanks; with those that are links, or without."""
    lines = (block for block in document.blocks if isinstance(block, Line) and block.text)
    return [squeeze(line.text) for line in lines if linked or not line.linked]


def running_text(document: Document) -> str:
    return "".join(_lines(document))[:50_000]
