"""Who won, told from either side, in a normal form -> the outcome that the table counts: 原告输了 is 结果维持, of 复议 or of 行政诉讼."""

import re
from functools import cache, partial
from typing import NamedTuple

from bot.question.lexicon_files import lexicon
from bot.question.patterns import put_in
from bot.question.pieces import HOW_MANY

FILE = "who_won.toml"
VERDICTS = frozenset("输赢胜败")
VERDICT = (
    "(?:分别|各自)?(?:(?P<win>{win})|(?P<lose>{lose}))[了过掉得]*(?:(?P<count>{count})的?(?:官司|诉讼|案子|案件|(?P<of_review>{review})))?"
    "(?P<more>(?:(?:{count}|(?:{count}|的?多)?(?:和|、|及|与|[,，]|还是))又?(?:{win}|{lose})[了过掉]*)*)"
    "(?:(?<=诉)|(?=的?(?:官司|案子|案件)?的?(?:[几多率占比最没过少各有是共至不超吗呢啊么和、及与还?？。\\s\\d,，]|$)))"
)  # 赢了几件,输了几件 is of one side; 赢得掌声 says nothing of a case
CASE = "(?:(?P<review>{review})|(?P<suit>{suit}))"
IN_COURT = re.compile(r"[诉告]|官司")
NAMED_BEFORE = re.compile(
    r"复议后(?:又|再)?(?P<after>起诉|诉讼)|(?P<review>复议)|(?P<direct>直接(?:起诉|告))|(?P<court>诉讼|官司|起诉)"
)
OUTCOMES = {
    "review": ("复议维持", "复议纠正"), "suit": ("行政诉讼维持", "行政诉讼纠正"), "direct": ("直接起诉维持", "直接起诉纠正"),
    "after": ("复议后起诉维持", "复议后起诉纠正"),
    "court": ("机关胜诉", "原告胜诉"), "people": ("老百姓输了", "老百姓赢了"),  # usually in court, of 复议 where that was asked
}  # fmt: skip
RATES = OUTCOMES | {
    "review": ("复议维持", "复议纠错"),
    "court": ("胜诉", "败诉"),
    "people": ("胜诉", "败诉"),
}  # what stands before 率
CASE_IS_OPEN = {
    "applicant": ("申请人输了", "申请人赢了"),
    "official": ("政府赢了", "政府输了"),
}  # words that are asked back
WHO_IS_OPEN = "诉讼赢了"  # a word that is asked back
EACH = re.compile(
    rf"{HOW_MANY}[件起个次场回]?[,，]?又?(?=复议|行政诉讼|直接起诉|机关|原告|政府|申请人)"
)  # 赢了几件,输了几件


class Way(NamedTuple):
    """A way of telling who won, and the side it is told of; `again` finds each verdict."""

    side: str
    pattern: re.Pattern[str]
    again: re.Pattern[str]


def who_won(text: str) -> str:
    """The same text, with what an applicant or an authority won or lost put as 维持 or 纠正."""
    if VERDICTS.isdisjoint(text):
        return text
    for way in ways():
        text = way.pattern.sub(partial(_outcome, way), text)
    return text


@cache
def ways() -> tuple[Way, ...]:
    """The forms of the file, in its order."""
    read = lexicon(FILE)
    words = read["words"]
    parts = words | {"case": CASE, "verdict": VERDICT}
    again = re.compile(put_in("(?:(?P<win>{win})|(?P<lose>{lose}))[了过掉]*", words))
    return tuple(Way(form["side"], re.compile(put_in(form["pattern"], parts)), again) for form in read["form"])


def _outcome(way: Way, match: re.Match[str]) -> str:
    named = {name: part for name, part in match.groupdict().items() if part is not None}
    place = named.get("body", "") + named.get("authority", "")
    if way.side == "unknown":
        return place + WHO_IS_OPEN
    case = _case(named, match[0], match.string[: match.start()])
    rate = match.string.startswith("率", match.end())
    outcomes = (RATES if rate else OUTCOMES).get(
        "suit" if case == "court" and named["more"] else case, CASE_IS_OPEN[way.side]
    )

    def told(verdict: re.Match[str]) -> str:
        return outcomes[(verdict["win"] is not None) == (way.side == "applicant")]

    first = outcomes[("win" in named) == (way.side == "applicant")]
    more, several = EACH.subn("和", named.get("count", "") + way.again.sub(told, named["more"]))
    return f"{place}{first}{more}{'各' if several else ''}"


def _case(named: dict[str, str], told: str, before: str) -> str:
    """Which cases are meant: those named, else those spoken of before, else those of a court, unless 申请人 leaves it open."""
    for case in ("review", "suit", "direct"):
        if case in named:
            return case
    if "of_review" in named:
        return "review"
    spoken_of = {kind for match in NAMED_BEFORE.finditer(before) for kind, said in match.groupdict().items() if said}
    if spoken_of == {"review"} and IN_COURT.search(told):
        return "court" if "原告" in told else "either"  # 复议几件，申请人胜诉几件
    if len(spoken_of) == 1:
        return spoken_of.pop()
    return "court" if IN_COURT.search(told) else "either" if "either" in named else "people"
