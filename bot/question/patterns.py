"""Regular expressions written in data, with {names} for the parts that several share."""

from collections.abc import Mapping

DEEPEST = 2  # a part may name others, and those no more


def put_in(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with its parts; braces around anything else are the expression's own ({2,8})."""
    for _ in range(DEEPEST):
        for name, part in parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
    return pattern
