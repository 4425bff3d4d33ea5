"""The files of words, `lexicon/`, as they are written."""

import tomllib
from pathlib import Path
from typing import Any

LEXICON = Path(__file__).parents[1] / "lexicon"


def lexicon(name: str) -> dict[str, Any]:
    """What a file says."""
    return tomllib.loads((LEXICON / name).read_text("utf-8"))
