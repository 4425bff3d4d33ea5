"""Questions back and what is offered instead: every choice is a full question that stands by itself."""

from collections.abc import Container, Iterable

from bot.question.loaded_bodies import Bodies
from bot.reading.phrases import ASKING, label, phrase
from bot.reading.readings import Choice, NothingThere, Unclear
from bot.targets.calculation import Calculation
from bot.targets.target import NoSuchFigure, SeveralMeanings, Target
from store.facts.catalogue import Catalogue
from store.forms.form import Form

MOST_BODIES = 6
EVERY_ONE = "收录的全部单位"
MENU = {  # what is offered where no figure is named, with the table it stands in
    "新收申请": "requests", "予以公开": "requests", "不予公开": "requests", "行政复议": "disputes", "行政诉讼": "disputes",
    "行政处罚": "active",
}  # fmt: skip


def ask_meaning(read: SeveralMeanings, text: str, prefix: str, form: Form) -> Unclear:
    """Which meaning of a word?  Each choice puts its own words in the place of the unclear one."""
    choices = tuple(
        Choice(label(target, form), f"{prefix}{text[: read.start]}{phrase(target, form)}{text[read.end :]}")
        for target in read.targets
    )
    if read.apart:
        return Unclear(f"没有“{read.text}”这样合在一起的数。您想看哪一个？", choices, apart=True)
    note = f"（{read.note}）" if read.note else ""
    return Unclear(f"“{read.text}”在报告里有几个意思，您问的是哪一个？{note}", choices)


def no_such_figure(read: NoSuchFigure, prefix: str, form: Form) -> NothingThere:
    """The form does not count this; what comes nearest."""
    near = (Choice(label(target, form), f"{prefix}{phrase(target, form)}") for target in read.nearest)
    choices = tuple(dict.fromkeys(near))
    return NothingThere(f"没有“{read.text}”这个数：{read.note}。{'相近的有：' if choices else ''}", choices, "figure")


def ask_body(read: Bodies, text: str, catalogue: Catalogue) -> Unclear | NothingThere:
    """Which body?  Or: this body is not loaded, these are near."""
    offered = read.candidates[:MOST_BODIES]
    choices = tuple(_body_choice(agency, read.span, text, catalogue) for agency in offered)
    if read.unclear and len(choices) == 1:
        return Unclear(f"“{read.unclear}”没说是哪里的，是这个吗？", choices)
    if read.unclear:
        return Unclear(f"“{read.unclear}”在收录的报告里不止一个单位，您问的是哪一个？", choices)
    here = f"；收录了{'、'.join(map(catalogue.name, read.present))}" if read.present else ""
    near = "，相近的有：" if choices else f"{here}。现在一共收录 {len(catalogue.by_agency)} 个单位。"
    return NothingThere(f"没有收录“{read.absent}”的报告{near}", choices, "body")


def ask_any_body(
    text: str, catalogue: Catalogue, among: tuple[str, ...] = (), first: tuple[str, ...] = (), *, sums: bool = False,
    years: tuple[int, ...] = (),
) -> Unclear | NothingThere:  # fmt: skip
    """No body is named at all; `among`: those that are likely meant, else all that are loaded (in these `years`, where any is), `first`
    those spoken of; `sums`: all of them together may be meant."""
    spoken_of = [body for body in first if body in catalogue.by_agency]
    loaded = list(among or dict.fromkeys((*spoken_of, *catalogue.by_agency)))
    if not loaded:
        return NothingThere("还没有载入任何报告。请先用 wenshu load 载入。", ())
    having = [body for body in loaded if all(catalogue.entry(body, year) for year in years)] or loaded
    choices = tuple(_body_choice(agency, (0, 0), text, catalogue) for agency in having[:MOST_BODIES])
    choices += (Choice(EVERY_ONE, f"全部单位{text}"),) if sums and len(loaded) > 1 else ()
    more = f"（共收录 {len(loaded)} 个单位，也可以直接打单位名称）" if len(loaded) > MOST_BODIES else ""
    return Unclear(f"您问的是哪个单位？{more}", choices)


def _body_choice(agency: str, span: tuple[int, int], text: str, catalogue: Catalogue) -> Choice:
    name = catalogue.name(agency)
    return Choice(name, f"{text[: span[0]]}{name}{text[span[1] :]}")


def ask_one_of(question: str, prefix: str, targets: tuple[Target, ...], form: Form) -> Unclear:
    """One of several figures, each as a question of its own."""
    return Unclear(
        question, tuple(Choice(label(target, form), f"{prefix}{phrase(target, form)}") for target in targets)
    )


def ask_carried(name: str, years: tuple[int, ...], loaded: Container[int]) -> Unclear:
    """2024年结转到2025年 stands in two reports: carried out of one, into the other.  No report of this year is there yet."""
    asks = {years[0]: f"{name}{years[0]}年结转下年", years[1]: f"{name}{years[1]}年上年结转"}
    asks = {year: ask for year, ask in asks.items() if year in loaded} or asks
    which = "您要看哪一年的？" if len(asks) != 1 else "只收录了其中一年的，您要看吗？"
    return Unclear(f"这个数登记在两年的报告里，{which}", tuple(Choice(ask, ask) for ask in asks.values()))


