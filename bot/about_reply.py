"""A question about the data -> its answer: what is loaded, what does not add up, what a word means, what can be asked."""

from bot.knowledge import Answer, Knowledge
from bot.reading import About, Choice, Fields
from bot.reply import Reply
from bot.words import Words
from store.catalogue import Entry

MOST_BODIES, MOST_FINDINGS, MOST_LENGTH = 20, 8, 12
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
    if about.kind == "able":
        return Answer(question, "answered", Reply(ABLE), words, about, passages=ABLE)
    if about.kind == "checks":
        return _checks(question, words, about, known)
    return _catalogue(question, words, about, known)


def _checks(question: str, words: Words, about: About, known: Knowledge) -> Answer:
    """What does not add up in the reports of the bodies."""
    entries = [entry for body in about.bodies for entry in _entries(body, about.years, known)]
    if not entries:
        name = known.catalogue.name(about.bodies[0])
        years = "、".join(map(str, known.catalogue.years(about.bodies[0])))
        reply = Reply((f"没有收录{name}这一年的报告；收录了{years}年度。",))
        return Answer(question, "no_data", reply, words, about)
    findings = tuple(dict.fromkeys(f for entry in entries for f in known.all_findings(entry.id)))
    head = f"找到 {len(findings)} 处对不上或要留意的地方：" if findings else "各项校验都对得上。"
    lines = tuple(finding.sentence for finding in findings[:MOST_FINDINGS])
    more = (f"还有 {len(findings) - MOST_FINDINGS} 处。",) if len(findings) > MOST_FINDINGS else ()
    where = "、".join(f"{entry.name} · {entry.year}年度" for entry in entries)
    reply = Reply((head, *lines, *more), f"{where} · 校验")
    fields = Fields(about.bodies, tuple(sorted({entry.year for entry in entries})), ())
    return Answer(question, "answered", reply, words, about, passages=(head, *lines), findings=findings, fields=fields)


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
    bodies = about.bodies or tuple(b for b in catalogue.by_agency if not about.years or _has(b, about.years, known))
    count = sum(len(catalogue.by_agency[body]) for body in bodies)
    head = f"收录了 {len(bodies)} 个单位、{count} 份报告："
    lines = [f"{catalogue.name(b)}：{'、'.join(map(str, catalogue.years(b)))}年度" for b in bodies[:MOST_LENGTH]]
    more = [f"还有 {len(bodies) - MOST_LENGTH} 个单位。"] if len(bodies) > MOST_LENGTH else []
    shown = (head, *lines, *more) if len(bodies) > 1 else tuple(lines)
    return Answer(question, "answered", Reply(shown, "收录情况"), words, about, passages=shown)


def _has(body: str, years: tuple[int, ...], known: Knowledge) -> bool:
    return any(known.catalogue.entry(body, year) is not None for year in years)
