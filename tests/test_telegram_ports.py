"""Webhook mode, health and metrics: the real process, called over HTTP on loopback."""

import asyncio
import socket
from contextlib import asynccontextmanager

import aiohttp
from conftest import BotProcess

ASK = "北仑区2024年收到多少件政府信息公开申请"
SECRET = "a-secret_of_the_webhook"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@asynccontextmanager
async def called(api, sample_db, folder, **environment):
    """A bot in webhook mode; gives the address of its own path, and the process."""
    port = free_port()
    hook = {
        "WENSHU_WEBHOOK_URL": "https://bot.example/own/path", "WENSHU_WEBHOOK_SECRET": SECRET, "WENSHU_WEBHOOK_PORT": str(port),
    }  # fmt: skip
    bot = await BotProcess(api, sample_db, folder, **hook, **environment).start()
    try:
        yield f"http://127.0.0.1:{port}/own/path", bot
    finally:
        await bot.kill()


def update(api, number: int, text: str = ASK) -> dict:
    return {"update_id": number, "message": api.message(7, 7, text)}


async def post(address: str, content: dict | None = None, **more) -> int:
    async with aiohttp.ClientSession() as session, session.post(address, json=content, **more) as answer:
        return answer.status


async def get(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def test_only_telegram_with_its_secret_is_heard_and_a_repeated_delivery_is_answered_once(
    api, sample_db, tmp_path
):
    """No secret, a wrong one, another path, no update: refused and not answered."""
    async with called(api, sample_db, tmp_path) as (address, bot):
        question = update(api, 5)
        refused = [
            await post(address, question), await post(address, question, headers={next(iter(HEADERS)): "wrong"}),
            await post(address.replace("/own", "/other"), question, headers=HEADERS),
            await post(address, data=b"no json", headers=HEADERS),
        ]  # fmt: skip
        taken = [await post(address, question, headers=HEADERS) for _ in range(2)]
        (answer,) = await api.wait("sendMessage")
        await asyncio.sleep(0.3)
        set_up = api.sent("setWebhook")[0]["params"]
        code = await bot.stop()

    assert refused == [403, 403, 404, 400]
    assert taken == [200, 200]
    assert answer["result"]["text"].startswith("585件")
    assert len(api.sent("sendMessage")) == 1
    assert (set_up["url"], set_up["secret_token"]) == ("https://bot.example/own/path", SECRET)
    assert code == 0
    assert api.problems == []


async def test_what_was_confirmed_is_answered_after_a_kill(api, sample_db, tmp_path):
    """Stored before 200: the process dies before it answers, the next one does."""
    api.delay = 5
    async with called(api, sample_db, tmp_path) as (address, bot):
        assert await post(address, update(api, 5), headers=HEADERS) == 200
        await bot.kill()
    api.delay = 0
    async with called(api, sample_db, tmp_path):
        async with asyncio.timeout(10):
            while not [c for c in api.sent("sendMessage") if "result" in c]:
                await asyncio.sleep(0.05)


async def test_two_processes_on_one_database_answer_an_update_once(api, sample_db, tmp_path):
    """Delivered to both at once; what one works on is not taken up by the other when that starts."""
    api.delay = 0.5
    async with called(api, sample_db, tmp_path) as (first, _):
        await post(first, update(api, 4), headers=HEADERS)
        async with called(api, sample_db, tmp_path) as (second, _):
            same = update(api, 5)
            await asyncio.gather(*(post(address, same, headers=HEADERS) for address in (first, second)))
            await api.wait("sendMessage", 2)
            await asyncio.sleep(0.8)

    assert len(api.sent("sendMessage")) == 2
    assert api.problems == []


async def test_health_and_metrics_are_told_on_a_port_of_their_own(api, sample_db, tmp_path):
    """Databases, the last poll, what waits; answers by outcome.  No poll for a while: not healthy."""
    port = free_port()
    bot = await BotProcess(api, sample_db, tmp_path, WENSHU_HEALTH_PORT=str(port), WENSHU_STALE="4").start()
    try:
        await api.say(7, ASK)
        await api.wait("sendMessage")
        healthy = await get(f"http://127.0.0.1:{port}/healthz")
        counted = await get(f"http://127.0.0.1:{port}/metrics")
    finally:
        await bot.kill()

    assert healthy[0] == 200
    assert '"ok": true' in healthy[1]
    assert 'wenshu_answers_total{status="answered"} 1.0' in counted[1]
    assert "wenshu_reports 6.0" in counted[1]


async def test_every_update_is_one_line_of_the_log_without_what_was_written(api, bot):
    """Outcome and times, no text, no name, no token."""
    await api.say(7, ASK)
    await api.wait("sendMessage")
    log = await bot.logged("event=handled")

    (line,) = (line for line in log.splitlines() if "event=handled" in line)
    assert "kind=message ms=" in line
    assert "status=answered answer_ms=" in line
    assert ASK not in log
    assert "人7" not in log
    assert api.token not in log
