"""What is kept of chats and persons, who changed what, what the operator announces, a pause for maintenance."""

import asyncio
import sqlite3
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs
from telegram import Chat, Document, Message, Update, User
from test_telegram_operators import ASK, KEY, OPERATOR, running, text_of

from bot.frontends.telegram_chat.durable_queue import DurableQueue
from bot.frontends.telegram_chat.environment import read_settings, seal_of_inbox
from bot.frontends.telegram_chat.order import PerAsker, asker_key
from bot.frontends.telegram_chat.preferences import NAMES
from bot.frontends.telegram_chat.quota import Quota
from bot.kept.audit import OF_THE_BOT, Audit
from bot.kept.chats import Chats, Sent
from bot.kept.inbox import Inbox, Received
from bot.kept.private_database import PrivateDatabase, secret_in
from bot.kept.seal import Marks, Seal
from bot.kept.wishes import Wishes, WishesOfChats

PERSON, ADMIN, MEMBER, GROUP = 7350021846, 6120045937, 5981123764, -1001930047782


async def test_no_number_of_a_chat_or_a_person_can_be_read_in_the_database(api, sample_db, tmp_path):
    """Questions, buttons, settings, watches, a group: marks and sealed texts only, in the log too."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path) as bot:
        for text in (ASK, "/settings 简短", "/watch 北仑区"):
            await api.say(PERSON, text, user=PERSON)
        await api.wait("sendMessage", 3)
        for text in (f"/cha {ASK}", "/settings 谁都能点", "/watch 北仑区"):
            await api.say(GROUP, text, user=ADMIN)
        await api.wait("sendMessage", 6)
        stored = b"".join(path.read_bytes() for path in tmp_path.glob("chats.sqlite*"))
        log = bot.log.read_bytes()

    for number in (PERSON, ADMIN, GROUP):
        digits = str(abs(number)).encode()
        assert digits not in stored
        assert digits not in log
    assert "新收".encode() not in stored.replace("新收申请".encode(), b""), "no question"


async def test_a_groups_admins_may_have_the_record_of_who_changed_what(api, sample_db, tmp_path):
    """Settings with the old and the new, exports; never a question; a member is told who may."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path):
        await api.say(GROUP, "/settings 简短", user=ADMIN)
        await api.say(GROUP, f"/cha {ASK}", user=ADMIN)
        calls = await api.wait("sendMessage", 2)
        answer = next(call for call in calls if "585件" in text_of(call))
        await api.press(answer["result"], user=ADMIN, label="导出")
        await api.wait("sendDocument", 2)
        await api.say(GROUP, "/audit", user=MEMBER)
        (refused,) = await api.wait("sendMessage", since=len(api.calls) - 1)
        await api.say(GROUP, "/audit", user=ADMIN)
        *_, file = await api.wait("sendDocument", 3)
    lines = file["params"]["document"].data.decode("utf-8-sig").splitlines()

    assert "群管理员" in text_of(refused)
    assert int(file["params"]["chat_id"]) == ADMIN
    assert lines[0] == "时间,谁,做了什么"
    assert [line.split(",")[1:] for line in lines[1:]] == [
        [str(ADMIN), "设置：简短 否 → 是"],
        [str(ADMIN), "导出"],
    ]
    assert api.problems == []


def test_every_setting_has_a_name_in_the_record():
    """A new one is named too."""
    assert {field.name for field in fields(Wishes)} == NAMES.keys()


def test_the_record_goes_with_its_chat(tmp_path):
    """Moved with a group that becomes a supergroup, erased with one that is forgotten; nothing without a seal."""
    db, seal = PrivateDatabase(tmp_path / "chats.sqlite"), Seal(KEY)
    audit, without = Audit(db, seal), Audit(db, None)
    audit.note(GROUP, ADMIN, "设置")
    audit.note(OF_THE_BOT, OPERATOR, "维护开")
    without.note(GROUP, ADMIN, "设置")
    audit.move(GROUP, GROUP - 1)

    assert [line[1:] for line in audit.of(GROUP - 1)] == [(str(ADMIN), "设置")]
    assert audit.of(GROUP) == without.of(GROUP - 1) == []
    audit.forget(GROUP - 1)
    assert audit.of(GROUP - 1) == []
    assert [line[1:] for line in audit.of(OF_THE_BOT)] == [(str(OPERATOR), "维护开")]
    db.close()


