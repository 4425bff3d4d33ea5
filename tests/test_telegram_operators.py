"""What those who run the bot see and do, and who hears of new reports: the real process against a Bot API on loopback."""

import asyncio
import shutil
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from pathlib import Path

from conftest import BotProcess, outcomes
from standard_form import as_html
from world import FORM, world

from bot.kept.seal import Seal, new_key
from store.database.database import open_writer
from store.database.saving import remove

ASK = "北仑区2024年收到多少件政府信息公开申请"
IN_VAIN = "北仑区2024年瞎扯了多少件"
OPERATOR, PERSON = 7, 9
SECOND = 4711
KEY = new_key()
FIRST = 6  # reports of the sample: what a new watch has heard of


def text_of(call: dict) -> str:
    return call["result"]["text"]


def report_of(agency: str, year: int) -> bytes:
    source = next(source for source in world() if source.agency == agency and source.year == year)
    return as_html(source, FORM.layouts["2021"]).encode()


def noted_as_told(chats: Path) -> None:
    """Wait until the bot has noted that a watcher was told."""
    with closing(sqlite3.connect(chats)) as db:
        end = time.monotonic() + 30
        while (heard := db.execute("SELECT max(heard) FROM watches").fetchone()[0]) <= FIRST:
            assert time.monotonic() < end, heard
            time.sleep(0.02)


@asynccontextmanager
async def running(api, sample_db, folder, **environment):
    """The bot over a database of its own."""
    own = folder / "own.sqlite"
    if not own.exists():
        shutil.copy(sample_db, own)
    settings = {"WENSHU_ADMINS": str(OPERATOR), "WENSHU_KEY": KEY, "WENSHU_WATCH_EVERY": "0.1"} | environment
    bot = await BotProcess(api, own, folder, **settings).start()
    try:
        yield bot
    finally:
        await bot.kill()


async def test_a_chat_that_watches_a_body_hears_of_its_new_report_once(api, sample_db, tmp_path):
    """With the main figures; not again after a restart; no more once it is no longer watched."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/watch 北仑区", user=PERSON)
        await api.wait("sendMessage")
        await api.upload(OPERATOR, "北仑区人民政府2023.html", report_of("北仑区人民政府", 2023))
        await api.wait("sendMessage", 3, seconds=20)
        await asyncio.to_thread(noted_as_told, tmp_path / "chats.sqlite")  # a kill before that tells it once more
    async with running(api, sample_db, tmp_path):
        await asyncio.sleep(0.5)
        told = [text_of(c) for c in api.sent("sendMessage") if str(c["params"]["chat_id"]) == str(PERSON)]
        await api.say(PERSON, "/unwatch 北仑区", user=PERSON)
        await api.wait("sendMessage", 4)
        await api.upload(OPERATOR, "北仑区人民政府2022.html", report_of("北仑区人民政府", 2022))
        await outcomes(api, 2)
        await asyncio.sleep(0.5)
    after = [text_of(c) for c in api.sent("sendMessage") if str(c["params"]["chat_id"]) == str(PERSON)]

    assert len(told) == 2
    assert "北仑区人民政府" in told[0]
    assert told[1].startswith("新载入：北仑区人民政府2023年度报告\n新收申请：513件")
    assert after[2:] == ["不再订阅北仑区人民政府。"]
    assert api.problems == []


async def test_a_chat_that_is_gone_holds_up_no_news_for_others(api, sample_db, tmp_path):
    """Telegram says 400 of it, and it is forgotten."""
    gone, text = 5, "Bad Request: chat not found"
    async with running(api, sample_db, tmp_path):
        for person in (gone, PERSON):
            await api.say(person, "/watch 北仑区", user=person)
        await api.wait("sendMessage", 2)
        api.faults.append({"method": "sendmessage", "chat": str(gone), "times": 99, "code": 400, "text": text})
        await api.upload(OPERATOR, "北仑区人民政府2023.html", report_of("北仑区人民政府", 2023))
        await api.wait("sendMessage", 5, seconds=20)
        await asyncio.sleep(0.5)
    told = [c for c in api.sent("sendMessage") if "result" in c and text_of(c).startswith("新载入")]
    tried = [c for c in api.sent("sendMessage") if str(c["params"]["chat_id"]) == str(gone)]

    assert [str(c["params"]["chat_id"]) for c in told] == [str(PERSON)]
    assert len(tried) == 2


async def test_a_chat_that_takes_no_news_for_now_hears_of_them_later(api, sample_db, tmp_path):
    """A closed topic, no right to write: it watches still."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/watch 北仑区", user=PERSON)
        await api.wait("sendMessage")
        fault = {
            "method": "sendmessage",
            "chat": str(PERSON),
            "times": 2,
            "code": 400,
            "text": "Bad Request: TOPIC_CLOSED",
        }
        api.faults.append(fault)
        await api.upload(OPERATOR, "北仑区人民政府2023.html", report_of("北仑区人民政府", 2023))
        (told,) = await news(api, 1)

    assert text_of(told).startswith("新载入")


