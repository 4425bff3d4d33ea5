"""What is sent again, pressed twice or edited without a change: each is answered once, from where the talk stood."""

import asyncio
import shutil
import sqlite3
import stat
import time

import httpx
import pytest
from conftest import BotProcess, outcomes
from standard_form import as_html, sources
from telegram.error import TimedOut

from bot.answers.taken_back import TAKEN_BACK
from bot.frontends.telegram_chat.greeting import hello, help_text
from bot.frontends.telegram_chat.limits import not_taken
from bot.frontends.telegram_chat.order import Place
from bot.frontends.telegram_chat.quota import MOST_KEYS, Quota
from bot.frontends.telegram_chat.turns import Turns
from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import new_key
from store.forms.form_files import load_form

ASK = "北仑区2024年收到多少件政府信息公开申请"
GROUP = -1001234
OPERATOR = 5
LATER = {"method": "sendmessage", "code": 429, "text": "Too Many Requests", "parameters": {"retry_after": 21}}
SHORTLY = 60  # seconds that such a wait may take in a test


def answers(api) -> list[str]:
    """What reached people, first lines."""
    return [call["result"]["text"].splitlines()[0] for call in api.sent("sendMessage") if "result" in call]


async def test_what_is_sent_later_follows_on_the_same_answer_and_counts_once(api, sample_db, tmp_path):
    """前一年呢, told to wait: when it is answered it is still of the year before 2024, not of the year before that.  A group told to wait:
    the three questions that a member may ask in a minute were admitted once, and all are answered."""
    process = await BotProcess(api, sample_db, tmp_path, WENSHU_PER_GROUP="9").start()
    await api.say(7, ASK)
    await api.wait("sendMessage")
    api.faults += [LATER | {"times": 1, "chat": "7"}, LATER | {"times": 1, "chat": str(GROUP)}]
    await api.say(7, "前一年呢")
    for _ in range(3):
        await api.say(GROUP, f"/cha {ASK}")
    await api.wait("sendMessage", 7, seconds=SHORTLY)
    await process.stop()
    told = [c["result"]["text"] for c in api.sent("sendMessage") if "result" in c and c["params"]["chat_id"] == "7"]

    assert told[1].startswith("没有收录北仑区人民政府2023年度的报告")
    assert answers(api).count("585件") == 4


async def test_an_edit_that_changes_nothing_changes_no_answer(api, bot):
    """The question as it was: Telegram tells of an edit for a preview of a link too."""
    asked = await api.say(7, ASK)
    await api.wait("sendMessage")
    await api.edit(asked, ASK)
    await api.edit(asked, "北仑区2024年行政复议多少件")
    (edited,) = await api.wait("editMessageText")
    await asyncio.sleep(0.3)

    assert edited["result"]["text"].startswith("15件")
    assert len(api.sent("editMessageText")) == 1


async def test_a_command_alone_that_is_edited_into_a_question_is_answered(api, bot):
    """/cha was told how it is used; what it becomes is asked."""
    asked = await api.say(7, "/cha")
    await api.wait("sendMessage")
    await api.edit(asked, f"/cha {ASK}")
    calls = await api.wait("sendMessage", 2)

    assert calls[1]["result"]["text"].startswith("585件")


async def test_an_export_tapped_twice_is_made_once(api, bot):
    """Two presses of one button while the first is still at work."""
    await api.say(7, ASK)
    (first,) = await api.wait("sendMessage")
    for _ in range(2):
        await api.press(first["result"], label="导出")
    await api.wait("answerCallbackQuery", 2)
    await api.wait("sendDocument", 2)
    await asyncio.sleep(0.5)

    assert len(api.sent("sendDocument")) == 2  # a workbook and a text file


async def test_a_press_does_what_it_says_though_it_cannot_be_acknowledged(api, bot):
    """The spinner is the least of it."""
    await api.say(7, "北仑2024年不予公开多少件")
    (first,) = await api.wait("sendMessage")
    api.faults.append(
        {
            "method": "answercallbackquery",
            "times": 1,
            "code": 429,
            "text": "Too Many Requests",
            "parameters": {"retry_after": 9},
        }
    )
    await api.press(first["result"], label="占比")
    (edited,) = await api.wait("editMessageText", seconds=5)

    assert "占办结总计的比例" in edited["result"]["text"]


