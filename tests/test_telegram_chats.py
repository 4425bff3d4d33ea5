"""Commands, settings, inline and guest mode: the real bot process against a Bot API on loopback."""

import asyncio
import shutil
import time

from conftest import BotProcess, outcomes
from standard_pdf import as_pdf
from telegram import InlineQuery, Update, User
from world import FORM, world

from bot.frontends.telegram_chat.order import asker_key
from bot.frontends.telegram_chat.quota import Quota

ASK = "北仑区2024年收到多少件政府信息公开申请"
GROUP = -1001234
ADMIN, MEMBER = 1, 7


def text_of(call: dict) -> str:
    return call["result"]["text"]


def person(user: int) -> dict:
    return {"id": user, "is_bot": False, "first_name": f"人{user}"}


async def test_a_groups_own_body_is_meant_where_none_is_named_and_said_so(api, bot):
    """Set by an admin; a question without a body is about it, and the reading says why."""
    await api.say(GROUP, "/settings 单位 北仑区", user=ADMIN)
    (done,) = await api.wait("sendMessage")
    await api.say(GROUP, "/cha 2024年行政复议几件", user=MEMBER)
    await api.say(GROUP, "/cha 我区2024年不予公开多少件", user=8)
    calls = await api.wait("sendMessage", 3)

    assert "没说单位时：北仑区人民政府" in text_of(done)
    assert sorted(text_of(call).splitlines()[0] for call in calls[1:]) == ["15件", "26件"]
    assert all("没说单位，按设置" in text_of(call) for call in calls[1:])
    assert api.problems == []


async def test_of_several_own_bodies_it_is_asked_which(api, bot):
    """A group about some districts: a question without a body is asked back among these alone."""
    await api.say(GROUP, "/settings 单位 北仑区、淮安市", user=ADMIN)
    (done,) = await api.wait("sendMessage")
    await api.say(GROUP, "/cha 2024年行政复议几件", user=MEMBER)
    calls = await api.wait("sendMessage", 2)
    labels = [row[0]["text"] for row in calls[1]["params"]["reply_markup"]["inline_keyboard"]]
    await api.press(calls[1]["result"], user=MEMBER, label="2. 淮安市人民政府")
    (edited,) = await api.wait("editMessageText")

    assert "没说单位时：北仑区人民政府、淮安市人民政府" in text_of(done)
    assert labels == ["1. 北仑区人民政府", "2. 淮安市人民政府"]
    assert text_of(edited).splitlines()[0] == "351件"
    assert api.problems == []


async def test_a_member_cannot_change_a_groups_settings_by_word_or_button(api, bot):
    """Members are told that admins can; what was set stays."""
    await api.say(GROUP, "/settings 单位 北仑区", user=MEMBER)
    (refused,) = await api.wait("sendMessage")
    await api.say(GROUP, "/settings", user=ADMIN)
    calls = await api.wait("sendMessage", 2)
    await api.press(calls[1]["result"], user=MEMBER, label="简短")
    (told,) = await api.wait("answerCallbackQuery")
    await api.press(calls[1]["result"], user=ADMIN, label="简短")
    (edited,) = await api.wait("editMessageText")

    assert "管理员" in text_of(refused)
    assert "没有设" in text_of(calls[1])
    assert "管理员" in told["params"]["text"]
    assert "回答：简短" in text_of(edited)
    assert api.problems == []


async def test_an_ex_admin_loses_the_power_at_once_when_somebody_else_has_it(api, bot):
    """The list of admins is asked anew where the one kept does not hold the asker."""
    await api.say(GROUP, "/settings 简短", user=ADMIN)
    await api.wait("sendMessage")
    api.admins = [2]
    await asyncio.sleep(1.1)
    await api.say(GROUP, "/settings 完整", user=2)
    calls = await api.wait("sendMessage", 2)
    await api.say(GROUP, "/settings 简短", user=ADMIN)
    calls = await api.wait("sendMessage", 3)

    assert "回答：完整" in text_of(calls[1])
    assert "管理员" in text_of(calls[2])


async def test_short_answers_in_traditional_script(api, bot):
    """A private chat's own wishes."""
    await api.say(7, "/settings 繁体")
    await api.say(7, "/settings 简短")
    await api.say(7, ASK)
    calls = await api.wait("sendMessage", 3)

    assert text_of(calls[2]).splitlines()[0] == "585件"
    assert "北侖區人民政府" in text_of(calls[2])
    assert "出处" not in text_of(calls[2])
    assert "出處：北侖區2024.html" in text_of(calls[2])  # folded away, so that it costs no room
    assert api.problems == []


