"""A question about the data -> its answer: what is loaded, what does not add up, what a word means, what can be asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.figures.figure import name_of
from bot.figures.rate import SIGNS
from bot.knowledge import Answer, Knowledge, Version
from bot.question.word import Words
from bot.reading.groups import members, not_loaded
from bot.reading.readings import About, Choice, Fields
from bot.replies.reply import Reply
from store.agencies.agency import GOVERNMENT
from store.facts.catalogue import Entry
from store.findings import Finding
from store.forms import formula
from store.forms.askable import Rate
from store.forms.form import Form

WHY = re.compile(r"为什么|为啥|为何|怎么|咋")
NO_REASON = "各项校验里没有发现对不上的地方；两个数为什么不同，这里看不出，请比较两处的口径（原文）。"
MOST_BODIES, MOST_FINDINGS, MOST_LENGTH, MOST_NAMED = 20, 8, 12, 4
BLANK_GAP = "blank_gap"  # a sum beside blanks: whether it holds cannot be told
ONLY_KNOWN = "只看收录过别的年度的单位。"
ABLE = (
    "表二（主动公开）、表三（申请和办理）、表四（复议诉讼）的每一格，合计、占比、各种率，同比、历年、排名、筛选，正文里的数和段落。",
    "例如：北仑区2024年收到多少件申请／自然人占比／公开率／哪个区复议最多／不予公开的理由／存在的问题。",
)


def answer_about(question: str, words: Words, about: About, known: Knowledge) -> Answer:
    """The answer; it holds no figures."""
    if about.kind == "meaning":
        lines = tuple(
            f"{t.id}：{t.text}（{t.article}）" for name in about.terms for t in (known.vocabulary.form.terms[name],)
        )
        return Answer(question, "answered", Reply(lines, "名词解释"), words, about, passages=lines)
    if about.kind == "rate":
        lines = tuple(_rate_text(known.vocabulary.form.rates[name], known.vocabulary.form) for name in about.terms)
        return Answer(question, "answered", Reply(lines, "比率的算法"), words, about, passages=lines)
    if about.kind == "able":
        return Answer(question, "answered", Reply(ABLE), words, about, passages=ABLE)
    if about.kind == "lacking" and not about.terms:
        return _lacking(question, words, about, known)
    if about.kind in ("catalogue", "lacking"):
        return _catalogue(question, words, about, known)
    entries = [entry for body in about.bodies for entry in _entries(body, about.years, known)]
    if not entries:
        return _no_report(question, words, about, known)
    if about.kind == "documents":
        return _documents(question, words, about, entries)
    of_reports = _checks if about.kind == "checks" else _versions
    return of_reports(question, words, about, entries, known)


def _checks(question: str, words: Words, about: About, entries: list[Entry], known: Knowledge) -> Answer:
    """What does not add up in the reports of the bodies."""
    found = dict.fromkeys(f for entry in entries for f in known.all_findings(entry.id))
    tables = known.vocabulary.form.tables
    findings = tuple(f for f in found if not about.terms or any(figure.table in about.terms for figure in f.figures))
    named = "、".join(tables[table].name for table in about.terms)
    fine = NO_REASON if WHY.search(words.text) else "各项校验都对得上。"
    checks = {c.id: c.name for c in known.vocabulary.form.checks if not about.terms or c.table in about.terms}
    lines = _added_up(findings, checks, named) if findings else (f"{named}{fine}",)
    if len(entries) > 1 and (len(about.bodies) > 1 or not about.years or len(findings) > MOST_FINDINGS):
        lines = _of_each(entries, {entry.id: known.all_findings(entry.id) for entry in entries}, checks)
    many = f"{len(entries)} 份报告" if len(entries) > MOST_NAMED else ""
    where = many or "、".join(f"{entry.name} · {entry.year}年度" for entry in entries)
    reply = Reply(lines, f"{where} · 校验")
    fields = Fields(about.bodies, tuple(sorted({entry.year for entry in entries})), (), "checks")
    return Answer(question, "answered", reply, words, about, passages=lines, findings=findings, fields=fields)


def _of_each(
    entries: list[Entry], found: Mapping[int, Iterable[Finding]], checks: Mapping[str, str]
) -> tuple[str, ...]:
    """How much does not add up in each of several reports."""
    counts = [
        (e, sum(f.code in checks for f in found[e.id]), sum(f.code not in checks for f in found[e.id])) for e in entries
    ]
    counts.sort(key=lambda count: (-count[1], -count[2]))
    told = [
        f"{entry.name}{entry.year}年度：{f'{within} 处加减不成立' if within else '加减都成立'}{f'，{others} 处要留意' if others else ''}"
        for entry, within, others in counts
        if within or others
    ]
    more, fine = len(told) - MOST_FINDINGS, len(counts) - len(told)
    rest = (*((f"还有 {more} 份有要留意的。",) if more > 0 else ()), *((f"{fine} 份没有发现问题。",) if fine else ()))
    return (*told[:MOST_FINDINGS], *rest, *(("各是什么，请说出其中一个单位再问。",) if told else ()))


def _added_up(findings: tuple[Finding, ...], checks: Mapping[str, str], named: str) -> tuple[str, ...]:
    """What does not add up within the tables, or that it does; then what does not agree with other years or the text."""
    within = tuple(finding.sentence for finding in findings if finding.code in checks)
    blank = [finding.sentence for finding in findings if finding.code == BLANK_GAP]
    others = (*blank, *(f.sentence for f in findings if f.code not in checks and f.code != BLANK_GAP))
    what = f"{named or '表内'}的加减（{'、'.join(checks.values())}）" if checks else named
    fine = f"{what}有 {len(blank)} 处因为有空着的格核不了。" if blank else f"{what}没有发现不成立的。"
    head = f"{what}有 {len(within)} 处不成立：" if within else fine if checks else ""
    between = f"{'另' if checks else named}有 {len(others)} 处要留意（和别的年份、正文对不上等）：" if others else ""
    shown = within[:MOST_FINDINGS]
    rest = others[: MOST_FINDINGS - len(shown)]
    more = len(findings) - len(shown) - len(rest)
    return tuple(filter(None, (head, *shown, between, *rest, f"还有 {more} 处。" if more else "")))


def _documents(question: str, words: Words, about: About, entries: list[Entry]) -> Answer:
    """From which files the reports were read."""
    lines = tuple(f"{entry.name}{entry.year}年度：{entry.document}" for entry in entries)
    reply = Reply(lines, "报告的来源", notes=("这是载入时的文件名；报告的网址没有登记。",))
    return Answer(question, "answered", reply, words, about, passages=lines)


def _no_report(question: str, words: Words, about: About, known: Knowledge) -> Answer:
    """None of that year; which years there are."""
    name = known.catalogue.name(about.bodies[0])
    years = "、".join(map(str, known.catalogue.years(about.bodies[0])))
    return Answer(question, "no_data", Reply((f"没有收录{name}这一年的报告；收录了{years}年度。",)), words, about)


def _versions(question: str, words: Words, about: About, entries: list[Entry], known: Knowledge) -> Answer:
    """Whether the reports of the bodies were loaded anew, and what that changed."""
    lines: list[str] = []
    for entry in entries:
        versions = known.versions(entry.agency, entry.year)
        name = f"{entry.name}{entry.year}年度"
        if len(versions) < 2:
            lines.append(f"{name}的报告载入后没有换过版本。")
            continue
        lines.append(f"{name}的报告有 {len(versions)} 个版本：")
        lines += [line for version in versions for line in _version_lines(version, known.vocabulary.form)]
    reply = Reply(tuple(lines[:MOST_LENGTH]), "版本", notes=("只知道载入过的文件；网站上改没改过，这里看不出。",))
    return Answer(question, "answered", reply, words, about, passages=tuple(lines))


def _version_lines(version: Version, form: Form) -> list[str]:
    state = "，现在用的" if version.current else "，已移出" if version.removed_at else ""
    head = f"第 {version.number} 版：{version.loaded_at[:10]} 载入，{version.document}{state}"
    changed = [
        f"{name_of(figure, form)} {'没有' if old is None else old or '空'}→{'没有' if new is None else new or '空'}"
        for figure, old, new in version.changes[:MOST_FINDINGS]
    ]
    more = f"等 {len(version.changes)} 格" if len(version.changes) > MOST_FINDINGS else ""
    return [head, *([f"　改了 {'，'.join(changed)}{more}"] if changed else [])]


def _entries(body: str, years: tuple[int, ...], known: Knowledge) -> list[Entry]:
    catalogue = known.catalogue
    wanted = years or (catalogue.years(body)[-1],)
    return [entry for year in wanted if (entry := catalogue.entry(body, year)) is not None]


def _catalogue(question: str, words: Words, about: About, known: Knowledge) -> Answer:
    """Which bodies and years are loaded."""
    catalogue = known.catalogue
    if about.terms:
        near = tuple(
            Choice(catalogue.name(b), f"{catalogue.name(b)}有哪几年的报告") for b in about.bodies[:MOST_BODIES]
        )
        return Answer(question, "no_data", Reply((f"没有收录“{about.terms[0]}”的报告。",), choices=near), words, about)
    entries = [e for e in _in_group(about, known) if not about.bodies or e.agency in about.bodies]
    if not entries and len(about.bodies) == 1 and about.years:
        return _no_report(question, words, about, known)
    if not entries:
        years = "、".join(map(str, about.years))
        what = f"{years}年度的报告" if years else "这样的报告"
        return Answer(question, "no_data", Reply((f"没有收录{what}。",)), words, about)
    by_body: dict[str, list[int]] = {}
    for entry in entries:
        by_body.setdefault(entry.agency, []).append(entry.year)
    head = f"收录了 {len(by_body)} 个单位、{len(entries)} 份报告："
    lines = [f"{catalogue.name(b)}：{'、'.join(map(str, sorted(years)))}年度" for b, years in by_body.items()]
    more = [f"还有 {len(lines) - MOST_LENGTH} 个单位。"] if len(lines) > MOST_LENGTH else []
    shown = (head, *lines[:MOST_LENGTH], *more) if len(lines) > 1 else tuple(lines)
    return Answer(
        question,
        "answered",
        Reply(shown, "收录情况", notes=_missing(about, entries, known)),
        words,
        about,
        passages=shown,
    )


def _lacking(question: str, words: Words, about: About, known: Knowledge) -> Answer:
    """Which years of the bodies, or which bodies of the years, have no report here, among those that have one of some year."""
    catalogue = known.catalogue
    every = tuple(range(min(catalogue.by_year), max(catalogue.by_year) + 1))
    years = about.years or every
    known_bodies = dict.fromkeys(e.agency for e in _in_group(replace(about, years=()), known))
    gone = {
        body: [year for year in years if catalogue.entry(body, year) is None]
        for body in about.bodies or known_bodies
    }  # fmt: skip
    there = {b: f"；收录了{'、'.join(map(str, catalogue.years(b)))}年度" if about.bodies else "" for b in gone}
    lines = [f"{catalogue.name(b)}：没有{'、'.join(map(str, y))}年度{there[b]}" for b, y in gone.items() if y]
    head = (f"缺报告的有 {len(lines)} 个单位：",) if len(lines) > 1 or (lines and not about.bodies) else ()
    more = (f"还有 {len(lines) - MOST_LENGTH} 个单位。",) if len(lines) > MOST_LENGTH else ()
    span = "、".join(map(str, years)) if about.years else f"{every[0]}—{every[-1]}"
    shown = (*head, *lines[:MOST_LENGTH], *more) if lines else (f"{span}年度的都收录了。",)
    entries = [entry for entry in _in_group(about, known) if about.group is not None]
    notes = (ONLY_KNOWN, *_missing(about, entries, known)) if not about.bodies else ()
    return Answer(question, "answered", Reply(shown, "收录情况", notes=notes), words, about, passages=shown)


def _missing(about: About, entries: list[Entry], known: Knowledge) -> tuple[str, ...]:
    """What of the group is not loaded."""
    here = {entry.place for entry in entries}
    found = not_loaded(about.group, here, known.vocabulary.gazetteer) if about.group is not None else []
    return (
        (f"没有收录：{'、'.join(found[:MOST_BODIES])}{'等' if len(found) > MOST_BODIES else ''}（{len(found)} 个）。",)
        if found
        else ()
    )


def _in_group(about: About, known: Knowledge) -> list[Entry]:
    """The reports of the years and the group."""
    years = about.years or tuple(sorted(known.catalogue.by_year))
    if about.group is None:
        return [entry for year in years for entry in known.catalogue.by_year.get(year, ())]
    found = [entry for year in years for entry in members(about.group, year, known.catalogue, known.vocabulary)]
    own = (
        () if about.group.kind else (f"{place}/{GOVERNMENT}" for place in about.group.places)
    )  # 宁波的有哪些: its own too
    here = [entry for body in own for year in years if (entry := known.catalogue.entry(body, year)) is not None]
    return [*here, *found]


def _rate_text(rate: Rate, form: Form) -> str:
    """办结率 ＝ 办结总计 ÷ （新收申请 ＋ 上年结转）."""
    text = formula.show(rate.quotient, lambda name: name_of(form.resolve(name), form)).translate(SIGNS)
    return f"{rate.name} ＝ {text}" + (f"（{rate.note}）" if rate.note else "")
