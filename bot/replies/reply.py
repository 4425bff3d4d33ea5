"""Reply: what a person gets, in words and without markup; questions back and refusals are worded here.

On top the answer itself, then how the question was read, the calculation, the places, what is wrong with the figures."""

import re
from dataclasses import dataclass, replace

from bot.reading.readings import Choice, NothingThere, NotUnderstood, Unclear

LONGEST_QUOTE = 160
DATED = re.compile(r"(?<!、)\d{4}年度$")  # of one year
OF_A_YEAR = re.compile(r"\d+\. .*\d{4}年度")
OUTLINE = "一二三四五六七八九十"  # numbers of answers of which one has ranks of its own
RANKED = re.compile(r"\d+\. ")
COUNTED = re.compile(r"共 \d+ 处，以上是前 \d+ 处$")  # of one answer: among several it counts nothing


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person gets.  `headline` is the answer itself; the rest may be folded by a front end."""

    headline: tuple[str, ...]
    reading: str = ""
    calculation: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    def reading_as(self, slips: str) -> "Reply":
        """The same, saying what was put right in the question."""
        return replace(self, reading=f"{self.reading}（{slips}）" if self.reading else slips)

    def text(self) -> str:
        """The reply as plain lines."""
        lines = [*self.headline]
        lines += [f"读作：{self.reading}"] if self.reading else []
        lines += [f"算法：{line}" for line in self.calculation]
        lines += [f"原文：{line}" for line in self.quotes]
        lines += [f"出处：{line}" for line in self.sources]
        lines += [f"⚠ {line}" for line in self.warnings]
        lines += [f"注：{line}" for line in self.notes]
        lines += [f"{number}. {choice.label}" for number, choice in enumerate(self.choices, 1)]
        return "\n".join(lines)


AGAINST = "两个数比一比"


def joined(replies: tuple[Reply, ...]) -> Reply:
    """Several answers as one, each headline under its own reading."""
    heads: list[str] = []
    names = [_name(reply) for reply in replies]
    whose = [_whose(reply.reading.split("（")[0].split(" · ")) for reply in replies]
    dated = all(DATED.search(body) for body in whose) and len(set(whose)) > 1
    if dated or len(set(names)) < len(names) == len(set(whose)):  # 沭阳2025、淮安2024的复议: what differs is told
        names = [name if name == AGAINST else body + name for body, name in zip(whose, names, strict=True)]
    ranked = any(RANKED.match(line) for reply in replies for line in reply.headline)
    for number, (reply, name, body) in enumerate(zip(replies, names, whose, strict=True), 1):
        mark = f"{OUTLINE[number - 1]}、" if ranked and number <= len(OUTLINE) else f"{number}. "
        if dated and len(reply.headline) > 1 and not RANKED.match(reply.headline[0]):
            heads += [f"{mark}{body}：", *reply.headline]  # several figures of another body or year
            continue
        first, *rest = (f"{name}：", *reply.headline) if name and RANKED.match(reply.headline[0]) else reply.headline
        alone = bool(name) and not rest and not first.startswith(f"{name}：")
        heads += [f"{mark}{name}：{first}" if alone else f"{mark}{first}", *rest]

    def every(name: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(line for reply in replies for line in getattr(reply, name) if not COUNTED.match(line))
        )

    return Reply(
        tuple(heads), "；".join(dict.fromkeys(reply.reading for reply in replies if reply.reading)), every("calculation"),
        every("quotes"), every("sources"), every("warnings"), every("notes"),
        tuple(choice for reply in replies for choice in reply.choices),
    )  # fmt: skip


def _name(reply: Reply) -> str:
    """The figure of a reading; of two, each of its own year, that they are held against each other."""
    two = "；" in reply.reading and OF_A_YEAR.match(reply.headline[0]) is not None
    return AGAINST if two else reply.reading.rsplit(" · ", 1)[-1].split("（")[0]


def _whose(parts: list[str]) -> str:
    """Of what a reading speaks: a body and its year, else the bodies that were looked at."""
    return "".join(parts[:2] if len(parts) > 1 and DATED.search(parts[1]) else parts[:1])


def reply_to_unclear(unclear: Unclear) -> Reply:
    """A question back with its choices."""
    return Reply(
        (unclear.question,), choices=unclear.choices, notes=("回复数字或直接点选。",) if unclear.choices else ()
    )


def reply_to_nothing(nothing: NothingThere) -> Reply:
    """What is missing, and what there is."""
    return Reply((nothing.sentence,), choices=nothing.choices)


def reply_to_not_understood(reading: NotUnderstood, suggestions: tuple[Choice, ...]) -> Reply:
    """Which words were not understood, and three questions that work."""
    if reading.refused:
        sentence = reading.operation
    elif reading.operation:
        sentence = f"{reading.operation}还不会答，所以没有答。"
    elif reading.unknown:
        sentence = f"没看懂“{'”“'.join(reading.unknown)}”，所以没有答。"
    else:
        sentence = "我只会查政府信息公开工作年度报告里的数。"
    understood = f"看懂了：{'、'.join(reading.understood)}" if reading.understood and reading.unknown else ""
    notes = (*([understood] if understood else []), *(["可以这样问："] if suggestions else []))
    return Reply((sentence,), notes=notes, choices=suggestions)


def shorten(text: str) -> str:
    """A quotation of bearable length."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
