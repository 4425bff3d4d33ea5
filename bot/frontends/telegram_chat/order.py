"""Updates of one asker one after the other, of different askers side by side, in one process or several.

PTB takes its own semaphore before this code runs, so that one is made too large to matter and the real one is taken
inside: else a single busy chat would use up all places."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

import structlog
from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.frontends.telegram_chat.turns import Turns
from bot.kept.inbox import Inbox

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
BEYOND = 100_000
LOOK_AGAIN = 0.02  # seconds between looks at what another process still works on
BACKLOG, PACE = (
    3,
    0.1,
)  # who has so many waiting before gets an answer so many seconds apart: Telegram takes one a second a chat
LONGEST_WAIT = 20.0  # seconds; then the order matters less than an answer


class Place:
    """One of the places of those who are worked on; left while Telegram is waited for."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._held = self._over = False

    async def __aenter__(self) -> None:
        await self.take()

    async def __aexit__(self, *_: object) -> None:
        self._over = True
        self.leave()

    async def rest(self, seconds: float) -> None:
        """Let others have the place for so long."""
        self.leave()
        try:
            await asyncio.sleep(seconds)
        finally:
            await self.take()

    async def take(self) -> None:
        """Have the place, once one is free."""
        if not self._over and not self._held:  # what goes on after the update was handled needs no place
            await self._places.acquire()
            self._held = True

    def leave(self) -> None:
        """Let others have it, to wait for something that may itself wait for a place."""
        if self._held:
            self._held = False
            self._places.release()


OUTCOME: ContextVar[dict[str, object]] = ContextVar("outcome")  # what the line of the update in the log says besides
PLACE: ContextVar[Place | None] = ContextVar("place", default=None)


class PerAsker(BaseUpdateProcessor):
    """Runs updates in order per asker; marks each as handled in the inbox."""

    def __init__(self, inbox: Inbox, asker_of: Callable[[Update], str], places: int = 16) -> None:
        super().__init__(BEYOND)
        self._inbox, self._asker_of = inbox, asker_of
        self._places = asyncio.Semaphore(places)
        self._turns = Turns()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for one's turn, then run."""
        start = time.perf_counter()
        outcome: dict[str, object] = {}
        OUTCOME.set(outcome)
        try:
            async with self._turns.of(asker_key(update)) as before:
                if before >= BACKLOG:
                    await asyncio.sleep(PACE)
                await self._after_others(update)
                place = Place(self._places)
                PLACE.set(place)
                async with place:
                    await coroutine
            if isinstance(update, Update):
                self._inbox.finish(update.update_id)
        finally:
            ms = round((time.perf_counter() - start) * 1000, 1)
            log.info("handled", kind=kind_of(update), ms=ms, **outcome)

    async def _after_others(self, update: object) -> None:
        """Wait for what other processes still work on of the same asker."""
        if not isinstance(update, Update):
            return
        asker, until = self._asker_of(update), time.monotonic() + LONGEST_WAIT
        while self._inbox.waits_for(update.update_id, asker) and time.monotonic() < until:
            await asyncio.sleep(LOOK_AGAIN)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""


def asker_key(update: object) -> str:
    """Who has to wait for whom: a press and an inline query for nobody (the newest query is the one that counts), a message for the
    asker's earlier ones in the same chat."""
    if not isinstance(update, Update):
        return "other"
    if update.callback_query:
        return f"press {update.callback_query.id}"
    if update.inline_query:
        return f"inline {update.inline_query.id}"
    chat = update.effective_chat.id if update.effective_chat else 0
    user = update.effective_user.id if update.effective_user else 0
    return f"{chat} {user}"


def kind_of(update: object) -> str:
    """What an update is, in Telegram's own words: message, callback_query, inline_query."""
    kinds = (name for name in Update.__slots__ if name != "update_id" and not name.startswith("_"))
    return next((name for name in kinds if getattr(update, name, None) is not None), "other")
