"""What a picture of an answer shows, as data; that it can be drawn; what is exported."""

from datetime import date

import pytest

from bot.answers import single
from bot.figures.of_many import MOST_SHOWN
from bot.shown.answer_file import file_name, rows_of
from bot.shown.chart import chart_of
from bot.shown.offers import offers_of
from bot.shown.pictures import draw

TODAY = date(2026, 11, 24)


def chart(asker, question):
    return chart_of(asker.ask(question, today=TODAY))


def test_a_trend_is_a_line_with_a_gap_for_a_missing_year(world_asker):
    """2022 of 海曙区 is not loaded: no number stands there, and no line goes over it."""
    shown = chart(world_asker, "海曙历年申请")

    assert (shown.kind, shown.labels, shown.unit) == ("lines", ("2021", "2022", "2023", "2024"), "件")
    assert [value is None for value in shown.series[0].values] == [False, True, False, False]
    assert "2022 没有数" in shown.alt


def test_a_ranking_is_bars_in_its_order(world_asker):
    """The names of the bodies, the values with their unit."""
    shown = chart(world_asker, "2024年宁波各区申请排名")

    assert (shown.kind, shown.labels[0], shown.series[0].values[0]) == ("bars", "鄞州区人民政府", 1170)
    assert "鄞州区人民政府 1,170件" in shown.alt


def test_two_bodies_over_years_are_two_lines(world_asker):
    """Each under its name."""
    shown = chart(world_asker, "北仑和鄞州2023年和2024年申请各多少")

    assert [series.name for series in shown.series] == ["北仑区人民政府", "鄞州区人民政府"]


@pytest.mark.parametrize("question", ["北仑2024申请", "北仑2024不予公开占比", "北仑2024收费情况", "什么叫部分公开"])
def test_a_single_figure_or_a_text_is_no_picture(world_asker, question):
    """Nothing to draw, no button."""
    assert chart(world_asker, question) is None


@pytest.mark.parametrize(
    "question", ["海曙历年申请", "2024年宁波各区申请排名", "北仑2024不予公开理由", "北仑和鄞州2023年和2024年申请各多少"]
)
def test_every_kind_is_drawn_as_a_png(world_asker, question):
    """About 960 px wide."""
    png = draw(chart(world_asker, question))

    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 960


def test_what_is_offered_next_is_answered(world_asker):
    """Every button leads to an answer."""
    known = world_asker.knowledge()
    for question in ("北仑2024申请", "北仑2024不予公开", "鄞州2024行政复议", "北仑2024公开率", "宁波2024行政许可"):
        offers = offers_of(world_asker.ask(question, today=TODAY), known)
        assert offers or "率" in question
        assert {world_asker.ask(offer.ask, today=TODAY).status for offer in offers} <= {"answered"}, question


def test_an_export_has_every_figure_with_its_place(world_asker):
    """A sum with its formula, a file's name of body, figure and year."""
    answer = world_asker.ask("北仑2024不予公开", today=TODAY)
    (row,) = rows_of(answer)

    assert (row["单位"], row["年份"], row["数"], row["计量单位"]) == ("北仑区人民政府", 2024, "26", "件")
    assert "属于行政执法案卷 11" in row["算法"]
    assert "第 2 个表格" in row["出处"]
    assert file_name(answer) == "北仑区人民政府_不予公开_2024"


def test_the_file_of_a_long_list_holds_every_body(world_asker, monkeypatch):
    """The message lists the first and says how many more there are."""
    monkeypatch.setattr(single, "MOST_SHOWN", 2)
    asked = world_asker.ask("2024年各区申请从多到少排名", today=TODAY).fields
    short = world_asker.answer_fields(asked, TODAY)
    whole = world_asker.answer_fields(asked, TODAY, whole=True)

    assert "还有 2 个没有列出。" in short.reply.notes
    assert [row["数"] for row in rows_of(whole)] == ["1170", "698", "585", "288"]


def test_a_list_that_was_cut_is_listed_whole_when_more_is_asked_for(elsewhere_asker):
    """还有呢 and 全部列出来 give every body; where nothing was cut, nothing more is there."""
    cut = elsewhere_asker.ask("2024年收到申请的单位有哪些", today=TODAY)
    assert any("没有列出" in note for note in cut.reply.notes)
    for more in ("还有呢", "全部列出来"):
        whole = elsewhere_asker.ask(more, cut.fields, TODAY)
        assert len(whole.reply.headline) > len(cut.reply.headline) == MOST_SHOWN
        assert not any("没有列出" in note for note in whole.reply.notes)
    few = elsewhere_asker.ask("2024年广东各市新收排名", today=TODAY)
    assert elsewhere_asker.ask("还有呢", few.fields, TODAY).status == "not_understood"