async def test_news_go_on_past_a_chat_that_is_told_to_wait(api, sample_db, tmp_path):
    """Ten minutes for one of three; the others hear at once, and nobody twice."""
    own = tmp_path / "own.sqlite"
    shutil.copy(sample_db, own)
    process = await BotProcess(
        api, own, tmp_path, WENSHU_KEY=new_key(), WENSHU_WATCH_EVERY="0.2", WENSHU_ADMINS=str(OPERATOR)
    ).start()
    for chat in (20, 21, 22):
        await api.say(chat, "/watch 北仑区", user=chat)
    await api.wait("sendMessage", 3)
    api.faults.append(LATER | {"times": 1, "chat": "21", "parameters": {"retry_after": 600}})
    await api.upload(OPERATOR, "北仑区人民政府2018.html", another_report(), user=OPERATOR)
    await outcomes(api, 1)
    await api.wait("sendMessage", 7)
    await asyncio.sleep(1)
    await process.stop()
    told = [
        c["params"]["chat_id"]
        for c in api.sent("sendMessage")
        if "result" in c and "北仑区人民政府20" in c["result"]["text"][:20]
    ]

    assert sorted(told) == ["20", "22"]


def another_report() -> bytes:
    """北仑 of another year than the bundled ones."""
    source = sources()[0]
    source.year = 2018
    return as_html(source, load_form().layouts[source.form]).encode()


@pytest.mark.parametrize(
    ("cause", "so"), [(httpx.ConnectTimeout, True), (httpx.PoolTimeout, True), (httpx.ReadTimeout, False)]
)
def test_what_timed_out_before_it_left_was_not_taken(cause, so):
    """No connection in time: nothing can have arrived."""
    error = TimedOut()
    error.__cause__ = cause("late")

    assert not_taken(error) is so


def test_many_askers_are_forgotten_without_harm():
    """The table is cut while a group's question is admitted."""
    now = [0.0]
    quota = Quota(clock=lambda: now[0])
    for person in range(MOST_KEYS + 1):
        quota.admit(person, None)
    now[0] = 120.0

    assert quota.admit(5_000_000, GROUP) == "yes"
    assert len(quota._times) == 2


def test_files_beside_the_database_of_talks_are_private_too(tmp_path):
    """What SQLite writes first stands in the -wal file."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    db.create("kept", {"key": str}, "key")
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    db.close()

    assert modes == {0o600}


def test_a_change_waits_for_another_process(tmp_path):
    """One that reads first would be refused at once."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    db.create("kept", {"key": str}, "key")
    other = sqlite3.connect(tmp_path / "chats.sqlite", isolation_level=None, timeout=0.1)
    with db.at_once(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("INSERT INTO kept VALUES ('x')")
    other.close()
    db.close()


def test_names_of_bodies_are_no_tags():
    """A name with < in it must not break the first message."""
    assert "&lt;甲" in hello("<甲>局2024年收到多少件申请")
    assert "&lt;甲" in help_text(private=True, username="wenshu_bot", hears_all=False, examples=["<甲>局"])


@pytest.mark.parametrize("tail", ["~", ".", "，", "…", "—", "啊", "不是"])
def test_what_is_taken_back_is_looked_for_in_no_time_in_any_message(tail):
    """A pattern that tries every way to cut a row of marks would stop the bot for hours."""
    start = time.perf_counter()
    TAKEN_BACK.search("昆山2024年申请多少" + tail * (480 // len(tail)))

    assert time.perf_counter() - start < 0.5


async def test_presses_that_wait_for_each_other_leave_their_places():
    """Whoever goes first has left its place while Telegram is waited for, and needs one to end: those behind hold none meanwhile."""
    places, turns, done = asyncio.Semaphore(2), Turns(), []

    async def press(number: int) -> None:
        place = Place(places)
        async with place:
            place.leave()
            async with turns.of("one message"):
                await place.take()
                await place.rest(0.01)
                done.append(number)

    await asyncio.wait_for(asyncio.gather(*map(press, range(8))), 5)

    assert len(done) == 8


async def test_an_edited_command_of_another_kind_is_no_question(api, bot):
    """/settings, or another bot's command, becomes another: nothing was asked."""
    asked = await api.say(7, "/privacy")
    await api.wait("sendMessage")
    await api.edit(asked, "/weather@otherbot 北仑明天")
    await api.edit(asked, "/watch 北仑区")
    await asyncio.sleep(0.5)

    assert len(api.sent("sendMessage")) == 1
