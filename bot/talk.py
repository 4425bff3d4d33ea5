"""What is remembered of a talk: the last question's fields, and the choices of the last question back."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.answers.offered import ALL_OF_THEM
from bot.knowledge import Answer
from bot.question.counts import number
from bot.question.pieces import THEN
from bot.reading.many.group_choices import ALL_LEVELS
from bot.reading.readings import Choice, Fields
from bot.talks.several import remembered

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LEAD = re.compile(
    r"^(?:那么?(?![年个种])|(?:我|俺)?(?:说|问|指|要|想问|想要|想看)的(?:就|其实)?是)(?=.{2,})"
)  # 那全年 picks 看全年的, 我说的是申请 that of the applications
ENDING = re.compile(r"(?:的|那个|呢|吧|那一个)+$")
RANKED = re.compile(rf"{THEN}第[一二三四五六七八九十\d]+(?:的|名|位)*呢[?？]?")
ORDERED = re.compile(r"前[一二两三四五六七八九十\d]|最[多少高低]|从[多高少低]|第[一二三四五六七八九十\d]")
EVERY = re.compile(
    r"(?:两个|三个|\d个|这些|全部|全|都|我)*(?:都|全)(?:要|看|给我|说一下|列出来|查|算上|算)?|全部|所有的?"
)
IN_ONE = re.compile(
    r"(?:都|全部|所有的?|放在?|就|不分(?:级别)?)*(?:一起|一块儿?|不分(?:级别)?)(?:比|看|排|吧)*|都行|不限|随便"
)  # the choice of bodies of all kinds in one row
YES = re.compile(r"是的?|对的?|嗯+|没错|好的?|就是(?:这个)?|ok|yes", re.IGNORECASE)
MOST_AT_ONCE = 4
YEAR = r"(?:20)?\d\d年度?|20\d\d"
YEAR_ALONE = re.compile(rf"\s*{THEN}(?:我?(?:要|问)的?是?)?(?P<year>{YEAR})的?[呢吧]?[?？。\s]*")
ONE = re.compile(
    r"(?:我?(?:选|要|看|问)(?:择|的是)?)?第?(?P<number>\d{1,2}|[一二三四五六七八九十]|[①-⑩])(?:个|种|项|号)?"
)
SEVERAL = re.compile(r"[和与、,，及]")
LISTED = re.compile(r"\d{1,2}(?:[和与、,，及]\d{1,2})+")
FURTHER = re.compile(r"[市区县镇乡]")  # 宁波市 of 宁波市教育局 and 宁波市北仑区教育局 is the first
OF_TWO = ("前者", "后者", "前一个", "前面那个", "后一个", "后面那个")
PARTS = {  # words for the part of the report that a choice is of
    "申请": "表三", "依申请": "表三", "申请公开": "表三", "依申请公开": "表三",
    "全部加起来": "合计", "加起来": "合计", "合起来": "合计", "总的": "合计",
    "表里": "表", "表格里": "表", "表格": "表", "正文": "正文", "正文里": "正文",
}  # fmt: skip
PLACES = {
    "前者": 0,
    "前一个": 0,
    "前面那个": 0,
    "后一个": -1,
    "后面那个": -1,
    "第一个": 0,
    "第1个": 0,
    "后者": -1,
    "第二个": 1,
    "第2个": 1,
    "第三个": 2,
    "最后一个": -1,
}


OTHERS = (
    "剩下",
    "另外",
    "另外一个",
    "另一个",
    "另一家",
    "另外一家",
    "另外那个",
    "那另一个",
    "剩下那个",
    "剩下的那个",
    "还有一个",
)


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk stands.  `asked_back`: the choices answer a question back, so that words of theirs pick them too; `open`: the
    question that was asked back."""

    earlier: Fields | None = None
    choices: tuple[Choice, ...] = ()
    asked_back: bool = False
    passed: tuple[Choice, ...] = ()  # the choices of the question back before this answer
    open: str = ""
    taken: str = ""  # the question of the choice that was taken of those

    def question(self, text: str) -> str:
        """What a message asks: the choice it picks by number or by its words, else itself."""
        picked = LEAD.sub("", ENDING.sub("", text.strip().rstrip("。.、）)")))
        ways = (
            self._in_another_year,
            self._by_digits,
            self._by_numbers,
            self._the_other,
            self._all_of_them,
            self._one_of_two,
            self._by_words,
        )
        ranked = RANKED.fullmatch(text.strip()) and any(ORDERED.search(choice.ask) for choice in self.choices)
        of_a_ranking = (self._by_numbers,) if ranked else ()  # 第二呢: the second of a ranking
        return next((found for way in ways if way not in of_a_ranking and (found := way(picked))), text)

    def _in_another_year(self, picked: str) -> str:
        """2023年 after 鼓楼区2024年新收, of which it is open which 鼓楼区: the same of that year."""
        said, once = YEAR_ALONE.fullmatch(picked), re.findall(YEAR, self.open)
        if said is None or len(once) != 1 or any(picked in choice.label for choice in self.choices):
            return ""
        return self.open.replace(once[0], f"{said['year'].rstrip('度年')}年")

    def _by_digits(self, picked: str) -> str:
        """2, whether a question was asked back, something was only offered, or 1 was taken just now."""
        number, choices = int(picked) if picked.isascii() and picked.isdigit() else 0, self.choices or self.passed
        return choices[number - 1].ask if 1 <= number <= len(choices) else ""

    def _by_numbers(self, picked: str) -> str:
        """第一个, 1和3."""
        return "；".join(self.choices[number - 1].ask for number in self._numbers(picked)) if self.asked_back else ""

    def _the_other(self, picked: str) -> str:
        """后者呢, 另一个呢 after one of two choices was taken."""
        if picked in OTHERS and not self.asked_back:
            left = [choice.ask for choice in self.passed if choice.ask != self.taken]
            return left[0] if len(left) == 1 and len(self.passed) == 2 else ""
        if picked not in PLACES or not self.passed or self.asked_back:
            return ""
        other = Talk(choices=self.passed, asked_back=True).question(picked)
        return other if other != picked else ""

    def _all_of_them(self, picked: str) -> str:
        """都要: the choice that says so, else every one where they are few."""
        if (
            self.choices
            and self.choices[-1].label == ALL_OF_THEM
            and (EVERY.fullmatch(picked) or picked == ALL_OF_THEM)
        ):
            return self.choices[-1].ask
        if self.asked_back and self.choices and self.choices[-1].label == ALL_LEVELS and IN_ONE.fullmatch(picked):
            return self.choices[-1].ask
        few = self.asked_back and 1 < len(self.choices) <= MOST_AT_ONCE
        return "；".join(choice.ask for choice in self.choices) if few and EVERY.fullmatch(picked) else ""

    def _one_of_two(self, picked: str) -> str:
        """是的 to one choice, 后者 of two, 第三个 of more."""
        if not self.asked_back:
            return ""
        if YES.fullmatch(picked) and len(self.choices) == 1:
            return self.choices[0].ask
        listed = [choice for choice in self.choices if choice.label != ALL_OF_THEM]
        several = len(listed) == 2 or (len(listed) > 2 and picked not in OF_TWO)
        place = PLACES.get(picked, len(listed)) if several else len(listed)
        return listed[place].ask if place < len(listed) else ""

    def _by_words(self, picked: str) -> str:
        """The choice that bears these words, if one alone does."""
        if not self.asked_back:
            return ""
        exact = [choice for choice in self.choices if picked in (choice.label, choice.label.split("（")[0])]
        inside = [c for c in self.choices if len(picked) > 1 and picked in c.label and not _is_other(picked, c.label)]
        own = [c for c in inside if c.label.startswith(picked) and not FURTHER.search(c.label, len(picked))]
        part = PARTS.get(picked, "")
        of_part = [c for c in self.choices if part and part in c.label.rpartition("（")[2]] if not inside else []
        return next((found[0].ask for found in (exact, inside, own, of_part) if len(found) == 1), "")

    def _numbers(self, picked: str) -> list[int]:
        """②, 选2, 第1个, 1和3: the numbers of choices; none where it says anything else."""
        said = ONE.fullmatch(picked)
        parts = [said["number"]] if said is not None else SEVERAL.split(picked) if LISTED.fullmatch(picked) else []
        numbers = [int(number(unicodedata.normalize("NFKC", part)) or 0) for part in parts]
        return numbers if numbers and all(1 <= one <= len(self.choices) for one in numbers) else []

    def after(self, answer: Answer) -> "Talk":
        """Where the talk stands after an answer."""
        if answer.status == "not_understood" and answer.question.strip().isdigit() and not answer.reply.choices:
            return self  # a number that is none of the choices: they still stand
        about_data = (
            answer.status == "answered" and not answer.figures
        )  # else bodies each with their own year: which of them?
        left = self.earlier if about_data else None
        fields = remembered(answer.fields, self.earlier) if answer.fields is not None else left
        still = self.passed if answer.status == "not_understood" else ()  # 占比, which was refused, and then 第一个呢
        asks = {choice.ask for choice in self.choices}
        taken = answer.fields is None or set(answer.question.split("；")) <= asks  # else it is a question of its own
        passed = self.choices if self.asked_back and taken else still
        several = len(answer.reply.choices) > 1  # else a word of it was not understood
        left_open = answer.question if answer.status == "clarify" and several else ""
        chosen = answer.question if answer.question in asks else self.taken if passed == self.passed else ""
        return Talk(fields, answer.reply.choices, answer.status in ("clarify", "no_data"), passed, left_open, chosen)


def _is_other(picked: str, label: str) -> bool:
    """无法提供 is no choice of 不予公开+无法提供+不予处理, 复议 none of 未经复议直接起诉."""
    name = label.split("（", maxsplit=1)[0]
    parts = name.split("+")
    only_in_name = re.search(f"未经{re.escape(picked)}|{re.escape(picked)}后", name) is not None
    return only_in_name or (len(parts) > 1 and picked in parts)


def dump(talk: Talk) -> str:
    """A talk as JSON."""
    return _kept().dump_json(talk, exclude_defaults=True).decode()


def parse(text: str) -> Talk:
    """A talk from the JSON of `dump`; one that an earlier version kept in another form is forgotten."""
    from pydantic import ValidationError  # noqa: PLC0415  # as in _kept

    try:
        return _kept().validate_json(text)
    except ValidationError:
        return Talk()


@cache
def _kept() -> "TypeAdapter[Talk]":
    from pydantic import TypeAdapter  # noqa: PLC0415  # takes a tenth of a second, and `wenshu ask` needs none

    return TypeAdapter(Talk)
