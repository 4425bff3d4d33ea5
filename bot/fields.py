"""Words + what was asked before -> Fields, or the reading that ends here: a question back, not understood, nothing there.

Only what a question leaves out is taken over from before; a question that names body and figure starts anew."""

from dataclasses import dataclass, replace

from bot.bodies import Named, named_bodies, resolve
from bot.choices import (
    ask_any_body,
    ask_body,
    ask_carried,
    ask_figure,
    ask_meaning,
    ask_one_of,
    full_name,
    no_such_figure,
    only_whole_years,
)
from bot.followup import Followed, follow, with_earlier_column
from bot.meanings import AreaWord, OperationWord, WithinYear, YearWord
from bot.operation import Operations, read_operation, settled_operation
from bot.reading import EndsHere, Fields, NotUnderstood, Reading
from bot.refusals import (
    cannot_add,
    cannot_break_down,
    cannot_share,
    carried_over,
    counts_pieces,
    other_unit,
    refused,
    too_much,
)
from bot.target import SeveralMeanings, Target, Targets
from bot.targets import read_targets
from bot.vocabulary import Vocabulary
from bot.words import Word, Words, has_content
from store.catalogue import Catalogue
from store.form import FigureId

EXPANDED = "这里有几个数，不能合在一起算。您问的是哪一个？"
WHOLE_OR_PART = "上一问只问了其中一部分，这一问也是吗？"


def read_fields(
    words: Words, vocabulary: Vocabulary, catalogue: Catalogue, today: int, earlier: Fields | None = None
) -> Reading:
    """Read a question; `today` is the year."""
    if words.unknown:
        return NotUnderstood(words.unknown, tuple(word.text for word in words.words))
    if not has_content(words):
        return NotUnderstood((), ())
    named = named_bodies(words)
    operations: Operations = []
    years: dict[int, None] = {}
    newest = False
    for word in words.words:
        for meaning in word.meanings:
            if isinstance(meaning, OperationWord):
                if meaning.name:
                    return refused(words, f"{meaning.name}（“{word.text}”）")
                operations.append((word, meaning))
            elif isinstance(meaning, YearWord):
                years |= dict.fromkeys(_years(meaning, today, earlier if not named else None))
                newest |= meaning == YearWord()
            elif isinstance(meaning, WithinYear) and not meaning.end:
                return only_whole_years(word.text)
    if reason := too_much(words, operations, named, tuple(years)):
        return refused(words, reason)
    return _Reader(words, vocabulary, catalogue, earlier, operations, tuple(sorted(years)), newest, named).read()


