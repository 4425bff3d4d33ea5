"""Updates are stored before they are confirmed: PTB's own queue lives in memory, and a kill would lose what waits there.

PTB puts what one poll brought one by one, and confirms it with the next poll.  So it is gathered, and stored as one write to the
disk before that poll goes out, or before a call is answered in webhook mode."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot, Update

from bot.frontends.telegram_chat.quota import Quota
from bot.kept.inbox import Inbox, Received

log = logging.getLogger(__name__)


class DurableQueue(asyncio.Queue[object]):
    """`put` gathers, `keep` stores and queues.  A repeated delivery is dropped, and so is what one person sends without end: those
    messages could not be answered within their minute, and each would cost the others time."""

    def __init__(self, inbox: Inbox, asker_of: Callable[[Update], str], flood: Quota) -> None:
        super().__init__()
        self._inbox, self._asker_of, self._flood = inbox, asker_of, flood
        self._new: dict[int, Update] = {}

    async def put(self, item: Any) -> None:
        """Gather an update; whatever else PTB queues goes on at once."""
        if not isinstance(item, Update):
            await super().put(item)
        elif not self._floods(item):
            self._new[item.update_id] = item

    def keep(self) -> None:
        """Store what was gathered, then queue it.  Raises sqlite3.Error where it cannot be stored; it is tried again by the next call."""
        if self._new:
            received = [Received(u.update_id, u.to_json(), self._asker_of(u)) for u in self._new.values()]
            fresh = self._inbox.receive(received)  # in this thread: another one would cost more than that under load
            for number in fresh:
                self.put_nowait(self._new[number])
            self._new.clear()

    def _floods(self, update: Update) -> bool:
        """Whether it is one message too many of one person; files are no questions."""
        message = update.message
        if message is None or not message.text or message.from_user is None:
            return False
        admitted = self._flood.admit(message.from_user.id, None)
        if admitted == "tell":
            log.warning("one person sends without end: dropped until there is room again")
        return admitted != "yes"

    async def refill(self, bot: Bot) -> int:
        """Queue again what was received before a stop and not handled; says how many."""
        waiting = await asyncio.to_thread(self._inbox.take_over)
        for raw in waiting:
            self.put_nowait(Update.de_json(json.loads(raw), bot))
        return len(waiting)
