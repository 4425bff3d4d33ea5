"""How a figure, its places and a limit are put in words; every reply uses the same."""

import re
from collections.abc import Iterable
from fractions import Fraction

from bot.figures.change import ROUNDED_LAST
from bot.figures.figure import Figure, Source
from bot.figures.standing import meets
from bot.reading.phrases import SIGN_WORDS
from bot.reading.readings import Condition, Fields
from store.facts.numbers import as_decimal, grouped, plain, rounded
from store.forms.formula import Exact

LARGE = 10_000
CHANGE = re.compile(r"比\d{4}年$")  # the name of a difference between years
ROUNDED = ("%", "倍", "个百分点")  # units of figures that are shown with two decimals
MOST_SOURCES, MOST_CALCULATION = 4, 8
NO_NUMBER = {
    "blank": "空白（报告里这一格没有填，不等于 0）",
    "dash": "没有数（报告里这一格写的是“{raw}”）",
    "absent": "查不到（报告里没有读到这一格，不等于 0）",
    "unreadable": "读不出（报告里这一格写作“{raw}”）",
    "other_unit": "算不出（要用到的格子里写着另一种单位，没有换算）",
    "zero_base": "算不出（分母为 0）",
    "not_stated": "没有找到（正文里没有认出这个数）",
}
NO_SUM = {"blank": "有一格没有填", "dash": "有一格画了线", "absent": "报告里缺一格", "unreadable": "有一格读不出"}
CONTRARY = {">": "不大于", ">=": "小于", "<": "不小于", "<=": "大于", "=": "不等于"}
WEB = (".html", ".htm", ".shtml", ".mht", ".mhtml")
KEPT = {"body": "单位", "year": "年份", "figure": "指标"}
WHOLE = (0, 100)  # percent: 全部 and 没有 are no matter of rounding
HOME = {"home": "（没说单位，按设置）", "home_year": "（没说年份，按设置）"}


def condition_text(condition: Condition, signs: dict[str, str] = SIGN_WORDS, *, of: str = "") -> str:
    """大于 500: so that 以上 and 超过 are seen to be told apart; `of`: the body whose figure is the limit."""
    if condition.worked_out is not None:
        return f"{signs[condition.sign]}{of or '平均数'} {grouped(rounded(condition.worked_out))}"
    return f"{signs[condition.sign]} {grouped(condition.value)}"


def verdict_text(figure: Figure, condition: Condition) -> str:
    """是，大于 500 or 不是，不大于 500; nothing where there is no number or the figure is not the one that is judged.

    增长14%吗 is asked as roundly as it is said."""
    if figure.exact is None or condition.unit not in ("", figure.unit):
        return ""
    so, about = meets(figure.exact, condition), ""
    if not so and condition.sign == "=" and _is_rounded(figure.exact, condition, figure.unit):
        so, about = True, "四舍五入后"
    if condition.unit and not condition.value and condition.sign in "<>":  # 比2023年多吗
        return "是" if so else "不是"
    says = condition_text(condition, SIGN_WORDS if so else CONTRARY) + ("%" if figure.unit == "%" else "")
    return f"{'是' if so else '不是'}，{about}{says}"


def _is_rounded(value: Exact, condition: Condition, unit: str) -> bool:
    """Whether a value is the one that is said, as roundly as that is: 99.66% is no 100%, 5,233,217 is 523万."""
    places = -int(condition.value.as_tuple().exponent)
    if unit in ROUNDED:
        return condition.value not in WHOLE and rounded(value, max(places, 1)) == condition.value
    return places < 0 and rounded(value / Fraction(10) ** -places, 0).scaleb(-places) == condition.value


def first_places(sources: list[str]) -> tuple[str, ...]:
    """The first places, and how many there are."""
    more = (f"共 {len(sources)} 处，以上是前 {MOST_SOURCES} 处",) if len(sources) > MOST_SOURCES else ()
    return (*sources[:MOST_SOURCES], *more)


