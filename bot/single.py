"""One question through the steps in order: words, fields, query, figures, reply."""

from dataclasses import replace

from bot.about_reply import answer_about
from bot.bodies import named_bodies, resolve
from bot.corrections import Correction
from bot.fields import read_fields
from bot.figure_reply import reply_to_figures, touching
from bot.figures.compute import compute
from bot.figures.figure import Figure, Found
from bot.followup import without_lacking
from bot.group_answer import answer_group
from bot.knowledge import Answer, Knowledge
from bot.phrases import phrase, question_for
from bot.query import Lookup, Query, build_query
from bot.reading import About, Choice, Fields, Group, NothingThere, NotUnderstood, Reading, Unclear
from bot.reply import Reply, reply_to_not_understood, reply_to_nothing, reply_to_unclear, shorten
from bot.words import Words, read_words, said_words, stated_only
from store.catalogue import Catalogue
from store.findings import Finding

FROM_TEXT = "这是按字面在正文里找到的说法，不是表里的数。"


def answer_one(
    question: str, known: Knowledge, today: int, earlier: Fields | None = None, *, corrects: bool = True
) -> Answer:
    """Answer one question; `today` is the year, `earlier` what was asked before in the same talk."""
    words = read_words(question, known.vocabulary, known.split, known.simplify)
    if earlier is not None and not all(body in known.catalogue.by_agency for body in earlier.bodies):
        earlier = None
    reading = read_fields(words, known.vocabulary, known.catalogue, today, earlier, known.home)
    if (other := _otherwise(question, words, reading, earlier, known, today, corrects=corrects)) is not None:
        return other
    slips = known.vocabulary.form.slips
    put_right = "，".join(_read_as(w.text, slips[w.text]) for w in words.words if w.text in slips)
    answer = _answer_to(reading, question, words, known, today, earlier)
    return replace(answer, reply=answer.reply.reading_as(put_right)) if put_right else answer


def _answer_to(
    reading: Reading, question: str, words: Words, known: Knowledge, today: int, earlier: Fields | None
) -> Answer:
    match reading:
        case NotUnderstood():
            reply = reply_to_not_understood(reading, _suggestions(known, words, earlier))
            return Answer(question, "not_understood", reply, words, reading)
        case Unclear():
            return Answer(question, "clarify", reply_to_unclear(reading), words, reading, fields=reading.about)
        case NothingThere():
            kept = without_lacking(reading, earlier)
            return Answer(question, "no_data", reply_to_nothing(reading), words, reading, fields=kept)
        case About():
            return answer_about(question, words, reading, known)
        case Fields(group=Group()):
            return answer_group(question, words, reading, known)
        case Fields():
            return _look_up(question, words, reading, known, today)


def answer_fields(fields: Fields, known: Knowledge, today: int) -> Answer:
    """The answer to what was read before: figures anew, without the question."""
    words = Words("", (), ())
    if not all(body in known.catalogue.by_agency for body in fields.bodies):
        return Answer("", "no_data", reply_to_nothing(NothingThere("这份报告已经不在库里了。", ())))
    return (
        answer_group("", words, fields, known)
        if fields.group is not None
        else _look_up("", words, fields, known, today)
    )


def _otherwise(
    question: str,
    words: Words,
    reading: Reading,
    earlier: Fields | None,
    known: Knowledge,
    today: int,
    *,
    corrects: bool,
) -> Answer | None:
    """What is not understood as it stands, with a slip put right or in the text's own words."""
    if corrects and isinstance(reading, NotUnderstood) and (corrected := _corrected(words, known)) is not None:
        text, slips = corrected
        answer = answer_one(
            text, known, today, earlier, corrects=False
        )  # what is put right once is not put right again
        if answer.status == "answered" and not all(slip.sure for slip in slips):
            return _ask_slip(question, text, slips)
        if answer.status != "not_understood":
            put_right = "，".join(_read_as(slip.typed, slip.right) for slip in slips)
            return replace(answer, question=question, reply=answer.reply.reading_as(put_right))
    if isinstance(reading, NotUnderstood | NothingThere):
        said = _as_said(words, reading, earlier, known, today)
        return replace(said, question=question) if said is not None else None
    return None


def _corrected(words: Words, known: Knowledge) -> tuple[str, list[Correction]] | None:
    """The question with its slips put right, and what was put right; None where there is none."""
    text, slips = words.text, []
    for unknown in words.unknown:
        slip = known.correct(text, unknown)
        if slip is None:
            return None
        text = text.replace(slip.typed, slip.right)
        slips.append(slip)
    return (text, slips) if slips else None


def _ask_slip(question: str, text: str, slips: list[Correction]) -> Answer:
    """部予公开 for 不予公开: a 不 more or less makes another figure, so it is asked."""
    slip = next(slip for slip in slips if not slip.sure)
    unclear = Unclear(f"没看懂“{slip.typed}”，您是说“{slip.right}”吗？", (Choice(slip.right, text),))
    return Answer(question, "clarify", reply_to_unclear(unclear), None, unclear)


