"""What is kept of persons is sealed with a key that does not lie with the database."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

NO_KEY = "这个功能要保存与人有关的内容，架设者还没有设密钥（WENSHU_KEY），所以没有开。"


class SealError(ValueError):
    """The key is no key; the sentence says how to make one."""


class Seal:
    """Seals and opens texts; marks a text so that the same one is known again without being readable."""

    def __init__(self, key: str, *before: str) -> None:
        """`before`: keys of which something may be sealed still; only opened with."""
        try:
            self._fernet = MultiFernet([Fernet(one.encode()) for one in (key, *before)])
        except ValueError as error:
            raise SealError("WENSHU_KEY 不是密钥；请用 wenshu bot --new-key 造一个。") from error
        self._key = key.encode()

    def close(self, text: str) -> str:
        """The text, unreadable without the key."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """The text again; None where it was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None

    def mark(self, text: str) -> str:
        """The same for the same text."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


MOST_MARKS = 4096  # kept in memory; one update needs the same few several times


class Marks:
    """A mark in the place of a number of Telegram's: the same for the same one, and not to be turned back without the secret."""

    SIGN = "#"  # begins each mark
    LENGTH = 22  # hexadecimal digits

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._made = lru_cache(MOST_MARKS)(self._make)

    def of(self, number: int | str) -> str:
        """The mark of a person or a chat; of a mark, itself."""
        text = str(number)
        return text if text.startswith(self.SIGN) else self._made(text)

    def _make(self, text: str) -> str:
        return self.SIGN + hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[: self.LENGTH]


def new_key() -> str:
    """A key nobody has."""
    return Fernet.generate_key().decode()
