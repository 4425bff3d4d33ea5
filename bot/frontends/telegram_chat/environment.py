"""What the bot needs from its surroundings: token, Bot API server, where talks are kept."""

import re
from base64 import urlsafe_b64encode
from pathlib import Path

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.frontends.telegram_chat.quota import PER_GROUP, PER_PERSON
from bot.kept.private_database import secret_in
from bot.kept.seal import Marks, Seal, SealError
from store.loading.box import Limits

TOKEN = re.compile(r"\d+:[\w-]+")
HOOK_SECRET = re.compile(r"[\w-]{16,256}", re.ASCII)
BESIDE = ".secret"  # how the name of the file with the bot's own secret ends
OFFICIAL = "https://api.telegram.org"
USUAL = Limits()


class SettingsError(Exception):
    """A setting that is missing or wrong; the sentence says what to do."""


class Settings(BaseSettings):
    """Read from the environment and from .env."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    token: SecretStr = Field(SecretStr(""), validation_alias=AliasChoices("TELEGRAM_BOT_TOKEN"))
    api: str = Field(OFFICIAL, validation_alias=AliasChoices("WENSHU_TELEGRAM_API"))
    operators: str = Field("", validation_alias=AliasChoices("WENSHU_ADMINS", "WENSHU_OPERATORS"))
    stale: float = Field(120, gt=0, validation_alias=AliasChoices("WENSHU_STALE"))  # seconds without a successful poll
    webhook_url: str = Field("", validation_alias=AliasChoices("WENSHU_WEBHOOK_URL"))  # empty: polling
    webhook_secret: SecretStr = Field(SecretStr(""), validation_alias=AliasChoices("WENSHU_WEBHOOK_SECRET"))
    webhook_port: int = Field(8080, ge=1, le=65535, validation_alias=AliasChoices("WENSHU_WEBHOOK_PORT"))
    health_port: int = Field(0, ge=0, le=65535, validation_alias=AliasChoices("WENSHU_HEALTH_PORT"))  # 0: none
    listen: str = Field("127.0.0.1", validation_alias=AliasChoices("WENSHU_LISTEN"))
    key: SecretStr = Field(SecretStr(""), validation_alias=AliasChoices("WENSHU_KEY"))  # seals what is kept of persons
    keep_days: int = Field(
        30, gt=0, validation_alias=AliasChoices("WENSHU_KEEP_DAYS")
    )  # what the operator looks at later
    watch_every: float = Field(
        15, gt=0, validation_alias=AliasChoices("WENSHU_WATCH_EVERY")
    )  # seconds between looks for news
    per_person: int = Field(PER_PERSON, gt=0, validation_alias=AliasChoices("WENSHU_PER_PERSON"))  # questions a minute
    per_group: int = Field(PER_GROUP, gt=0, validation_alias=AliasChoices("WENSHU_PER_GROUP"))
    talk_minutes: float = Field(
        30, gt=0, validation_alias=AliasChoices("WENSHU_TALK_MINUTES")
    )  # then a talk is forgotten
    memory: int = Field(
        USUAL.memory >> 20, ge=256, validation_alias=AliasChoices("WENSHU_MEMORY")
    )  # MB for one file that is read
    seconds: float = Field(USUAL.seconds, ge=1, validation_alias=AliasChoices("WENSHU_SECONDS"))
    workers: int = Field(USUAL.workers, ge=1, le=64, validation_alias=AliasChoices("WENSHU_WORKERS"))
    chats: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("wenshu")) / "chats.sqlite",
        validation_alias=AliasChoices("WENSHU_CHATS"),
    )

    @property
    def base_url(self) -> str:
        """Where methods are called."""
        return f"{self.api.rstrip('/')}/bot"

    @property
    def base_file_url(self) -> str:
        """Where files are fetched."""
        return f"{self.api.rstrip('/')}/file/bot"

    @property
    def alive(self) -> Path:
        """A file touched at each successful poll."""
        return self.chats.with_suffix(".alive")


def operators_in(text: str) -> frozenset[int]:
    """12345, 67890: who run the bot, by their numbers at Telegram."""
    found = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() for part in found):
        raise SettingsError("WENSHU_ADMINS 应是 Telegram 的数字编号，几个用逗号分开，例如 12345,67890。")
    return frozenset(map(int, found))


def read_settings() -> Settings:
    """Read and check."""
    try:
        settings = Settings()  # type: ignore[call-arg]  # pydantic fills it from the environment
    except ValidationError as error:
        wrong = "、".join(str(one["loc"][0]) for one in error.errors())
        raise SettingsError(f"设置写得不对：{wrong}；该是数的写数，别超出 README 里说的范围。") from error
    token = settings.token.get_secret_value()
    if not token:
        raise SettingsError("没有令牌：请把 BotFather 给的令牌放进环境变量 TELEGRAM_BOT_TOKEN（或 .env 文件）。")
    if not TOKEN.fullmatch(token):
        raise SettingsError("令牌的样子不对：应是“数字:字母数字”，请从 BotFather 那里重新复制到 TELEGRAM_BOT_TOKEN。")
    operators_in(settings.operators)
    seal_of(settings)
    _check_webhook(settings)
    return settings


def _check_webhook(settings: Settings) -> None:
    """Telegram calls https only and sends a secret of these characters."""
    if not settings.webhook_url:
        return
    if not settings.webhook_url.startswith("https://"):
        raise SettingsError("WENSHU_WEBHOOK_URL 应以 https:// 开头：Telegram 只往 https 送消息。")
    if not HOOK_SECRET.fullmatch(settings.webhook_secret.get_secret_value()):
        raise SettingsError("用 webhook 要设 WENSHU_WEBHOOK_SECRET：16 到 256 个字母、数字、_ 或 -。")


def marks_of(settings: Settings) -> Marks:
    """By the secret that lies beside the database, where the bot began without a key, since another one would find nothing of what is
    kept; else by the key."""
    key, secret = settings.key.get_secret_value(), settings.chats.with_suffix(BESIDE)
    return Marks(key.encode() if key and not secret.exists() else secret_in(secret))


def seal_of_inbox(settings: Settings) -> Seal:
    """For what waits to be answered: by the secret beside the database where no key is set, so that a copy of the database alone says
    nothing; what was sealed so before a key was set is opened still."""
    key, secret = settings.key.get_secret_value(), settings.chats.with_suffix(BESIDE)
    keys = [key] if key else []
    if not key or secret.exists():
        keys.append(urlsafe_b64encode(secret_in(secret)).decode())
    return Seal(*keys)


def seal_of(settings: Settings) -> Seal | None:
    """The seal, where a key is set; raises SettingsError where it is none."""
    key = settings.key.get_secret_value()
    try:
        return Seal(key) if key else None
    except SealError as error:
        raise SettingsError(str(error)) from error
