"""Build the application: requests and time-outs, order, limits, inbox, handlers.  Runs until it is told to stop."""

import asyncio
import logging
import signal
import sqlite3
import sys
from dataclasses import replace
from functools import partial
from typing import Any

import httpx
from telegram import LinkPreviewOptions, Update
from telegram.error import InvalidToken
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.frontends.telegram_chat.alive import PollRequest, end_when_stalled, keep_alive
from bot.frontends.telegram_chat.announcing import on_announce, on_maintenance
from bot.frontends.telegram_chat.anywhere import on_guest, on_inline
from bot.frontends.telegram_chat.asking import Desk, on_command, on_edited, on_text
from bot.frontends.telegram_chat.durable_queue import DurableQueue
from bot.frontends.telegram_chat.environment import Settings, marks_of, operators_in, seal_of
from bot.frontends.telegram_chat.failing import on_error
from bot.frontends.telegram_chat.greeting import on_else, on_help, on_start
from bot.frontends.telegram_chat.introduction import introduce
from bot.frontends.telegram_chat.limits import PerChatLimiter
from bot.frontends.telegram_chat.logs import log_to_stderr
from bot.frontends.telegram_chat.members import on_membership, on_migration
from bot.frontends.telegram_chat.operators import on_document, on_load, on_status, on_undo
from bot.frontends.telegram_chat.order import PerAsker, asker_key
from bot.frontends.telegram_chat.pages import on_about, on_cancel, on_forget, on_privacy, on_reports
from bot.frontends.telegram_chat.preferences import on_settings
from bot.frontends.telegram_chat.pressing import on_press
from bot.frontends.telegram_chat.quota import Quota
from bot.frontends.telegram_chat.review import on_audit, on_complaints, on_stats, on_unanswered
from bot.frontends.telegram_chat.watching import keep_telling, on_unwatch, on_watch
from bot.kept.audit import Audit
from bot.kept.chats import Chats
from bot.kept.inbox import Inbox
from bot.kept.journal import Journal
from bot.kept.private_database import PrivateDatabase, PrivateDatabaseError
from bot.kept.watches import Watches
from bot.start import Asker
from store.loading.box import Limits

WANTED = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member", "guest_message"]
DEFAULTS = Defaults(allow_sending_without_reply=True, link_preview_options=LinkPreviewOptions(is_disabled=True))
CONNECTIONS = 16  # as many as updates are worked on at once
IDLE = 4  # kept open: each request looks at every idle one
POOL = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=IDLE)
TIDY = 600  # seconds between looks for what is too old to keep
SETTLED = 5  # seconds after the start
STALLED = 3  # exit code
FLOOD = 2  # times as many messages as are answered in a minute
log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]


def build(settings: Settings, desk: Desk) -> App:
    """The application with all its handlers, not yet running."""

    def asker_of(update: Update) -> str:
        return desk.chats.mark(asker_key(update))

    queue = DurableQueue(desk.inbox, asker_of, Quota(FLOOD * settings.per_person))
    app: App = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(settings.base_url)
        .base_file_url(settings.base_file_url)
        .defaults(DEFAULTS)
        .update_queue(queue)
        .concurrent_updates(PerAsker(desk.inbox, asker_of))
        .rate_limiter(PerChatLimiter())
        .request(
            HTTPXRequest(
                CONNECTIONS,
                connect_timeout=10,
                read_timeout=20,
                write_timeout=20,
                pool_timeout=5,
                httpx_kwargs={"limits": POOL},
            )
        )
        .get_updates_request(PollRequest(settings, queue))
        .post_init(partial(_prepare, settings=settings, queue=queue))
        .post_stop(_end_tasks)
        .build()
    )
    app.bot_data["desk"] = desk
    _add_handlers(app)
    return app


async def _prepare(app: App, settings: Settings, queue: DurableQueue) -> None:
    """Before the first update: what a dead process left, what Telegram shows of the bot, what runs beside."""
    count = await queue.refill(app.bot)
    log.info("started as @%s, %d questions left from before", app.bot.username, count)
    app.bot_data["desk"] = replace(app.bot_data["desk"], inline=bool(app.bot.bot.supports_inline_queries))
    await introduce(app.bot)
    settings.alive.touch()
    tasks = [
        asyncio.create_task(keep_telling(app, settings.watch_every)),
        asyncio.create_task(_keep_tidy(app.bot_data["desk"])),
        asyncio.create_task(_warm_up(app.bot_data["desk"])),
    ]
    watch = keep_alive(settings) if settings.webhook_url else end_when_stalled(app, settings)
    tasks.append(asyncio.create_task(watch))
    app.bot_data["tasks"] = tasks
    app.bot_data["health"] = None
    if settings.health_port:
        from bot.frontends.telegram_chat.ports import open_health  # noqa: PLC0415  # tornado, for those who want it

        app.bot_data["health"] = open_health(app.bot_data["desk"], settings)


