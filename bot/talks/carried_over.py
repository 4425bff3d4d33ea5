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

AGREES = re.compile(
    r"(?P<one>20\d\d)年?(?:度)?(?:的)?(?:(?:结转|转)(?:下年|数|件数)?(?:到|至|和|与|跟|同)|(?:和|与|跟|同)(?P<joined>))(?P<other>20\d\d)年?(?:度)?(?:的)?(?(joined)结转的?|(?:年)?(?:的|上年结转|结转)?)"
    r"(?:是否|是不是)?(?:对不对得上|对得上|一致|衔接得上|衔接|吻合|相符)(?:吗|不|么|没有)?"
)


def came_into(message: str) -> str:
    """宁波2025年从2024年转来的 is 上年结转 of 2025; 2024和2023结转衔接吗 asks whether it is what 2023 passed on.  The message as it is
    where the years are not one after the other."""
    message = AGREES.sub(_whether_they_agree, message)
    return INTO.sub(
        lambda m: f"{m['into']}年{m['who']}上年结转" if int(m["into"]) == int(m["year"]) + 1 else m[0], message
    )


def _whether_they_agree(match: re.Match[str]) -> str:
    before, after = sorted((int(match["one"]), int(match["other"])))
    return f"{before}年结转下年与{after}年上年结转一致吗" if after == before + 1 else match[0]


def carried_over(message: str, earlier: Fields) -> str:
    """The message as it is where the year spoken of, or a later one, is named: that is what came over into it."""
    match = CAME_OVER.match(message)
    if match is None or len(earlier.years) != 1 or int(match["year"]) % 100 >= earlier.years[0] % 100:
        return message
    return f"{match['body'] or ''}{2001 + int(match['year']) % 100}年上年结转"
