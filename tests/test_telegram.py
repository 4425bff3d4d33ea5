"""The real bot process against a Bot API on loopback, over HTTP."""

import asyncio
import re

from conftest import BotProcess

ASK = "北仑区2024年收到多少件政府信息公开申请"
GROUP = -1001234


def text_of(call: dict) -> str:
    return call["result"]["text"]


async def test_a_private_question_gets_the_figure_its_reading_and_its_place(api, bot):
    """A question in plain text is answered with the figure first, then reading and place."""
    await api.say(7, ASK)
    (call,) = await api.wait("sendMessage")

    assert text_of(call).splitlines()[0] == "585件"
    assert "北仑区人民政府 · 2024年度" in text_of(call)
    assert "一、本年新收政府信息公开申请数量" in text_of(call)
    assert call["params"]["text"].startswith("<b>585件</b>")
    assert api.problems == []


async def test_start_greets_with_an_example_that_answers_when_pressed(api, bot):
    """/start shows one example a tap away."""
    await api.say(7, "/start")
    (hello,) = await api.wait("sendMessage")
    await api.press(hello["result"])
    (edited,) = await api.wait("editMessageText")

    assert "问数" in text_of(hello)
    assert re.match(r"[\d,]+件", text_of(edited))
    assert len(await api.wait("answerCallbackQuery")) == 1
    assert api.problems == []


async def test_an_unclear_question_is_asked_back_with_buttons_that_answer(api, bot):
    """Choices are buttons; pressing one turns the question back into the answer."""
    await api.say(7, "北仑2024结转")
    (back,) = await api.wait("sendMessage")
    labels = [row[0]["text"] for row in back["params"]["reply_markup"]["inline_keyboard"]]
    await api.press(back["result"], row=1)
    (edited,) = await api.wait("editMessageText")

    assert len(labels) == 2
    assert "上年结转" in labels[0]
    assert text_of(edited).splitlines()[0] == "2件"
    assert api.problems == []


async def test_a_number_typed_answers_a_question_back(api, bot):
    """The number of a choice works as well as its button."""
    await api.say(7, "北仑2024结转")
    await api.wait("sendMessage")
    await api.say(7, "1")
    calls = await api.wait("sendMessage", 2)

    assert text_of(calls[1]).splitlines()[0] == "10件"


async def test_a_follow_up_keeps_what_it_does_not_name(api, bot):
    """自然人呢 after a question keeps body, year and row, and says so."""
    await api.say(7, ASK)
    await api.wait("sendMessage")
    await api.say(7, "自然人呢")
    calls = await api.wait("sendMessage", 2)

    assert text_of(calls[1]).splitlines()[0] == "580件"
    assert "沿用上一问" in text_of(calls[1])
    assert "⚠" in text_of(calls[1])


async def test_in_a_group_commands_and_replies_are_answered_and_nothing_else(api, bot):
    """/cha, /cha@bot, /ask and replies to its message are answered as replies; other talk is not."""
    await api.say(GROUP, "北仑2024申请也太多了吧")
    asked = await api.say(GROUP, f"/cha {ASK}")
    (first,) = await api.wait("sendMessage")
    await api.say(GROUP, f"/ask@wenshu_bot {ASK}", user=8)
    await api.wait("sendMessage", 2)
    await api.say(GROUP, f"/cha@other_bot {ASK}")
    await api.say(
        GROUP, "那自然人呢", reply_to_message={k: v for k, v in first["result"].items() if k != "reply_to_message"}
    )
    calls = await api.wait("sendMessage", 3)
    await asyncio.sleep(0.3)

    assert first["params"]["reply_parameters"]["message_id"] == asked["message_id"]
    assert text_of(calls[1]).splitlines()[0] == "585件"
    assert text_of(calls[2]).splitlines()[0] == "580件"
    assert len(api.sent("sendMessage")) == 3
    assert api.problems == []


async def test_a_reply_follows_on_the_answer_it_hangs_on_whoever_asked(api, bot):
    """Another member's reply to an answer continues that answer, not their own talk."""
    await api.say(GROUP, "/cha 淮安2024行政复议几件", user=7)
    (first,) = await api.wait("sendMessage")
    await api.say(GROUP, f"/cha {ASK}", user=8)
    await api.wait("sendMessage", 2)
    hanging = {k: v for k, v in first["result"].items() if k != "reply_to_message"}
    await api.say(GROUP, "维持的呢", user=8, reply_to_message=hanging)
    calls = await api.wait("sendMessage", 3)

    assert text_of(calls[2]).splitlines()[0] == "72件"


