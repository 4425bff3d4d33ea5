"""A message -> its parts: sentences, numbered questions, clauses."""

import re

from bot.question.pieces import END_OF_LINE, HOW_MANY, THEN

ENDS = re.compile(
    rf"[?？;；\n。!！]+|(?<=多少|几[件起成次])\s+(?={THEN}(?:[去前上]年|\d{{2,4}}年?)呢{END_OF_LINE}$)"
)  # 收了多少 去年呢
NUMBERED = re.compile(r"(?:^|\s)[1-9][.、)）]\s*(?=\D)")  # 1.北仑新收 2.镇海新收
ASKS = re.compile(r"多少|[几哪谁]|什么|有没有|是不是|占|[了的]吗|有[^,，。?？]{1,8}吗")
GOES_ON = re.compile(rf"呢{END_OF_LINE}$")
HOW = re.compile(
    r"\s*(?:按|以|用|拿|[多少高低大小]了?(?:几成|几倍|百分之|多少倍))"
)  # 公开率多少，按予以公开占办结算: how it is worked out
SENTENCES = re.compile(r"[?？;；\n。!！,，]+")
CLAUSES = re.compile(
    r"[?？;；\n。!！,，、]+|还有|以及|另外"
    r"|(?:(?<=多少)(?!申请(?!量|数|多少|几)|案[件子])(?=[^的件起条次宗个])|(?<=几[件起条次宗])(?=[^的]))"  # 复议多少诉讼多少
    r"(?!(?<=[了过]..)(?:(?:行政)?(?:复议|诉讼)|官司))"  # 受理了几件复议 is one question
    r"|(?<=多少[件起条次宗个])\s+(?=\w)"  # 复议多少件 维持多少
    r"|(?:[和与跟]|(?<!涉)及)(?=其中)"  # 诉讼总数及其中维持数
)
OF_THOSE_WHO = re.compile(
    r"^(?P<row>(?=[^,，、。?？]{4,})(?:(?!多少|几[件起宗条次]|[哪谁吗占和与及最])[^,，、。?？])+?)的?[,，、]\s*"
    r"(?=(?:自然人|个人|公民|市民|群众|老百姓|百姓|企业|公司|商业企业|律所|律师事务所|法律服务机构|科研机构|社会公益组织|公益组织|组织|法人)"
    r"(?:们|所)?(?:提|申请)[^,，、最]*$)"
)  # 不掌握，自然人提的几件: one cell
LISTS = re.compile(r"[,，、]")
COMMAS = re.compile(r"[,，]|(?<=多少|几[件起成次]|谁[多少高低])\s+(?=\w)")  # 新收多少 自然人占几成 跟2023比呢
TOTALS_LISTED = re.compile(r"(?<=总数|总量|件数|数量)(?:以及|(?<!涉)及|和|与|、|[,，])")  # 诉讼总数和复议总数
SUM_AT_END = re.compile(rf"(?:合计|总和|加起来)(?:是|有)?{HOW_MANY}?[件起]?[?？。呢\s]*$")
AND_RATE = re.compile(
    r"(?:及|和|与|、)其?(?=(?:占比|比例|比率|百分比|占[^,，。占]{2,10}比|同比|增幅|增长率)[^,，。]*$)"
)
ADDED = re.compile(r"合计|总共|一共|加起来")
YEAR_ALONE = re.compile(
    r"\s*(?:我?(?:是)?(?:问|说|要)的?(?:是)?)?(?:20\d\d年?|(?:\d{2}|\d{4}|[二两〇零○一三四五六七八九]{4})年)度?(?:的|的数据|报告)?\s*"
)
YEAR_LAST = re.compile(
    r"^(?P<rest>[^\d]{6,}?)(?:[,，、?？。\s]*[(（]|[,，、?？。\s]+|(?<=[^,，\s]))(?P<year>20\d\d)年?(?:度)?(?:的)?(?:数据|数)?[)）]?[?？。\s]*$"
)
THANKS = re.compile(r"\s*(?:谢谢|多谢|谢啦|麻烦了|感谢|辛苦了?)[啦了您你]?[!！。，\s]*")
HAS_YEAR = re.compile(r"\d{4}|\d{2}年|[二两][〇零○]|去年|前年|今年|历年")


def year_first(message: str) -> str:
    """北仑新收、鄞州复议，2023: the year at the end is of all that is asked, so it is put before."""
    match = YEAR_LAST.match(message)
    if match is None or HAS_YEAR.search(match["rest"]) or not LISTS.search(match["rest"]):
        return message
    apart = message[match.end("rest")] != match["year"][0]
    if not apart and ("、" not in match["rest"] or SENTENCES.search(match["rest"])):
        return message  # 老百姓申请的占多少，北仑2024 is one question
    return f"{match['year']}年{match['rest']}"


def sentences(message: str) -> list[str]:
    """The sentences of a message, or the questions that it numbers; a year alone goes with the question before it."""
    numbered = message.lstrip().startswith("1") and len(NUMBERED.findall(message)) > 1
    marks = NUMBERED if numbered else ENDS
    return _with_years([part for part in marks.split(message) if part.strip()])


def clauses(message: str, marks: re.Pattern[str]) -> list[str]:
    return [part for part in marks.split(message) if part.strip()]


def asking_clauses(texts: list[str]) -> list[str]:
    """The clauses that ask, each with what stands before it and asks nothing (商业企业申请的，各多少); without thanks at the end."""
    found: list[str] = []
    lead = ""
    for text in texts:
        if _asks(text):
            found.append(lead + text)
            lead = ""
        else:
            lead += f"{text}，"
    return found if not lead or THANKS.fullmatch(lead) else [*found, lead.rstrip("，")]


def _asks(text: str) -> bool:
    return ASKS.search(text) is not None or GOES_ON.search(text) is not None or text.endswith(("率", "总数", "总量"))


def _with_years(sentences: list[str]) -> list[str]:
    """海曙高还是鄞州高？2024年的: a year alone belongs to the question before it."""
    found: list[str] = []
    for text in sentences:
        if found and YEAR_ALONE.fullmatch(text):
            found = [one if HAS_YEAR.search(one) else text + one for one in found]
        else:
            found.append(text)
    return found


def leaves_out(texts: list[str], leaving: re.Pattern[str]) -> bool:
    """各区谁最多，除北京外; 除了自然人，哪个区最多: whether a clause is no question of its own, as it leaves something out of another."""
    return any(map(leaving.match, texts[1:])) or any(leaving.search(text) and not ASKS.search(text) for text in texts)


def each_asks(texts: list[str]) -> bool:
    """Whether each clause is a question, none of them how another is worked out (公开率多少，按予以公开占办结算)."""
    return all(_asks(text) and not HOW.match(text) for text in texts)
