"""Document -> whether it holds a second report: another title between its tables, or between them and tables of the same kind."""

from store.agencies.agency import Gazetteer
from store.document import Document, Grid, Line, Place, squeeze
from store.identity.clues import running_text
from store.identity.identity import Identity
from store.identity.title import read_title

SAME_LABELS = 4  # labels, of so many characters, that two tables share if they are of one kind


def other_report(document: Document, gazetteer: Gazetteer, identity: Identity, figures: list[Place]) -> str:
    """The title of another body or year that stands between the tables: two reports in one file.  Empty where there is none."""
    at = _where(document, figures)
    around = running_text(document)
    for block in document.blocks[at[0] : _last_alike(document, at)] if at else ():
        title = read_title(squeeze(block.text), gazetteer) if isinstance(block, Line) else None
        if title is None or not title.name:
            continue
        agency = gazetteer.agency_in(title.name, around)
        if title.year != str(identity.year) or (agency.id != identity.agency.id and agency.place):
            return title.text
    return ""


def _where(document: Document, figures: list[Place]) -> list[int]:
    """The blocks that figures were read from: grids, or lines of a text."""
    grids = {place.grid for place in figures if place.grid is not None}
    lines = {place.line for place in figures if place.grid is None and place.line is not None}
    return [
        n
        for n, block in enumerate(document.blocks)
        if (isinstance(block, Grid) and any(row and row[0].place.grid in grids for row in block.rows))
        or (isinstance(block, Line) and block.place.line in lines)
    ]


def _last_alike(document: Document, at: list[int]) -> int:
    """The last block with the labels of those that were read: a second report repeats them."""
    own = {label for block in document.blocks[at[0] : at[-1] + 1] for label in _labels(block)}
    later = [(n, _labels(block) & own) for n, block in enumerate(document.blocks) if n > at[-1]]
    tables = [n for n, shared in later if len(shared) >= SAME_LABELS]
    lines = [n for n, shared in later if shared and isinstance(document.blocks[n], Line)]
    last: int = max((*tables, *(lines if len(lines) >= SAME_LABELS else ()), at[-1]))
    return last


def _labels(block: Line | Grid) -> set[str]:
    cells = [cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text]
    texts = (squeeze(cell) for cell in cells if len(cell) >= SAME_LABELS)
    return {text for text in texts if len(text) >= SAME_LABELS and not text.isdigit()}
