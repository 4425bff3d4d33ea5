"""不是鄞州是北仑, 我问的是法人: a message that corrects the one before -> what is meant."""

import re

YEAR = re.compile(
    r"^\s*(?:不对|错了)?[,，。]?(?:我)?(?:问的|说的)?不是(?:\d{4}|\d\d)年?[,，]?\s*(?:而)?是(?P<year>\d{4}|\d\d)年?的?[。.!！]?\s*$"
)
YEAR_WRONG = re.compile(
    r"^\s*(?:年份|年度|年)(?:也|又|都)?(?:错|不对|弄错|搞错|写错|记错|说错|问错)了?[,，。\s]*(?:应该|应当)?(?:是)?(?P<year>\d{4}|\d\d)年?的?[。.!！]?\s*$"
)
BODY_WRONG = re.compile(
    r"^\s*(?:单位|机构|机关|地方|地区|城市)(?:也|又|都)?(?:错|不对|弄错|搞错|写错|记错|说错|问错)了?[,，。\s]*(?:应该|应当)?(?:是)?(?P<body>[^,，。?？]{2,14})$"
)
WRONG = "(?:[说打问写搞弄]?错了?)"
CORRECTION = re.compile(
    rf"^\s*(?:[哦噢啊呃嗯]+[,，\s]*)?(?:不对|{WRONG}|不)?[,，。]?(?:我)?(?:问的|说的)?不是[^,，是]{{1,12}}[,，]?\s*(?:而)?是(?P<right>.+)$"
    r"|^\s*(?:不对|错了|不是|不)[,，。]?\s*我?(?:要|问|说|想要|想问|指)的?是(?P<meant>.+)$"
    rf"|^\s*(?:不对|{WRONG})[,，。\s]*(?:应该|应当)?是(?P<should>[^不].*)$"
    rf"|^\s*(?P<wrong>[\u4e00-\u9fff]{{2,6}}?){WRONG}(?:[,，。\s]+(?:应该|应当)?是?|(?:应该|应当)?是)(?P<for>.{{2,}})$"
    r"|^\s*(?:我)?(?:说错|打错|问错|写错)了?[,，。\s]+(?:我)?(?:要|想问|问|说)的?(?:应该)?(?:是)?(?P<said>.+)$"
    r"|^\s*(?:我)?不(?:要|看|问)[^,，要]{1,12}[,，]?\s*(?:我)?(?:要|看|问)(?P<instead>.+)$"
    rf"|^\s*(?:不对|{WRONG})?[,，。]?(?:我)?(?:问的|说的|要的)?不是[^,，是]{{1,8}}[,，]\s*(?P<plain>[^,，是?？多几哪]{{2,8}})[。.]?\s*$"
    r"|^\s*(?:不对|错了)?[,，。]?我?(?:是说|是问|问的是?|说的是?|要的是?|想问的?是?)(?P<first>[^,，是?？]{1,12})[,，]?(?:而)?(?<!是)不是[^,，是?？吗]{1,10}[。.]?\s*$"
    rf"|^\s*(?:[哦噢啊呃嗯唉哎呀]+[,，\s]*)?(?:我)?(?:[说打问写搞弄看记]错了?|不对)[,，。:：\s]+(?:(?:应该|应当)?是|(?:我)?(?:想?问|查|看|要)的?是?)?(?P<rather>[^,，]{{2,}})$"
    r"|^\s*(?:也|又)不是[^,，是]{1,12}[,，]\s*(?:而?是)?(?P<but>.+)$"
)


SEVERAL_INSTEAD = re.compile(
    r"^\s*(?:改成|换成|改为|换为|我是说|我说的是|我要的?是?)[^,，。?？]{2,12}?(?:和|与|跟|、|到|至|-|~)[^,，。?？]{2,}$"
)  # 换成海曙和鄞州: what is made of them next is made of those


def puts_right(message: str) -> bool:
    """Whether a message says that the one before was not what was meant; that one is then none of those asked before."""
    return any(pattern.match(message) for pattern in (YEAR, YEAR_WRONG, BODY_WRONG, CORRECTION, SEVERAL_INSTEAD))


def put_right(message: str) -> str:
    """What a correction puts in the place of what was read; any other message as it is."""
    if year := YEAR.match(message) or YEAR_WRONG.match(message):
        return f"{year['year']}年"  # 不是24是23
    if body := BODY_WRONG.match(message):
        return f"{body['body']}呢"  # 单位错了，是中原区
    corrected = CORRECTION.match(message)
    if corrected is None:
        return message
    return next(text for name, text in corrected.groupdict().items() if text and name != "wrong")