async def test_pages_say_what_is_loaded_what_is_kept_and_erase_it(api, bot):
    """/reports with a place, /about, /privacy, /cancel, /forget."""
    for number, text in enumerate(
        ("/reports 北仑", "/reports 火星", "/about", "/privacy", ASK, "/cancel", "自然人呢", "/forget"), 1
    ):
        await api.say(7, text)
        calls = await api.wait("sendMessage", number)

    shown = [text_of(call) for call in calls]
    assert "北仑区人民政府：2024" in shown[0]
    assert "没有收录“火星”" in shown[1]
    assert "出处" in shown[2]
    assert "/forget" in shown[3]
    assert "哪个单位" in shown[6], "after /cancel nothing of the question before holds"
    assert "删掉" in shown[7]
    assert api.problems == []


async def test_inline_gives_ready_answers_while_typing(api, bot):
    """The figure as title, the full answer with its source as the message; examples for nothing; private chat for no match."""
    await api.type_inline("北仑 2024 申请")
    await api.type_inline("北仑2024结转", user=8)
    await api.type_inline("", user=9)
    await api.type_inline("今天吃什么", user=10)
    calls = await api.wait("answerInlineQuery", 4)
    by_count = sorted((c["params"]["results"] for c in calls), key=len)

    assert by_count[0] == []
    assert by_count[1][0]["title"] == "585件"
    assert "出处" in by_count[1][0]["input_message_content"]["message_text"]
    assert {r["title"].split("：")[1] for r in by_count[2]} == {"10件", "2件"}
    assert len(by_count[3]) == 3
    (asked,) = (c["params"]["button"]["start_parameter"] for c in calls if not c["params"]["results"])
    assert asked.startswith("q_"), "in private the question is asked again, as it was typed"
    assert api.problems == []


async def test_inline_answers_as_the_one_who_types_has_set_it(api, bot):
    """The own body where none is named, in traditional script; nobody else is given that answer."""
    await api.say(7, "/settings 单位 北仑区")
    await api.say(7, "/settings 繁体")
    await api.wait("sendMessage", 2)
    await api.type_inline("2024收到多少申请")
    (call,) = await api.wait("answerInlineQuery")
    (result,) = call["params"]["results"]

    assert result["title"] == "585件"
    assert "北侖區" in result["input_message_content"]["message_text"]
    assert call["params"]["is_personal"] in (True, "true")


async def test_a_guest_mention_is_answered_once_and_only_where_it_is_a_mention(api, bot):
    """In a chat the bot never joined."""
    told = api.message(-100777, 7, f"@wenshu_bot {ASK}") | {"guest_query_id": "g1"}
    quiet = api.message(-100777, 7, ASK) | {"guest_query_id": "g2"}
    await api.push(guest_message=quiet)
    await api.push(guest_message=told)
    calls = await api.wait("answerGuestQuery")
    await asyncio.sleep(0.2)

    assert [c["params"]["guest_query_id"] for c in api.sent("answerGuestQuery")] == ["g1"]
    assert "585件" in calls[0]["params"]["result"]["input_message_content"]["message_text"]
    assert api.sent("sendMessage") == []
    assert api.problems == []


async def test_a_question_back_to_a_guest_lists_its_choices_as_questions(api, bot):
    """Nobody can press or reply there."""
    told = api.message(-100777, 7, "@wenshu_bot 北仑2024结转多少") | {"guest_query_id": "g1"}
    await api.push(guest_message=told)
    (call,) = await api.wait("answerGuestQuery")
    text = call["params"]["result"]["input_message_content"]["message_text"]

    assert "请把问题说全" in text
    assert "@wenshu_bot 北仑2024上年结转" in text
    assert api.problems == []


async def test_a_mention_alone_asks_the_message_it_replies_to(api, bot):
    """Alone it says how to ask; a bot's message is not asked."""
    api.me["can_read_all_group_messages"] = True
    question = api.message(GROUP, MEMBER, ASK)
    await api.say(GROUP, "@wenshu_bot", user=MEMBER, reply_to_message=question)
    (answer,) = await api.wait("sendMessage")
    await api.say(GROUP, "/cha", user=MEMBER, reply_to_message=question)
    await api.wait("sendMessage", 2)
    await api.say(GROUP, "@wenshu_bot", user=MEMBER)
    *_, usage = await api.wait("sendMessage", 3)
    robot = api.message(GROUP, MEMBER, f"/cha {ASK}") | {"from": {"id": 99, "is_bot": True, "first_name": "别的机器人"}}
    await api.push(message=robot)
    await asyncio.sleep(0.3)

    assert text_of(answer).startswith("585件")
    assert text_of(api.sent("sendMessage")[1]).startswith("585件")
    assert "请在命令后面写上问题" in text_of(usage)
    assert len(api.sent("sendMessage")) == 3


