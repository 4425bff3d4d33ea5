"""A Bot API server on loopback for the real bot: honest offsets, long polls, faults, Telegram's own refusals.

Every request and every object sent back is checked by aiogram's models of the Bot API; what those let through (lengths,
HTML, 64 bytes of callback data, privacy mode) is checked here.  `problems` must be empty at the end of a test."""

import asyncio
import copy
import itertools
import json
import re
import time
import typing
from html.parser import HTMLParser

import aiogram.methods
from aiogram.types import BufferedInputFile, Update
from aiohttp import web
from pydantic import BaseModel, TypeAdapter, ValidationError

METHODS = {
    method.__api_method__.lower(): method
    for method in vars(aiogram.methods).values()
    if isinstance(method, type)
    and issubclass(method, BaseModel)
    and isinstance(getattr(method, "__api_method__", None), str)
}
ALLOWED_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
ADAPTERS: dict[str, TypeAdapter] = {}

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # of an administrator  # fmt: skip
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


class Refusal(Exception):  # noqa: N818  # it is what Telegram says, not an error of ours
    """What Telegram answers to a request it does not take."""

    def __init__(self, code: int, text: str, **parameters):
        super().__init__(text)
        self.code, self.text, self.parameters = code, text, parameters


def checked(kind, data, what: str):
    """Validate against aiogram's type; fields it does not know are an error too."""
    adapter = ADAPTERS.setdefault(repr(kind), TypeAdapter(kind))
    value = adapter.validate_python(data)
    if unknown := list(_unknown(value)):
        raise ValueError(f"{what}: unknown fields {unknown}")
    return value