def test_a_person_is_forgotten_in_a_group_with_the_answers_they_got(tmp_path):
    """Also where the talk stood at an answer, whose key names no person; what others asked stays."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    chats = Chats(db, Marks(b"secret"))
    for person, answer in ((PERSON, 12), (MEMBER, 14)):
        chats.keep_talk(f"{GROUP} 0 {person}", "talk")
        chats.keep_sent(Sent(f"{GROUP} asked {answer - 1}", "问", answer, "", person), f"{GROUP} at {answer}", "talk")
    chats.forget(GROUP, PERSON)

    assert [chats.talk(key) for key in (f"{GROUP} 0 {PERSON}", f"{GROUP} at 12")] == [None, None]
    assert chats.answer_to(f"{GROUP} asked 11") is None
    assert [chats.talk(key) for key in (f"{GROUP} 0 {MEMBER}", f"{GROUP} at 14")] == ["talk", "talk"]
    kept = chats.answer_to(f"{GROUP} asked 13")
    assert kept is not None
    assert (kept.answer, kept.before, kept.is_of("问", chats)) == (14, "", True)
    db.close()


async def test_an_announcement_is_shown_first_and_reaches_those_that_wish_it(api, sample_db, tmp_path):
    """Not the chat that wants none; a chat that is gone is forgotten; only the operator can send it."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/watch 北仑区", user=PERSON)
        await api.say(MEMBER, "/settings 不收通告", user=MEMBER)
        await api.say(ADMIN, "/settings 简短", user=ADMIN)
        await api.wait("sendMessage", 3)
        await api.say(PERSON, "/announce 大家好", user=PERSON)
        await api.say(OPERATOR, "/announce 周六停机半小时 <b>")
        calls = await api.wait("sendMessage", 4)
        shown = next(call for call in calls if "要发给" in text_of(call))
        api.faults.append(
            {"method": "sendmessage", "chat": str(ADMIN), "times": 1, "code": 403, "text": "Forbidden: bot was blocked"}
        )
        await api.press(shown["result"], user=OPERATOR)
        sent = await api.wait("sendMessage", 7)
        await api.say(OPERATOR, "/announce 再说一次")
        *_, again = await api.wait("sendMessage", 8)
    told = {
        str(c["params"]["chat_id"]): text_of(c)
        for c in sent
        if "result" in c and "周六停机半小时" in text_of(c) and "要发给" not in text_of(c)
    }

    assert "要发给 2 个聊天" in text_of(shown)
    assert told.keys() == {str(PERSON)}
    assert "<b>" in told[str(PERSON)]
    assert "不收通告" in told[str(PERSON)]
    assert any("result" in c and text_of(c) == "发出 1 个，没发成 1 个。" for c in sent)
    assert "要发给 1 个聊天" in text_of(again)
    assert api.problems == []


async def test_an_announcement_reaches_each_chat_once_however_often_its_button_is_pressed(api, sample_db, tmp_path):
    """Twice at once, and again after a restart."""
    async with running(api, sample_db, tmp_path):
        for person in (PERSON, MEMBER):
            await api.say(person, "/settings 简短", user=person)
        await api.wait("sendMessage", 2)
        await api.say(OPERATOR, "/announce 周六停机半小时")
        calls = await api.wait("sendMessage", 3)
        shown = next(call for call in calls if "要发给" in text_of(call))
        await api.press(shown["result"], user=OPERATOR)
        await api.press(shown["result"], user=OPERATOR)
        await api.wait("sendMessage", 6)
    async with running(api, sample_db, tmp_path):
        await api.press(shown["result"], user=OPERATOR)
        await api.wait("answerCallbackQuery", 3)
        await asyncio.sleep(0.3)
    told = [str(c["params"]["chat_id"]) for c in api.sent("sendMessage") if text_of(c).startswith("周六停机半小时")]

    assert sorted(told) == sorted(map(str, (PERSON, MEMBER)))
    assert api.problems == []


