"""Words + what was asked before -> Fields, or the reading that ends here: a question back, not understood, nothing there.

Only what a question leaves out is taken over from before; a question that names body and figure starts anew."""

from dataclasses import dataclass, replace

from bot.bodies import Named, named_bodies, resolve
from bot.choices import ask_any_body, ask_body, ask_figure, ask_meaning, ask_one_of, full_name, no_such_figure
from bot.followup import Followed, follow, with_earlier_column
from bot.reading import EndsHere, Fields, NothingThere, NotUnderstood, Reading
from bot.refusals import (
    Operations,
    cannot_add,
    cannot_break_down,
    cannot_share,
    counts_pieces,
    other_unit,
    refused,
    too_much,
)
from bot.target import SeveralMeanings, Target, Targets
from bot.targets import read_targets
from bot.vocabulary import OperationWord, Vocabulary, WithinYear, YearWord
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
                years |= dict.fromkeys(meaning.years or (() if meaning.back is None else (today - meaning.back,)))
                newest |= meaning == YearWord()
            elif isinstance(meaning, WithinYear):
                return NothingThere(f"年度报告只有全年数，没有“{word.text}”的数。", ())
    named = named_bodies(words)
    if reason := too_much(words, operations, named, tuple(years)):
        return refused(words, reason)
    return _Reader(words, vocabulary, catalogue, earlier, operations, tuple(sorted(years)), newest, named).read()


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
        operation, base_words, words = self._operation()
        targets = self._targets(words)
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
        settled = self._settled(operation, wanted)
        return self._complete(Fields(bodies, self.years, wanted, settled, base.targets, targets.notes), targets)

    # ---------------------------------------------------------------------------------------------- operation
    def _operation(self) -> tuple[str, list[Word], list[Word]]:
        """What to do; the words of the base of a share; the other words."""
        words, ids = list(self.words.words), [meaning.id for _, meaning in self.operations]
        if "share" in ids:
            return "share", *self._split_share(words)
        if "change" in ids or "versus" in ids:
            return "change", [], words
        return next((kind for kind in ("plus", "total_of", "breakdown") if kind in ids), "value"), [], words

    def _split_share(self, words: list[Word]) -> tuple[list[Word], list[Word]]:
        """X占Y的比例 and Y里头X占几成: Y is the base, where it is named."""
        share = next(word for word, meaning in self.operations if meaning.id == "share")
        within = next((w for w, m in self.operations if m.id == "within" and w.start < share.start), None)
        if within is not None:
            return [w for w in words if w.end <= within.start], [w for w in words if w.start >= within.end]
        if share.text.startswith("占"):
            return [w for w in words if w.start >= share.end], [w for w in words if w.end <= share.start]
        return [], words

    def _settled(self, operation: str, wanted: tuple[Target, ...]) -> str:
        """合计 of one figure is that figure; 合计 of several, and 加, is a sum."""
        if operation == "total_of":
            return "sum" if len(wanted) > 1 else "value"
        return "sum" if operation == "plus" else operation

    def _cannot(self, operation: str, wanted: tuple[Target, ...], targets: Targets, base: Targets) -> EndsHere | None:
        """Why the operation cannot be done with these figures."""
        if operation == "value":
            return None
        form = self.vocabulary.form
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

    def _prefix(self) -> str:
        """The body and year asked about, in words; nothing where the body is not clear."""
        bodies = self._bodies()
        if not isinstance(bodies, tuple):
            return ""
        year = self.years[-1] if self.years else self._earlier_year() or self.catalogue.years(bodies[0])[-1]
        return f"{self._name(bodies[0])}{year}年"

    def _earlier_year(self) -> int | None:
        return self.earlier.years[-1] if self.earlier is not None and not self.named else None

    def _name(self, agency: str) -> str:
        return full_name(agency, self.catalogue, self.vocabulary.gazetteer)

    # ------------------------------------------------------------------------------------------------- bodies
    def _bodies(self) -> tuple[str, ...] | EndsHere:
        if self.named:
            read = resolve(self.named, self.catalogue)
            return read.found or ask_body(read, self.words.text, self.catalogue, self.vocabulary.gazetteer)
        if self.earlier is not None:
            return self.earlier.bodies
        if len(self.catalogue.by_agency) == 1:
            return tuple(self.catalogue.by_agency)
        return ask_any_body(self.words.text, self.catalogue, self.vocabulary.gazetteer)

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
            return ask_figure(self._prefix())
        follows = self.earlier is not None and not (self.named and "figure" not in kept)
        if self.years:
            return replace(fields, kept=kept) if kept else fields
        if follows and not self.newest and self.earlier is not None:
            return replace(fields, years=self.earlier.years, kept=(*kept, "year"))
        newest = max(self.catalogue.years(body)[-1] for body in fields.bodies)
        return replace(fields, years=(newest,), newest=True, kept=kept)
