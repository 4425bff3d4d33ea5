"""Pieces that patterns over a question or a message share; each stands in a pattern where its words may stand."""

THEN = "(?:那|那么)?"  # how a message that goes on begins
HOW_MANY = "(?:多少|几)"
END = r"[?？。\s]*"  # what may follow the last word
END_OF_LINE = r"[?？\s]*"
POINTS = "百分点"
