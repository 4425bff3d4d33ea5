"""What is easily lost or shown to the wrong people: against the real process."""

import asyncio

import pytest
from conftest import outcomes
from test_telegram_operators import IN_VAIN, OPERATOR, PERSON, report_of, running, text_of

from bot.frontends.telegram_chat.operators import said_in
from store.identity.clues import Said

ASK = "北仑区2024年收到多少件政府信息公开申请"
GROUP, ADMIN, MEMBER, AS_THE_GROUP = -1001234, 2, 7, 1087968824
WRITES_AS_GROUP = {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "某群"}}
BUSY = {"method": "sendmessage", "times": 1, "code": 429, "text": "Too Many Requests: retry after 22",
        "parameters": {"retry_after": 22}}  # fmt: skip

UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"
MOVED = {
    "method": "sendmessage",
    "times": 1,
    "code": 400,
    "text": UPGRADED,
    "parameters": {"migrate_to_chat_id": GROUP},
    "chat": "-77",
}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("鄞州区人民政府 2024", Said("鄞州区人民政府", 2024)), ("2024", Said("", 2024)), ("北仑区", Said("北仑区", 0)), ("", Said("", 0)),
        ("请帮我载入", None), ("最新版", None), ("2023年报告", None), ("@wenshu_bot 北仑区2023", None), ("更正：北仑区", None),
    ],
)  # fmt: skip
def test_a_caption_names_a_body_only_where_it_is_nothing_else(written, said):
    """What else stands under a file is no name of a body."""
    assert said_in(written) == said


async def test_a_caption_that_is_no_name_leaves_the_report_its_own(api, sample_db, tmp_path):
    """最新版 under a file is said to a person."""
    async with running(api, sample_db, tmp_path):
        await api.upload(OPERATOR, "报" * 120 + ".html", report_of("北仑区人民政府", 2023), caption="请帮我载入最新版")
        (done,) = await outcomes(api, 1)

    assert "已载入，北仑区人民政府 2023年度" in text_of(done)
    assert api.problems == []


async def test_what_people_asked_is_not_read_out_in_a_group(api, sample_db, tmp_path):
    """The operator's own lists are for private chats, and so are announcements before they are sent."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, IN_VAIN, user=PERSON)
        await api.wait("sendMessage")
        for command in ("/unanswered", "/complaints", "/stats", "/status", "/announce 明天升级"):
            await api.say(GROUP, command, user=OPERATOR)
        calls = await api.wait("sendMessage", 6)

    assert {text_of(call) for call in calls[1:]} == {"这个命令请在私聊里发给我。"}
    assert api.sent("sendDocument") == []


async def test_who_a_message_is_sent_as_opens_its_buttons_to_nobody(api, bot):
    """A bot that writes as the group: a member who presses under its settings is no admin."""
    api.admins = [ADMIN]
    await api.say(GROUP, "/settings", user=ADMIN)
    (page,) = await api.wait("sendMessage")
    await api.press(page["result"] | WRITES_AS_GROUP, user=MEMBER, label="简短")
    (told,) = await api.wait("answerCallbackQuery")

    assert "只有群管理员能改" in told["params"]["text"]


async def test_an_admin_who_asked_as_the_group_may_press_and_others_may_not(api, bot):
    """The press bears the person's own number."""
    api.admins = [ADMIN]
    await api.say(GROUP, f"/cha {ASK}", user=AS_THE_GROUP, **WRITES_AS_GROUP)
    (answer,) = await api.wait("sendMessage")
    await api.press(answer["result"], user=MEMBER, label="占比")
    await api.press(answer["result"], user=ADMIN, label="占比")
    told = await api.wait("answerCallbackQuery", 2)
    await api.wait("editMessageText")

    assert "这是别人问的" in told[0]["params"]["text"]
    assert "text" not in told[1]["params"]


async def test_a_group_is_forgotten_only_when_that_is_said_twice(api, sample_db, tmp_path):
    """And the record says who did it."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path):
        for text in ("/settings 简短", "/forget", "/settings", "/forget 确认", "/settings", "/audit"):
            await api.say(GROUP, text, user=ADMIN)
        calls = await api.wait("sendMessage", 5)
        (record,) = await api.wait("sendDocument")

    assert "/forget 确认" in text_of(calls[1])
    assert "回答：简短" in text_of(calls[2])
    assert "回答：完整" in text_of(calls[4])
    assert record["params"]["document"]


async def test_a_group_that_must_wait_long_gets_its_answer_after_that(api, bot):
    """Telegram takes nothing for 22 seconds: later than a reply is held back, not lost."""
    api.faults.append(BUSY | {"chat": str(GROUP)})
    await api.say(GROUP, f"/cha {ASK}", user=MEMBER)
    calls = await api.wait("sendMessage", 2, seconds=40)

    assert text_of(calls[1]).startswith("585件")
    assert calls[1]["at"] - calls[0]["at"] >= 22


async def test_an_answer_reaches_a_group_that_has_just_become_a_supergroup(api, bot):
    """What is set for it moves along."""
    api.admins = [ADMIN]
    await api.say(-77, "/settings 简短", user=ADMIN)
    await api.wait("sendMessage")
    api.faults.append(MOVED)
    await api.say(-77, f"/cha {ASK}", user=MEMBER)
    calls = await api.wait("sendMessage", 3)
    await api.say(GROUP, "/settings", user=ADMIN)
    calls = await api.wait("sendMessage", 4)

    assert (calls[2]["params"]["chat_id"], text_of(calls[2])[:4]) == (str(GROUP), "585件")
    assert "回答：简短" in text_of(calls[3])


async def test_in_private_nothing_is_met_with_silence(api, bot):
    """A command that there is none of, a sticker; a question under a picture is answered."""
    await api.say(7, "/hepl")
    await api.push(
        message={k: v for k, v in api.message(7, 7, "").items() if k != "text"} | {"photo": _photo(), "caption": ASK}
    )
    await api.push(message={k: v for k, v in api.message(7, 7, "").items() if k != "text"} | {"photo": _photo()})
    calls = await api.wait("sendMessage", 3)
    await api.say(GROUP, "/hepl", user=MEMBER)
    await asyncio.sleep(0.3)

    assert "没有这个命令" in text_of(calls[0])
    assert text_of(calls[1]).startswith("585件")
    assert "只看文字" in text_of(calls[2])
    assert len(api.sent("sendMessage")) == 3


def _photo() -> list[dict]:
    return [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]


async def test_what_people_say_to_each_other_under_an_answer_is_not_answered(api, bot):
    """哈哈哈 in reply to the bot is no question; a follow-up is."""
    await api.say(GROUP, f"/cha {ASK}", user=MEMBER)
    (answer,) = await api.wait("sendMessage")
    for text in ("哈哈哈", "😂", "收到，谢谢", "好的", "自然人呢"):
        await api.say(GROUP, text, user=MEMBER, reply_to_message=answer["result"])
    await api.wait("sendMessage", 2)
    await asyncio.sleep(0.5)

    assert [text_of(call).splitlines()[0] for call in api.sent("sendMessage")] == ["585件", "580件"]
