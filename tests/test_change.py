"""One body in two years: change and growth, follow-ups over years; and bodies that are hard to name."""

from datetime import date

import pytest
from standard_form import as_html, sources

from bot.reading.readings import Fields
from bot.start import Asker
from bot.targets.target import Target
from store.database.database import open_writer
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.loading.files import File
from store.loading.load import load

LAYOUT = load_form().layouts["2021"]
TODAY = date(2026, 11, 24)


def write(folder, **changes):
    source = sources()[0]
    for name, value in changes.items():
        setattr(source, name, value)
    path = folder / f"{source.agency}{source.year}.html"
    path.write_text(as_html(source, LAYOUT), "utf-8")
    return path


def asker_over(tmp_path, *files) -> Asker:
    db = open_writer(tmp_path / "db")
    assert [o.status for o in load(db, map(File, files))] == ["loaded"] * len(files)
    db.close()
    return Asker(tmp_path / "db")


@pytest.fixture
def two_years(tmp_path):
    earlier = sources()[0].cells | {
        FigureId("requests", "new", "total"): "500", FigureId("requests", "granted", "total"): "",
        FigureId("active", "rules", "made"): "/", FigureId("disputes", "review", "total"): "0",
    }  # fmt: skip
    return asker_over(tmp_path, write(tmp_path), write(tmp_path, year=2023, cells=earlier))


@pytest.mark.parametrize(
    "ask",
    [
        "北仑2024年新收申请比上年增加多少",
        "北仑2024新收同比",
        "北仑2024年收到的申请比2023年多了多少",
        "北仑新收申请增长率",
        "北仑2023和2024年新收申请对比",
    ],
)
def test_change_gives_difference_growth_and_both_figures(two_years, ask):
    """585 against 500: +85, 17.00%."""
    answer = two_years.ask(ask, today=TODAY)

    assert answer.status == "answered", answer.reply.text()
    assert answer.reply.headline == ("新收申请比2023年：+85件", "新收申请同比：17.00%")
    assert [str(f.value) for f in answer.figures] == ["85", "17.00", "500", "585"]
    assert "（585 − 500）÷ 500" in answer.reply.text()


def test_a_change_with_a_blank_side_is_not_worked_out(two_years):
    """A blank is not 0: no difference, the blank is named."""
    answer = two_years.ask("北仑2024予以公开同比", today=TODAY)

    assert all(f.kind == "printed" for f in answer.figures)
    assert "空白" in answer.reply.text()


def test_growth_from_zero_cannot_be_told(two_years):
    """The difference is, the percentage is not."""
    answer = two_years.ask("北仑2024行政复议同比", today=TODAY)

    assert "+15件" in answer.reply.headline[0]
    assert "分母为 0" in answer.reply.headline[1]


def test_blank_dash_zero_and_absent_are_four_different_sentences(two_years):
    """None of them is another."""
    blank = two_years.ask("北仑2023予以公开几件", today=TODAY)
    dash = two_years.ask("北仑2023制定规章几件", today=TODAY)
    zero = two_years.ask("北仑2023行政复议几件", today=TODAY)
    gone = two_years.ask("北仑2022行政复议几件", today=TODAY)

    assert "空白" in blank.reply.headline[0]
    assert "没有数" in dash.reply.headline[0]
    assert zero.reply.headline == ("0件",)
    assert "没有收录" in gone.reply.headline[0]
    assert [a.status for a in (blank, dash, zero, gone)] == ["no_data", "no_data", "answered", "no_data"]


def test_several_years_are_answered_each_and_a_missing_one_is_named(two_years):
    """2022、2023、2024: two figures, and a word on the third."""
    answer = two_years.ask("北仑2022、2023、2024年新收申请", today=TODAY)

    assert len(answer.reply.headline) == 3
    assert "没有收录北仑区人民政府2022年度" in answer.reply.headline[2]


def test_the_newest_year_is_taken_and_said_where_none_is_named(two_years):
    """No year: the latest loaded, said in the reading."""
    answer = two_years.ask("北仑新收申请", today=TODAY)

    assert answer.reply.headline == ("585件",)
    assert "取最新收录的一年" in answer.reply.reading


def test_districts_of_one_name_are_asked_back_with_their_cities(tmp_path):
    """鼓楼区 in two cities: which?  With the city it is clear."""
    files = [write(tmp_path, agency="南京市鼓楼区人民政府"), write(tmp_path, agency="福州市鼓楼区人民政府")]
    asker = asker_over(tmp_path, *files)
    back = asker.ask("鼓楼区2024年收到多少申请", today=TODAY)

    assert back.status == "clarify"
    assert [c.label for c in back.reply.choices] == ["南京市鼓楼区人民政府", "福州市鼓楼区人民政府"]
    for choice in back.reply.choices:
        assert asker.ask(choice.ask, today=TODAY).status == "answered"
    assert asker.ask("南京鼓楼区2024年收到多少申请", today=TODAY).figures[0].agency == "南京市鼓楼区人民政府"


def test_same_name_beside_another_place_is_that_of_its_city(tmp_path):
    """宁波 has a 江北区 that is not loaded: beside 北仑 it is not the one of 重庆."""
    names = (
        "重庆市江北区人民政府",
        "北仑区人民政府",
        "南京市鼓楼区人民政府",
        "福州市鼓楼区人民政府",
        "南京市江宁区人民政府",
    )
    asker = asker_over(tmp_path, *(write(tmp_path, agency=name) for name in names))
    beside = asker.ask("北仑和江北区2024年谁申请多", today=TODAY)
    assert beside.status == "no_data"
    assert "没有收录“和北仑同省市的江北区”的报告" in beside.reply.headline[0]
    both = asker.ask("江宁区和鼓楼区2024年各收到多少申请", today=TODAY)
    assert [figure.agency for figure in both.figures] == ["南京市江宁区人民政府", "南京市鼓楼区人民政府"]
    assert asker.ask("江北区2024年收到多少申请", today=TODAY).figures[0].agency == "重庆市江北区人民政府"