def _read_as(typed: str, right: str) -> str:
    return f"“{typed}”读作“{right}”"


def _as_said(
    words: Words, reading: NotUnderstood | NothingThere, earlier: Fields | None, known: Knowledge, today: int
) -> Answer | None:
    """Words that are not ours, but that the text states a number with: 办理人大代表建议多少件."""
    heard = said_words(words) if isinstance(reading, NotUnderstood) else stated_only(words)
    if heard is None:
        return None
    again = read_fields(heard, known.vocabulary, known.catalogue, today, earlier, known.home)
    if not isinstance(again, Fields) or again.operation != "value" or not all(t.said for t in again.targets):
        return None
    answer = _look_up("", heard, replace(again, notes=(FROM_TEXT,)), known, today)
    return answer if answer.status == "answered" else None


def _suggestions(known: Knowledge, words: Words, earlier: Fields | None) -> tuple[Choice, ...]:
    """Three questions that work, about the body named, else the one of before, else the newest report."""
    catalogue = known.catalogue
    if not catalogue.entries:
        return ()
    bodies = resolve(named_bodies(words), catalogue).found or (earlier.bodies if earlier else ())
    newest = catalogue.newest(bodies[0]) if bodies else max(catalogue.entries, key=lambda entry: entry.year)
    asks = (f"{newest.name}{newest.year}年{what}多少件" for what in ("新收申请", "不予公开", "行政复议"))
    return tuple(Choice(ask, ask) for ask in asks)


def _look_up(question: str, words: Words, fields: Fields, known: Knowledge, today: int) -> Answer:
    form = known.vocabulary.form
    query = build_query(fields, known.catalogue, form)
    if fields.operation == "share" and not query.shares:
        return _no_base(question, words, fields, query, known)
    found = tuple(Found(look, look.entry, known.fetch(look.selection)) for look in query.lookups if look.entry)
    gone = tuple(_not_loaded(look, known.catalogue, today) for look in query.lookups if not look.entry)
    if not found or (fields.operation in ("change", "sum_years", "mean_years") and gone):
        nothing = NothingThere("".join(gone), _other_years(fields, known))
        return Answer(question, "no_data", reply_to_nothing(nothing), words, fields, query, fields=fields)
    figures = compute(query, found, form)
    passages = _passages(fields, found, known)
    findings = touching(tuple(f for report in found for f in report.extract.findings), figures)
    reply = _reply(fields, figures, passages, findings, found, gone, known)
    has_value = any(figure.value is not None for figure in figures) or bool(passages)
    return Answer(
        question,
        "answered" if has_value else "no_data",
        reply,
        words,
        fields,
        query,
        figures,
        passages,
        findings,
        fields,
    )


def _no_base(question: str, words: Words, fields: Fields, query: Query, known: Knowledge) -> Answer:
    form = known.vocabulary.form
    name = phrase(fields.targets[0], form)
    body, year = known.catalogue.name(fields.bodies[0]), fields.years[-1]
    of_requests = all(figure.table == "requests" for figure in fields.targets[0].figures)
    texts = (f"{name}占办结的比例", f"自然人占{name}的比例") if of_requests else ()
    choices = tuple(Choice(text, f"{body}{year}年{text}") for text in texts)
    unclear = Unclear(f"“{name}”占什么的比例？请把分母也说出来。", choices)
    return Answer(question, "clarify", reply_to_unclear(unclear), words, unclear, query)


def _not_loaded(look: Lookup, catalogue: Catalogue, today: int) -> str:
    name = catalogue.name(look.agency)
    years = "、".join(f"{year}" for year in catalogue.years(look.agency))
    if look.year >= today:
        return f"{look.year}年度的报告要到{look.year + 1}年初才公布；{name}收录了{years}年度。"
    return f"没有收录{name}{look.year}年度的报告；收录了{years}年度。"


def _other_years(fields: Fields, known: Knowledge) -> tuple[Choice, ...]:
    form, choices = known.vocabulary.form, []
    for agency in fields.bodies:
        name = known.catalogue.name(agency)
        for year in reversed(known.catalogue.years(agency)[-3:]):
            operation = "value" if fields.operation == "change" else fields.operation
            choices.append(
                Choice(
                    f"{year}年：{phrase(fields.targets[0], form)}",
                    question_for(name, year, fields.targets, operation, form),
                )
            )
    return tuple(choices[:6])


def _passages(fields: Fields, found: tuple[Found, ...], known: Knowledge) -> tuple[str, ...]:
    """The paragraphs asked for; where a passage is told by a word, those that hold it."""
    texts = []
    for target in fields.targets:
        if target.passage:
            what = known.vocabulary.form.passages[target.passage]
            for report in found:
                texts += [
                    p.text
                    for p in report.extract.paragraphs
                    if (not what.section or p.section == what.section) and what.contains in p.text
                ]
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
