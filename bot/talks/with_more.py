"""和予以公开合起来, 加上诉讼, 各占多少 after figures of one body and year -> the full question."""

import re
from dataclasses import replace

from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import resolve
from bot.question.meanings import (
    AmbiguousWord,
    BodyWord,
    FigureWord,
    NoiseWord,
    RefusedWord,
    UnitWord,
    YearWord,
)  # fmt: skip
from bot.question.pieces import THEN
from bot.question.said import says_only, words_doing, years_said
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.followup import in_columns
from bot.reading.ordered import parts_of
from bot.reading.phrases import figure_phrase, phrase, years_phrase
from bot.reading.query import shares_of
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from bot.targets.target import Mention, Target, mentions
from store.facts.catalogue import Catalogue
from store.forms.form import Form

ADDS = re.compile(
    r"^\s*(?:那|那么|再|要是|如果|把)*(?:"
    r"(?:加上|再加上?|连同|连|算上|加|含上?|包括|包含)"
    r"|(?=[和跟与同把].{2,14}(?:合起来|合在一起|放在?一起|一起|一块儿?|加起来|加在一起|相加|合计|一共|总共))"
    r"|(?=.{2,14}(?:合起来|合在一起|加起来|加在一起|也?加上|也?算上|算进[去来]|加进[去来])))"
)
EACH_SHARE = re.compile(
    rf"^\s*{THEN}(?:各|分别|各自)占?(?:比|多少|几成|百分之几|比例)|^\s*(?:各自?|分别)占|^\s*(?:占比|比例|比重)(?:各|分别|各自)"
)
OTHERS = (BodyWord, YearWord, NoiseWord, UnitWord)
KINDS = (FigureWord, AmbiguousWord, NoiseWord, UnitWord, RefusedWord)
SAYS = {"plus", "total_of", "how_many", "each", "within", "share"}


