"""剩下的呢 after parts of a whole, 各比2023年 after two figures asked one after the other: why it is not answered from the last alone."""

import re
from collections.abc import Iterator

from bot.question.pieces import THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from bot.talks.asked_before import passed_on
from bot.targets.target import Target
from store.facts.catalogue import Catalogue
from store.forms.form import FigureId, Form

REST = re.compile(
    rf"^{THEN}(?:剩下|剩余|其余|余下)的?(?:几件|多少|有多少|那些|部分)?(?:呢|(?:是|有|都是|都有)?(?:什么|啥|哪些|哪几[项个类种]))?[?？。]?$"
)
OTHERS = re.compile(
    rf"^{THEN}(?:剩下|剩余|其余|余下|其他)的?(?:那?[几两三四五六]?[个家])?(?:区县|[区县市省局]|单位|地方)(?:呢|合计|总共|一共|加起来)?(?:有?(?:多少|几)件?)?[?？。]?$"
)
EACH = re.compile(rf"^{THEN}(?:各自|各|分别|都)是?(?:比|较|制发|废止)")
CHECKED = re.compile(rf"^{THEN}(?:对不?对?得上|一致|吻合)吗?[?？。]?$")
THE_TWO = "光说“对得上吗”（上面两个数可以问“这两个数对得上吗”，报告请说是哪一年的）"
OTHER_BODIES = "除开前面几个，剩下的单位（请说出它们的名称）"
THE_REST = "除开前面几项，剩下的（请把要的那一项说全）"
MOST_LEFT = 8  # parts that are listed
TOGETHER = "接着前面几个数一起问（请把问题说全）"


def asks_for_rest(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where nothing of the kind is asked; 剩下的 after one figure may be what is carried over."""
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
        return _question_of_the_rest(earlier, catalogue, vocabulary.form) or refused(words, THE_REST)
    if CHECKED.match(words.text) and two and not alike and not same_years and not passed_on(earlier):
        return refused(words, THE_TWO)
    return refused(words, TOGETHER) if EACH.match(words.text) and two and not alike and same_body else None


def _are_parts(figures: list[FigureId], form: Form) -> bool:
    """Whether the last is of some applicants or one outcome, or one of the rows that make the row of before or make a whole with it."""
    last, table = figures[-1], form.tables[figures[-1].table]
    if table.default_column and last.column != table.default_column:
        return True
    wholes = [{name, *row.sum} for name, row in table.rows.items() if last.row in row.sum]
    return len(figures) > 1 and figures[0].table == last.table and any(figures[0].row in whole for whole in wholes)


def _question_of_the_rest(earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """尚未审结 and 其他结果 after 维持 and 纠正: the full question about the parts of the same whole that were not asked for."""
    same = [f for f in (*earlier.before, earlier) if (f.bodies, f.years) == (earlier.bodies, earlier.years)]
    asked = [t.figures[0] for fields in same for t in fields.targets if len(t.figures) == 1]
    one = len(earlier.bodies) == len(earlier.years) == 1 and earlier.bodies[0] in catalogue.by_agency
    parts = next((p for last in asked[-1:] for p in _wholes_of(last, form) if last in p), ())
    left = [part for part in parts if part not in asked]
    if not one or not left or len(left) > MOST_LEFT:
        return None
    what = "、".join(phrase(Target((part,)), form) for part in left)
    return f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{what}{'分别' if len(left) > 1 else ''}多少"


def _wholes_of(figure: FigureId, form: Form) -> Iterator[tuple[FigureId, ...]]:
    """The parts of each whole that a figure may be one of: the columns of its row, the rows of a sum."""
    table = form.tables[figure.table]
    if figure.column != table.default_column:
        columns = (name for name, column in table.columns.items() if name != table.default_column and not column.sum)
        yield tuple(cell for name in columns if form.exists(cell := figure._replace(column=name)))
    for row in table.rows.values():
        if figure.row in row.sum:
            yield tuple(cell for part in row.sum if form.exists(cell := figure._replace(row=part)))
