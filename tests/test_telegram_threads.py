"""Which talk a message or a press goes on with: the real bot process against a Bot API on loopback."""

import asyncio
import re

from conftest import BotProcess

from bot.kept.seal import new_key

GROUP = -1001234
PERSON, OTHER, ADMIN = 7, 8, 1
AS_A_CHANNEL = 136817688


def text_of(call: dict) -> str:
    return call["result"]["text"]


async def test_a_button_goes_on_from_the_message_it_stands_under_not_from_the_newest_question(api, bot):
    """2. 市, of a question back, pressed after a body of another year was asked about."""
    await api.say(OTHER, "谁的新收申请最多", user=OTHER)
    (asked,) = await api.wait("sendMessage")
    await api.press(asked["result"], row=1, user=OTHER)
    (first,) = await api.wait("editMessageText")
    await api.say(PERSON, "谁的新收申请最多")
    *_, again = await api.wait("sendMessage", 2)
    await api.say(PERSON, "沭阳县2025年行政诉讼几件")
    await api.wait("sendMessage", 3)
    await api.press(again["result"], row=1)
    *_, later = await api.wait("editMessageText", 2)

    assert text_of(later) == text_of(first)
    assert api.problems == []


async def test_a_button_that_somebody_else_presses_leaves_the_askers_talk_where_it_was(api, bot):
    """Where the group lets everybody press."""
    api.admins = [ADMIN]
    await api.say(GROUP, "/settings 谁都能点", user=ADMIN)
    await api.say(GROUP, "/cha 北仑区2024年新收申请", user=PERSON)
    *_, beilun = await api.wait("sendMessage", 2)
    await api.say(GROUP, "/cha 淮安市2024年新收申请", user=PERSON)
    await api.wait("sendMessage", 3)
    await api.press(beilun["result"], user=OTHER, label="占比")
    await api.wait("editMessageText")
    await api.say(GROUP, "/cha 自然人呢", user=PERSON)
    *_, goes_on = await api.wait("sendMessage", 4)

    assert "淮安市" in text_of(goes_on)
    assert api.problems == []


async def test_the_file_of_an_answer_to_two_questions_holds_both(api, sample_db, tmp_path):
    """A count and its share: 580件, 99.15%.  The question is kept sealed."""
    process = await BotProcess(api, sample_db, tmp_path, WENSHU_KEY=new_key()).start()
    await api.say(PERSON, "北仑2024自然人申请数量及占比")
    (answer,) = await api.wait("sendMessage")
    await api.press(answer["result"], label="导出")
    *_, file = await api.wait("sendDocument", 2)
    await process.stop()
    rows = file["params"]["document"].data.decode("utf-8-sig")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("chats.sqlite*"))

    assert ",580," in rows
    assert "99.15" in rows
    assert "数量及占比".encode() not in kept
    assert api.problems == []


async def test_a_reply_to_a_picture_goes_on_from_what_it_shows(api, bot):
    """Somebody else's, after another question of one's own."""
    await api.say(GROUP, "/cha 北仑区2024年不予公开的理由", user=PERSON)
    (answer,) = await api.wait("sendMessage")
    await api.press(answer["result"], user=PERSON, label="画图")
    (picture,) = await api.wait("sendPhoto")
    await api.say(GROUP, "/cha 淮安市2024年新收申请", user=OTHER)
    await api.wait("sendMessage", 2)
    await api.say(GROUP, "行政复议呢", user=OTHER, reply_to_message=picture["result"])
    *_, goes_on = await api.wait("sendMessage", 3)

    assert "北仑区" in text_of(goes_on)
    assert text_of(goes_on).splitlines()[0] == "15件"
    assert picture["params"]["disable_notification"]
    assert api.problems == []


async def test_the_number_of_a_thread_of_replies_is_no_topic(api, bot):
    """A supergroup without topics gives replies one; the asker's talk is one all the same."""
    await api.say(GROUP, "/cha 北仑区2024年新收申请", user=PERSON)
    await api.wait("sendMessage")
    await api.say(GROUP, "/cha 淮安市2024年新收申请", user=PERSON, message_thread_id=99)
    await api.wait("sendMessage", 2)
    await api.say(GROUP, "/cha 自然人呢", user=PERSON)
    *_, goes_on = await api.wait("sendMessage", 3)

    assert "淮安市" in text_of(goes_on)


async def test_those_who_write_as_channels_have_a_talk_each(api, bot):
    """One account of Telegram's stands in for all of them; anybody may press what one of them asked for."""
    channels = [{"sender_chat": {"id": number, "type": "channel", "title": "频道"}} for number in (-1009, -1010)]
    await api.say(GROUP, "/cha 北仑区2024年新收申请", user=AS_A_CHANNEL, **channels[0])
    (first,) = await api.wait("sendMessage")
    await api.say(GROUP, "/cha 自然人呢", user=AS_A_CHANNEL, **channels[1])
    *_, other = await api.wait("sendMessage", 2)
    await api.press(first["result"], user=OTHER, label="占比")
    await api.wait("editMessageText")

    assert "北仑区" not in text_of(other).splitlines()[0]
    assert api.problems == []


async def test_an_admin_who_is_anonymous_is_not_named(api, bot):
    """A press bears the person's own name."""
    api.admins, api.hidden = [ADMIN], [ADMIN]
    await api.say(GROUP, "/settings", user=ADMIN)
    (page,) = await api.wait("sendMessage")
    await api.press(page["result"], user=ADMIN, label="简短")
    (edited,) = await api.wait("editMessageText")

    assert "设置已改（一位管理员）" in text_of(edited)
    assert f"人{ADMIN}" not in text_of(edited)


async def test_a_link_opens_a_report_the_settings_or_the_list_of_reports(api, bot):
    """/start with what the link holds, as Telegram sends it."""
    await api.say(PERSON, "/reports 北仑")
    (listed,) = await api.wait("sendMessage")
    (number,) = re.findall(r"start=(r_\d+)", listed["params"]["text"])
    for payload in (number, "r_999", "settings", "reports"):
        await api.say(PERSON, f"/start {payload}")
        await asyncio.sleep(0.3)
    _, report, gone, settings, reports = await api.wait("sendMessage", 5)

    assert "北仑区人民政府2024年的哪个数" in text_of(report)
    assert "/reports" in text_of(gone)
    assert text_of(settings).startswith("设置")
    assert "收录了 5 个单位" in text_of(reports)
    assert api.problems == []


async def test_a_command_and_a_question_without_a_blank_between_them(api, bot):
    """/cha北仑区…: to Telegram no command."""
    await api.say(PERSON, "/cha北仑区2024年新收申请")
    (answer,) = await api.wait("sendMessage")

    assert text_of(answer).splitlines()[0] == "585件"
