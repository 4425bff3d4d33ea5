"""那件数呢, 具体多少件 after a share -> the full question for the figure that it is the share of."""

import re
from dataclasses import replace

from bot.question.pieces import HOW_MANY
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.phrases import phrase, years_phrase
from bot.reading.readings import Fields, NotUnderstood
from bot.reading.refusals import refused
from bot.talks.asked_before import last_alike
from bot.targets.target import Target
from store.facts.catalogue import Catalogue
from store.forms import formula
from store.forms.form import Form

FIGURE = re.compile(
    r"^\s*(?:那|那么|还是|我?要|我?想看|换成|改成|看|给我|的)*(?P<each>(?:[这那]?(?:两个?|俩)|各自?|分别)的?)?(?:具体|实际|绝对|对应)?的?"
    rf"(?:(?:是|有)?{HOW_MANY}[件个条]|件数|数量|绝对数|绝对值|原数|具体数字?|数字)"
    r"(?:呢|是多少|有多少|是几|吧|啊|了|[?？。.！!\s])*$"
)
BODIES = re.compile(rf"{HOW_MANY}个")  # 有几个 after 公开率超过60%的有哪些: of bodies
OF_WHICH = "接着排名看件数（请说出是哪个单位）"


def figure_of_share(
    words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary
) -> str | NotUnderstood | None:
    """None where no share or rate was asked for, or something else is said."""
    form, match = vocabulary.form, FIGURE.match(words.text)
    if not match or (earlier.group is not None and BODIES.search(words.text)):
        return None
    of, group = earlier.found or earlier, earlier.group
    if group is not None and group.bodies and earlier.share:
        of = replace(earlier, bodies=group.bodies, operation="share", group=None)  # of both, after 高多少
    if of.operation == "percent" and len(of.bodies) == 2 and len(of.targets) == 1:  # 北仑占宁波的比例
        of = replace(of, operation="share", group=None)
    rates = of.operation == "value" and bool(of.targets) and all(target.rate for target in of.targets)
    if (of.operation != "share" and not rates) or of.group is not None:
        shares = earlier.share or earlier.operation == "percent"
        return refused(words, OF_WHICH) if shares else None
    if any(body not in catalogue.by_agency for body in of.bodies):
        return None
    shares_before, _ = last_alike((*earlier.before, earlier), 0)
    if match["each"] and len(shares_before) > 1:  # 各自件数 after the shares of two
        texts = (f"{catalogue.name(a.body)}{a.year}年{_counted(a.target, form)}" for a in shares_before)
        return "；".join(texts) if all(_counted(atom.target, form) for atom in shares_before) else None
    figures = [_counted(target, form) for target in of.targets]
    names, counted = "、".join(map(catalogue.name, of.bodies)), "、".join(dict.fromkeys("、".join(figures).split("、")))
    ends = "分别多少" if len(of.bodies) > 1 or "、" in counted else "多少"
    return f"{names}{years_phrase(of.years)}{counted}{ends}" if all(figures) else None


def _counted(target: Target, form: Form) -> str:
    """The words for the figures that a share or a rate is of: 予以公开、部分公开 of 公开率; empty where it is of no figure."""
    if target.figures:
        return phrase(target, form)
    quotient = form.rates[target.rate].quotient if target.rate else None
    if not isinstance(quotient, formula.Operation) or quotient.sign != "/":
        return ""
    return "、".join(phrase(Target((form.resolve(name),)), form) for name in formula.names(quotient.left))