async def test_a_mention_after_an_emoji_is_understood_where_telegram_delivers_it(api, bot):
    """With privacy mode off a mention arrives; its place is counted in UTF-16 units."""
    api.me["can_read_all_group_messages"] = True
    await api.say(GROUP, f"😀👍@wenshu_bot {ASK}")
    (call,) = await api.wait("sendMessage")
    await api.say(GROUP, "今天北仑好冷啊")
    await asyncio.sleep(0.3)

    assert text_of(call).splitlines()[0] == "585件"
    assert len(api.sent("sendMessage")) == 1


async def test_help_in_a_group_says_truly_what_the_bot_can_hear(api, bot):
    """With privacy mode on /help says that a mention does not arrive; with it off, that it does."""
    await api.say(GROUP, "/help")
    await api.wait("sendMessage")
    api.me["can_read_all_group_messages"] = True
    await api.say(GROUP, "/help")
    calls = await api.wait("sendMessage", 2)

    assert "听不到" in text_of(calls[0])
    assert "听不到" not in text_of(calls[1])


async def test_only_the_asker_may_press_in_a_group(api, bot):
    """A press by someone else is told so kindly, at once, and changes nothing."""
    await api.say(GROUP, "/cha 北仑2024结转")
    (back,) = await api.wait("sendMessage")
    await api.press(back["result"], user=8)
    (told,) = await api.wait("answerCallbackQuery")
    await api.press(back["result"], user=7)
    await api.wait("editMessageText")

    assert "提问的人" in told["params"]["text"]
    assert len(api.sent("editMessageText")) == 1


async def test_a_forged_button_is_refused(api, bot):
    """Data that no button has are answered with a sentence."""
    await api.say(7, "北仑2024结转")
    (back,) = await api.wait("sendMessage")
    await api.press(back["result"], data="'; DROP TABLE buttons; --")
    (told,) = await api.wait("answerCallbackQuery")

    assert "过期" in told["params"]["text"]


async def test_buttons_work_after_a_restart(api, bot, sample_db, tmp_path):
    """What a button means lies in the database, not in memory."""
    await api.say(7, "北仑2024结转")
    (back,) = await api.wait("sendMessage")
    assert await bot.stop() == 0
    again = await BotProcess(api, sample_db, tmp_path).start()
    await api.press(back["result"])
    (edited,) = await api.wait("editMessageText")
    await again.kill()

    assert text_of(edited).splitlines()[0] == "10件"


async def test_a_kill_in_a_backlog_loses_no_question(api, bot, sample_db, tmp_path):
    """kill -9 with a backlog confirmed at Telegram: after the restart every question is answered."""
    api.delay = 0.2
    for user in range(100, 160):
        await api.say(user, ASK, user=user)
    async with asyncio.timeout(10):
        while api.updates:
            await asyncio.sleep(0.01)
    answered = len(api.sent("sendMessage"))
    await bot.kill()
    again = await BotProcess(api, sample_db, tmp_path).start()
    async with asyncio.timeout(30):
        while len({c["params"]["chat_id"] for c in api.sent("sendMessage")}) < 60:
            await asyncio.sleep(0.05)
    await again.kill()

    assert answered < 60, "all confirmed at the server, but not all answered: else the test means nothing"
    assert len(api.sent("sendMessage")) <= 60 + 16
    assert api.problems == []


async def test_an_update_delivered_twice_is_answered_once(api, bot):
    """A repeated delivery is known by its number."""
    await api.say(7, ASK)
    await api.wait("sendMessage")
    update = {"update_id": 1000, "message": api.message(7, 7, ASK)}
    async with api.changed:
        api.updates.append(update)
        api.updates.append({"update_id": 2000, "message": api.message(8, 8, ASK)})
        api.changed.notify_all()
    calls = await api.wait("sendMessage", 2)
    await asyncio.sleep(0.3)

    assert [str(c["params"]["chat_id"]) for c in calls] == ["7", "8"]
    assert len(api.sent("sendMessage")) == 2


