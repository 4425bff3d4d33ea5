"""The bot under load, against the Bot API double on loopback: `python bench/telegram_load.py`, part of `make bench`.

answers a second over those of an echo bot; the time of 95 of 100 with 200 chats at once; what one flooding chat does to others;
memory over many updates (`telegram_load.py many`)"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from bot_api import BotApi

from bot.frontends.telegram_chat.app import SETTLED
from store.database.database import open_writer
from store.loading.load import load_sample

ASK = "北仑区2024年收到多少件政府信息公开申请"
CHATS, ROUNDS = 200, 3
READ = 2  # seconds in which the dictionary is read, once after a start
ECHO = [sys.executable, str(Path(__file__).with_name("echo_bot.py"))]
OURS = [sys.executable, "-c", "from bot.frontends.command_line.commands import main; main()", "bot", "--db"]


class Run:
    """One bot process against a double of its own."""

    def __init__(self, api: BotApi, process: asyncio.subprocess.Process) -> None:
        self.api, self.process = api, process

    async def ask(self, chats: range, flood: int = 0) -> list[float]:
        """Ask once in every chat, while chat 1 asks `flood` times; seconds until each chat but that one is answered."""
        done = len(self.api.calls)
        asked = {}
        for number in range(flood):
            await self.api.say(1, f"{ASK}{number % 7}", user=1)
        for chat in chats:
            asked[chat] = time.monotonic()
            await self.api.say(chat, ASK, user=chat)
        answered: dict[int, float] = {}
        while len(answered) < len(asked):
            await asyncio.sleep(0.01)
            for call in self.api.calls[done:]:
                chat = int(call["params"].get("chat_id", 0)) if call["method"] == "sendmessage" else 0
                if chat in asked and "result" in call:
                    answered.setdefault(chat, call["at"])
        return [answered[chat] - asked[chat] for chat in asked]

    def memory(self) -> float:
        """Resident, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


async def started(command: list[str], folder: Path) -> Run:
    api = await BotApi().start()
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": api.token, "WENSHU_TELEGRAM_API": api.url, "WENSHU_CHATS": str(folder / "chats.sqlite"),
        "NO_PROXY": "127.0.0.1", "PYTHONPATH": str(Path(__file__).parent.parent),
    }  # fmt: skip
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=quiet, stderr=quiet)
    while not [c for c in api.calls if c["method"] == "getupdates"]:
        await asyncio.sleep(0.05)
    run = Run(api, process)
    await run.ask(range(10_000, 10_020))
    return run


async def stopped(run: Run) -> None:
    run.process.kill()
    await run.process.wait()
    await run.api.stop()


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


async def measured(name: str, run: Run) -> float:
    """Answers a second; prints the time of 95 of 100."""
    rates, times = [], []
    for number in range(ROUNDS):
        start = time.monotonic()
        times += await run.ask(range(1000 * (number + 1), 1000 * (number + 1) + CHATS))
        rates.append(CHATS / (time.monotonic() - start))
    rate = sorted(rates)[len(rates) // 2]
    print(f"{name}: {rate:.0f} answers/s, 95 of 100 within {p95(times):.2f} s with {CHATS} chats at once", flush=True)
    return rate


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = open_writer(folder / "sample.sqlite")
        load_sample(db)
        db.close()
        echo = await started(ECHO, folder)
        base = await measured("echo bot", echo)
        await stopped(echo)
        ours = await started([*OURS, str(folder / "sample.sqlite")], folder)
        await asyncio.sleep(SETTLED + READ)
        rate = await measured("wenshu", ours)
        print(f"ratio {rate / base:.2f}")
        quiet = p95(await ours.ask(range(20_000, 20_050)))
        flooded = p95(await ours.ask(range(30_000, 30_050), flood=300))
        print(
            f"one chat floods: 95 of 100 of the others {flooded:.2f} s, without {quiet:.2f} s, ratio {flooded / quiet:.2f}"
        )
        if "many" in sys.argv:
            for thousand in range(1, 51):
                for number in range(10):
                    await ours.ask(
                        range(10**6 + thousand * 1000 + number * 100, 10**6 + thousand * 1000 + number * 100 + 100)
                    )
                ours.api.calls.clear()
                ours.api.messages.clear()
                if thousand in (1, 10, 25, 50):
                    print(f"{thousand},000 updates: {ours.memory():.0f} MB", flush=True)
        await stopped(ours)


if __name__ == "__main__":
    asyncio.run(main())
