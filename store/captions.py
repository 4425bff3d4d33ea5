"""Document + year -> the document without the tables whose captions name another year: 附表：2021年收到和处理政府信息公开申请情况."""

import re

from store.document import Document, Grid, Line, squeeze
from store.findings import Finding

ABOVE = 3  # lines above a table that can be its caption
CAPTION = re.compile(
    r"^[#*]*(?:附[表件]?[一二三四五\d]*[:：、.]?)?[^，。；]{0,20}?(?P<year>20\d\d)年度?(?!1?\d月)[^，。；\d]{0,30}(?:表|情况|统计)$"
)


def without_other_years(document: Document, year: int) -> tuple[Document, tuple[Finding, ...]]:
    """Also what was left out.  A caption that names the report's own year as well is none."""
    kept: list[Line | Grid] = []
    findings: list[Finding] = []
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Line):
            above = [*above, squeeze(block.text)][-ABOVE:] if block.text else above
            kept.append(block)
            continue
        other = next((text for text in above if _of_another(text, year)), "") if isinstance(block, Grid) else ""
        above = []
        if other:
            findings.append(Finding("other_year", f"“{other}”下面的表不是{year}年的，没有读。"))
        else:
            kept.append(block)
    return Document(document.origin, tuple(kept)), tuple(findings)


def _of_another(text: str, year: int) -> bool:
    match = CAPTION.match(text)
    return match is not None and int(match["year"]) != year and f"{year}年" not in text