def ask_against(name: str, what: str, pairs: Iterable[tuple[int, int]]) -> Unclear:
    """A year after a comparison of two: which year is held against which?"""
    asks = (f"{name}{year}年{what}比{base}年变化多少" for year, base in pairs)
    return Unclear("您要比哪两年？", tuple(Choice(ask, ask) for ask in asks))


def ask_sum_of(names: str, when: str, targets: tuple[Target, ...], form: Form, end: str = "各多少") -> Unclear:
    """海曙、北仑的新收和办结合计: is each figure added up over the bodies, or are the figures of each body?"""
    told = [phrase(target, form) for target in targets]
    of_each_figure = "；".join(f"{names}{when}{what}合计" for what in told)
    of_each_body = f"{names}{when}{'加'.join(told)}{end}"
    labels = f"{'、'.join(told)}各是几个单位的合计", f"每个单位的{'＋'.join(told)}"
    asks = of_each_figure, of_each_body
    return Unclear("怎么合计？", tuple(Choice(name, ask) for name, ask in zip(labels, asks, strict=True)))


def only_whole_years(text: str, question: str) -> NothingThere:
    """A part of a year: the whole year is offered; after 上半年呢 that of before."""
    whole = question.replace(text, "")
    ask = whole if whole.strip("那的呢？? ") else "再说一遍"
    return NothingThere(f"年度报告只有全年数，没有“{text}”的数。", (Choice("看全年的", ask),))


def ask_figure(prefix: str, operation: Calculation = "value") -> Unclear:
    """A body or a year alone: which figure?  The operation that was said goes on."""
    end = "多少件" if operation == "value" else ASKING[operation]
    return Unclear(f"想看{prefix}的哪个数？", tuple(Choice(ask, f"{prefix}{ask}{end}") for ask in MENU))


def no_report(name: str, year: int, loaded: tuple[int, ...]) -> NothingThere:
    """A body and a year alone, of which there is no report: said before a figure is asked for."""
    asks = tuple(Choice(f"{one}年", f"{name}{one}年") for one in reversed(loaded))
    return NothingThere(lacks_years(name, (year,), loaded), asks)


def lacks_years(name: str, missing: Iterable[int], loaded: Iterable[int]) -> str:
    """That a body's reports of some years are not loaded, and which are."""
    return f"没有收录{name}{_in_runs(missing)}年度的报告；收录了{'、'.join(map(str, loaded))}年度。"


def _in_runs(years: Iterable[int]) -> str:
    """2010—2020、2022: years that follow on each other as one run."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)


def ask_which_order(name: str, when: str, what: str, end: str, inside: str = "") -> Unclear:
    """The most of one body: in which year, or among whom?  `inside`: those that lie in it (江苏省各市), where there are any."""
    asks = [f"{name}哪一年{what}{end}", f"{name}{when}{what}排第几"]
    asks += [f"{inside}{when}{what}从{'多到少' if end == '最多' else '少到多'}"] if inside else []
    return Unclear("您是问哪一年，还是和别的单位比？", tuple(Choice(ask, ask) for ask in asks))


def ask_group_figure(question: str, tables: Container[str] = ()) -> Unclear:
    """Many bodies, and no figure named: each choice is the question with a figure before it, so that nothing of it is dropped; where
    tables are named, of those alone."""
    asks = (f"{what}，{question}" for what, table in MENU.items() if table in tables or not tables)
    return Unclear("按哪个数比？", tuple(Choice(ask, ask) for ask in asks))


def no_such_group(where: str, kind: str, year: int, catalogue: Catalogue) -> NothingThere:
    """No body of the kind is loaded there."""
    loaded = sorted(catalogue.by_year)
    if not loaded:
        return NothingThere("还没有载入任何报告。请先用 wenshu load 载入。", ())
    when = f"{year}年度" if year else ""
    kind = f"下面的{kind}" if kind and where.endswith(kind) else kind  # 北京市下面的市
    here = f"收录了 {len(catalogue.by_agency)} 个单位、{loaded[0]}—{loaded[-1]} 年度的报告。"
    return NothingThere(f"没有收录{where}{kind or ('下面各单位' if where else '单位')}{when}的报告；{here}", ())


def cannot_compare(bodies: tuple[str, ...], year: int, catalogue: Catalogue) -> NothingThere:
    """Too few of the bodies have a report of the year."""
    missing = [body for body in bodies if catalogue.entry(body, year) is None]
    years = ("、".join(map(str, catalogue.years(body))) for body in bodies)
    there = "；".join(f"{catalogue.name(body)}收录了{own}年度" for body, own in zip(bodies, years, strict=True))
    return NothingThere(f"没有收录{'、'.join(map(catalogue.name, missing))}{year}年度的报告，比不了。{there}。", ())