async def test_a_report_that_was_taken_back_and_loaded_again_is_no_correction(api, sample_db, tmp_path):
    """Nothing stands there that it could correct."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/watch 北仑区", user=PERSON)
        await api.wait("sendMessage")
        report = report_of("北仑区人民政府", 2023)
        for round_ in range(2):
            await api.upload(OPERATOR, "北仑区人民政府2023.html", report)
            await news(api, 2 * round_ + 1)
            await api.say(OPERATOR, "/undo", user=OPERATOR)
            await news(api, 2 * round_ + 2)
        await api.upload(OPERATOR, "北仑区人民政府2023.html", report)
        told = await news(api, 5)

    assert [text_of(call)[:2] for call in told] == ["新载", "撤下", "新载", "撤下", "新载"]


async def news(api, count: int) -> list[dict]:
    """What watchers were told, once there is so much."""
    for _ in range(200):
        told = [
            c for c in api.sent("sendMessage") if "result" in c and text_of(c).startswith(("新载入", "更正", "撤下"))
        ]
        if len(told) >= count:
            return told
        await asyncio.sleep(0.1)
    raise TimeoutError(api.calls[-6:])


async def test_a_name_that_looks_like_markup_is_said_as_it_is(api, sample_db, tmp_path):
    """/watch with it, and a file of that name."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/watch <火星>", user=PERSON)
        (unknown,) = await api.wait("sendMessage")
        await api.upload(OPERATOR, "a<b>.html", report_of("北仑区人民政府", 2023))
        (loaded,) = await outcomes(api, 1)

    assert "<火星>" in text_of(unknown)
    assert text_of(loaded).startswith("a<b>.html：已载入")
    assert api.problems == []


async def test_a_body_whose_reports_were_taken_out_is_still_named_and_no_longer_watched_on_wish(
    api, sample_db, tmp_path
):
    """A chat watches it, its only report is removed: /watch lists it all the same, /unwatch ends it."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/watch 北仑区", user=PERSON)
        await api.wait("sendMessage")
        db = open_writer(tmp_path / "own.sqlite")
        remove(db, "330206/人民政府", 2024, FORM)
        db.close()
        await api.say(PERSON, "/watch", user=PERSON)
        await news(api, 1)
        await api.wait("sendMessage", 3)
        await api.say(PERSON, "/unwatch 北仑区", user=PERSON)
        calls = await api.wait("sendMessage", 4)
        said = [text_of(call) for call in calls if not text_of(call).startswith("撤下")]

    assert "北仑区人民政府" in said[1]
    assert "不再订阅" in said[2]
    assert api.problems == []


async def test_what_was_asked_in_vain_and_called_wrong_is_kept_sealed_and_without_who(api, sample_db, tmp_path):
    """The operator reads both; a stranger gets nothing; no text of them is readable in the database or the log."""
    async with running(api, sample_db, tmp_path) as bot:
        await api.say(PERSON, IN_VAIN, user=PERSON)
        await api.say(PERSON, ASK, user=PERSON)
        calls = await api.wait("sendMessage", 2)
        await api.press(calls[1]["result"], user=PERSON, label="有误")
        await api.press(calls[1]["result"], user=8, label="有误")
        thanks = await api.wait("answerCallbackQuery", 2)
        await api.wait("sendMessage", 3)  # why it is wrong
        for number, command in enumerate(("/unanswered", "/complaints", "/stats"), 4):
            await api.say(PERSON, command, user=PERSON)
            await api.say(OPERATOR, command)
            calls = await api.wait("sendMessage", number)
        (file,) = await api.wait("sendDocument")
        log = bot.log.read_text("utf-8")
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("chats.sqlite*"))

    assert "谢谢" in thanks[0]["params"]["text"]
    assert "已经" in thanks[1]["params"]["text"]
    assert text_of(calls[3]) == f"1 次　{IN_VAIN}\n共 1 条"
    assert IN_VAIN in file["params"]["document"].data.decode()
    assert ASK in text_of(calls[4])
    assert "585件" in text_of(calls[4])
    assert "一天：2 问" in text_of(calls[5])
    assert len(api.sent("sendMessage")) == 6, "a stranger gets no answer to an operator's command"
    assert IN_VAIN.encode() not in stored
    assert IN_VAIN not in log
    assert "人9" not in log
    assert api.problems == []


async def test_without_a_key_what_would_keep_something_of_persons_is_off_and_says_so(api, sample_db, tmp_path):
    """No watching, no button to call an answer wrong, nothing kept of questions in vain."""
    async with running(api, sample_db, tmp_path, WENSHU_KEY=""):
        await api.say(PERSON, "/watch 北仑区", user=PERSON)
        await api.say(OPERATOR, "/unanswered")
        await api.say(PERSON, ASK, user=PERSON)
        calls = await api.wait("sendMessage", 3)
    by_chat = sorted(calls, key=lambda c: (str(c["params"]["chat_id"]), calls.index(c)))
    labels = [
        b["text"]
        for c in by_chat
        for row in (c["params"].get("reply_markup") or {}).get("inline_keyboard", ())
        for b in row
    ]

    assert sum("WENSHU_KEY" in text_of(call) for call in by_chat) == 2
    assert "导出" in labels
    assert "有误" not in labels


async def test_an_operator_takes_back_what_they_loaded_themselves(api, sample_db, tmp_path):
    """Another loads in between, and the next version of the first one's report stays."""
    async with running(api, sample_db, tmp_path, WENSHU_ADMINS=f"{OPERATOR},{SECOND}"):
        await api.upload(OPERATOR, "北仑区人民政府2023.html", report_of("北仑区人民政府", 2023), user=OPERATOR)
        await outcomes(api, 1)
        await api.upload(SECOND, "北仑区人民政府2022.html", report_of("北仑区人民政府", 2022), user=SECOND)
        await outcomes(api, 2)
        await api.say(OPERATOR, "/undo", user=OPERATOR)
        await api.wait("sendMessage", 3)
        await api.say(OPERATOR, "/undo", user=OPERATOR)
        *_, first, second = await api.wait("sendMessage", 4)

    assert text_of(first) == "已撤回：北仑区人民政府 2023年度，现在没有收录这份报告了"
    assert text_of(second) == "没有可撤回的载入。"


