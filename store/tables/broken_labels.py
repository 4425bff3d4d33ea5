"""Lines of a text in which a label is broken: `1.属于国家` / `秘密` -> the label whole, where its last piece stands.

Only a label that is known letter for letter is put together, and only of pieces that follow each other at once."""

from collections.abc import Iterator
from dataclasses import replace

from store.readers.cells import is_value
from store.tables.header import Token
from store.tables.labels import normal
from store.tables.names import LONGEST, Names

MOST_PIECES = 12


def whole_labels(tokens: list[Token], names: Names) -> Iterator[Token]:
    """The tokens, pieces of one label as one."""
    at = 0
    while at < len(tokens):
        count = _pieces(tokens[at : at + MOST_PIECES], names)
        if count > 1:
            text = "".join(token.text for token in tokens[at : at + count])
            yield replace(tokens[at + count - 1], text=text, name=names.meant(text))
        else:
            yield tokens[at]
        at += count


def _pieces(tokens: list[Token], names: Names) -> int:
    """How many of the tokens are one label; the longest that is one."""
    if not _is_piece(tokens[0]):
        return 1
    text, count = tokens[0].text, 1
    for number, token in enumerate(tokens[1:], 2):
        text += token.text
        if not _is_piece(token) or len(text) > LONGEST:
            break
        alone = names.knows(token.text)
        if names.knows(text) and not (
            alone and normal(text) == normal(token.text)
        ):  # a remark before a label is no half
            count = number
        if alone:  # 商业, 企业 is 商业企业; what goes on behind a label is another
            break
    return count


def _is_piece(token: Token) -> bool:
    return not token.aligned and bool(token.text) and len(token.text) <= LONGEST and not is_value(token.text)