def _unknown(value, at=""):
    if isinstance(value, BaseModel):
        yield from (f"{at}.{name}" for name in (value.model_extra or {}))
        for name in type(value).model_fields:
            yield from _unknown(getattr(value, name), f"{at}.{name}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _unknown(item, f"{at}[{number}]")


def _is_text(method, name: str) -> bool:
    """Whether a parameter is a plain String, which is never JSON even when it looks like it."""
    field = method.model_fields.get(name)
    kinds = field and (typing.get_args(field.annotation) or (field.annotation,))
    return bool(kinds) and all(k in (str, type(None)) or getattr(k, "__name__", "") == "Default" for k in kinds)


class _Html(HTMLParser):
    """Refuses what Telegram refuses: unknown tags, tags left open or closed in the wrong order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED_TAGS:
            raise Refusal(400, f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise Refusal(400, f"Bad Request: can't parse entities: unexpected end tag {tag}")

    def handle_data(self, data):
        self.text.append(data)


def plain(text: str, parse_mode: str | None) -> str:
    """The text a person sees; refused where Telegram would refuse it."""
    if parse_mode == "HTML":
        if re.search(r"<(?![/a-zA-Z])", text):
            raise Refusal(400, "Bad Request: can't parse entities: unsupported start tag")
        if re.search(r"&(?!(lt|gt|amp|quot|#\d+);)", text):
            raise Refusal(400, "Bad Request: can't parse entities: bare &")
        page = _Html()
        page.feed(text)
        page.close()
        if page.open:
            raise Refusal(400, f"Bad Request: can't parse entities: can't find end tag for {page.open[-1]}")
        text = "".join(page.text)
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    return text


class BotApi:
    """The server and the people's side of it."""

    def __init__(self):
        self.me = {
            "id": 123456, "is_bot": True, "first_name": "问数", "username": "wenshu_bot", "can_join_groups": True,
            "can_read_all_group_messages": False, "supports_inline_queries": True,
        }  # fmt: skip
        self.token = "123456:TEST-token_for_loopback"
        self.updates, self.calls, self.problems, self.faults, self.messages = [], [], [], [], {}
        self.update_ids, self.message_ids = itertools.count(1000), itertools.count(1)
        self.polling, self.changed = 0, asyncio.Condition()
        self.delay = 0.0
        self.line: dict[str, str] = {}  # method -> what happens to the line, once
        self.admins = [1]  # of every group
        self.hidden: list[int] = []  # those of them who are anonymous
        self.files = {}

    async def start(self, port: int = 0) -> "BotApi":
        app = web.Application()
        app.add_routes(
            [web.route("*", "/bot{token}/{method}", self._serve), web.get("/file/bot{token}/{name}", self._download)]
        )
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        await self.runner.cleanup()

    # ------------------------------------------------------------------------------------------------ requests
    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["method"].lower()
        method = METHODS.get(name)
        given = dict(request.query) | (
            await request.json() if request.content_type == "application/json" else dict(await request.post())
        )
        given = {
            k: BufferedInputFile(v.file.read(), v.filename) if isinstance(v, web.FileField) else v
            for k, v in given.items()
        }
        parameters = {k: _decoded(v) if not (method and _is_text(method, k)) else v for k, v in given.items()}
        call = {"method": name, "params": parameters, "at": time.monotonic()}
        self.calls.append(call)
        try:
            self._admit(request, name)
            await self._fail_by_line(request, name)
            call["result"] = copy.deepcopy(await self._run(name, method, parameters))
            return web.json_response({"ok": True, "result": call["result"]})
        except Refusal as refusal:
            call["error"] = refusal.text
            body = {"ok": False, "error_code": refusal.code, "description": refusal.text}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
            return web.json_response(body, status=refusal.code)

    async def _fail_by_line(self, request: web.Request, name: str) -> None:
        """The line goes dead (reset) before anything is carried out."""
        kind = self.line.pop(name, "")
        if kind == "reset":
            request.transport.abort()
            await asyncio.sleep(60)  # ended by the disconnection

    def _admit(self, request: web.Request, name: str) -> None:
        if request.match_info["token"] != self.token:
            raise Refusal(401, "Unauthorized")
        for fault in self.faults:
            if (
                fault["method"] == name
                and fault["times"] > 0
                and fault.get("chat") in (None, self.calls[-1]["params"].get("chat_id"))
            ):
                fault["times"] -= 1
                raise Refusal(fault["code"], fault["text"], **fault.get("parameters", {}))

    async def _run(self, name: str, method, parameters: dict):
        if method is None:
            self.problems.append(f"{name}: no such method")
            raise Refusal(404, "Not Found")
        if name != "getupdates":
            try:
                checked(method, parameters, name)
            except (ValidationError, ValueError) as error:
                self.problems.append(f"{name}: {error}")
                raise Refusal(400, f"Bad Request: {error}") from error
        handler = getattr(self, f"_{name}", None)
        if handler is None and method.__returning__ is not bool:
            self.problems.append(f"{name}: not served here")
            raise Refusal(500, f"{name} is not served here")
        try:
            result = await handler(parameters) if handler else True
        except Refusal as refusal:
            self.problems.append(f"{name}: {refusal.text}: {parameters.get('text')}")
            raise
        if name != "getupdates":
            checked(method.__returning__, result, name)
        return result

    async def _getme(self, _):
        return self.me

    async def _getupdates(self, p):
        offset, limit, timeout = int(p.get("offset") or 0), int(p.get("limit") or 100), float(p.get("timeout") or 0)
        if offset > 0:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
        self.polling = mine = self.polling + 1  # the newest poll wins, as at Telegram
        try:
            async with self.changed:
                self.changed.notify_all()
                await asyncio.wait_for(
                    self.changed.wait_for(lambda: self.updates or self.polling != mine), timeout or 0.001
                )
        except TimeoutError:
            pass
        return self.updates[:limit] if self.polling == mine else []

    async def _getmydescription(self, _):
        return {"description": ""}

    async def _getmyshortdescription(self, _):
        return {"short_description": ""}

    async def _getchatadministrators(self, p):
        return [{
            "status": "creator", "user": {"id": user, "is_bot": False, "first_name": f"人{user}"}, "is_anonymous": user in self.hidden,
        } for user in self.admins]  # fmt: skip

    async def _getchatmember(self, p):
        return {
            "status": "administrator" if int(p["user_id"]) in self.admins else "member",
            "user": {"id": int(p["user_id"]), "is_bot": False, "first_name": "成员"},
            **(dict.fromkeys(RIGHTS, False) if int(p["user_id"]) in self.admins else {}),
        }

    async def _getchat(self, p):
        return {
            "id": int(p["chat_id"]), "type": "supergroup", "title": "某群", "accent_color_id": 0, "max_reaction_count": 1,
            "accepted_gift_types": dict.fromkeys(GIFTS, False),
        }  # fmt: skip

    async def _answerinlinequery(self, p):
        for result in p["results"]:
            plain(result["input_message_content"]["message_text"], "HTML")
            if not 1 <= len(result["id"].encode()) <= 64 or not result["title"]:
                raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
        return True

    async def _answerguestquery(self, p):
        plain(p["result"]["input_message_content"]["message_text"], "HTML")
        return {"inline_message_id": "guest1"}

    async def _sendmessage(self, p):
        await asyncio.sleep(self.delay)
        return self._keep(p, text=plain(p["text"], p.get("parse_mode")))

    async def _getfile(self, p):
        name = p["file_id"]
        if name not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        return {"file_id": name, "file_unique_id": f"u{name}", "file_size": len(self.files[name]), "file_path": name}

    async def _download(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    async def _sendphoto(self, p):
        _check_file(p["photo"], "photo")
        return self._keep(p, photo=[self._file() | {"width": 1, "height": 1}], **_caption(p))

    async def _senddocument(self, p):
        return self._keep(
            p, document=self._file() | {"file_name": _check_file(p["document"], "document")}, **_caption(p)
        )

    def _file(self) -> dict:
        number = next(self.message_ids)
        return {"file_id": f"F{number}", "file_unique_id": f"u{number}", "file_size": 1}

    async def _editmessagetext(self, p):
        message = self.messages.get((int(p["chat_id"]), int(p["message_id"])))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        _check_buttons(p)
        message.pop("reply_markup", None)
        message |= {"text": plain(p["text"], p.get("parse_mode")), "edit_date": int(time.time())}
        if p.get("reply_markup"):
            message["reply_markup"] = p["reply_markup"]
        return message

    def _keep(self, p, **content):
        chat = int(p["chat_id"])
        _check_buttons(p)
        kind = {"type": "private", "first_name": "某人"} if chat > 0 else {"type": "supergroup", "title": "某群"}
        sender = {k: self.me[k] for k in ("id", "is_bot", "first_name", "username")}
        message = {
            "message_id": next(self.message_ids),
            "date": int(time.time()),
            "chat": {"id": chat, **kind},
            "from": sender,
        } | content
        if "inline_keyboard" in (p.get("reply_markup") or {}):  # a keyboard of other kinds is no part of the message
            message["reply_markup"] = p["reply_markup"]
        replied = p.get("reply_parameters")
        if replied and "ephemeral_message_id" in replied:
            return message | {"message_id": 0}
        if replied:
            target = self.messages.get((chat, int(replied["message_id"])))
            if target is None and not replied.get("allow_sending_without_reply"):
                raise Refusal(400, "Bad Request: message to be replied not found")
            if target:
                message["reply_to_message"] = {k: v for k, v in target.items() if k != "reply_to_message"}
        self.messages[chat, message["message_id"]] = message
        return message

    # --------------------------------------------------------------------------------------------- people's side
    async def push(self, **kind) -> int:
        """Deliver an update; its form is checked too."""
        update = {"update_id": next(self.update_ids)} | kind
        checked(Update, update, "update")
        async with self.changed:
            self.updates.append(update)
            self.changed.notify_all()
        return update["update_id"]

    def message(self, chat: int, user: int, text: str, **more) -> dict:
        """A person's message; entities are added for commands and mentions as Telegram does, in UTF-16 units."""
        kind = {"type": "private", "first_name": "某人"} if chat > 0 else {"type": "supergroup", "title": "某群"}
        message = {
            "message_id": next(self.message_ids), "date": int(time.time()), "chat": {"id": chat, **kind},
            "from": {"id": user, "is_bot": False, "first_name": f"人{user}"}, "text": text,
        } | more  # fmt: skip
        if entities := list(_entities(text)):
            message["entities"] = entities
        self.messages[chat, message["message_id"]] = message
        return message

    async def say(self, chat: int, text: str, user: int = 7, **more) -> dict:
        """Say something; delivered only where privacy mode lets it through."""
        message = self.message(chat, user, text, **more)
        if chat > 0 or self.me["can_read_all_group_messages"] or self._reaches(message):
            await self.push(message=message)
        return message

    def _reaches(self, message: dict) -> bool:
        """Privacy mode: commands to this bot, replies to its messages; a plain mention does not reach it."""
        command = re.match(r"/\w+(?:@(\w+))?", message["text"])
        if command:
            return command.group(1) in (None, self.me["username"])
        replied = message.get("reply_to_message")
        return bool(replied and replied["from"]["id"] == self.me["id"])

    async def edit(self, message: dict, text: str) -> None:
        """Change a message that was said."""
        changed = message | {"text": text, "edit_date": int(time.time())}
        changed.pop("entities", None)
        if entities := list(_entities(text)):
            changed["entities"] = entities
        self.messages[message["chat"]["id"], message["message_id"]] = changed
        await self.push(edited_message=changed)

    async def press(self, message: dict, row: int = 0, user: int = 7, data: str | None = None, label: str = "") -> None:
        """Press the first button of a row under a message, or the one with a label."""
        buttons = [button for line in message["reply_markup"]["inline_keyboard"] for button in line]
        named = (button for button in buttons if label and button["text"] == label)
        button = next(named, message["reply_markup"]["inline_keyboard"][row][0])
        await self.push(callback_query={
            "id": str(next(self.update_ids)), "from": {"id": user, "is_bot": False, "first_name": f"人{user}"},
            "chat_instance": "1", "message": message, "data": button["callback_data"] if data is None else data,
        })  # fmt: skip

    async def upload(self, chat: int, name: str, data: bytes, user: int = 7, **more) -> None:
        """Send a file."""
        await self.push(message=self.with_file(chat, name, data, user, **more))

    def with_file(self, chat: int, name: str, data: bytes, user: int = 7, **more) -> dict:
        """A message with a file, as privacy mode keeps it from the bot in a group."""
        number = f"up{next(self.message_ids)}"
        self.files[number] = data
        message = self.message(chat, user, "")
        del message["text"]
        document = {"file_id": number, "file_unique_id": f"u{number}", "file_name": name, "file_size": len(data)}
        return message | {"document": document} | more

    async def type_inline(self, text: str, user: int = 7) -> str:
        """Type after @bot in some chat."""
        number = str(next(self.update_ids))
        person = {"id": user, "is_bot": False, "first_name": f"人{user}"}
        await self.push(inline_query={"id": number, "from": person, "query": text, "offset": "", "chat_type": "group"})
        return number

    def sent(self, method: str, since: int = 0) -> list[dict]:
        """The calls of one method that were answered, in order."""
        return [c for c in self.calls[since:] if c["method"] == method.lower() and ("result" in c or "error" in c)]

    async def wait(self, method: str, count: int = 1, seconds: float = 30, since: int = 0) -> list[dict]:
        """Wait for calls; fails with the last ones seen."""
        end = time.monotonic() + seconds
        while len(found := self.sent(method, since)) < count:
            if time.monotonic() > end:
                raise TimeoutError(
                    f"{method}: {len(found)} of {count}; last calls {[c['method'] for c in self.calls[-6:]]}; {self.problems}"
                )
            await asyncio.sleep(0.005)
        return found


def _decoded(value):
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _check_file(file: BufferedInputFile, kind: str) -> str:
    """A file of bearable size; its name."""
    if not file.data or len(file.data) > (10 if kind == "photo" else 50) << 20:
        raise Refusal(400, "Bad Request: file must be non-empty")
    return file.filename


def _caption(parameters: dict) -> dict:
    if "caption" not in parameters:
        return {}
    if len(parameters["caption"].encode("utf-16-le")) // 2 > 1024:
        raise Refusal(400, "Bad Request: message caption is too long")
    return {"caption": plain(parameters["caption"], parameters.get("parse_mode"))}


def _check_buttons(parameters: dict) -> None:
    for row in (parameters.get("reply_markup") or {}).get("inline_keyboard", ()):
        for button in row:
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
            if not 1 <= len(button.get("copy_text", {"text": "x"})["text"]) <= 256:
                raise Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")


def _entities(text: str):
    for pattern, kind in ((r"^/[A-Za-z0-9_]+(?:@[A-Za-z0-9_]+)?(?!\w)", "bot_command"), (r"@\w{5,}", "mention")):
        for match in re.finditer(pattern, text):
            if kind == "mention" and text.startswith("/") and match.start() < len(text.split(maxsplit=1)[0]):
                continue
            before = len(text[: match.start()].encode("utf-16-le")) // 2
            yield {"type": kind, "offset": before, "length": len(match.group().encode("utf-16-le")) // 2}
