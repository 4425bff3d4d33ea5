"""What several tests need: the sample loaded once, an asker over it, the bot process against a loopback Bot API."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bot_api import BotApi
from click.testing import CliRunner
from forked_bot import ForkedBot
from world import load_world

from bot.frontends.command_line.commands import main
from bot.start import Asker
from store.database.database import open_writer
from store.loading.load import load_sample

os.environ.pop("WENSHU_DB", None)


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory):
    """Nothing a test does reaches the user's own data."""
    home = tmp_path_factory.mktemp("home")
    os.environ["XDG_DATA_HOME"], os.environ["XDG_CACHE_HOME"] = str(home / "data"), str(home / "cache")
    return home


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("db") / "sample.sqlite"
    db = open_writer(path)
    load_sample(db)
    db.close()
    return path


@pytest.fixture(scope="session")
def asker(sample_db) -> Asker:
    return Asker(sample_db)


@pytest.fixture(scope="session")
def world_asker(tmp_path_factory) -> Asker:
    """Over the sample and the reports of world.py."""
    folder = tmp_path_factory.mktemp("world")
    load_world(folder / "world.sqlite", folder)
    return Asker(folder / "world.sqlite")


@pytest.fixture(scope="session")
def elsewhere_asker(tmp_path_factory) -> Asker:
    """Over the reports of the other bodies of world.py."""
    folder = tmp_path_factory.mktemp("elsewhere")
    load_world(folder / "elsewhere.sqlite", folder, elsewhere=True)
    return Asker(folder / "elsewhere.sqlite")


@pytest.fixture
def wenshu(tmp_path, monkeypatch):
    """Run the command with its own data folder, in this process: starting one for each takes most of the time.

    `process=True`: as a user starts it."""
    for name in ("WENSHU_DB", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def run(*words, stdin="", process=False, **more):
        if not process:
            done = CliRunner().invoke(main, [*map(str, words)], input=stdin, env=more, prog_name="wenshu")
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                raise done.exception
            return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)
        command = [
            sys.executable,
            "-c",
            "from bot.frontends.command_line.commands import main; main()",
            *map(str, words),
        ]
        return subprocess.run(
            command, input=stdin, capture_output=True, text=True, env=os.environ | more, cwd=tmp_path, check=False
        )  # fmt: skip

    return run


class BotProcess:
    """The real bot: `wenshu bot` in a process of its own."""

    def __init__(self, api: BotApi, db: Path, folder: Path, **environment: str):
        self.api, self.db, self.folder, self.environment = api, db, folder, environment
        self.log = folder / "bot.log"

    async def start(self) -> "BotProcess":
        first = "setwebhook" if self.environment.get("WENSHU_WEBHOOK_URL") else "getupdates"
        before = len([c for c in self.api.calls if c["method"] == first])
        environment = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()} | {
            "TELEGRAM_BOT_TOKEN": self.api.token, "WENSHU_TELEGRAM_API": self.api.url,
            "WENSHU_CHATS": str(self.folder / "chats.sqlite"), "NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1",
        } | self.environment  # fmt: skip
        self.process = ForkedBot(environment, self.db, self.folder, self.log)
        end = asyncio.get_running_loop().time() + 30
        while len([c for c in self.api.calls if c["method"] == first]) <= before:
            if self.process.returncode is not None or asyncio.get_running_loop().time() > end:
                raise RuntimeError(self.log.read_text("utf-8"))
            await asyncio.sleep(0.02)
        return self

    async def logged(self, words: str) -> str:
        """The log, once it holds these words."""
        end = asyncio.get_running_loop().time() + 30
        while words not in (log := self.log.read_text("utf-8")):
            assert asyncio.get_running_loop().time() < end, log
            await asyncio.sleep(0.02)
        return log

    async def stop(self) -> int:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 20)

    async def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


async def outcomes(api: BotApi, count: int) -> list[dict]:
    """So many edits that say what became of a file; how far it is may be said before, on a slow machine."""
    seen = 0
    while True:
        seen = len(await api.wait("editMessageText", seen + 1))
        said = [c for c in api.sent("editMessageText") if "result" in c and not c["result"]["text"].startswith("已读")]
        if len(said) >= count:
            return said


@pytest.fixture
async def api():
    server = await BotApi().start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(api, sample_db, tmp_path):
    process = await BotProcess(api, sample_db, tmp_path).start()
    yield process
    await process.kill()
