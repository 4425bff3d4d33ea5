"""Build the application: requests and time-outs, order, limits, inbox, handlers.  Runs until it is told to stop."""

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import httpx
from telegram import LinkPreviewOptions, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    Defaults,
)
from telegram.request import HTTPXRequest

from bot.frontends.telegram_chat.alive import PollRequest, again_and_again, end_when_stalled
from bot.frontends.telegram_chat.desk import Desk
from bot.frontends.telegram_chat.durable_queue import DurableQueue
from bot.frontends.telegram_chat.environment import Settings, marks_of, operators_in, seal_of, seal_of_inbox
from bot.frontends.telegram_chat.handlers import add_handlers
from bot.frontends.telegram_chat.introduction import introduce
from bot.frontends.telegram_chat.limits import SOON, PerChatLimiter, told_to_wait
from bot.frontends.telegram_chat.logs import log_to_stderr
from bot.frontends.telegram_chat.order import PerAsker, asker_key
from bot.frontends.telegram_chat.quota import Quota
from bot.frontends.telegram_chat.watching import Later, tell_watchers
from bot.kept.audit import Audit
from bot.kept.chats import Chats
from bot.kept.complaints import Complaints
from bot.kept.inbox import Inbox
from bot.kept.journal import Journal
from bot.kept.private_database import PrivateDatabase, PrivateDatabaseError
from bot.kept.watches import Watches
from bot.kept.wishes import WishesOfChats
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
        .request(_requests())
        .get_updates_request(PollRequest(settings, queue))
        .post_init(partial(_prepare, settings=settings, queue=queue))
        .post_stop(_end_tasks)
        .build()
    )
    app.bot_data["desk"] = desk
    add_handlers(app)
    return app


def _requests() -> HTTPXRequest:
    """The connections that answers go out on."""
    limits = {"limits": POOL}
    return HTTPXRequest(
        CONNECTIONS, connect_timeout=10, read_timeout=20, write_timeout=20, pool_timeout=5, httpx_kwargs=limits
    )


async def _prepare(app: App, settings: Settings, queue: DurableQueue) -> None:
    """Before the first update: what a dead process left, what Telegram shows of the bot, what runs beside."""
    count = await queue.refill(app.bot)
    log.info("started as @%s, %d questions left from before", app.bot.username, count)
    app.bot_data["desk"] = replace(app.bot_data["desk"], inline=bool(app.bot.bot.supports_inline_queries))
    await introduce(app.bot)
    settings.alive.touch()
    app.bot_data["tasks"] = [asyncio.create_task(work) for work in _beside(app, settings)]
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
    pages = Quota(settings.per_person, settings.per_group, members=1)
    marks = marks_of(settings)
    chats = Chats(db, marks, seal, settings.talk_minutes * 60)
    wishes, complaints = WishesOfChats(db, marks, seal), Complaints(db, seal, settings.keep_days)
    inbox, audit = Inbox(db, seal_of_inbox(settings)), Audit(db, seal, settings.keep_days)
    operators, limits = (
        operators_in(settings.operators),
        Limits(settings.memory << 20, settings.seconds, settings.workers),
    )
    return Desk(
        asker,
        db,
        chats,
        inbox,
        journal,
        audit,
        wishes,
        complaints,
        watches,
        quota=quota,
        pages=pages,
        limits=limits,
        operators=operators,
    )


def _beside(app: App, settings: Settings) -> Iterator[Coroutine[Any, Any, None]]:
    """What runs beside the updates until the end."""
    desk: Desk = app.bot_data["desk"]
    if desk.watches is not None:
        later: dict[int, Later] = {}
        yield again_and_again("telling", settings.watch_every, lambda: tell_watchers(app, desk, later))
    yield again_and_again("tidying", TIDY, lambda: _tidy(desk))
    yield _warm_up(desk)
    often = settings.stale / 12
    if settings.webhook_url:  # nothing is polled: that this loop turns is the sign of life
        yield again_and_again("living", often, lambda: asyncio.to_thread(settings.alive.touch))
    else:
        yield again_and_again("polling", often, lambda: end_when_stalled(app, settings))


async def _tidy(desk: Desk) -> None:
    """Old rows are thrown out now and then, not with every answer."""
    for one in (desk.chats, desk.journal, desk.inbox, desk.audit, desk.wishes, desk.complaints):
        await asyncio.to_thread(one.throw_out_old)


async def _warm_up(desk: Desk) -> None:
    """Read the dictionaries once the questions that waited for the start are answered."""
    await asyncio.sleep(SETTLED)
    await asyncio.to_thread(desk.asker.warm_up)


async def _end_tasks(app: App) -> None:
    for task in app.bot_data["tasks"]:
        task.cancel()
    if app.bot_data["health"] is not None:
        app.bot_data["health"].stop()


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
        try:
            calling, stopping = asyncio.create_task(_be_called(app, settings)), asyncio.create_task(ended.wait())
            await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if calling.done():
                calling.result()
                await stopping
            calling.cancel()
        finally:
            server.stop()
            await app.stop()
            await _end_tasks(app)


async def _be_called(app: App, settings: Settings) -> None:
    """Tell Telegram where to call; as long as it cannot be reached, again and again."""
    secret = settings.webhook_secret.get_secret_value()
    while True:
        try:
            await app.bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=WANTED)
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:  # to set it twice is no harm
            log.warning("webhook not set, tried again: %s", error)
            await asyncio.sleep(told_to_wait(error) or SOON)
        else:
            log.info("called at %s", settings.webhook_url)
            return


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
    except BadRequest as error:
        if not settings.webhook_url:
            raise
        print(f"Telegram 不接受这个地址 WENSHU_WEBHOOK_URL：{error}", file=sys.stderr)
        return 2
    except InvalidToken:
        print("Telegram 不认这个令牌；请到 BotFather 核对后改 TELEGRAM_BOT_TOKEN。", file=sys.stderr)
        return 2
    finally:
        desk.inbox.close()
        db.close()
    return STALLED if app.bot_data.get("stalled") else 0
