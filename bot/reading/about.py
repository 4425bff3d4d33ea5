"""Questions about the data themselves: what is loaded, what adds up, what a word means, what can be asked."""

import re
from dataclasses import replace

from bot.question.bodies import Named
from bot.question.loaded_bodies import resolve
from bot.question.meanings import AmbiguousWord, BodyWord, MissingWord, NoiseWord, TableWord, YearWord
from bot.question.pieces import END, THEN
from bot.question.said import says_only
from bot.question.words_for_bodies import LEVEL_SIGNS
from bot.reading.asks_twice import counts_then_checks
from bot.reading.groups import fits, members, within
from bot.reading.phrases import phrase
from bot.reading.reader import Reader
from bot.reading.readings import About, EndsHere, Fields, Group, NothingThere
from bot.reading.refusals import CHECK_AND_FIGURE, TERM_AND_FIGURE, refused
from bot.targets.target import Mention, ambiguous, mentions, target_of

REPORT_THERE = re.compile(rf"有.{{0,14}}(?:年报|报告|数据)吗?{END}$|(?:年报|报告|数据)(?:有吗|有没有|有不有){END}$")
DIFFERS = re.compile(r"区别|不同|一样|一回事")
BETWEEN = re.compile(r"[和与跟同].+(?:区别|不同|不一样|差别|一回事|区分)")
ALIKE = re.compile(r"^(?:那|那么|都|数|它们)*一样(?:多|高)?吗")
PROBLEMS = re.compile(rf"^{THEN}(?:都|具体)?(?:有|是)?(?:哪些|什么|哪几个|几个)(?:问题|毛病)[呢啊]?[?？。]?$")
OF_YEARS = re.compile(r"哪些?几?个?年")  # 它哪几年有报告
REPORTS_OF_PLACE = re.compile(r"哪些?(?!几?个?年)|[几少][份家个]")  # 宁波有几份报告: of the city and all in it
ABLE = "able"


def read_about(reader: Reader) -> About | EndsHere | None:
    """The question about the data, or None where figures are asked for."""
    ids = reader.asked.ids
    goes_on = says_only(reader.words, (BodyWord, YearWord, NoiseWord)) or PROBLEMS.match(reader.words.text)
    if reader.checked and goes_on:
        return _of_reports(reader, "checks")  # 北仑区呢 after 鄞州的数对得上吗
    return _read_about(reader, ids)


def _read_about(reader: Reader, ids: frozenset[str]) -> About | EndsHere | None:
    asked = reader.asked
    if asked.orders or asked.limits:
        return None
    named = mentions(reader.figure_words(list(reader.words.words)))
    if named and reader.asked.named and (both := _and_a_figure(ids, reader)):
        return refused(reader.words, both)
    if ("meaning" in ids and _compares(reader)) or ("versions" in ids and named):
        return refused(reader.words, "旧版报告里的数" if "versions" in ids else "比较有什么不同（请问各自的数）")
    if "meaning" in ids and (about := _meaning(named, reader)) is not None:
        return about
    if "checks" in ids and (_two_figures(named, reader) or (named and asked.groups)):
        return refused(reader.words, "比两个数是不是一样（请问各自的数，或者问这份报告对得上吗）")
    if kind := next((name for name in ("checks", "versions") if name in ids), ""):
        return _of_reports(reader, kind)
    lists = (
        "catalogue" in ids
        or ("which_year" in ids and reader.earlier is None)
        or (asked.groups and _lists_reports(reader))
    )
    there = _asks_for_reports(reader) and not ids - {"whether"}
    if (lists or there) and not named and not _counts_figures(reader):
        extra = ids - {"catalogue", "how_many", "which_year", "whether", "each", "other_body", "tables", "total_of"}
        extra -= {"below"} if asked.groups and asked.named else set()
        # 23年和24年都有报告的, 浙江和江苏各有几个单位: of each, not of all together
        apart = len(asked.years) > 1 and ("都有" in reader.words.text or "each" in ids)
        apart |= bool(asked.groups) and len(asked.named) > 1 and bool(ids & {"each", "how_many"})
        return _catalogue(reader) if not (extra or asked.span or apart) else refused(reader.words, "这样查有哪些报告")
    if ids == {"source"} and asked.named and not named and not _counts_figures(reader):
        return _of_reports(reader, "documents")
    of_report = named or asked.named or asked.years  # 主动公开部分全部指标 of one body
    return About(ABLE) if ABLE in ids and not of_report else None


