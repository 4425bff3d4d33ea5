"""Kill the bot at random moments while people ask: `python tests/killing_bot.py KILLS UPDATES` (make kill).

Every question must be answered at least once; a kill between sending and noting it may answer one a second time."""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bot_api import BotApi
from conftest import BotProcess

from store.database.database import open_writer
from store.loading.load import load_sample

ASK = "北仑区2024年收到多少件政府信息公开申请"


async def run(kills: int, updates: int, folder: Path) -> tuple[int, int, int]:
    """Questions that were lost, answers too many, and the most of them that came with one kill."""
    chance, api = random.Random(3), await BotApi().start()
    api.delay = 0.05
    db = open_writer(folder / "sample.sqlite")
    load_sample(db)
    db.close()
    asking = asyncio.create_task(_ask(api, updates, chance))
    before, most = 0, 0
    for _ in range(kills):
        bot = await BotProcess(api, folder / "sample.sqlite", folder).start()
        await asyncio.sleep(chance.uniform(0.1, 1.5))
        await bot.kill()
        twice = sum(_answers(api).values()) - len(_answers(api))
        most, before = max(most, twice - before), twice
    await asking
    bot = await BotProcess(api, folder / "sample.sqlite", folder).start()
    end = asyncio.get_running_loop().time() + 120
    while len(_answers(api)) < updates and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    await bot.kill()
    await api.stop()
    answers = _answers(api)
    return updates - len(answers), sum(answers.values()) - len(answers), most


async def _ask(api: BotApi, updates: int, chance: random.Random) -> None:
    for number in range(updates):
        await api.say(1000 + number, ASK, user=1000 + number)
        await asyncio.sleep(chance.uniform(0, 0.1))


def _answers(api: BotApi) -> Counter:
    return Counter(str(call["params"]["chat_id"]) for call in api.sent("sendMessage") if "result" in call)


if __name__ == "__main__":
    kills, updates = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        lost, twice, most = asyncio.run(run(kills, updates, Path(name)))
    print(f"{kills} kills over {updates} updates: lost {lost}, answered twice {twice}, at most {most} with one kill")
