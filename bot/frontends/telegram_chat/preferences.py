"""/settings: a chat's own body and year, short answers, script, who may press, whether notices stay.

By words after the command or by buttons; in groups for admins only."""

import asyncio
import re
from dataclasses import asdict, replace
from html import escape
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.ext import ContextTypes

from bot.frontends.telegram_chat.addressed import after_command
from bot.frontends.telegram_chat.admins import is_hidden, may_set
from bot.frontends.telegram_chat.desk import Desk, desk_of
from bot.frontends.telegram_chat.keyboard import buttons
from bot.frontends.telegram_chat.sending import acknowledge, notice, quotes
from bot.frontends.telegram_chat.show import cut
from bot.frontends.telegram_chat.threads import answer_key
from bot.kept.chats import Button
from bot.kept.wishes import Wishes
from bot.question.years import DIGITS

SET, GROUPS = "set", "groups"  # what a button of the settings does
SAID: dict[str, dict[str, Any]] = {
    "简短": {"short": True}, "完整": {"short": False}, "简体": {"traditional": False}, "繁体": {"traditional": True},
    "簡體": {"traditional": False}, "繁體": {"traditional": True}, "不设单位": {"homes": ()}, "清空": {"homes": ()},
    "最新年份": {"year": 0}, "年份 最新": {"year": 0}, "谁都能点": {"anyone": True}, "只有提问的人能点": {"anyone": False},
    "通知自动删": {"tidy": True}, "通知留着": {"tidy": False}, "不收通告": {"silent": True}, "收通告": {"silent": False},
}  # fmt: skip
NAMES = {
    "homes": "单位", "year": "年份", "short": "简短", "traditional": "繁体", "anyone": "谁都能点",
    "tidy": "通知自动删", "silent": "不收通告",
}  # fmt: skip
CHOICES = ("简短", "完整", "简体", "繁体", "不设单位", "最新年份", "收通告", "不收通告")
OF_GROUPS = ("谁都能点", "只有提问的人能点", "通知自动删", "通知留着")
ON_A_ROW = 2
LONGEST_ALERT = 180  # Telegram's own limit is 200
ONLY_ADMINS = "群里的设置只有群管理员能改。"
NO_BODY = "没有收录“{}”的报告；/reports 列出收录了哪些。"
NO_YEAR = "没有收录 {} 年度的报告；收录的有 {}。"
HOW = "改：/settings 单位 北仑区（几个用、分开）、/settings 年份 2024，或点下面的按钮。"
BETWEEN, BETWEEN_NAMES = re.compile(r"[、,，;；\s]+"), re.compile(r"(?<=.{2})和(?=.{2})")
AN_ADMIN = "一位管理员"
MOST_HOMES, LONGEST_NAME = 10, 50
TOO_MANY = f"最多设 {MOST_HOMES} 个单位。"
AS_DIGITS = str.maketrans(DIGITS)  # 二〇二四
YEAR = re.compile(r"(?:年份|年度)?\s*(20\d\d)\s*年?度?")