async def test_maintenance_holds_for_edits_presses_inline_and_guests_too(api, sample_db, tmp_path):
    """Each is told so, or gets nothing."""
    async with running(api, sample_db, tmp_path):
        asked = await api.say(PERSON, ASK, user=PERSON)
        (first,) = await api.wait("sendMessage")
        await api.say(OPERATOR, "/maintenance on")
        await api.wait("sendMessage", 2)
        await api.edit(asked, "北仑区2024年不予公开多少件")
        await api.press(first["result"], user=PERSON, label="占比")
        (press,) = await api.wait("answerCallbackQuery")
        await api.push(
            inline_query={"id": "1", "from": api.message(PERSON, PERSON, "x")["from"], "query": ASK, "offset": ""}
        )
        (inline,) = await api.wait("answerInlineQuery")
        guest = api.message(-100777, PERSON, f"@wenshu_bot {ASK}") | {"guest_query_id": "g1"}
        await api.push(guest_message=guest)
        (told,) = await api.wait("answerGuestQuery")
        await asyncio.sleep(0.2)

    assert "正在维护" in press["params"]["text"]
    assert inline["params"]["results"] == []
    assert "正在维护" in told["params"]["result"]["input_message_content"]["message_text"]
    assert api.sent("editMessageText") == []
    assert api.problems == []


async def test_during_maintenance_a_question_is_put_off_and_the_operator_is_answered(api, sample_db, tmp_path):
    """Also after a restart, until it is ended."""
    async with running(api, sample_db, tmp_path) as bot:
        await api.say(OPERATOR, "/maintenance on")
        await api.wait("sendMessage")
        await bot.logged("handled")
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, ASK, user=PERSON)
        await api.say(OPERATOR, ASK)
        put_off = await api.wait("sendMessage", 3)
        await api.say(OPERATOR, "/maintenance off")
        await api.wait("sendMessage", 4)
        await api.say(PERSON, ASK, user=PERSON)
        *_, answered = await api.wait("sendMessage", 5)
    by_chat = {str(c["params"]["chat_id"]): text_of(c) for c in put_off[1:]}

    assert by_chat[str(PERSON)] == "正在维护，请过一会儿再问。"
    assert by_chat[str(OPERATOR)].startswith("585件")
    assert text_of(answered).startswith("585件")


def test_an_update_waits_for_an_earlier_one_of_its_asker_in_another_process(tmp_path):
    """Not for a later one, another asker's, one that is finished or put aside, or one of a dead process."""
    db, other = PrivateDatabase(tmp_path / "chats.sqlite"), PrivateDatabase(tmp_path / "chats.sqlite")
    mine, theirs = Inbox(db), Inbox(other)
    for number, asker in ((1, "#a"), (2, "#b"), (4, "#a")):
        theirs.receive([Received(number, "{}", asker)])
    mine.receive([Received(3, "{}", "#a")])

    assert mine.waits_for(3, "#a")
    assert not theirs.waits_for(1, "#a")
    theirs.hold(1)
    assert not mine.waits_for(3, "#a")
    theirs.receive([Received(0, "{}", "#a")])
    assert mine.waits_for(3, "#a")
    theirs.finish(0)
    assert not mine.waits_for(3, "#a")
    theirs.receive([Received(-1, "{}", "#a")])
    theirs.close()
    assert not mine.waits_for(3, "#a")
    mine.close()


def test_an_inbox_with_a_key_keeps_no_readable_update(tmp_path):
    """Opened by the next process with the same key; with another one it is left alone."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    first = Inbox(db, Seal(KEY))
    first.receive([Received(1, '{"text": "北仑"}')])
    first.close()

    assert b"text" not in db.row("SELECT raw FROM inbox")[0].encode()
    for seal, found in ((None, []), (Seal(KEY), ['{"text": "北仑"}'])):
        inbox = Inbox(db, seal)
        assert inbox.take_over() == found
        inbox.close()


def test_what_waits_is_answered_though_a_key_is_set_since(tmp_path, monkeypatch):
    """It was sealed with the secret that lies beside the database."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:" + "a" * 35)
    monkeypatch.setenv("WENSHU_CHATS", str(tmp_path / "chats.sqlite"))
    db, found = PrivateDatabase(tmp_path / "chats.sqlite"), []
    for key in ("", KEY):
        monkeypatch.setenv("WENSHU_KEY", key)
        inbox = Inbox(db, seal_of_inbox(read_settings()))
        found += inbox.take_over()
        inbox.receive([Received(1, '{"text": "北仑"}')])
        inbox.close()

    assert found == ['{"text": "北仑"}']


