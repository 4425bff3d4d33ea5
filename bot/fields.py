"""Words + what was asked before -> Fields, or the reading that ends here: a question back, words not understood, nothing there.

Only what a question leaves out is taken over from before; a question that names body and figure starts anew."""

from dataclasses import dataclass, replace

from bot.bodies import Named, named_bodies, resolve
from bot.choices import ask_any_body, ask_body, ask_figure, ask_meaning, full_name, no_such_figure
from bot.reading import EndsHere, Fields, NothingThere, NotUnderstood, Reading
from bot.targets import SeveralMeanings, Target, Targets, read_targets
from bot.vocabulary import OperationWord, Vocabulary, WithinYear, YearWord
from bot.words import Word, Words, has_content
from store.catalogue import Catalogue
from store.form import FigureId


def read_fields(
    words: Words, vocabulary: Vocabulary, catalogue: Catalogue, today: int, earlier: Fields | None = None
) -> Reading:
    """Read a question; `today` is the year."""
    understood = tuple(word.text for word in words.words)
    if words.unknown:
        return NotUnderstood(words.unknown, understood)
    if not has_content(words):
        return NotUnderstood((), ())
    operations: list[tuple[Word, OperationWord]] = []
    years: dict[int, None] = {}
    newest = False
    for word in words.words:
        for meaning in word.meanings:
            if isinstance(meaning, OperationWord):
                if meaning.name:
                    return NotUnderstood((), understood, f"{meaning.name}（“{word.text}”）")
                operations.append((word, meaning))
            elif isinstance(meaning, YearWord):
                years |= dict.fromkeys(meaning.years or (() if meaning.back is None else (today - meaning.back,)))
                newest |= meaning == YearWord()
            elif isinstance(meaning, WithinYear):
                return NothingThere(f"年度报告只有全年数，没有“{word.text}”的数。", ())
    named = named_bodies(words)
    return _Reader(words, vocabulary, catalogue, earlier, operations, tuple(sorted(years)), newest, named).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    """One question being read; each step gives its part, or the reading that ends here."""

    words: Words
    vocabulary: Vocabulary
    catalogue: Catalogue
    earlier: Fields | None
    operations: list[tuple[Word, OperationWord]]
    years: tuple[int, ...]
    newest: bool
    named: list[Named]

    def read(self) -> Reading:
        operation, base_words, words = self._operation()
        targets = self._targets(words)
        if not isinstance(targets, Targets):
            return targets
        base = self._targets(base_words) if base_words else Targets(())
        if not isinstance(base, Targets):
            return base
        bodies = self._bodies()
        if not isinstance(bodies, tuple):
            return bodies
        wanted = self._in_row_of(base, targets)
        if operation == "breakdown" and not self._breaks_down(wanted):
            return NotUnderstood((), tuple(word.text for word in self.words.words), "说明原因")
        return self._complete(
            bodies, Fields(bodies, (), wanted, operation, base.targets, targets.notes), targets.columns
        )

    # ---------------------------------------------------------------------------------------------- operation
    def _operation(self) -> tuple[str, list[Word], list[Word]]:
        """What to do; the words of the base of a share; the other words."""
        words, ids = list(self.words.words), [meaning.id for _, meaning in self.operations]
        if "share" in ids:
            return "share", *self._split_share(words)
        if "change" in ids or ("versus" in ids and len(self.years) == 2):
            return "change", [], words
        if "plus" in ids:
            return "sum", [], words
        return ("breakdown" if "breakdown" in ids else "value"), [], words

    def _split_share(self, words: list[Word]) -> tuple[list[Word], list[Word]]:
        """X占Y的比例 and Y里头X占几成: Y is the base, where it is named."""
        share = next(word for word, meaning in self.operations if meaning.id == "share")
        within = next((w for w, m in self.operations if m.id == "within" and w.start < share.start), None)
        if within is not None:
            return [w for w in words if w.end <= within.start], [w for w in words if w.start >= within.end]
        if share.text.startswith("占"):
            return [w for w in words if w.start >= share.end], [w for w in words if w.end <= share.start]
        return [], words

    def _breaks_down(self, targets: tuple[Target, ...]) -> bool:
        """Whether there are parts to list, or each target is itself such a part (隐私原因)."""
        form = self.vocabulary.form
        figures = [figure for target in targets for figure in target.figures]
        parts = {part for table in form.tables.values() for row in table.rows.values() for part in row.sum}
        return all(len(form.parts(figure)) > 1 or figure.row in parts for figure in figures)

    # ------------------------------------------------------------------------------------------------ figures
    def _targets(self, words: list[Word]) -> Targets | EndsHere:
        form = self.vocabulary.form
        read = read_targets(words, form)
        if isinstance(read, Targets):
            return read
        if isinstance(read, SeveralMeanings):
            return ask_meaning(read, self.words.text, self._prefix_left_out(), form)
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
        return f"{self._name(bodies[0])}{self.years[-1] if self.years else self.catalogue.years(bodies[0])[-1]}年"

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
    def _complete(self, bodies: tuple[str, ...], fields: Fields, columns: tuple[FigureId, ...]) -> Reading:
        """Fill what the question leaves out: from before, where this follows on; else the newest year."""
        kept: list[str] = []
        if self.earlier is not None:
            fields, kept = self._follow(fields, columns, self.earlier)
        if not fields.targets:
            return ask_figure(self._prefix())
        anew = self.earlier is None or (bool(self.named) and "figure" not in kept)
        if self.years:
            years = self.years
        elif anew or self.newest or self.earlier is None:
            years = (max(self.catalogue.years(body)[-1] for body in bodies),)
        else:
            years = self.earlier.years
            kept.append("year")
        newest = not self.years and "year" not in kept
        return replace(fields, years=years, newest=newest, kept=tuple(kept))

    def _follow(self, fields: Fields, columns: tuple[FigureId, ...], earlier: Fields) -> tuple[Fields, list[str]]:
        """自然人的呢 keeps the row, 占比呢 keeps the figure, 2023年呢 keeps figure and operation."""
        kept = [] if self.named else ["body"]
        operation = earlier.operation if fields.operation == "value" else fields.operation
        if columns and not self.named and (moved := self._moved(earlier, columns)):
            return replace(fields, targets=moved, operation=operation), [*kept, "figure"]
        if fields.targets:
            return fields, kept
        base = fields.base or (earlier.base if operation == "share" else ())
        return replace(fields, targets=earlier.targets, operation=operation, base=base), [*kept, "figure"]

    def _moved(self, earlier: Fields, columns: tuple[FigureId, ...]) -> tuple[Target, ...]:
        """The rows asked before, in the columns named now."""
        rows = [f for target in earlier.targets for f in target.figures]
        if any(row.table != columns[0].table for row in rows):
            return ()
        moved = (FigureId(row.table, row.row, column.column) for row in rows for column in columns)
        return tuple(Target((figure,)) for figure in moved if self.vocabulary.form.exists(figure))
