"""Web archives (mht) -> lines and grids: the page inside, read as HTML."""

import email
from email import policy

from store.document import Blocks, UnreadableError
from store.readers import from_html


def read(data: bytes) -> Blocks:
    """The first page of the archive; raises UnreadableError where there is none."""
    message = email.message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return from_html.read(content)
    raise UnreadableError("网页存档（mht）里没有网页；请在浏览器里打开后另存为 HTML 再载入。")
