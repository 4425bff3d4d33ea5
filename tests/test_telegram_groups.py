"""What a group sets for itself, and who may do what in it: the real bot process against a Bot API on loopback."""

import asyncio
import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BotProcess
from telegram import Bot, Message
from telegram.request import HTTPXRequest

from bot.frontends.telegram_chat import sending
from bot.frontends.telegram_chat.asking import answer_question
from bot.frontends.telegram_chat.desk import Desk
from bot.frontends.telegram_chat.show import REST_IN_FILE, as_html
from bot.kept.audit import Audit
from bot.kept.chats import Chats
from bot.kept.complaints import Complaints
from bot.kept.inbox import Inbox
from bot.kept.journal import Journal
from bot.kept.private_database import PrivateDatabase
from bot.kept.seal import Marks, new_key
from bot.kept.wishes import Wishes, WishesOfChats
from bot.replies.reply import Reply

ASK = "北仑区2024年新收申请"
GROUP = -1001234
OWNER, ADMIN, FORMER, MEMBER, OPERATOR = 1, 2, 3, 7, 42
ANONYMOUS, CHANNEL_BOT = 1087968824, 136817688  # Telegram's own stand-ins for those who write as a group or a channel
NUMBERS = {
    "owner": OWNER, "admin": ADMIN, "anonymous": ANONYMOUS, "former": FORMER, "member": MEMBER, "operator": OPERATOR,
    "channel": CHANNEL_BOT,
}  # fmt: skip
SENT_AS = {
    "anonymous": {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "某群"}},
    "channel": {"sender_chat": {"id": -1009, "type": "channel", "title": "某频道"}},
}
ROLES = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
FORGED = int(os.environ.get("WENSHU_FORGED", "300"))


def text_of(call: dict) -> str:
    return call["result"]["text"]


def expected(case: dict, role: str) -> str:
    return case.get(role, case["everybody"])


async def heard(api, before: int) -> str:
    """What the bot said after the call of that number: a message, or the alert of a press."""
    said = [text_of(c) for c in api.sent("sendMessage", before)]
    return "\n".join(said + [c["params"].get("text", "") for c in api.sent("answerCallbackQuery", before)])


@pytest.fixture
async def staffed(api, sample_db, tmp_path):
    """A bot with an operator and a key, in a group of two admins."""
    api.admins = [OWNER, ADMIN]
    process = await BotProcess(
        api, sample_db, tmp_path, WENSHU_ADMINS=str(OPERATOR), WENSHU_KEY=new_key(), WENSHU_PER_GROUP="200"
    ).start()
    yield process
    await process.kill()


@pytest.mark.parametrize("role", ROLES["roles"])
async def test_each_role_hears_what_it_may(api, staffed, role):
    """Every command of the bot, and a button of an answer and of the settings."""
    user, more = NUMBERS[role], SENT_AS.get(role, {})
    for case in ROLES["case"]:
        before = len(api.calls)
        if "press" in case and role in SENT_AS:
            continue  # who writes as a group or a channel presses as themselves
        if "press" in case:
            await api.say(GROUP, "/settings" if case["press"] == "完整" else f"/cha {ASK}", user=ADMIN)
            (shown,) = await api.wait("sendMessage", since=before)
            before = len(api.calls)
            await api.press(shown["result"], user=user, label=case["press"])
            await api.wait("answerCallbackQuery", since=before)
        else:
            await api.say(GROUP, case["say"], user=user, **more)
            if expected(case, role):
                await api.wait("sendMessage", since=before)
            else:
                await asyncio.sleep(0.15)
        said = await heard(api, before)

        assert expected(case, role) in said if expected(case, role) else not said, (role, case, said)
    assert api.problems == []


async def test_a_groups_own_year_is_meant_where_none_is_said(api, bot):
    """Only a year that is loaded can be set; the reading says that the setting was used."""
    api.admins = [ADMIN]
    for text in ("/settings 年份 2031", "/settings 年份 2019"):
        await api.say(GROUP, text, user=ADMIN)
    await api.wait("sendMessage", 2)
    for text in ("/cha 上海市政府办公厅新收申请", f"/cha {ASK}"):
        await api.say(GROUP, text, user=MEMBER)
    refused, done, *answers = map(text_of, await api.wait("sendMessage", 4))

    assert "没有收录 2031 年度" in refused
    assert "没说年份时：2019" in done
    assert any("2019年度" in text and "没说年份，按设置" in text for text in answers)
    assert any(text.startswith("585件") and "按设置" not in text for text in answers)


