"""Document -> whose report it is and of which year, each with the text it was read from.

Asked in this order: what the one who loads it says, the title, the opening sentence, the signature, the statistics period,
the file's name.  Where a later text contradicts the one believed, a finding says so."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from store.agency import GOVERNMENT, Agency, Gazetteer
from store.document import Document, Grid, Line, UnreadableError, squeeze
from store.findings import Finding
from store.signature import signed_by
from store.title import LONGEST, NARROW, Title, file_title, is_body, read_title

FIRST_LINES = 40
PERIOD = re.compile(
    r"(20\d\d)年?1月?1日?(?:起|开始)?(?:至|到|—|-|－|~)+(?:同年)?(?:(20\d\d)年?)?12月?31日?(?:止|期间)?"
)
FIRST_HEADING = re.compile(r"^[#*]*(?:一、|1[.、])?总体(?:工作)?情况")
WRITTEN_BY = re.compile(r"报告由(?P<name>[^，。；、]{4,30}?)(?:根据|依据|按照|编制|编写|负责)")
OPENING = re.compile(r"(?:公布|发布|印发|编制|形成|撰写|现将)了?[《“]?(?P<title>[^《》“”。；]{4,60}?(?:报告|年报))")
AREA = re.compile(r"全[省市区县州盟旗镇乡]|(?<=海关)关区")
ONLY_OWN = re.compile(
    r"(?<=[仅只])(?:反映|包括|包含|含|统计|涉及)[^，。；]{0,16}?(?:本级|本机关|本部|办公[室厅])"
    r"|(?:数据|统计|范围|口径)(?:均?[为是]|限于)[^，。；全各下及和与、]{0,12}(?:本级|本机关|本部)(?=[，。；的数]|$)"
)
OPENING_LENGTH = 800  # characters in which a report says what it covers
OWN = re.compile(r"本级|本机关|本部")
TOWNSHIP = re.compile(r"[镇乡]|街道")


@dataclass(frozen=True, slots=True)
class Said:
    """Agency and year as the one who loads a file gives them: they go before whatever the file says."""

    agency: str = ""
    year: int = 0


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Identity:
    """Agency and year with the text each was read from; `scope` as the report puts it (全市, 本级), empty where it does not."""

    agency: Agency
    year: int
    agency_evidence: str
    year_evidence: str
    scope: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Clue:
    """What one place of the document says; name or year may be empty."""

    where: str
    name: str
    year: str
    text: str


def identify(document: Document, gazetteer: Gazetteer, said: Said = NOTHING_SAID) -> Identity:
    """Find agency and year; raises UnreadableError saying which of the two no text tells."""
    clues = list(_clues(document, gazetteer, said))
    text = running_text(document)
    around = " ".join((text, *(clue.text for clue in clues)))
    named = next((clue for clue in clues if clue.name), None)
    dated = next((clue for clue in clues if clue.year), None)
    if named is None:
        raise UnreadableError(
            "看不出是哪个单位的报告：标题和落款里都没有单位名称。请用 --agency 写明，或把文件名改成“单位名称＋年份”再载入。"
        )
    if dated is None:
        raise UnreadableError(
            "看不出是哪一年的报告：标题和统计期限里都没有年份。请用 --year 写明，或把文件名改成“单位名称＋年份”再载入。"
        )
    own = OWN.search(named.text)
    agency = gazetteer.agency_in(OWN.sub("", named.name), around)
    if not agency.place and (gazetteer.chain(agency.name)[0] or gazetteer.is_relative(agency.name)):
        raise UnreadableError(f"标题只写“{named.name}”，看不出是哪个省市的；请用 --agency 写全名再载入。")
    if own and agency.organ == GOVERNMENT:  # its own applications alone, not those of the whole place
        agency = replace(agency, id=f"{agency.id}{own.group()}", name=named.name, organ=f"{GOVERNMENT}{own.group()}")
    elif agency.organ == GOVERNMENT and agency.place and (only := ONLY_OWN.search(text[:OPENING_LENGTH])) is not None:
        agency = replace(agency, id=f"{agency.id}本机关", name=f"{agency.name}（本机关）", organ=f"{GOVERNMENT}本机关")
        own = only
    scope = own or AREA.search(text)
    findings = (
        *_by_context(named, agency, gazetteer), *_other_agencies(agency, named, clues, around, gazetteer),
        *_other_years(dated, clues),
    )  # fmt: skip
    return Identity(agency, int(dated.year), named.text, dated.text, scope.group() if scope else "", findings)


def _by_context(named: _Clue, agency: Agency, gazetteer: Gazetteer) -> Iterator[Finding]:
    """A body whose place is told by the text around only, or by nothing."""
    if gazetteer.agency(OWN.sub("", named.name)).place:
        return
    if agency.place:
        where = gazetteer.full_name(agency.place, "")
        yield Finding("agency_no_place", f"“{named.name}”没写在哪里；按正文里提到的记为{where}的。")
    elif TOWNSHIP.search(agency.name):
        yield Finding(
            "agency_no_place", f"看不出“{named.name}”在哪个县区；同名的会当成一个单位，请用 --agency 写全名。"
        )


def _clues(document: Document, gazetteer: Gazetteer, said: Said) -> Iterator[_Clue]:
    """What each place says, the one to believe first."""
    yield _Clue("载入时指定", said.agency, str(said.year or ""), said.agency)
    period, signature = _period(document), signed_by(_lines(document), gazetteer)
    titles = [t for text in _texts(document) if (t := read_title(text, gazetteer)) is not None]
    best = _best([t for t in titles if t.name], period, signature, gazetteer)
    if best is not None and signature and not titles[0].name and not _alike(best.name, signature):
        yield _Clue("落款", signature, "", signature)  # 2024年政府信息公开工作年度报告 under the site's name
    if best is not None:
        yield _Clue("标题", best.name, best.year, best.text)
    elif titles:
        yield _Clue("标题", "", titles[0].year, titles[0].text)
    if (opening := _opening(document, gazetteer)) is not None:
        yield _Clue("正文开头", opening.name, opening.year, opening.text)
    if (author := _author(document)) is not None:
        yield author
    if signature:
        yield _Clue("落款", signature, "", signature)
    unsure = (
        t for text in _texts(document) if (t := read_title(text, gazetteer, yearless=True)) is not None and t.name
    )
    if best is None and (title := next(unsure, None)) is not None:
        yield _Clue("标题", title.name, "", title.text)
    if period:
        yield _Clue("统计期限", "", *period)
    name = file_title(document.origin.name)
    file = read_title(name, gazetteer) or read_title(name, gazetteer, yearless=True)
    if file is not None:
        yield _Clue("文件名", file.name, file.year, document.origin.name)


def _best(titles: list[Title], period: tuple[str, str] | None, signature: str, gazetteer: Gazetteer) -> Title | None:
    """The title that other texts bear out; the first of equals."""
    counts = Counter((t.name, t.year) for t in titles)

    def weight(title: Title) -> int:
        agrees = 4 * (period is not None and period[0] == title.year) + 2 * (
            bool(signature) and signature in title.name
        )
        return agrees + min(counts[title.name, title.year], 3)

    best = max(titles, key=weight, default=None)
    if best is None or gazetteer.chain(best.name)[0]:
        return best
    # a title broken over lines is found in parts too: the name with its place goes before its end alone
    whole = [t for t in titles if t.year == best.year and t.name.endswith(best.name) and gazetteer.chain(t.name)[0]]
    return max(whole, key=lambda title: len(title.name), default=best)


def _alike(one: str, other: str) -> bool:
    """Whether two names can be one body's."""
    return one in other or other in one