def question_with_more(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where nothing is added to what was asked, or it is more than plain figures of one body and year."""
    form = vocabulary.form
    one = len(earlier.bodies) == len(earlier.years) == 1 and earlier.group is None and not earlier.open
    plain = earlier.operation in ("value", "sum") and not earlier.conditions
    figures = bool(earlier.targets) and all(target.figures for target in earlier.targets)
    ranked = earlier.group is not None and earlier.operation == "rank"
    if ranked and ADDS.match(words.text) and (added := _more(words, earlier, form)) and says_only(words, KINDS, SAYS):
        return refused(words, f"把{added}加进去再排名（请说全，例如：宁波各区县2024年复议加诉讼排名）")
    shared = earlier.operation == "share" and len(earlier.targets) == 1 and len(earlier.base) < 2
    if not (one and (plain or shared) and figures) or earlier.bodies[0] not in catalogue.by_agency:
        return None
    where = f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年"
    told = "、".join(phrase(target, form) for target in earlier.targets)
    more = _more(words, earlier, form)
    if not more or not ADDS.match(words.text) or not says_only(words, KINDS, SAYS):
        return None
    share = next(iter(words_doing(words.words, "share")), None)
    if shared or (share is not None and share.end == len(words.text.rstrip("呢?？ "))):
        wholes = shares_of(earlier.targets[0].figures[0], earlier.base, form)
        of = figure_phrase(wholes[0].whole, form) if len(wholes) == 1 else ""
        return f"{where}{told}和{more}合计占{of}的比例" if of else refused(words, "先相加、再算比例")
    if share is None:
        return f"{where}{told}、{more}合计"
    added = _more(replace(words, words=tuple(w for w in words.words if w.end <= share.start)), earlier, form)
    whole = _more(replace(words, words=tuple(w for w in words.words if w.start >= share.end)), earlier, form)
    if added and whole:
        return f"{where}{told}和{added}合计占{whole}的比例"  # 和部分公开加起来占办结多少
    return refused(words, "先相加、再算比例")


def shares_of_each(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """各占多少 after several figures asked for one after the other, or together."""
    form = vocabulary.form
    if not EACH_SHARE.match(words.text) or mentions(words.words) or not says_only(words, KINDS, SAYS):
        return None
    if earlier.operation == "breakdown" and (listed := _parts_of_one(earlier, catalogue, form)):
        return f"{listed}的各种情形各占多少"  # the parts that were listed, of their whole
    if not _as_plain(earlier) or len(earlier.targets) > 1:
        return None  # of what was just asked
    asked = [
        f for f in (*earlier.before, earlier) if _as_plain(f) and (f.bodies, f.years) == (earlier.bodies, earlier.years)
    ]
    targets = list(dict.fromkeys(target for fields in asked for target in fields.targets))
    usual = {name: table.default_column for name, table in form.tables.items()}
    part = [t for t in targets if t.figures and t.figures[0].column != usual[t.figures[0].table]]
    targets = part or targets  # 申请, 自然人, 法人: the parts
    if len(targets) < 2 or len(earlier.years) != 1 or len(earlier.bodies) != 1:
        return None
    told = "、".join(phrase(target, form) for target in targets)
    return f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{told}占比"


def _parts_of_one(earlier: Fields, catalogue: Catalogue, form: Form) -> str:
    """The one figure of which the parts were listed, in words; empty where there are more, or it has no parts of its own."""
    one = earlier.group is None and len(earlier.bodies) == len(earlier.years) == len(earlier.targets) == 1
    if not one or earlier.bodies[0] not in catalogue.by_agency or not parts_of(earlier.targets[0], form):
        return ""
    return f"{catalogue.name(earlier.bodies[0])}{earlier.years[0]}年{phrase(earlier.targets[0], form)}"


def _as_plain(fields: Fields) -> bool:
    return fields.operation == "value" and fields.group is None and not (fields.conditions or fields.open)


def _more(words: Words, earlier: Fields, form: Form) -> str:
    """The figures named now; a column at the row of before."""
    named = mentions(words.words)
    if not named or any(mention.target.passage or mention.target.stated for mention in named):
        return ""
    if of_column := _in_its_column(named, earlier, form):
        return phrase(of_column, form)
    if all(mention.is_column for mention in named):
        columns = tuple(m.figure for m in named if m.figure is not None)
        return "、".join(phrase(target, form) for target in in_columns(earlier, columns, form))
    return words.text[named[0].start : named[-1].end]


def _in_its_column(named: list[Mention], earlier: Fields, form: Form) -> Target | None:
    """诉讼也算上呢 after 复议未审结: the suits that are pending."""
    before = [figure for target in earlier.targets for figure in target.figures]
    row = named[0].figure if len(named) == 1 else None
    if row is None or row.column or len(before) != 1 or before[0].table != row.table or before[0].row == row.row:
        return None
    usual = form.tables[row.table].default_column
    cell = row._replace(column=before[0].column)
    return Target((cell,)) if usual and before[0].column != usual and form.exists(cell) else None


def sum_of_others(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """盱眙加洪泽呢, 2023加2022呢 after one figure: the sum of these alone; None where more is said."""
    plain = earlier.group is None and earlier.operation == "value" and len(earlier.targets) == len(earlier.years) == 1
    if not plain or not words_doing(words.words, "plus") or not says_only(words, OTHERS, SAYS):
        return None
    bodies, years = resolve(named_bodies(words), catalogue).found, years_said(words.words)
    what = f"{phrase(earlier.targets[0], vocabulary.form)}合计"
    if len(bodies) > 1 and not years:
        return f"{'、'.join(map(catalogue.name, bodies))}{earlier.years[0]}年{what}"
    one = len(earlier.bodies) == 1 and earlier.bodies[0] in catalogue.by_agency
    if one and not named_bodies(words) and len(years) > 1:
        return f"{catalogue.name(earlier.bodies[0])}{years_phrase(sorted(years))}{what}"
    return None