def _and_a_figure(ids: frozenset[str], reader: Reader) -> str:
    """不予公开是什么意思，有几件; 新收多少，数字准不准: what is asked beside a figure."""
    if "meaning" in ids and "how_many" in ids:
        return TERM_AND_FIGURE
    return CHECK_AND_FIGURE if "checks" in ids and counts_then_checks(reader.words) else ""


def _asks_for_reports(reader: Reader) -> bool:
    """北仑有2023年的报告吗, 有镇海2023吗: whether there is a report, where nothing else is said."""
    asked, text = reader.asked, reader.words.text
    told = bool(asked.named) and text.startswith("有")
    told = told or (bool(asked.named or asked.years) and reader.earlier is None)
    return (bool(asked.named) and REPORT_THERE.search(text) is not None) or (told and "whether" in asked.ids)


def _two_figures(named: list[Mention], reader: Reader) -> bool:
    """新收和办结一致吗, 23年和24年新收一致吗: of two figures, not of a report."""
    asked = reader.asked
    return len({m.target for m in named}) > 1 or (bool(named) and max(len(asked.named), len(asked.years)) > 1)


def _compares(reader: Reader) -> bool:
    """北仑和海曙的申请有何不同: of bodies or years, not of terms."""
    words = (word.text for word, meaning in reader.asked.operations if meaning.id == "meaning")
    of_data = reader.asked.named or reader.asked.groups or reader.asked.years
    return bool(of_data) and any(DIFFERS.search(text) for text in words)


def _meaning(named: list[Mention], reader: Reader) -> About | EndsHere | None:
    """A rate by its formula, else a term; of two that are held against each other both."""
    rates = tuple(dict.fromkeys(m.target.rate for m in named if m.target.rate))
    if rates and reader.asked.named:
        return None  # the figure, with its formula
    if rates:
        return About("rate", terms=rates)
    terms = _terms(reader.words.text, reader)
    if not terms and not named and _is_alone(reader) and ALIKE.search(reader.words.text):
        return refused(reader.words, "接着上一问比一样不一样（请把问题说全）")
    if not terms and not named and _is_alone(reader) and reader.earlier is not None:
        if ambiguous(reader.words.words):
            return About("meaning", terms=_terms_of_ambiguous(reader))  # 什么叫结转
        (target,) = reader.earlier.targets  # 什么意思 after a figure
        if target.rate:
            return About("rate", terms=(target.rate,))
        terms = _terms(phrase(target, reader.vocabulary.form), reader)
    if not terms and not named and reader.earlier is not None and DIFFERS.search(reader.words.text):
        return refused(reader.words, "接着上一问比有什么不同（请把问题说全）")  # 有啥不一样 after two passages
    if len(terms) == 1 and BETWEEN.search(reader.words.text):
        terms = tuple(dict.fromkeys((*_terms_of_ambiguous(reader), *terms)))
        if len(terms) == 1:
            return refused(reader.words, "比这两个说法（其中一个没有名词解释）")
    return About("meaning", terms=terms) if terms else None


def _terms_of_ambiguous(reader: Reader) -> tuple[str, ...]:
    """结转和办结有什么区别: 结转 is 上年结转 and 结转下年."""
    form, words = reader.vocabulary.form, reader.words.words
    choices = (target_of(choice, form) for _, meaning in ambiguous(words) for choice in meaning.ambiguity.choices)
    return tuple(term for target in choices for term in _terms(phrase(target, form), reader))


def _is_alone(reader: Reader) -> bool:
    """Whether nothing but 什么意思 is said after one figure."""
    asked, earlier = reader.asked, reader.earlier
    one = earlier is not None and len(earlier.targets) == 1 and not earlier.targets[0].stated
    return one and not (asked.named or asked.years or asked.groups or asked.ids - {"meaning", "that_body"})


def _of_reports(reader: Reader, kind: str) -> About | EndsHere:
    """About the reports of the bodies named, of the years named; of all of a kind in the year named, else in all years."""
    bodies = reader.bodies() if not reader.asked.groups else _of_group(reader)
    if not isinstance(bodies, tuple):
        return bodies
    named = (m.id for word in reader.words.words for m in word.meanings if isinstance(m, TableWord))
    tables = tuple(dict.fromkeys(named))
    years = _years_of_group(reader) if reader.asked.groups else reader.asked.years or _years_before(bodies, reader)
    return About(kind, bodies, years, tables if kind == "checks" else ())


def _of_group(reader: Reader) -> tuple[str, ...] | EndsHere:
    """宁波各区县2025年数据对得上吗: each of them, none of them the city itself."""
    asked, years = reader.asked, _years_of_group(reader)
    if len(asked.years) > 1 or any(one.organ for one in asked.named):
        return refused(reader.words, "查一群单位几年的报告对不对得上（请说一年）")
    group = _group(reader)
    found = (e for year in years for e in members(group, year, reader.catalogue, reader.vocabulary))
    bodies = tuple(dict.fromkeys(entry.agency for entry in found))
    return bodies or NothingThere(f"没有收录这些单位{'、'.join(map(str, asked.years))}年度的报告。", ())


