"""Fields of named bodies and years -> answer: what is looked up, worked out and quoted, and what is not loaded."""

from collections.abc import Iterator
from dataclasses import replace

from bot.answers.namesakes import unloaded_namesakes
from bot.answers.text_beside import near_in_text, said_otherwise, sentences, stated_as
from bot.figures.compute import compute
from bot.figures.figure import Figure, Found
from bot.figures.stated import said_with
from bot.knowledge import Answer, Knowledge
from bot.question.said import words_doing
from bot.question.word import Words
from bot.reading.choices import lacks_years
from bot.reading.phrases import phrase, question_for, years_phrase
from bot.reading.query import Lookup, Query, build_query, of_parts_alone
from bot.reading.readings import GROWTH, SHARES, Choice, Fields, NothingThere, Unclear
from bot.reading.tables import applicants_of
from bot.replies.figure_reply import reply_to_figures, touching
from bot.replies.reply import Reply, reply_to_nothing, reply_to_unclear, shorten
from bot.talks.pointed_at import with_found
from bot.targets.calculation import Calculation
from bot.targets.target import Target, ambiguous, mentions
from store.facts.catalogue import Catalogue
from store.findings import Finding
from store.forms.form import Form

CLOSED = "办结"  # what results of applications are usually shares of
OVER_YEARS = ("sum_years", "mean_years")
FROM_TEXT = "这是按字面在正文里找到的说法，不是表里的数。"
ONLY_IN_TEXT = "表里没有这个数；上面是正文的说法，只供参考，没有当作表里的数。"
NEAR_IN_TEXT = "正文没有说这个数；上面是正文里相近的说法，没有当作这个数。"
IN_ONE_YEAR: dict[Calculation, Calculation] = {"change": "value", "times": "value", "share_change": "share"}


def look_up(question: str, words: Words, fields: Fields, known: Knowledge, today: int) -> Answer:
    """The figures and passages of the fields."""
    form = known.vocabulary.form
    fields = of_parts_alone(fields, form)
    query = build_query(fields, known.catalogue, form)
    if fields.operation in SHARES and {s.part for s in query.shares} != {f for t in fields.targets for f in t.figures}:
        return _no_base(question, words, fields, query, known)
    found = tuple(Found(look, look.entry, known.fetch(look.selection)) for look in query.lookups if look.entry)
    gone = tuple(_not_loaded([look for look in query.lookups if not look.entry], known.catalogue, today))
    if not found or (fields.operation in (*GROWTH, *OVER_YEARS) and gone):
        nothing = NothingThere("".join(gone), (*_of_those_loaded(fields, found, known), *_other_years(fields, known)))
        return Answer(question, "no_data", reply_to_nothing(nothing), words, fields, query, fields=fields)
    if (stated := _in_text(fields, words, found, known)) is not None:
        return _from_text(question, stated, _with_those_words(fields, words), known, today)
    figures = compute(query, found, form)
    passages = _passages(fields, found, known)
    if not figures and all(target.said for target in fields.targets):
        return Answer(question, "no_data", _not_said(fields, found), words, fields, query, fields=fields)
    findings = touching(tuple(f for report in found for f in report.extract.findings), figures)
    reply = _reply(fields, figures, passages, findings, found, (*gone, *_said_nowhere(fields, found, form)), known)
    has_value = any(figure.value is not None for figure in figures) or bool(passages)
    if quotes := said_otherwise(words, fields, figures, found, known):
        reply = replace(reply, quotes=(*reply.quotes, *quotes))
    reply = reply if has_value else _beside_nothing(reply, fields, figures, found, known)
    reply = replace(reply, notes=(*reply.notes, *unloaded_namesakes(words, fields, known)))
    return Answer(
        question, "answered" if has_value else "no_data", reply, words, fields, query, figures, passages, findings,
        with_found(fields, figures, {}),
    )  # fmt: skip


def _said_nowhere(fields: Fields, found: tuple[Found, ...], form: Form) -> tuple[str, ...]:
    """培训、建议、提案 of a text that says nothing of the last: what is missing beside what was found."""
    said = [target for target in fields.targets if target.said] if len(fields.targets) > 1 else []
    alone = ((replace(fields, targets=(target,)), report) for report in found for target in said)
    return tuple(
        _not_said(one, (report,)).headline[0]
        for one, report in alone
        if not said_with(one.targets[0].said, report, form)
    )


