"""/settings: a chat's own body, short answers, script.  By words after the command or by buttons; in groups for admins only."""

import asyncio
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chats import Button
from bot.frontends.telegram_chat.admins import may_set
from bot.frontends.telegram_chat.asking import Desk, after_command, desk_of
from bot.frontends.telegram_chat.wishes import Wishes, as_text, wishes_of

SET = "set"  # what a button of the settings does
CHOICES = ("简短", "完整", "简体", "繁体", "不设单位")
ONLY_ADMINS = "群里的设置只有群管理员能改。"
NO_BODY = "没有收录“{}”的报告；/reports 列出收录了哪些。"
HOW = "改：/settings 单位 北仑区、/settings 简短、/settings 繁体，或点下面的按钮。"


async def on_settings(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show what is set, or set what the command says."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    desk, wish, quotes = desk_of(context), after_command(message.text or ""), message.chat.type != ChatType.PRIVATE
    if wish and not await may_set(message, message.from_user.id, context.bot):
        await message.reply_html(ONLY_ADMINS, do_quote=quotes)
        return
    text = await asyncio.to_thread(_set, desk, message.chat.id, wish, message.from_user.id) if wish else ""
    await message.reply_html(_page(desk, message.chat.id, text), reply_markup=_buttons(desk, message), do_quote=quotes)


async def press_setting(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """A button of the settings; the page is changed to what is set now."""
    message = press.message
    if not isinstance(message, Message):
        return
    if not await may_set(message, press.from_user.id, press.get_bot()):
        await press.answer(ONLY_ADMINS, show_alert=True)
        return
    text = await asyncio.to_thread(_set, desk, message.chat.id, button.ask, press.from_user.id)
    await press.answer(text[:180])
    page = _page(desk, message.chat.id, text)
    if page != message.text_html:
        await press.edit_message_text(page, reply_markup=message.reply_markup, parse_mode="HTML")


def _set(desk: Desk, chat: int, wish: str, changer: int) -> str:
    """Set one thing; the sentence that says so, or why not."""
    old = wishes_of(desk.chats.settings(chat))
    new = _changed(old, wish, desk)
    if isinstance(new, str):
        return new
    desk.chats.keep_settings(chat, as_text(replace(new, changer=changer)))
    return "设置已改。"


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
    return "\n".join(([said] if said else []) + lines)


def _buttons(desk: Desk, message: Message) -> InlineKeyboardMarkup:
    ids = desk.chats.keep_buttons(f"{message.chat.id}", [(SET, choice) for choice in CHOICES])
    row = [InlineKeyboardButton(label, callback_data=i) for label, i in zip(CHOICES, ids, strict=True)]
    return InlineKeyboardMarkup([row[:2], row[2:4], row[4:]])