async def test_start_in_a_group_says_how_to_ask_there(api, bot):
    """Not what holds in private; nothing after the hello that was just said."""
    await api.say(GROUP, "/start@wenshu_bot hello", user=MEMBER)
    await api.say(GROUP, "/start@wenshu_bot", user=MEMBER)
    (told,) = await api.wait("sendMessage")
    await asyncio.sleep(0.2)

    assert "在群里：/cha@wenshu_bot" in text_of(told)
    assert len(api.sent("sendMessage")) == 1


async def test_an_admin_bot_says_that_it_hears_all(api, bot):
    """/help in the group."""
    api.admins.append(api.me["id"])
    await api.say(GROUP, "/help", user=MEMBER)
    (told,) = await api.wait("sendMessage")

    assert "我听不到" not in text_of(told)
    assert api.problems == []


async def test_one_hello_when_added_to_a_group(api, bot):
    """It says how to ask here and what it cannot hear."""
    me = {"id": 123456, "is_bot": True, "first_name": "问数", "username": "wenshu_bot"}
    chat = {"id": GROUP, "type": "supergroup", "title": "某群"}
    await api.push(my_chat_member={
        "chat": chat, "from": person(ADMIN), "date": int(time.time()),
        "old_chat_member": {"status": "left", "user": me}, "new_chat_member": {"status": "member", "user": me},
    })  # fmt: skip
    (hello,) = await api.wait("sendMessage")

    assert "/cha" in text_of(hello)
    assert "听不到" in text_of(hello)
    assert api.problems == []


async def test_settings_follow_a_group_that_becomes_a_supergroup(api, bot):
    """Everything kept under the old number is found under the new one."""
    await api.say(GROUP, "/settings 单位 北仑区", user=ADMIN)
    await api.wait("sendMessage")
    await api.push(message=api.message(GROUP, ADMIN, "x") | {"text": None, "migrate_to_chat_id": -1009999})
    await asyncio.sleep(0.3)
    await api.say(-1009999, "/cha 2024年行政复议几件", user=MEMBER)
    calls = await api.wait("sendMessage", 2)

    assert text_of(calls[1]).splitlines()[0] == "15件"


async def test_a_flood_is_told_once_and_then_not_answered(api, bot):
    """Twenty questions a minute; others are answered meanwhile."""
    for _ in range(25):
        await api.say(7, ASK)
    await api.say(8, ASK, user=8)
    async with asyncio.timeout(60):
        while (
            len({str(c["params"]["chat_id"]) for c in api.sent("sendMessage")}) < 2 or len(api.sent("sendMessage")) < 22
        ):
            await asyncio.sleep(0.05)
    await asyncio.sleep(1)  # nothing more comes
    mine = [text_of(c) for c in api.sent("sendMessage") if str(c["params"]["chat_id"]) == "7"]

    assert len(mine) == 21
    assert "太快" in mine[-1]


def test_a_quota_has_room_again_after_a_minute():
    """Told once while it is full; by person and by group."""
    now = [0.0]
    quota = Quota(person=2, group=3, clock=lambda: now[0])

    assert [quota.admit(1, None) for _ in range(4)] == ["yes", "yes", "tell", "no"]
    assert [quota.admit(user, -5) for user in (2, 3, 4, 5, 5)] == ["yes", "yes", "yes", "tell", "no"]
    now[0] = 61.0
    assert quota.admit(1, -5) == "yes"


async def test_after_an_outage_old_questions_are_answered_in_private_only(api, bot):
    """A group has moved on after ten minutes; in private the answer says that it is late."""
    old = {"date": int(time.time()) - 3600}
    await api.push(message=api.message(GROUP, 7, f"/cha {ASK}") | old)
    await api.push(message=api.message(7, 7, ASK) | old)
    (call,) = await api.wait("sendMessage")
    await asyncio.sleep(0.3)

    assert text_of(call).splitlines()[0] == "585件"
    assert "答得晚了" in text_of(call)
    assert len(api.sent("sendMessage")) == 1


