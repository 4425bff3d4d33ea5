"""One thing that is wrong with a report.  Findings are values, not errors; `findings.toml` and the checks of `fields.toml` name them."""

from dataclasses import dataclass

from store.forms.form import FigureId


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` as the form names it, the sentence for people, the figures it touches."""

    code: str
    sentence: str
    figures: tuple[FigureId, ...] = ()
