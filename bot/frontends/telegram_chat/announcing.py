"""For those who run the bot: /announce tells the chats that keep settings or a watch here, unless they wish to hear nothing;
/maintenance answers every question with one sentence for a while."""

import asyncio
import logging
from contextlib import suppress

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import after_command
from bot.frontends.telegram_chat.desk import Desk, desk_of, forget_chat
from bot.frontends.telegram_chat.keyboard import buttons
from bot.frontends.telegram_chat.limits import rest, told_to_wait
from bot.frontends.telegram_chat.operators import asked_by_operator, asked_in_private, by
from bot.frontends.telegram_chat.sending import acknowledge, tell
from bot.frontends.telegram_chat.show import cut
from bot.kept.audit import OF_THE_BOT
from bot.kept.chats import Button
from bot.kept.seal import NO_KEY

ANNOUNCE = "announce"  # what the button that sends it does
HOW = "用法：/announce 要告诉大家的话。先给您看一遍，按了按钮才发。"
NOBODY = "还没有可以告诉的聊天（只发给存了设置或订阅的聊天，不收通告的不发）。"
PREVIEW = "要发给 {} 个聊天：\n\n{}"
END = "\n\n不想再收：/settings 不收通告"
LONGEST = 3000
SENDING = "正在发……"
SENT = "发出 {} 个，没发成 {} 个。"
MOST_TRIES = 10  # of one chat
ON, OFF = ("on", "开"), ("off", "关")
NOT_ON = "没有在维护，照常回答；/maintenance on 开始维护。"
ON_NOW, OFF_NOW = "维护开始：提问都回一句“正在维护”；/maintenance off 结束。", "维护结束，照常回答。"
log = logging.getLogger(__name__)


async def on_announce(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/announce TEXT: shown first, sent by a button."""
    desk = desk_of(context)
    if (message := await asked_in_private(update, desk)) is None:
        return
    text = cut(after_command(message.text or ""), LONGEST)
    chats = await asyncio.to_thread(_chats, desk)
    if not text or not desk.audit.is_kept:
        await tell(message, HOW if desk.audit.is_kept else NO_KEY)
    elif not chats:
        await tell(message, NOBODY)
    else:
        row = buttons(desk.chats, f"{message.chat.id}", [(f"发给 {len(chats)} 个聊天", ANNOUNCE, text)])
        await tell(message, PREVIEW.format(len(chats), text + END), markup=InlineKeyboardMarkup([row]))


def _chats(desk: Desk) -> list[int]:
    """Whom to tell: chats with settings or watches, without those that wish to hear nothing."""
    kept = desk.wishes.all()
    silent = {chat for chat, wishes in kept.items() if wishes.silent}
    watching = desk.watches.chats() if desk.watches is not None else set()
    return sorted({*kept, *watching} - silent)


async def press_announce(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """Send it to all, one after the other; the message with the button becomes what came of it."""
    await acknowledge(press)
    if press.from_user.id not in desk.operators or not isinstance(press.message, Message):
        return
    with suppress(BadRequest):  # it says so already: pressed twice, or taken up after a restart
        await press.edit_message_text(SENDING)
    sent = lost = 0
    for chat in await asyncio.to_thread(_chats, desk):
        if not await asyncio.to_thread(desk.chats.claim, press.data or "", chat):
            continue
        told = await _announced(press.get_bot(), chat, button.ask + END, desk)
        sent, lost = sent + told, lost + (not told)
    if not sent + lost:
        return
    desk.audit.note(OF_THE_BOT, press.from_user.id, f"通告，{SENT.format(sent, lost)}")
    await tell(press.message, SENT.format(sent, lost))


async def _announced(bot: Bot, chat: int, text: str, desk: Desk) -> bool:
    """Whether a chat was told.  Asked to wait, or while Telegram cannot be reached, it waits: the others wait with it."""
    for _ in range(MOST_TRIES):
        try:
            await bot.send_message(chat, text, parse_mode=None, disable_notification=chat < 0)
        except Forbidden:
            log.info("a chat that was to be told is gone")
            await asyncio.to_thread(forget_chat, desk, chat)
            return False
        except TelegramError as error:
            if (wait := told_to_wait(error)) is None:
                log.warning("not announced to a chat: %s", error)
                return False
            log.info("announced later: told to wait %.0f s", wait)
            await rest(wait + 1)
        else:
            return True
    log.warning("not announced to a chat: waited too often")
    return False


async def on_maintenance(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/maintenance on, /maintenance off; alone it says which."""
    desk = desk_of(context)
    if (message := asked_by_operator(update, desk)) is None:
        return
    wish, was_on = after_command(message.text or "").lower(), desk.chats.in_maintenance()
    if wish in ON + OFF:
        desk.chats.set_maintenance(on=wish in ON)
        desk.audit.note(OF_THE_BOT, by(message), f"维护{'开' if wish in ON else '关'}")
    told = ON_NOW if desk.chats.in_maintenance() else OFF_NOW if was_on else NOT_ON
    await tell(message, told)