async def test_a_person_who_blocked_the_bot_is_not_tried_again(api, bot):
    """403 is noted, not alarmed about; others go on."""
    api.faults.append(
        {"method": "sendmessage", "times": 1, "code": 403, "text": "Forbidden: bot was blocked by the user"}
    )
    await api.say(7, ASK)
    await api.wait("sendMessage")
    await api.say(8, ASK, user=8)
    calls = await api.wait("sendMessage", 2)
    await asyncio.sleep(0.3)

    assert [str(c["params"]["chat_id"]) for c in calls] == ["7", "8"]
    assert len(api.sent("sendMessage")) == 2
    assert "Traceback" not in bot.log.read_text("utf-8")


async def test_a_link_opens_the_question_it_stands_for(api, bot):
    """/start with the id of a question answers it; an unknown one greets."""
    await api.say(7, "北仑2024结转")
    (back,) = await api.wait("sendMessage")
    button = back["params"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await api.say(8, f"/start q_{button}", user=8)
    await api.wait("sendMessage", 2)
    await api.say(8, "/start q_unknown", user=8)
    calls = await api.wait("sendMessage", 3)

    assert text_of(calls[1]).splitlines()[0] == "10件"
    assert "问数" in text_of(calls[2])
    assert api.problems == []


async def test_an_operator_loads_a_report_by_sending_it_and_others_cannot(api, sample_db, tmp_path):
    """A PDF is read, stored and asked about at once; a stranger is told who can; an empty file says why not."""
    report = next(source for source in world() if source.agency == "鄞州区人民政府" and source.year == 2024)
    own = tmp_path / "own.sqlite"
    shutil.copy(sample_db, own)
    bot = await BotProcess(api, own, tmp_path, WENSHU_OPERATORS="7").start()
    try:
        await api.upload(8, "报告.pdf", b"%PDF-1.4", user=8)
        (told,) = await api.wait("sendMessage")
        pdf = as_pdf(report, FORM.layouts["2021"])
        await api.upload(7, "报告.pdf", pdf)
        await outcomes(api, 1)
        await api.upload(7, "报告.pdf", pdf, caption="鄞州区人民政府 2024年度")
        await api.upload(7, "空.html", b"")
        edited = await outcomes(api, 3)
        await api.say(7, "鄞州2024年收到多少件申请")
        await api.say(7, "/status")
        calls = await api.wait("sendMessage", 6)
    finally:
        await bot.kill()

    assert "架设" in text_of(told)
    assert "写在文件的说明里" in text_of(edited[0])
    assert "已载入，鄞州区人民政府 2024年度" in text_of(edited[1])
    assert "未载入" in text_of(edited[2])
    assert "/tmp" not in text_of(edited[2])
    assert text_of(calls[4]).splitlines()[0] == "1,170件"
    assert "7 份报告" in text_of(calls[5])
    assert api.problems == []


async def test_a_bot_whose_polling_has_stalled_ends_with_3(api, sample_db, tmp_path):
    """Nothing but failures from getUpdates: the process ends, so that it is started anew."""
    bot = await BotProcess(api, sample_db, tmp_path, WENSHU_STALE="2").start()
    api.faults.append({"method": "getupdates", "times": 10_000, "code": 502, "text": "Bad Gateway"})

    assert await asyncio.wait_for(bot.process.wait(), 30) == 3
    assert "stopping" in bot.log.read_text("utf-8")


async def test_what_cannot_be_set_is_said_even_where_it_looks_like_markup(api, bot):
    """The name comes back as it was typed, never as a tag."""
    await api.say(7, "/settings 单位 <b>北")
    (call,) = await api.wait("sendMessage")

    assert "没有收录“<b>北”" in text_of(call)
    assert api.problems == []


def test_an_inline_query_waits_for_no_earlier_one():
    """The newest counts; a message still waits for the asker's earlier ones."""
    person = User(7, "人", is_bot=False)
    first, second = (Update(n, inline_query=InlineQuery(str(n), person, "北仑", "")) for n in (1, 2))

    assert asker_key(first) != asker_key(second)


async def test_a_setting_is_taken_whole_or_not_at_all(api, bot):
    """Of several bodies one is not loaded; bodies of a place are no body."""
    for text in ("/settings 单位 火星区、北仑区", "/settings 单位 宁波各区", "/settings 单位 北仑区、淮安市"):
        await api.say(7, text)
    texts = [text_of(call) for call in await api.wait("sendMessage", 3)]

    assert "没有收录“火星区”" in texts[0]
    assert "设置已改" not in texts[1]
    assert "设置已改" in texts[2]
    assert "北仑区人民政府、淮安市人民政府" in texts[2]