def _years(meaning: YearWord, today: int, earlier: Fields | None) -> tuple[int, ...]:
    """去年 is before today; 上一年 in a follow-up is before the year spoken of."""
    if meaning.years or meaning.back is None:
        return meaning.years
    anchor = earlier.years[-1] if earlier is not None and meaning.of_talk else today
    return (anchor - meaning.back,)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One question being read; each step gives its part, or the reading that ends here."""

    words: Words
    vocabulary: Vocabulary
    catalogue: Catalogue
    earlier: Fields | None
    operations: Operations
    years: tuple[int, ...]
    newest: bool
    named: list[Named]

    def read(self) -> Reading:
        operation, base_words, words = read_operation(self.words, self.operations)
        targets = self._carried() or self._targets(words)
        if not isinstance(targets, Targets):
            return targets
        base = self._targets(base_words) if base_words else Targets()
        if not isinstance(base, Targets):
            return base
        bodies = self._bodies()
        if not isinstance(bodies, tuple):
            return bodies
        wanted = self._in_row_of(base, targets)
        if ended := self._cannot(operation, wanted, targets, base):
            return ended
        settled = settled_operation(operation, len(wanted))
        return self._complete(Fields(bodies, self.years, wanted, settled, base.targets, targets.notes), targets)

    def _cannot(self, operation: str, wanted: tuple[Target, ...], targets: Targets, base: Targets) -> EndsHere | None:
        """Why the operation cannot be done with these figures."""
        form, ids = self.vocabulary.form, {meaning.id for _, meaning in self.operations}
        if (ended := self._at_the_end(wanted)) is not None:
            return ended
        if "in_text" in ids and any(target.figures for target in wanted):
            return refused(self.words, "表里的数在正文里怎么说")
        if operation == "value":
            return None
        if operation == "share" and ids & {"plus", "total_of"} and len(wanted) > 1:
            return refused(self.words, "先相加、再算比例")
        if operation in ("plus", "total_of", "share") and (targets.expanded or base.expanded):
            return ask_one_of(EXPANDED, self._prefix(), wanted if targets.expanded else base.targets, form)
        adding = operation == "plus" or (
            operation == "total_of" and (len(wanted) > 1 or not (wanted or self.earlier is None))
        )
        reasons = {
            "把这样的数相加": adding and cannot_add(wanted, form),
            "拿不同的表相比": operation == "share" and cannot_share(wanted, base.targets),
            "“占多少件”": operation == "share" and counts_pieces(self.words),
            "说明原因": operation == "breakdown" and cannot_break_down(wanted, form),
        }
        return next((refused(self.words, reason) for reason, holds in reasons.items() if holds), None)

    def _carried(self) -> EndsHere | None:
        """2024年结转到2025年."""
        two = len(self.years) == 2 and carried_over(self.words, self.vocabulary.form)
        return ask_carried(self._prefix(with_year=False), self.years) if two else None

    def _at_the_end(self, wanted: tuple[Target, ...]) -> EndsHere | None:
        """年底 fits only what the form counts at the end of the year."""
        word = next((w for w in self.words.words if isinstance(w.meanings[0], WithinYear)), None)
        if word is None:
            return None
        figures = [figure for target in wanted for figure in target.figures]
        at_end = bool(figures) and all("end" in self.vocabulary.form.when(figure) for figure in figures)
        return None if at_end else only_whole_years(word.text)

    # ------------------------------------------------------------------------------------------------ figures
    def _targets(self, words: list[Word]) -> Targets | EndsHere:
        form = self.vocabulary.form
        read = read_targets(words, self.words.text, form)
        if isinstance(read, SeveralMeanings):
            return ask_meaning(read, self.words.text, self._prefix_left_out(), form)
        if isinstance(read, Targets):
            other = other_unit(read, words, form)
            return read if other is None else no_such_figure(other, self._prefix(), form)
        return no_such_figure(read, self._prefix(), form)

    def _in_row_of(self, base: Targets, targets: Targets) -> tuple[Target, ...]:
        """自然人占办结的比例: a column alone is taken at the row of the base."""
        rows = [f.row for target in base.targets for f in target.figures if target.figures]
        if not rows or not targets.columns:
            return targets.targets
        moved = (FigureId(column.table, rows[0], column.column) for column in targets.columns)
        return tuple(Target((figure,)) for figure in moved if self.vocabulary.form.exists(figure))

    def _prefix_left_out(self) -> str:
        """Body and year of before, where this question leaves them out: a choice must stand by itself."""
        if self.earlier is None:
            return ""
        body = "" if self.named else self._name(self.earlier.bodies[0])
        return body + ("" if self.years else f"{self.earlier.years[-1]}年")

    def _prefix(self, *, with_year: bool = True) -> str:
        """The body and year asked about, in words; nothing where the body is not clear."""
        bodies = self._bodies()
        if not isinstance(bodies, tuple):
            return ""
        if not with_year:
            return self._name(bodies[0])
        year = self.years[-1] if self.years else self._earlier_year() or self.catalogue.years(bodies[0])[-1]
        return f"{self._name(bodies[0])}{year}年"

    def _earlier_year(self) -> int | None:
        return self.earlier.years[-1] if self.earlier is not None and not self.named else None

    def _name(self, agency: str) -> str:
        return full_name(agency, self.catalogue, self.vocabulary.gazetteer)

    # ------------------------------------------------------------------------------------------------- bodies
    def _bodies(self) -> tuple[str, ...] | EndsHere:
        bodies = self._named_or_before()
        if isinstance(bodies, tuple) and (outside := self._outside(bodies)):
            return NotUnderstood((outside,), tuple(word.text for word in self.words.words))
        return bodies

    def _named_or_before(self) -> tuple[str, ...] | EndsHere:
        if self.named:
            read = resolve(self.named, self.catalogue)
            return read.found or ask_body(read, self.words.text, self.catalogue, self.vocabulary.gazetteer)
        if self.earlier is not None:
            return self.earlier.bodies
        if len(self.catalogue.by_agency) == 1:
            return tuple(self.catalogue.by_agency)
        return ask_any_body(self.words.text, self.catalogue, self.vocabulary.gazetteer)

    def _outside(self, bodies: tuple[str, ...]) -> str:
        """全省, asked of a district: the word, where it does not fit every body."""
        for word in self.words.words:
            meaning = word.meanings[0]
            if isinstance(meaning, AreaWord):
                homes = [self.catalogue.newest(body).place for body in bodies]
                names = [self.vocabulary.gazetteer.places[home].name for home in homes if home]
                if not all(name.endswith(meaning.kind) for name in names):
                    return word.text
        return ""

    # -------------------------------------------------------------------------------------------------- whole
    def _complete(self, fields: Fields, targets: Targets) -> Reading:
        """Fill what the question leaves out: from before, where this follows on; else the newest year."""
        form, followed = self.vocabulary.form, Followed(fields, ())
        if self.earlier is not None:
            both = (
                with_earlier_column(fields.targets, self.earlier, form) if targets.bare_rows and not self.named else ()
            )
            if both:
                return ask_one_of(WHOLE_OR_PART, self._prefix(), both, form)
            followed = follow(fields, targets, self.earlier, form, names_body=bool(self.named))
        fields, kept = followed.fields, followed.kept
        if not fields.targets:
            years = self.years or (self.catalogue.years(fields.bodies[0])[-1],)
            return replace(ask_figure(self._prefix()), about=replace(fields, years=years, operation="value", base=()))
        follows = self.earlier is not None and not (self.named and "figure" not in kept)
        if self.years:
            return replace(fields, kept=kept) if kept else fields
        if follows and not self.newest and self.earlier is not None:
            return replace(fields, years=self.earlier.years, kept=(*kept, "year"))
        newest = max(self.catalogue.years(body)[-1] for body in fields.bodies)
        return replace(fields, years=(newest,), newest=True, kept=kept)
