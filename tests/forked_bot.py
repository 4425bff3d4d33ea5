"""The bot in a process forked from one that has read the program already: reading it takes most of the time of a start.

A module of its own, since the forked process reads it anew."""

import asyncio
import multiprocessing
import os
from pathlib import Path

from bot.frontends.command_line.commands import main

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["bot.frontends.command_line.commands", "bot.frontends.telegram_chat.app"])


def be_the_bot(environment: dict, db: Path, folder: Path, log: Path) -> None:
    """`wenshu bot`, with what it says in a file."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    main(["bot", "--db", str(db)], prog_name="wenshu")


class ForkedBot:
    """What asyncio's processes have: pid, returncode, kill, send_signal, wait."""

    def __init__(self, *arguments):
        self._process = FORKED.Process(target=be_the_bot, args=arguments)
        self._process.start()
        self.pid, self.kill = self._process.pid, self._process.kill

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    async def wait(self) -> int:
        await asyncio.to_thread(self._process.join)
        return self.returncode
