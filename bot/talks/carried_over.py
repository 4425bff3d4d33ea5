"""2024年结转过来的 in a talk about 2025 -> what came over into 2025, no row of the report of 2024."""

import re

from bot.question.pieces import END, THEN
from bot.reading.readings import Fields

CAME_OVER = re.compile(
    rf"^{THEN}(?P<body>[\u4e00-\u9fff]{{2,8}}?)?从?(?P<year>20\d\d|\d\d)(?:年度?)?(?:结转|转|遗留|留)(?:过|下)?来的?"
    rf"(?:呢|有?(?:多少|几)件?|件数|数量)?{END}$"
)


def carried_over(message: str, earlier: Fields) -> str:
    """The message as it is where the year spoken of, or a later one, is named: that is what came over into it."""
    match = CAME_OVER.match(message)
    if match is None or len(earlier.years) != 1 or int(match["year"]) % 100 >= earlier.years[0] % 100:
        return message
    return f"{match['body'] or ''}{2001 + int(match['year']) % 100}年上年结转"