def _not_said(fields: Fields, found: tuple[Found, ...]) -> Reply:
    """北仑呢 after a number that another report's text states."""
    reports = "、".join(f"{report.entry.name}{report.entry.year}年度" for report in found)
    said = "、".join("”“".join(target.said) for target in fields.targets)
    return Reply((f"{reports}报告的正文里没有带“{said}”的数。",))


def _beside_nothing(
    reply: Reply, fields: Fields, figures: tuple[Figure, ...], found: tuple[Found, ...], known: Knowledge
) -> Reply:  # fmt: skip
    """Where the table has no number: what the text says, and the applicants of a total that is not filled in."""
    near = near_in_text(fields, known)
    for names, note in ((stated_as(fields, known), ONLY_IN_TEXT), (near, NEAR_IN_TEXT)):
        if said := sentences(names, found, known):
            asked = tuple(_stated_choice(name, fields, known) for name in near)
            reply = replace(reply, quotes=said, notes=(*reply.notes, note), choices=(*reply.choices, *asked))
    blank = bool(figures) and all(figure.state == "blank" for figure in figures)
    choice = _by_applicant(fields, known) if blank else None
    return replace(reply, choices=(*reply.choices, choice)) if choice is not None else reply


def _in_text(fields: Fields, words: Words, found: tuple[Found, ...], known: Knowledge) -> Fields | None:
    """正文里写的办结数: what the text states that is to equal a figure of a table; None where no text is asked for."""
    if not words_doing(words.words, "in_text") or fields.operation != "value":
        return None
    names = stated_as(fields, known)
    if not names and all(target.figures for target in fields.targets):
        return _with_those_words(fields, words)
    looks = (replace(report.lookup.selection, figures=(), stated=names) for report in found if names)
    there = {said.id for look in looks for said in known.fetch(look).stated}
    targets = tuple(Target(stated=name) for name in names if name in there) or tuple(
        Target(stated=name) for name in names[-1:]
    )
    return replace(fields, targets=targets) if targets else None


def _from_text(question: str, stated: Fields, said: Fields | None, known: Knowledge, today: int) -> Answer:
    """What the text states under its name, else with the words of the question (共办理718件)."""
    ways = (stated, said) if said is not None else (stated,)
    found = [look_up(question, Words("", (), ()), way, known, today) for way in ways]
    return next((answer for answer in found if answer.status == "answered"), found[0])


def _with_those_words(fields: Fields, words: Words) -> Fields | None:
    """正文里写的行政复议: numbers that the text states with these words; the form knows none that equals the cell."""
    named = [m for m in mentions(words.words) if m.figure is not None]
    named = [m for m in named if not m.weak] or named
    texts = [m.text for m in named if not m.is_column] or [m.text for m in named]
    texts = texts or [word.text for word, _ in ambiguous(words.words)]
    said = tuple(Target(said=(text,)) for text in dict.fromkeys(text.rstrip("了过") for text in texts))
    return replace(fields, targets=said, notes=(FROM_TEXT,)) if said else None


def _stated_choice(name: str, fields: Fields, known: Knowledge) -> Choice:
    """A figure of the text as a question of its own."""
    form, body, year = known.vocabulary.form, known.catalogue.name(fields.bodies[0]), fields.years[-1]
    return Choice(form.stated[name].name, f"{body}{year}年{phrase(Target(stated=name), form)}")


def _by_applicant(fields: Fields, known: Knowledge) -> Choice | None:
    """A total that is not filled in: the kinds of applicants may be."""
    form = known.vocabulary.form
    (target, *more) = fields.targets
    if more or len(target.figures) != 1 or not applicants_of(target, form):
        return None
    what = f"{known.catalogue.name(fields.bodies[0])}{fields.years[-1]}年{phrase(target, form)}"
    return Choice("各类申请人的数", f"{what}申请人构成")