def desk_over(db: PrivateDatabase, settings: Settings, asker: Asker) -> Desk:
    """What handlers need, over one database of talks."""
    seal = seal_of(settings)
    watches = Watches(db, seal) if seal is not None else None
    journal = Journal(db, seal, settings.keep_days)
    quota = Quota(settings.per_person, settings.per_group)
    chats = Chats(db, marks_of(settings), seal, settings.talk_minutes * 60)
    inbox, audit = Inbox(db, seal), Audit(db, seal, settings.keep_days)
    operators, limits = (
        operators_in(settings.operators),
        Limits(settings.memory << 20, settings.seconds, settings.workers),
    )
    return Desk(asker, db, chats, inbox, journal, audit, watches, quota=quota, limits=limits, operators=operators)


async def _keep_tidy(desk: Desk) -> None:
    """Old rows are thrown out again and again, not with every answer."""
    kept = (desk.chats, desk.journal, desk.inbox, desk.audit)
    while True:
        try:
            for one in kept:
                await asyncio.to_thread(one.throw_out_old)
        except sqlite3.Error as error:  # the next look may do
            log.warning("old rows not thrown out: %s", error)
        await asyncio.sleep(TIDY)


async def _warm_up(desk: Desk) -> None:
    """Read the dictionaries once the questions that waited for the start are answered."""
    await asyncio.sleep(SETTLED)
    await asyncio.to_thread(desk.asker.warm_up)


async def _end_tasks(app: App) -> None:
    for task in app.bot_data["tasks"]:
        task.cancel()
    if app.bot_data["health"] is not None:
        app.bot_data["health"].stop()


def _add_handlers(app: App) -> None:
    new = filters.UpdateType.MESSAGE
    commands = {
        "start": on_start, "help": on_help, "cha": on_command, "ask": on_command, "reports": on_reports, "about": on_about,
        "privacy": on_privacy, "settings": on_settings, "cancel": on_cancel, "forget": on_forget, "status": on_status,
        "undo": on_undo, "load": on_load, "stats": on_stats, "unanswered": on_unanswered, "complaints": on_complaints,
        "watch": on_watch, "unwatch": on_unwatch, "announce": on_announce, "maintenance": on_maintenance, "audit": on_audit,
    }  # fmt: skip
    for name, handler in commands.items():
        app.add_handler(CommandHandler(name, handler, filters=new))
    app.add_handler(CallbackQueryHandler(on_press))
    app.add_handler(InlineQueryHandler(on_inline))
    app.add_handler(ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, on_migration))
    app.add_handler(MessageHandler(new & filters.Document.ALL, on_document))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, on_guest))
    app.add_handler(MessageHandler(new & filters.TEXT & ~filters.COMMAND, on_text))
    app.add_handler(MessageHandler(new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, on_else))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, on_edited))
    app.add_error_handler(on_error)


async def _serve(app: App, settings: Settings) -> None:
    """Be called by Telegram until SIGINT or SIGTERM.  PTB's own server compares the secret by !=, so it is not used."""
    from bot.frontends.telegram_chat.ports import open_hook  # noqa: PLC0415  # as in _prepare

    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with app:
        assert app.post_init is not None
        await app.post_init(app)
        await app.start()
        assert isinstance(app.update_queue, DurableQueue)
        server = open_hook(app.bot, app.update_queue, settings)
        secret = settings.webhook_secret.get_secret_value()
        await app.bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=WANTED)
        log.info("called at %s", settings.webhook_url)
        await ended.wait()
        server.stop()
        await app.stop()
        await _end_tasks(app)


def run(settings: Settings, asker: Asker) -> int:
    """Poll, or be called, until SIGINT or SIGTERM; the exit code."""
    log_to_stderr()
    try:
        db = PrivateDatabase(settings.chats)
    except PrivateDatabaseError as error:
        log.error("%s", error)  # noqa: TRY400  # the sentence says it all
        return 2
    desk = desk_over(db, settings, asker)
    app = build(settings, desk)
    try:
        if settings.webhook_url:
            asyncio.run(_serve(app, settings))
        else:
            app.run_polling(timeout=30, bootstrap_retries=-1, allowed_updates=WANTED, drop_pending_updates=False)
    except InvalidToken:
        print("Telegram 不认这个令牌；请到 BotFather 核对后改 TELEGRAM_BOT_TOKEN。", file=sys.stderr)
        return 2
    finally:
        desk.inbox.close()
        db.close()
    return STALLED if app.bot_data.get("stalled") else 0
