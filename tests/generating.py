"""Questions made of every word of the form: `python tests/generating.py [share]`, or `make questions`.

Each must give the figure that its word names, or ask back with a choice that gives it; never another figure."""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.question.folded import folded
from bot.start import Asker
from store.database.database import open_writer
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.loading.load import load_sample

FORM = load_form()
TODAY = date(2026, 11, 24)
BODIES = (
    "北仑区2024年",
    "淮安市2024年",
    "2025年沭阳县",
    "上海市政府办公厅 2025 ",
    "上海市科委二〇二四年度",
    "北侖24年",
)
TEMPLATES = (
    "{body}{word}多少", "{body}{word}", "{body} {word} 多少件", "{body}的{word}有几件？", "请问{body}{word}是多少", "{body}{word}呢",
    "麻烦查一下{body}{word}的数量，谢谢", "{word}，{body}", "我想知道{body}{word}一共有多少",
)  # fmt: skip
NEGATIONS = "不未没无非"
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"  # noqa: E501
STRANGE = "'\"\\;--<>{}[]()%$#@!?*&^~`|/\t\u200b\u202e\ufeff\x00😀👨‍👩‍👧 ０１２ＡＢab01-_=+.,:SELECT DROP TABLE ../etc "


@dataclass(frozen=True)
class Made:
    """A question, and the rows or columns whose figures may answer it."""

    ask: str
    word: str
    allowed: frozenset[tuple[str, str, str]]


def words() -> list[tuple[str, FigureId]]:
    """Every word of a row, a column or a cell with what it names."""
    found = []
    for table in FORM.tables.values():
        found += [(word, FigureId(table.id, row.id, "")) for row in table.rows.values() for word in row.words]
        found += [
            (word, FigureId(table.id, "", column.id)) for column in table.columns.values() for word in column.words
        ]
    return found + [(word, figure) for figure, names in FORM.cells for word in names]


def allowed(named: FigureId) -> frozenset[tuple[str, str, str]]:
    """The printed figures that an answer about a row or column may rest on."""
    return frozenset(
        part
        for figure in FORM.figures[""]
        if figure.table == named.table and named.row in ("", figure.row) and named.column in ("", figure.column)
        for layout in FORM.figures
        for part in (figure, *FORM.figures[layout].get(figure, ()))
    )


def questions(share: float, seed: int = 1) -> Iterator[Made]:
    """That share of all questions, the same each time."""
    chance = random.Random(seed)
    for word, named in words():
        for body in BODIES:
            for template in TEMPLATES:
                if chance.random() < share:
                    yield Made(template.format(body=body, word=word), word, allowed(named))


def outcome(asker: Asker, made: Made) -> str:
    """right, asked, silent; WRONG where a figure rests on anything else."""
    answer = asker.ask(made.ask, today=TODAY)
    if answer.status == "answered" and answer.figures:
        return "right" if all(set(figure.ids) <= made.allowed for figure in answer.figures) else "WRONG"
    if answer.status != "clarify":
        return "silent"
    for choice in answer.reply.choices:
        figures = asker.ask(choice.ask, today=TODAY).figures
        if figures and all(set(figure.ids) <= made.allowed for figure in figures):
            return "asked"
    return "asked, none of the choices is it"


def negated(share: float, seed: int = 2) -> Iterator[tuple[str, str]]:
    """Pairs of a question and the same with a negation before its word, where that is no word of its own."""
    chance = random.Random(seed)
    known = {folded(word) for word, _ in words()}
    for word, _ in words():
        for negation in NEGATIONS:
            if negation + word not in known and chance.random() < share:
                yield f"淮安市2024年{word}多少", f"淮安市2024年{negation}{word}多少"


def run(asker: Asker, share: float) -> Counter:
    """What became of the questions; the wrong ones are printed."""
    found: Counter = Counter()
    for made in questions(share):
        result = outcome(asker, made)
        found[result] += 1
        if result.isupper() or "none" in result:
            print(result, made.ask)
    for plain, other in negated(share):
        first, second = asker.ask(plain, today=TODAY), asker.ask(other, today=TODAY)
        same = second.status == "answered" and [f.ids for f in first.figures] == [f.ids for f in second.figures]
        found["negation lost" if same else "negation kept"] += 1
        if same:
            print("NEGATION", other)
    return found


ANY = [
    chr(n)
    for span, times in ((range(1, 0x300), 36), (range(0x3000, 0xA000), 1), (range(0x1F300, 0x1FB00), 14))
    for n in span
    for _ in range(times)
]


def noise(chance: random.Random) -> str:
    """Characters at random: common ones, strange ones, any at all; up to 4,096 of them, most of them few."""
    size = chance.choice(
        (chance.randint(0, 12), chance.randint(0, 60), chance.randint(0, 300), chance.randint(0, 4096))
    )
    kind = chance.randrange(3)
    if kind == 0:
        return "".join(chance.choices(COMMON, k=size))
    if kind == 1:
        return "".join(chance.choices(STRANGE + COMMON[:40], k=size))
    return "".join(chance.choices(ANY, k=size))


def noise_run(asker: Asker, count: int) -> str:
    """How long so many strings of noise take, in time of the processor, and whether one of them gets a figure."""
    chance, took, figures = random.Random(6), [], 0
    for _ in range(count):
        text = noise(chance)
        start = time.process_time()
        figures += any(figure.value is not None for figure in asker.ask(text, today=TODAY).figures)
        took.append(time.process_time() - start)
    took.sort()
    p99, longest = took[int(count * 0.99)] * 1000, took[-1] * 1000
    return f"{count} strings of noise: {figures} with a figure, p99 {p99:.1f} ms, longest {longest:.0f} ms"


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.sqlite"
        db = open_writer(path)
        load_sample(db)
        db.close()
        start = time.monotonic()
        asker = Asker(path)
        print(dict(run(asker, share)), f"{time.monotonic() - start:.0f} s", flush=True)
        print(noise_run(asker, int(1_000_000 * share)))


if __name__ == "__main__":
    main()
