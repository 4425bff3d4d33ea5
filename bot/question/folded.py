"""The form in which words and questions meet."""

import unicodedata

QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "\u3000": " "})


def folded(text: str) -> str:
    """Half width, one kind of quotes, lower case: the form in which words and questions meet."""
    return unicodedata.normalize("NFKC", text).translate(QUOTES).lower()