def _years_of_group(reader: Reader) -> tuple[int, ...]:
    """The year that is named, else all."""
    return reader.asked.years[-1:] or tuple(sorted(reader.catalogue.by_year))


def _group(reader: Reader) -> Group:
    return Group(reader.asked.kind or "", tuple(place.code for one in reader.asked.named for place in one.places))


def _years_before(bodies: tuple[str, ...], reader: Reader) -> tuple[int, ...]:
    """一致吗 after figures of two years: of both."""
    earlier = reader.earlier
    if earlier is None or (reader.asked.named and not reader.checked):
        return ()
    if reader.asked.named or reader.checked:
        return earlier.years  # 鄞州呢, 哪一项对不上 after 2024年奉化数据对得上吗
    asked = [fields for fields in (*earlier.before, earlier) if fields.bodies == bodies]
    return tuple(sorted({year for fields in asked for year in fields.years}))


def _counts_figures(reader: Reader) -> bool:
    """Whether words are there that ask for a figure, if not for one alone."""
    figures = (MissingWord, AmbiguousWord, TableWord)
    return any(isinstance(meaning, figures) for word in reader.words.words for meaning in word.meanings)


def _lists_reports(reader: Reader) -> bool:
    """哪些单位, 宁波有几个区县, with nothing else: which are loaded."""
    return reader.earlier is None and not reader.asked.ids & {
        "position",
        "mean",
        "median",
        "spread",
        "total_of",
        "versus",
        "trend",
    }


def _terms(text: str, reader: Reader) -> tuple[str, ...]:
    """The terms of the glossary that a text names, the longest of those that lie in each other."""
    words = reader.vocabulary.glossary_words
    found = [(text.index(word), word) for word in words if word in text]
    kept = [w for at, w in found if not any(w != other and w in other for _, other in found)]
    return tuple(dict.fromkeys(words[word] for word in sorted(kept, key=text.index)))


def _catalogue(reader: Reader) -> About:
    """Which reports there are, or which are lacking: of the bodies named, of a kind in a place, or of all."""
    asked, earlier, kind = reader.asked, reader.earlier, reader.asked.kind or ""
    lacking = any(m.id == "catalogue" and m.detail == "lacking" for _, m in asked.operations)
    about = About("lacking" if lacking else "catalogue", years=asked.years)
    if not asked.named:
        of_before = earlier is not None and (OF_YEARS.search(reader.words.text) or "which_year" in asked.ids)
        bodies = earlier.bodies if of_before and earlier is not None and not asked.groups else ()
        return replace(about, bodies=bodies, group=Group(kind) if asked.groups else None)
    if asked.groups:
        places = tuple(place.code for named in asked.named for place in named.places)
        if offices := [named for named in asked.named if named.organ]:
            return _of_offices(about, offices, places, reader)
        return replace(about, group=Group(kind, places))
    if all(named.places and not named.organ for named in asked.named) and REPORTS_OF_PLACE.search(reader.words.text):
        return replace(about, group=Group("", tuple(place.code for named in asked.named for place in named.places)))
    read = resolve(asked.named, reader.catalogue)
    unknown = () if read.found or read.unclear else (read.absent,)  # 公安局收录了没有: every one that it may be
    return replace(about, bodies=read.found or read.candidates, terms=unknown)


def _of_offices(about: About, offices: list[Named], places: tuple[str, ...], reader: Reader) -> About:
    """浙江有几家公安局, 区政府有几家: those of the places that are named, and of the level."""
    read, kinds = resolve(offices, reader.catalogue), reader.vocabulary.kinds
    level = offices[0].text[:1]
    found = [
        body
        for body in read.found or read.candidates
        if not places or within(reader.catalogue.newest(body), places, reader.vocabulary.gazetteer)
        if level not in LEVEL_SIGNS or not offices[0].text.endswith("政府") or fits(kinds.get(body, ""), level)
    ]
    return replace(about, bodies=tuple(found), terms=() if found else (read.absent or offices[0].text,))


def asked_before_checks(checks: Fields) -> Fields:
    """个人的呢 after 新收和结转, 对得上吗: of the figures that were asked for before, of the same body."""
    *earlier, last = checks.before or (checks,)
    if last.bodies != checks.bodies or last.operation == "checks" or last.group is not None:
        return replace(checks, operation="value")
    return replace(last, before=tuple(earlier))
