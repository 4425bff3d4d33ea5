"""Every report of the sample as a scan, at several resolutions, askew and speckled: what is read of it, what is not, what is wrong.

Needs the extra `ocr`; some minutes."""

from collections import Counter

from standard_form import Source, sources
from standard_picture import as_scan

from store.document import UnreadableError
from store.forms.form_files import load_form
from store.read_report import read_file
from store.readers.cells import read_cell

LOOKS = (
    (100, 0, 0, 90),
    (150, 0.4, 3, 75),
    (200, 0, 0, 90),
    (200, 0.8, 6, 60),
)  # dots an inch, degrees, noise, JPEG quality


def cells_of(source: Source, dpi: int, skew: float, noise: float, quality: int) -> Counter[str]:
    """How many cells of a report are read right, not read, and wrong."""
    data = as_scan(source, load_form().layouts[source.form], dpi, skew, noise, quality)
    try:
        facts = read_file(f"{source.file}.pdf", data, recognise=True).facts
    except UnreadableError:
        facts = {}
    read = {figure: fact.value for figure, fact in facts.items() if fact.value is not None}
    wrong = sum(value != read_cell(source.cells[figure]).value for figure, value in read.items())
    return Counter(right=len(read) - wrong, wrong=wrong, unread=len(source.cells) - len(read))


def main() -> None:
    """Print a line a look and report."""
    for look in LOOKS:
        for source in sources():
            print(*look, source.file, dict(cells_of(source, *look)), flush=True)


if __name__ == "__main__":
    main()
