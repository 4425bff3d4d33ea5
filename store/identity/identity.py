"""Document -> whose report it is and of which year, each with the text it was read from.

Where a later text contradicts the one believed, a finding says so."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from store.agencies.agency import GOVERNMENT, Agency, Gazetteer
from store.document import Document, UnreadableError
from store.findings import Finding
from store.identity.clues import LINK, NOTHING_SAID, Clue, Said, clues_of, running_text

AREA = re.compile(r"全[省市区县州盟旗镇乡]|(?<=海关)关区")
ONLY_OWN = re.compile(
    r"(?<=[仅只])(?:反映|包括|包含|含|统计|涉及)[^，。；]{0,16}?(?:本级|本机关|本部|办公[室厅])"
    r"|(?:数据|统计|范围|口径)(?:均?[为是]|限于)[^，。；全各下及和与、]{0,12}(?:本级|本机关|本部)(?=[，。；的数]|$)"
)
AREA_OF_OFFICE = re.compile(r"全[省市区县州盟旗](?=(?!各|行政|政府)[^，。]{1,6}?(?:系统|机关))")
CUSTOMS_AREA = re.compile(r"(?<=海关)关区")
OPENING_LENGTH = 800  # characters in which a report says what it covers
OWN = re.compile(r"本级|本机关|本部")
OF_ITSELF = "本机关"
ITSELF = re.compile(r"我(?P<kind>[局委厅])(?!们)")
TOWNSHIP = re.compile(r"[镇乡]|街道")


@dataclass(frozen=True, slots=True)
class Identity:
    """Agency and year with the text each was read from; `scope` as the report puts it (全市, 本级), empty where it does not."""

    agency: Agency
    year: int
    agency_evidence: str
    year_evidence: str
    scope: str
    findings: tuple[Finding, ...]


def identify(document: Document, gazetteer: Gazetteer, said: Said = NOTHING_SAID) -> Identity:
    """Find agency and year; raises UnreadableError saying which of the two no text tells."""
    clues = list(clues_of(document, gazetteer, said))
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
    if own and agency.organ == GOVERNMENT:  # its own applications alone, not those of the whole place; 本级 is 本机关
        agency = replace(agency, id=f"{agency.id}{OF_ITSELF}", name=named.name, organ=f"{GOVERNMENT}{OF_ITSELF}")
    elif agency.organ == GOVERNMENT and agency.place and (only := ONLY_OWN.search(text[:OPENING_LENGTH])) is not None:
        name, organ = f"{agency.name}（{OF_ITSELF}）", f"{GOVERNMENT}{OF_ITSELF}"
        agency = replace(agency, id=f"{agency.id}{OF_ITSELF}", name=name, organ=organ)
        own = OWN.search(only.group()) or only
    scope = own or AREA.search(named.text) or _own_area(agency, text, gazetteer)
    clues = [clue for clue in clues if clue.where != LINK]  # of other reports, as a rule
    findings = (
        *_by_context(named, agency, gazetteer), *_other_agencies(agency, named, clues, around, gazetteer),
        *_elsewhere(named), *_calls_itself(agency, text), *_other_years(dated, clues),
    )  # fmt: skip
    return Identity(agency, int(dated.year), named.text, dated.text, scope.group() if scope else "", findings)


def _own_area(agency: Agency, text: str, gazetteer: Gazetteer) -> re.Match[str] | None:
    """全市 in the report of a city's government, 全市公安机关 in that of its police; a town or an office that else speaks of 全市 does
    not report on it."""
    if agency.name.endswith("海关"):
        return CUSTOMS_AREA.search(text)
    name = gazetteer.full_name(agency.place, "") if agency.place else ""
    area = AREA if agency.organ == GOVERNMENT else AREA_OF_OFFICE
    return next((found for found in area.finditer(text) if name.endswith(found.group()[1:])), None) if name else None


def _by_context(named: Clue, agency: Agency, gazetteer: Gazetteer) -> Iterator[Finding]:
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


def _other_agencies(
    agency: Agency, believed: Clue, clues: list[Clue], around: str, gazetteer: Gazetteer
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


def _elsewhere(named: Clue) -> Iterator[Finding]:
    """The report's own title names no body, another title of the page does."""
    if named.elsewhere:
        yield Finding(
            "agency_elsewhere",
            f"报告的标题没写单位，按页面上另一处的“{named.text}”记；不对的话请用 --agency 写明再载入。",
        )


def _calls_itself(agency: Agency, text: str) -> Iterator[Finding]:
    """我局 in a report that was taken for a government's or an office's."""
    said = Counter(match.group() for match in ITSELF.finditer(text))
    if said and not any(word[1] in agency.name for word in said):
        word = said.most_common(1)[0][0]
        yield Finding(
            "agency_differs", f"正文自称“{word}”，而报告记为“{agency.name}”；不对的话请用 --agency 写明再载入。"
        )


def _other_years(believed: Clue, clues: list[Clue]) -> Iterator[Finding]:
    for clue in clues:
        if clue.year and clue.year != believed.year:
            says = f"{believed.where}写{believed.year}年，{clue.where}写{clue.year}年（“{clue.text}”）"
            yield Finding("year_differs", f"{says}；按{believed.where}记为{believed.year}年。")
