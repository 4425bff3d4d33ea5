"""What Telegram shows of the bot before anybody asks: the menus of commands and the descriptions, in Chinese and for the rest."""

import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

ASKING = {
    "cha": ("查年度报告里的数：/cha 北仑区2024年收到多少件申请", "Look up a figure: /cha and a question in Chinese")
}
PAGES = {
    "help": ("怎么问", "How to ask"), "reports": ("收录了哪些报告", "Which reports are loaded"), "about": ("这是什么", "What this is"),
    "privacy": ("保存什么", "What is kept"), "forget": ("删掉保存的记录", "Erase what is kept"),
}  # fmt: skip
OWN = {
    "watch": ("有新报告时告诉这里：/watch 北仑区", "Tell this chat of new reports"),
    "unwatch": ("取消订阅", "Stop telling"),
    "settings": ("设置：没说单位时查哪里、简短、繁体", "Settings"),
    "cancel": ("从头开始", "Start anew"),
}
OF_ADMINS = {"leave": ("让机器人退群", "Make the bot leave"), "audit": ("谁改过什么", "Who changed what")}
APART = frozenset({"help", "about", "privacy"})  # seen by the asker alone, in groups whose clients can do so
MENUS: tuple[tuple[BotCommandScope, dict[str, tuple[str, str]]], ...] = (
    (BotCommandScopeAllPrivateChats(), ASKING | PAGES | OWN),
    (BotCommandScopeAllGroupChats(), ASKING | PAGES),
    (BotCommandScopeAllChatAdministrators(), ASKING | PAGES | OWN | OF_ADMINS),
)
DESCRIPTION = (
    "问政府信息公开工作年度报告里的数：申请、答复、不予公开的理由、复议、诉讼、许可、处罚……每个数带出处。\n"
    "直接打字就行，例如：北仑区2024年收到多少件申请"
)
SHORT = "查政府信息公开年度报告里的数，带出处。群里发 /cha 问题。"
LANGUAGES = (("zh", 0), ("", 1))  # language code, which of the two texts
log = logging.getLogger(__name__)


def _command(name: str, text: str, scope: BotCommandScope) -> BotCommand:
    apart = name in APART and not isinstance(scope, BotCommandScopeAllPrivateChats)
    return BotCommand(name, text, api_kwargs={"is_ephemeral": True} if apart else None)


async def introduce(bot: Bot) -> None:
    """Register all of it, as far as it differs; without it the bot works all the same."""
    try:
        for scope, commands in MENUS:
            for code, which in LANGUAGES:
                menu = [_command(name, texts[which], scope) for name, texts in commands.items()]
                await bot.set_my_commands(menu, scope=scope, language_code=code)
        if (await bot.get_my_description()).description != DESCRIPTION:
            await bot.set_my_description(DESCRIPTION)
        if (await bot.get_my_short_description()).short_description != SHORT:
            await bot.set_my_short_description(SHORT)
    except TelegramError as error:
        log.warning("commands or descriptions not registered: %s", error)
