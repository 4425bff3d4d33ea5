"""Telegram's 429: only the chat that was told to wait waits.  PTB's own limiter would hold up every chat and inline answer."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

LONGEST = 20.0  # seconds a reply may be held back; later than that it helps nobody
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
        """Send; on a 429 wait as told and send again, up to LONGEST in all."""
        chat = data.get("chat_id")
        deadline = time.monotonic() + LONGEST
        while True:
            wait = self._until.get(chat, 0) - time.monotonic()
            if chat is not None and wait > 0:
                await asyncio.sleep(wait)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                pause = _seconds(error) + 0.1
                if chat is None or time.monotonic() + pause > deadline:
                    log.warning("%s given up: asked to wait %.0f s", endpoint, pause)
                    raise
                self._until[chat] = time.monotonic() + pause


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
