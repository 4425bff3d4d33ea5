"""What Telegram does not take at once is sent again: after a 429 as late as it says, after a failure on its side a little later.

A 429 holds up only the chat that was told to wait: PTB's own limiter would hold up every chat and inline answer.  A request that
timed out may have arrived, so it is not sent again."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.frontends.telegram_chat.order import PLACE

LONGEST = 20.0  # seconds a reply may be held back; later than that it helps nobody
AT_ONCE = ("answerCallbackQuery", "answerInlineQuery")  # of no use later
SOON = 15.0  # seconds after a failure on Telegram's side
PAUSES = (0.5, 2.0, 4.0)  # seconds before it is tried again after a failure
log = logging.getLogger(__name__)


class PerChatLimiter(BaseRateLimiter[int]):
    """Waits and tries again, chat by chat."""

    def __init__(self) -> None:
        self._until: dict[object, float] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send; where that fails for a while send again, up to LONGEST in all."""
        chat, pauses = data.get("chat_id"), iter(PAUSES)
        deadline = time.monotonic() + (0 if endpoint in AT_ONCE else LONGEST)
        while True:
            wait = self._until.get(chat, 0) - time.monotonic()
            if chat is not None and wait > LONGEST:
                raise RetryAfter(int(wait) + 1)  # Telegram said so a moment ago: asking it again makes the wait longer
            if chat is not None and wait > 0:
                await rest(wait)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                pause = seconds_of(error) + 0.1
                if chat is not None:
                    self._until[chat] = time.monotonic() + pause  # what is sent next waits too
                if chat is None or time.monotonic() + pause > deadline:
                    log.warning("%s given up: asked to wait %.0f s", endpoint, pause)
                    raise
            except NetworkError as error:
                again = next(pauses, None) if not_taken(error) else None
                if again is None or time.monotonic() + again > deadline:
                    raise
                log.info("%s failed, trying again in %.1f s", endpoint, again)
                await rest(again)


async def rest(seconds: float) -> None:
    """Wait without a place among those who are worked on: whoever waits for Telegram keeps nobody else from an answer."""
    place = PLACE.get()
    if place is None:
        await asyncio.sleep(seconds)
    else:
        await place.rest(seconds)


def not_taken(error: BaseException | None) -> bool:
    """Whether Telegram could not be reached or failed by itself: no request of ours was wrong, and none timed out half-way."""
    never_left = isinstance(error, TimedOut) and isinstance(error.__cause__, httpx.ConnectTimeout | httpx.PoolTimeout)
    return type(error) is NetworkError or never_left


def told_to_wait(error: BaseException | None) -> float | None:
    """After how many seconds it may go better; None where trying again does not help."""
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    return SOON if not_taken(error) else None


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
