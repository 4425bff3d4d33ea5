"""降幅最大, 增加最多, 增长最快: whether the change of many bodies is compared as a number or in percent."""

import re

from bot.reading.reader import Reader

MOST = re.compile(r"最[多少]")
UNSIGNED = {"变化", "增减", "涨跌"}  # a change that goes neither way


def read_change(reader: Reader) -> tuple[str, bool]:
    """How a change is compared, as number or percent (empty: no change is asked for), and whether less than before is meant."""
    if not reader.asked.growth:
        return "", False
    details = [meaning.detail for _, meaning in reader.asked.operations if meaning.id == "change"]
    units = {limit.unit for _, limit in reader.asked.limits}
    fast = any(order.speed for _, order in reader.asked.orders)
    most = MOST.search(reader.words.text) is not None
    wide = any(
        word.text.endswith(("幅", "幅度")) for word, meaning in reader.asked.operations if meaning.id == "change"
    )
    fast = fast or "百分之" in reader.words.text
    percent = "%" in units or fast or (not reader.asked.limits and (wide or ("percent" in details and not most)))
    return "percent" if percent else "number", "down" in details
