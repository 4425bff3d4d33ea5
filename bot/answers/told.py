"""收到326件，不予公开几件: a number that a message tells before it asks -> the message with that number put as a question of its own.

Whether it is right comes first; the other question follows on it."""

import re

from bot.question.pieces import END_OF_LINE

ROW = (
    r"新收(?:申请)?|收到(?:的)?(?:政府信息公开)?(?:申请)?|收了|申请|办结了?|予以公开了?|部分公开了?|不予公开了?|无法提供了?|不予处理了?"
    r"|(?:行政)?(?:复议|诉讼)(?:结果)?(?:纠正|维持)?了?|败诉了?|(?:结果)?(?:纠正|维持)了?|尚未审结|结转(?:下年度?)?了?|上年结转|其他处理了?"
    r"|重复申请|信访举报投诉类?(?:申请)?|(?:属于)?国家秘密|三安全一稳定|过程性信息|内部事务信息|(?:行政)?执法案卷|案卷|行政(?:许可|处罚|强制)"
)
COUNT = r"(?<!\d)\d[\d,]*[件起宗]"
ASKS = r"(?=[^。?？]*(?:多少|[几哪谁吗呢占啥]|什么|原因|理由|出处|来源))"
IN_OTHER_ORDER = re.compile(
    rf"(?P<verb>收到了?|收了|新收了?|受理了?|(?<=[年度])(?:只有|才|就)?)(?P<count>{COUNT})(?:的)?(?:政府信息公开)?申请(?=[,，]|对|是|吗|吧|里|中|当中|其中|[?？])"
)  # 收到326件申请
SURE = re.compile(rf"(?P<told>(?:{ROW}){COUNT})[,，\s]*(?:这?是真的吗|真的假的|是真是假|属实吗|是真的么){END_OF_LINE}")
TOLD = re.compile(rf"(?P<told>(?:{ROW}){COUNT})(?:[,，]\s*|\s+){ASKS}")
AMONG = re.compile(rf"(?P<told>(?:{ROW}){COUNT})的?(?:里面|里头|里|当中|之中|中)[,，]?(?:有|的)?{ASKS}")
OF_THAT = re.compile(
    rf"(?P<told>(?:{ROW}){COUNT})[,，]?(?=(?:这个数|这个|是|的)*(?:字|数据)?(?:出处|来源|哪来|从?哪里来|出自哪))"
)
OF_THEM = re.compile(r"占(?:了|比)?(?=多少|几成|百分之|的?比例|的?比重)")  # 不予公开381件里，过程性信息占多少
RECEIVED = re.compile(r"收(?:到的?|了)(?:政府信息公开)?(?:申请)?(?=\d)")
OF_ROW = re.compile(rf"(?:{ROW})$")
CHECKED = re.compile(r"[^,，。?？]{0,4}(?:对吗|是吗|对不对|对吧)")


def told_apart(message: str) -> str:
    """The message as it is where it tells no number that it does not ask about."""
    message = IN_OTHER_ORDER.sub(_ordered, message)
    for pattern, then in ((SURE, ""), (OF_THAT, ""), (AMONG, "其中"), (TOLD, "")):
        match = pattern.search(message)
        if match is not None and not CHECKED.match(message, match.end()) and not _tells_more(message[match.end() :]):
            told = RECEIVED.sub("收到申请", match["told"])
            rest = message[match.end() :]
            if pattern is AMONG:
                rest = OF_THEM.sub(f"占{re.sub(COUNT, '', told)}的", rest, count=1)
            return f"{message[: match.start()]}{told}对吗？{then}{rest}"
    return message


def _ordered(match: re.Match[str]) -> str:
    verb = match["verb"].rstrip("了")
    return f"{'收到' if verb in ('', '只有', '才', '就') else verb}申请{match['count']}"


def _tells_more(rest: str) -> bool:
    """申请952件，2022年941件，对吗: another number, which is not said to be of anything."""
    return any(OF_ROW.search(rest, 0, count.start()) is None for count in re.finditer(COUNT, rest))