def _district_called_alike(folder, city, tenths):
    """A report that prints 鼓楼区人民政府 alone, and names its city in the text."""
    cells = {figure: str(int(raw.split("（")[0] or 0) * tenths) for figure, raw in sources()[0].cells.items()}
    path = folder / f"{city}.html"
    folder.joinpath("made").mkdir(exist_ok=True)
    page = write(folder / "made", agency="鼓楼区人民政府", cells=cells).read_text("utf-8")
    path.write_text(page.replace("<h2>", f"<p>{city}市鼓楼区政府信息公开工作情况如下。</p><h2>", 1), "utf-8")
    return path


def test_districts_that_print_one_name_are_told_apart_everywhere(tmp_path):
    """它的 after 哪个区最多 is of that district, and a ranking lists each under its own city."""
    files = [_district_called_alike(tmp_path, city, tenths) for city, tenths in (("南京", 1), ("徐州", 3), ("福州", 2))]
    asker = asker_over(tmp_path, *files)
    listed = asker.ask("2024年各区新收申请排名", today=TODAY)
    most = asker.ask("2024年哪个区新收申请最多", today=TODAY)
    persons = asker.ask("它的自然人多少", most.fields, TODAY)

    assert listed.reply.headline == (
        "1. 江苏省徐州市鼓楼区人民政府：1,755件", "2. 福建省福州市鼓楼区人民政府：1,170件", "3. 江苏省南京市鼓楼区人民政府：585件",
    )  # fmt: skip
    assert most.reply.headline == ("江苏省徐州市鼓楼区人民政府：1,755件",)
    assert [(figure.agency, figure.value) for figure in persons.figures] == [("江苏省徐州市鼓楼区人民政府", 1740)]


def test_a_body_whose_name_is_printed_in_two_ways_has_one_history(tmp_path):
    """北仑区人民政府 in 2023, 宁波市北仑区人民政府 in 2024: the growth from one to the other is told."""
    files = [write(tmp_path, year=2023), write(tmp_path, agency="宁波市北仑区人民政府")]
    trend = asker_over(tmp_path, *files).ask("北仑历年新收申请", today=TODAY)

    assert {figure.agency for figure in trend.figures} == {"宁波市北仑区人民政府"}
    assert trend.reply.headline[1].endswith("和上一个数持平")


def test_a_single_loaded_body_needs_no_name(tmp_path):
    """With one body loaded, a question without a body means it."""
    asker = asker_over(tmp_path, write(tmp_path))

    assert asker.ask("2024年收到多少申请", today=TODAY).reply.headline == ("585件",)


def test_a_city_is_preferred_to_a_district_of_the_same_short_name(tmp_path):
    """淮安 is the city; the district must be said."""
    asker = asker_over(
        tmp_path, write(tmp_path, agency="淮安市人民政府"), write(tmp_path, agency="淮安市淮安区人民政府")
    )

    assert asker.ask("淮安2024收到多少申请", today=TODAY).figures[0].agency == "淮安市人民政府"
    assert asker.ask("淮安区2024收到多少申请", today=TODAY).figures[0].agency == "淮安市淮安区人民政府"


def test_a_body_without_a_known_place_is_asked_for_by_its_printed_name(tmp_path):
    """A name that no table knows is taken as it is printed."""
    asker = asker_over(tmp_path, write(tmp_path, agency="测试新港管理局"), write(tmp_path))

    assert asker.ask("测试新港管理局2024收到多少申请", today=TODAY).figures[0].agency == "测试新港管理局"


def test_newly_loaded_reports_are_answered_without_a_restart(tmp_path):
    """Another process loads; the next question knows."""
    asker = asker_over(tmp_path, write(tmp_path))
    before = asker.ask("淮安市2024收到多少申请", today=TODAY)
    db = open_writer(tmp_path / "db")
    list(load(db, [File(write(tmp_path, agency="淮安市人民政府"))]))
    db.close()

    assert before.status == "no_data"
    assert asker.ask("淮安市2024收到多少申请", today=TODAY).status == "answered"


def test_what_only_the_text_states_is_quoted_and_not_put_in_the_tables_place(tmp_path):
    """A report whose table 3 is an image: no figure, but the sentence that states it."""
    source = next(one for one in sources() if one.agency == "上海市科学技术委员会")
    page = as_html(source, LAYOUT)
    start = page.index("<table", page.index("收到和处理"))
    path = tmp_path / "without.html"
    path.write_text(page[:start] + page[page.index("</table>", start) :], "utf-8")

    answer = asker_over(tmp_path, path).ask("上海市科委2024年新收几件")

    assert answer.status == "no_data"
    assert answer.figures[0].value is None
    assert "34件" in "".join(answer.reply.quotes)
    assert "没有当作表里的数" in "".join(answer.reply.notes)


@pytest.mark.parametrize("message", ["第一个呢", "后两个呢", "这两个数都列一下"])
def test_a_body_that_was_taken_out_since_is_asked_for_again(asker, message):
    """What was asked before is of a body that is no longer loaded: the question back, and no failure."""
    targets = (Target((FigureId("requests", "new", "total"),)), Target((FigureId("requests", "refused", "total"),)))
    earlier = Fields(("999999/人民政府",), (2024,), targets, "value")

    assert asker.ask(message, earlier, TODAY).status == "clarify"