def _no_base(question: str, words: Words, fields: Fields, query: Query, known: Knowledge) -> Answer:
    form = known.vocabulary.form
    name = phrase(fields.targets[0], form)
    body, years = known.catalogue.name(fields.bodies[0]), years_phrase(fields.years)
    of_requests = all(figure.table == "requests" for figure in fields.targets[0].figures)
    wholes = (CLOSED,) if name != CLOSED else ()
    texts = (*(f"{name}占{whole}的比例" for whole in wholes), f"自然人占{name}的比例") if of_requests else ()
    choices = tuple(Choice(text, f"{body}{years}{text}") for text in texts)
    unclear = Unclear(f"“{name}”占什么的比例？请把分母也说出来。", choices)
    return Answer(question, "clarify", reply_to_unclear(unclear), words, unclear, query)


def _not_loaded(looks: list[Lookup], catalogue: Catalogue, today: int) -> Iterator[str]:
    """Which reports are missing: a sentence a body, and one for each that is not published yet."""
    for agency in dict.fromkeys(look.agency for look in looks):
        name, loaded = catalogue.name(agency), catalogue.years(agency)
        years = sorted(look.year for look in looks if look.agency == agency)
        if missing := [year for year in years if year < today]:
            yield lacks_years(name, missing, loaded)
        for year in (year for year in years if year >= today):
            yield f"{year}年度的报告要到{year + 1}年初才公布；{name}收录了{'、'.join(map(str, loaded))}年度。"


def _of_those_loaded(fields: Fields, found: tuple[Found, ...], known: Knowledge) -> tuple[Choice, ...]:
    """The same of the years that are loaded, where it is made of several years of one body."""
    years = [report.entry.year for report in found]
    if fields.operation not in OVER_YEARS or len(fields.bodies) != 1 or len(years) < 2:
        return ()
    end = "合计" if fields.operation == "sum_years" else "平均"
    what = "、".join(phrase(target, known.vocabulary.form) for target in fields.targets)
    when = years_phrase(years)
    return (Choice(f"只算收录的 {len(years)} 年", f"{known.catalogue.name(fields.bodies[0])}{when}{what}{end}"),)


def _other_years(fields: Fields, known: Knowledge) -> tuple[Choice, ...]:
    form, choices = known.vocabulary.form, []
    for agency in fields.bodies:
        name = known.catalogue.name(agency)
        for year in reversed(known.catalogue.years(agency)[-3:]):
            operation = IN_ONE_YEAR.get(fields.operation, fields.operation)
            label = f"{name if len(fields.bodies) > 1 else ''}{year}年：{phrase(fields.targets[0], form)}"
            choices.append(Choice(label, question_for(name, year, fields.targets, operation, form)))
    return tuple(choices[:6])


def _passages(fields: Fields, found: tuple[Found, ...], known: Knowledge) -> tuple[str, ...]:
    """The paragraphs asked for; where a passage is told by a word, those that hold it.  Of several reports each says whose it is."""
    texts = []
    for target in fields.targets:
        if target.passage:
            what = known.vocabulary.form.passages[target.passage]
            for report in found:
                whose = f"{report.entry.name}{report.entry.year}年度：" if len(found) > 1 else ""
                texts += [whose + text for text in what.of((p.section, p.text) for p in report.extract.paragraphs)]
    return tuple(dict.fromkeys(texts))


def _reply(
    fields: Fields, figures: tuple[Figure, ...], passages: tuple[str, ...], findings: tuple[Finding, ...],
    found: tuple[Found, ...], gone: tuple[str, ...], known: Knowledge,
) -> Reply:  # fmt: skip
    form = known.vocabulary.form
    if any(target.passage for target in fields.targets):
        names = "、".join(form.passages[t.passage].name for t in fields.targets if t.passage)
        where = "、".join(f"{report.entry.name}{report.entry.year}年度" for report in found)
        head = tuple(shorten(text) for text in passages) or (f"正文没有说{names}。",)
        return Reply(
            head,
            f"{where} · {names}",
            sources=tuple(r.entry.document for r in found) if passages else (),
            notes=gone,
        )
    return reply_to_figures(fields, figures, findings, form, gone)