def bearable(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Not more lines than one reads."""
    rest = len(lines) - MOST_CALCULATION
    return lines if rest <= 1 else (*lines[:MOST_CALCULATION], f"其余 {rest} 行从略")


def as_people_write(figure: Figure) -> str:
    """约47.4万件 beside 474,394件, 约3.36亿元 beside 33,608万元; empty for what is read at once."""
    if figure.value is None or abs(figure.value) < LARGE or figure.unit in ("", "%") or figure.kind == "narrative":
        return ""
    in_ten_thousands = figure.unit.startswith("万")
    exact = Fraction(figure.value) * (LARGE if in_ten_thousands else 1)
    size, name, places = (10**8, "亿", 2) if abs(exact) >= 10**8 else (10**4, "万", 1)
    short = rounded(exact / size, places)
    about = "约" if Fraction(short) * size != exact else ""
    return f"{about}{plain(short)}{name}{figure.unit.removeprefix('万')}"


def value_text(figure: Figure) -> str:
    """585件, 60.03%, or the sentence for no number."""
    if figure.value is None and figure.kind == "computed" and figure.state in NO_SUM:
        return f"算不出（要用到的格子里{NO_SUM[figure.state]}，不能当作 0）"
    if figure.value is None:
        return NO_NUMBER[figure.state].format(raw=figure.raw)
    sign = (
        "+"
        if figure.exact is not None and figure.kind == "computed" and CHANGE.search(figure.name) and figure.exact > 0
        else ""
    )
    cut = figure.unit in ROUNDED and figure.exact is not None and Fraction(figure.exact) != Fraction(figure.value)
    number = (
        f"{figure.value:f}" if figure.unit == "%" or cut else grouped(figure.value)
    )  # 0.4986 is 0.50倍, a half 0.5倍
    note = f"（{as_people_write(figure)}）" if as_people_write(figure) else ""
    note += f"（{'报告注：' if figure.kind == 'printed' else ''}{figure.note}）" if figure.note else ""
    vague = figure.raw if figure.kind == "narrative" and figure.note else ""
    return vague + note if vague else f"{sign}{number}{figure.unit}{note}"


def kept_text(fields: Fields) -> str:
    """What was not said and where it was taken from."""
    before = "、".join(KEPT[part] for part in fields.kept if part in KEPT)
    own = "".join(text for part, text in HOME.items() if part in fields.kept)
    return (f"（{before}沿用上一问）" if before else "") + own


def source_texts(sources: Iterable[Source]) -> list[str]:
    """Places in words; places that differ only in their row are told in one line."""
    groups: dict[tuple[str, str, str, bool], list[Source]] = {}
    found = list(sources)
    for source in dict.fromkeys(found) if len(found) > 1 else found:
        groups.setdefault((source.document, source.table, source.column, source.sample), []).append(source)
    return [_place_text(group) for group in groups.values()]


def _place_text(group: list[Source]) -> str:
    first = group[0]
    where = first.document + ("（内置示例）" if first.sample else "") + f" {first.table}"
    if first.row:
        where += f" “{first.row.split('/')[-1]}”" + (f"等 {len(group)} 行" if len(group) > 1 else "行")
    where += f"“{first.column}”列" if first.column else ""
    if first.page:
        where += f"，第 {_span(s.page for s in group)} 页"
    web = "网页" if first.document.lower().endswith(WEB) else ""
    if first.line:
        return where + f"，第 {_span(s.line for s in group)} 行"
    return where + (f"，{web}第 {first.grid} 个表格第 {_span(s.grid_row for s in group)} 行" if first.grid else "")


def _span(numbers: Iterable[int | None]) -> str:
    """8—15, or 4、26 where numbers lie apart."""
    found = sorted({number for number in numbers if number is not None})
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}—{found[-1]}"
    return "、".join(map(str, found))


def distance_text(first: Figure, second: Figure) -> str:
    """How far two figures are apart."""
    assert first.exact is not None
    assert second.exact is not None
    distance = abs(first.exact - second.exact)
    if not distance:
        return "一样多"
    if first.unit != "%":
        return f"相差 {grouped(as_decimal(distance))}{first.unit}"
    points = rounded(distance)
    if not points:
        return "相差不到 0.01 个百分点"
    shown = first.value is None or second.value is None or points == abs(first.value - second.value)
    return f"相差 {grouped(points)}个百分点{'' if shown else ROUNDED_LAST}"
