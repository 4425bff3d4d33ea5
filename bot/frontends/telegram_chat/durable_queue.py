"""Updates are stored before they are confirmed: PTB's own queue lives in memory, and a kill would lose what waits there."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from telegram import Bot, Update

from bot.kept.inbox import Inbox


class DurableQueue(asyncio.Queue[object]):
    """PTB awaits `put` before it confirms; a repeated delivery is dropped here."""

    def __init__(self, inbox: Inbox, asker_of: Callable[[Update], str]) -> None:
        super().__init__()
        self._inbox, self._asker_of = inbox, asker_of

    async def put(self, item: Any) -> None:
        """Store, then queue."""
        if isinstance(item, Update) and not self._inbox.receive(item.update_id, item.to_json(), self._asker_of(item)):
            return  # half a millisecond in this thread; another thread would cost more than that under load
        await super().put(item)

    async def refill(self, bot: Bot) -> int:
        """Queue again what was received before a stop and not handled; says how many."""
        waiting = await asyncio.to_thread(self._inbox.take_over)
        for raw in waiting:
            self.put_nowait(Update.de_json(json.loads(raw), bot))
        return len(waiting)
