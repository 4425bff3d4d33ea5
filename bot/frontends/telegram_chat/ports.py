"""The ports: one that Telegram calls in webhook mode, behind a proxy; one that a supervisor asks for health and metrics."""

import hmac
import json
import logging
import sqlite3
import time
from typing import Any, Protocol
from urllib.parse import urlsplit

from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.frontends.telegram_chat.desk import Desk
from bot.frontends.telegram_chat.environment import Settings
from bot.frontends.telegram_chat.metrics import as_text
from store.database.database import StoreError

LARGEST = 1 << 20  # bytes of an update
GIVEN = "X-Telegram-Bot-Api-Secret-Token"
log = logging.getLogger(__name__)


class Queue(Protocol):
    """Where updates wait."""

    async def put(self, item: Any) -> None:
        """Take an update."""

    def keep(self) -> None:
        """Store what was taken."""


class Hook(RequestHandler):
    """An update from Telegram: stored before it is confirmed, so that whatever fails is sent again."""

    def initialize(self, bot: Bot, queue: Queue, secret: str) -> None:
        """What the handler needs."""
        self.bot, self.queue, self.secret = bot, queue, secret

    async def post(self) -> None:
        """200 once it is kept; 403 without the secret, 400 where it is no update."""
        if not hmac.compare_digest(self.request.headers.get(GIVEN, "").encode(), self.secret.encode()):
            self.set_status(403)
            return
        try:
            update = Update.de_json(json.loads(self.request.body), self.bot)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            log.warning("no update: %s", type(error).__name__)
            self.set_status(400)
            return
        await self.queue.put(update)
        self.queue.keep()


class Health(RequestHandler):
    """Whether the bot can do its work."""

    def initialize(self, desk: Desk, wanted: Settings) -> None:
        """What the handler needs."""
        self.desk, self.wanted = desk, wanted

    def get(self) -> None:
        """200 with what was looked at, or 503."""
        report = health(self.desk, self.wanted)
        self.set_status(200 if report["ok"] else 503)
        self.write(report)


class Metrics(RequestHandler):
    """For Prometheus."""

    def initialize(self, desk: Desk) -> None:
        """What the handler needs."""
        self.desk = desk

    def get(self) -> None:
        """The text format."""
        self.set_header("Content-Type", "text/plain; version=0.0.4")
        self.write(as_text(self.desk.inbox.waiting(), len(self.desk.asker.catalogue().entries)))


def health(desk: Desk, settings: Settings) -> dict[str, Any]:
    """Databases, the last successful poll (seconds ago; None in webhook mode), updates that wait."""
    try:
        reports, waiting = len(desk.asker.catalogue().entries), desk.inbox.waiting()
    except (StoreError, sqlite3.Error) as error:
        return {"ok": False, "database": str(error)}
    polled = None if settings.webhook_url else time.time() - settings.alive.stat().st_mtime
    alive = polled is None or polled < settings.stale
    return {"ok": alive, "database": "ok", "reports": reports, "waiting": waiting, "polled_seconds_ago": polled}


def open_health(desk: Desk, settings: Settings) -> HTTPServer:
    """/healthz and /metrics."""
    server = HTTPServer(
        Application([("/healthz", Health, {"desk": desk, "wanted": settings}), ("/metrics", Metrics, {"desk": desk})])
    )
    server.listen(settings.health_port, settings.listen)
    return server


def open_hook(bot: Bot, queue: Queue, settings: Settings) -> HTTPServer:
    """The path of the webhook's address, and nothing else."""
    path = urlsplit(settings.webhook_url).path or "/"
    secret = settings.webhook_secret.get_secret_value()
    server = HTTPServer(
        Application([(path, Hook, {"bot": bot, "queue": queue, "secret": secret})]), max_body_size=LARGEST
    )
    server.listen(settings.webhook_port, settings.listen)
    return server
