"""Words -> what is to be done with the figures: give, add, compare, measure against a base, list the parts."""

from bot.meanings import OperationWord
from bot.words import Word, Words

Operations = list[tuple[Word, OperationWord]]


def read_operation(words: Words, operations: Operations) -> tuple[str, list[Word], list[Word]]:
    """What to do; the words of the base of a share; the other words."""
    ids = [meaning.id for _, meaning in operations]
    if "share" in ids:
        return "share", *_split_share(list(words.words), operations)
    if "change" in ids or "versus" in ids:
        return "change", [], list(words.words)
    return next((kind for kind in ("plus", "total_of", "breakdown") if kind in ids), "value"), [], list(words.words)


def _split_share(words: list[Word], operations: Operations) -> tuple[list[Word], list[Word]]:
    """X占Y的比例 and Y里头X占几成: Y is the base, where it is named."""
    share = next(word for word, meaning in operations if meaning.id == "share")
    within = next((w for w, m in operations if m.id == "within" and w.start < share.start), None)
    if within is not None:
        return [w for w in words if w.end <= within.start], [w for w in words if w.start >= within.end]
    if share.text.startswith("占"):
        return [w for w in words if w.start >= share.end], [w for w in words if w.end <= share.start]
    return [], words


def settled_operation(operation: str, figures: int) -> str:
    """合计 of one figure is that figure; 合计 of several, and 加, is a sum."""
    if operation == "total_of":
        return "sum" if figures > 1 else "value"
    return "sum" if operation == "plus" else operation
