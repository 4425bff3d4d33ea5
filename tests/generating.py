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

from bot.start import Asker
from bot.vocabulary import folded
from store.database import open_writer
from store.form import FigureId
from store.form_files import load_form
from store.load import load_sample

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


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.sqlite"
        db = open_writer(path)
        load_sample(db)
        db.close()
        start = time.monotonic()
        print(dict(run(Asker(path), share)), f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
