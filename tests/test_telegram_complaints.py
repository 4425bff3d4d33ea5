"""An answer called wrong, and what became of it; the bot taken out of a group; a group set from private; a whole report as a file:
against the real process."""

import asyncio
import sqlite3
import time
from contextlib import closing

from conftest import outcomes
from standard_form import as_html
from test_telegram_operators import ASK, KEY, OPERATOR, PERSON, running, text_of
from world import FORM, world

from bot.frontends.telegram_chat.complaining import REASONS, WHY
from bot.kept.complaints import Complaints
from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Marks, Seal
from bot.kept.wishes import LEFT_SECONDS, Wishes, WishesOfChats

GROUP, ADMIN, MEMBER = -1001234, 2, 8


async def called_wrong(api, chat: int) -> tuple[dict, dict]:
    """The answer that somebody called wrong, and the question why."""
    before = len(api.calls)
    await api.say(chat, f"/cha {ASK}", user=PERSON)
    (answer,) = await api.wait("sendMessage", since=before)
    await api.press(answer["result"], user=PERSON, label="有误")
    _, why = await api.wait("sendMessage", 2, since=before)
    return answer["result"], why["result"]


async def test_who_calls_an_answer_wrong_says_why_and_hears_what_was_found(api, sample_db, tmp_path):
    """By a button and in own words; the operator reads both; what they found is told once, as a reply to the answer."""
    async with running(api, sample_db, tmp_path):
        answer, why = await called_wrong(api, PERSON)
        await api.press(why, user=PERSON, label=REASONS[0])
        (noted,) = await api.wait("editMessageText")
        await api.say(PERSON, "我看到的是 590", user=PERSON, reply_to_message=why)
        said = (await api.wait("sendMessage", 3))[-1]
        await api.say(OPERATOR, "/complaints", user=OPERATOR)
        page = (await api.wait("sendMessage", 4))[-1]
        await api.press(page["result"], user=MEMBER, label="1 改好了")
        await api.press(page["result"], user=OPERATOR, label="1 改好了")
        told = (await api.wait("sendMessage", 5))[-1]
        await api.press(page["result"], user=OPERATOR, label="1 没有错")
        alerts = await api.wait("answerCallbackQuery", 5)
        await api.say(OPERATOR, "/complaints", user=OPERATOR)
        left = (await api.wait("sendMessage", 6))[-1]

    assert text_of({"result": why}) == WHY
    assert text_of(noted) == f"记下了：{REASONS[0]}。"
    assert text_of(said) == "记下了。"
    assert f"为什么：{REASONS[0]}；我看到的是 590" in text_of(page)
    assert str(told["params"]["chat_id"]) == str(PERSON)
    assert told["params"]["reply_parameters"]["message_id"] == answer["message_id"]
    assert "改好了" in text_of(told)
    assert ASK in text_of(told)
    assert "核查过了" in alerts[-1]["params"]["text"]
    assert text_of(left) == "没有。"
    assert api.problems == []


async def test_in_a_group_a_reply_to_the_question_why_is_no_question(api, sample_db, tmp_path):
    """Nor is it one when it is edited; a reply to the answer itself still is."""
    async with running(api, sample_db, tmp_path):
        answer, why = await called_wrong(api, GROUP)
        words = await api.say(GROUP, "2023年的才对", user=MEMBER, reply_to_message=why)
        said = (await api.wait("sendMessage", 3))[-1]
        await api.edit(words, "2022年的才对")
        await api.say(GROUP, "占比呢", user=PERSON, reply_to_message=answer)
        followed = (await api.wait("sendMessage", 4))[-1]

    assert text_of(said) == "记下了。"
    assert "占" in text_of(followed)
    assert len(api.sent("sendMessage")) == 4
    assert api.problems == []


def test_complaints_move_and_are_forgotten_with_their_chat_and_older_ones_stay_readable(tmp_path):
    """No text and no number of a chat can be read without the key."""
    db, seal = PrivateDatabase(tmp_path / "chats.sqlite"), Seal(KEY)
    db.create("complaints", {"mark": str, "at": float, "text": str}, "mark")
    db.run("INSERT INTO complaints (mark, at, text) VALUES ('m', 1, ?)", (seal.close('["问", "答"]'),))
    kept = Complaints(db, seal, 30)
    mark = kept.add(-77, 12, ASK, "585件")
    kept.move(-77, GROUP)
    moved = kept.one(mark)
    readable = "".join(map(str, db.rows("SELECT * FROM complaints")))
    again = kept.add(-77, 12, ASK, "585件")
    kept.forget(GROUP)

    assert (moved.chat, moved.message) == (GROUP, 12)
    assert again is None
    assert [(one.question, one.shown, one.chat) for one in kept.all()] == [("问", "答", 0)]
    assert "585" not in readable
    assert str(GROUP) not in readable
    db.close()