def _texts(document: Document) -> Iterator[str]:
    """Texts that may be the title: single lines first, then lines joined, then cells; the nearest above the first heading before
    what stands further up (a list of links) or below."""
    lines = _lines(document)
    start = next((n for n, line in enumerate(lines) if FIRST_HEADING.match(line)), len(lines))
    above, below = lines[max(start - FIRST_LINES, 0) : start], lines[start:FIRST_LINES]
    yield from (*reversed(above), *below)
    for count in (2, 3, 4, 5):
        for part in (above, below):
            joined = ["".join(part[i : i + count]) for i in range(len(part) - count + 1)]
            yield from (text for text in reversed(joined) if len(text) <= LONGEST)
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (squeeze(cell.text) for row in block.rows[:10] for cell in row)


def _opening(document: Document, gazetteer: Gazetteer) -> Title | None:
    """The report that the opening announces: 现公布《X 2024年政府信息公开工作年度报告》."""
    lines = _lines(document)[:FIRST_LINES]
    found = (read_title(m["title"], gazetteer) for text in lines if (m := OPENING.search(text)))
    return next((title for title in found if title is not None), None)


def _author(document: Document) -> _Clue | None:
    """The body that the text names as the report's author."""
    for text in _lines(document):
        if (m := WRITTEN_BY.search(text)) and is_body(m["name"]):
            return _Clue("正文", m["name"], "", m.group())
    return None


def _period(document: Document) -> tuple[str, str] | None:
    for text in _lines(document):
        if match := PERIOD.search(text.translate(NARROW)):
            return match.group(1), match.group(0)
    return None


def _lines(document: Document) -> list[str]:
    """The lines that hold a text, without blanks."""
    return [squeeze(block.text) for block in document.blocks if isinstance(block, Line) and block.text]


def running_text(document: Document) -> str:
    return "".join(_lines(document))[:50_000]


def _other_agencies(
    agency: Agency, believed: _Clue, clues: list[_Clue], around: str, gazetteer: Gazetteer
) -> Iterator[Finding]:
    """Another body named where the body stands.  A shorter form of the same name is no contradiction."""
    for clue in clues:
        if OWN.sub("", clue.name) == OWN.sub("", believed.name):
            continue
        other = gazetteer.agency_in(clue.name, around) if clue.name else agency
        same_end = (
            other.name.endswith(agency.name) or agency.name.endswith(other.name) or agency.organ.endswith(other.organ)
        )
        if other.id != agency.id and not (same_end and not (agency.place and other.place)):
            sentence = f"{believed.where}写“{believed.name}”，{clue.where}写“{clue.name}”；按{believed.where}记为“{agency.name}”。"
            yield Finding("agency_differs", sentence)


def _other_years(believed: _Clue, clues: list[_Clue]) -> Iterator[Finding]:
    for clue in clues:
        if clue.year and clue.year != believed.year:
            says = f"{believed.where}写{believed.year}年，{clue.where}写{clue.year}年（“{clue.text}”）"
            yield Finding("year_differs", f"{says}；按{believed.where}记为{believed.year}年。")
