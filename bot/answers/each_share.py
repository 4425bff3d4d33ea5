"""各区占全市的比例, 洪泽和盱眙各占淮安市多少: the share of each of several bodies in one whole, asked for one by one and put in order."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.knowledge import Answer, Knowledge
from bot.question.bodies import named_bodies
from bot.question.loaded_bodies import holds, resolve
from bot.question.pieces import END, HOW_MANY
from bot.question.words import read_words
from bot.reading.groups import members
from bot.reading.phrases import phrase
from bot.reading.readings import Fields
from bot.replies.figure_text import value_text
from bot.replies.reply import joined

KIND = r"(?:区县|县区|县市区|[区县市])"
MUCH = rf"(?:的?(?:比例|比重|份额|百分比|占比)(?:各|分别)?(?:是|为|有)?{HOW_MANY}?|{HOW_MANY}(?:件|%)?|几成|百分之(?:几|多少))"
OF_A_KIND = re.compile(
    rf"^(?P<base>[^,，。?？占]*各{KIND}[^,，。?？占]*?)(?:各|分别|各自)?占(?:了|比)?(?P<whole>[^,，。?？占]{{2,14}}?){MUCH}"
    rf"(?:[,，]?(?:列出来|列一下|排一下|都列出来))?{END}$"
)
WITHIN = re.compile(
    rf"^(?P<base>[^,，。?？占在]*各{KIND}[^,，。?？占在]*?)在(?P<whole>[^,，。?？占]{{2,6}}?)(?:的|全部|所有)*(?P<what>[^,，。?？占的里中]{{2,8}})(?:里面?|中|当中)"
    rf"(?:各|分别|各自)占(?:了|比)?{MUCH}{END}$"
)
LISTED = re.compile(
    rf"^(?P<base>[^,，。?？占]+?)(?:在(?P<inside>[^,，。?？占在]{{2,6}}?)(?:里面?|中|当中)?)?(?:各|分别|各自)占(?:了|比)?"
    rf"(?P<whole>[^,，。?？占]{{0,14}}?){MUCH}(?P<what>[^,，。?？占]{{0,8}}?){END}$"
)
SUM = re.compile(
    rf"(?:全部|所有|全体|全?[\u4e00-\u9fff]{{2,3}}[市省]?)?(?:各?{KIND})?(?:的)?(?:合计|总数|总和|总量|总计)|(?:全部|所有|各)的?{KIND}"
)
AREA = re.compile(r"全?[省市]|[\u4e00-\u9fff]{2,4}[省市]?(?:全部|所有|全市|全省)?(?:的)?(?:申请|新收)?(?:总数|总量)?")
TOGETHER = re.compile(r"合计|加起来|加一起|加总|相加|之和|总和|一共|总共|合起来")
EACH = re.compile(r"(?:各|分别|各自)占|占比?各")
MOST, FEWEST = 40, 2  # bodies
Ask = Callable[[str], Answer]


def each_share(message: str, known: Knowledge, ask: Ask) -> Answer | None:
    """Each one's share, the largest first; None where no such shares are asked for, or one of the bodies cannot be told."""
    if (of_kind := OF_A_KIND.match(message) or WITHIN.match(message)) is not None:
        if TOGETHER.search(of_kind["base"]) and not EACH.search(message):
            return None  # 各区合计占全市的比例: one share of their sum
        return _of_a_kind(of_kind, known, ask)
    listed = LISTED.match(message)
    return _of_those_listed(listed, known, ask) if listed is not None else None


def _of_a_kind(match: re.Match[str], known: Knowledge, ask: Ask) -> Answer | None:
    """Of all bodies of a kind in a place: in their sum, or in what the place's own report counts."""
    base = ask(f"{match['base']}{match.groupdict().get('what') or ''}从多到少排名")
    fields = base.fields
    if base.status != "answered" or fields is None or fields.group is None or not _is_plain(fields):
        return None
    group = fields.group
    if len(group.places) != 1 or not group.kind or not fields.targets[0].figures:
        return None
    place = known.vocabulary.gazetteer.places[group.places[0]]
    whole = (
        f"{place.name}各{group.kind}"
        if SUM.fullmatch(match["whole"])
        else place.name
        if _is(match["whole"], place.name)
        else ""
    )
    bodies = [entry.agency for entry in members(group, fields.year, known.catalogue, known.vocabulary)]
    what = phrase(fields.targets[0], known.vocabulary.form)
    where = f"{place.name}收录的 {fields.year} 年度 {len(bodies)} 个{group.kind}"
    return _put_in_order(match.string, bodies, fields.year, what, whole, where, known, ask) if whole else None


def _of_those_listed(match: re.Match[str], known: Knowledge, ask: Ask) -> Answer | None:
    """Of bodies named one by one, in the figure of one that holds them."""
    text = f"{match['base']}{match['what'] or ''}"
    named = named_bodies(read_words(text, known.vocabulary, known.split, known.simplify))
    around = read_words(match["inside"] or match["whole"], known.vocabulary, known.split, known.simplify)
    parts, whole = resolve(named, known.catalogue).found, resolve(named_bodies(around), known.catalogue).found
    if len(parts) < FEWEST or len(whole) != 1:
        return None
    newest = known.catalogue.newest
    base = ask(f"{text}各多少")
    fields = base.fields
    inside = all(holds(newest(whole[0]), newest(part)) for part in parts)
    if not inside or base.status != "answered" or fields is None or not _is_plain(fields):
        return None
    what = phrase(fields.targets[0], known.vocabulary.form)
    name, year = known.catalogue.name, fields.years[-1]
    where = f"{'、'.join(map(name, parts))} · {year}年度"
    return _put_in_order(match.string, list(parts), year, what, name(whole[0]), where, known, ask)


def _is_plain(fields: Fields) -> bool:
    """One figure of one year, no share, growth or limit of its own."""
    return len(fields.targets) == len(fields.years) == 1 and not (fields.share or fields.change or fields.conditions)


def _is(said: str, place: str) -> bool:
    """全市, 宁波市, 宁波市全部新收: what the place's own report counts."""
    return AREA.fullmatch(said) is not None and (said.startswith("全") or place.startswith(said[:2]))


def _put_in_order(
    message: str, bodies: list[str], year: int, what: str, whole: str, where: str, known: Knowledge, ask: Ask
) -> Answer | None:
    name = known.catalogue.name
    shares = (
        [(body, ask(f"{name(body)}{year}年{what}占{whole}的比例")) for body in bodies] if len(bodies) <= MOST else []
    )
    told = [(body, share, share.figures[0]) for body, share in shares if share.status == "answered" and share.figures]
    if len(told) < FEWEST or len(told) < len(shares):
        return None
    told.sort(key=lambda one: -(one[2].exact or 0))
    lines = tuple(f"{name(body)}：{value_text(figure)}" for body, _, figure in told)
    of_each = joined(tuple(share.reply for _, share, _ in told))
    reading = f"{where} · 各自{what}占{whole}的比例"
    reply = replace(of_each, headline=lines, reading=reading, quotes=(), choices=())
    return replace(told[0][1], question=message, reply=reply, figures=tuple(f for *_, f in told), fields=None)
