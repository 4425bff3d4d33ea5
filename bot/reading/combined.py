"""Which operations go together in one question about one body; a second one is never dropped for the first."""

import re

from bot.reading.reader import Reader

LISTED = re.compile(r"\d年?度?[^,，。?？]{0,6}[和与及、][^,，。?？]{0,4}\d{2,4}年")  # 2023年和2024年增长率: of each

MAIN = {
    "share", "change", "versus", "difference", "ratio", "without", "besides", "monthly", "daily", "mean", "median", "spread", "total_of",
    "plus", "trend", "breakdown", "yearly",
}  # fmt: skip


def _sets(*texts: str) -> set[frozenset[str]]:
    return {frozenset(text.split()) for text in texts}


TOGETHER = _sets(
    "share breakdown", "share total_of", "share plus", "share plus total_of",
    "change versus", "versus difference", "ratio versus", "without besides",
    "without total_of", "besides total_of", "plus total_of", "trend change", "change difference", "breakdown without",
    "breakdown besides", "change versus difference", "trend mean", "trend total_of",
    "share change", "share versus", "share change versus", "share trend",
)  # fmt: skip
OVER_YEARS = _sets(
    "", "trend", "trend mean", "trend total_of", "change", "trend change", "total_of", "mean", "share", "breakdown", "versus",
    "change versus", "difference", "change difference", "versus difference", "without", "besides", "without besides", "ratio",
    "monthly", "daily", "share change", "share versus", "share change versus", "share trend", "yearly",
)  # fmt: skip


def mixed(reader: Reader) -> str:
    """Why the operations of a question cannot be answered together; empty where they can."""
    asked, main = reader.asked, frozenset(reader.asked.ids & MAIN)
    details = {meaning.detail for _, meaning in asked.operations if meaning.id == "change"}
    growth = "versus" in main and "percent" in details and len(asked.years) < 2
    if len(main) > 1 and (main not in TOGETHER or growth):
        return "几种算法合在一起"
    if "share" in main and "versus" in main and len(asked.years) != 2:
        return "把两个占比放在一起比"
    percents = [meaning.detail for _, meaning in asked.operations if meaning.id == "change"].count("percent")
    if percents > 1 and main & {"versus", "difference"}:
        return "几年的增长放在一起比"
    if details == {"percent"} and len(main) == 1 and len(asked.years) == 2 and LISTED.search(reader.words.text):
        return "几年各自的增长"
    if "change" in main and "each" in asked.ids and len(asked.years) > 1 and details != {"direction"}:
        return "几年各自的增长"
    if (asked.span is not None or len(asked.years) > 1) and main not in OVER_YEARS:
        return "几年一起这样算"
    return ""
