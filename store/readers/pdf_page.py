"""A page of a PDF as it is seen: without what is drawn invisibly (the text that lies under a scan), slanted across the page (a
watermark), or twice (bold); and which of its digits may not count."""

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

INVISIBLE = (3, 7)  # text rendering modes: neither filled nor stroked (ISO 32000-1, table 106)
UNSEEN = "unseen"  # tag of such a character
SLANT = 0.1  # of a character's width that its foot rises; a page that was scanned aslant has less
MIDDLE = (0.3, 0.7)  # of a digit's height: a line there strikes it out
THIN = 2.0  # points of a rectangle that is a line


def as_seen(page: Any) -> tuple[Any, list[Any]]:
    """The page of pdfplumber with the characters that can be seen, each once, and the digits that do not count: white ones, which
    nobody sees on paper, those that a line strikes out, and those drawn invisibly, where a scan may show what they guess.

    Raises PdfminerException."""
    device = _Marking(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    try:
        PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except Exception as error:  # as pdfplumber does: a broken page breaks anywhere in the interpreter
        raise PdfminerException(error) from error
    page._layout = device.get_result()  # noqa: SLF001 - what Page.layout keeps of its own device
    seen = page.filter(lambda item: item["object_type"] != "char" or not (item["tag"] == UNSEEN or _is_slanted(item)))
    lines = [edge for edge in (*page.lines, *page.rects) if edge["bottom"] - edge["top"] <= THIN]
    digits = [sign for sign in page.chars if sign["text"].isdigit() and not _is_slanted(sign)]
    doubtful = [s for s in digits if s["tag"] == UNSEEN or _is_white(s) or any(_strikes(line, s) for line in lines)]
    return seen.dedupe_chars(), doubtful


def _is_white(sign: Any) -> bool:
    """On a dark ground nobody prints these tables."""
    color = sign["non_stroking_color"]
    parts = tuple(color) if isinstance(color, list | tuple) else (color,)
    return parts in ((1,), (1, 1, 1), (0, 0, 0, 0))


def _strikes(line: Any, sign: Any) -> bool:
    at = (line["top"] + line["bottom"]) / 2 - sign["top"]
    height = sign["bottom"] - sign["top"]
    across = line["x0"] < (sign["x0"] + sign["x1"]) / 2 < line["x1"]
    return bool(across and MIDDLE[0] * height < at < MIDDLE[1] * height)


class _Marking(PDFPageAggregatorWithMarkedContent):
    """Marks the characters that are drawn invisibly."""

    def render_string(self, textstate: Any, *args: Any) -> None:
        tag, self.cur_tag = self.cur_tag, UNSEEN if textstate.render in INVISIBLE else self.cur_tag
        super().render_string(textstate, *args)
        self.cur_tag = tag


def _is_slanted(sign: Any) -> bool:
    along, rise = abs(sign["matrix"][0]), abs(sign["matrix"][1])
    return bool(min(along, rise) > SLANT * max(along, rise))
