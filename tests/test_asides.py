"""What is said around a question carries no meaning where it names nothing of the data; what may be a condition stays."""

from datetime import date

import pytest

TODAY = date(2026, 11, 24)
ASK = "北仑区2024年收到多少件申请"
AROUND = (
    "{}，领导在催", "我写稿子要用，{}", "领导催得紧，{}", "明天开庭，{}", "{}，谢谢您", "跟同事打赌呢，{}", "别啰嗦，{}",
    "{}？在线等，挺急的", "不好意思，我不太会用这个，{}",
    "我在整理台账，{}", "领导问{}", "编辑部让我核实{}", "{}帮我读一下", "今天第三次问你了，{}",
)  # fmt: skip
CONDITIONS = (
    "线上提交的", "书面的", "学生提的", "学生要的", "通过邮寄", "撤回的", "加急的", "外地人的",
    "上半年的领导要", "我说的是刑事案件", "环保类的", "不要企业的",
    "法官提的", "被骂的",
)  # fmt: skip


@pytest.mark.parametrize("said", AROUND)
def test_what_is_said_around_a_question_changes_nothing(asker, said):
    answer = asker.ask(said.format(ASK), today=TODAY)

    assert answer.status == "answered"
    assert answer.figures == asker.ask(ASK, today=TODAY).figures


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_clause_that_may_tell_of_which_requests_is_asked_is_never_left_out(asker, condition):
    assert asker.ask(f"{condition}，{ASK}", today=TODAY).status != "answered"


def test_people_after_a_figure_may_be_what_is_counted(asker):
    """复议的法官有几个 is no question about 复议."""
    assert asker.ask("北仑2024复议的法官有几个", today=TODAY).status != "answered"


def test_a_no_before_a_year_is_no_aside(asker):
    assert asker.ask("不是2024年北仑区的申请几件", today=TODAY).status != "answered"


def test_what_describes_a_row_is_read_as_its_words_and_says_so(asker):
    answer = asker.ask("北仑区2024年申请的东西机关手里没有的有几件", today=TODAY)

    assert answer.status == "answered"
    assert "机关手里没有" in answer.reply.text()
    assert "“本机关不掌握”" in answer.reply.text()


def test_every_row_and_column_has_its_term_in_the_glossary(asker):
    """制发件数和现行有效件数有什么不同: neither is left out."""
    vocabulary = asker.knowledge().vocabulary
    axes = [
        axis for table in vocabulary.form.tables.values() for axis in (*table.rows.values(), *table.columns.values())
    ]
    without = [
        a.name for a in axes if a.id != "total" and not any(word in vocabulary.glossary_words for word in a.words)
    ]

    assert without == []


def test_a_whole_and_its_parts_are_not_added_up(asker):
    """办理结果 is 办结总计 and all its parts: together they would count everything twice."""
    answer = asker.ask("北仑区2024年办理结果加总一共几件", today=TODAY)

    assert [figure.value for figure in answer.figures] == [
        figure.value for figure in asker.ask("北仑区2024年办结总计", today=TODAY).figures
    ]
    assert asker.ask("北仑区2024年新收总计和自然人加起来", today=TODAY).status != "answered"


def test_a_slip_is_never_put_right_to_its_opposite(asker):
    """胜 and 败 look alike in no word."""
    assert "败诉" not in asker.ask("北仑2024行政机构胜诉几件", today=TODAY).reply.text()