async def test_the_last_load_by_message_is_taken_back(api, sample_db, tmp_path):
    """What it stored is gone, what it replaced is there again; once each."""
    async with running(api, sample_db, tmp_path):
        await api.upload(OPERATOR, "北仑区人民政府2023.html", report_of("北仑区人民政府", 2023))
        (loaded,) = await outcomes(api, 1)
        await api.say(OPERATOR, "北仑2023年收到多少件申请")
        await api.wait("sendMessage", 2)
        await api.say(PERSON, "/undo", user=PERSON)
        await api.say(OPERATOR, "/undo")
        await api.wait("sendMessage", 3)
        await api.say(OPERATOR, "北仑2023年收到多少件申请")
        await api.say(OPERATOR, "/undo")
        calls = await api.wait("sendMessage", 5)

    assert "/undo" in text_of(loaded)
    assert text_of(calls[1]).startswith("513件")
    assert text_of(calls[2]) == "已撤回：北仑区人民政府 2023年度，现在没有收录这份报告了"
    assert "没有收录" in text_of(calls[3])
    assert text_of(calls[4]) == "没有可撤回的载入。"
    assert api.problems == []


def test_a_seal_opens_only_with_its_own_key():
    """Another key gives nothing; the same text has the same mark and never the same sealed form."""
    seal, other = Seal(KEY), Seal(new_key())

    assert seal.open(seal.close("北仑")) == "北仑"
    assert other.open(seal.close("北仑")) is None
    assert seal.mark("北仑") == Seal(KEY).mark("北仑") != other.mark("北仑")
    assert seal.close("北仑") != seal.close("北仑")


async def test_load_in_reply_to_a_file_loads_it_in_any_chat(api, sample_db, tmp_path):
    """What stands after the command says whose report it is; a stranger's /load is not heard."""
    page = report_of("鄞州区人民政府", 2024).replace("鄞州区人民政府".encode(), "某单位".encode())
    async with running(api, sample_db, tmp_path):
        file = api.with_file(-100, "report.html", page, user=PERSON)
        await api.say(-100, "/load 鄞州区人民政府 2024", user=PERSON, reply_to_message=file)
        await api.say(-100, "/load", user=OPERATOR)
        (told,) = await api.wait("sendMessage")
        await api.say(-100, "/load 鄞州区人民政府 2024", user=OPERATOR, reply_to_message=file)
        (done,) = await outcomes(api, 1)

    assert text_of(told).startswith("请回复一个文件发 /load")
    assert text_of(done).startswith("report.html：已载入，鄞州区人民政府 2024年度")
    assert api.problems == []


async def test_how_often_one_may_ask_is_a_setting(api, sample_db, tmp_path):
    """Two questions a minute; the third is told so."""
    async with running(api, sample_db, tmp_path, WENSHU_PER_PERSON="2"):
        for number in range(1, 4):
            await api.say(PERSON, ASK, user=PERSON)
            calls = await api.wait("sendMessage", number)

    assert "太快" in text_of(calls[-1])
