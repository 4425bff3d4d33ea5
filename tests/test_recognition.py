"""Scans: read by recognition, kept where the sums of the tables prove it.  Needs the extra `ocr`."""

import io

import pytest
from standard_form import sources
from standard_pdf import as_pdf

from store.cells import read_cell
from store.document import NeedsRecognitionError
from store.form_files import load_form
from store.read_report import read_file

pytest.importorskip("rapidocr")
import numpy as np
import pypdfium2
from PIL import Image

FORM = load_form()


def scan(pdf: bytes, dpi: int, skew: float, noise: float, quality: int) -> bytes:
    """The pages as pictures, turned and speckled, in a PDF without text."""
    pictures = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = (
            page.render(scale=dpi / 72)
            .to_pil()
            .convert("L")
            .rotate(skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
        )
        dots = np.asarray(picture).astype(int) + np.random.default_rng(1).normal(
            0, noise, (picture.height, picture.width)
        )
        out = io.BytesIO()
        Image.fromarray(np.clip(dots, 0, 255).astype("uint8")).save(out, "JPEG", quality=quality)
        pictures.append(Image.open(io.BytesIO(out.getvalue())))
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()


@pytest.mark.parametrize(("dpi", "skew", "noise", "quality"), [(150, 0, 0, 90), (200, 0.8, 6, 60), (100, 0, 0, 50)])
def test_no_cell_of_a_scan_is_wrong(dpi, skew, noise, quality):
    """What is read equals the paper; what is not proved is unreadable; the report says how it was read."""
    source = next(s for s in sources() if s.file.startswith("淮安"))
    report = read_file("x.pdf", scan(as_pdf(source, FORM.layouts["2021"]), dpi, skew, noise, quality), recognise=True)
    read = {figure: fact.value for figure, fact in report.facts.items() if fact.value is not None}

    assert {figure: value for figure, value in read.items() if value != read_cell(source.cells[figure]).value} == {}
    assert read
    assert "recognised" in {finding.code for finding in report.findings}


def test_a_scan_is_asked_about_before_it_is_recognised():
    """Recognition has limits of its own, so it is not begun by itself."""
    source = sources()[0]
    with pytest.raises(NeedsRecognitionError, match="wenshu\\[ocr\\]"):
        read_file("x.pdf", scan(as_pdf(source, FORM.layouts["2021"]), 100, 0, 0, 50))
