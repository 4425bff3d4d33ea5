"""Glossary -> words: an article of the 条例 asks for the rows it is the ground of: 第十五条, 条例第36条第(七)项."""

import re
from collections.abc import Iterable, Iterator

from bot.question.counts import number
from bot.question.meanings import AmbiguousWord, FigureWord, Meaning
from store.forms.askable import Ambiguity
from store.forms.form import Form, figure_at

CITED = re.compile(r"第([一二三四五六七八九十]+)条(?:第([一二三])款)?(?:第((?:（[一二三四五六七八九十]）)+)项)?(?!至)")
LAW = "条例"
PARTS = "款项"  # by which a group of rows may be named; of an article alone its rows are


def article_words(form: Form) -> Iterator[tuple[str, Meaning]]:
    """Each article that the glossary gives for a printed row, with its 款 and 项 and without -> that row, or a choice of them."""
    rows: dict[str, list[str]] = {}
    for term in form.terms.values():
        for name in term.rows:
            at = figure_at(name)
            whole = bool(at.row) and bool(form.tables[at.table].rows[at.row].sum)
            for word in _cited(term.article) if at.row else ():
                if name not in rows.setdefault(word, []) and (word[-1] in PARTS or not whole):
                    rows[word].append(name)
    for word, named in rows.items():
        if not named:
            continue
        if len(named) == 1:
            yield word, FigureWord(figure_at(named[0]))
        else:
            yield word, AmbiguousWord(Ambiguity((word,), tuple(named), {}, generic=False, note=f"{word}对应几行"))


def _cited(articles: str) -> Iterator[str]:
    """条例第十六条第一款 -> every way of writing it, and of writing its article alone."""
    for law in articles.split("；"):
        if not law.startswith(LAW):
            continue
        for numeral, clause, items in CITED.findall(law):
            article = tuple(f"第{n}条" for n in (numeral, number(numeral)))
            yield from _written(article, "款", clause)
            for item in re.findall(r"[一二三四五六七八九十]+", items):
                yield from _written(article, "项", item)


def _written(articles: Iterable[str], part: str, numeral: str) -> Iterator[str]:
    ends = ["", *(f"第{n}{part}" for n in (numeral, f"({numeral})", number(numeral)) if numeral)]
    for article in articles:
        yield from (f"{law}{article}{end}" for law in ("", LAW) for end in ends)
