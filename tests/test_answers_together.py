"""Several answers in one reply: none of them is lost, however many there are."""

from dataclasses import replace

from bot.figures.standing import on_their_forms
from bot.replies.reply import Reply, joined
from bot.targets.target import Target
from store.forms.form import figure_at


def test_no_answer_of_many_is_lost_where_some_have_ranks():
    """The first ten are numbered 一、 to 十、, those after them in digits."""
    replies = tuple(Reply((f"1. 第{n}个的数：{n}件",), f"单位 · 2024年度 · 表三 · 指标{n}") for n in range(1, 13))
    told = "\n".join(joined(replies).headline)
    assert all(f"第{n}个的数：{n}件" in told for n in range(1, 13))
    assert "十、" in told
    assert "11. " in told


def test_a_figure_of_a_table_that_no_report_has_stays_to_be_told_of(world_asker):
    """Columns of another form are left out (规章 in that of 2019), a figure whose table is missing is not."""
    known = world_asker.knowledge()
    form, entry = known.vocabulary.form, known.catalogue.newest("330206/人民政府")
    requests, made, of_2019 = (
        Target((figure_at(path),)) for path in ("requests/new/total", "active/rules/made", "active/rules/new_made")
    )

    assert on_their_forms((requests, made, of_2019), [entry], form) == (requests, made)
    without = replace(entry, layouts={table: name for table, name in entry.layouts.items() if table != "active"})
    assert on_their_forms((requests, made), [without], form) == (requests, made)
