"""The settings of a group from the private chat of one of its admins, who chooses it from Telegram's own list of their groups."""

import asyncio

import structlog
from telegram import (
    Bot,
    CallbackQuery,
    ChatAdministratorRights,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.admins import is_admin
from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.preferences import LONGEST_ALERT, ONLY_ADMINS, choices_of, page_of, set_one, turn_into
from bot.frontends.telegram_chat.sending import acknowledge
from bot.frontends.telegram_chat.show import cut
from bot.frontends.telegram_chat.threads import answer_key
from bot.kept.chats import SET_OF, Button
from bot.kept.seal import NO_KEY

CHOOSE = "点下面的“选群”，选一个您管理、我也在里面的群。"
CHOSEN = "下面是这个群的设置；改了不会在群里出声。"
BY_REPLY = "改：回复这条消息写“单位 北仑区”（几个用、分开）或“年份 2024”，或点下面的按钮。"
SOME_GROUP = "这个群"
NEWER = {"can_send_welcome_messages": False}  # a right that python-telegram-bot does not know yet
MANAGES = ChatAdministratorRights.de_json(
    ChatAdministratorRights.no_rights().to_dict() | NEWER | {"can_manage_chat": True}
)
PICK = KeyboardButtonRequestChat(1, chat_is_channel=False, bot_is_member=True, user_administrator_rights=MANAGES)
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def press_groups(press: CallbackQuery, _: Button, desk: Desk) -> None:
    """Offer Telegram's list of groups."""
    await acknowledge(press)
    if isinstance(press.message, Message):
        pick = ReplyKeyboardMarkup(
            [[KeyboardButton("选群", request_chat=PICK)]], resize_keyboard=True, one_time_keyboard=True
        )
        known = desk.audit.is_kept  # the number of the group is kept sealed
        await press.message.reply_text(CHOOSE if known else NO_KEY, reply_markup=pick if known else None)


async def on_chosen(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The group that was chosen, where the chooser is one of its admins."""
    message, desk = update.effective_message, desk_of(context)
    if message is None or message.chat_shared is None or message.from_user is None or not desk.audit.is_kept:
        return
    chat, admin = message.chat_shared.chat_id, message.from_user.id
    allowed = await is_admin(chat, admin, context.bot)
    await message.reply_text(CHOSEN if allowed else ONLY_ADMINS, reply_markup=ReplyKeyboardRemove())
    if allowed:
        await _show(message, chat, desk)


async def press_setting_of(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """A button under the settings of a group; the page is changed to what is set now."""
    number, wish = button.ask.split(" ", 1)
    chat, who = int(number), press.from_user
    if not await is_admin(chat, who.id, press.get_bot()):
        await acknowledge(press, ONLY_ADMINS, alert=True)
        return
    said = await asyncio.to_thread(set_one, desk, chat, wish, who, who.full_name)
    await acknowledge(press, cut(said, LONGEST_ALERT))
    await turn_into(press, page_of(desk, chat, said, await _title(chat, press.get_bot()), BY_REPLY))


async def set_for_group(message: Message, page: Button, desk: Desk) -> None:
    """单位 北仑区, said as a reply to the page."""
    assert message.from_user is not None
    chat, who = int(page.ask), message.from_user
    if not await is_admin(chat, who.id, message.get_bot()):
        await message.reply_text(ONLY_ADMINS)
        return
    await _show(
        message, chat, desk, await asyncio.to_thread(set_one, desk, chat, message.text or "", who, who.full_name)
    )


async def _show(message: Message, chat: int, desk: Desk, said: str = "") -> None:
    """The page; a reply to it sets what it says."""
    key = f"{message.chat.id}"
    page = page_of(desk, chat, said, await _title(chat, message.get_bot()), BY_REPLY)
    rows = InlineKeyboardMarkup(choices_of(desk, key, chat, SET_OF, f"{chat} "))
    shown = await message.reply_html(page, reply_markup=rows)
    await asyncio.to_thread(desk.chats.keep_reply, answer_key(shown), key, SET_OF, f"{chat}")


async def _title(chat: int, bot: Bot) -> str:
    """What a group is called; asked each time, since no names are kept."""
    try:
        return (await bot.get_chat(chat)).title or SOME_GROUP
    except TelegramError as error:
        log.info("title not known: %s", error)
        return SOME_GROUP
