"""前者的复议, 后者呢 after two things that were asked for one after the other -> the message with the name of the one that is meant."""

import re

from bot.question.pieces import THEN
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.talks.asked_before import Atom, atoms_of, last_two
from store.facts.catalogue import Catalogue
from store.forms.form import Form

BOTH = re.compile(
    rf"^{THEN}(?:这两个|这两项|这两者|两者|二者|它们|这俩)(?:之间)?(?P<rest>(?:有|到底有)?(?:啥|什么|何)?(?:区别|不同|不一样|差别).*)$"
)
WHICH = re.compile(r"(?P<former>前者|前一个|上一个(?=呢|的)|前面那个)|(?:后者|后一个|后面那个)")

SAYS_YEAR = re.compile(r"\d|年")


def former_or_latter(message: str, earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """The message as it is where it points at none, or where it is not clear which two are spoken of; None where it is not
    clear of which year (后者呢 after 前者2023年呢)."""
    both = BOTH.match(message)
    if not (both or WHICH.search(message)):
        return message
    two = last_two(earlier, catalogue)
    if two is None:
        return message
    varies, former, latter = two
    if varies == "targets" and _of_another_before(former, earlier):
        return None  # 前者呢 after A, B, 后者办结几件: A, or the first figure of B?
    if both:
        terms = f"{phrase(former.target, form)}和{phrase(latter.target, form)}"
        return f"{terms}{both['rest']}" if varies == "targets" else message
    if varies == "years" and any(len(fields.years) > 1 for fields in (*earlier.before, earlier)):
        return None  # 2025年和2023年各多少: in which order they were named is not kept
    asked_since = earlier.years != (former.year,)
    if varies == "bodies" and asked_since and len(earlier.bodies) == 1 and not SAYS_YEAR.search(message):
        return None
    both_again = set(earlier.bodies) == {former.body, latter.body} and len(earlier.years) == 1
    year = earlier.years[0] if both_again else former.year  # 前者的复议 after 2022年…谁的公开率高, 2024年呢
    names = {
        "bodies": lambda atom: catalogue.name(atom.body) + ("" if SAYS_YEAR.search(message) else f"{year}年"),
        "years": lambda atom: f"{atom.year}年",
        "targets": lambda atom: phrase(atom.target, form),
    }
    return WHICH.sub(lambda which: names[varies](former if which["former"] else latter), message)


def _of_another_before(former: Atom, earlier: Fields) -> bool:
    """Whether the first of two figures of one body was asked of another body or year before."""
    asked = [atom for fields in (*earlier.before, earlier) for atom in atoms_of(fields)]
    return any(atom.target == former.target for atom in asked[: asked.index(former)])
