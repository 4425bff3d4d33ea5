"""The real bot process while Telegram fails: what it sends again, what it does not, what it keeps for later."""

import asyncio
import time

import pytest
from conftest import BotProcess
from telegram.error import TimedOut

from bot.frontends.telegram_chat.limits import PerChatLimiter

ASK = "北仑区2024年收到多少件政府信息公开申请"
GROUP = -1001234
SERVER = {"method": "sendmessage", "code": 500, "text": "Internal Server Error"}


def answers(api) -> list[str]:
    """What reached people, first lines."""
    return [call["result"]["text"].splitlines()[0] for call in api.sent("sendMessage") if "result" in call]


@pytest.mark.parametrize("code", [500, 502])
async def test_an_answer_that_the_server_failed_to_take_is_sent_again(api, bot, code):
    """Once failed, once sent."""
    api.faults.append(SERVER | {"times": 1, "code": code})
    await api.say(7, ASK)
    await api.wait("sendMessage", 2)

    assert answers(api) == ["585件"]


async def test_an_answer_on_a_dead_line_is_sent_again(api, bot):
    """The connection is cut before anything was said."""
    api.line["sendmessage"] = "reset"
    await api.say(7, ASK)
    await api.wait("sendMessage")

    assert answers(api) == ["585件"]


async def test_what_could_not_be_sent_is_answered_after_the_next_start(api, sample_db, tmp_path):
    """The server fails for longer than one waits: nothing is lost, nothing comes twice."""
    api.faults.append(SERVER | {"times": 4})
    first = await BotProcess(api, sample_db, tmp_path).start()
    await api.say(7, ASK)
    await api.wait("sendMessage", 4)
    await asyncio.sleep(1)
    await first.stop()
    second = await BotProcess(api, sample_db, tmp_path).start()
    await api.wait("sendMessage", 5)
    await api.say(7, "自然人呢")
    await api.wait("sendMessage", 6)
    await second.stop()

    assert answers(api) == ["585件", "580件"]


async def test_a_message_that_is_gone_is_sent_anew_when_its_button_is_pressed(api, bot):
    """message to edit not found."""
    await api.say(7, "北仑2024年不予公开多少件")
    (first,) = await api.wait("sendMessage")
    api.faults.append(
        {"method": "editmessagetext", "times": 1, "code": 400, "text": "Bad Request: message to edit not found"}
    )
    await api.press(first["result"], label="占比")
    calls = await api.wait("sendMessage", 2)

    assert "占办结总计的比例" in calls[1]["result"]["text"]


async def test_a_button_pressed_twice_is_no_error(api, bot):
    """message is not modified: nothing more is sent."""
    await api.say(7, "北仑2024年不予公开多少件")
    (first,) = await api.wait("sendMessage")
    api.faults.append({
        "method": "editmessagetext", "times": 1, "code": 400,
        "text": "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
    })  # fmt: skip
    await api.press(first["result"], label="占比")
    await api.wait("answerCallbackQuery")
    await asyncio.sleep(0.5)

    assert len(api.sent("sendMessage")) == 1


async def test_updates_out_of_order_are_each_answered_once(api, bot):
    """Telegram promises no order: two questions whose numbers are turned round, and one of them delivered again."""
    one, two = (
        {
            "message_id": number, "date": int(time.time()), "chat": {"id": 7, "type": "private", "first_name": "某人"},
            "from": {"id": 7, "is_bot": False, "first_name": "某人"}, "text": text,
        }
        for number, text in ((501, ASK), (502, "淮安市2024年行政复议多少件"))
    )  # fmt: skip
    async with api.changed:
        api.updates += [{"update_id": 5002, "message": two}, {"update_id": 5001, "message": one}]
        api.changed.notify_all()
    await api.wait("sendMessage", 2)
    async with api.changed:
        api.updates.append({"update_id": 5001, "message": one})
        api.changed.notify_all()
    await asyncio.sleep(0.5)

    assert sorted(answers(api)) == ["351件", "585件"]


async def test_what_timed_out_may_have_arrived_and_is_not_sent_again():
    """Twice the same answer is worse than a log line."""
    calls: list[int] = []

    async def slow() -> None:
        calls.append(1)
        raise TimedOut

    with pytest.raises(TimedOut):
        await PerChatLimiter().process_request(slow, (), {}, "sendMessage", {"chat_id": 7}, None)

    assert calls == [1]


async def test_a_group_that_has_to_wait_holds_up_nobody_else(api, sample_db, tmp_path):
    """More askers wait there than are worked on at once."""
    wait = {"method": "sendmessage", "chat": str(GROUP), "times": 99, "code": 429, "parameters": {"retry_after": 6}}
    process = await BotProcess(api, sample_db, tmp_path, WENSHU_PER_GROUP="200").start()
    api.faults.append(wait | {"text": "Too Many Requests: retry after 6"})
    for user in range(100, 120):
        await api.say(GROUP, f"/cha {ASK}", user=user)
    await asyncio.sleep(2)
    start = time.monotonic()
    await api.say(7, ASK)
    while not any(c["params"]["chat_id"] == "7" for c in api.sent("sendMessage")) and time.monotonic() < start + 10:
        await asyncio.sleep(0.05)
    taken = time.monotonic() - start
    await process.kill()

    assert taken < 3


async def test_a_press_that_telegram_fails_to_take_for_a_while_is_taken_up_again(api, sample_db, tmp_path):
    """Longer than a reply is held back."""
    process = await BotProcess(api, sample_db, tmp_path).start()
    await api.say(7, ASK)
    (answer,) = await api.wait("sendMessage")
    busy = {"method": "editmessagetext", "times": 1, "code": 429, "parameters": {"retry_after": 22}}
    api.faults.append(busy | {"text": "Too Many Requests: retry after 22"})
    await api.press(answer["result"], label="整张表")
    *_, edited = await api.wait("editMessageText", 2, seconds=40)
    await process.kill()

    assert "予以公开：356件" in edited["result"]["text"]
