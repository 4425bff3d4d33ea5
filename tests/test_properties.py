"""What must hold for any document and any question, not only for those written down."""

import os
from contextlib import suppress
from datetime import date

from damaging import DAMAGES, PRINTERS, damaged, once, unique
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standard_form import as_bars, as_html, as_lines, sources

from bot.frontends.telegram_chat.show import as_html as telegram_html
from bot.frontends.telegram_chat.show import units
from store.agencies.agency import load_gazetteer
from store.checks.checks import check
from store.document import UnreadableError
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.read_report import read_report
from store.readers.cells import read_cell
from store.readers.kinds import read_document

FORM, GAZETTEER = load_form(), load_gazetteer()
LAYOUT = FORM.layouts["2021"]
CLEAN = sources()[1]
FIGURES = list(LAYOUT.labels)
PRINTINGS = (lambda s: as_html(s, LAYOUT), lambda s: as_lines(s, LAYOUT), lambda s: as_bars(s, LAYOUT))
UNIQUE = unique(CLEAN, LAYOUT)
TABLES = ("active", "requests", "requests", "disputes")
DAMAGED = int(os.environ.get("WENSHU_DAMAGED", "300"))  # 20,000 in `make damage`
TODAY = date(2026, 11, 24)


def read(text: str):
    return read_report(read_document("淮安市2024.txt", text.encode()), FORM, GAZETTEER)


def changed(figure: FigureId, raw: str):
    source = sources()[1]
    source.cells[figure] = raw
    return source


@given(st.sampled_from([f for f in FIGURES if f.table != "active"]), st.integers(1, 10**6))
@settings(max_examples=60, deadline=None)
def test_any_one_changed_figure_breaks_a_check(figure, by):
    """A clean table with one figure changed is found out."""
    old = read_cell(CLEAN.cells[figure]).value
    report = read(as_html(changed(figure, str(old + by)), LAYOUT))

    assert any(figure in finding.figures for finding in check(report, FORM))


@given(
    st.sampled_from(PRINTINGS),
    st.sampled_from(FIGURES),
    st.sampled_from(["", "/", "—", "1,234", "５", "7（其中修订2件）", "不适用", "12.50"]),
)
@settings(max_examples=120, deadline=None)
def test_a_cell_of_any_kind_is_that_cell_or_nothing(printing, figure, raw):
    """Whatever a cell holds, no other cell changes, and the cell says what it says or is not read."""
    source = changed(figure, raw)
    report = read(printing(source))
    expected = read_cell(raw)

    for other, fact in report.facts.items():
        if other == figure:
            assert fact.value in (expected.value, None)
        else:
            assert fact.value in (read_cell(source.cells[other]).value, None)


@given(
    st.sampled_from(sorted(PRINTERS)),
    st.lists(
        st.tuples(st.sampled_from(TABLES), st.sampled_from(DAMAGES), st.integers(0, 10_000)),
        min_size=1,
        max_size=4,
        unique_by=once,
    ),
    st.integers(0, 40),
)
@settings(max_examples=DAMAGED, deadline=None)
def test_damaged_documents_never_give_another_number(kind, damages, cut):
    """Rows and cells dropped, added, doubled, swapped, cut, labels damaged, charsets wrong: right, or not read."""
    with suppress(UnreadableError):
        report = read_report(
            read_document("淮安市2024.txt", damaged(UNIQUE, LAYOUT, kind, damages, cut)), FORM, GAZETTEER
        )
        wrong = {f: x.raw for f, x in report.facts.items() if x.value is not None and UNIQUE.cells[f] != x.raw}

        assert wrong == {}


@given(st.text(max_size=600))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_a_reply_that_telegram_takes(asker, text):
    """No exception, no figure out of nothing, valid HTML of bearable length."""
    answer = asker.ask(text, today=TODAY)
    shown = telegram_html(answer.reply)

    assert answer.status in ("answered", "clarify", "no_data", "not_understood")
    assert 0 < units(shown) <= 4096
    assert shown.count("<b>") == shown.count("</b>")


@given(
    st.sampled_from(["北仑区2024年收到多少件申请", "北仑2024部分公开几件", "淮安市2024年不予公开占比", "北仑2024结转"]),
    st.sampled_from(["请问", "麻烦帮我查一下", "您好，", " ", "。", "？", "谢谢", "呢", "啊", "　", "～"]),
    st.booleans(),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_politeness_and_punctuation_change_nothing(asker, question, extra, before):
    """Words without meaning leave the reading as it is."""
    longer = extra + question if before else question + extra

    assert meaning(asker.ask(question, today=TODAY)) == meaning(asker.ask(longer, today=TODAY))


def meaning(answer):
    """What was read: the fields, or the question back with what it offers."""
    return answer.fields or (answer.reply.headline, [choice.label for choice in answer.reply.choices])


@given(
    st.sampled_from(["北仑区2024年{}收到多少件申请", "北仑2024{}部分公开几件", "淮安市2024年行政复议{}多少件"]),
    st.sampled_from(
        ["红色", "外地", "涉外", "劳动", "农村", "夜间", "汽车", "工程", "第二批", "初中", "女", "水务", "医院", "土地"]
    ),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_unknown_content_word_never_leaves_a_silent_answer(asker, template, word):
    """Whatever nothing explains blocks the answer."""
    answer = asker.ask(template.format(word), today=TODAY)

    assert all(figure.value is None for figure in answer.figures)


@given(
    st.sampled_from(["北仑2024{}公开几件", "北仑2024{}处理几件", "北仑2024{}办结几件", "北仑2024{}自然人申请几件"]),
    st.sampled_from("不未没无非"),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_negation_is_never_lost(asker, template, negation):
    """With 不 the answer is another figure, a question back, or none."""
    plain = asker.ask(template.format(""), today=TODAY)
    negated = asker.ask(template.format(negation), today=TODAY)

    if negated.status == "answered":
        assert [f.ids for f in plain.figures] != [f.ids for f in negated.figures]
