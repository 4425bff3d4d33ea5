"""Whether the bot still lives: it polls, or where Telegram calls it, its loop turns; a poll that stalls is silent otherwise."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.frontends.telegram_chat.durable_queue import DurableQueue
from bot.frontends.telegram_chat.environment import Settings

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]


class PollRequest(HTTPXRequest):
    """The connection of getUpdates: it confirms what the one before brought, which is stored first; each success is noted, since
    a stalled poll is silent otherwise."""

    def __init__(self, settings: Settings, queue: DurableQueue) -> None:
        super().__init__(connect_timeout=10, read_timeout=20, pool_timeout=5)
        self._alive, self._queue = settings.alive, queue

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self._queue.keep()
        status, payload = await super().do_request(*args, **kwargs)
        if status == 200:
            self._alive.touch()
        return status, payload


def is_alive(settings: Settings) -> bool:
    """Whether the bot has polled lately; where it is called by Telegram, whether it still runs."""
    return settings.alive.exists() and time.time() - settings.alive.stat().st_mtime < settings.stale


async def again_and_again(name: str, every: float, act: Callable[[], Awaitable[object]]) -> None:
    """Do it every so many seconds until the end, whatever happens: what failed once may go well the next time."""
    while True:
        try:
            await act()
        except Exception:
            log.exception("%s failed, tried again in %.0f s", name, every)
        await asyncio.sleep(every)


async def end_when_stalled(app: App, settings: Settings) -> None:
    """Stop where polling has stalled, so that a supervisor starts the bot anew."""
    if is_alive(settings) or app.bot_data.get("stalled"):
        return
    log.error("no successful poll for %.0f seconds: stopping", settings.stale)
    app.bot_data["stalled"] = True
    app.stop_running()