async def on_settings(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show what is set, or set what the command says."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    desk, wish = desk_of(context), after_command(message.text or "")
    await (_set_here(message, wish, desk) if wish else show_settings(message, desk))


async def show_settings(message: Message, desk: Desk, said: str = "") -> None:
    """The page of the settings of a chat, with its buttons."""
    chat, hangs = message.chat.id, quotes(message)
    rows = choices_of(desk, f"{chat}", chat, SET)
    if chat > 0 and desk.audit.is_kept:
        rows.append(buttons(desk.chats, f"{chat}", [("我管理的群的设置", GROUPS, "")]))
    page, markup = page_of(desk, chat, said), InlineKeyboardMarkup(rows)
    shown = await message.reply_html(page, reply_markup=markup, do_quote=hangs, disable_notification=hangs)
    await asyncio.to_thread(desk.chats.keep_reply, answer_key(shown), f"{chat}", SET, "")


async def set_by_reply(message: Message, _: Button, desk: Desk) -> None:
    """单位 北仑区, said as a reply to the page of this chat."""
    await _set_here(message, message.text or "", desk)


async def _set_here(message: Message, wish: str, desk: Desk) -> None:
    """Set what somebody wrote in this chat, where they may, and show the page anew."""
    if (who := message.from_user) is None:
        return
    if not await may_set(message, who.id, message.get_bot()):
        await notice(message, ONLY_ADMINS, desk.wishes.of(message.chat.id))
        return
    text = await asyncio.to_thread(set_one, desk, message.chat.id, wish, who, who.full_name)
    await show_settings(message, desk, text)


async def press_setting(press: CallbackQuery, button: Button, desk: Desk) -> None:
    """A button of the settings; the page is changed to what is set now."""
    message = press.message
    if not isinstance(message, Message):
        return
    if not await may_set(message, press.from_user.id, press.get_bot(), pressed=True):
        await acknowledge(press, ONLY_ADMINS, alert=True)
        return
    hidden = await is_hidden(message, press.from_user.id, press.get_bot())
    name = AN_ADMIN if hidden else press.from_user.full_name
    text = await asyncio.to_thread(set_one, desk, message.chat.id, button.ask, press.from_user, name)
    await acknowledge(press, cut(text, LONGEST_ALERT))
    await turn_into(press, page_of(desk, message.chat.id, text))


async def turn_into(press: CallbackQuery, page: str) -> None:
    """The page under whose buttons was pressed is changed to this one, where it says something else."""
    message = press.message
    if isinstance(message, Message) and page != message.text_html:
        await press.edit_message_text(page, reply_markup=message.reply_markup, parse_mode="HTML")


def set_one(desk: Desk, chat: int, wish: str, changer: User, name: str) -> str:
    """Set one thing; the sentence that says so and by whom, or why not."""
    old = desk.wishes.of(chat)
    new = _changed(old, desk.asker.knowledge().simplify(wish), desk)
    if isinstance(new, str):
        return new
    with desk.db.at_once():
        desk.wishes.keep(chat, new)
        desk.audit.note(chat, changer.id, f"设置：{_difference(old, new)}")
    return f"设置已改（{name}）。" if chat < 0 else "设置已改。"


def _difference(old: Wishes, new: Wishes) -> str:
    """Which settings are another now."""
    before, after = asdict(old), asdict(new)
    changed = (name for name, value in after.items() if value != before[name])
    return "，".join(f"{NAMES[name]} {_said(before[name])} → {_said(after[name])}" for name in changed) or "没有变"


def _said(value: object) -> str:
    """As people say it: 是, 否, a year, bodies by their ids; nothing set is 不设."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, tuple) and value else str(value or "不设")


def _changed(old: Wishes, wish: str, desk: Desk) -> Wishes | str:
    """The wishes with this one, or the sentence that says why not."""
    if wish in SAID:
        return replace(old, **SAID[wish])
    if (year := YEAR.fullmatch(wish.translate(AS_DIGITS))) is not None:
        loaded = sorted(desk.asker.catalogue().by_year)
        known = int(year[1]) in loaded
        return replace(old, year=int(year[1])) if known else NO_YEAR.format(year[1], "、".join(map(str, loaded)))
    return _with_homes(old, wish.removeprefix("单位").strip(), desk)


def _with_homes(old: Wishes, text: str, desk: Desk) -> Wishes | str:
    """One body, or several: 北仑区、海曙区."""
    if home := desk.asker.body_named(text):
        return replace(old, homes=(home,))
    if not text:
        return HOW
    names = [name for part in BETWEEN.split(text) for name in _names_in(part, desk) if name]
    if len(names) > MOST_HOMES:
        return TOO_MANY
    homes = [desk.asker.body_named(name) for name in names]
    absent = next((name for name, home in zip(names, homes, strict=True) if not home), "")
    return (
        replace(old, homes=tuple(dict.fromkeys(homes)))
        if homes and not absent
        else NO_BODY.format(cut(absent or text, LONGEST_NAME))
    )


def _names_in(text: str, desk: Desk) -> list[str]:
    """北仑和海曙 are two; 和平区, 呼和浩特市 are one."""
    return [text] if desk.asker.body_named(text) else BETWEEN_NAMES.split(text)


def page_of(desk: Desk, chat: int, said: str, title: str = "", how: str = HOW) -> str:
    """What is set for a chat, below what came of the last change; `title` where it is another chat than the page stands in."""
    wishes, catalogue = desk.wishes.of(chat), desk.asker.catalogue()
    homes = [catalogue.name(body) for body in wishes.homes if body in catalogue.by_agency]
    home = "、".join(homes) + ("（问是哪一个）" if len(homes) > 1 else "") or "没有设（没说单位时会反问）"
    heading = f"{escape(title, quote=False)} 设置" if title else "设置"
    lines = [
        f"<b>{heading}</b>", f"没说单位时：{home}", f"没说年份时：{wishes.year or '最新收录的一年'}",
        f"回答：{'简短' if wishes.short else '完整'}", f"字体：{'繁体' if wishes.traditional else '简体'}",
    ]  # fmt: skip
    lines.append(f"架设者的通告：{'不收' if wishes.silent else '收'}")
    if chat < 0:
        lines.append(f"按钮：{'谁都能点' if wishes.anyone else '只有提问的人能点'}")
        lines.append(f"用法、太快之类的通知：{'一分钟后自动删' if wishes.tidy else '留着'}")
    lines.append(how)
    return "\n".join(([escape(said, quote=False)] if said else []) + lines)


def choices_of(desk: Desk, key: str, chat: int, act: str, of: str = "") -> list[list[InlineKeyboardButton]]:
    """The buttons under the settings of a chat; each does `act` with `of` and what stands on it."""
    choices = CHOICES + (OF_GROUPS if chat < 0 else ())
    made = buttons(desk.chats, key, [(choice, act, f"{of}{choice}") for choice in choices])
    return [made[at : at + ON_A_ROW] for at in range(0, len(made), ON_A_ROW)]
