"""Which handler takes which update."""

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.frontends.telegram_chat.announcing import on_announce, on_maintenance
from bot.frontends.telegram_chat.anywhere import on_guest, on_inline
from bot.frontends.telegram_chat.asking import limited, on_command, on_edited, on_text
from bot.frontends.telegram_chat.complaining import on_complaints
from bot.frontends.telegram_chat.failing import on_error
from bot.frontends.telegram_chat.greeting import on_else, on_help, on_start
from bot.frontends.telegram_chat.members import on_leave, on_membership, on_migration, on_stop
from bot.frontends.telegram_chat.operators import on_document, on_load, on_status
from bot.frontends.telegram_chat.pages import on_about, on_cancel, on_forget, on_privacy, on_reports
from bot.frontends.telegram_chat.preferences import on_settings
from bot.frontends.telegram_chat.preferences_of_group import on_chosen
from bot.frontends.telegram_chat.pressing import on_press
from bot.frontends.telegram_chat.replying import on_reply
from bot.frontends.telegram_chat.review import on_audit, on_stats, on_unanswered
from bot.frontends.telegram_chat.taking_back import on_undo
from bot.frontends.telegram_chat.watching import on_unwatch, on_watch

App = Application[Any, Any, Any, Any, Any, Any]


def add_handlers(app: App) -> None:
    """In PTB's order: the first that fits takes it."""
    new = filters.UpdateType.MESSAGE
    commands = {
        "cha": on_command, "ask": on_command, "status": on_status, "undo": on_undo, "load": on_load,
        "stats": on_stats, "unanswered": on_unanswered, "complaints": on_complaints, "announce": on_announce,
        "maintenance": on_maintenance,
    }  # fmt: skip
    for_all = {
        "start": on_start, "audit": on_audit, "help": on_help, "reports": on_reports, "about": on_about, "privacy": on_privacy,
        "settings": on_settings, "cancel": on_cancel, "forget": on_forget, "watch": on_watch, "unwatch": on_unwatch,
        "leave": on_leave, "stop": on_stop,
    }  # fmt: skip
    for name, handler in (*commands.items(), *((name, limited(handler)) for name, handler in for_all.items())):
        app.add_handler(CommandHandler(name, handler, filters=new))
    app.add_handler(CallbackQueryHandler(on_press))
    app.add_handler(InlineQueryHandler(on_inline))
    app.add_handler(ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, on_migration))
    app.add_handler(MessageHandler(new & filters.Document.ALL, on_document))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, on_guest))
    app.add_handler(MessageHandler(new & filters.StatusUpdate.CHAT_SHARED, limited(on_chosen)))
    app.add_handler(MessageHandler(new & filters.REPLY & filters.TEXT & ~filters.COMMAND, on_reply))
    app.add_handler(MessageHandler(new & filters.TEXT & ~filters.COMMAND, on_text))
    app.add_handler(MessageHandler(new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, limited(on_else)))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, on_edited))
    app.add_error_handler(on_error)
