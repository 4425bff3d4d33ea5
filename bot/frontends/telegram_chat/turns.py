"""One after the other, by key: updates of one asker, presses under one message.  Keys that nobody waits for are forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A queue a key."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, key: str) -> AsyncIterator[int]:
        """Wait for one's turn; gives how many were there before."""
        lock, waiting = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = lock, waiting + 1
        try:
            async with lock:
                yield waiting
        finally:
            lock, left = self._locks.pop(key)
            if left > 1:
                self._locks[key] = lock, left - 1
