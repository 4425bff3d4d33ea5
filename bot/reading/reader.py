"""One question being read: what its words give, step by step, with what was asked before to fill what they leave out."""

from dataclasses import dataclass, replace
from functools import cached_property

from bot.question.bodies import Named, are_listed
from bot.question.loaded_bodies import Bodies, resolve
from bot.question.meanings import AreaWord, FigureWord
from bot.question.vocabulary import Vocabulary
from bot.question.word import Word, Words
from bot.reading.asked import Asked
from bot.reading.choices import ask_any_body, ask_body, ask_meaning, no_such_figure
from bot.reading.every_office import every_office
from bot.reading.followup import of_some_column
from bot.reading.kinds_asked import ANY_BODY
from bot.reading.readings import EndsHere, Fields, NotUnderstood
from bot.reading.refusals import FOLLOWING, SEVERAL, other_unit, refused
from bot.reading.than_body import Than
from bot.targets.settled import rows_of
from bot.targets.target import NoSuchFigure, SeveralMeanings, Target, Targets, usual_cell
from bot.targets.targets import read_targets
from store.facts.catalogue import Catalogue

LEFT = ("还剩", "剩", "剩下", "剩余", "还有")
TOGETHER = "把几个数这样放在一起"
SAYS_NO_MORE = {"how_many", "each", "within", "other_body", "again", "that_body"}  # than figure, body and year