async def test_in_a_group_that_wishes_so_anybody_may_press(api, bot):
    """Set by an admin; then a member's press turns the answer of another's question."""
    api.admins = [ADMIN]
    await api.say(GROUP, "/settings 谁都能点", user=ADMIN)
    await api.wait("sendMessage")
    await api.say(GROUP, f"/cha {ASK}", user=ADMIN)
    calls = await api.wait("sendMessage", 2)
    await api.press(calls[1]["result"], user=MEMBER, label="整张表")
    (turned,) = await api.wait("editMessageText")

    assert "表三" in text_of(turned)
    assert api.problems == []


async def test_a_command_only_its_sender_sees_is_answered_to_them_alone(api, bot):
    """Such a message has the number 0, and a number of its own beside it."""
    apart = api.message(GROUP, MEMBER, "/help") | {"message_id": 0, "ephemeral_message_id": 5}
    await api.push(message=apart)
    (told,) = await api.wait("sendMessage")
    menus = [c["params"] for c in api.sent("setMyCommands")]
    apart = {menu["scope"]["type"] for menu in menus for command in menu["commands"] if command.get("is_ephemeral")}

    assert told["params"]["ephemeral_message_parameters"] == {"receiver_user_id": MEMBER}
    assert told["params"]["reply_parameters"] == {"ephemeral_message_id": 5}
    assert apart == {"all_group_chats", "all_chat_administrators"}
    assert api.problems == []


async def test_forged_presses_are_told_so_and_do_nothing(api, bot):
    """Any data that no button of ours has; `make forged` sends ten thousand."""
    await api.say(GROUP, f"/cha {ASK}", user=MEMBER)
    (shown,) = await api.wait("sendMessage")
    before = len(api.calls)
    for number in range(FORGED):
        await api.press(shown["result"], user=number % 50 + 1, data=f"forged {number} ' OR 1=1 --")
    told = await api.wait("answerCallbackQuery", FORGED, seconds=30 + FORGED / 20, since=before)
    others = {c["method"] for c in api.calls[before:]} - {"answercallbackquery", "getupdates"}

    assert all("过期" in call["params"]["text"] for call in told)
    assert others == set()
    assert api.problems == []


async def test_notices_go_away_by_themselves_where_a_group_wishes_so(api, monkeypatch):
    """And stay where it does not."""
    monkeypatch.setattr(sending, "NOTICE_SECONDS", 0.05)
    plain = HTTPXRequest(httpx_kwargs={"trust_env": False})
    async with Bot(api.token, base_url=f"{api.url}/bot", request=plain, get_updates_request=plain) as bot:
        asked = Message.de_json(api.message(GROUP, MEMBER, "/cha"), bot)
        await sending.notice(asked, "请在命令后面写上问题", Wishes())
        await sending.notice(asked, "请在命令后面写上问题", Wishes(tidy=True))
        (gone,) = await api.wait("deleteMessage")
        kept, tidied = (c["result"]["message_id"] for c in api.sent("sendMessage"))

    assert int(gone["params"]["message_id"]) == tidied != kept
    assert api.problems == []


class Wordy:
    """An asker whose answers are too long for a message."""

    def __init__(self, asker):
        self.asker, self.knowledge = asker, asker.knowledge

    def ask(self, *words, **more):
        lines = tuple(f"{number}. 某区人民政府：{number}件" for number in range(1, 500))
        return replace(self.asker.ask(*words, **more), reply=Reply(lines))


def test_a_long_answer_in_traditional_script_comes_with_its_file_all_the_same(asker, tmp_path):
    """The whole text, in the script of the chat."""
    db = PrivateDatabase(tmp_path / "chats.sqlite")
    marks = Marks(b"secret")
    wishes = WishesOfChats(db, marks, None)
    desk = Desk(
        Wordy(asker),
        db,
        Chats(db, marks),
        Inbox(db),
        Journal(db, None, 30),
        Audit(db, None),
        wishes,
        Complaints(db, None, 30),
    )
    wishes.keep(7, Wishes(traditional=True))
    shown = answer_question(desk, "7", ASK, 7, "")
    desk.inbox.close()
    db.close()

    assert "區人民政府：499件" in shown.whole
    assert "區人民政府：499件" not in shown.html


def test_an_answer_too_long_for_a_message_keeps_whole_lines_and_says_where_the_rest_is():
    """No figure and no tag is cut."""
    lines = tuple(f"{number}. 某区人民政府：{number}件" for number in range(1, 500))
    html = as_html(Reply(lines, reading="读作"))

    assert len(html.encode("utf-16-le")) // 2 <= 4096
    assert html.endswith(REST_IN_FILE)
    assert all(line.startswith("<b>") and line.endswith("</b>") for line in html.splitlines()[:-1])
