"""剩下的呢 after parts of a whole, 各比2023年 after two figures asked one after the other: why it is not answered from the last alone."""

import re

from bot.question.pieces import THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from store.facts.catalogue import Catalogue
from store.forms.form import FigureId, Form

REST = re.compile(rf"^{THEN}(?:剩下|剩余|其余|余下)的?(?:几件|多少|有多少|那些|部分)?(?:呢)?[?？。]?$")
OTHERS = re.compile(
    rf"^{THEN}(?:剩下|剩余|其余|余下|其他)的?(?:那?[几两三四五六]?[个家])?(?:区县|[区县市省局]|单位|地方)(?:呢|合计|总共|一共|加起来)?(?:有?(?:多少|几)件?)?[?？。]?$"
)
EACH = re.compile(rf"^{THEN}(?:各自|各|分别|都)是?(?:比|较|制发|废止)")
CHECKED = re.compile(rf"^{THEN}(?:对不?对?得上|一致|吻合)吗?[?？。]?$")
THE_TWO = "光说“对得上吗”（上面两个数可以问“这两个数对得上吗”，报告请说是哪一年的）"
OTHER_BODIES = "除开前面几个，剩下的单位（请说出它们的名称）"
THE_REST = "除开前面几项，剩下的（请把要的那一项说全）"
TOGETHER = "接着前面几个数一起问（请把问题说全）"


def asks_for_rest(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> NotUnderstood | None:
    """None where nothing of the kind is asked; 剩下的 after one figure may be what is carried over."""
    del catalogue
    history = [fields for fields in (*earlier.before, earlier)[-2:] if fields.group is None]
    figures = [
        fields.targets[0].figures[0] for fields in history if len(fields.targets) == 1 and fields.targets[0].figures
    ]
    if earlier.group is not None:
        return refused(words, OTHER_BODIES) if OTHERS.match(words.text) else None
    if not figures:
        return None
    two, alike = len(figures) > 1, figures[0] == figures[-1]
    same_body, same_years = history[0].bodies == earlier.bodies, history[0].years == earlier.years
    of_bodies = two and alike and not same_body
    if OTHERS.match(words.text) or (REST.match(words.text) and of_bodies):
        return refused(words, OTHER_BODIES)  # 剩下的呢 after two districts is no 结转下年
    if REST.match(words.text) and _are_parts(figures, vocabulary.form):
        return refused(words, THE_REST)
    if CHECKED.match(words.text) and two and not alike and not same_years:
        return refused(words, THE_TWO)
    return refused(words, TOGETHER) if EACH.match(words.text) and two and not alike and same_body else None


def _are_parts(figures: list[FigureId], form: Form) -> bool:
    """Whether the last is of some applicants or one outcome, or one of the rows that make the row of before or make a whole with it."""
    last, table = figures[-1], form.tables[figures[-1].table]
    if table.default_column and last.column != table.default_column:
        return True
    wholes = [{name, *row.sum} for name, row in table.rows.items() if last.row in row.sum]
    return len(figures) > 1 and figures[0].table == last.table and any(figures[0].row in whole for whole in wholes)
