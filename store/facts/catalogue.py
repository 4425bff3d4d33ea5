"""Which reports there are: small enough to hold in memory, so that a question finds its report without asking the disk."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from store.agencies.agency import Gazetteer
from store.facts.facts import Fact
from store.facts.prose import Paragraph, StatedFigure
from store.findings import Finding
from store.forms.form import FigureId


@dataclass(frozen=True, slots=True)
class Entry:
    """A loaded report.  `document` is the file's name."""

    id: int
    agency: str
    name: str
    place: str
    organ: str
    year: int
    layouts: Mapping[str, str]
    document: str
    sample: bool
    version: int

    @property
    def form(self) -> str:
        """The layout of the report; several joined by + where its tables differ."""
        return "+".join(sorted(set(self.layouts.values())))


@dataclass(frozen=True)
class Catalogue:
    """The current reports by body and year."""

    entries: tuple[Entry, ...]
    by_agency: Mapping[str, Mapping[int, Entry]] = field(init=False)
    by_year: Mapping[int, tuple[Entry, ...]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, dict[int, Entry]] = {}
        for entry in sorted(self.entries, key=lambda e: e.year):
            found.setdefault(entry.agency, {})[entry.year] = entry
        years: dict[int, list[Entry]] = {}
        for entry in self.entries:
            years.setdefault(entry.year, []).append(entry)
        object.__setattr__(self, "by_agency", found)
        object.__setattr__(self, "by_year", {year: tuple(entries) for year, entries in years.items()})

    def entry(self, agency: str, year: int) -> Entry | None:
        """The report of a body and year, if it is loaded."""
        return self.by_agency.get(agency, {}).get(year)

    def years(self, agency: str) -> list[int]:
        """The years of a body's reports, oldest first."""
        return list(self.by_agency.get(agency, {}))

    def newest(self, agency: str) -> Entry:
        """A body's report of the latest year."""
        return self.by_agency[agency][self.years(agency)[-1]]

    def name(self, agency: str) -> str:
        """A body's name; that of its newest report, where years print different ones."""
        return self.newest(agency).name


def one_name_each(catalogue: Catalogue, gazetteer: Gazetteer) -> Catalogue:
    """Each body of a place under one name in all years: as its newest report prints it, with city and province where another loaded
    body's is the same (鼓楼区人民政府), so that a name tells whose figure it is."""
    printed = {agency: catalogue.name(agency) for agency in catalogue.by_agency}
    shared = {name for name, bodies in Counter(printed.values()).items() if bodies > 1}

    def told(entry: Entry) -> Entry:
        name = printed[entry.agency] if entry.place else entry.name
        name = gazetteer.full_name(entry.place, entry.organ) if entry.place and name in shared else name
        return entry if name == entry.name else replace(entry, name=name)

    return Catalogue(tuple(map(told, catalogue.entries)))


ANY = "*"  # among stated figures: every number that the text states


@dataclass(frozen=True, slots=True)
class Selection:
    """What to fetch from one report: figures, stated figures by id, sections of the text."""

    report: int
    figures: tuple[FigureId, ...] = ()
    stated: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What one report says to a selection; findings are always all of the report's."""

    facts: Mapping[FigureId, Fact]
    stated: tuple[StatedFigure, ...]
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]