async def test_an_admin_takes_the_bot_out_of_a_group(api, sample_db, tmp_path):
    """A member cannot; in private it is said what to do instead."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path):
        await api.say(GROUP, "/leave", user=MEMBER)
        await api.say(PERSON, "/leave", user=PERSON)
        await api.wait("sendMessage", 2)
        stayed = not api.sent("leaveChat")
        await api.say(GROUP, "/leave", user=ADMIN)
        (left,) = await api.wait("leaveChat")
    said = {text_of(call)[:6] for call in api.sent("sendMessage")}

    assert stayed
    assert int(left["params"]["chat_id"]) == GROUP
    assert said == {"让我退群要由", "这是私聊：不", "好，我退出本"}
    assert api.problems == []


def test_what_was_set_for_a_chat_is_erased_a_month_after_the_bot_left_unless_it_came_back(tmp_path):
    """Settings of chats where the bot still is are kept for as long as it is there."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    wishes = WishesOfChats(db, Marks(b"secret"), None)
    for chat in (1, 2, 3):
        wishes.keep(chat, Wishes(short=True))
    for chat in (2, 3):
        wishes.leave(chat)
    db.run("UPDATE wishes SET at = at - ?, left = max(0, left - ?)", (2 * LEFT_SECONDS, 2 * LEFT_SECONDS))
    wishes.come_back(3)
    wishes.throw_out_old()

    assert [wishes.of(chat).short for chat in (1, 2, 3)] == [True, False, True]
    db.close()


def noted_what_a_reply_does(chats) -> None:
    """Wait until the bot has noted it: a kill before that leaves a page whose buttons work alone."""
    with closing(sqlite3.connect(chats)) as db:
        end = time.monotonic() + 30
        while not db.execute("SELECT count(*) FROM buttons WHERE id LIKE '% at %'").fetchone()[0]:
            assert time.monotonic() < end
            time.sleep(0.02)


async def chosen(api, person: int) -> list[dict]:
    """What a person hears who chooses the group from Telegram's list."""
    before = len(api.calls)
    shared = api.message(person, person, "") | {"chat_shared": {"request_id": 1, "chat_id": GROUP}}
    del shared["text"]
    await api.push(message=shared)
    return await api.wait("sendMessage", 2 if person in api.admins else 1, since=before)


async def test_an_admin_sets_a_group_from_private(api, sample_db, tmp_path):
    """Chosen from Telegram's list; by buttons and by a reply; the group hears nothing of it, and its record names who did it."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path):
        await api.say(ADMIN, "/settings", user=ADMIN)
        (own,) = await api.wait("sendMessage")
        await api.press(own["result"], user=ADMIN, label="我管理的群的设置")
        offered = (await api.wait("sendMessage", 2))[-1]
        _, page = await chosen(api, ADMIN)
        await api.press(page["result"], user=ADMIN, label="谁都能点")
        (changed,) = await api.wait("editMessageText")
        await api.say(ADMIN, "单位 北仑区", user=ADMIN, reply_to_message=page["result"])
        named = (await api.wait("sendMessage", 5))[-1]
        await api.say(GROUP, "/cha 2024年新收申请", user=MEMBER)
        answered = (await api.wait("sendMessage", 6))[-1]
        await api.say(GROUP, "/audit", user=ADMIN)
        (record,) = await api.wait("sendDocument")

    keyboard = offered["params"]["reply_markup"]["keyboard"]
    assert keyboard[0][0]["request_chat"]["bot_is_member"] is True
    assert "某群 设置" in text_of(page)
    assert "按钮：谁都能点" in text_of(changed)
    assert "没说单位时：北仑区人民政府" in text_of(named)
    assert text_of(answered).startswith("585件")
    assert f"{ADMIN}" in record["params"]["document"].data.decode()
    assert {int(c["params"]["chat_id"]) for c in api.sent("sendMessage")[:5]} == {ADMIN}
    assert api.problems == []


async def test_who_is_no_admin_of_a_group_any_more_sets_nothing_from_private(api, sample_db, tmp_path):
    """Asked of Telegram with each press and each reply; who it knew as an admin a few minutes ago is asked for anew by a new process."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path):
        (refused,) = await chosen(api, PERSON)
        _, page = await chosen(api, ADMIN)
        await asyncio.to_thread(noted_what_a_reply_does, tmp_path / "chats.sqlite")
    api.admins = []
    async with running(api, sample_db, tmp_path):
        before = len(api.calls)
        await api.press(page["result"], user=ADMIN, label="谁都能点")
        (alert,) = await api.wait("answerCallbackQuery", since=before)
        await api.say(ADMIN, "简短", user=ADMIN, reply_to_message=page["result"])
        (said,) = await api.wait("sendMessage", since=before)
    with closing(sqlite3.connect(tmp_path / "chats.sqlite")) as db:
        kept = db.execute("SELECT count(*) FROM wishes").fetchone()[0]

    assert "管理员" in text_of(refused)
    assert "管理员" in alert["params"]["text"]
    assert "管理员" in text_of(said)
    assert kept == 0
    assert api.problems == []


