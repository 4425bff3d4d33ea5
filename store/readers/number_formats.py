"""A number and its format in a workbook -> what is seen of it: the number, a dash, nothing; None where it is another number."""

import re

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    49: "@",
}  # fmt: skip
ANY = ("General", "@")
SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;"])*);?')
PADDING = re.compile(r"_.|\*.|\[(?:[A-Za-z]{3,7}|Color ?\d+|[红黑蓝绿黄白青紫]色?|\$-[\dA-F]+)\]|\?")
LITERAL = re.compile(r'"([^"]*)"|\\(.)')
NUMBER = re.compile(r"(?P<minus>-)?(?:#,##)?(?P<digit>0|#)(?:\.(?P<decimals>0+))?(?:[件项条个份次起宗期])?")
DASHES = ("-", "—", "/", "")


def shown(code: str, value: float) -> str | None:
    """The text of a number in a format; `code` may have a section each for what is above, below and just 0."""
    if code in ANY:
        return written(value)
    sections = [section for section in SECTION.findall(code) if section] if ";;" not in code else code.split(";")
    below = value < 0 and len(sections) > 1
    section = sections[1] if below else sections[2] if not value and len(sections) > 2 else sections[0]
    plain = LITERAL.sub(lambda m: m[1] or m[2] or "", PADDING.sub("", section)).strip()
    match = NUMBER.fullmatch(plain)
    if match is None:
        return plain if plain in DASHES else None
    if round(value, len(match["decimals"] or "")) != value or bool(match["minus"]) != below:
        return None
    return "" if match["digit"] == "#" and not value else written(value)


def written(value: float) -> str:
    """A whole number without its point."""
    return str(int(value)) if value.is_integer() else str(value)
