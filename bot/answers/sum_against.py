"""海淀和东城2024年新收加起来占北京市的多少, 深圳和广州加起来有杭州多吗: what several bodies have together against what another has."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.figures.apart import difference, part_of, ratio
from bot.figures.figure import Figure
from bot.knowledge import Answer, Knowledge
from bot.question.pieces import END, HOW_MANY
from bot.reading.phrases import phrase
from bot.replies.figure_text import value_text
from bot.replies.reply import joined

SUMMED = r"(?:的)?(?:加起来|合起来|加在一起|加一起|合在一起|之和|总和|合计|一共|总共)(?:的)?"
WHAT = r"(?:的)?(?:新收|申请|收到的?)?(?:总数|总量|总和|总计|全部)?(?:的)?"
AGAINST = re.compile(
    rf"^(?P<some>[^,，。?？占]{{4,}}?){SUMMED}(?P<what>[^,，。?？占比有是]{{0,10}}?)(?:"
    rf"占(?:了|到)?(?P<of>[\u4e00-\u9fff]{{2,10}}?){WHAT}(?:比例|比重|{HOW_MANY}|几成|百分之(?:几|多少))(?:是{HOW_MANY})?"
    rf"|(?:有没有|有)(?P<more>[\u4e00-\u9fff]{{2,10}}?){WHAT}[多高](?:吗|么|没有|没)?"
    rf"|(?:有没有|是否)?(?:超过|多过|高过)了?(?P<over>[\u4e00-\u9fff]{{2,10}}?){WHAT}(?:吗|么|没有|没)?"
    rf"|(?:比|和|跟|与)(?P<than>[\u4e00-\u9fff]{{2,10}}?){WHAT}(?:相?差|[多高少低])(?:了|出)?(?:吗|么|{HOW_MANY}[件起]?)?"
    rf"|是(?P<times>[\u4e00-\u9fff]{{2,10}}?){WHAT}(?:几倍|多少倍)){END}$"
)
AREAS = {"全省": 2, "全市": 4}  # how many digits of a place's code are those of its province, its city
REVERSED = re.compile(
    rf"^(?P<whole>[\u4e00-\u9fff]{{2,8}}?)(?P<year>(?:20\d\d|\d\d)年?)?(?:的)?(?P<what>[\u4e00-\u9fff]{{2,8}}?)比(?P<some>[^,，。?？占]{{4,}}?){SUMMED}(?:还|都)?(?:要)?[多高](?:吗|么)?"
    rf"[,，?？\s]*(?P<later>20\d\d年?)?{END}$"
)  # 海淀区的申请比东城西城加起来还多吗
NAME = r"(?:(?![加和多还])[\u4e00-\u9fff]){2,6}"
OR_ONE = re.compile(
    rf"^(?P<lead>[^,，。?？]*?(?:年|新收|申请|复议|诉讼)[,，]?)?(?P<some>{NAME}(?:[加和、]{NAME})+)(?:加起来|加一起|合起来)?多[,，]?还是(?P<whole>[\u4e00-\u9fff]{{2,8}}?)多"
    rf"[?？,，\s]*(?P<later>[^,，。?？]*)?{END}$"
)  # 海曙加北仑多还是鄞州多
JOINS = re.compile(r"[加和]")
MADE = {"of": part_of, "times": ratio}  # else the difference
Ask = Callable[[str], Answer]


def sum_against(message: str, known: Knowledge, ask: Ask) -> Answer | None:
    """The share, the times or what lies between, with the sum and the other figure; None where no such thing is asked for, or one of
    the two cannot be told."""
    found = _asked(message)
    if found is None:
        return None
    base, how, whole = found
    summed = ask(f"{base}合计")
    fields = summed.fields
    several = fields is not None and fields.operation == "sum" and fields.group is not None and fields.group.bodies
    if summed.status != "answered" or fields is None or not several or len(fields.targets) != 1:
        return None
    whole = _area_of(whole, several, known) if whole in AREAS else whole
    other = ask(f"{whole}{fields.year}年{phrase(fields.targets[0], known.vocabulary.form)}")
    both = _one_figure(summed), _one_figure(other)
    if other.status != "answered" or both[0] is None or both[1] is None or both[0].unit != both[1].unit:
        return None
    return _held_together(message, summed, other, how, both[0], both[1])


def _asked(message: str) -> tuple[str, str, str] | None:
    """What is added up, how it is held against the other, and the other's name; None where no such thing is asked for."""
    if (match := AGAINST.match(message)) is not None:
        how = next(name for name in ("of", "more", "over", "than", "times") if match[name])
        return f"{match['some']}{match['what']}", how, match[how]
    if (match := REVERSED.match(message)) is not None:
        return f"{match['some']}{match['year'] or match['later'] or ''}{match['what']}", "less", match["whole"]
    if (match := OR_ONE.match(message)) is not None:
        said = f"{match['lead'] or ''}{match['later'] or ''}".rstrip(",，")
        return f"{JOINS.sub('、', match['some'])}{said}", "than", match["whole"]
    return None


def _area_of(said: str, bodies: tuple[str, ...], known: Knowledge) -> str:
    """全省 of 杭州, 宁波 is 浙江省; empty where they lie in several."""
    digits, places = AREAS[said], known.vocabulary.gazetteer.places
    codes = {known.catalogue.newest(body).place[:digits] for body in bodies}
    code = (codes.pop() if len(codes) == 1 else "").ljust(6, "0")
    return places[code].name if code in places else ""


def _one_figure(answer: Answer) -> Figure | None:
    """The one number that is told; None where there are several, or it is none."""
    told = [figure for figure in answer.figures if figure.headline]
    return told[0] if len(told) == 1 and told[0].exact is not None else None


def _held_together(message: str, summed: Answer, other: Answer, how: str, one: Figure, whole: Figure) -> Answer:
    together = replace(one, name=f"几个单位{one.name}")
    whole = replace(whole, name=f"{whole.agency}{whole.name}")
    made = MADE.get(how, difference)(together, whole)[0]
    told = f"{made.name}：{value_text(made)}" if how in MADE else _which_is_more(made, how)
    both = joined((summed.reply, other.reply))
    lines = (told, *(f"{figure.name}：{value_text(figure)}" for figure in (together, whole)))
    worked = (*both.calculation, *((f"{made.name} ＝ {made.formula}",) if made.formula else ()))
    notes = (*both.notes, *((made.remark,) if made.remark else ()))
    reply = replace(both, headline=lines, calculation=worked, notes=notes, choices=())
    figures = (made, *(replace(f, headline=False) for f in (together, whole)))
    return replace(summed, question=message, reply=reply, figures=figures, fields=None)


def _which_is_more(made: Figure, how: str) -> str:
    """没有，加起来少 2,925件."""
    apart = made.exact or 0
    so = apart < 0 if how == "less" else apart > 0
    yes = "" if how == "than" else ("是，" if so else "不是，") if how == "less" else ("有，" if so else "没有，")
    if not apart:
        return f"{yes}一样多"
    far = value_text(replace(made, value=abs(made.value) if made.value is not None else None))
    return f"{yes}加起来{'多' if apart > 0 else '少'} {far}"
