"""Document + whose it is -> the document without the tables whose captions name another year or another place:
附表：2021年收到和处理政府信息公开申请情况, 鄞州区政府信息公开申请情况统计表."""

import re
from dataclasses import dataclass

from store.agency import Gazetteer
from store.document import Document, Grid, Line, squeeze
from store.findings import Finding
from store.identity import Identity

ABOVE = 3  # lines above a table that can be its caption
BEFORE = r"[#*]*(?:附[表件]?[一二三四五\d]*[:：、.]?|表[一二三四五\d][:：、.]?)?"
END = r"[^，。；\d]{0,30}(?:表|情况|统计)"
DATED = re.compile(rf"{BEFORE}[^，。；]{{0,20}}?(?P<year>20\d\d)年度?(?!1?\d月){END}")
NAMED = re.compile(
    rf"{BEFORE}(?P<name>[^，。；、\d]{{2,20}}?)(?:20\d\d年度?)?(?:收到|依申请|主动公开|政府信息|信息公开){END}"
)


@dataclass(frozen=True, slots=True)
class _Captions:
    identity: Identity
    gazetteer: Gazetteer

    def other(self, text: str) -> Finding | None:
        """What a caption says of another report's table; one that names the report's own year as well says nothing."""
        year = self.identity.year
        dated = DATED.fullmatch(text)
        if dated is not None and int(dated["year"]) != year and f"{year}年" not in text:
            return Finding("other_year", f"“{text}”下面的表不是{year}年的，没有读。")
        own = self.identity.agency.place
        if own and (named := NAMED.fullmatch(text)) is not None:
            place = self.gazetteer.agency(named["name"]).place
            if place and place != own:
                return Finding("other_body", f"“{text}”下面的表不是“{self.identity.agency.name}”的，没有读。")
        return None


def without_others(
    document: Document, identity: Identity, gazetteer: Gazetteer
) -> tuple[Document, tuple[Finding, ...]]:
    """Also what was left out."""
    captions = _Captions(identity, gazetteer)
    kept: list[Line | Grid] = []
    findings: list[Finding] = []
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Line):
            above = [*above, squeeze(block.text)][-ABOVE:] if block.text else above
            kept.append(block)
            continue
        other = next((found for text in above if (found := captions.other(text)) is not None), None)
        above = []
        if other is not None:
            findings.append(other)
        else:
            kept.append(block)
    return Document(document.origin, tuple(kept)), tuple(findings)