@dataclass(frozen=True)
class Reader:
    """Each step gives its part, or the reading that ends here."""

    words: Words
    vocabulary: Vocabulary
    catalogue: Catalogue
    earlier: Fields | None
    asked: Asked
    homes: tuple[str, ...] = ()
    apart: tuple[Named, ...] = ()  # bodies that are left out
    than: Than | None = None  # the body that others are measured against
    checked: bool = False  # the question before was whether the figures agree

    @cached_property
    def group_before(self) -> Fields | None:
        """What was asked before, if that was about many bodies."""
        return self.earlier if self.earlier is not None and self.earlier.group is not None else None

    # ------------------------------------------------------------------------------------------------ figures
    @cached_property
    def all_targets(self) -> Targets | EndsHere:
        """What all words together ask for."""
        return self.targets(list(self.words.words))

    def targets(self, words: list[Word]) -> Targets | EndsHere:
        """What is asked for."""
        form, words = self.vocabulary.form, self.figure_words(words)
        earlier = self.earlier.targets if self.earlier is not None and not self.asked.named else ()
        read = self._comparable(read_targets(words, self.words.text, form, rows_of(earlier, form)))
        if isinstance(read, SeveralMeanings) and self._takes_over_several():
            return refused(self.words, FOLLOWING)
        if (
            isinstance(read, SeveralMeanings)
            and read.apart
            and (self.asked.groups or self.asked.orders or self.asked.limits)
        ):
            return refused(self.words, TOGETHER)  # a choice would be put to an order or a limit of both
        if isinstance(read, SeveralMeanings) and read.apart and max(len(self.asked.named), len(self.asked.years)) > 1:
            return refused(self.words, SEVERAL)
        if isinstance(read, SeveralMeanings):
            asked = ask_meaning(read, self.words.text, self.prefix_left_out(), form)
            return replace(asked, about=self._about(read.targets))
        if isinstance(read, Targets):
            other = other_unit(read, words, form)
            return read if other is None else no_such_figure(other, self.prefix(), form)
        return no_such_figure(read, self.prefix(), form)

    def _comparable(self, read: Targets | SeveralMeanings | NoSuchFigure) -> Targets | SeveralMeanings | NoSuchFigure:
        """收费 of many bodies is that of the tables: what the text says of it is no number."""
        if not isinstance(read, SeveralMeanings) or read.apart or not (self.asked.groups or self.asked.limits):
            return read
        counted = [target for target in read.targets if not target.passage]
        cells = tuple(usual_cell(figure, self.vocabulary.form) for figure in counted[0].figures) if counted else ()
        return Targets((Target(cells),)) if len(counted) == 1 < len(read.targets) and cells else read

    def _takes_over_several(self) -> bool:
        """Whether several bodies or years of before would be lost in a choice, which names one of each."""
        earlier = self.earlier
        if earlier is None or (self.asked.named and self.asked.years):
            return False
        if not self.asked.named and of_some_column(earlier, self.vocabulary.form):
            return True  # 公开的 after 企业申请: the choices would be of all applicants
        return len(earlier.bodies) > 1 or len(earlier.years) > 1 or earlier.group is not None

    def figure_words(self, words: list[Word]) -> list[Word]:
        """Without 单位 where it asks for the bodies, not for applicants; without 还剩 where something is taken away."""
        if self.asked.ids & {"without", "difference"}:
            words = [word for word in words if word.text not in LEFT]  # 去掉重复申请还剩多少
        if not self.asked.groups or self.asked.kind or len(self.asked.named) > 1:
            return words
        return [w for w in words if w.text not in ANY_BODY or not isinstance(w.meanings[0], FigureWord)]

    # ----------------------------------------------------------------------------------- body and year in words
    def _about(self, meanings: tuple[Target, ...]) -> Fields | None:
        """What a next question may follow on where one of several meanings is asked for: 2023年呢 asks again."""
        bodies = self.bodies()
        if (
            not isinstance(bodies, tuple)
            or len(bodies) != 1
            or len(self.asked.years) > 1
            or self.asked.ids - SAYS_NO_MORE
        ):
            return None
        years = self.asked.years or (self._earlier_year() or self.catalogue.years(bodies[0])[-1],)
        form = self.vocabulary.form
        cells = tuple(replace(m, figures=tuple(usual_cell(figure, form) for figure in m.figures)) for m in meanings)
        known = all(form.exists(figure) for cell in cells for figure in cell.figures)
        return Fields(bodies, years, cells, open=True) if known else None

    def prefix_left_out(self) -> str:
        """Body and year of before, where this question leaves them out: a choice must stand by itself."""
        if self.earlier is None or not self.earlier.bodies:
            return ""
        body = "" if self.asked.named else self.name(self.earlier.bodies[0])
        year = "" if self.asked.years or not self.earlier.years else f"{self.earlier.years[-1]}年"
        return body + year

    def prefix(self, *, with_year: bool = True) -> str:
        """The body and year asked about, in words; nothing where the body is not clear."""
        bodies = self.bodies()
        if not isinstance(bodies, tuple):
            return ""
        if not with_year:
            return self.name(bodies[0])
        year = self.asked.years[-1] if self.asked.years else self._earlier_year() or self.catalogue.years(bodies[0])[-1]
        return f"{self.name(bodies[0])}{year}年"

    def _earlier_year(self) -> int | None:
        """The year of before; after 哪年最高 the one that was found."""
        earlier = self.earlier
        if earlier is None or not earlier.years or self.asked.named:
            return None
        found = earlier.found if earlier.operation == "rank_years" else None
        return found.years[-1] if found is not None and found.years else earlier.years[-1]

    def name(self, agency: str) -> str:
        """A body's name."""
        return self.catalogue.name(agency)

    # ------------------------------------------------------------------------------------------------- bodies
    def bodies(self, *, partly: bool = False) -> tuple[str, ...] | EndsHere:
        """The bodies asked about; `partly`: those that are loaded, where others are not."""
        bodies = self._named_or_before()
        if partly and not isinstance(bodies, tuple) and are_listed(self.asked.named, self.words.text):
            bodies = resolve(self.asked.named, self.catalogue).present or bodies
        if isinstance(bodies, tuple) and (outside := self._outside(bodies)):
            return NotUnderstood((outside,), tuple(word.text for word in self.words.words))
        return bodies

    def _named_or_before(self) -> tuple[str, ...] | EndsHere:
        if "own_body" in self.asked.ids and not self.homes:
            return ask_any_body(self._without_own(), self.catalogue)
        if self.asked.named:
            before = self.earlier.bodies if self.earlier is not None and self.earlier.group is None else ()
            places = tuple(place for body in before if (place := self.catalogue.newest(body).place))
            read = resolve(self.asked.named, self.catalogue, places)
            added = bool(self.asked.ids & {"total_of", "plus", "mean"})  # 两个鼓楼区合计: no sum of them is made here
            every = every_office(self.asked.named, self.words.text, self.catalogue, self.vocabulary.gazetteer)
            if every and not added:
                return every  # 各公安局
            if not added and len(read.candidates) == 2 and self.words.text.endswith(("两个", "俩"), 0, read.span[0]):
                return read.candidates  # 两个和平区
            return read.found or self.where_spoken_of(read) or ask_body(read, self.words.text, self.catalogue)
        if self.earlier is not None and self.earlier.bodies and "own_body" not in self.asked.ids:
            return self.earlier.bodies
        if len(self.homes) > 1:
            return ask_any_body(self._without_own(), self.catalogue, self.homes)
        if self.homes:
            return self.homes
        if len(self.catalogue.by_agency) == 1:
            return tuple(self.catalogue.by_agency)
        sums = "total_of" in self.asked.ids
        return ask_any_body(self._dated(), self.catalogue, first=self._spoken_of(), sums=sums, years=self.asked.years)

    def _spoken_of(self) -> tuple[str, ...]:
        """The bodies of the talk, the last first."""
        talk = (self.earlier, *reversed(self.earlier.before)) if self.earlier is not None else ()
        return tuple(dict.fromkeys(body for fields in talk for body in fields.listed))

    def where_spoken_of(self, read: Bodies) -> tuple[str, ...]:
        """和平区呢 after 天津各区: of several that fit, the only one where those of before lie."""
        earlier = self.earlier
        if not read.unclear or earlier is None:
            return ()
        around = earlier.group.places if earlier.group is not None else tuple(map(self._place, earlier.bodies))
        places = self.vocabulary.gazetteer.places
        named = [(body, self._place(body)) for body in read.candidates]
        there = [
            b
            for b, at in named
            if at in places and any(at != code and places[at].within(code) for code in around if code)
        ]
        own = [body for body, at in named if at in around] if earlier.group is not None else []
        beside = [
            b for b, at in named if any(at[:4] == code[:4] != "" for code in around)
        ]  # 鼓楼区呢 after 徐州's 泉山区
        found = own or there or beside
        return tuple(found) if len(found) == 1 else ()

    def _place(self, body: str) -> str:
        return self.catalogue.newest(body).place if body in self.catalogue.by_agency else ""

    def _dated(self) -> str:
        """The question with the year spoken of before, where it names none: the body of before was not loaded."""
        years = () if self.asked.years else self.spoken_of()
        return f"{years[-1]}年{self.words.text}" if len(years) == 1 else self.words.text

    def spoken_of(self) -> tuple[int, ...]:
        """The years of before, which hold where no span is asked for."""
        return self.earlier.years if self.earlier is not None and not self.asked.span else ()

    def _without_own(self) -> str:
        """The question without 我区, so that a body's name can stand before it."""
        text = self.words.text
        for word, meaning in self.asked.operations:
            if meaning.id == "own_body":
                text = text.replace(word.text, "")
        return text

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
