"""北仑2024有没有提到人工智能 -> the sentences of that report's text which hold the word, or that none does.

Whose report of which year is read as for its overview; only the letters are looked for, so other words for the same are not found."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.knowledge import Answer, Knowledge
from bot.question.folded import folded
from bot.question.pieces import END
from bot.reading.followup import without
from bot.reading.readings import About, Choice, Fields
from bot.replies.reply import Reply, shorten
from store.facts.catalogue import Entry, Selection

OVERVIEW = "总体情况"
NAMES = r"(?:提到|提过|提及|提没提到?|说到|讲到|写到|谈到|涉及到?了?(?=[“\"])|说没说过|提没提过|出现)"
ASKING = r"(?!.*(?:多少|什么|怎么|几[次件条个期场篇人项]|[哪谁啥]))"
MENTIONED = re.compile(
    rf"^(?P<where>{ASKING}[^,，。?？“\"]*?)的?(?:报告|年报|正文|文字|全文|原文)?(?:里面?|中|上)?(?:有没有|有无|是否|是不是|有)?{NAMES}(?:过|了)?"
    rf"[“\"]?(?P<term>(?!{NAMES})[^“”\"?？,，。\s]{{2,12}}?)[”\"]?(?:这?(?:个|几个)?[词字](?:眼|样)?)?(?:了)?(?:吗|没有|没|么)?{END}$"
)
MOST_QUOTED = 5
SECTIONS = ("",)  # all of them
SENTENCE = re.compile(r"[^。！？；]*[。！？；]?")
HOLDS = "提到了“{}”，正文里有 {} 处："
HOLDS_NOT = "没有提到：正文里没有“{}”这几个字。"
LETTERS = "只找原字，换了说法的找不到。"
MORE = "还有 {} 处，没有列出。"


def mentioned(message: str, known: Knowledge, ask: Callable[[str], Answer]) -> Answer | None:
    """None where no word is looked for, or not in one report."""
    match = MENTIONED.match(known.simplify(folded(message)).strip())
    if match is None:
        return None
    whose, term = ask(f"{match['where']}{OVERVIEW}"), match["term"]
    if whose.status == "clarify" and whose.reply.choices:
        wanted = f"报告里有没有提到{term}"
        choices = tuple(Choice(c.label, c.ask.replace(OVERVIEW, wanted)) for c in whose.reply.choices)
        return replace(whose, question=message, reply=replace(whose.reply, choices=choices))
    entry = _one_report(whose, known)
    return _searched(message, term, entry, whose, known) if entry is not None else None


def _one_report(whose: Answer, known: Knowledge) -> Entry | None:
    """The report whose overview was asked for; None where that is no single one."""
    fields = whose.fields
    if not isinstance(fields, Fields) or fields.group is not None or len(fields.bodies) != 1 or len(fields.years) != 1:
        return None
    passages = all(target.passage for target in fields.targets)
    return known.catalogue.entry(fields.bodies[0], fields.years[0]) if passages else None


def _searched(message: str, term: str, entry: Entry, whose: Answer, known: Knowledge) -> Answer:
    paragraphs = known.fetch(Selection(entry.id, sections=SECTIONS)).paragraphs
    sentences = (one.strip() for paragraph in paragraphs for one in SENTENCE.findall(paragraph.text))
    found = tuple(dict.fromkeys(one for one in sentences if term in folded(one)))
    head = (HOLDS.format(term, len(found)), *map(shorten, found[:MOST_QUOTED])) if found else (HOLDS_NOT.format(term),)
    more = (MORE.format(len(found) - MOST_QUOTED),) if len(found) > MOST_QUOTED else ()
    reply = Reply(
        head, f"{entry.name}{entry.year}年度 · 在正文里找“{term}”", sources=(entry.document,), notes=(*more, LETTERS)
    )
    kept = without("figure", whose.fields) if whose.fields is not None else None
    return Answer(message, "answered", reply, whose.words, About("mentioned"), passages=found, fields=kept)
