"""昆山，不，太仓2024许可: what a message takes back before it ends -> the message with what was meant in its place."""

import re

from bot.knowledge import Knowledge
from bot.question.meanings import AmbiguousWord, BodyWord, FigureWord, RateWord, YearWord
from bot.question.word import Word
from bot.question.words import read_words

SIGHS = "哦噢啊呃额嗯唉哎哟呀"
OH = rf"(?:[{SIGHS}][,，、\s]*)"
WRONG = r"(?:(?:不对){1,2}|[说打写问搞弄记看]错了?|错了|(?:不是|不{1,2})(?=[,，、\s]))"
RATHER = r"(?:(?:应该|应当|我)?是(?:说|问|指)?(?!不是|否)|(?:还是)?(?:查|看|问)(?:一下|下)?|改成|换成)"
TAKEN_BACK = re.compile(
    rf"(?:[,，。;；、\s(（…]|[—\-~～.]{{2,}}+)+(?:{OH}*{WRONG}[,，、。\s]*{OH}*{RATHER}?|{OH}+{RATHER}|算了[,，、\s]*{RATHER}|改成|更正为?[:：]?|我是说)[,，、:：\s]*"
    rf"|(?<=[\u4e00-\u9fff\d])[{SIGHS}](?:不对|错了|说错了?|不是)[,，、\s]*{RATHER}?"
    rf"|(?<=[\u4e00-\u9fff\d])[…~～.。]{{1,6}}算了[,，、\s]*{RATHER}[,，、\s]*"
)
NOT_BUT = re.compile(
    r"(?:^|[,，、\s])?(?:不是|不要|别查|别看|别给我?|不查|不看)(?P<not>[^,，。不是]{1,12}?)(?:的)?[,，、\s]*(?:而)?(?:我?[问说]的?是|是|我?要的?是?|查|看|给我)(?P<but>.+)$"
)
BUT_NOT = re.compile(r"[,，、\s]*(?:而)?不是(?P<not>[^,，。不]{1,12}?)(?:的)?(?=[,，。!！]|$)")
MEANT = re.compile(r"(?:要|问|查|看|说|指)的?(?:是|就是)")
KINDS = (BodyWord, YearWord, FigureWord | AmbiguousWord | RateWord)


def as_meant(message: str, known: Knowledge, *, goes_on: bool) -> str:
    """The message as it is where nothing in it is taken back, or what comes next is of no kind that was said before it.  `goes_on`: it
    stands in a talk, so that its beginning may correct the message before."""
    match = TAKEN_BACK.search(message)
    if match is None:
        return _without_what_is_not_meant(message, known, goes_on=goes_on)
    said, meant = message[: match.start()], message[match.end() :].rstrip("）)")
    changed = False
    while (put := _in_its_place(said, meant, known)) is not None:
        said, meant = put
        changed = True
    return f"{said}{meant}" if changed else message


def _without_what_is_not_meant(message: str, known: Knowledge, *, goes_on: bool) -> str:
    """不是2023是2024，昆山处罚; 我要的是复议不是诉讼: what is meant alone.  Figures only where it is said so: 不是国家秘密的 is a row
    less."""
    two = NOT_BUT.search(message)
    whether = two is not None and message[: two.start()].endswith(("是", "算"))  # 是不是, 算不是
    if two is not None and (two.start() or not goes_on) and not whether:
        meant = {_kind(word) for word in _words(two["but"], known)} - {None}
        if any(kind is not None and _is_one(two["not"], kind, known) for kind in meant):
            return f"{message[: two.start()]}{two['but']}"
    but = BUT_NOT.search(message)
    if but is None or message[: but.start()].endswith("是"):
        return message
    said = {_kind(word) for word in _words(message[: but.start()], known)} - {None}
    figures = len(KINDS) - 1
    kinds = (kind for kind in said if kind != figures or MEANT.search(message, 0, but.start()))
    if any(kind is not None and _is_one(but["not"], kind, known) for kind in kinds):
        return f"{message[: but.start()]}{message[but.end() :]}"
    return message


def _is_one(text: str, kind: int, known: Knowledge) -> bool:
    """Whether a text is words of one kind alone: a place with its office, a year, a figure."""
    words = _words(text, known)
    return (
        bool(words) and all(_kind(word) == kind for word in words) and sum(w.end - w.start for w in words) == len(text)
    )


def _in_its_place(said: str, meant: str, known: Knowledge) -> tuple[str, str] | None:
    """The first word of what is meant in the place of the last of its kind that was said, and what is left of both."""
    first = next(iter(_words(meant, known)), None)
    if first is None or first.start or (kind := _kind(first)) is None:
        return None
    old = [word for word in _words(said, known) if _kind(word) == kind]
    if not old:
        return None
    start, end = old[-1].start, old[-1].end
    return f"{said[:start]}{meant[: first.end]}{said[end:]}", meant[first.end :]


def _words(text: str, known: Knowledge) -> list[Word]:
    """The words of a text, if their places in it are those in its normal form, which may leave out its end (来着)."""
    words = read_words(text, known.vocabulary, known.split, known.simplify)
    return list(words.words) if len(words.text) == len(text) or text.startswith(words.text) else []


def _kind(word: Word) -> int | None:
    return next((at for at, kind in enumerate(KINDS) if isinstance(word.meanings[0], kind)), None)
