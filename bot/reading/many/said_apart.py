"""What a question about many bodies says of the limit, the order or the bodies in words that are not answered with them."""

import re

from bot.question.pieces import HOW_MANY
from bot.reading.reader import Reader
from bot.reading.refusals import none_before_limit
from bot.targets.calculation import Calculation

ROUGHLY = re.compile(r"几[十百千万]+[多余来]?[件起次宗]")
THEN_HOW_MANY = re.compile(
    r"最[快慢猛多少高低大小]的?(?:前?[一二两三四五]个?|\d个?)?(?:区县|[区县市]|单位|部门)[^,，。?？]*(?:多少|几[件起次宗])"
)
OF_THOSE_BELOW = re.compile(r"(?:下属|所属|下辖|所辖)(?:单位|机构)")
ADDS_UP = re.compile(r"合计|总和|加起来|合起来")
HOW_FAR_AHEAD = re.compile(
    rf"(?:最|(?:谁|哪[个家])[^,，?？]*?)[多少高低大小][^,，?？]{{0,4}}[,，?？\s]+[多少高低大小]出?了?{HOW_MANY}"
)
IS_THE_MOST = re.compile(r"是(?:不是)?[^,，。?？]{2,6}最[多少高低]")
OF_A_PLACE = re.compile(r"占(?:了|到|比)?(?:全[省市区]|[\u4e00-\u9fff]{2,4}[省市区县](?!各|所有|全部|的?(?:各|所有)))")


def said_apart(reader: Reader, operation: Calculation) -> dict[str, bool]:
    """What is said of the limit, the order or the bodies in words that are not answered with them."""
    asked, text = reader.asked, reader.words.text
    return {
        "“没有”和限度分开说": none_before_limit(reader.words),
        "又数单位又求和": asked.counts_bodies and ADDS_UP.search(text) is not None,
        "第一名高出多少": len(asked.named) != 2 and HOW_FAR_AHEAD.search(text) is not None,
        "一个单位是不是它那里最多、最少的": IS_THE_MOST.search(text) is not None and _lies_in_other(reader),
        "“几百件”这样的范围": operation == "filter" and ROUGHLY.search(text) is not None,
        "先按增减排再问数": asked.growth and bool(asked.orders) and THEN_HOW_MANY.search(text) is not None,
        "几个单位合起来占另一个单位的比例": _of_a_place(reader, operation),
        "问下属单位的": "below" in asked.ids and OF_THOSE_BELOW.search(text) is not None,
    }


def _of_a_place(reader: Reader, operation: Calculation) -> bool:
    """各区合计占全市: the sum of some in what another report counts."""
    return operation == "sum" and "share" in reader.asked.ids and OF_A_PLACE.search(reader.words.text) is not None


def _lies_in_other(reader: Reader) -> bool:
    """鄞州2023年申请是不是宁波最多的: among the districts there, not against the city."""
    places = [place for body in reader.asked.named for place in body.places]
    return any(place.within(other.code) for place in places for other in places)
