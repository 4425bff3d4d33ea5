"""Damage bytes at random: `python tests/fuzzing.py 40000 [kind ...]`, or `make fuzz`.

Each file must be read or refused; no exception may leave the reading process's own net, none may run past its limit, and no
figure may be stored that the file does not print.  Digits are left alone where the kind lets them be seen, so that a figure
that differs is a wrong one."""

import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator

from standard_docx import as_docx
from standard_form import as_bars, as_html, as_lines, sources
from standard_office import as_mht, as_ods, as_odt, as_rtf, as_xlsx
from standard_pdf import as_pdf

from store.document import UnreadableError
from store.forms.form_files import load_form
from store.loading.box import Box, Job, Limits
from store.readers.cells import read_cell

FORM = load_form()
LAYOUT = FORM.layouts["2021"]
PRINTERS = {
    "html": lambda s: as_html(s, LAYOUT).encode(), "html gb18030": lambda s: as_html(s, LAYOUT).encode("gb18030"),
    "lines": lambda s: as_lines(s, LAYOUT).encode(), "bars": lambda s: as_bars(s, LAYOUT).encode(),
    "docx": lambda s: as_docx(s, LAYOUT), "xlsx": lambda s: as_xlsx(s, LAYOUT), "ods": lambda s: as_ods(s, LAYOUT),
    "odt": lambda s: as_odt(s, LAYOUT), "rtf": lambda s: as_rtf(s, LAYOUT), "mht": lambda s: as_mht(s, LAYOUT, encoded=False),
    "pdf": lambda s: as_pdf(s, LAYOUT),
}  # fmt: skip
INSIDE = {"docx": "word/document.xml", "ods": "content.xml", "odt": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}
DIGITS = set(b"0123456789")
PARTS = DIGITS | set(b".")  # 4068.208 without its point is another number too
OF_NUMBERS = DIGITS | set(b"+-.,%")  # bytes that make another number of one
SECONDS = 20


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to four changes: a byte changed, a stretch dropped, doubled, moved, the end cut.  No number is changed or moved."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not found:
            break
        at = chance.randrange(len(found))
        size = min(chance.choice((1, 1, 2, 8, 40)), len(found) - at)
        if PARTS & set(found[at : at + size]):
            continue
        what = chance.randrange(5)
        if what == 0:
            found[at] = chance.choice([b for b in range(256) if b not in OF_NUMBERS])
        elif what == 1:
            del found[at : at + size]
        elif what == 2:
            found[at:at] = found[at : at + size]
        elif what == 3:
            stretch = found[at : at + size]
            del found[at : at + size]
            to = chance.randrange(len(found) + 1)
            if DIGITS & set(found[max(to - 1, 0) : to + 1]):
                to = at
            found[to:to] = stretch
        elif not PARTS & set(found[at : at + 3]) and chance.random() < 0.2:
            del found[at:]
    return bytes(found) or b"x"


def damaged(kind: str, count: int, seed: int) -> Iterator[Job]:
    """So many files, half of the packages damaged inside and half outside."""
    chance = random.Random(f"{kind}{seed}")
    right = [PRINTERS[kind](source) for source in sources() if source.form == "2021"]
    for number in range(count):
        data = right[number % len(right)]
        inside = INSIDE.get(kind) if number % 2 else None
        yield Job(f"{kind} {number}", "x", _inside(data, inside, chance) if inside else mutate(data, chance))


def _inside(data: bytes, member: str, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, mutate(old.read(name), chance) if name == member else old.read(name))
    return out.getvalue()


def fuzz(kind: str, count: int, seed: int = 1) -> Counter:
    """What became of the files.  `wrong`: files with a figure that the right one does not have there and that no finding touches;
    `wrong, and said so`: a finding touches each of them."""
    truth = [
        {figure: read_cell(raw).value for figure, raw in source.cells.items()}
        for source in sources()
        if source.form == "2021"
    ]
    found: Counter = Counter()
    for number, (job, result) in enumerate(Box(Limits(seconds=SECONDS))(damaged(kind, count, seed))):
        if isinstance(result, UnreadableError):
            found["hung" if "秒" in str(result) else "died" if "内存" in str(result) else "refused"] += 1
            found["caught by the net"] += "读不下去" in str(result)
            continue
        right = truth[number % len(truth)]
        wrong = {f: x.raw for f, x in result.facts.items() if x.value is not None and x.value != right.get(f)}
        touched = {figure for finding in result.findings for figure in finding.figures}
        found["read" if not wrong else "wrong, and said so" if touched.issuperset(wrong) else "wrong"] += 1
        if wrong:
            print(job.file, {str(f): raw for f, raw in list(wrong.items())[:3]})
    return found


def main() -> None:
    count, kinds = int(sys.argv[1]), sys.argv[2:] or list(PRINTERS)
    for kind in kinds:
        start = time.monotonic()
        print(kind, count, dict(fuzz(kind, count)), f"{time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