async def test_one_chats_429_delays_no_other_chat(api, bot):
    """The chat that must wait waits; another is answered meanwhile; both get their answer."""
    api.faults.append({"method": "sendmessage", "times": 1, "code": 429, "text": "Too Many Requests: retry after 2",
                       "parameters": {"retry_after": 2}, "chat": "7"})  # fmt: skip
    await api.say(7, ASK)
    await api.wait("sendMessage")
    await api.say(8, ASK, user=8)
    calls = await api.wait("sendMessage", 3)

    assert [str(c["params"]["chat_id"]) for c in calls] == ["7", "8", "7"]
    assert calls[2]["at"] - calls[0]["at"] >= 2


async def test_a_clean_stop_ends_with_zero_and_no_token_is_ever_logged(api, bot):
    """SIGTERM stops the bot; its log holds neither token nor question."""
    await api.say(7, ASK)
    await api.wait("sendMessage")
    api.faults.append({"method": "getupdates", "times": 1, "code": 502, "text": "Bad Gateway"})
    await asyncio.sleep(0.3)

    assert await bot.stop() == 0
    log = bot.log.read_text("utf-8")
    assert api.token not in log
    assert "TEST-token" not in log
    assert "收到多少件" not in log


async def test_a_wrong_token_is_one_sentence_and_exit_2(api, sample_db, tmp_path):
    """A token that Telegram refuses ends the bot with a sentence."""
    server_token, api.token = api.token, "999999:SOME-other-token"
    process = BotProcess(api, sample_db, tmp_path)
    api.token, wrong = server_token, api.token
    process.api = type("Api", (), {"token": wrong, "url": api.url, "calls": [], "sent": lambda self, *_: []})()
    try:
        await process.start()
        raise AssertionError("the bot must not start")
    except RuntimeError as error:
        shown = str(error)

    assert process.process.returncode == 2
    assert "BotFather" in shown
    assert "SOME-other-token" not in shown


async def test_an_answer_offers_what_may_be_asked_next(api, bot):
    """Under a figure stand its change, its years, its table; a tap turns the message into that answer."""
    await api.say(7, "北仑2024年不予公开多少件")
    (first,) = await api.wait("sendMessage")
    labels = [b["text"] for row in first["params"]["reply_markup"]["inline_keyboard"] for b in row]
    await api.press(first["result"], label="占比")
    (edited,) = await api.wait("editMessageText")

    assert {"占比", "导出", "复制数字"} <= set(labels)
    assert "占办结总计的比例" in text_of(edited)
    assert api.problems == []


async def test_a_table_can_be_drawn_and_exported(api, bot):
    """画图 sends a picture with its words as caption, 导出 a workbook and a text file with places."""
    await api.say(7, "北仑2024不予公开的理由")
    (first,) = await api.wait("sendMessage")
    await api.press(first["result"], label="画图")
    (picture,) = await api.wait("sendPhoto")
    await api.press(first["result"], label="导出")
    files = await api.wait("sendDocument", 2)

    assert picture["params"]["photo"].data.startswith(b"\x89PNG")
    assert "属于行政执法案卷 11件" in picture["result"]["caption"]
    assert [f["params"]["document"].filename.rsplit(".")[-1] for f in files] == ["xlsx", "csv"]
    assert "第 2 个表格" in files[1]["params"]["document"].data.decode("utf-8-sig")
    assert api.problems == []


async def test_a_question_that_is_edited_has_its_answer_edited(api, bot):
    """The same answer says the new figure and that it was changed; a follow-up goes on from there."""
    asked = await api.say(7, ASK)
    (first,) = await api.wait("sendMessage")
    await api.edit(asked, "北仑区2024年予以公开多少件")
    (edited,) = await api.wait("editMessageText")
    await api.say(7, "自然人呢")
    calls = await api.wait("sendMessage", 2)

    assert edited["params"]["message_id"] == str(first["result"]["message_id"])
    assert text_of(edited).splitlines()[0] == "356件"
    assert "已按修改后的问题更新" in text_of(edited)
    assert "予以公开·自然人" in text_of(calls[1])
    assert api.problems == []
