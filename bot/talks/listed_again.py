"""这两个数都列一下, 这几年分别多少, 后两个呢 after figures that were asked for -> the full question for them."""

import re

from bot.question.counts import number
from bot.question.pieces import END, HOW_MANY, THEN
from bot.question.vocabulary import Vocabulary
from bot.question.word import Words
from bot.reading.readings import Fields
from bot.talks.asked_before import Atom, atoms_of, last_alike, varies_in
from bot.talks.full_question import question_of
from store.facts.catalogue import Catalogue
from store.forms.form import Form

LISTED = re.compile(
    r"[把请将,，\s]*(?:[这那]|上面|前面|刚才|以上|上述)?(?:问?的)?(?P<n>[两二三四五六几2-6])(?P<unit>年|(?:个|项|家|组)?(?:区县|[区县市局]|单位|地方)?)的?"
    r"(?:数字?|指标|数据)?(?:都|全|也|一起|一并|并排|再|帮我|给我|放|分别|各自?|请)*"
    rf"(?:(?:列|给|摆|发|说|报|看|写)(?:一下|出来|在?一起|给?我|看看?|一遍|个)*|(?:是|有)?{HOW_MANY})(?:[件起]|吧|呗)?[。?？!！\s]*"
)
ENDS = re.compile(
    rf"{THEN}(?:只要|只看|就要|只留|取)?(?P<end>前|最?后)(?P<n>[两二三四五2-5])(?:个|项|家|年)(?:数|单位|[区县市])?"
    rf"(?:(?P<sum>加起来|合计|一共|总共|加一起|之和)(?:是|有)?(?:多少|几件)?(?:呢)?|(?:之间)?(?P<by>相?差)(?:多少|几件)|呢|分别多少|各多少"
    rf"|(?:谁|哪一?个)(?:更)?(?:(?P<most>[多高])|(?P<least>[少低]))|的(?P<what>[^,，。?？多少谁哪合一平均]{{2,10}}?)(?:呢|(?:是|有|各|分别)*多少)?)?{END}"
)
MADE = {"sum": "sum", "difference": "by", "most": "most", "least": "least"}
NTH = re.compile(rf"{THEN}第(?P<n>[一二三四五1-5])(?:个|项)(?:数)?(?:呢|是?多少|几件)?{END}")
NTH_IN = re.compile(
    rf"{THEN}(?:把)?(?:刚才|前面|上面)?(?:那个|的)?(?:第(?P<n>[一二三四五1-5])(?:个|项)|(?P<former>前一?个|前者)|(?P<latter>后一?个|后者))(?:数)?(?:换成|改成|换到|换|改|要|的)?"
    rf"(?P<year>20\d\d)年?(?:度)?(?:的)?(?:呢|吧)?{END}"
)
CHART = re.compile(
    rf"{THEN}(?:给我|请|帮我)?(?:画|做|来|出|弄|生成)?(?:成|一?[个张幅])?(?:柱状|条形|柱形|饼状?|扇形|对比|统计|比较)?图(?:吧|看看|呗)?{END}"
)  # after figures of some bodies, one after the other: of them, not of the years of the last
BODIES = re.compile(r"[区县市局家]|单位|地方")


def question_listing(words: Words, earlier: Fields, catalogue: Catalogue, vocabulary: Vocabulary) -> str | None:
    """None where nothing of the kind is asked, or what was asked before is not as many figures of one kind."""
    form = vocabulary.form
    if any(body not in catalogue.by_agency for body in earlier.bodies):
        return None
    if (some := ENDS.fullmatch(words.text)) is not None:
        return _first_or_last(some, earlier, catalogue, form)
    if (one := NTH.fullmatch(words.text)) is not None:
        return _on_place(int(number(one["n"]) or 0), earlier, catalogue, form)
    if (one := NTH_IN.fullmatch(words.text)) is not None:
        place = int(number(one["n"]) or 0) if one["n"] else 1 if one["former"] else len(_asked(earlier))
        return _on_place(place, earlier, catalogue, form, int(one["year"]))
    if CHART.fullmatch(words.text):
        atoms, _ = last_alike((*earlier.before, earlier), 0)
        return question_of(atoms, "most", catalogue, form) or None if varies_in(atoms) == "bodies" else None
    match = LISTED.fullmatch(words.text)
    if match is None:
        return None
    count = 0 if match["n"] == "几" else int(number(match["n"]) or 0)
    atoms, all_of_them = last_alike((*earlier.before, earlier), count)
    kind = "years" if match["unit"] == "年" else "bodies" if BODIES.search(match["unit"]) else ""
    enough = len(atoms) == count if count else (all_of_them and len(atoms) > 1)
    if not enough or (kind and varies_in(atoms) != kind):
        return None
    return question_of(atoms, "list", catalogue, form) or None


def _first_or_last(some: re.Match[str], earlier: Fields, catalogue: Catalogue, form: Form) -> str | None:
    """后两个呢 after 新收、予以公开、不予公开各多少: those two, in the order in which they were asked for; of a ranking nothing."""
    atoms, count = _asked(earlier), int(number(some["n"]) or 0)
    if len(atoms) < count or not varies_in(atoms):
        return None
    meant = atoms[:count] if some["end"] == "前" else atoms[-count:]
    if some["what"]:
        names = "、".join(catalogue.name(atom.body) for atom in meant)
        return f"{names}{meant[0].year}年{some['what']}分别多少" if varies_in(atoms) == "bodies" else None
    wanted = next((name for name, group in MADE.items() if some[group]), "list")
    return question_of(meant, wanted, catalogue, form) or None


def _on_place(place: int, earlier: Fields, catalogue: Catalogue, form: Form, year: int = 0) -> str | None:
    """第一个呢 after 处罚、许可各多少: the first that was asked for, not the most; 第一个换成2023: it alone, of that year."""
    atoms = _asked(earlier)
    kinds = ("targets", "bodies") if year else ("targets",)  # 第一个 of bodies may be the one that has most
    if not 1 <= place <= len(atoms) or varies_in(atoms) not in kinds:
        return None
    atom = atoms[place - 1]
    return f"{catalogue.name(atom.body)}{year or atom.year}年{atom.phrase(form)}多少"


def _is_made_of(fields: Fields, before: tuple[Fields, ...]) -> bool:
    """Whether a question was about what was listed before it: its sum or order, or some of its figures."""
    if fields.operation in ("sum", "rank") and fields.group is not None:
        return bool(fields.group.bodies)
    last = before[-1] if before else fields
    of_the_list = (
        fields.bodies == last.bodies and fields.years == last.years and set(fields.targets) < set(last.targets)
    )
    return of_the_list and (fields.operation == "sum" or len(fields.targets) > 1)


def _asked(earlier: Fields) -> list[Atom]:
    """The figures of the last question, or, where it was for one, those that were asked for one after the other."""
    asked = (*earlier.before, earlier)
    while asked and _is_made_of(asked[-1], asked[:-1]):
        asked = asked[:-1]  # 后两个呢 after 前两个加起来, or after 前两个呢: of the list before it
    if not asked or asked[-1].operation != "value":
        return []
    atoms = atoms_of(asked[-1])
    return atoms if len(atoms) > 1 else last_alike(asked, 0)[0]
