"""/settings: a chat's own body, short answers, script.  By words after the command or by buttons; in groups for admins only."""

import asyncio
from dataclasses import replace
from html import escape

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot.chats import Button
from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.asking import Desk, acknowledge, after_command, desk_of, quotes
from bot.frontends.telegram_chat.keyboard import buttons
from bot.frontends.telegram_chat.show import cut
from bot.frontends.telegram_chat.wishes import Wishes, as_text, wishes_of

SET = "set"  # what a button of the settings does
CHOICES = ("简短", "完整", "简体", "繁体", "不设单位")
LONGEST_ALERT = 180  # Telegram's own limit is 200
ONLY_ADMINS = "群里的设置只有群管理员能改。"
NO_BODY = "没有收录“{}”的报告；/reports 列出收录了哪些。"
HOW = "改：/settings 单位 北仑区、/settings 简短、/settings 繁体，或点下面的按钮。"


async def on_settings(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show what is set, or set what the command says."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    desk, wish, hangs = desk_of(context), after_command(message.text or ""), quotes(message)
    if wish and not await may_set(message, message.from_user.id, context.bot):
        await message.reply_html(ONLY_ADMINS, do_quote=hangs)
        return
    text = await asyncio.to_thread(_set, desk, message.chat.id, wish, message.from_user.full_name) if wish else ""
    await message.reply_html(_page(desk, message.chat.id, text), reply_markup=_buttons(desk, message), do_quote=hangs)


async def press_setting(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """A button of the settings; the page is changed to what is set now."""
    message = press.message
    if not isinstance(message, Message):
        return
    if not await may_set(message, press.from_user.id, press.get_bot()):
        await acknowledge(press, ONLY_ADMINS, alert=True)
        return
    text = await asyncio.to_thread(_set, desk, message.chat.id, button.ask, press.from_user.full_name)
    await acknowledge(press, cut(text, LONGEST_ALERT))
    page = _page(desk, message.chat.id, text)
    if page != message.text_html:
        await press.edit_message_text(page, reply_markup=message.reply_markup, parse_mode="HTML")


def _set(desk: Desk, chat: int, wish: str, changer: str) -> str:
    """Set one thing; the sentence that says so, or why not."""
    old = wishes_of(desk.chats.settings(chat))
    new = _changed(old, wish, desk)
    if isinstance(new, str):
        return new
    desk.chats.keep_settings(chat, as_text(new))
    return f"设置已改（{changer}）。" if chat < 0 else "设置已改。"


def _changed(old: Wishes, wish: str, desk: Desk) -> Wishes | str:
    if wish in ("简短", "完整"):
        return replace(old, short=wish == "简短")
    if wish in ("繁体", "繁體", "简体", "簡體"):
        return replace(old, traditional=wish[0] == "繁")
    if wish in ("不设单位", "清空"):
        return replace(old, home="")
    name = wish.removeprefix("单位").strip()
    home = desk.asker.body_named(name)
    return replace(old, home=home) if home else NO_BODY.format(name)


def _page(desk: Desk, chat: int, said: str) -> str:
    wishes, catalogue = wishes_of(desk.chats.settings(chat)), desk.asker.catalogue()
    home = catalogue.name(wishes.home) if wishes.home in catalogue.by_agency else "没有设（没说单位时会反问）"
    lines = [
        "<b>设置</b>", f"没说单位时：{home}", f"回答：{'简短' if wishes.short else '完整'}",
        f"字体：{'繁体' if wishes.traditional else '简体'}", HOW,
    ]  # fmt: skip
    return "\n".join(([escape(said, quote=False)] if said else []) + lines)


def _buttons(desk: Desk, message: Message) -> InlineKeyboardMarkup:
    row = buttons(desk.chats, f"{message.chat.id}", [(choice, SET, choice) for choice in CHOICES])
    return InlineKeyboardMarkup([row[:2], row[2:4], row[4:]])
