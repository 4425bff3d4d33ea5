"""2024年结转过来的 in a talk about 2025 -> what came over into 2025, no row of the report of 2024."""

import re

from bot.question.pieces import END, THEN
from bot.reading.readings import Fields

CAME_OVER = re.compile(
    rf"^{THEN}(?P<body>[\u4e00-\u9fff]{{2,8}}?)?从?(?P<year>20\d\d|\d\d)(?:年度?)?(?:结转|转|遗留|留)(?:过|下)?来的?"
    rf"(?:呢|有?(?:多少|几)件?|件数|数量)?{END}$"
)

INTO = re.compile(
    r"(?P<into>20\d\d)年?度?(?P<who>[^,，。?？\d]{0,8}?)[从由](?P<year>20\d\d)年?度?(?:结转|转|遗留|留)(?:过|下)?[来入]的?(?:案子|案件|申请|件)?"
)


def came_into(message: str) -> str:
    """宁波2025年从2024年转来的 is 上年结转 of 2025; the message as it is where the year named is not the one before."""
    return INTO.sub(
        lambda m: f"{m['into']}年{m['who']}上年结转" if int(m["into"]) == int(m["year"]) + 1 else m[0], message
    )


def carried_over(message: str, earlier: Fields) -> str:
    """The message as it is where the year spoken of, or a later one, is named: that is what came over into it."""
    match = CAME_OVER.match(message)
    if match is None or len(earlier.years) != 1 or int(match["year"]) % 100 >= earlier.years[0] % 100:
        return message
    return f"{match['body'] or ''}{2001 + int(match['year']) % 100}年上年结转"