async def test_a_whole_report_comes_as_a_workbook_with_every_applicant(api, sample_db, tmp_path):
    """From under a whole table, which itself lists the totals only."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "北仑区2024年表三", user=PERSON)
        (table,) = await api.wait("sendMessage")
        await api.press(table["result"], user=PERSON, label="整份报告")
        book, text = await api.wait("sendDocument", 2)
    rows = text["params"]["document"].data.decode("utf-8-sig").splitlines()

    assert book["params"]["document"].filename.endswith(".xlsx")
    assert "处要留意" in book["params"]["caption"]
    assert len([row for row in rows if "商业企业" in row]) > 20
    assert len(rows) > 150
    assert api.problems == []


async def test_an_edited_question_whose_answer_was_taken_away_is_answered_anew(api, sample_db, tmp_path):
    """Else nothing would be heard of it."""
    async with running(api, sample_db, tmp_path):
        asked = await api.say(PERSON, ASK, user=PERSON)
        (answer,) = await api.wait("sendMessage")
        api.messages.pop((PERSON, answer["result"]["message_id"]))
        await api.edit(asked, "北仑区2023年收到多少件政府信息公开申请")
        again = (await api.wait("sendMessage", 2))[-1]

    assert text_of(again).startswith("没有收录")


async def test_what_is_set_by_a_reply_to_the_page_of_settings_is_no_question(api, sample_db, tmp_path):
    """In a group by its admins; a name with 和 in it is one name, and a year may be spelled."""
    api.admins = [ADMIN]
    async with running(api, sample_db, tmp_path):
        await api.say(GROUP, "/settings", user=ADMIN)
        (page,) = await api.wait("sendMessage")
        await api.say(GROUP, "单位 北仑区", user=ADMIN, reply_to_message=page["result"])
        await api.say(GROUP, "简短", user=MEMBER, reply_to_message=page["result"])
        _, done, refused = await api.wait("sendMessage", 3)
        await api.say(GROUP, "/settings 单位 和平区", user=ADMIN)
        await api.say(GROUP, "/settings 年份 二〇二四", user=ADMIN)
        *_, absent, spelled = await api.wait("sendMessage", 5)

    said = [text_of(call) for call in (done, refused)]
    assert any("没说单位时：北仑区人民政府" in text for text in said)
    assert any("管理员" in text for text in said)
    assert any("没有收录“和平区”" in text_of(call) for call in (absent, spelled))
    assert any("没说年份时：2024" in text_of(call) for call in (absent, spelled))


async def test_a_friend_who_is_named_beside_a_question_is_no_word_of_it(api, sample_db, tmp_path):
    """@somebody is who is to see the answer."""
    async with running(api, sample_db, tmp_path):
        await api.say(GROUP, f"/cha {ASK} @zhangsan", user=MEMBER)
        (answer,) = await api.wait("sendMessage")

    assert text_of(answer).startswith("585件")


async def test_an_older_question_that_is_edited_does_not_move_the_talk(api, sample_db, tmp_path):
    """What follows goes on from the last question, not from the one that was changed."""
    async with running(api, sample_db, tmp_path):
        first = await api.say(PERSON, ASK, user=PERSON)
        await api.wait("sendMessage")
        await api.say(PERSON, "自然人呢", user=PERSON)
        await api.wait("sendMessage", 2)
        await api.edit(first, "海曙区2024年行政复议")
        await api.wait("editMessageText")
        await api.say(PERSON, "占比呢", user=PERSON)
        share = (await api.wait("sendMessage", 3))[-1]

    assert "自然人" in text_of(share)
    assert "北仑区" in text_of(share)


async def test_who_loads_a_report_is_told_what_does_not_add_up_and_undo_says_what_stands_now(api, sample_db, tmp_path):
    """The first findings in words, not their number alone."""
    source = next(s for s in world() if s.agency == "北仑区人民政府" and s.year == 2023)
    wrong = as_html(source, FORM.layouts["2021"]).replace(">513<", ">999<").encode()
    async with running(api, sample_db, tmp_path):
        await api.upload(OPERATOR, "北仑区人民政府2023.html", wrong)
        (loaded,) = await outcomes(api, 1)
        await api.say(OPERATOR, "/undo")
        undone = (await api.wait("sendMessage", 2))[-1]

    assert "要留意：\n· " in text_of(loaded)
    assert text_of(undone) == "已撤回：北仑区人民政府 2023年度，现在没有收录这份报告了"


async def test_in_traditional_script_buttons_and_pictures_are_too(api, sample_db, tmp_path):
    """What is set for the chat holds for all of an answer."""
    async with running(api, sample_db, tmp_path):
        await api.say(PERSON, "/settings 繁体", user=PERSON)
        await api.wait("sendMessage")
        await api.say(PERSON, "北仑区2024年复议各种结果", user=PERSON)
        answer = (await api.wait("sendMessage", 2))[-1]
        labels = {b["text"] for row in answer["result"]["reply_markup"]["inline_keyboard"] for b in row}
        await api.press(answer["result"], user=PERSON, label="畫圖")
        (picture,) = await api.wait("sendPhoto")

    assert {"畫圖", "導出"} <= labels
    assert "行政複議" in picture["params"]["caption"]
    assert api.problems == []
