"""A button pressed: answered at once; a question turns the message into its answer, a picture or a file comes as a new message."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import AS_A_CHANNEL, AS_THE_GROUP
from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.announcing import ANNOUNCE, press_announce
from bot.frontends.telegram_chat.asking import Shown, answer_question, send_whole
from bot.frontends.telegram_chat.complaining import LOOKED_AT, REASON, press_complain, press_looked_at, press_reason
from bot.frontends.telegram_chat.desk import TOO_OFTEN, Desk, desk_of, refusal, too_often
from bot.frontends.telegram_chat.files_of_answers import send_files
from bot.frontends.telegram_chat.keyboard import DELETE
from bot.frontends.telegram_chat.order import PLACE
from bot.frontends.telegram_chat.pages import PAGE, turn_page
from bot.frontends.telegram_chat.preferences import GROUPS, SET, press_setting
from bot.frontends.telegram_chat.preferences_of_group import press_groups, press_setting_of
from bot.frontends.telegram_chat.sending import acknowledge
from bot.frontends.telegram_chat.threads import answer_key, topic_of
from bot.kept.chats import CHART, COMPLAIN, REPORT, SET_OF, SHEET, Button

FOREIGN_PRESS = "这是别人问的，只有提问的人可以点；您可以自己问一遍。"
GONE = "这个按钮已经过期，请再问一遍。"
NOT_TO_DELETE = "只有提问的人和群管理员可以删。"
NOT_DELETED = "删不掉了（超过两天的消息 Telegram 不许删），请管理员手动删。"
log = logging.getLogger(__name__)


async def on_press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Whose button, what it does."""
    press = update.callback_query
    if press is None:
        return
    desk = desk_of(context)
    button = await asyncio.to_thread(desk.chats.button, press.data or "")
    told = await _refused(press, button, desk)
    if button is not None and told is None and (act := ANSWERING.get(button.act)) is not None:
        await act(press, button, desk)
        return
    await acknowledge(press, told, alert=told is not None)
    if button is not None and told is None:
        await _in_turn(press, button, desk)


async def _refused(press: CallbackQuery, button: Button | None, desk: Desk) -> str | None:
    """Why a press does nothing; None where it does what it says."""
    if button is None:
        return GONE
    chat = press.message.chat.id if press.message is not None else 0
    if button.act in ANSWERING:
        why = too_often(desk.pages, press.from_user.id, chat)
        return None if why is None else TOO_OFTEN
    allowed = (
        _is_asker(press, button.key, desk)
        or await asyncio.to_thread(_open_to_all, press, desk)
        or await _asked_as_the_group(press, button.key, desk)
    )
    if not allowed:
        return FOREIGN_PRESS
    why = refusal(desk, press.from_user.id, chat)
    return None if why is None else why or TOO_OFTEN


async def _in_turn(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """The buttons of one message one after the other; one that is being done already is not done twice."""
    at = answer_key(press.message) if isinstance(press.message, Message) else press.id
    if (doing := f"{at} {press.data}") in desk.pressed:
        return
    desk.pressed.add(doing)
    place = PLACE.get()
    if place is not None:
        place.leave()  # who is before may have left theirs, and need one to end
    try:
        async with desk.turns.of(at):
            if place is not None:
                await place.take()
            await ACTS.get(button.act, _turn_into_answer)(press, button, desk)
    finally:
        desk.pressed.discard(doing)


async def _turn_into_answer(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """The message becomes the answer; the presser's own talk goes on from it, nobody else's."""
    message = press.message
    chat = message.chat.id if message is not None else 0
    shown = await asyncio.to_thread(_answer, press, button, desk, chat)
    try:
        await press.edit_message_text(shown.html, reply_markup=shown.markup, parse_mode="HTML")
    except BadRequest as error:
        if "not modified" in str(error).lower():
            return
        log.info("cannot edit, sending anew: %s", error)
        if message is not None:
            topic = topic_of(message) if isinstance(message, Message) else None
            message = await press.get_bot().send_message(
                chat, shown.html, reply_markup=shown.markup, parse_mode="HTML", message_thread_id=topic,
                disable_notification=chat < 0,
            )  # fmt: skip
    with desk.db.at_once(flushed=False):
        if _is_asker(press, button.key, desk):
            desk.chats.keep_talk(button.key, shown.talk)
        if isinstance(message, Message):
            desk.chats.keep_talk(answer_key(message), shown.talk, press.from_user.id)
    if isinstance(message, Message):
        await send_whole(message, shown, press.from_user.id, desk)


def _answer(press: CallbackQuery, button: Button, desk: Desk, chat: int) -> Shown:
    """What follows where the talk stood at the message."""
    before = desk.chats.talk(answer_key(press.message)) if isinstance(press.message, Message) else None
    return answer_question(desk, button.key, button.ask, chat, before or "")


async def _delete(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """An answer in a group is taken away by who asked, or by an admin."""
    message = press.message
    if not isinstance(message, Message):
        return
    own = button.key.rsplit(" ", maxsplit=1)[-1] == desk.chats.mark(press.from_user.id)
    if not own and not await may_set(message, press.from_user.id, press.get_bot(), pressed=True):
        await acknowledge(press, NOT_TO_DELETE, alert=True)
        return
    try:
        await message.delete()
    except BadRequest as error:  # older than two days, or gone already
        log.info("answer not deleted: %s", error)
        await acknowledge(press, None if "not found" in str(error) else NOT_DELETED, alert=True)
        return
    desk.audit.note(message.chat.id, press.from_user.id, "删除一条回答")
    await acknowledge(press)


def _open_to_all(press: CallbackQuery, desk: Desk) -> bool:
    """Whether the group lets whoever is in it press."""
    return press.message is not None and desk.wishes.of(press.message.chat.id).anyone


async def _asked_as_the_group(press: CallbackQuery, key: str, desk: Desk) -> bool:
    """Whether an admin who hides behind the group asked, and one of its admins presses: a press bears the person's own number."""
    as_the_group = key.rsplit(" ", maxsplit=1)[-1] == desk.chats.mark(AS_THE_GROUP)
    if not as_the_group or not isinstance(press.message, Message):
        return False
    return await may_set(press.message, press.from_user.id, press.get_bot(), pressed=True)


def _is_asker(press: CallbackQuery, key: str, desk: Desk) -> bool:
    """A private talk has one person; a group's talk ends in the asker's mark.  Who wrote as a channel cannot be told: anybody may."""
    chat, *rest = key.split(" ")
    message = press.message if isinstance(press.message, Message) else None
    if not rest:
        return message is None or chat == desk.chats.mark(message.chat.id)
    asked = message.reply_to_message if message is not None else None
    by_a_channel = asked is not None and asked.from_user is not None and asked.from_user.id == AS_A_CHANNEL
    return rest[-1] == desk.chats.mark(press.from_user.id) or by_a_channel


Act = Callable[[CallbackQuery, Button, Desk], Awaitable[None]]
# what says itself what came of it
ANSWERING: dict[str, Act] = {
    COMPLAIN: press_complain, REASON: press_reason, LOOKED_AT: press_looked_at, DELETE: _delete, ANNOUNCE: press_announce,
    SET: press_setting, SET_OF: press_setting_of, GROUPS: press_groups,
}  # fmt: skip
ACTS: dict[str, Act] = {CHART: send_files, SHEET: send_files, REPORT: send_files, PAGE: turn_page}