def test_settings_kept_under_numbers_by_an_earlier_version_are_kept_under_marks(tmp_path):
    """Nothing of them is lost, and the number is gone."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    db.create("settings", {"chat": int, "settings": str, "at": float}, "chat")
    db.run("INSERT INTO settings (chat, settings, at) VALUES (?, ?, 0)", (GROUP, '{"short": true}'))
    marks = Marks(secret_in(tmp_path / "chats.secret"))

    assert WishesOfChats(db, marks, None).of(GROUP) == Wishes(short=True)
    assert WishesOfChats(db, Marks(secret_in(tmp_path / "chats.secret")), None).of(GROUP) == Wishes(short=True)
    assert db.row("SELECT chat FROM wishes")[0].startswith("#")
    assert (tmp_path / "chats.secret").stat().st_mode & 0o777 == 0o600


async def test_two_processes_keep_the_marks_of_one_database(tmp_path):
    """The secret is made once, whoever comes first."""
    made = await asyncio.gather(*(asyncio.to_thread(secret_in, tmp_path / "s") for _ in range(8)))

    assert len(set(made)) == 1


def _queue(db: PrivateDatabase, most: int = 10) -> tuple[DurableQueue, Inbox]:
    inbox = Inbox(db)
    return DurableQueue(inbox, lambda update: f"#{update.effective_user.id}", Quota(most)), inbox


def _message(number: int, **more) -> Update:
    who = User(PERSON, "x", is_bot=False)
    return Update(number, Message(number, datetime.now(UTC), Chat(PERSON, "private"), who, **more))


async def test_what_a_poll_brought_is_queued_only_once_it_is_stored(tmp_path):
    """All of it by one call, repeated deliveries dropped."""
    queue, inbox = _queue(PrivateDatabase(tmp_path / "chats.sqlite"))
    for number in (1, 2, 2):
        await queue.put(_message(number, text=ASK))
    before = queue.qsize(), inbox.waiting()
    queue.keep()
    await queue.put(_message(1, text=ASK))
    queue.keep()
    inbox.close()

    assert before == (0, 0)
    assert (queue.qsize(), inbox.waiting()) == (2, 2)


async def test_what_could_not_be_stored_is_stored_by_the_next_call(tmp_path):
    """A full disk loses nothing: the poll that would confirm it fails, and is tried again."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    queue, inbox = _queue(db)
    await queue.put(_message(1, text=ASK))
    db.run("ALTER TABLE inbox RENAME TO elsewhere")
    with pytest.raises(sqlite3.OperationalError):
        queue.keep()
    queued = queue.qsize()
    db.run("ALTER TABLE elsewhere RENAME TO inbox")
    queue.keep()
    inbox.close()

    assert (queued, queue.qsize()) == (0, 1)


async def test_messages_without_end_of_one_person_are_dropped_before_they_cost_the_others_time(tmp_path):
    """Files are not: an operator sends albums of reports."""
    queue, inbox = _queue(PrivateDatabase(tmp_path / "chats.sqlite"), most=3)
    for number in range(10):
        await queue.put(_message(number, text=ASK))
    for number in range(10, 20):
        await queue.put(_message(number, document=Document("a", "b")))
    queue.keep()
    inbox.close()

    assert queue.qsize() == 3 + 10


async def test_an_update_is_called_handled_only_once_the_inbox_knows_it(tmp_path):
    """A kill after that line of the log must not have it handled once more by the next start."""
    queue, inbox = _queue(PrivateDatabase(tmp_path / "chats.sqlite"))
    update = _message(1, text=ASK)
    await queue.put(update)
    queue.keep()
    waiting = []
    with capture_logs(processors=[lambda *said: waiting.append(inbox.waiting()) or said[2]]) as said:
        await PerAsker(inbox, asker_key).do_process_update(update, asyncio.sleep(0))
    inbox.close()

    assert [line["event"] for line in said] == ["handled"]
    assert waiting == [0]
